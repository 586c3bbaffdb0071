"""Many small results of builds in one file, each by the hash of what it was made from.

Where one document of hundreds changes, what was made of the others is used again.
"""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from compiler.read.kept import Kept, Parts, hash_of, write_whole

T = TypeVar("T")


class Results:
    """The results of the last build by their keys, and those that this one has used or made."""

    def __init__(self, known: dict[str, Any]) -> None:
        self.known = known
        self.used: dict[str, Any] = {}

    def of(self, made_from: Parts, make: Callable[[], T]) -> T:
        """The result of what was made from the same: the last build's, or a new one."""
        key = hash_of(made_from)
        if key not in self.used:
            self.used[key] = self.known[key] if key in self.known else make()
        found: T = self.used[key]
        return found

    def has(self, made_from: Parts) -> bool:
        """Whether the last build, or this one, has a result of that."""
        key = hash_of(made_from)
        return key in self.used or key in self.known


@contextmanager
def results(kept: Kept, name: str) -> Iterator[Results]:
    """The results of a name. Those that were used are kept, unless the block ends in an error:
    what only part of a build has passed is not relied upon."""
    file = None if kept.folder is None else kept.folder / name
    known = _read(file, kept.base) if file else {}
    found = Results(known)
    yield found
    if file and found.used.keys() != known.keys():
        content = pickle.dumps(found.used, pickle.HIGHEST_PROTOCOL)
        write_whole(file, _seal(kept.base, content) + content)


def _read(file: Path, base: str) -> dict[str, Any]:
    """What a file holds; nothing where that is not as it was written, or of another base: the
    code may have other classes by now."""
    try:
        sealed = file.read_bytes()
    except OSError:
        return {}
    size = sha256().digest_size
    if sealed[:size] != _seal(base, sealed[size:]):
        return {}
    known: dict[str, Any] = pickle.loads(sealed[size:])
    return known


def _seal(base: str, content: bytes) -> bytes:
    return sha256(base.encode() + content).digest()
