"""The lean bundle: of Pyodide only what the application's requests use.

1. Python starts from the library; its memory is written, with everything in it. All requests run
   from that: this tells which functions are needed, and the responses. Objects that no request
   needs are removed from that memory (remove_unused.py); what is left is the snapshot to publish
   (snapshot.mjs).
2. Functions of the WebAssembly module that never ran are emptied (wasm.py), what only they need is
   removed from its data (unread_data.py) and from Pyodide's script (scripts.py).
3. All requests run on the result: the responses have to be those of step 1.

A request that needs something removed raises an error in the worker; the page then starts the stock
bundle.
"""

import shutil
import tempfile
from pathlib import Path

from pyodide_bundle import PackError, scripts, unread_data, wasm
from pyodide_bundle.application import Application
from pyodide_bundle.rehearsal import SAMPLE, Rehearsal, Told
from pyodide_bundle.steps import Steps
from pyodide_bundle.stock import STOCK_FILES, lock_without_packages, sizes, without_map

MODULE, LIBRARY = "pyodide.asm.wasm", "python_stdlib.zip"


def make_lean(
    folder: Path, application: Application, pyodide: Path, node: Path, steps: Steps
) -> dict[str, int]:
    """Fill a new folder; returns the sizes of the files whose progress can be reported.

    Raises PackError where the lean bundle does not respond as the whole one does.
    """
    with tempfile.TemporaryDirectory(prefix="pyodide-bundle-") as temporary:
        draft = Path(temporary) / "engine"
        draft.mkdir()
        for name in STOCK_FILES:
            (draft / name).write_bytes(without_map(pyodide / name))
        lock = lock_without_packages(pyodide)
        rehearsal = Rehearsal(Path(temporary), application, draft, node, lock)
        image = draft / application.snapshot_file
        told = rehearsal.write_snapshot(image, "objects" in steps)
        if "machine" in steps:
            also = rehearsal.run(image, every=SAMPLE, collect=True).ran
            esbuild = pyodide.resolve().with_name("esbuild") / "bin" / "esbuild"
            _reduce(draft, told._replace(ran=told.ran | also), steps, [str(node), str(esbuild)])
        if rehearsal.run(image).responses != told.responses:
            raise PackError("the lean bundle does not give the same responses")
        (draft / LIBRARY).unlink()  # what is used of it is in the snapshot
        shutil.move(draft, folder)
    return sizes(folder, MODULE, application.snapshot_file)


def _reduce(draft: Path, told: Told, steps: Steps, esbuild: list[str]) -> None:
    """Write the module, and the script that loads it, without what no function that ran needs."""
    module = (draft / MODULE).read_bytes()
    exports = wasm.exports(module)
    kept = {*exports}
    imported = [one["name"] for one in told.imports if one["kind"] == "function"]
    running = [body for at, body in enumerate(wasm.function_bodies(module)) if at in told.ran]
    if "scripts" in steps:
        file = draft / "pyodide.asm.mjs"
        script = file.read_text(encoding="utf-8")
        loader = (draft / "pyodide.mjs").read_text(encoding="utf-8")
        linked = {one["name"] for one in told.imports if one["module"].startswith("GOT.")}
        needed = linked | scripts.called_imports(running, imported)
        needed |= {one["name"] for one in told.imports if one["kind"] != "function"}
        kept = linked | scripts.used_exports(script, loader, kept)
        script = scripts.without_exports(script, kept)
        script = scripts.without_functions(script, loader, needed, linked)
        file.write_text(scripts.tree_shaken(script, esbuild), encoding="utf-8")
    reduced = wasm.trim(module, told.ran, kept)
    if "data" in steps:
        places = {
            name: at - len(imported)
            for name, (kind, at) in exports.items()
            if kind == wasm.FUNCTION_KIND
        }
        names = {name for name, at in places.items() if at in told.ran}
        reduced = unread_data.without_unread_data(reduced, running, names)
    (draft / MODULE).write_bytes(reduced)
