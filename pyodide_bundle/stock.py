"""The stock bundle: Pyodide as published, the application's wheel, a lock file that names it.

Everything comes from the npm package and the wheel; nothing is downloaded.
"""

import json
import re
import shutil
from pathlib import Path

from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

STOCK_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"

SOURCE_MAP = re.compile(rb"^//# sourceMappingURL=.*$", re.MULTILINE)

# Files that Pyodide loads with fetch, so that the worker can report progress by their bytes.
FETCHED = ("pyodide.asm.wasm", "python_stdlib.zip", LOCK)


def make_stock(folder: Path, wheel: Path, pyodide: Path) -> list[str]:
    """Fill a new folder; returns the names of the files whose bytes the worker can count."""
    folder.mkdir(parents=True)
    for name in STOCK_FILES:
        (folder / name).write_bytes(without_map(pyodide / name))
    copy = Path(shutil.copyfile(wheel, folder / wheel.name))
    stock = PyodideLockSpec.from_json(pyodide / LOCK)
    # The packages that Pyodide could fetch from elsewhere are left out: nothing is to be fetched
    # from another host.
    stock.packages = {}
    add_wheels_to_spec(stock, [copy]).to_json(folder / LOCK)
    return [*FETCHED, wheel.name]


def lock_without_packages(pyodide: Path) -> dict[str, object]:
    """The content of Pyodide's lock file, for a start that loads no package."""
    return {**json.loads((pyodide / LOCK).read_text(encoding="utf-8")), "packages": {}}


def without_map(file: Path) -> bytes:
    """A file's content; of scripts without the address of their source map, which is not
    published: developer tools would request it in vain."""
    content = file.read_bytes()
    return SOURCE_MAP.sub(b"", content) if file.name.endswith("js") else content
