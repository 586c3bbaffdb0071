"""Removes large tables that only emptied functions read from a module: 500 KB.

They are the names of all characters (``unicodedata.name``) and the conversions of C's ``iconv``,
which Python does not use. Their addresses are recorded for one version of Pyodide in
unread_tables.json: proposed by a program (handbook/pyodide-bundle.md), chosen by a person. A table
stays where a function that runs contains its address; any other function that reads it is empty
and leads to the stock bundle.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from pyodide_bundle.memory import Range, overwritten
from pyodide_bundle.recorded import recorded
from pyodide_bundle.wasm import Reader, function_bodies

RECORDED = Path(__file__).resolve().parent / "unread_tables.json"
# An operand (LEB128) of 16,384 or more, starting at any byte: this may find numbers that are no
# operands, and misses none.
NUMBER = re.compile(rb"(?=([\x80-\xff]{2,4}[\x00-\x7f]))")


def without_tables(module: bytes, original: bytes, ran: Collection[int]) -> bytes:
    """The module with the tables overwritten whose address none of the functions `ran` contains.

    `original` is Pyodide's own module; `ran` are indexes in its code section. Raises PackError
    where the tables were recorded for another version.
    """
    found = recorded(RECORDED, "tables", original, "-tables")
    bodies = function_bodies(original)
    known = {address for place in ran for address in addresses(bodies[place])}
    ranges: list[Range] = [(one["start"], one["end"]) for one in found]
    return overwritten(module, [(start, end) for start, end in ranges if start not in known])


def addresses(body: bytes) -> Iterator[int]:
    """All numbers in the bytes of a function that may be addresses of large tables."""
    for found in NUMBER.finditer(body):
        yield Reader(found[1]).number()
