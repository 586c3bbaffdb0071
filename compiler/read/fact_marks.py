"""Where pages say a fact of the register: ``{# facts of paas_action: motivated held-back #}``.

The mark is a remark, so that any reader of the documents drops it. In the page it becomes empty
elements with ids, at the start of its block, which leave no trace in the text and can be linked
to.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from compiler.read.mistake import Mistake
from compiler.read.pages import Page

# Whatever begins like a mark is one, so that a slip in it is not taken for a remark.
MARK = re.compile(r"[ \t]*\{#-?\s*facts?\b(.*?)-?#\}", re.DOTALL | re.IGNORECASE)
INSIDE = re.compile(r"\s*of\s+(\w+)\s*:\s*([a-z0-9\s-]+?)\s*")
SLUG = re.compile(r"\{\{\s*region\.slug\s*\}\}")
# What stands before the text of a block: an indent, a list's mark, a heading's signs.
BEFORE_TEXT = re.compile(r"\s*(?:(?:[-*+]|\d+\.|#{1,6})\s+)?")
HEADING = re.compile(r"^# (.+?)\s*$", re.MULTILINE)


class FactMark(NamedTuple):
    """A mark of one fact on a page.

    `fact`: the fact's id, ``<programme>.<id in the register>``, empty where the mark cannot be
    read. `line`: its line in the document's file. `block`: the text of its paragraph or list
    item. `page_name`: what links to the page say, its first heading or its region.
    """

    fact: str
    page: Page
    line: int
    block: str
    page_name: str

    def mistake(self, sentence: str) -> Mistake:
        """A mistake at the place of the mark."""
        return self.page.document.mistake(self.line, sentence)


class FactMarks(tuple[FactMark, ...]):
    """The marks of all pages, in their order."""

    def of(self, fact: str, language: str) -> Sequence[FactMark]:
        """Where the pages of a language say a fact."""
        return self._by_fact.get((fact, language), ())

    @cached_property
    def _by_fact(self) -> Mapping[tuple[str, str], Sequence[FactMark]]:
        found: dict[tuple[str, str], list[FactMark]] = {}
        for mark in self:
            found.setdefault((mark.fact, mark.page.language), []).append(mark)
        return found


def fact_marks(pages: Iterable[Page]) -> Iterator[FactMark]:
    """Every mark of the pages, in their order; one for each fact that a mark names."""
    for page in pages:
        heading = HEADING.search(MARK.sub("", page.document.text))
        name = heading[1] if heading else str(page.meta["title"])
        if page.region:
            name = page.region.name
        for first_line, block in page.document.blocks:
            for mark in MARK.finditer(block):
                line = first_line + block.count("\n", 0, mark.end())
                for fact in _facts(mark, page) or [""]:
                    yield FactMark(fact, page, line, block, name)


def with_fact_anchors(page: Page) -> str:
    """The text of the page's document with an empty element for each mark.

    The marks are gone; the lines are kept, so that mistakes in what follows are told with
    their own.
    """
    return "".join(_anchored(block, page) for _, block in page.document.blocks)


def anchor_id(fact: str) -> str:
    """The id of the element that marks a fact on a page."""
    return f"fact-{fact.replace('.', '-')}"


def mark_of(fact: str) -> str:
    """The mark of a fact, as documents write it."""
    programme, _, id = fact.partition(".")
    return f"{{# facts of {programme}: {id} #}}"


def _facts(mark: re.Match[str], page: Page) -> list[str]:
    """The facts that a mark names, none where it cannot be read."""
    inside = INSIDE.fullmatch(SLUG.sub(page.region.slug, mark[1]) if page.region else mark[1])
    return [f"{inside[1]}.{id}" for id in inside[2].split()] if inside else []


def _anchored(block: str, page: Page) -> str:
    elements = "".join(
        f'<span id="{anchor_id(fact)}"></span>'
        for mark in MARK.finditer(block)
        for fact in _facts(mark, page)
    )
    text = MARK.sub(lambda mark: "\n" * mark[0].count("\n"), block)
    before = BEFORE_TEXT.match(text)
    at = before.end() if before and elements else 0
    return text[:at] + elements + text[at:]
