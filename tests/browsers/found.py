"""Which browsers the journeys run in, and where on this machine each is.

Looks only; `tools/browsers.py` installs what is missing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = Path(__file__).parent / "node_modules"
UNPACKED = ROOT / ".cache/browsers"

# By the number of their version; `package.json` names the package of each.
OLD_CHROMIUMS = (83, 88, 92, 103, 111)


class Found(NamedTuple):
    """A browser by the name that the matrix gives it, and the programs that driving it takes."""

    name: str
    family: str
    programs: tuple[str | None, ...]

    @property
    def is_there(self) -> bool:
        return all(path and os.access(path, os.X_OK) for path in self.programs)


def unpacked(version: int) -> Path:
    """Where the program of an old Chromium is put, out of its package."""
    return UNPACKED / f"chromium-{version}/chromium"


def _today() -> str | None:
    remembered = ROOT / ".cache/chromium-path"
    if path := os.environ.get("PASSERELLE_CHROMIUM"):
        return path
    return remembered.read_text(encoding="utf-8").strip() if remembered.exists() else None


def _old(version: int) -> Callable[[], Found]:
    return lambda: Found(f"chromium-{version}", "chromium", (str(unpacked(version)),))


BROWSERS: dict[str, Callable[[], Found]] = {
    **{f"chromium-{version}": _old(version) for version in OLD_CHROMIUMS},
    "chromium": lambda: Found("chromium", "chromium", (_today(),)),
    "firefox": lambda: Found(
        "firefox", "firefox", (shutil.which("firefox-esr") or shutil.which("firefox"),)
    ),
    "webkitgtk": lambda: Found(
        "webkitgtk", "webkitgtk", tuple(map(shutil.which, ("WebKitWebDriver", "Xvfb")))
    ),
}


def missing() -> list[str]:
    """The names of those that are not on this machine."""
    return [name for name, find in BROWSERS.items() if not find().is_there]
