"""Rehearsals: Pyodide is run under Node with the application's requests, by rehearse.mjs."""

import json
import re
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from pyodide_bundle import PackError
from pyodide_bundle.application import Application

FOLDER = Path(__file__).resolve().parent
# Rehearsals that only have to load what the requests need run one request in so many; an odd
# number, so that requests of two kinds that take turns are both among them.
SAMPLE = 49
# Python that runs inside Pyodide, see there.
REMOVE = (FOLDER / "remove_unused.py").read_text(encoding="utf-8")
# Node compiles a function of a module when it is first called, and tells of each; with inlining,
# one could run as a part of another.
TRACING = ("--wasm-lazy-compilation", "--trace-wasm-compilation-times", "--no-wasm-inlining")
COMPILED = re.compile(r"^Compiled function \w+#(\d+) ", re.MULTILINE)


class Told(NamedTuple):
    """What a rehearsal told: the hashes of the responses; which of the module's own functions ran,
    by their places; its imports, in order: {module, name, kind}; the identities of Python's
    functions that were called."""

    responses: list[str]
    ran: set[int]
    imports: list[dict[str, str]]
    called: list[int]


class Rehearsal:
    """A folder in which Pyodide, beside its files in `bundle`, is run.

    All methods raise PackError where that fails.
    """

    def __init__(
        self, place: Path, application: Application, bundle: Path, node: Path, lock: object
    ):
        self.place = place
        self.node = node.absolute()
        with zipfile.ZipFile(application.wheel) as wheel:
            names = [info.filename for info in wheel.infolist() if not info.is_dir()]
            names = [name for name in names if ".dist-info/" not in name]
            files = {name: wheel.read(name).decode("latin-1") for name in names}
        # The application's top-level modules and packages.
        self.own = sorted({Path(name).parts[0].removesuffix(".py") for name in names})
        self.job = {
            "bundle": f"{bundle}/",
            "lock": lock,
            "start": str(application.start.resolve()),
            "files": files,
            "before": application.prepare_code(),
            "requests": str(application.requests.resolve()),
        }

    def write_snapshot(self, image: Path, remove: bool) -> Told:
        """Write the snapshot to publish, and tell of all requests.

        They run from a first snapshot, as in a browser: what only a start from the library needs
        does not count. `remove`: without the Python objects that none of them needs.
        """
        whole = self.place / "whole.image"
        self._run(0, SAMPLE, to={"file": str(whole), "run": remove and REMOVE})
        told = self.run(whole, record=remove, collect=True)
        needed = {"own": self.own, "called": told.called} if remove else None
        self._run(0, 10**6, image=str(whole), to={"file": str(image), "needed": needed})
        return told

    def run(self, image: Path, every: int = 1, record: bool = False, collect: bool = False) -> Told:
        """Run all requests, or one in so many, from a snapshot; half of them in each of two
        processes.

        `record`: remove_unused.py is in the snapshot, and records what is called. `collect`: all
        that collecting garbage can run is to run.
        """

        def half(first: int) -> Told:
            how = {"image": str(image), "record": record, "collect": collect}
            return self._run(first * every, 2 * every, **how)

        with ThreadPoolExecutor(2) as pool:
            one, two = pool.map(half, (0, 1))
        called = sorted({*one.called, *two.called})
        return Told(one.responses + two.responses, one.ran | two.ran, one.imports, called)

    def _run(self, first: int, every: int, **how: Any) -> Told:
        out = self.place / f"told-{first}.json"
        job = {**self.job, "first": first, "every": every, **how, "out": str(out)}
        done = subprocess.run(
            [self.node, *TRACING, FOLDER / "rehearse.mjs"],
            input=json.dumps(job),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise PackError(f"the lean bundle did not run under Node: {done.stderr.strip()}")
        found = json.loads(out.read_text(encoding="utf-8"))
        imported = sum(one["kind"] == "function" for one in found["imports"])
        ran = {int(place) - imported for place in COMPILED.findall(done.stdout)}
        return Told(ran=ran, **found)
