"""Files to read, and files that appear whole or not at all."""

import codecs
import csv
import errno
import glob
import gzip
import os
import signal
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple, cast

from population.words import NOT_WRITTEN, PopulationError

CSV = (".csv", ".tsv", ".txt")
OUTPUTS = (".parquet", ".csv")
# Bytes at the beginning of a file that tell whether it is text.
LOOKED_AT = 1 << 16
# A Parquet file begins and ends with these.
PARQUET = b"PAR1"


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
    found = Files(kinds.pop(), tuple(dict.fromkeys(paths)))
    check = _check_text if found.kind == "csv" else _check_parquet
    for path in found.paths:
        check(path)
    return found


def _check_parquet(path: str) -> None:
    """Refuse a file that was cut off: engines do not all say so, nor which of many it was."""
    try:
        with open(path, "rb") as file:
            first = file.read(len(PARQUET))
            file.seek(-min(len(PARQUET), file.seek(0, os.SEEK_END)), os.SEEK_END)
            last = file.read()
    except OSError as error:
        raise PopulationError("unreadable_parquet", file=path, reason=error.strerror) from error
    if not first == last == PARQUET:
        raise PopulationError("cut_parquet", file=path)


def _check_text(path: str) -> None:
    """Refuse a file that is empty, or whose beginning is no text as it is read here.

    Engines would otherwise say that it has no column of a name that everybody sees in it.
    """
    try:
        with _opened(path) as file:
            beginning = file.read(LOOKED_AT)
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(beginning)
    except UnicodeDecodeError as error:
        raise PopulationError("not_utf8", file=path) from error
    except (OSError, EOFError) as error:
        raise PopulationError("unreadable_csv", file=path, reason=error) from error
    if not text.strip():
        raise PopulationError("empty_file", file=path)


def check_header(path: str, delimiter: str) -> None:
    """Refuse two columns of CSV with one name: which of them was meant, nobody can know."""
    with _opened(path) as file:
        lines = codecs.getreader("utf-8-sig")(file)
        check_names(path, next(csv.reader(lines, delimiter=delimiter), []))


def check_names(path: str, names: Iterable[str]) -> None:
    """Refuse two columns of one name; to engines a capital makes no difference."""
    seen: set[str] = set()
    for name in filter(None, names):
        if name.casefold() in seen:
            raise PopulationError("column_twice", file=path, column=name)
        seen.add(name.casefold())


def _opened(path: str) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path) if path.lower().endswith(".gz") else open(path, "rb"))


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
    written: set[str] = set()
    for path in outputs:
        if not path.parent.is_dir():
            raise PopulationError("no_folder", file=path)
        real = os.path.realpath(path)
        if real in read:
            raise PopulationError("output_is_input", file=path)
        if real in written:
            raise PopulationError("output_twice", file=path)
        written.add(real)


def check_kind(path: Path, suffixes: Sequence[str] = OUTPUTS) -> None:
    """Refuse a name whose end says no form that can be written."""
    if path.suffix.lower() not in suffixes:
        raise PopulationError("output_kind", file=path)


class Drafts:
    """Outputs under names of their own, until all of them are whole."""

    def __init__(self) -> None:
        self._folders: list[tempfile.TemporaryDirectory[str]] = []
        self._waiting: list[tuple[Path, Path]] = []
        self._old: list[Path] = []

    def draft(self, path: Path) -> Path:
        """Where to write what will be `path`: on the same disk, so that a rename is all."""
        try:
            folder = tempfile.TemporaryDirectory(prefix=f".{path.name}.draft-", dir=path.parent)
        except OSError as error:
            raise not_written(path, error) from error
        self._folders.append(folder)
        self._waiting.append((Path(folder.name, path.name), path))
        return self._waiting[-1][0]

    def remove(self, path: Path) -> None:
        """Let a file of an earlier run vanish when the others get their names, not before."""
        self._old.append(path)

    def _publish(self) -> None:
        for draft, path in self._waiting:
            if path.is_dir() and not path.is_symlink():
                # A folder of parts takes the place of another; a rename cannot do that at once.
                os.replace(path, draft.with_name(f"{draft.name}.before"))
            os.replace(draft, path)
        for path in self._old:
            path.unlink(missing_ok=True)

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
            with _uninterrupted():
                made._publish()
        except OSError as error:
            raise not_written(Path(str(error.filename2 or error.filename)), error) from error
    finally:
        made._clean()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let a wish to stop wait, so that either all files get their names or none does."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def not_written(path: Path, error: OSError) -> PopulationError:
    """The reason to stop that a failed write is."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return PopulationError("disk_full", NOT_WRITTEN, file=path)
    return PopulationError("not_written", NOT_WRITTEN, file=path, reason=error.strerror)
