"""Removes data from a module that only the start of Python reads: a third of its memory.

These are the standard library's modules that are frozen into Python, and the docstrings of built-in
functions. In a snapshot (snapshot.mjs) the start is done and its results are in the memory; no
recorded request reads either again.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator

from pyodide_bundle.memory import Range, memory, overwritten
from pyodide_bundle.tables import addresses
from pyodide_bundle.wasm import function_bodies

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


def without_startup_data(module: bytes, original: bytes, ran: Collection[int]) -> bytes:
    """The module with both overwritten; `ran` are the functions of `original` that are kept.

    A docstring stays where one of them contains an address inside it: compilers store a string
    that is the end of another one with it.
    """
    content = memory(module)
    bodies = function_bodies(original)
    known = sorted({address for place in ran for address in addresses(bodies[place])})
    texts = (
        (start, end)
        for start, end in descriptions(content)
        if bisect_right(known, start) == bisect_right(known, end)
    )
    return overwritten(module, [*frozen(content), *texts])


def frozen(content: bytes) -> Iterator[Range]:
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


def descriptions(content: bytes) -> Iterator[Range]:
    """The address ranges of docstrings in a memory: strings with a signature."""
    for found in TEXT.finditer(content):
        if SIGNATURE in found[0] or found[0].endswith(SIGNATURE[:-1]):
            yield found.start(), found.end()
