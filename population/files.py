"""Files to read, and files that appear whole or not at all."""

import errno
import glob
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from population.words import NOT_WRITTEN, PopulationError

CSV = (".csv", ".tsv", ".txt")
OUTPUTS = (".parquet", ".csv")


class Files(NamedTuple):
    """What is read: files of one kind, ``parquet`` or ``csv``."""

    kind: str
    paths: tuple[str, ...]


def found_files(patterns: Sequence[str]) -> Files:
    """The files that some names and patterns mean, each once."""
    paths: list[str] = []
    for pattern in patterns:
        matches = (
            [pattern] if os.path.exists(pattern) else sorted(glob.glob(pattern, recursive=True))
        )
        if not matches:
            raise PopulationError("no_such_file", file=pattern)
        for match in matches:
            paths += _in_folder(match) if os.path.isdir(match) else [match]
    kinds = {_kind(path) for path in paths}
    if len(kinds) > 1:
        raise PopulationError("mixed_files")
    if not kinds:
        raise PopulationError("no_such_file", file=patterns[0])
    return Files(kinds.pop(), tuple(dict.fromkeys(paths)))


def _in_folder(folder: str) -> list[str]:
    """The files of a folder as engines write them: parts, without marks of success."""
    return sorted(
        os.path.join(folder, name)
        for name in os.listdir(folder)
        if not name.startswith((".", "_")) and os.path.isfile(os.path.join(folder, name))
    )


def _kind(path: str) -> str:
    name = path.lower().removesuffix(".gz")
    if name.endswith((".parquet", ".pq")):
        return "parquet"
    if name.endswith(CSV):
        return "csv"
    raise PopulationError("unknown_kind", file=path)


def check_outputs(outputs: Sequence[Path], files: Files | None) -> None:
    """Refuse outputs that could not be written, before any time is spent."""
    read = {os.path.realpath(path) for path in files.paths} if files else set()
    for path in outputs:
        if not path.parent.is_dir():
            raise PopulationError("no_folder", file=path)
        if os.path.realpath(path) in read:
            raise PopulationError("output_is_input", file=path)


def check_kind(path: Path, suffixes: Sequence[str] = OUTPUTS) -> None:
    """Refuse a name whose end says no form that can be written."""
    if path.suffix.lower() not in suffixes:
        raise PopulationError("output_kind", file=path)


class Drafts:
    """Outputs under names of their own, until all of them are whole."""

    def __init__(self) -> None:
        self._folders: list[tempfile.TemporaryDirectory[str]] = []
        self._waiting: list[tuple[Path, Path]] = []

    def draft(self, path: Path) -> Path:
        """Where to write what will be `path`: on the same disk, so that a rename is all."""
        try:
            folder = tempfile.TemporaryDirectory(prefix=f".{path.name}.draft-", dir=path.parent)
        except OSError as error:
            raise not_written(path, error) from error
        self._folders.append(folder)
        self._waiting.append((Path(folder.name, path.name), path))
        return self._waiting[-1][0]

    def drop(self, path: Path) -> None:
        """Do without an output after all."""
        self._waiting = [(draft, final) for draft, final in self._waiting if final != path]

    def _publish(self) -> None:
        for draft, path in self._waiting:
            if path.is_dir() and not path.is_symlink():
                # A folder of parts takes the place of another; a rename cannot do that at once.
                os.replace(path, draft.with_name(f"{draft.name}.before"))
            os.replace(draft, path)

    def _clean(self) -> None:
        for folder in self._folders:
            folder.cleanup()


@contextmanager
def drafts() -> Iterator[Drafts]:
    """Drafts that get their names where all goes well, and vanish where it does not."""
    made = Drafts()
    try:
        yield made
        try:
            made._publish()
        except OSError as error:
            raise not_written(Path(str(error.filename2 or error.filename)), error) from error
    finally:
        made._clean()


def not_written(path: Path, error: OSError) -> PopulationError:
    """The reason to stop that a failed write is."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return PopulationError("disk_full", NOT_WRITTEN, file=path)
    return PopulationError("not_written", NOT_WRITTEN, file=path, reason=error.strerror)
