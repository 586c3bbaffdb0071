"""Data that only the start of Python reads is found in a memory, and nothing else."""

import struct

from pyodide_bundle import unread_data, wasm
from tests.pyodide_bundle.test_steps import leb

CODE = b"\xe3" + bytes(12)
START = 16384


def row(name: int, code: int, size: int, package: int = 0) -> bytes:
    return struct.pack("<4I", name, code, size, package)


def with_table(*rows: bytes) -> bytes:
    """Names at 8 and 16, code at 32 and 64, something else at 96, a table at 128."""
    content = bytes(8) + b"os\0".ljust(8, b"\0") + b"not one\0".ljust(16, b"\0")
    content += (CODE + b"one").ljust(32, b"\0") + (b"c" + CODE[1:] + b"two").ljust(32, b"\0")
    return (content + b"text").ljust(128, b"\0") + b"".join(rows)


def test_frozen_modules_are_found_by_their_table() -> None:
    content = with_table(row(8, 32, 16), row(8, 64, 16, 1), row(8, 96, 16), row(16, 32, 16))
    assert list(unread_data.frozen(content)) == [(32, 48), (64, 80)]
    assert list(unread_data.frozen(with_table(row(8, 32, 16, 2), row(8, 32, 0)))) == []


def test_descriptions_are_strings_with_a_signature() -> None:
    content = b"\0abs($module, x, /)\n--\n\nReturn it.\0a -- b\n--\0f($self)\n--\n\0"
    assert [content[start:end] for start, end in unread_data.descriptions(content)] == [
        b"abs($module, x, /)\n--\n\nReturn it.",
        b"f($self)\n--\n",
    ]


def test_a_text_whose_end_a_function_uses_is_left() -> None:
    texts = [b"f($self)\n--\n\nFirst.", b"g($self)\n--\n\nSecond."]
    data = b"\0" + b"\0".join(texts) + b"\0"
    inside = START + data.index(b"Second.")
    segment = b"\x01\x00\x41" + leb(START) + b"\x0b" + bytes([len(data)]) + data
    body = b"\0\x41" + leb(inside) + b"\x1a\x0b"
    code = b"\x01" + bytes([len(body)]) + body
    module = wasm.assemble([(wasm.CODE, code), (wasm.DATA, segment)], {})
    for bodies, left in (([body], texts[1:]), ([], [])):
        after = wasm.memory(unread_data.without_unread_data(module, bodies, ()))[START:]
        expected = data.replace(texts[0], bytes(len(texts[0])))
        if not left:
            expected = expected.replace(texts[1], bytes(len(texts[1])))
        assert after.ljust(len(data), b"\0") == expected
