"""The initial memory of a WebAssembly module (its data section), read and written."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pyodide_bundle.errors import PackError
from pyodide_bundle.wasm import DATA, Reader, Section, assemble, number, sections, signed_number

I32_CONST, END = 0x41, 0x0B
# The section that holds the number of data segments.
DATA_COUNT = 12
# Between two segments; shorter runs of zeros cost less than the header of another segment.
ZEROS = re.compile(rb"\0{64,}")


class Segment(NamedTuple):
    """A data segment: its address, and its bytes."""

    address: int
    content: bytes


def segments(module: bytes) -> Iterator[Segment]:
    """The data segments of a module; raises PackError for passive or computed ones."""
    for data in (part.body for part in sections(module) if part.id == DATA):
        reader = Reader(data)
        for _ in range(reader.number()):
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
            pieces.append(place + number(end - start) + content[start:end])
        start = run.end() if run else end
    count = number(len(pieces))
    changed = {DATA: count + b"".join(pieces), DATA_COUNT: count}
    return assemble(Section(part.id, changed.get(part.id, part.body)) for part in sections(module))
