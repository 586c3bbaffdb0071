"""Leaves out of a module the tables of East Asian character sets: a quarter of a megabyte.

Python's codecs for them (``_codecs_jp`` and its like) look up characters in an index of 256
rows, ``{pointer, bottom, top}``; a row points to ``top - bottom + 1`` numbers of two bytes, and
the rows of one index lie one behind the other in memory. A hundred rows that fit each other so
are nothing else. The tables are overwritten with zeros, which cost nothing to send.

Nothing reads them: the codecs' own functions are among those that `pyodide_bundle.wasm`
empties, so that whoever asks for such a codec is given the stock engine and no wrong letters.
`pyodide_bundle.lean` makes sure that no rehearsal imported one.
"""

from collections.abc import Iterator, Sequence

from pyodide_bundle.memory import Range, memory, overwritten

ROWS = 256
# Fewer rows than this that are in use might be something else.
FEWEST = 20
# Bytes of a number.
NUMBER = 2


def without_charsets(module: bytes) -> bytes:
    """The module with the tables overwritten; the same one where there are none."""
    return overwritten(module, list(tables(memory(module))))


def tables(content: bytes) -> Iterator[Range]:
    """Where the rows of each index in a memory lead: runs of numbers."""
    words = memoryview(content[: len(content) // 4 * 4]).cast("I")
    at = 0
    while at < len(words) - 1:
        if not _row(words, at):
            at += 1
            continue
        start, end = words[at], _end(words, at)
        used = 1
        row = at + 2
        # A row that is not in use is zero.
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
    """Whether a row in use may stand here: an even pointer, and bottom not above top."""
    pointer, rest = words[at], words[at + 1]
    return 0 < pointer < len(words) * 4 and not pointer & 1 and rest & 255 <= rest >> 8 < 256


def _end(words: Sequence[int], at: int) -> int:
    """Where the numbers end that a row points to."""
    bottom, top = words[at + 1] & 255, words[at + 1] >> 8
    return words[at] + NUMBER * (top - bottom + 1)
