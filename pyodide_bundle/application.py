"""What the packing is told of the application that is to run in Pyodide."""

from pathlib import Path
from typing import NamedTuple


class Application(NamedTuple):
    """An application to pack.

    `wheel`: a pure Python wheel with all modules of the application. Its distribution's name
    also names a published file, ``<name>.image``.
    `start`: the ES module that starts Python, in the browser and in rehearsals. It exports
    ``startStock`` and ``startFromImage``; each resolves to a Pyodide function that takes a
    request (text) and returns the response (text).
    `prepare`: ``module:function``, called without arguments before the snapshot is taken, for
    data that it should hold; empty for none.
    `requests`: a JSON file, a list of request texts to rehearse. What none of them needs is
    removed from the lean bundle.
    `folder`: where bundles are put, each in a folder named for its content.
    """

    wheel: Path
    start: Path
    prepare: str
    requests: Path
    folder: Path

    @property
    def snapshot_file(self) -> str:
        """The published file with the interpreter's memory."""
        return f"{self.wheel.name.partition('-')[0]}.image"

    def prepare_code(self) -> str:
        """Python that calls `prepare` and leaves no name behind."""
        module, _, function = self.prepare.partition(":")
        if not module:
            return ""
        return f"import {module}; {module}.{function}(); del {module.partition('.')[0]}\n"
