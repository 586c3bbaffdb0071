"""WebAssembly modules at the level of bytes: sections, functions, imports, exports, data.

Only sections and the borders of functions are read, no instruction, so that a new compiler
needs no change here.

Format: https://webassembly.github.io/spec/core/binary/modules.html
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from pyodide_bundle.errors import PackError

MAGIC = b"\0asm\x01\0\0\0"
CUSTOM, IMPORT, GLOBAL, EXPORT, CODE, DATA = 0, 2, 6, 7, 10, 11
# The section that holds the number of data segments.
DATA_COUNT = 12
# Kinds of imports and exports.
FUNCTION_KIND, TABLE_KIND, MEMORY_KIND, GLOBAL_KIND, TAG_KIND = range(5)
# Of how many numbers the type of an import of each kind consists, before its limits: flags, a
# least size, and a greatest one where the flags say so.
TYPE_NUMBERS = {FUNCTION_KIND: 1, TABLE_KIND: 1, MEMORY_KIND: 0, GLOBAL_KIND: 2, TAG_KIND: 2}
LIMITED = (TABLE_KIND, MEMORY_KIND)
I32_CONST, END = 0x41, 0x0B
# Between two data segments; shorter runs cost less than the header of another segment.
ZEROS = re.compile(rb"\0{256,}")


# The id of a section, and its bytes after the length.
Section = tuple[int, bytes]


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

    def take(self, count: int) -> bytes:
        found = self.data[self.at : self.at + count]
        self.at += count
        return found

    def name(self) -> str:
        return self.take(self.number()).decode()


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


def sections(module: bytes) -> list[Section]:
    """The sections of a module; raises PackError where the bytes are no module."""
    if not module.startswith(MAGIC):
        raise PackError("not a WebAssembly module")
    reader = Reader(module)
    reader.at = len(MAGIC)
    found = []
    while reader.at < len(module):
        (id,) = reader.take(1)
        found.append((id, reader.take(reader.number())))
    return found


def assemble(parts: Collection[Section]) -> bytes:
    """A module of these sections."""
    return MAGIC + b"".join(bytes([id]) + sized(body) for id, body in parts)


def with_sections(module: bytes, changed: Mapping[int, bytes]) -> bytes:
    """The module with other bodies of the sections whose ids are given."""
    return assemble([(id, changed.get(id, body)) for id, body in sections(module)])


def items(module: bytes, id: int) -> Iterator[Reader]:
    """A reader at each item of the sections `id`, to be read before the next."""
    for reader in (Reader(body) for found, body in sections(module) if found == id):
        for _ in range(reader.number()):
            yield reader


def imports(module: bytes) -> list[Import]:
    """The imports of a module, in order; raises PackError for one of an unknown kind."""
    found = []
    for reader in items(module, IMPORT):
        found.append(Import(reader.name(), reader.name(), reader.number()))
        kind = found[-1].kind
        if kind not in TYPE_NUMBERS:
            raise PackError(f"an import of the unknown kind {kind}")
        for _ in range(TYPE_NUMBERS[kind]):
            reader.number()
        if kind in LIMITED:
            for _ in range(1 + (reader.number() & 1)):
                reader.number()
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


def segments(module: bytes) -> Iterator[tuple[int, bytes]]:
    """The address and content of each data segment; raises PackError for passive or computed
    ones."""
    for reader in items(module, DATA):
        if reader.number() != 0 or reader.take(1)[0] != I32_CONST:
            raise PackError("a data segment without a constant address")
        address = reader.number()  # signed in the format, but no address is negative
        if reader.take(1)[0] != END:
            raise PackError("a data segment whose address is computed")
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
    return with_sections(module, {DATA: vector(pieces), DATA_COUNT: number(len(pieces))})
