"""What the tests of the writing share: the project's folder, its prose and its own pages."""

from pathlib import Path

import pytest

from compiler.read.pages import read_pages
from compiler.read.prose import Line, prose

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def lines() -> list[Line]:
    """All that people read, with file and line."""
    return list(prose(ROOT, read_pages(ROOT / "docs")))
