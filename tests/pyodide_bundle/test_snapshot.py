"""Which bytes of a memory a snapshot contains, and which interned strings have no reference."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SNAPSHOT = (PROJECT / "pyodide_bundle" / "snapshot.mjs").as_uri()


def in_node(expression: str) -> Any:
    script = f"import {{ changes, unreferenced }} from '{SNAPSHOT}';console.log({expression})"
    command = [PROJECT / ".venv" / "bin" / "node", "--input-type=module", "-e", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("words", "dead"),
    [
        ([0, 80, 80, 0], [80]),
        ([80, 80, 0, 80], []),
        # A tagged pointer has its kind in the last bits.
        ([80, 80, 0, 81], []),
        # Another table has the same key and value.
        ([80, 80, 0, 80, 80], []),
        # Twice, but not side by side.
        ([80, 0, 80], []),
        ([80, 80, 96, 96, 112], [80, 96]),
        ([16, 16], []),
    ],
)
def test_an_interned_string_is_dead_when_only_the_table_refers_to_it(
    words: list[int], dead: list[int]
) -> None:
    known = "new Map([[80, 1], [96, 1], [112, 1]])"
    found = in_node(f"JSON.stringify(unreferenced(Uint32Array.of(...{words}), {known}))")
    assert found == dead


def test_changes_are_runs_of_bytes_that_include_short_gaps() -> None:
    """200 bytes, of which 10, 12, 90 and 150 changed and 20 to 30 are the stack."""
    expression = """(() => {
      const base = new Uint8Array(100).fill(1);
      const memory = new Uint8Array(200);
      memory.set(base);
      for (const place of [10, 12, 25, 90, 150, 190]) memory[place] = 7;
      return JSON.stringify(changes(base, memory, 180, [20, 30]));
    })()"""
    assert in_node(expression) == [[10, 3], [90, 61]]
