"""Packs Pyodide and one application's wheel for the browser. Build time only.

`pack.pack` is the entry; `application.Application` says what it must know of the application.
"""
