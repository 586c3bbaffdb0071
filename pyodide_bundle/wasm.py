"""WebAssembly modules at the level of bytes: which functions run, and a module without the rest.

Three quarters of Pyodide's functions are never called by the calculator. `instrument` makes a
module that notes each function as it is entered; `trim` empties those that never were. An
emptied function stops the engine (`unreachable`) and never answers wrongly: the worker then
says that it failed, and the page goes on with the stock engine. Only sections and the borders
of functions are read here, no instruction, so that a new compiler brings nothing new to learn.

Format: https://webassembly.github.io/spec/core/binary/modules.html
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from pyodide_bundle.steps import EngineError

MAGIC = b"\0asm\x01\0\0\0"
IMPORT, GLOBAL, EXPORT, CODE, DATA = 2, 6, 7, 10, 11
CUSTOM = 0

FUNCTION_KIND, GLOBAL_KIND = 0, 3
# For each kind of import, what follows its kind byte: see `Reader.import_type`.
KINDS = {0: "function", 1: "table", 2: "memory", 3: "global", 4: "tag"}

# No locals, `unreachable`, `end`.
EMPTY_BODY = b"\0\0\x0b"
# A mutable i32 that begins as zero.
COUNTER = b"\x7f\x01\x41\0\x0b"
# What the exported counters are called: this and the function's place in the code.
COUNTER_NAME = "ran:"


class Section(NamedTuple):
    """A section of a module: its number in the format, and its bytes after the length."""

    id: int
    body: bytes


class Reader:
    """Bytes read from the front."""

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
        """Step over what an import of a kind (one of `KINDS`) says of itself."""
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
            raise EngineError(f"an import of the unknown kind {kind}")


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


def _name(text: str) -> bytes:
    return number(len(text.encode())) + text.encode()


def sections(module: bytes) -> list[Section]:
    """The sections of a module; raises EngineError where it is none."""
    if not module.startswith(MAGIC):
        raise EngineError("not a WebAssembly module")
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


def _bodies(code: bytes) -> list[bytes]:
    reader = Reader(code)
    return [reader.take(reader.number()) for _ in range(reader.number())]


def function_bodies(module: bytes) -> list[bytes]:
    """The functions that a module holds, its imports left out: locals and instructions."""
    return next(_bodies(body) for id, body in sections(module) if id == CODE)


def _code(bodies: Collection[bytes]) -> bytes:
    return number(len(bodies)) + b"".join(number(len(one)) + one for one in bodies)


class Import(NamedTuple):
    """A name that a module takes from outside, by the module that it names there."""

    module: str
    name: str
    kind: int


def imports(module: bytes) -> list[Import]:
    """What a module takes from outside, in order."""
    found = []
    for body in (body for id, body in sections(module) if id == IMPORT):
        reader = Reader(body)
        for _ in range(reader.number()):
            one = Import(reader.name(), reader.name(), reader.number())
            reader.import_type(one.kind)
            found.append(one)
    return found


def _exports(body: bytes) -> Iterator[tuple[str, bytes]]:
    """Each export: its name, and its bytes."""
    reader = Reader(body)
    for _ in range(reader.number()):
        start = reader.at
        name = reader.name()
        reader.take(1)
        reader.number()
        yield name, body[start : reader.at]


def instrument(module: bytes) -> bytes:
    """The same module, with a counter `COUNTER_NAME`N exported for its Nth function.

    A counter is a global i32: 0, and 1 once its function has been entered.
    """
    imported = sum(one.kind == GLOBAL_KIND for one in imports(module))
    parts = sections(module)
    count = len(function_bodies(module))
    first = imported + next(Reader(body).number() for id, body in parts if id == GLOBAL)

    def changed(part: Section) -> bytes:
        reader = Reader(part.body)
        match part.id:
            case 6:  # globals
                before = reader.number()
                return number(before + count) + part.body[reader.at :] + COUNTER * count
            case 7:  # exports
                before = reader.number()
                added = (
                    _name(f"{COUNTER_NAME}{place}") + b"\x03" + number(first + place)
                    for place in range(count)
                )
                return number(before + count) + part.body[reader.at :] + b"".join(added)
            case 10:  # code
                bodies = _bodies(part.body)
                return _code([_counted(body, first + place) for place, body in enumerate(bodies)])
        return part.body

    return assemble(Section(part.id, changed(part)) for part in parts)


def _counted(body: bytes, counter: int) -> bytes:
    """A function that first sets a counter: i32.const 1, global.set."""
    reader = Reader(body)
    for _ in range(reader.number()):
        reader.number()  # so many locals ...
        reader.take(1)  # ... of a type
    return body[: reader.at] + b"\x41\x01\x24" + number(counter) + body[reader.at :]


def trim(module: bytes, ran: Collection[int], exported: Collection[str]) -> bytes:
    """The module with only the functions `ran` (places in the code) and the exports named.

    The other functions stay as empty ones, so that no number of a function changes; debug
    sections (custom ones other than the loader's ``dylink.0``) are left out.
    """

    def changed(part: Section) -> bytes:
        if part.id == CODE:
            return _code(
                [
                    body if place in ran else EMPTY_BODY
                    for place, body in enumerate(_bodies(part.body))
                ]
            )
        if part.id == EXPORT:
            kept = [entry for name, entry in _exports(part.body) if name in exported]
            return number(len(kept)) + b"".join(kept)
        return part.body

    return assemble(
        Section(part.id, changed(part))
        for part in sections(module)
        if part.id != CUSTOM or Reader(part.body).name() == "dylink.0"
    )


def export_names(module: bytes) -> list[str]:
    """The names that a module gives to the outside, in order."""
    return [name for id, body in sections(module) if id == EXPORT for name, _ in _exports(body)]
