"""Each document and its equals in other languages have the same structure and content.

Compared are what needs no understanding of words: headings, facts, placeholders, links and
pictures. `compiler.check.comparing_numbers` compares the numbers of the filled pages.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from markdown.extensions.toc import slugify

from calculator.words.catalogue import LANGUAGES
from compiler.read.documents import Document
from compiler.read.fact_marks import fact_marks
from compiler.read.mistake import Mistake, refuse
from compiler.read.pages import page_of
from compiler.read.paired import Paired

HEADING = re.compile(r"^[ \t]*(#{1,6}) (.+)$", re.MULTILINE)
PLACEHOLDER = re.compile(r"\{\{\s*(.*?)\s*\}\}")
STATEMENT = re.compile(r"\{%-?\s*(.*?)\s*-?%\}")
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)[^)]*\)|<img\b[^>]*>")
# A placeholder in an address has spaces.
LINK = re.compile(
    r"(?<!!)\[[^\]]*\]\(((?:\{\{.*?\}\}|[^)\s])+)[^)]*\)|<a\b[^>]*\shref=\"([^\"]*)\""
)
# The attributes behind a heading, one of which may be its id.
ATTRIBUTES = re.compile(r"(?<!\{)\{[^{}]*\}\s*$")
NAMED = re.compile(r"(?<!\{)\{[^{}]*#([\w-]+)[^{}]*\}\s*$")
LINK_WORDS = re.compile(r"\[([^\]]*)\]\([^)]*\)")
ATTRIBUTE = re.compile(r"\b(src|alt)=\"([^\"]*)\"")


class Found(NamedTuple):
    """Something in a document that its equal has to have: `what` is the same in both."""

    line: int
    what: str


# Every document by its path from docs/.
Known = Mapping[str, Document]
Find = Callable[[Document, Known], Iterator[Found]]


def check_pairs(documents: Paired[Document], among: Iterable[Document] = ()) -> None:
    """Compare each document with its equals, before anything is filled; `among` are further
    documents, to which these may link.

    Raises SourceError for every difference, both files named.
    """
    refuse(_mistakes(documents, among))


def outline(document: Document) -> str:
    """All that a document's check asks of another to which it links."""
    headings = [match[2] for match in HEADING.finditer(document.without_remarks)]
    return repr((document.source, document.id, headings))


def _mistakes(documents: Paired[Document], among: Iterable[Document]) -> Iterator[Mistake]:
    known = {f"{each.language}/{each.file}": each for each in (*among, *documents)}
    for languages in documents.by_id.values():
        first, *others = (languages[language] for language in LANGUAGES if language in languages)
        yield from _pictures_without_words([first, *others])
        for other in others:
            yield from _differences(first, other, known)


def _differences(one: Document, other: Document, known: Known) -> Iterator[Mistake]:
    yield from _headings(one, other)
    for kind, find in KINDS.items():
        found = {document.source: list(find(document, known)) for document in (one, other)}
        for here, there in ((one, other), (other, one)):
            lacking = Counter(each.what for each in found[here.source])
            lacking.subtract(each.what for each in found[there.source])
            # The last ones are too many: those before have their equals.
            for each in reversed(found[here.source]):
                if lacking[each.what] > 0:
                    lacking[each.what] -= 1
                    sentence = f"{kind} {each.what} is not in {there.source}"
                    yield here.mistake(each.line, sentence)


def _headings(one: Document, other: Document) -> Iterator[Mistake]:
    """The first place where the levels of the headings differ."""
    here, there = (
        [
            (_line(document, match), match[1], match[2])
            for match in HEADING.finditer(document.without_remarks)
        ]
        for document in (one, other)
    )
    for (line, level, text), (other_line, other_level, other_text) in zip(
        here, there, strict=False
    ):
        if level != other_level:
            yield one.mistake(
                line,
                f"heading {level} {text} stands where {other.source}:"
                f"{other_line} has {other_level} {other_text}; accepted: the same levels",
            )
            return
    for document, found, fewer in ((one, here, there), (other, there, here)):
        for line, level, text in found[len(fewer) :][:1]:
            equal = other if document is one else one
            yield document.mistake(line, f"heading {level} {text} is not in {equal.source}")


def _facts(document: Document, _: Known) -> Iterator[Found]:
    for mark in fact_marks([page_of(document)]):
        yield Found(mark.line, mark.fact or "that cannot be read")


def _placeholders(document: Document, _: Known) -> Iterator[Found]:
    for key, value in document.meta.items():
        if isinstance(value, str):
            for match in PLACEHOLDER.finditer(value):
                yield Found(document.line_of(key), f"{{{{ {match[1]} }}}}")
    for pattern, shape in ((PLACEHOLDER, "{{{{ {} }}}}"), (STATEMENT, "{{% {} %}}")):
        for match in pattern.finditer(document.without_remarks):
            yield Found(_line(document, match), shape.format(match[1]))


def _links(document: Document, known: Known) -> Iterator[Found]:
    for match in LINK.finditer(document.without_remarks):
        yield Found(
            _line(document, match), f"to {_target(document, match[1] or match[2] or '', known)}"
        )


def _target(document: Document, href: str, known: Known) -> str:
    """Where a link leads, in words that are the same in every language."""
    if "{{" in href:
        return href
    parts = urlsplit(href)
    if parts.netloc:
        return parts.netloc
    if not parts.path:
        return _place(document, parts.fragment) or "nowhere"
    inside = urljoin(f"{document.language}/{document.file}", parts.path)
    if page := known.get(inside):
        return f"the page {page.id}{_place(page, parts.fragment)}"
    if inside.endswith(".md"):
        return f"the page {inside}{'#…' if parts.fragment else ''}"
    # A file that the build makes beside the page, such as a card of telephone numbers.
    return f"the file {parts.path.rpartition('/')[2]}"


def _place(page: Document, fragment: str) -> str:
    """A place on a page: a heading by its number, as each language names it in its own words."""
    if not fragment:
        return ""
    if "=" in fragment:
        # What the calculator is to show, which is written alike in every language.
        return f"#{fragment}"
    headings = [_name(match[2]) for match in HEADING.finditer(page.without_remarks)]
    if fragment in headings:
        return f"#… (heading {headings.index(fragment) + 1})"
    return "#…"


def _name(heading: str) -> str:
    """What a link calls a heading, as the toc extension of Python-Markdown names it."""
    if given := NAMED.search(heading):
        return given[1]
    return str(slugify(LINK_WORDS.sub(r"\1", ATTRIBUTES.sub("", heading)), "-"))


def _pictures(document: Document, _: Known) -> Iterator[Found]:
    for match in IMAGE.finditer(document.without_remarks):
        attributes = dict(ATTRIBUTE.findall(match[0]))
        file = (match[2] or attributes.get("src", "")).rpartition("/")[2]
        yield Found(_line(document, match), file)


def _pictures_without_words(documents: Iterable[Document]) -> Iterator[Mistake]:
    """A picture of a document says something, so it says it in words too."""
    for document in documents:
        for match in IMAGE.finditer(document.without_remarks):
            text = match[1] or dict(ATTRIBUTE.findall(match[0])).get("alt")
            if not text:
                sentence = "the picture has no words for those who cannot see it"
                yield document.mistake(_line(document, match), sentence)


KINDS: Mapping[str, Find] = {
    "the fact": _facts,
    "the placeholder": _placeholders,
    "the link": _links,
    "the picture": _pictures,
}


def _line(document: Document, match: re.Match[str]) -> int:
    return document.first_line + match.string.count("\n", 0, match.start())
