"""WebAssembly modules at the level of bytes: sections, LEB128 numbers, imports, exports.

Only sections and the borders of functions are read, no instruction, so that a new compiler
needs no change here.

Format: https://webassembly.github.io/spec/core/binary/modules.html
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from pyodide_bundle.errors import PackError

MAGIC = b"\0asm\x01\0\0\0"
IMPORT, GLOBAL, EXPORT, CODE, DATA = 2, 6, 7, 10, 11
CUSTOM = 0

FUNCTION_KIND, GLOBAL_KIND = 0, 3
# For each kind of import, what follows its kind byte: see `Reader.import_type`.
KINDS = {0: "function", 1: "table", 2: "memory", 3: "global", 4: "tag"}


class Section(NamedTuple):
    """A section of a module: its id, and its bytes after the length."""

    id: int
    body: bytes


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
        """Skip the type of an import of a kind (one of `KINDS`).

        Raises PackError for an unknown kind.
        """
        if kind == 0:
            self.number()
        elif kind == 3:
            self.take(2)
        elif kind == 4:
            self.take(1)
            self.number()
        elif kind in (1, 2):
            if kind == 1:
                self.take(1)
            flags = self.number()
            self.number()
            if flags & 1:
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


def encoded_name(text: str) -> bytes:
    """A name as the format writes it: its length in bytes, then UTF-8."""
    return number(len(text.encode())) + text.encode()


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
    return MAGIC + b"".join(bytes([id]) + number(len(body)) + body for id, body in parts)


def bodies_of(code: bytes) -> list[bytes]:
    """The function bodies of a code section."""
    reader = Reader(code)
    return [reader.take(reader.number()) for _ in range(reader.number())]


def function_bodies(module: bytes) -> list[bytes]:
    """The bodies (locals and instructions) of a module's own functions, imports excluded."""
    return next(bodies_of(body) for id, body in sections(module) if id == CODE)


def code_section(bodies: Collection[bytes]) -> bytes:
    """The code section with these function bodies."""
    return number(len(bodies)) + b"".join(number(len(one)) + one for one in bodies)


class Import(NamedTuple):
    """An import: the module it comes from, its name, its kind (`KINDS`)."""

    module: str
    name: str
    kind: int


def imports(module: bytes) -> list[Import]:
    """The imports of a module, in order."""
    found = []
    for body in (body for id, body in sections(module) if id == IMPORT):
        reader = Reader(body)
        for _ in range(reader.number()):
            one = Import(reader.name(), reader.name(), reader.number())
            reader.import_type(one.kind)
            found.append(one)
    return found


class Export(NamedTuple):
    """An export: its name, its kind (`KINDS`), its place among those of that kind, its bytes."""

    name: str
    kind: int
    place: int
    entry: bytes


def exports(module: bytes) -> Iterator[Export]:
    """The exports of a module, in order."""
    for body in (body for id, body in sections(module) if id == EXPORT):
        reader = Reader(body)
        for _ in range(reader.number()):
            start = reader.at
            name, kind, place = reader.name(), reader.number(), reader.number()
            yield Export(name, kind, place, body[start : reader.at])


def exported_functions(module: bytes) -> dict[str, int]:
    """The exported functions by name: each one's place in the code section."""
    imported = sum(one.kind == FUNCTION_KIND for one in imports(module))
    return {one.name: one.place - imported for one in exports(module) if one.kind == FUNCTION_KIND}
