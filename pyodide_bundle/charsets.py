"""Removes the tables of East Asian character sets from a module: 250 KB.

Python's codecs for them (``_codecs_jp`` and others, see CPython's cjkcodecs.h) look characters up
in an index of 256 rows ``{pointer, bottom, top}``. A row points to ``top - bottom + 1`` numbers of
two bytes; the rows of one index follow each other in memory. Where many rows fit each other in
this way, they are taken for such an index. The tables are overwritten with zeros, which compress
to nothing.

Only the codecs read them. `pyodide_bundle.lean` refuses to remove them where a rehearsal imported
a codec; any other request that does reaches a function that was emptied, and so the stock bundle.
"""

from collections.abc import Iterator, Sequence

from pyodide_bundle.memory import Range, memory, overwritten

# The modules that read the tables.
CODECS = frozenset(f"_codecs_{name}" for name in ("cn", "hk", "iso2022", "jp", "kr", "tw"))
ROWS = 256
# With fewer used rows than this the rows could be something else.
FEWEST = 20
# Bytes of a number in a row.
NUMBER = 2


def without_charsets(module: bytes) -> bytes:
    """The module with the tables overwritten; the same one where there are none."""
    return overwritten(module, list(tables(memory(module))))


def tables(content: bytes) -> Iterator[Range]:
    """The address ranges of the numbers of each index in a memory."""
    words = memoryview(content[: len(content) // 4 * 4]).cast("I")
    at = 0
    while at < len(words) - 1:
        if not _row(words, at):
            at += 1
            continue
        start, end = words[at], _end(words, at)
        used = 1
        row = at + 2
        # An unused row is zero.
        while row < len(words) - 1 and row < at + 2 * ROWS:
            if words[row] or words[row + 1]:
                if words[row] != end or not _row(words, row):
                    break
                end = _end(words, row)
                used += 1
            row += 2
        if used >= FEWEST and end <= len(content):
            yield start, end
            at = row
        else:
            at += 1


def _row(words: Sequence[int], at: int) -> bool:
    """Whether a used row may be here: an even pointer, and bottom not above top."""
    pointer, rest = words[at], words[at + 1]
    return 0 < pointer < len(words) * 4 and not pointer & 1 and rest & 255 <= rest >> 8 < 256


def _end(words: Sequence[int], at: int) -> int:
    """The address after the numbers that a row points to."""
    bottom, top = words[at + 1] & 255, words[at + 1] >> 8
    return words[at] + NUMBER * (top - bottom + 1)
