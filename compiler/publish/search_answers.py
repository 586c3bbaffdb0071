"""The sections that answer what people look for in words that no page has.

``compiler/publish/search_words/<language>.toml`` says by which words a section is looked for
(``[asked]``), and which words the documents are silent about (``[silent]``). Heading and first
words are taken from the built page.
"""

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from compiler.read.mistake import Mistake, SourceError

# What a result shows of a section, in letters; a word is not cut.
LONGEST = 150
TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
# Definitions stand in the middle of a sentence, and buttons are no text.
ASIDE = re.compile(
    r'<span class="definition"[^>]*>.*?</button></span>|<(script|style|svg|figure)\b.*?</\1>',
    re.DOTALL,
)
BLOCK = re.compile(r"</?(?:p|li|ul|ol|h\d|div)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
SPACES = re.compile(r"[ \n\t]+")


class Answer(NamedTuple):
    """A section, the words by which people look for it (without accents, also several that go
    together), and whether it only says that the documents do not tell."""

    words: tuple[str, ...]
    url: str
    title: str
    text: str
    silent: bool

    def published(self) -> dict[str, Any]:
        """As the search's script reads it."""
        given = {"words": self.words, "url": self.url, "title": self.title, "text": self.text}
        return {**given, "silent": True} if self.silent else given


def answers_of(site: Path, language: str, given: Mapping[str, Any]) -> list[Answer]:
    """The answers of a language in the order of its file. Raises SourceError for a section that
    is not there."""
    answers, mistakes = [], []
    for kind in ("asked", "silent"):
        for one in given[kind].values():
            words = tuple(word.strip() for word in " ".join(one["words"].split()).split(","))
            section = _section(site, one["at"])
            if section is None:
                mistakes.append(f"there is no section {one['at']}")
            else:
                answers.append(Answer(words, one["at"], *section, kind == "silent"))
    if mistakes:
        file = f"compiler/publish/search_words/{language}.toml"
        raise SourceError([Mistake(file, None, sentence) for sentence in mistakes])
    return answers


def _section(site: Path, at: str) -> tuple[str, str] | None:
    """The heading of a section or page, and how it begins; None where there is none."""
    address, _, id = at.partition("#")
    file = site / address / "index.html"
    html = file.read_text(encoding="utf-8") if file.is_file() else ""
    heading = re.search(rf'<h[1-3] id="{id}"[^>]*>(.*?)</h[1-3]>', html, re.DOTALL) if id else None
    heading = heading or (None if id else TITLE.search(html))
    if not heading:
        return None
    rest = re.split(r"<h[1-3]\b|</main>", html[heading.end() :])[0]
    page = TITLE.search(html)
    where = [_text(page[1])] if id and page else []
    return _text(heading[1]), _beginning(" · ".join([*where, _text(rest)]))


def _text(html: str) -> str:
    # No-break spaces stay.
    return SPACES.sub(" ", unescape(TAG.sub("", BLOCK.sub(" ", ASIDE.sub("", html))))).strip()


def _beginning(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST].rpartition(' ')[0]}…"
