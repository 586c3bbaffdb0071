"""Packs Pyodide and one application's wheel for the browser. Build time only.

`pack.pack` is the entry; `application.Application` says what it must know of the application.
"""


class PackError(Exception):
    """The bundle cannot be made; the text says why, and what to do or which values are accepted."""
