"""Each page says the same in every language: built alike, with the same facts and links.

Words are the writer's; what can be compared is: headings, facts, placeholders, links and
pictures. The numbers that readers see are compared by `compiler.check.comparing_numbers`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from calculator.words.catalogue import LANGUAGES
from compiler.read.anchors import anchors_of
from compiler.read.pages import DocumentError, Page

REMARK = re.compile(r"\{#.*?#\}", re.DOTALL)
HEADING = re.compile(r"^[ \t]*(#{1,6}) (.+)$", re.MULTILINE)
PLACEHOLDER = re.compile(r"\{\{\s*(.*?)\s*\}\}")
STATEMENT = re.compile(r"\{%-?\s*(.*?)\s*-?%\}")
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)[^)]*\)|<img\b[^>]*>")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)[^)]*\)|<a\b[^>]*\shref=\"([^\"]*)\"")
ATTRIBUTE = re.compile(r"\b(src|alt)=\"([^\"]*)\"")


class Found(NamedTuple):
    """Something on a page that its equal has to have: `what` is the same in both."""

    line: int
    what: str


def check_pairs(pages: Iterable[Page]) -> None:
    """Compare each page with its equals, before anything is filled.

    Raises DocumentError with every difference, both files named.
    """
    pages = list(pages)
    equals: dict[str, dict[str, Page]] = {}
    for page in pages:
        equals.setdefault(page.id, {})[page.language] = page
    ids = {f"{page.language}/{page.file}": page.id for page in pages}
    problems: list[str] = []
    for languages in equals.values():
        first, *others = (languages[language] for language in LANGUAGES if language in languages)
        problems += _pictures_without_words([first, *others])
        for other in others:
            problems += _differences(first, other, ids)
    if problems:
        raise DocumentError("\n".join(problems))


def _differences(one: Page, other: Page, ids: Mapping[str, str]) -> Iterator[str]:
    yield from _headings(one, other)
    for kind, of in KINDS.items():
        found = {page.source: list(of(page, ids)) for page in (one, other)}
        for here, there in ((one, other), (other, one)):
            lacking = Counter(each.what for each in found[here.source])
            lacking.subtract(each.what for each in found[there.source])
            # The last ones are in surplus: those before have their equals.
            for each in reversed(found[here.source]):
                if lacking[each.what] > 0:
                    lacking[each.what] -= 1
                    yield f"{here.source}:{each.line}: {kind} {each.what} is not in {there.source}"


def _headings(one: Page, other: Page) -> Iterator[str]:
    """The first place where the levels of the headings part."""
    here, there = (
        [(_line(page, match), match[1], match[2]) for match in HEADING.finditer(_bare(page))]
        for page in (one, other)
    )
    for (line, level, text), (other_line, other_level, other_text) in zip(
        here, there, strict=False
    ):
        if level != other_level:
            yield (
                f"{one.source}:{line}: heading {level} {text} stands where {other.source}:"
                f"{other_line} has {other_level} {other_text}; accepted: the same levels"
            )
            return
    for page, found, fewer in ((one, here, there), (other, there, here)):
        for line, level, text in found[len(fewer) :][:1]:
            equal = other if page is one else one
            yield f"{page.source}:{line}: heading {level} {text} is not in {equal.source}"


def _facts(page: Page, _: Mapping[str, str]) -> Iterator[Found]:
    for anchor in anchors_of(page, None):
        yield Found(anchor.line, anchor.fact or "that cannot be read")


def _placeholders(page: Page, _: Mapping[str, str]) -> Iterator[Found]:
    for key, value in page.meta.items():
        if isinstance(value, str):
            for match in PLACEHOLDER.finditer(value):
                yield Found(page.line_of(key), f"{{{{ {match[1]} }}}}")
    for pattern, shape in ((PLACEHOLDER, "{{{{ {} }}}}"), (STATEMENT, "{{% {} %}}")):
        for match in pattern.finditer(_bare(page)):
            yield Found(_line(page, match), shape.format(match[1]))


def _links(page: Page, ids: Mapping[str, str]) -> Iterator[Found]:
    for match in LINK.finditer(_bare(page)):
        yield Found(_line(page, match), f"to {_target(page, match[1] or match[2] or '', ids)}")


def _target(page: Page, href: str, ids: Mapping[str, str]) -> str:
    """Where a link leads, in words that are the same in every language."""
    if "{{" in href:
        return href
    parts = urlsplit(href)
    if parts.netloc:
        return parts.netloc
    place = "#…" if parts.fragment else ""
    if not parts.path:
        return place or "nowhere"
    inside = urljoin(f"{page.language}/{page.file}", parts.path)
    if inside not in ids and not inside.endswith(".md"):
        # A file that the build makes beside the page, such as a card of telephone numbers.
        return f"the file {parts.path.rpartition('/')[2]}"
    return f"the page {ids.get(inside, inside)}{place}"


def _pictures(page: Page, _: Mapping[str, str]) -> Iterator[Found]:
    for match in IMAGE.finditer(_bare(page)):
        attributes = dict(ATTRIBUTE.findall(match[0]))
        file = (match[2] or attributes.get("src", "")).rpartition("/")[2]
        yield Found(_line(page, match), file)


def _pictures_without_words(pages: Iterable[Page]) -> Iterator[str]:
    """A picture of a document says something, so it says it in words too."""
    for page in pages:
        for match in IMAGE.finditer(_bare(page)):
            text = match[1] or dict(ATTRIBUTE.findall(match[0])).get("alt")
            if not text:
                line = _line(page, match)
                yield f"{page.source}:{line}: the picture has no words for those who cannot see it"


KINDS = {
    "the fact": _facts,
    "the placeholder": _placeholders,
    "the link": _links,
    "the picture": _pictures,
}


def _bare(page: Page) -> str:
    """The page's text without remarks, its lines kept."""
    return REMARK.sub(lambda match: "\n" * match[0].count("\n"), page.text)


def _line(page: Page, match: re.Match[str]) -> int:
    return page.first_line + match.string.count("\n", 0, match.start())
