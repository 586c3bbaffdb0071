"""The lean engine: of Pyodide only what the calculator uses.

What it uses is seen in rehearsals: the engine is run under Node with the questions of
the file of requests, first with everything, to cut and compile the library
(precompile.py, placeholders.py), then with counters in the WebAssembly module, to empty the
functions that never ran (wasm.py) and leave out what only they needed (charsets.py, tables.py,
scripts.py), last as it will be published. Each time the replies have to be the same.

A browser does not start Python from the library: the build does, and publishes the memory as it
then stands (snapshot.mjs), without what no question uses (remove_unused.py), so that the functions and
texts that only a start needs are left out of the module as well (startup_data.py).

What a rehearsal did not foresee is answered by the stock engine, see browser/python/engine.js.
"""

import json
import os
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from pyodide_bundle import charsets, memory, scripts, startup_data, tables, wasm
from pyodide_bundle.recorded import noted
from pyodide_bundle.steps import EngineError, Steps
from pyodide_bundle.stock import LOCK, STOCK_FILES, without_map

PACKAGES = "passerelle.pack"
LIBRARY = "python_stdlib.zip"
IMAGE = "passerelle.image"
SCRIPTS = ("pyodide.mjs", "pyodide.asm.mjs")
MODULE = "pyodide.asm.wasm"
ENGINE = Path(__file__).resolve().parent
# The functions that ran in a browser, see tools/browser_functions.py.
RECORDED = ENGINE.parent / "compiler" / "publish" / "browser_functions.json"
# Of all questions, one in so many is put to a Python that only has to import what the questions
# import; an odd number, as languages take turns.
SAMPLE = 49
# Run by the rehearsals' own Python: see there.
WITNESS = (ENGINE / "recorder.py").read_text(encoding="utf-8")
PREPARE = "import calculator.handle_request; calculator.handle_request.prepare(); del calculator\n"
CALLED = "import json; json.dumps(sorted(RAN))"
NOTE = 'import sitecustomize; sitecustomize.write("/out/notes-{}.json")'
# While the sources run, docstrings and assertions are off as they will be in what is compiled
# from them, and sets have a fixed order, so that the same sources make the same library. What
# is compiled runs as it will in a browser.
AS_COMPILED = {"PYTHONOPTIMIZE": "2", "PYTHONHASHSEED": "0"}


class Lean(NamedTuple):
    """What was made: the files that the worker can count, and the bytes of the memory that an
    image is laid into; None where Python starts from the library."""

    counted: list[str]
    memory: int | None


def make_lean(
    folder: Path, project: Path, pyodide: Path, node: Path, steps: Steps, requests: Sequence[str]
) -> Lean:
    """Fill a folder; `requests` are put to Python in rehearsals.

    Raises EngineError where the lean engine does not answer as the whole one does.
    """
    with tempfile.TemporaryDirectory(prefix="passerelle-") as place:
        stage = _Stage(Path(place), project, pyodide, node, steps, requests)
        draft = stage.engine
        for name in STOCK_FILES:
            (draft / name).write_bytes(without_map(pyodide / name))
        # The whole engine, with our packages as they are.
        sources = {**_sources(project), "sitecustomize.py": WITNESS.encode()}
        (draft / PACKAGES).write_bytes(packed(sources))
        expected = stage.witness()
        stage.precompile()
        shutil.copyfile(stage.out / LIBRARY, draft / LIBRARY)
        (draft / PACKAGES).write_bytes(packed(_tree(stage.out / "packages")))
        module = (draft / MODULE).read_bytes()
        counting = Path(place) / "counting.wasm"
        if steps.machine:
            counting.write_bytes(wasm.instrument(module))
        start = "image" if steps.snapshot else "library"
        ran = stage.make_image(counting) if steps.snapshot else set()
        if steps.machine:
            ran |= {*recorded(module, start)}
            if not steps.snapshot:
                ran |= stage.rehearse(counting)["ran"]
            _slim(draft, module, ran, steps, scripts.Esbuild(node, pyodide.resolve().parent))
        if stage.rehearse()["replies"] != expected:
            raise EngineError("the lean engine does not give the same replies")
        counted = [MODULE, IMAGE] if steps.snapshot else [MODULE, LIBRARY, PACKAGES]
        folder.mkdir(parents=True)
        for name in (*SCRIPTS, *counted):
            shutil.copyfile(draft / name, folder / name)
    return Lean(counted, stage.memory)


def _slim(
    folder: Path, module: bytes, ran: set[int], steps: Steps, esbuild: scripts.Esbuild
) -> None:
    kept = set(wasm.export_names(module))
    if steps.scripts:
        file = folder / "pyodide.asm.mjs"
        script = file.read_text(encoding="utf-8")
        loader = (folder / "pyodide.mjs").read_text(encoding="utf-8")
        given = wasm.imports(module)
        linked = {one.name for one in given if one.module.startswith("GOT.")}
        kept = linked | scripts.used_exports(script, loader, kept)
        needed = linked | scripts.called_imports(module, ran)
        needed |= {one.name for one in given if one.kind != wasm.FUNCTION_KIND}
        script = scripts.without_exports(script, kept)
        script = scripts.without_functions(script, loader, needed, linked)
        script = scripts.linked_together(script)
        file.write_text(scripts.shaken(script, esbuild), encoding="utf-8")
    slim = wasm.trim(module, ran, kept)
    if steps.charsets:
        slim = charsets.without_charsets(slim)
    if steps.tables:
        slim = tables.without_tables(slim, module, ran)
    if steps.snapshot:
        slim = startup_data.without_startup_data(slim, module, ran)
    (folder / MODULE).write_bytes(memory.without_zeros(slim))


def recorded(module: bytes, start: str) -> list[int]:
    """The functions that a browser needs on top of those that Node does, by where it starts
    from: ``image`` or ``library``.

    Raises EngineError where they were noted for another version of Pyodide.
    """
    left_out = "-machine -charsets -tables -scripts" + " -snapshot" * (start == "library")
    functions: list[int] = noted(RECORDED, start, module, left_out, "tools/browser_functions.py")
    return functions


class _Stage:
    """Where rehearsals take place."""

    def __init__(
        self,
        place: Path,
        project: Path,
        pyodide: Path,
        node: Path,
        steps: Steps,
        requests: Sequence[str],
    ):
        self.place = place
        self.node = node.absolute()
        self.engine = place / "engine"
        self.engine.mkdir()
        self.out = place / "out"
        self.out.mkdir()
        half = len(requests) // 2
        parts = {"all": requests, "first": requests[:half], "second": requests[half:]}
        for part, questions in parts.items():
            self._file("questions", part).write_text(json.dumps(questions), encoding="utf-8")
        chosen = (name for name in ("functions", "placeholders") if getattr(steps, name))
        self.env = {**AS_COMPILED, **{f"LEAN_{name.upper()}": "yes" for name in chosen}}
        # The bytes of the memory that the engine's image is laid into, once there is one.
        self.memory: int | None = None
        # Beside them Node finds what Pyodide imports under Node.
        (place / "node_modules").symlink_to(pyodide.resolve().parent)
        self.job: Mapping[str, Any] = {
            "engine": f"{self.engine}/",
            "lock": {**json.loads((pyodide / LOCK).read_text()), "packages": {}},
            "start": str((project / "browser" / "python" / "start.js").resolve()),
            "places": {"/out": str(self.out), "/build/pyodide_bundle": str(ENGINE)},
            # As a rehearsal may have it otherwise, see rehearse.mjs.
            "wasm": None,
            "after": None,
            "env": {},
            "every": 1,
            "from": None,
            "to": None,
            "before": None,
            "tell": None,
        }

    def witness(self) -> list[str]:
        """Run all questions on the sources and note what they use; returns the replies."""
        found = self._halves(lambda half: {"after": NOTE.format(half), "env": self.env})
        return _replies(found)

    def precompile(self) -> None:
        """Write the library and our packages, of which the notes tell what is used."""
        after = (ENGINE / "precompile.py").read_text(encoding="utf-8")
        self._run("all", {"after": after, "env": self.env, "every": SAMPLE})

    def make_image(self, module: Path | None = None) -> set[int]:
        """Write the image that a browser starts from; returns the functions of `module` that
        ran while all questions were put to one from which nothing was let go yet, and a sample
        to the one that is written."""
        noting, image = self.place / "noting.image", self.engine / IMAGE
        size = self._write_image(noting, {"before": PREPARE + WITNESS})
        how = {"from": {"image": str(noting), "size": size}, "tell": CALLED}
        found = self._halves(lambda _: _module(module) | how)
        called = sorted({tuple(one) for half in found for one in json.loads(half["told"])})
        shake = (ENGINE / "remove_unused.py").read_text(encoding="utf-8")
        self.memory = self._write_image(
            image, {"before": PREPARE}, shake=shake, ran=json.dumps(called)
        )
        sample = self._run("all", {**_module(module), "from": self._image(), "every": SAMPLE})
        return {place for one in (*found, sample) for place in one["ran"]}

    def _image(self) -> dict[str, Any] | None:
        return {"image": str(self.engine / IMAGE), "size": self.memory} if self.memory else None

    def _write_image(self, image: Path, how: Mapping[str, Any], **to: str) -> int:
        """Write Python's memory once it has answered a sample; returns the memory's size."""
        # Strings are placed by their hashes: the same sources are to make the same image.
        env = {"PYTHONHASHSEED": "0", "LANG": "C.UTF-8"}
        what = {"env": env, "every": SAMPLE, "to": {"image": str(image), **to}}
        size: int = self._run("all", {**what, **how})["size"]
        return size

    def rehearse(self, module: Path | None = None) -> dict[str, Any]:
        """Run all questions as a browser does, with `module` in place of the engine's own."""
        found = self._halves(lambda _: {**_module(module), "from": self._image()})
        return {"replies": _replies(found), "ran": {place for one in found for place in one["ran"]}}

    def _halves(self, how: Callable[[str], Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Run all questions in two processes that share them."""
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(lambda half: self._run(half, how(half)), ("first", "second")))

    def _run(self, part: str, how: Mapping[str, Any]) -> dict[str, Any]:
        file, rehearsed = self._file("job", part), self._file("rehearsed", part)
        named = {"questions": str(self._file("questions", part)), "out": str(rehearsed)}
        file.write_text(json.dumps({**self.job, **named, **how}), encoding="utf-8")
        done = subprocess.run(
            [self.node, ENGINE / "rehearse.mjs", file],
            cwd=self.place,
            capture_output=True,
            text=True,
            env={**os.environ, "NODE_NO_WARNINGS": "1"},
            check=False,
        )
        if done.returncode:
            raise EngineError(f"the lean engine did not run under Node: {done.stderr.strip()}")
        found: dict[str, Any] = json.loads(rehearsed.read_text(encoding="utf-8"))
        return found

    def _file(self, what: str, part: str) -> Path:
        return self.place / f"{what}-{part}.json"


def _module(module: Path | None) -> dict[str, Any]:
    return {"wasm": str(module) if module and module.is_file() else None}


def _replies(found: Iterable[Mapping[str, Any]]) -> list[str]:
    return [reply for one in found for reply in one["replies"]]


def _sources(project: Path) -> dict[str, bytes]:
    """Our packages as the wheel has them (pyproject.toml): without what only builds."""
    return {
        path: content
        for name in ("rules", "calculator")
        for path, content in _tree(project / name, name).items()
        if Path(path).suffix in (".py", ".toml")
    }


def _tree(folder: Path, prefix: str = "") -> dict[str, bytes]:
    """The files of a folder by their path in it, in a fixed order."""
    found = (file for file in folder.rglob("*") if file.is_file())
    return {
        (Path(prefix) / file.relative_to(folder)).as_posix(): file.read_bytes()
        for file in sorted(found)
    }


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files one after the other, as `unpack` of browser/python/start.js reads them."""
    index = json.dumps({path: len(content) for path, content in files.items()}).encode()
    return struct.pack("<I", len(index)) + index + b"".join(files.values())
