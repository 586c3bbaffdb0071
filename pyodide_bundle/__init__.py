"""Packs what the browser runs: Pyodide's files and our own wheel. Build time only."""
