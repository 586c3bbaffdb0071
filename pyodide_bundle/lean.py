"""The lean bundle: of Pyodide only what the application's requests use.

1. Record (rehearsal.py, recorder.py): run all requests with everything there.
2. Cut and compile the standard library and the packages (precompile.py, placeholders.py).
3. Run all requests with counters in the WebAssembly module; with the step `snapshot` from the
   interpreter's memory (snapshot.mjs), out of which unused objects are removed first
   (remove_unused.py).
4. Empty the functions that never ran (wasm_functions.py) and remove what only they need from the
   module's data (charsets.py, tables.py, startup_data.py, memory.py) and from Pyodide's script
   (scripts.py).
5. Run all requests on the result: the responses have to be those of step 1.

A request that needs something removed raises an error in the worker; the page then starts the stock
bundle.
"""

import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from pyodide_bundle import charsets, memory, scripts, startup_data, tables, wasm, wasm_functions
from pyodide_bundle.application import Application
from pyodide_bundle.archive import folder_files, packed, wheel_files
from pyodide_bundle.errors import PackError
from pyodide_bundle.recorded import recorded
from pyodide_bundle.rehearsal import LIBRARY, RECORDER, Rehearsal
from pyodide_bundle.steps import Steps
from pyodide_bundle.stock import STOCK_FILES, without_map

SCRIPTS = ("pyodide.mjs", "pyodide.asm.mjs")
MODULE = "pyodide.asm.wasm"


class Lean(NamedTuple):
    """What was made: the names of the files whose progress can be reported, and the bytes of the
    memory that the snapshot is laid into; None where Python starts from the library."""

    counted: list[str]
    memory: int | None


def make_lean(
    folder: Path, application: Application, pyodide: Path, node: Path, steps: Steps
) -> Lean:
    """Fill a new folder.

    Raises PackError where the lean bundle does not respond as the whole one does.
    """
    with tempfile.TemporaryDirectory(prefix="pyodide-bundle-") as place:
        rehearsal = Rehearsal(Path(place), application, pyodide, node, steps)
        draft = rehearsal.bundle
        for name in STOCK_FILES:
            (draft / name).write_bytes(without_map(pyodide / name))
        sources = {**wheel_files(application.wheel), "sitecustomize.py": RECORDER.encode()}
        (draft / application.packages_file).write_bytes(packed(sources))
        expected = rehearsal.record()
        if steps.charsets and (codecs := charsets.CODECS & rehearsal.imported()):
            raise PackError(f"the requests use {', '.join(sorted(codecs))}: add -charsets")
        rehearsal.precompile()
        shutil.copyfile(rehearsal.out / LIBRARY, draft / LIBRARY)
        compiled = folder_files(rehearsal.out / "packages")
        (draft / application.packages_file).write_bytes(packed(compiled))
        module = (draft / MODULE).read_bytes()
        counting = Path(place) / "counting.wasm"
        if steps.machine:
            counting.write_bytes(wasm_functions.instrument(module))
        ran = rehearsal.write_snapshot(counting) if steps.snapshot else set()
        if steps.machine:
            ran |= {*functions_of_browser(application, module, steps.snapshot)}
            if not steps.snapshot:
                ran |= rehearsal.run(counting)[1]
            _reduce(draft, module, ran, steps, scripts.Esbuild(node, pyodide.resolve().parent))
        if rehearsal.run()[0] != expected:
            raise PackError("the lean bundle does not give the same responses")
        counted = (
            [MODULE, application.snapshot_file]
            if steps.snapshot
            else [MODULE, LIBRARY, application.packages_file]
        )
        folder.mkdir(parents=True)
        for name in (*SCRIPTS, *counted):
            shutil.copyfile(draft / name, folder / name)
    return Lean(counted, rehearsal.memory)


def _reduce(
    draft: Path, module: bytes, ran: set[int], steps: Steps, esbuild: scripts.Esbuild
) -> None:
    """Write the module, and the script that loads it, without what none of `ran` needs."""
    kept = set(wasm.export_names(module))
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
        script = scripts.linked_together(script)
        file.write_text(scripts.tree_shaken(script, esbuild), encoding="utf-8")
    reduced = wasm_functions.trim(module, ran, kept)
    if steps.charsets:
        reduced = charsets.without_charsets(reduced)
    if steps.tables:
        reduced = tables.without_tables(reduced, module, ran)
    if steps.snapshot:
        reduced = startup_data.without_startup_data(reduced, module, ran)
    (draft / MODULE).write_bytes(memory.without_zeros(reduced))


def functions_of_browser(application: Application, module: bytes, snapshot: bool) -> list[int]:
    """The functions that a browser runs on top of those that Node does.

    Raises PackError where they were recorded for another version of Pyodide.
    """
    left_out = "-machine -charsets -tables -scripts" + " -snapshot" * (not snapshot)
    start = "image" if snapshot else "library"
    functions: list[int] = recorded(application.browser_functions, start, module, left_out)
    return functions
