"""Rehearsals: the bundle is run under Node with the application's requests, by rehearse.mjs."""

import json
import os
import subprocess
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from pyodide_bundle.application import Application
from pyodide_bundle.archive import top_level, wheel_files
from pyodide_bundle.errors import PackError
from pyodide_bundle.steps import Steps
from pyodide_bundle.stock import LOCK

LIBRARY = "python_stdlib.zip"
FOLDER = Path(__file__).resolve().parent
# Rehearsals that only have to import what the requests import run one request in so many; an
# odd number, so that requests of two kinds that take turns are both among them.
SAMPLE = 49
# Python that runs inside Pyodide, see each file.
RECORDER = (FOLDER / "recorder.py").read_text(encoding="utf-8")
CALLED = "import json; json.dumps(sorted(RAN))"
WRITE = 'import sitecustomize; sitecustomize.write("/out/recorded-{}.json")'
# While sources run, docstrings and assertions are off, as in the bytecode that is compiled from
# them, and the order of sets is fixed, so that the same sources make the same library. Compiled
# modules run as they do in a browser.
AS_COMPILED = {"PYTHONOPTIMIZE": "2", "PYTHONHASHSEED": "0"}


class Rehearsal:
    """A folder in which the bundle is drafted and run.

    `bundle` is the draft, `out` what Python inside Pyodide writes; `memory` is the size in bytes
    of the memory that the draft's snapshot is laid into, None before `write_snapshot`. All
    methods that run requests raise PackError where that fails.
    """

    def __init__(
        self, place: Path, application: Application, pyodide: Path, node: Path, steps: Steps
    ):
        self.place = place
        self.node = node.absolute()
        self.application = application
        self.bundle = place / "engine"
        self.bundle.mkdir()
        self.out = place / "out"
        self.out.mkdir()
        self.memory: int | None = None
        requests = json.loads(application.requests.read_text(encoding="utf-8"))
        half = len(requests) // 2
        parts = {"all": requests, "first": requests[:half], "second": requests[half:]}
        for part, some in parts.items():
            self._file("requests", part).write_text(json.dumps(some), encoding="utf-8")
        chosen = (name for name in ("functions", "placeholders") if getattr(steps, name))
        self.env = {**AS_COMPILED, **{f"LEAN_{name.upper()}": "yes" for name in chosen}}
        # Pyodide imports npm packages under Node; they are looked for beside the draft.
        (place / "node_modules").symlink_to(pyodide.resolve().parent)
        self.job: Mapping[str, Any] = {
            "bundle": f"{self.bundle}/",
            "packages": application.packages_file,
            "lock": {**json.loads((pyodide / LOCK).read_text()), "packages": {}},
            "start": str(application.start.resolve()),
            "places": {"/out": str(self.out), f"/build/{FOLDER.name}": str(FOLDER)},
            # Set otherwise by some rehearsals, see rehearse.mjs.
            "wasm": None,
            "after": None,
            "env": {},
            "every": 1,
            "from": None,
            "to": None,
            "before": None,
            "tell": None,
        }

    def record(self) -> list[str]:
        """Run all requests on the sources and record what they use; returns the responses.

        The draft's packages have to contain recorder.py as ``sitecustomize``.
        """
        found = self._halves(lambda half: {"after": WRITE.format(half), "env": self.env})
        return _responses(found)

    def imported(self) -> set[str]:
        """The modules that were imported while requests were recorded."""
        records = (json.loads(file.read_text()) for file in self.out.glob("recorded-*.json"))
        return {name for record in records for name in record["imported"]}

    def precompile(self) -> None:
        """Write the library and the application's packages, cut to what was recorded, to `out`."""
        after = (FOLDER / "precompile.py").read_text(encoding="utf-8")
        self._run("all", {"after": after, "env": self.env, "every": SAMPLE})

    def write_snapshot(self, module: Path) -> set[int]:
        """Write the snapshot that a browser starts from.

        Returns the functions of the instrumented `module` that ran: for all requests from a
        first snapshot with everything in it, and for a sample from the one that is written.
        """
        whole, snapshot = self.place / "whole.image", self.bundle / self.application.snapshot_file
        prepare = self.application.prepare_code()
        size = self._write_memory(whole, {"before": prepare + RECORDER})
        how = {"from": {"snapshot": str(whole), "size": size}, "tell": CALLED}
        found = self._halves(lambda _: _module(module) | how)
        called = sorted({tuple(one) for half in found for one in json.loads(half["told"])})
        remove = (FOLDER / "remove_unused.py").read_text(encoding="utf-8")
        own = json.dumps(top_level(wheel_files(self.application.wheel)))
        self.memory = self._write_memory(
            snapshot, {"before": prepare or None}, remove=remove, ran=json.dumps(called), own=own
        )
        sample = self._run("all", {**_module(module), "from": self._snapshot(), "every": SAMPLE})
        return {place for one in (*found, sample) for place in one["ran"]}

    def run(self, module: Path | None = None) -> tuple[list[str], set[int]]:
        """Run all requests as a browser does, with `module` in place of the draft's own.

        Returns the responses, and the functions that ran where the module is instrumented.
        """
        found = self._halves(lambda _: {**_module(module), "from": self._snapshot()})
        return _responses(found), {place for one in found for place in one["ran"]}

    def _snapshot(self) -> dict[str, Any] | None:
        file = self.bundle / self.application.snapshot_file
        return {"snapshot": str(file), "size": self.memory} if self.memory else None

    def _write_memory(self, file: Path, how: Mapping[str, Any], **to: Any) -> int:
        """Write Python's memory after a sample of requests; returns the memory's size."""
        # Strings are placed by their hashes: the same sources are to make the same snapshot.
        env = {"PYTHONHASHSEED": "0", "LANG": "C.UTF-8"}
        what = {"env": env, "every": SAMPLE, "to": {"file": str(file), **to}}
        size: int = self._run("all", {**what, **how})["size"]
        return size

    def _halves(self, how: Callable[[str], Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Run all requests in two processes, half of them in each."""
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(lambda half: self._run(half, how(half)), ("first", "second")))

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


def _module(module: Path | None) -> dict[str, Any]:
    return {"wasm": str(module) if module and module.is_file() else None}


def _responses(found: Iterable[Mapping[str, Any]]) -> list[str]:
    return [response for one in found for response in one["responses"]]
