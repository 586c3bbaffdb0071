"""The engine's folder: the lean engine, and the stock one beside it for where that fails.

Kept below its fingerprint, so that nothing is made again unless a source has changed.
"""

import hashlib
import json
import shutil
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from pyodide_bundle.lean import make_lean
from pyodide_bundle.steps import EngineError, Steps
from pyodide_bundle.stock import LOCK, STOCK_FILES, make_stock

# Says which engines there are, see `pack`.
LIST = "engine.json"
# What the engine is made from; scripts take part where Node runs them.
PATTERNS = (
    *("rules/**/*.py", "rules/**/*.toml", "calculator/**/*.py", "calculator/**/*.toml"),
    "pyodide_bundle/*.py",
)
SINGLE = (
    "pyproject.toml",
    "LICENSE",
    "browser/python/start.js",
    "pyodide_bundle/rehearse.mjs",
    "pyodide_bundle/snapshot.mjs",
    "compiler/publish/browser_functions.json",
    "pyodide_bundle/unread_tables.json",
)


def pack(
    project: Path, pyodide: Path, cache: Path, node: Path, steps: Steps, requests: Sequence[str]
) -> Path:
    """Pack the engine and return its folder, ``<cache>/<hash of what it was made from>``.

    `project` holds pyproject.toml and the packages, `pyodide` is the npm package, `node` the
    program; `requests` are put to Python in rehearsals, to see what it uses. The folder holds
    ``stock/``, unless no step is left out for all ``lean/``, and ``engine.json``:
    ``{"engines": [{"name", "sizes"}]}`` in the order in which they are to be tried, with the
    bytes of the files that can be counted while they come, and for the lean one its ``lock``
    and the bytes of its ``memory``, null where it starts without a snapshot. A folder that is
    there already is used as it is.
    Raises EngineError where Pyodide is not installed or the lean engine cannot be made.
    """
    needed = (*STOCK_FILES, LOCK, *_tools(steps))
    missing = [name for name in needed if not (pyodide / name).is_file()]
    if missing:
        raise EngineError(f"{pyodide.name}: {', '.join(missing)} not found; run `npm ci`")
    folder = cache / _fingerprint(project, pyodide, steps, requests)
    if not folder.is_dir():
        draft = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        _fill(draft, project, pyodide, node, steps, requests)
        draft.rename(folder)
    return folder


def _fill(
    folder: Path, project: Path, pyodide: Path, node: Path, steps: Steps, requests: Sequence[str]
) -> None:
    engines = []
    if steps.lean:
        lean = make_lean(folder / "lean", project, pyodide, node, steps, requests)
        lock = {**json.loads((pyodide / LOCK).read_text()), "packages": {}}
        sizes = _sizes(folder / "lean", lean.counted)
        engines.append({"name": "lean", "sizes": sizes, "lock": lock, "memory": lean.memory})
    counted = make_stock(folder / "stock", project, pyodide)
    engines.append({"name": "stock", "sizes": _sizes(folder / "stock", counted)})
    (folder / LIST).write_text(json.dumps({"engines": engines}, indent=2) + "\n")


def _sizes(folder: Path, names: Collection[str]) -> dict[str, int]:
    return {name: (folder / name).stat().st_size for name in names}


def _fingerprint(project: Path, pyodide: Path, steps: Steps, requests: Sequence[str]) -> str:
    """A short name for the exact content that the engine is made from."""
    found = {file for pattern in PATTERNS for file in project.glob(pattern)}
    sources = [*(project / name for name in SINGLE), *sorted(found)]
    stock = [
        pyodide / "package.json",
        *(pyodide / name for name in (*STOCK_FILES, LOCK, *_tools(steps))),
    ]
    chosen = [("steps", repr(steps).encode()), ("requests", "\n".join(requests).encode())]
    return content_hash([*chosen, *_named(project, sources), *_named(pyodide, stock)])


def _tools(steps: Steps) -> list[str]:
    """What tells the version of a tool that the steps take, beside Pyodide's folder."""
    return ["../esbuild/package.json"] if steps.scripts else []


def _named(root: Path, files: Iterable[Path]) -> Iterable[tuple[str, bytes]]:
    return [(file.relative_to(root).as_posix(), file.read_bytes()) for file in files]


def content_hash(contents: Iterable[tuple[str, bytes]]) -> str:
    """Twelve hexadecimal digits for some named contents, in their order."""
    digest = hashlib.sha256()
    for name, content in contents:
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]
