"""What builds keep for the next one: texts and folders, each with a hash of what it was made from.

Nothing kept is trusted: what was made from something else, or was changed since, is made again.
Whatever is made depends on the code, its messages and values, on the tools and on the settings;
they are hashed once (`Kept.base`), and each caller adds what else it used.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

# Names in the project's folder of what builds write, and of what none of them reads; all others
# but hidden ones are inputs.
NO_INPUT = {"build", "site", "dist", "node_modules", "tests", "benchmarks"}
# What is made from these says so itself; `Kept.base` has everything else.
OF_CALLERS = {"docs", "theme", "handbook", "regional_contacts.yaml", "mkdocs.yml", "mkdocs.en.yml"}
# What was fetched, by which the tools' versions show.
FETCHED = ("node_modules/.package-lock.json", "node_modules/.ready", ".venv/site.ready")
SETTINGS = ("PASSERELLE_", "SOURCE_DATE_EPOCH")

Parts = Iterable[str | bytes]


class Kept(NamedTuple):
    """The folder of what is kept, and the hash of what all of it depends on; without a folder
    nothing is kept."""

    folder: Path | None = None
    base: str = ""

    def text(self, name: str, made_from: Parts, make: Callable[[], str]) -> str:
        """The text of a name: the kept one if it was made from the same, or a new one."""
        if self.folder is None:
            return make()
        file, key = self.folder / name, hash_of([self.base, *made_from])
        try:
            seal, _, text = file.read_bytes().decode().partition("\n")
        except (OSError, UnicodeDecodeError):
            seal = text = ""
        if seal != hash_of([key, text]):
            text = make()
            write_whole(file, f"{hash_of([key, text])}\n{text}".encode())
        return text

    def depending(self, made_from: Parts) -> "Kept":
        """The same folder for what depends on more than the base."""
        return self if self.folder is None else Kept(self.folder, hash_of([self.base, *made_from]))

    def made(self, name: str, made_from: Parts, folder: Path, make: Callable[[], None]) -> None:
        """Have a folder filled, unless it stands as it was left when made from the same."""
        key = hash_of([self.base, *made_from])
        record = None if self.folder is None else self.folder / name
        if record is None or not stands(record, key, [folder]):
            make()
            if record is not None:
                write_record(record, key, [folder])


NOTHING_KEPT = Kept()


def stands(record: Path, key: str, folders: Iterable[Path]) -> bool:
    """Whether folders are as they were when the record was written, with the same key."""
    try:
        known: object = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return known == [key, *map(_state, folders)]


def write_record(record: Path, key: str, folders: Iterable[Path]) -> None:
    """Remember with which key folders were made, and how they are now."""
    write_whole(record, json.dumps([key, *map(_state, folders)]).encode())


def hash_of(parts: Parts) -> str:
    """A hash of some contents, in their order."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(f"{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def inputs(project: Path, environment: Mapping[str, str], without: Iterable[str] = ()) -> str:
    """A hash of everything that a build of today is made from, `without` some names of the
    project's folder."""
    day = environment.get("SOURCE_DATE_EPOCH") or date.today().isoformat()
    settings = {name: text for name, text in environment.items() if name.startswith(SETTINGS)}
    packages = sorted(one.name for folder in sys.path for one in Path(folder).glob("*.dist-info"))
    about = json.dumps([day, sys.version, packages, settings], sort_keys=True)
    fetched = [project / name for name in FETCHED if (project / name).is_file()]
    hidden = {path.name for path in project.glob(".*")}
    made_from = files(project, {*NO_INPUT, *without, *hidden})
    return hash_of([about, *named([*made_from, *fetched], project)])


def note_files(record: Path, project: Path) -> None:
    """Remember the hash of each file that a build of the project is made from."""
    write_whole(record, json.dumps(_hashes(project)).encode())


def changed_files(record: Path, project: Path) -> list[str]:
    """The paths of the files that are others than when the record was written, new and removed
    ones too. What has been put beside the project's own folders since then does not count.

    Raises OSError or ValueError where there is no such record.
    """
    known: dict[str, str] = json.loads(record.read_text(encoding="utf-8"))
    at_top = {path.partition("/")[0] for path in known}
    today = {
        path: hash
        for path, hash in _hashes(project).items()
        if path in known or path.partition("/")[0] in at_top
    }
    return sorted(path for path in {*known, *today} if known.get(path) != today.get(path))


def _hashes(project: Path) -> dict[str, str]:
    hidden = {path.name for path in project.glob(".*")}
    return {
        file.relative_to(project).as_posix(): hash_of([file.read_bytes()])
        for file in files(project, {*NO_INPUT, *hidden})
    }


def named(some: Iterable[Path], root: Path) -> Iterator[str | bytes]:
    """Files as parts of a hash: the path from a folder and the content of each."""
    for file in some:
        yield file.relative_to(root).as_posix()
        yield file.read_bytes()


def files(root: Path, left_out: Container[str] = ()) -> Iterator[Path]:
    """The files below a folder, without what has one of some names at its top."""
    for place, folders, names in os.walk(root):
        at_top = place == str(root)
        folders[:] = sorted(
            name for name in folders if name != "__pycache__" and not (at_top and name in left_out)
        )
        for name in sorted(names):
            if not (at_top and name in left_out):
                yield Path(place, name)


def _state(folder: Path) -> str:
    """A hash of the names, sizes and times of the files below a folder: nobody has touched them."""
    parts = []
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            about = os.stat(os.path.join(place, name))
            parts.append(f"{place}/{name}\0{about.st_size}\0{about.st_mtime_ns}")
    return hash_of(parts)


def write_whole(file: Path, content: bytes) -> None:
    """Write a file at once: a build that is stopped leaves no half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.part")
    draft.write_bytes(content)
    draft.replace(file)
