"""The initial memory of a WebAssembly module (its data section): read, overwritten, shortened."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from itertools import islice
from typing import NamedTuple

from pyodide_bundle.errors import PackError
from pyodide_bundle.wasm import DATA, Reader, Section, assemble, number, sections, signed_number

I32_CONST, END = 0x41, 0x0B
# The section that holds the number of data segments.
DATA_COUNT = 12
# Shorter runs cost less than the header of another segment.
ZEROS = re.compile(rb"\0{64,}")

# Addresses of the first byte and of the one after the last.
Range = tuple[int, int]


class Segment(NamedTuple):
    """A data segment: its address, its offset in the section's bytes, its length."""

    address: int
    at: int
    length: int


def segments(data: bytes) -> list[Segment]:
    """The segments of a data section; raises PackError for passive or computed ones."""
    reader = Reader(data)
    found = []
    for _ in range(reader.number()):
        if reader.number() != 0 or reader.take(1)[0] != I32_CONST:
            raise PackError("a data segment without a constant address")
        address = reader.signed_number()
        if reader.take(1)[0] != END:
            raise PackError("a data segment whose address is computed")
        length = reader.number()
        found.append(Segment(address, reader.at, length))
        reader.take(length)
    return found


def memory(module: bytes) -> bytes:
    """The initial memory, from address 0 to the end of the last segment."""
    content = bytearray()
    for data in (body for id, body in sections(module) if id == DATA):
        for address, at, length in segments(data):
            content.extend(bytes(max(address + length - len(content), 0)))
            content[address : address + length] = data[at : at + length]
    return bytes(content)


def overwritten(module: bytes, ranges: Collection[Range]) -> bytes:
    """The module with zeros in some address ranges, which compress to nothing."""
    return assemble(
        Section(part.id, _blank(part.body, ranges)) if part.id == DATA else part
        for part in sections(module)
    )


def _blank(data: bytes, ranges: Collection[Range]) -> bytes:
    blank = bytearray(data)
    ordered = sorted(segments(data))
    ends = [segment.address + segment.length for segment in ordered]
    for start, end in ranges:
        for segment in islice(ordered, bisect_right(ends, start), None):
            if segment.address >= end:
                break
            first = max(start, segment.address)
            last = min(end, segment.address + segment.length)
            at = segment.at + first - segment.address
            blank[at : at + last - first] = bytes(last - first)
    return bytes(blank)


def without_zeros(module: bytes) -> bytes:
    """The module without the long runs of zeros in its segments: memory is zero by default."""
    count, data = 0, b""
    for part in (part.body for part in sections(module) if part.id == DATA):
        found = [
            (segment.address + start, piece)
            for segment in segments(part)
            for start, piece in _pieces(part[segment.at : segment.at + segment.length])
        ]
        count = len(found)
        data = number(count) + b"".join(_segment(*one) for one in found)
    changed = {DATA: data, DATA_COUNT: number(count)}
    return assemble(Section(part.id, changed.get(part.id, part.body)) for part in sections(module))


def _pieces(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The offset and content of each piece between long runs of zeros."""
    start = 0
    for run in ZEROS.finditer(content):
        if run.start() > start:
            yield start, content[start : run.start()]
        start = run.end()
    if start < len(content):
        yield start, content[start:]


def _segment(address: int, content: bytes) -> bytes:
    place = bytes([0, I32_CONST]) + signed_number(address) + bytes([END])
    return place + number(len(content)) + content
