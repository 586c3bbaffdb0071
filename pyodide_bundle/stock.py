"""The stock engine: Pyodide as it comes, a wheel of the rules, a lock that names it.

Everything comes from the pinned npm package and from this tree; nothing is downloaded.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from build import ProjectBuilder
from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec
from pyproject_hooks import quiet_subprocess_runner

STOCK_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"

SOURCE_MAP = re.compile(rb"^//# sourceMappingURL=.*$", re.MULTILINE)

# The time that a wheel's files bear: 2020-02-02, what the back end takes where none is given.
# The engine's folder is named after its sources and kept for ever, so that neither the day of
# the build nor a setting may change what is in it.
WHEEL_TIME = "1580601600"

# What Pyodide gets with fetch, and so what the worker can count as it arrives.
FETCHED = ("pyodide.asm.wasm", "python_stdlib.zip", LOCK)


def make_stock(folder: Path, project: Path, pyodide: Path) -> list[str]:
    """Fill a folder; returns the names of the files that the worker can count."""
    folder.mkdir(parents=True)
    for name in STOCK_FILES:
        (folder / name).write_bytes(without_map(pyodide / name))
    wheel = Path(ProjectBuilder(project, runner=_at_wheel_time).build("wheel", folder))
    stock = PyodideLockSpec.from_json(pyodide / LOCK)
    # The packages that Pyodide could fetch from elsewhere are left out: ours needs none.
    stock.packages = {}
    add_wheels_to_spec(stock, [wheel]).to_json(folder / LOCK)
    return [*FETCHED, wheel.name]


def _at_wheel_time(
    cmd: Sequence[str], cwd: str | None = None, extra_environ: Mapping[str, str] | None = None
) -> None:
    quiet_subprocess_runner(cmd, cwd, {**(extra_environ or {}), "SOURCE_DATE_EPOCH": WHEEL_TIME})


def without_map(file: Path) -> bytes:
    """A file's content; scripts without the address of their map, which is not published: a
    browser's tools would ask for it in vain."""
    content = file.read_bytes()
    return SOURCE_MAP.sub(b"", content) if file.name.endswith("js") else content
