"""The tables that name tests: each of these tests exists."""

import re
from pathlib import Path

import pytest

NAMED = re.compile(r"`([\w/]+/test_\w+\.py)(?:::(test_\w+))?`")


@pytest.mark.parametrize("table", ["handbook/COMPLAINTS.md", "handbook/faults.md"])
def test_table_names_existing_tests(table: str, root: Path) -> None:
    named = NAMED.findall((root / table).read_text(encoding="utf-8"))
    assert len(named) > 10
    missing = []
    for path, name in named:
        file = root / "tests" / path
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        if not text or (name and f"\ndef {name}(" not in text):
            missing.append((path, name))
    assert missing == []


@pytest.mark.parametrize("table", ["handbook/COMPLAINTS.md", "handbook/faults.md"])
def test_every_table_row_names_a_test(table: str, root: Path) -> None:
    lines = (root / table).read_text(encoding="utf-8").splitlines()
    heads = {number for number, line in enumerate(lines[1:]) if line.startswith("|---")}
    rows = [
        line for number, line in enumerate(lines) if line.startswith("| ") and number not in heads
    ]
    assert len(rows) > 10
    assert [row for row in rows if not NAMED.search(row.rpartition(" | ")[2])] == []
