"""Runs of nine words that stand in a source document, found again in the site's own words.

The site tells the documents in its own words; a run of nine words in common is a copy. The
documents are not in the repository, because their text is not ours to publish, so a test
cannot read them. `docs/words/source_runs.txt` has the beginning of the SHA-256 of every run
instead, from which nobody gets the text back. `tools/source_runs.py` writes that file.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

RUN = 9  # words
HEXADECIMALS = 12  # of 64: among some thousand runs no two are likely to be the same
TOKEN = re.compile(r"[^\W\d_]+|\d+")
# Official names are the same everywhere: each is one word, its own token.
NAME = " officialname "
NUMBER = "0"


def tokens(text: str, names: Sequence[str] = ()) -> list[str]:
    """The words of a text in lower case, apart at apostrophes and hyphens.

    An official name is one token and every number is the same one, whatever its value.
    """
    flat = re.sub(r"\s+", " ", text.replace("'", "’"))
    for name in sorted(names, key=len, reverse=True):
        flat = flat.replace(name, NAME)
    return [NUMBER if one.isdigit() else one for one in TOKEN.findall(flat.lower())]


def runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every run of RUN words."""
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def hash_of(run: Sequence[str]) -> str:
    """The beginning of a run's hash."""
    return hashlib.sha256(" ".join(run).encode()).hexdigest()[:HEXADECIMALS]


def copied(text: str, known: frozenset[str], names: Sequence[str] = ()) -> list[str]:
    """The runs of a text that are also in a source document."""
    return [" ".join(run) for run in runs(tokens(text, names)) if hash_of(run) in known]


def read_hashes(file: Path) -> frozenset[str]:
    """The hashes of a file: one a line, lines that begin with ``#`` are remarks."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
