"""Rehearsals: Pyodide is run under Node with the application's requests, by rehearse.mjs."""

import json
import os
import subprocess
import zipfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from pyodide_bundle.application import Application
from pyodide_bundle.errors import PackError

FOLDER = Path(__file__).resolve().parent
# Rehearsals that only have to load what the requests need run one request in so many; an odd
# number, so that requests of two kinds that take turns are both among them.
SAMPLE = 49
# Python that runs inside Pyodide, see each file.
RECORDER = (FOLDER / "recorder.py").read_text(encoding="utf-8")
REMOVE = (FOLDER / "remove_unused.py").read_text(encoding="utf-8")


class Told(NamedTuple):
    """What a rehearsal told: the hashes of the responses, the Python functions that were called
    (as recorder.py identifies them), and the module's functions that ran (see
    wasm_functions.py)."""

    responses: list[str]
    called: list[tuple[Any, ...]]
    ran: set[int]


class Rehearsal:
    """A folder in which Pyodide, beside its files in `bundle`, is run.

    All methods raise PackError where that fails.
    """

    def __init__(
        self, place: Path, application: Application, bundle: Path, node: Path, lock: object
    ):
        self.place = place
        self.node = node.absolute()
        self.application = application
        requests = json.loads(application.requests.read_text(encoding="utf-8"))
        half = len(requests) // 2
        parts = {"all": requests, "first": requests[:half], "second": requests[half:]}
        for part, some in parts.items():
            self._file("requests", part).write_text(json.dumps(some), encoding="utf-8")
        with zipfile.ZipFile(application.wheel) as wheel:
            names = [name for name in wheel.namelist() if ".dist-info/" not in name]
            wheel.extractall(place / "packages", names)
        self.job = {
            "bundle": f"{bundle}/",
            "lock": lock,
            "start": str(application.start.resolve()),
            "packages": str(place / "packages"),
            # Set otherwise by some rehearsals.
            "image": None,
            "every": 1,
            "before": None,
            "tell": None,
            "to": None,
        }

    def write_snapshot(
        self, image: Path, module: Path, called: list[tuple[Any, ...]] | None = None
    ) -> None:
        """Write the snapshot to publish, without what none of the functions `called` needs; with
        everything in it for None."""
        to = {"file": str(image)}
        if called is not None:
            own = json.dumps(self.application.modules())
            to |= {"remove": REMOVE, "ran": json.dumps(called), "own": own}
        self._write(module, self.application.prepare_code(), to)

    def write_recorder(self, image: Path, module: Path) -> None:
        """Write a snapshot with everything in it, and with a recorder of what is called."""
        self._write(module, self.application.prepare_code() + RECORDER, {"file": str(image)})

    def _write(self, module: Path, before: str, to: Mapping[str, str]) -> None:
        self._run("all", {"wasm": str(module), "every": SAMPLE, "before": before, "to": to})

    def run(self, image: Path, module: Path, record: bool = False, every: int = 1) -> Told:
        """Run all requests from a snapshot, half of them in each of two processes.

        `record`: the snapshot has a recorder in it.
        """
        how = {
            "image": str(image),
            "wasm": str(module),
            "every": every,
            "tell": "told" if record else None,
        }
        with ThreadPoolExecutor(2) as pool:
            found = list(pool.map(lambda half: self._run(half, how), ("first", "second")))
        called = {tuple(one) for half in found for one in json.loads(half["told"] or "[]")}
        return Told(
            [response for half in found for response in half["responses"]],
            sorted(called),
            {place for half in found for place in half["ran"]},
        )

    def _run(self, part: str, how: Mapping[str, Any]) -> dict[str, Any]:
        file, rehearsed = self._file("job", part), self._file("rehearsed", part)
        named = {"requests": str(self._file("requests", part)), "out": str(rehearsed)}
        file.write_text(json.dumps({**self.job, **named, **how}), encoding="utf-8")
        done = subprocess.run(
            [self.node, FOLDER / "rehearse.mjs", file],
            cwd=self.place,
            capture_output=True,
            text=True,
            env={**os.environ, "NODE_NO_WARNINGS": "1"},
            check=False,
        )
        if done.returncode:
            raise PackError(f"the lean bundle did not run under Node: {done.stderr.strip()}")
        found: dict[str, Any] = json.loads(rehearsed.read_text(encoding="utf-8"))
        return found

    def _file(self, what: str, part: str) -> Path:
        return self.place / f"{what}-{part}.json"
