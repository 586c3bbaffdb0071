"""What the tests of the checks share: all that people read."""

import pytest

from compiler.read.prose import Line, prose
from compiler.read.sources import Sources


@pytest.fixture(scope="session")
def lines(sources: Sources) -> list[Line]:
    """All that people read, with file and line."""
    return list(prose(sources))
