"""Packs an application: the lean bundle, and the stock one for when that fails.

The result's folder is named for the hash of everything it is made from, so that nothing is made
again unless a source has changed.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from pyodide_bundle import PackError
from pyodide_bundle.application import Application
from pyodide_bundle.lean import make_lean
from pyodide_bundle.steps import Steps
from pyodide_bundle.stock import LOCK, STOCK_FILES, lock_without_packages, make_stock

# Lists the bundles, see `pack`.
LIST = "engine.json"
# Tells the version of the tool that the packing uses; its place is relative to Pyodide's folder.
ESBUILD = "../esbuild/package.json"
# This package's own files take part in the hash.
FOLDER = Path(__file__).resolve().parent
PATTERNS = ("*.py", "*.mjs", "*.json")


def pack(application: Application, pyodide: Path, node: Path, steps: Steps) -> Path:
    """Pack an application and return the folder, ``<application.folder>/<hash>``.

    `pyodide` is the folder of the npm package, `node` the program. The folder holds ``stock/``;
    unless the steps are `steps.STOCK`, ``lean/``; and ``engine.json``:
    ``{"engines": [{"name", "sizes"}]}`` in the order in which they are to be tried. `sizes` are
    the bytes of the files whose progress can be reported. The lean one also has ``lock``, the
    content of Pyodide's lock file. A folder that exists is returned as it is.
    Raises PackError where Pyodide is not installed or the lean bundle cannot be made.
    """
    missing = [name for name in (*STOCK_FILES, LOCK, ESBUILD) if not (pyodide / name).is_file()]
    if missing:
        raise PackError(
            f"{pyodide.name}: {', '.join(missing)} not found; run `npm ci`, or take a newer Pyodide"
        )
    folder = application.folder / _hash(application, pyodide, steps)
    if not folder.is_dir():
        draft = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        _fill(draft, application, pyodide, node, steps)
        draft.rename(folder)
    return folder


def is_packed(application: Application, pyodide: Path, steps: Steps) -> bool:
    """Whether `pack` would return a folder that exists already; the arguments are the same."""
    return (application.folder / _hash(application, pyodide, steps)).is_dir()


def _fill(folder: Path, application: Application, pyodide: Path, node: Path, steps: Steps) -> None:
    bundles = []
    if steps:
        sizes = make_lean(folder / "lean", application, pyodide, node, steps)
        bundles.append({"name": "lean", "sizes": sizes, "lock": lock_without_packages(pyodide)})
    sizes = make_stock(folder / "stock", application.wheel, pyodide)
    bundles.append({"name": "stock", "sizes": sizes})
    (folder / LIST).write_text(json.dumps({"engines": bundles}, indent=2) + "\n")


def _hash(application: Application, pyodide: Path, steps: Steps) -> str:
    """The hash of everything that the bundle is made from."""
    given = (application.wheel, application.start, application.requests)
    own = sorted(file for pattern in PATTERNS for file in FOLDER.glob(pattern))
    stock = ("package.json", *STOCK_FILES, LOCK, ESBUILD)
    return content_hash(
        [
            ("steps", repr(steps).encode()),
            ("prepare", application.prepare.encode()),
            *((file.name, file.read_bytes()) for file in (*given, *own)),
            *((name, (pyodide / name).read_bytes()) for name in stock),
        ]
    )


def content_hash(contents: Iterable[tuple[str, bytes]]) -> str:
    """Twelve hexadecimal digits for some named contents, in their order."""
    digest = hashlib.sha256()
    for name, content in contents:
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]
