"""Leaves out of a module the large tables that only emptied functions read: half a megabyte.

They are the names of all characters (Python's ``unicodedata.name``) and the conversions of
C's ``iconv``, which Python does not use. Where they lie is noted for one version of Pyodide in
unread_tables.json, found by tools/unread_tables.py and looked at by a person. The build makes
sure again that no function that runs knows the address of a table; whoever calls one of the
others is given the stock engine and no wrong character.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from pyodide_bundle.memory import Range, overwritten
from pyodide_bundle.recorded import noted
from pyodide_bundle.wasm import Reader, function_bodies

NOTED = Path(__file__).resolve().parent / "unread_tables.json"
# A number from 16,384 on, as an instruction holds it (LEB128), wherever it may begin: read so,
# some are found that are none, and none is missed.
NUMBER = re.compile(rb"(?=([\x80-\xff]{2,4}[\x00-\x7f]))")


def without_tables(module: bytes, original: bytes, ran: Collection[int]) -> bytes:
    """The module with the tables overwritten that none of the functions `ran` knows.

    `original` is Pyodide's own module, whose version is asked for; `ran` are places in the
    code. Raises EngineError where the tables were noted for another version.
    """
    found = noted(NOTED, "tables", original, "-tables", "tools/unread_tables.py")
    bodies = function_bodies(original)
    known = {address for place in ran for address in addresses(bodies[place])}
    ranges: list[Range] = [(one["start"], one["end"]) for one in found]
    return overwritten(module, [(start, end) for start, end in ranges if start not in known])


def addresses(body: bytes) -> Iterator[int]:
    """All numbers in the bytes of a function that may be addresses of large tables."""
    for found in NUMBER.finditer(body):
        yield Reader(found[1]).number()
