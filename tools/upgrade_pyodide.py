"""Compares a new Pyodide with what unread_tables.json knows: for `make upgrade-pyodide`.

Run after the site was built with it. Names the tables that are not in the new module any more,
which therefore stay in the bundle, and lists the large pieces of memory that no function left in
the bundle reads, with their first bytes: a person who finds there what a table became writes its
size and hash into the list.
"""

import hashlib
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import brotli

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pyodide_bundle.unread_data import TABLES, numbers, place_of  # noqa: E402
from pyodide_bundle.wasm import function_bodies, memory, segments  # noqa: E402
from pyodide_bundle.wasm_functions import EMPTY_BODY  # noqa: E402

WORTH_BYTES = 4_000


def unread_pieces(module: bytes, lean: bytes) -> Iterator[bytes]:
    """Segments worth removing that no function contains an address of, but emptied ones."""
    emptied = {n for n, body in enumerate(function_bodies(lean)) if body == EMPTY_BODY}
    naming = defaultdict(set)
    for place, body in enumerate(function_bodies(module)):
        for address in numbers([body]):
            naming[address].add(place)
    ordered = sorted(naming)
    for address, piece in segments(module):
        first, end = (bisect_left(ordered, at) for at in (address, address + len(piece)))
        unread = all(naming[one] <= emptied for one in ordered[first:end])
        if unread and len(brotli.compress(piece, quality=5)) >= WORTH_BYTES:
            yield piece


def main() -> None:
    """Print what changed."""
    module = (ROOT / "node_modules" / "pyodide" / "pyodide.asm.wasm").read_bytes()
    (lean,) = (ROOT / "site" / "engine").glob("*/lean")
    content = memory(module)
    gone = [one for one in TABLES if not place_of(one, content, module, ())]
    for one in gone:
        print(f"not in this Pyodide: {one['holds']}, {one['size']} bytes")
    if gone:
        for piece in unread_pieces(module, (lean / "pyodide.asm.wasm").read_bytes()):
            print(f"unread: {len(piece)} bytes, {hashlib.sha256(piece).hexdigest()}")
            print(f"    begins {piece[:16].hex()}, {piece[:48]!r}")
    for file in sorted(lean.glob("*.br")):
        print(f"{file.name}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
