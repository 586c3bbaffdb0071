"""The text of a built page, block by block: headings, paragraphs and list items.

The end of a block ends a sentence, whatever sign it ends with.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

# A block ends a sentence; everything else stands within one.
INLINE = {
    *("a", "abbr", "b", "bdi", "br", "button", "cite", "code", "em", "i", "kbd", "mark", "q"),
    *("s", "small", "span", "strong", "sub", "sup", "time"),
}

# Left out: tables, lists of names and numbers, links that are buttons, the calculator
# and situations (their messages are measured by themselves), what another language says,
# and definitions.
SKIPPED = (
    "table, nav, script, style, svg, pre, .regions, .page-list, .calculator, .situation, "
    ".document, .page-none ul, .md-button, [popover], [hidden], .visually-hidden, .telephone, "
    "[data-contact], .office-details"
)

# Shown to nobody, or only on demand.
UNSEEN = "script, style, svg, template, [popover], [hidden], .visually-hidden"


def page_language(html: str) -> str:
    """The language that a page declares."""
    tag = BeautifulSoup(html, "html5lib").html
    return str(tag["lang"]) if tag else ""


def page_id(html: str) -> str:
    """The id of a page, as its article's class holds it (``organizations``)."""
    article = BeautifulSoup(html, "html5lib").select_one("article")
    classes = article.get_attribute_list("class") if article else []
    found = (str(name) for name in classes if str(name).startswith("page-"))
    return next(found, "").removeprefix("page-").replace("-", "_")


def blocks(html: str) -> Iterator[str]:
    """The text of each block of a page's article, spaces made one; no-break spaces are kept."""
    soup = BeautifulSoup(html, "html5lib")
    article = soup.select_one("article") or soup.body
    if article is None:
        return
    language = page_language(html)
    for unwanted in article.select(SKIPPED):
        unwanted.decompose()
    for foreign in article.select("[lang]"):
        if foreign["lang"] != language:
            foreign.decompose()
    yield from _texts(article)


def visible_text(html: str) -> str:
    """All the text of a page's article: tables, buttons and other languages too."""
    article = BeautifulSoup(html, "html5lib").select_one("article")
    if article is None:
        return ""
    for unwanted in article.select(UNSEEN):
        unwanted.decompose()
    return re.sub(r"[ \t\n\r]+", " ", article.get_text(" ")).strip(" ")


def _texts(element: Tag) -> Iterator[str]:
    """The element's own text, cut where a block stands in it."""
    run: list[str] = []
    for piece in _pieces(element):
        if piece is None:
            yield from _said(run)
            run = []
        else:
            run.append(piece)
    yield from _said(run)


def _pieces(element: Tag) -> Iterator[str | None]:
    for child in element.children:
        if isinstance(child, Tag):
            edge = child.name not in INLINE
            if edge:
                yield None
            yield from _pieces(child)
            if edge:
                yield None
        elif type(child) is NavigableString:
            yield str(child)


def _said(run: list[str]) -> Iterator[str]:
    text = re.sub(r"[ \t\n\r]+", " ", "".join(run)).strip(" ")
    if any(character.isalnum() for character in text):
        yield text


def paragraphs(text: str) -> Iterator[str]:
    """The blocks of a plain text: a blank line, or the mark of a list item, ends one.

    Words that were hyphenated at the end of a line are joined again.
    """
    whole = re.sub(r"(?<=\w)-\n(?=[a-zà-ÿ])", "", text).replace("*", "")
    for block in re.split(r"\n\s*\n(?:\s*[-•]\s)?|\n\s*[-•]\s", whole):
        yield from _said([block])
