"""Leaves out of a module what only a start of Python reads: a third of its memory.

They are the modules of the standard library that are frozen into Python, and the texts that
``help()`` shows. A start from an image (snapshot.mjs) has both behind it, and nothing that the
calculator asks reads them: what they were read into is in the image.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator

from pyodide_bundle.memory import Range, memory, overwritten
from pyodide_bundle.tables import addresses
from pyodide_bundle.wasm import function_bodies

# A row of the table of frozen modules: name, code, its size, whether it is a package.
ROW = 4
# How the code of a module begins, see CPython's marshal.c: a code object without arguments.
CODE = re.compile(rb"[\x63\xe3]\0{12}")
MODULE_NAME = re.compile(rb"[\w.]+\Z")
LARGEST = 1 << 20
# What stands between a function's signature and its description.
SIGNATURE = b"\n--\n\n"
TEXT = re.compile(rb"[^\0]+")


def without_startup_data(module: bytes, original: bytes, ran: Collection[int]) -> bytes:
    """The module with both overwritten; `ran` are the functions of `original` that are left.

    A text into whose middle one of them points is left: its end may serve as another one.
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
    """Where the code of frozen modules lies in a memory."""
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
    """Where descriptions of functions lie in a memory: strings with a signature."""
    for found in TEXT.finditer(content):
        if SIGNATURE in found[0] or found[0].endswith(SIGNATURE[:-1]):
            yield found.start(), found.end()
