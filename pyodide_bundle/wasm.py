"""WebAssembly modules at the level of bytes: sections, functions, imports, exports, memory.

Only sections and the borders of functions are read, no instruction, so that a new compiler
needs no change here.

Format: https://webassembly.github.io/spec/core/binary/modules.html
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from pyodide_bundle.errors import PackError

MAGIC = b"\0asm\x01\0\0\0"
CUSTOM, IMPORT, GLOBAL, EXPORT, CODE, DATA = 0, 2, 6, 7, 10, 11
# The section that holds the number of data segments.
DATA_COUNT = 12
# Kinds of imports and exports.
FUNCTION_KIND, TABLE_KIND, MEMORY_KIND, GLOBAL_KIND, TAG_KIND = range(5)
I32_CONST, END = 0x41, 0x0B
# Between two data segments; shorter runs cost less than the header of another segment.
ZEROS = re.compile(rb"\0{64,}")


class Section(NamedTuple):
    """A section of a module: its id, and its bytes after the length."""

    id: int
    body: bytes


class Import(NamedTuple):
    """An import: the module it comes from, its name, its kind."""

    module: str
    name: str
    kind: int


class Export(NamedTuple):
    """An export: its name, its kind, its place among those of that kind, its bytes."""

    name: str
    kind: int
    place: int
    entry: bytes


class Segment(NamedTuple):
    """A data segment: its address, and its bytes."""

    address: int
    content: bytes


class Reader:
    """A cursor over bytes; every method reads at `at` and moves it on."""

    def __init__(self, data: bytes):
        self.data = data
        self.at = 0

    def number(self) -> int:
        """An unsigned LEB128 number."""
        found = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            found |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return found

    def signed_number(self) -> int:
        """A signed LEB128 number."""
        start = self.at
        unsigned = self.number()
        bits = 7 * (self.at - start)
        return unsigned - (1 << bits) if unsigned >> (bits - 1) else unsigned

    def take(self, count: int) -> bytes:
        found = self.data[self.at : self.at + count]
        self.at += count
        return found

    def name(self) -> str:
        return self.take(self.number()).decode()

    def import_type(self, kind: int) -> None:
        """Skip the type of an import of a kind; raises PackError for an unknown kind."""
        if kind == FUNCTION_KIND:
            self.number()
        elif kind == GLOBAL_KIND:
            self.take(2)
        elif kind in (TABLE_KIND, MEMORY_KIND):
            self.take(kind == TABLE_KIND)
            has_maximum = self.number() & 1
            self.number()
            if has_maximum:
                self.number()
        elif kind == TAG_KIND:
            self.take(1)
            self.number()
        else:
            raise PackError(f"an import of the unknown kind {kind}")


def number(value: int) -> bytes:
    """A number as unsigned LEB128."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def signed_number(value: int) -> bytes:
    """A number that is not negative as signed LEB128."""
    found = number(value)
    # A last byte with this bit would say that the number is negative.
    return found if found[-1] < 64 else bytes([*found[:-1], found[-1] | 128, 0])


def vector(items: Collection[bytes]) -> bytes:
    """Items as the format writes them: their number, then each."""
    return number(len(items)) + b"".join(items)


def sized(content: bytes) -> bytes:
    """Bytes after their number."""
    return number(len(content)) + content


def sections(module: bytes) -> list[Section]:
    """The sections of a module; raises PackError where the bytes are no module."""
    if not module.startswith(MAGIC):
        raise PackError("not a WebAssembly module")
    reader = Reader(module)
    reader.at = len(MAGIC)
    found = []
    while reader.at < len(module):
        (id,) = reader.take(1)
        found.append(Section(id, reader.take(reader.number())))
    return found


def assemble(parts: Iterable[Section]) -> bytes:
    """A module of these sections."""
    return MAGIC + b"".join(bytes([part.id]) + sized(part.body) for part in parts)


def items(module: bytes, id: int) -> Iterator[Reader]:
    """A reader at each item of the sections `id`, to be read before the next."""
    for reader in (Reader(part.body) for part in sections(module) if part.id == id):
        for _ in range(reader.number()):
            yield reader


def imports(module: bytes) -> list[Import]:
    """The imports of a module, in order."""
    found = []
    for reader in items(module, IMPORT):
        found.append(Import(reader.name(), reader.name(), reader.number()))
        reader.import_type(found[-1].kind)
    return found


def exports(module: bytes) -> list[Export]:
    """The exports of a module, in order."""
    found = []
    for reader in items(module, EXPORT):
        start = reader.at
        name, kind, place = reader.name(), reader.number(), reader.number()
        found.append(Export(name, kind, place, reader.data[start : reader.at]))
    return found


def exported_functions(module: bytes) -> dict[str, int]:
    """The exported functions by name: each one's place in the code section."""
    imported = sum(one.kind == FUNCTION_KIND for one in imports(module))
    return {one.name: one.place - imported for one in exports(module) if one.kind == FUNCTION_KIND}


def function_bodies(module: bytes) -> list[bytes]:
    """The bodies (locals and instructions) of a module's own functions, imports excluded."""
    return [reader.take(reader.number()) for reader in items(module, CODE)]


def segments(module: bytes) -> Iterator[Segment]:
    """The data segments of a module; raises PackError for passive or computed ones."""
    for reader in items(module, DATA):
        if reader.number() != 0 or reader.take(1)[0] != I32_CONST:
            raise PackError("a data segment without a constant address")
        address = reader.signed_number()
        if reader.take(1)[0] != END:
            raise PackError("a data segment whose address is computed")
        yield Segment(address, reader.take(reader.number()))


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
            place = bytes([0, I32_CONST]) + signed_number(start) + bytes([END])
            pieces.append(place + sized(bytes(content[start:end])))
        start = run.end() if run else end
    changed = {DATA: vector(pieces), DATA_COUNT: number(len(pieces))}
    return assemble(Section(part.id, changed.get(part.id, part.body)) for part in sections(module))
