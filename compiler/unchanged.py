"""Whether the site stands already that a build would make.

It imports nothing large, so that a build with nothing to do ends at once.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

# What builds write, and what none of them reads; all other folders and files are inputs.
NO_INPUT = {"build", "site", "dist", "node_modules", "tests", "benchmarks", "__pycache__"}
# What was fetched, by which the tools' versions show.
FETCHED = ("node_modules/.package-lock.json", "node_modules/.ready", ".venv/site.ready")
SETTINGS = ("PASSERELLE_", "SOURCE_DATE_EPOCH")


def inputs(project: Path, environment: Mapping[str, str]) -> str:
    """A hash of everything that a build of today is made from."""
    digest = hashlib.sha256()
    day = environment.get("SOURCE_DATE_EPOCH") or date.today().isoformat()
    settings = {name: text for name, text in environment.items() if name.startswith(SETTINGS)}
    packages = sorted(file.name for folder in sys.path for file in _installed(Path(folder)))
    digest.update(json.dumps([day, sys.version, packages, settings], sort_keys=True).encode())
    known = (project / name for name in FETCHED)
    for file in [*_files(project), *(file for file in known if file.is_file())]:
        content = file.read_bytes()
        digest.update(f"{file.relative_to(project).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _installed(folder: Path) -> Iterable[Path]:
    return folder.glob("*.dist-info") if folder.is_dir() else ()


def _files(project: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(project):
        folders[:] = sorted(
            name for name in folders if name not in NO_INPUT and not name.startswith(".")
        )
        for name in sorted(names):
            file = Path(place, name)
            if not name.startswith(".") and file.is_file():
                yield file


def is_built(record: Path, wanted: str, folders: Iterable[Path]) -> bool:
    """Whether `folders` stand as the build of the inputs `wanted` left them."""
    try:
        known: object = json.loads(record.read_text(encoding="utf-8"))
        return known == _record(wanted, folders)
    except (OSError, ValueError):
        return False


def write_record(record: Path, wanted: str, folders: Iterable[Path]) -> None:
    """Remember that `folders` were built from the inputs `wanted`."""
    record.write_text(json.dumps(_record(wanted, folders)), encoding="utf-8")


def _record(wanted: str, folders: Iterable[Path]) -> list[str]:
    return [wanted, *map(_state, folders)]


def _state(folder: Path) -> str:
    """A hash of the names, sizes and times of the files below a folder: nobody has touched them."""
    digest = hashlib.sha256()
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            about = os.stat(os.path.join(place, name))
            digest.update(f"{place}\0{name}\0{about.st_size}\0{about.st_mtime_ns}\0".encode())
    return digest.hexdigest()
