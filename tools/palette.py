"""Screenshots with few colours instead of sixteen million: PNG files of half the size.

A page has hardly more than a hundred colours beside the softened edges of its letters, and
nobody sees the difference. The standard library has all that this takes.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator

COLOURS = 128
SIGNATURE = b"\x89PNG\r\n\x1a\n"

Colour = tuple[int, int, int]


def with_few_colours(png: bytes) -> bytes:
    """A screenshot (eight bits a channel, not interlaced) with `COLOURS` colours at most."""
    parts = dict.fromkeys((b"IHDR", b"IDAT"), b"")
    for name, content in _chunks(png):
        parts[name] = parts.get(name, b"") + content
    width, height, depth, kind, *_, interlaced = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    if depth != 8 or kind not in (2, 6) or interlaced:
        raise ValueError(f"not a screenshot: {depth} bits, colour type {kind}")
    size = 3 if kind == 2 else 4
    lines = list(_lines(zlib.decompress(parts[b"IDAT"]), width * size, size))
    pixels = [
        [(line[at], line[at + 1], line[at + 2]) for at in range(0, width * size, size)]
        for line in lines
    ]
    counted = Counter(pixel for line in pixels for pixel in line)
    kept = [colour for colour, _ in counted.most_common(COLOURS)]
    nearest = {colour: _nearest(colour, kept) for colour in counted}
    rows = b"".join(b"\0" + bytes(nearest[pixel] for pixel in line) for line in pixels)
    return SIGNATURE + b"".join(
        _chunk(name, content)
        for name, content in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            (b"PLTE", bytes(channel for colour in kept for channel in colour)),
            (b"IDAT", zlib.compress(rows, 9)),
            (b"IEND", b""),
        )
    )


def _nearest(colour: Colour, kept: list[Colour]) -> int:
    def far(number: int) -> int:
        return sum((one - other) ** 2 for one, other in zip(colour, kept[number], strict=True))

    return min(range(len(kept)), key=far)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += length + 12


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def _lines(data: bytes, length: int, size: int) -> Iterable[bytes]:
    """The lines of an image, their filters undone (PNG specification, 9.2)."""
    above = bytes(length)
    for start in range(0, len(data), length + 1):
        line = bytearray(data[start + 1 : start + 1 + length])
        for at in range(length):
            left = line[at - size] if at >= size else 0
            match data[start]:
                case 1:
                    line[at] = (line[at] + left) & 255
                case 2:
                    line[at] = (line[at] + above[at]) & 255
                case 3:
                    line[at] = (line[at] + (left + above[at]) // 2) & 255
                case 4:
                    corner = above[at - size] if at >= size else 0
                    line[at] = (line[at] + _paeth(left, above[at], corner)) & 255
        above = bytes(line)
        yield above


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))
