"""The documents in docs/: French and English say the same, and no figure is typed."""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import urldefrag, urljoin

import pytest

from compiler.check.hard_coded_numbers import typed_figures
from compiler.read.pages import Page

LONGEST_DESCRIPTION = 155  # what search engines show

PLACEHOLDER = re.compile(r"\{\{\s*(.*?)\s*\}\}")
REMARK = re.compile(r"[ \t]*\{#.*?#\}")
STATEMENT = re.compile(r"\{%\s*(.*?)\s*%\}")
HEADING = re.compile(r"^(#{1,6}) ", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
ITEM = re.compile(r"^( *)(?:-|\d+\.) ", re.MULTILINE)
TAG = re.compile(r"<[^>]*>")


@pytest.fixture
def pairs(pages: list[Page]) -> list[tuple[Page, Page]]:
    """Each French page with its English equal."""
    found = {(page.language, page.id): page for page in pages}
    ids = list(dict.fromkeys(page.id for page in pages))
    return [(found["fr", id], found["en", id]) for id in ids]


def source(page: Page) -> str:
    """All that a writer typed for people: the front matter's texts and the body."""
    return "\n".join([page.meta["title"], page.meta["description"], page.text])


# ---- Equals ------------------------------------------------------------------------------


def test_equals_have_the_same_headings(pairs: list[tuple[Page, Page]]) -> None:
    assert len(pairs) >= 9
    for french, english in pairs:
        levels = HEADING.findall(french.text)
        assert levels == HEADING.findall(english.text), french.id
        assert levels[0] == "#"
        assert levels.count("#") == 1


def test_equals_have_the_same_placeholders(pairs: list[tuple[Page, Page]]) -> None:
    found = set()
    for french, english in pairs:
        placeholders = PLACEHOLDER.findall(source(french))
        assert Counter(placeholders) == Counter(PLACEHOLDER.findall(source(english))), french.id
        assert STATEMENT.findall(french.text) == STATEMENT.findall(english.text)
        found |= set(placeholders)
    assert {"paas_action.support_allowance", "interagir.monthly_hours_average"} <= found


def test_equals_lead_to_the_same_pages(pairs: list[tuple[Page, Page]], pages: list[Page]) -> None:
    ids = {f"{page.language}/{page.file}": page.id for page in pages}

    def targets(page: Page) -> list[tuple[str, str]]:
        inside = [urldefrag(link) for link in LINK.findall(page.text) if "://" not in link]
        # A view of the calculator is named the same in both languages; a place on a page is
        # named after its heading, so in each language otherwise.
        return [
            (
                ids[urljoin(f"{page.language}/{page.file}", path)],
                fragment if "=" in fragment else "#" * bool(fragment),
            )
            for path, fragment in inside
        ]

    for french, english in pairs:
        assert targets(french) == targets(english), french.id
        assert len(LINK.findall(french.text)) == len(LINK.findall(english.text)), french.id


def test_equals_have_the_same_lists_and_marks(pairs: list[tuple[Page, Page]]) -> None:
    for french, english in pairs:
        assert ITEM.findall(french.text) == ITEM.findall(english.text), french.id
        for sign in ("**", "<div", "<p ", "!!!", "{ .md-button"):
            assert french.text.count(sign) == english.text.count(sign), (french.id, sign)


def test_folds_are_closed(pages: list[Page]) -> None:
    for page in pages:
        assert page.text.count("<div") == page.text.count("</div>"), page.file
        assert page.text.count("**") % 2 == 0, page.file


# ---- No typed figure ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "C’est 173 $ par mois.",
        "C’est 173\u00a0$ par mois.",
        "C’est 1 173,50 $.",
        "It is $173 a month.",
        "It is $ 173.",
        "20 heures par semaine",
        "10 to 15 hours",
        "« 10 à 15 heures »",
        "6 mois",
        "12 months",
        "18 ans ou plus",
        "douze mois",
        "ten hours",
        "50 %",
        "(80\u00a0heures)",
        "52 weeks",
        "418 727-5677",
        "depuis avril 2026",
        "{{ paas_action.support_allowance }} or $200",
        "Les 17 régions y sont.",
        "20h",
    ],
)
def test_a_typed_figure_is_seen(text: str) -> None:
    assert list(typed_figures(text))


@pytest.mark.parametrize(
    "text",
    [
        "C’est {{ paas_action.support_allowance }} par mois.",
        "1. Appelez le bureau.",
        "Ces trois points sont vrais. Les deux programmes.",
        "[CC BY](https://creativecommons.org/licenses/by/4.0/deed.fr)",
        "du texte sans nombre",
    ],
)
def test_what_is_no_figure_is_left_alone(text: str) -> None:
    assert list(typed_figures(text)) == []


def test_no_figure_is_typed(pages: list[Page]) -> None:
    found = {page.source: list(typed_figures(source(page))) for page in pages}
    assert {file: figures for file, figures in found.items() if figures} == {}


# ---- Titles and descriptions -----------------------------------------------------------------


@pytest.mark.parametrize("key", ["title", "description"])
def test_titles_and_descriptions_are_unique(
    rendered: Mapping[tuple[str, str], Page], key: str
) -> None:
    for language in ("fr", "en"):
        texts = Counter(page.meta[key] for page in rendered.values() if page.language == language)
        assert len(texts) >= 8 + 17
        assert [text for text, times in texts.items() if times > 1] == []


def test_descriptions_fit_a_page_of_search_results(
    rendered: Mapping[tuple[str, str], Page],
) -> None:
    lengths = {key: len(page.meta["description"]) for key, page in rendered.items()}
    too_long = {key: length for key, length in lengths.items() if length > LONGEST_DESCRIPTION}
    assert too_long == {}
    assert min(lengths.values()) > 40


def test_titles_and_descriptions_are_plain_text(rendered: Mapping[tuple[str, str], Page]) -> None:
    for key, page in rendered.items():
        for text in (page.meta["title"], page.meta["description"]):
            assert not re.search(r"[<>\n*_\[\]{}]", text), key
            assert text == text.strip()


def test_a_page_begins_with_its_heading(pages: list[Page]) -> None:
    """Before it only the folder that it stands in: nothing that a person reads."""
    for page in pages:
        before = page.text[: page.text.index("# ")]
        assert TAG.sub("", before).strip() == "", page.file


def test_files_are_named_like_their_equals(pairs: list[tuple[Page, Page]]) -> None:
    """A template in one language is one in the other; an index is one in both."""
    for french, english in pairs:
        assert french.is_template == english.is_template
        assert len(french.file.parts) == len(english.file.parts)
        stems = {PurePosixPath(page.file).stem == "index" for page in (french, english)}
        assert len(stems) == 1
