"""The engine's folder: stock Pyodide, a wheel of the rules, a lock that names it.

Everything comes from the pinned npm package and from this tree; nothing is downloaded.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from build import ProjectBuilder
from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec
from pyproject_hooks import quiet_subprocess_runner

STOCK_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"

SOURCE_MAP = re.compile(rb"^//# sourceMappingURL=.*$", re.MULTILINE)

# What Pyodide gets with fetch, and so what the worker can count as it arrives.
FETCHED = ("pyodide.asm.wasm", "python_stdlib.zip", LOCK)


class EngineError(Exception):
    """Something that the engine is made from is not there; the text says what to do."""


def pack(project: Path, pyodide: Path, cache: Path) -> Path:
    """Pack the engine and return its folder, ``<cache>/<hash of what it was made from>``.

    `project` holds pyproject.toml and the packages, `pyodide` is the npm package. A folder
    that is there already is used as it is: its name says that nothing has changed.
    Raises EngineError where Pyodide is not installed.
    """
    missing = [name for name in (*STOCK_FILES, LOCK) if not (pyodide / name).is_file()]
    if missing:
        raise EngineError(f"{pyodide.name}: {', '.join(missing)} not found; run `npm ci`")
    folder = cache / _fingerprint(project, pyodide)
    if not folder.is_dir():
        draft = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        _fill(draft, project, pyodide)
        draft.rename(folder)
    return folder


def _fill(folder: Path, project: Path, pyodide: Path) -> None:
    for name in STOCK_FILES:
        content = (pyodide / name).read_bytes()
        # The maps are not published: a browser's tools would ask for them in vain.
        (folder / name).write_bytes(
            SOURCE_MAP.sub(b"", content) if name.endswith("js") else content
        )
    wheel = Path(ProjectBuilder(project, runner=quiet_subprocess_runner).build("wheel", folder))
    stock = PyodideLockSpec.from_json(pyodide / LOCK)
    # The packages that Pyodide could fetch from elsewhere are left out: ours needs none.
    stock.packages = {}
    add_wheels_to_spec(stock, [wheel]).to_json(folder / LOCK)
    sizes = {name: (folder / name).stat().st_size for name in (*FETCHED, wheel.name)}
    (folder / "engine.json").write_text(json.dumps({"sizes": sizes}, indent=2) + "\n")


def _fingerprint(project: Path, pyodide: Path) -> str:
    """A short name for the exact content that the engine is made from."""
    sources = [
        project / "pyproject.toml",
        project / "LICENSE",
        *sorted((project / "rules").rglob("*.py")),
        *sorted((project / "rules").rglob("*.toml")),
        *sorted((project / "calculator").rglob("*.py")),
        *sorted((project / "calculator").rglob("*.toml")),
    ]
    stock = [pyodide / "package.json", *(pyodide / name for name in (*STOCK_FILES, LOCK))]
    return content_hash([*_named(project, sources), *_named(pyodide, stock)])


def _named(root: Path, files: Iterable[Path]) -> Iterable[tuple[str, bytes]]:
    return [(file.relative_to(root).as_posix(), file.read_bytes()) for file in files]


def content_hash(contents: Iterable[tuple[str, bytes]]) -> str:
    """Twelve hexadecimal digits for some named contents, in their order."""
    digest = hashlib.sha256()
    for name, content in contents:
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]
