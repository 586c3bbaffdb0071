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


def make_stock(folder: Path, wheel: Path, pyodide: Path) -> dict[str, int]:
    """Fill a new folder; returns the sizes of the files whose progress can be reported."""
    folder.mkdir(parents=True)
    for name in STOCK_FILES:
        (folder / name).write_bytes(without_map(pyodide / name))
    copy = Path(shutil.copyfile(wheel, folder / wheel.name))
    stock = PyodideLockSpec.from_json(pyodide / LOCK)
    # The packages that Pyodide could fetch from elsewhere are left out: nothing is to be fetched
    # from another host.
    stock.packages = {}
    add_wheels_to_spec(stock, [copy]).to_json(folder / LOCK)
    # Those that Pyodide loads with fetch.
    return sizes(folder, "pyodide.asm.wasm", "python_stdlib.zip", LOCK, wheel.name)


def sizes(folder: Path, *names: str) -> dict[str, int]:
    """The bytes of some files."""
    return {name: (folder / name).stat().st_size for name in names}


def lock_without_packages(pyodide: Path) -> dict[str, object]:
    """The content of Pyodide's lock file, for a start that loads no package."""
    return {**json.loads((pyodide / LOCK).read_text(encoding="utf-8")), "packages": {}}


def without_map(file: Path) -> bytes:
    """A file's content; of scripts without the address of their source map, which is not
    published: developer tools would request it in vain."""
    content = file.read_bytes()
    return SOURCE_MAP.sub(b"", content) if file.name.endswith("js") else content
