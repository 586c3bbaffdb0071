"""Slips in the text of a document that would publish, and show a broken page."""

import re
from collections.abc import Iterator

from compiler.read.documents import Document
from compiler.read.mistake import Mistake, refuse
from compiler.read.paired import Paired
from compiler.read.prose import without_code

TITLE = re.compile(r"^# .+$", re.MULTILINE)
# The attributes behind a heading are no part of it; a placeholder is.
HEADING = re.compile(r"^(##+) +(.+?)(?: *(?<!\{)\{[^{}]*\})?$", re.MULTILINE)
# What is no markup of the page: code, placeholders, remarks of HTML.
NO_TAG = re.compile(r"`[^`\n]*`|<!--.*?-->|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)(?=[\s/>])[^>]*?(?P<alone>/?)>")
# Tags that hold nothing and are never closed.
EMPTY = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}


def check_markup(documents: Paired[Document]) -> None:
    """Raise SourceError for a second title, a heading that stands twice, a tag that stays open."""
    refuse(mistake for document in documents for mistake in _mistakes(document))


def _mistakes(document: Document) -> Iterator[Mistake]:
    text = without_code(document.without_remarks)

    def line(match: re.Match[str]) -> int:
        return document.first_line + text.count("\n", 0, match.start())

    for match in list(TITLE.finditer(text))[1:]:
        sentence = f"{match[0]} is a second title; a page has one, and other headings begin with ##"
        yield document.mistake(line(match), sentence)
    seen: dict[str, int] = {}
    for match in HEADING.finditer(text):
        first = seen.setdefault(match[2], line(match))
        # Headings made by a loop or of a placeholder differ once they are filled.
        if first != line(match) and "{{" not in match[2]:
            sentence = f"the heading {match[2]} is already on line {first}; give each its own words"
            yield document.mistake(line(match), sentence)
    opened: list[tuple[str, int]] = []
    shown = NO_TAG.sub(lambda found: "\n" * found[0].count("\n"), text)
    for match in TAG.finditer(shown):
        name = match["name"].lower()
        at = document.first_line + shown.count("\n", 0, match.start())
        if name in EMPTY or match["alone"]:
            continue
        if not match["end"]:
            opened.append((name, at))
        elif name in (inside for inside, _ in opened):
            while opened[-1][0] != name:
                yield document.mistake(opened[-1][1], _left_open(opened.pop()[0]))
            opened.pop()
        else:
            yield document.mistake(at, f"</{name}> closes what nothing has opened")
    for name, at in opened:
        yield document.mistake(at, _left_open(name))


def _left_open(name: str) -> str:
    return f"this <{name}> is never closed; write </{name}> where it ends"
