"""Tools that the build runs."""


class ToolError(Exception):
    """A tool of the build failed, or gave what was not expected; the text is what it said."""
