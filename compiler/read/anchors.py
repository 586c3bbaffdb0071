"""Where documents say a fact: ``{# facts of paas_action: motivated held-back #}``.

The mark is a remark, so that any reader of the templates drops it. Here it becomes empty
elements at the end of its block, which leave no trace in the text and can be linked to.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from calculator.words.catalogue import LANGUAGES
from compiler.read.facts import Fact, Facts
from compiler.read.pages import DocumentError, Page
from compiler.read.regions import Region

# Whatever begins like a mark is one, so that a slip in it is not a silent remark.
MARK = re.compile(r"[ \t]*\{#-?\s*facts?\b(.*?)-?#\}", re.DOTALL | re.IGNORECASE)
INSIDE = re.compile(r"\s*of\s+(\w+)\s*:\s*([a-z0-9\s-]+?)\s*")
SLUG = re.compile(r"\{\{\s*region\.slug\s*\}\}")
# Where the text of a block begins: after a list's mark, an indent or a heading's signs.
BEGINNING = re.compile(r"\s*(?:(?:[-*+]|\d+\.|#{1,6})\s+)?")
HEADING = re.compile(r"^# (.+?)\s*$", re.MULTILINE)
ITEM = re.compile(r"\s*(?:[-*+]|\d+\.)\s")

Expanded = Iterable[tuple[Page, Region | None]]


class Anchor(NamedTuple):
    """A mark of one fact on a page: the line of the file, and the text of its block.

    `fact` is its id, ``<programme>.<id in the register>``, or empty where it cannot be read.
    `name` is what the page is called: its first heading.
    """

    fact: str
    page: Page
    line: int
    block: str
    name: str

    @property
    def where(self) -> str:
        """File and line, as errors name them."""
        return f"{self.page.source}:{self.line}"


def anchors_of(page: Page, region: Region | None) -> Iterator[Anchor]:
    """Every mark of a page, in its order."""
    heading = HEADING.search(MARK.sub("", page.text))
    name = region.name if region else heading[1] if heading else str(page.meta["title"])
    for first_line, block in _blocks(page):
        for mark in MARK.finditer(block):
            line = first_line + block.count("\n", 0, mark.end())
            for id in _ids(mark, region) or [""]:
                yield Anchor(id, page, line, block, name)


def _ids(mark: re.Match[str], region: Region | None) -> list[str]:
    """The ids that a mark names, none where it cannot be read."""
    inside = INSIDE.fullmatch(SLUG.sub(region.slug, mark[1]) if region else mark[1])
    return [f"{inside[1]}.{id}" for id in inside[2].split()] if inside else []


def _blocks(page: Page) -> Iterator[tuple[int, str]]:
    """A page's paragraphs and list items, each with its first line."""
    start, block = page.first_line, ""
    for line, text in enumerate(page.text.splitlines(keepends=True), start=page.first_line):
        if not text.strip() or ITEM.match(text):
            yield start, block
            start, block = line, ""
        block += text
    yield start, block


def placed(page: Page, region: Region | None) -> str:
    """The page's text with an empty element for each mark, at the beginning of its block."""
    return "".join(_placed(block, region) for _, block in _blocks(page))


def _placed(block: str, region: Region | None) -> str:
    elements = "".join(
        f'<span id="{place(id)}"></span>'
        for mark in MARK.finditer(block)
        for id in _ids(mark, region)
    )
    # Lines are kept, so that what follows is still told with its own.
    text = MARK.sub(lambda mark: "\n" * mark[0].count("\n"), block)
    start = BEGINNING.match(text)
    at = start.end() if start and elements else 0
    return text[:at] + elements + text[at:]


def checked_anchors(expanded: Expanded, facts: Facts) -> list[Anchor]:
    """Every mark of every page, in the order of the pages.

    Raises DocumentError for a mark that no register has or that stands twice on a page, a
    place that does not show the number of its fact, and a fact that a language lacks.
    """
    anchors = [anchor for page, region in expanded for anchor in anchors_of(page, region)]
    known = facts.by_id()
    problems = list(dict.fromkeys(_problems_of_marks(anchors, known)))
    marked = {(anchor.page.language, anchor.fact) for anchor in anchors}
    for fact in facts.facts:
        lacking = [language for language in LANGUAGES if (language, fact.id) not in marked]
        problems += [
            f"{fact.file}:{fact.line}: no document in docs/{language} says the fact {fact.id}; "
            f"where one does, write {mark_of(fact.id)} at the end of its paragraph or item"
            for language in lacking
        ]
    if problems:
        raise DocumentError("\n".join(problems))
    return anchors


def _problems_of_marks(anchors: list[Anchor], known: Mapping[str, Fact]) -> Iterator[str]:
    times: Counter[tuple[str, str, str]] = Counter()
    for anchor in anchors:
        fact = known.get(anchor.fact)
        programme = anchor.fact.partition(".")[0]
        if not programme:
            yield f"{anchor.where}: the mark cannot be read; write {mark_of('programme.fact-id')}"
            continue
        if not fact:
            yield (
                f"{anchor.where}: no register has the fact {anchor.fact}; accepted: an id of "
                f"docs/facts/{programme}.yaml"
            )
            continue
        key = (anchor.page.language, anchor.page.id, anchor.fact)
        times[key] += 1
        if times[key] == 2:
            yield f"{anchor.where}: the fact {anchor.fact} is marked on this page already"
        if fact.shown and not _shows(anchor.block, fact.shown):
            yield (
                f"{anchor.where}: the fact {anchor.fact} is a number, and this paragraph or "
                f"item does not show it; write {{{{ {fact.shown} }}}}"
            )


def _shows(block: str, placeholder: str) -> bool:
    return re.search(rf"\{{\{{\s*{re.escape(placeholder)}\s*\}}\}}", block) is not None


def place(fact: str) -> str:
    """The id of the element that marks a fact on a page."""
    return f"fact-{fact.replace('.', '-')}"


def mark_of(fact: str) -> str:
    """The mark of a fact, as documents write it."""
    programme, _, id = fact.partition(".")
    return f"{{# facts of {programme}: {id} #}}"
