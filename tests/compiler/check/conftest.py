"""What the tests of the checks share: all that people read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from compiler.read.prose import Line, prose
from compiler.read.sources import Sources


@pytest.fixture(scope="session")
def lines(sources: Sources) -> list[Line]:
    """All that people read, with file and line."""
    return list(prose(sources))


SMALL_PROJECT = {
    "audiences.toml": """
pages = { organizations = ["check"], lists = ["sources"] }
messages = { organizations = ["condition.", "value."] }
words = { paas_action = 5 }
[limits]
citizens = 65
organizations = 50
least_mean_sentence = 8
mean_sentence = 15
longest_sentence = 25
""",
    "names.toml": 'both = ["PAAS Action"]\nfr = ["Services d’ici"]\nen = ["Services of here"]\n',
    "definitions.toml": """
[benefit]
fr = { forms = ["prestation"], says = "une somme que vous recevez" }
en = { forms = ["benefit"], says = "money that you receive" }
""",
    "sources.toml": """
[[source]]
title = "A document"
[source.figures]
words = 702
sentences = 57
mean = 12.34
longest = 36
flesch = 57.4
lix = 52
rhythm = 15.0
full_sentences = 45
""",
}


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """A folder with what the figures of pages and messages are taken with."""
    words = tmp_path / "docs" / "words"
    words.mkdir(parents=True)
    for name, text in SMALL_PROJECT.items():
        (words / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def write_page(small_project: Path) -> Callable[[str, str, str, str], None]:
    """Write a built page of the small project: its path, language, id and content."""

    def write(path: str, language: str, id: str, content: str) -> None:
        file = small_project / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        article = f'<article class="page page-{id}">{content}</article>'
        file.write_text(f'<html lang="{language}"><body>{article}</body></html>', encoding="utf-8")

    return write
