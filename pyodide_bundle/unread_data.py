"""Overwrites data of a module that no function left in it reads; zeros compress to nothing.

- Large tables that only emptied functions read: East Asian character sets of Python's codecs, names
  of characters, the conversions of C's ``iconv``. unread_tables.json holds their size and hash, and
  so their content, at whose sight a person has put them there. One that another Pyodide has changed
  is left where it is (handbook/pyodide-bundle.md says how one finds out).
- What only the start of Python reads, which a snapshot has behind it: the frozen modules of the
  standard library, and the docstrings of built-in functions.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pyodide_bundle.wasm import Reader, memory, with_memory

TABLES = json.loads(Path(__file__).with_name("unread_tables.json").read_text(encoding="utf-8"))
# Addresses of the first byte and of the one after the last.
Range = tuple[int, int]
# An operand (LEB128) of 16,384 or more, starting at any byte: this may find numbers that are no
# operands, and misses none.
NUMBER = re.compile(rb"(?=([\x80-\xff]{2,4}[\x00-\x7f]))")
# Words in a row of the table of frozen modules (CPython's struct _frozen): name, code, its
# size, whether it is a package.
ROW = 4
# The start of a module's code (CPython's marshal.c): a code object without arguments.
CODE = re.compile(rb"[\x63\xe3]\0{12}")
MODULE_NAME = re.compile(rb"[\w.]+\Z")
LARGEST = 1 << 20
# Between the signature and the description in a built-in function's docstring.
SIGNATURE = b"\n--\n\n"
TEXT = re.compile(rb"[^\0]+")


def without_unread_data(module: bytes, bodies: Collection[bytes], names: Collection[str]) -> bytes:
    """The module without the data that none of its functions reads.

    `bodies` are those of the functions that run, `names` those under which some are exported.
    """
    content = memory(module)
    known = numbers(bodies)
    tables = (place for table in TABLES if (place := place_of(table, content, names)))
    # A function that runs may contain the address of a table; and, as compilers store a string
    # that is the end of another one with it, one inside a docstring.
    unread = [(start, end) for start, end in tables if start not in known]
    unread += frozen(content)
    texts = descriptions(content)
    unread += [(start, end) for start, end in texts if known.isdisjoint(range(start + 1, end))]
    for start, end in unread:
        content[start:end] = bytes(end - start)
    return with_memory(module, content)


def numbers(bodies: Iterable[bytes]) -> set[int]:
    """All numbers in the bodies of functions that may be addresses of large tables."""
    return {Reader(one[1]).number() for body in bodies for one in NUMBER.finditer(body)}


def place_of(
    table: Mapping[str, Any], content: bytes | bytearray, names: Collection[str]
) -> Range | None:
    """Where a table is in a memory: None where it is not there, or one of the functions that
    prepare to read it is among those that run, by their exported names."""
    if not set(names).isdisjoint(table.get("read_by", ())):
        return None
    for found in re.finditer(re.escape(bytes.fromhex(table["begins"])), content):
        start, end = found.start(), found.start() + table["size"]
        if hashlib.sha256(content[start:end]).hexdigest() == table["sha256"]:
            return start, end
    return None


def frozen(content: bytes | bytearray) -> Iterator[Range]:
    """The address ranges of the code of frozen modules in a memory."""
    words = memoryview(content[: len(content) // 4 * 4]).cast("I")
    for at in range(len(words) - ROW):
        name, code, size, package = words[at : at + ROW]
        if package > 1 or not 0 < size < LARGEST or not 0 < name < len(content):
            continue
        if CODE.match(content, code) and MODULE_NAME.match(
            content[name : content.find(b"\0", name)]
        ):
            yield code, code + size


def descriptions(content: bytes | bytearray) -> Iterator[Range]:
    """The address ranges of docstrings in a memory: strings with a signature."""
    for found in TEXT.finditer(content):
        if SIGNATURE in found[0] or found[0].endswith(SIGNATURE[:-1]):
            yield found.start(), found.end()
