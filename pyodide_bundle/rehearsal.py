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
# Python that runs inside Pyodide, see there.
REMOVE = (FOLDER / "remove_unused.py").read_text(encoding="utf-8")


class Told(NamedTuple):
    """What a rehearsal told: the hashes of the responses, the module's functions that ran (see
    wasm_functions.py), and the identities of Python's functions that were called."""

    responses: list[str]
    ran: set[int]
    called: set[int]


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
        }

    def write_snapshot(self, image: Path, module: Path, counting: Path, remove: bool) -> Told:
        """Write the snapshot to publish, and tell of all requests, run with the module `counting`.

        They run from a first snapshot, as in a browser: what only a start from the library needs
        does not count. `remove`: without the Python objects that none of them needs.
        """
        whole = self.place / "whole.image"
        before = self.application.prepare_code()
        own = json.dumps(self.application.modules()) if remove else None
        how = {"wasm": str(module), "every": SAMPLE}
        self._run(
            "all", {**how, "before": before, "to": {"file": str(whole), "run": remove and REMOVE}}
        )
        told = self.run(whole, counting, record=remove)
        to = {"file": str(image), "own": own, "called": json.dumps(sorted(told.called))}
        self._run("all", {**how, "every": 10**6, "image": str(whole), "to": to})
        return told

    def run(self, image: Path, module: Path, record: bool = False, every: int = 1) -> Told:
        """Run all requests from a snapshot, half of them in each of two processes.

        `record`: remove_unused.py is in the snapshot, and records what is called.
        """
        how = {"image": str(image), "wasm": str(module), "record": record, "every": every}
        with ThreadPoolExecutor(2) as pool:
            halves = list(pool.map(lambda half: self._run(half, how), ("first", "second")))
        responses = [response for half in halves for response in half["responses"]]
        ran, called = ({one for half in halves for one in half[key]} for key in ("ran", "called"))
        return Told(responses, ran, called)

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
