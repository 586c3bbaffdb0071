"""The error of this package."""


class PackError(Exception):
    """The bundle cannot be made; the text says why, and what to do or which values are accepted."""
