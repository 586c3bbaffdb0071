"""The text of a PDF as Chromium prints it, sheet by sheet, with its size and place.

Only what Chromium writes is read: objects outside of object streams, FlateDecode, fonts of two
bytes a glyph with a ToUnicode map. Whatever else comes is an error, and no text is left out.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterator
from typing import NamedTuple

OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
TOKEN = re.compile(rb"<[0-9A-Fa-f]*>|\([^)]*\)|\[|\]|/[^\s/<>\[\]()]+|[^\s/<>\[\]()]+")
NUMBER = re.compile(rb"[-+]?\d*\.?\d+$")

Matrix = tuple[float, float, float, float, float, float]
UNCHANGED: Matrix = (1, 0, 0, 1, 0, 0)


class Run(NamedTuple):
    """Text in one size: points, and the place of its beginning from the sheet's lower left."""

    text: str
    size: float
    x: float
    y: float


def sheets(pdf: bytes) -> list[list[Run]]:
    """The text of each sheet in the order in which it was drawn."""
    objects = {int(m[1]): m[2] for m in OBJECT.finditer(pdf)}
    (catalog,) = (o for o in objects.values() if re.search(rb"/Type /Catalog\b", o))
    root = re.search(rb"/Pages (\d+) 0 R", catalog)
    assert root
    return [list(_runs(page, objects)) for page in _pages(int(root[1]), objects)]


def _pages(number: int, objects: dict[int, bytes]) -> Iterator[bytes]:
    """The sheets below a node of their tree, in order."""
    kids = re.search(rb"/Kids \[(.*?)\]", objects[number], re.DOTALL)
    if not kids:
        yield objects[number]
        return
    for kid in re.findall(rb"(\d+) 0 R", kids[1]):
        yield from _pages(int(kid), objects)


def as_text(runs: list[Run]) -> str:
    """All letters in a row, without the spaces: where a line ends is no space in a PDF."""
    return without_spaces("".join(run.text for run in runs))


def without_spaces(text: str) -> str:
    """Ligatures count as their letters."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def last_line(runs: list[Run]) -> str:
    """The letters of the sheet's lowest line."""
    lowest = min(run.y for run in runs)
    return as_text([run for run in runs if run.y - lowest < 2])


def _stream(content: bytes) -> bytes:
    head, _, rest = content.partition(b"stream\n")
    data = rest.rpartition(b"\nendstream")[0]
    if b"/Filter" not in head:
        return data
    assert b"/Filter /FlateDecode" in head, head
    return zlib.decompress(data)


def _letters(font: bytes, objects: dict[int, bytes]) -> dict[str, str]:
    """What each glyph stands for, by its number in hexadecimal."""
    where = re.search(rb"/ToUnicode (\d+) 0 R", font)
    assert where, font
    text = _stream(objects[int(where[1])]).decode("ascii")
    letters: dict[str, str] = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for glyph, letter in re.findall(r"<(\w+)> <(\w+)>", part):
            letters[glyph.upper()] = bytes.fromhex(letter).decode("utf-16-be")
    for part in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, letter in re.findall(r"<(\w+)> <(\w+)> <(\w+)>", part):
            for step in range(int(last, 16) - int(first, 16) + 1):
                letters[f"{int(first, 16) + step:04X}"] = chr(int(letter, 16) + step)
    return letters


def _runs(page: bytes, objects: dict[int, bytes]) -> Iterator[Run]:
    named = re.search(rb"/Font <<(.*?)>>", page, re.DOTALL)
    fonts = dict(re.findall(rb"(/F\d+) (\d+) 0 R", named[1])) if named else {}
    letters = {name: _letters(objects[int(n)], objects) for name, n in fonts.items()}
    for number in re.findall(rb"/X\d+ (\d+) 0 R", page):
        form = objects[int(number)]
        if b"/Subtype /Form" in form and re.search(rb"\bBT\b", _stream(form)):
            raise ValueError("text in a group of its own is not read")
    content = re.search(rb"/Contents (\d+) 0 R", page)
    assert content
    stack: list[Matrix] = []
    outer, inner = UNCHANGED, UNCHANGED
    font, size, text, operands = b"", 0.0, "", list[bytes]()
    for token in TOKEN.findall(_stream(objects[int(content[1])])):
        if token[:1] in b"</([]" or NUMBER.match(token):
            operands.append(token)
            continue
        if token == b"q":
            stack.append(outer)
        elif token == b"Q":
            outer = stack.pop()
        elif token == b"cm":
            outer = _product(_matrix(operands), outer)
        elif token == b"BT":
            inner, text = UNCHANGED, ""
        elif token == b"Tf":
            font, size = operands[-2], float(operands[-1])
        elif token == b"Tm":
            inner = _matrix(operands)
        elif token in (b"Tj", b"TJ"):
            glyphs = "".join(o[1:-1].decode("ascii") for o in operands if o[:1] == b"<").upper()
            assert len(glyphs) % 4 == 0
            assert not any(o[:1] == b"(" for o in operands), "text of one byte a glyph is not read"
            numbers = (glyphs[at : at + 4] for at in range(0, len(glyphs), 4))
            text += "".join(letters[font][number] for number in numbers)
        elif token == b"ET" and text:
            a, b, _, _, x, y = _product(inner, outer)
            yield Run(text, size * (a * a + b * b) ** 0.5, x, y)
        operands = []


def _matrix(operands: list[bytes]) -> Matrix:
    a, b, c, d, e, f = map(float, operands[-6:])
    return (a, b, c, d, e, f)


def _product(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        *(a * g + b * i, a * h + b * j),
        *(c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )
