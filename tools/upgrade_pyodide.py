"""Compares a new Pyodide with what unread_tables.json knows: for `make upgrade-pyodide`.

Run after the site was built with it. Names the tables that are not in the new module any more,
which therefore stay in the bundle, and lists the large pieces of memory that no function left in
the bundle reads, with their first bytes: a person who finds there what a table became writes its
size and hash into the list.
"""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import brotli

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pyodide_bundle.unread_data import TABLES, numbers, place_of  # noqa: E402
from pyodide_bundle.wasm import function_bodies, memory, segments  # noqa: E402

WORTH_BYTES = 4_000


def unread_pieces(module: bytes, lean: bytes) -> Iterator[bytes]:
    """Segments worth removing that no function left in the lean module has an address of."""
    known = numbers(function_bodies(lean))
    for address, piece in segments(module):
        unread = known.isdisjoint(range(address, address + len(piece)))
        if unread and len(brotli.compress(piece, quality=5)) >= WORTH_BYTES:
            yield piece


def compare(module: bytes, lean: Path) -> Iterator[str]:
    """What changed, line by line; `lean` is the folder of the new lean bundle."""
    content = memory(module)
    gone = [one for one in TABLES if not place_of(one, content, ())]
    yield from (f"not in this Pyodide: {one['holds']}, {one['size']} bytes" for one in gone)
    for piece in unread_pieces(module, (lean / "pyodide.asm.wasm").read_bytes()) if gone else ():
        yield f"unread: {len(piece)} bytes, {hashlib.sha256(piece).hexdigest()}"
        yield f"    begins {piece[:16].hex()}, {piece[:48]!r}"
    yield from (f"{file.name}: {file.stat().st_size:,} bytes" for file in sorted(lean.glob("*.br")))


if __name__ == "__main__":
    folders = [*(ROOT / "site" / "engine").glob("*/lean")]
    if len(folders) != 1:
        sys.exit("upgrade_pyodide: site/ has no lean bundle; run `make site` without settings")
    new = (ROOT / "node_modules" / "pyodide" / "pyodide.asm.wasm").read_bytes()
    print(*compare(new, folders[0]), sep="\n")
