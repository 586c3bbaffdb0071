"""The lean bundle: of Pyodide only what the application's requests use.

1. Python starts from the library; its memory is written, with everything in it. All requests run
   from that, with counters in the WebAssembly module: this tells which functions are needed, and
   the responses. Objects that no request needs are removed from that memory (remove_unused.py);
   what is left is the snapshot to publish (snapshot.mjs).
2. Functions of the module that never ran are emptied (wasm_functions.py), what only they need is
   removed from its data (unread_data.py) and from Pyodide's script (scripts.py).
3. All requests run on the result: the responses have to be those of step 1.

A request that needs something removed raises an error in the worker; the page then starts the stock
bundle.
"""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pyodide_bundle import scripts, unread_data, wasm, wasm_functions
from pyodide_bundle.application import Application
from pyodide_bundle.errors import PackError
from pyodide_bundle.rehearsal import SAMPLE, Rehearsal
from pyodide_bundle.steps import Steps
from pyodide_bundle.stock import STOCK_FILES, lock_without_packages, without_map

SCRIPTS = ("pyodide.mjs", "pyodide.asm.mjs")
MODULE = "pyodide.asm.wasm"


def make_lean(
    folder: Path, application: Application, pyodide: Path, node: Path, steps: Steps
) -> list[str]:
    """Fill a new folder; returns the names of the files whose progress can be reported.

    Raises PackError where the lean bundle does not respond as the whole one does.
    """
    with tempfile.TemporaryDirectory(prefix="pyodide-bundle-") as temporary:
        place = Path(temporary)
        draft = place / "engine"
        draft.mkdir()
        for name in STOCK_FILES:
            (draft / name).write_bytes(without_map(pyodide / name))
        rehearsal = Rehearsal(place, application, draft, node, lock_without_packages(pyodide))
        module = (draft / MODULE).read_bytes()
        counting = place / "counting.wasm"
        counting.write_bytes(wasm_functions.instrument(module))
        image = draft / application.snapshot_file
        told = rehearsal.write_snapshot(image, draft / MODULE, counting, steps.objects)
        if steps.machine:
            ran = told.ran | rehearsal.run(image, counting, every=SAMPLE).ran
            esbuild = (str(node), str(pyodide.resolve().with_name("esbuild") / "bin" / "esbuild"))
            _reduce(draft, module, ran, steps, esbuild)
        if rehearsal.run(image, draft / MODULE).responses != told.responses:
            raise PackError("the lean bundle does not give the same responses")
        folder.mkdir(parents=True)
        for name in (*SCRIPTS, MODULE, application.snapshot_file):
            shutil.copyfile(draft / name, folder / name)
    return [MODULE, application.snapshot_file]


def _reduce(
    draft: Path, module: bytes, ran: set[int], steps: Steps, esbuild: Sequence[str]
) -> None:
    """Write the module, and the script that loads it, without what none of `ran` needs."""
    kept = {one.name for one in wasm.exports(module)}
    if steps.scripts:
        file = draft / "pyodide.asm.mjs"
        script = file.read_text(encoding="utf-8")
        loader = (draft / "pyodide.mjs").read_text(encoding="utf-8")
        imported = wasm.imports(module)
        linked = {one.name for one in imported if one.module.startswith("GOT.")}
        kept = linked | scripts.used_exports(script, loader, kept)
        needed = linked | scripts.called_imports(module, ran)
        needed |= {one.name for one in imported if one.kind != wasm.FUNCTION_KIND}
        script = scripts.without_exports(script, kept)
        script = scripts.without_functions(script, loader, needed, linked)
        file.write_text(scripts.tree_shaken(script, esbuild), encoding="utf-8")
    reduced = wasm_functions.trim(module, ran, kept)
    if steps.data:
        reduced = unread_data.without_unread_data(reduced, module, ran)
    (draft / MODULE).write_bytes(reduced)
