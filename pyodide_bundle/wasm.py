"""WebAssembly modules at the level of bytes: sections, exports, functions, data.

Only sections and the borders of functions are read, no instruction, so that a new compiler
needs no change here.

Format: https://webassembly.github.io/spec/core/binary/modules.html
"""

import re
from collections.abc import Collection, Iterator, Mapping

from pyodide_bundle import PackError

MAGIC = b"\0asm\x01\0\0\0"
CUSTOM, EXPORT, CODE, DATA = 0, 7, 10, 11
# The section that holds the number of data segments.
DATA_COUNT = 12
# The kind of an export.
FUNCTION_KIND = 0
I32_CONST, END = 0x41, 0x0B
# The body of an emptied function: no locals, `unreachable`, `end`.
EMPTY_BODY = b"\0\0\x0b"
# Between two data segments; shorter runs cost less than the header of another segment.
ZEROS = re.compile(rb"\0{256,}")


class Reader:
    """A cursor over bytes; every method reads at `at` and moves it on."""

    def __init__(self, data: bytes, at: int = 0):
        self.data = data
        self.at = at

    def number(self) -> int:
        """An unsigned LEB128 number: seven bits in each byte, and whether there is another."""
        start = self.at
        while self.data[self.at] > 127:
            self.at += 1
        self.at += 1
        parts = enumerate(self.data[start : self.at])
        return sum((byte & 127) << 7 * place for place, byte in parts)

    def take(self, count: int) -> bytes:
        found = self.data[self.at : self.at + count]
        self.at += count
        return found


def number(value: int) -> bytes:
    """A number as unsigned LEB128."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def vector(items: Collection[bytes]) -> bytes:
    """Items as the format writes them: their number, then each."""
    return number(len(items)) + b"".join(items)


def sized(content: bytes) -> bytes:
    """Bytes after their number."""
    return number(len(content)) + content


def sections(module: bytes) -> list[tuple[int, bytes]]:
    """The sections of a module: the id of each and its bytes after the length.

    Raises PackError where the bytes are no module.
    """
    if not module.startswith(MAGIC):
        raise PackError("not a WebAssembly module")
    reader = Reader(module, len(MAGIC))
    found = []
    while reader.at < len(module):
        found.append((reader.number(), reader.take(reader.number())))
    return found


def assemble(parts: Collection[tuple[int, bytes]], changed: Mapping[int, bytes]) -> bytes:
    """A module of these sections, with other bodies of those whose ids are in `changed`."""
    bodies = ((id, changed.get(id, body)) for id, body in parts)
    return MAGIC + b"".join(bytes([id]) + sized(body) for id, body in bodies)


def items(module: bytes, id: int) -> Iterator[Reader]:
    """A reader at each item of the section `id`, to be read before the next."""
    for reader in (Reader(body) for found, body in sections(module) if found == id):
        for _ in range(reader.number()):
            yield reader


def exports(module: bytes) -> dict[str, tuple[int, int]]:
    """The exports of a module by their names, in order: the kind of each, and its place among
    what the module has of that kind, imports first."""
    return {
        reader.take(reader.number()).decode(): (reader.number(), reader.number())
        for reader in items(module, EXPORT)
    }


def function_bodies(module: bytes) -> list[bytes]:
    """The bodies (locals and instructions) of a module's own functions, imports excluded."""
    return [reader.take(reader.number()) for reader in items(module, CODE)]


def trim(module: bytes, ran: Collection[int], exported: Collection[str]) -> bytes:
    """The module with only the functions `ran` (places among its bodies) and the exports named.

    Other functions are emptied, so that no function's place changes. An emptied one traps and
    never returns a wrong value: the worker then reports a failure and the page starts the stock
    bundle. Custom sections other than the loader's ``dylink.0`` (debug information) are removed.
    """
    bodies = enumerate(function_bodies(module))
    code = [sized(body if place in ran else EMPTY_BODY) for place, body in bodies]
    kept = [(name, *where) for name, where in exports(module).items() if name in exported]
    named = [sized(name.encode()) + bytes([kind]) + number(place) for name, kind, place in kept]
    loader = sized(b"dylink.0")
    parts = [part for part in sections(module) if part[0] != CUSTOM or part[1].startswith(loader)]
    return assemble(parts, {CODE: vector(code), EXPORT: vector(named)})


def segments(module: bytes) -> Iterator[tuple[int, bytes]]:
    """The address and content of each data segment; raises PackError for one whose address is no
    constant."""
    for reader in items(module, DATA):
        # The address is signed in the format, but none is negative.
        kind, code, address, end = (reader.number() for _ in range(4))
        if (kind, code, end) != (0, I32_CONST, END):
            raise PackError("a data segment without a constant address")
        yield address, reader.take(reader.number())


def memory(module: bytes) -> bytearray:
    """The initial memory, from address 0 to the end of the last segment."""
    content = bytearray()
    for address, found in segments(module):
        content.extend(bytes(max(address + len(found) - len(content), 0)))
        content[address : address + len(found)] = found
    return content


def with_memory(module: bytes, content: bytes | bytearray) -> bytes:
    """The module with another initial memory; long runs of zeros in it take no bytes."""
    pieces = []
    start = 0
    for run in [*ZEROS.finditer(content), None]:
        end = run.start() if run else len(content)
        if end > start:
            address = number(start)
            if address[-1] & 64:  # would say that the number is negative
                address = bytes([*address[:-1], address[-1] | 128, 0])
            pieces.append(bytes([0, I32_CONST, *address, END]) + sized(bytes(content[start:end])))
        start = run.end() if run else end
    changed = {DATA: vector(pieces), DATA_COUNT: number(len(pieces))}
    return assemble(sections(module), changed)
