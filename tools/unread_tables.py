"""Lists large tables in Pyodide's memory that only emptied functions read: after each upgrade.

For each data segment of 4 KB or more when compressed, the list gives the last address at or before
its start that a function contains, those functions, and the first bytes. A segment is only listed
where all of these functions are emptied. Look at the content, and write those that are tables and
nothing else into pyodide_bundle/unread_tables.json, with what they hold.
Run after `make site`: python tools/unread_tables.py
"""

import sys
from bisect import bisect_right
from collections import defaultdict
from pathlib import Path

import brotli

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pyodide_bundle.memory import segments  # noqa: E402
from pyodide_bundle.recorded import module_hash  # noqa: E402
from pyodide_bundle.tables import addresses  # noqa: E402
from pyodide_bundle.wasm import DATA, function_bodies, sections  # noqa: E402
from pyodide_bundle.wasm_functions import EMPTY_BODY  # noqa: E402

WORTH_BYTES = 4_000


def main() -> None:
    """Print the list."""
    module = (ROOT / "node_modules" / "pyodide" / "pyodide.asm.wasm").read_bytes()
    (lean,) = (ROOT / "site" / "engine").glob("*/lean/pyodide.asm.wasm")
    emptied = {p for p, body in enumerate(function_bodies(lean.read_bytes())) if body == EMPTY_BODY}
    naming = defaultdict(set)
    for place, body in enumerate(function_bodies(module)):
        for address in addresses(body):
            naming[address].add(place)
    named = sorted(naming)
    print(f"module {module_hash(module)}")
    data = next(body for id, body in sections(module) if id == DATA)
    for address, at, length in segments(data):
        content = data[at : at + length]
        cost = len(brotli.compress(content, quality=5))
        start = named[max(bisect_right(named, address) - 1, 0)]
        if cost >= WORTH_BYTES and naming[start] <= emptied:
            who = ", ".join(map(str, sorted(naming[start])[:6]))
            inside = {one for one in named if address < one < address + length}
            running = sum(not naming[one] <= emptied for one in inside)
            print(f"{address}-{address + length}: {cost} bytes, {content[:24]!r}")
            print(f"    {start} named by {who}")
            print(f"    {len(inside)} numbers that lie in it, {running} in functions that run")


if __name__ == "__main__":
    main()
