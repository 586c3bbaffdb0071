"""The documents in docs/: the same structure in both languages, no hard-coded number."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import urldefrag, urljoin

import pytest

from compiler.check.hard_coded_numbers import hard_coded_numbers
from compiler.read.documents import Document, read_documents
from compiler.read.mistake import SourceError
from compiler.read.pages import Page
from compiler.read.paired import Paired

LONGEST_DESCRIPTION = 155  # what search engines show

PLACEHOLDER = re.compile(r"\{\{\s*(.*?)\s*\}\}")
REMARK = re.compile(r"[ \t]*\{#.*?#\}")
STATEMENT = re.compile(r"\{%\s*(.*?)\s*%\}")
HEADING = re.compile(r"^(#{1,6}) ", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
ITEM = re.compile(r"^( *)(?:-|\d+\.) ", re.MULTILINE)
TAG = re.compile(r"<[^>]*>")


@pytest.fixture
def pairs(documents: Paired[Document]) -> list[tuple[Document, Document]]:
    """Each French document with its English equal."""
    return [(languages["fr"], languages["en"]) for languages in documents.by_id.values()]


def source(page: Document) -> str:
    """All that a writer typed for people: the front matter's texts and the body."""
    return "\n".join([page.meta["title"], page.meta["description"], page.text])


# ---- Equals ------------------------------------------------------------------------------


def test_page_pairs_have_the_same_headings(pairs: list[tuple[Document, Document]]) -> None:
    assert len(pairs) >= 9
    for french, english in pairs:
        levels = HEADING.findall(french.text)
        assert levels == HEADING.findall(english.text), french.id
        assert levels[0] == "#"
        assert levels.count("#") == 1


def test_page_pairs_have_the_same_placeholders(pairs: list[tuple[Document, Document]]) -> None:
    found = set()
    for french, english in pairs:
        placeholders = PLACEHOLDER.findall(source(french))
        assert Counter(placeholders) == Counter(PLACEHOLDER.findall(source(english))), french.id
        assert STATEMENT.findall(french.text) == STATEMENT.findall(english.text)
        found |= set(placeholders)
    assert {"paas_action.support_allowance", "interagir.monthly_hours_average"} <= found


def test_page_pairs_link_to_the_same_pages(
    pairs: list[tuple[Document, Document]], documents: Paired[Document]
) -> None:
    ids = {f"{page.language}/{page.file}": page.id for page in documents}

    def targets(page: Document) -> list[tuple[str, str]]:
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


def test_page_pairs_have_the_same_lists_and_marks(pairs: list[tuple[Document, Document]]) -> None:
    for french, english in pairs:
        assert ITEM.findall(french.text) == ITEM.findall(english.text), french.id
        for sign in ("**", "<div", "<p ", "!!!", "{ .md-button"):
            assert french.text.count(sign) == english.text.count(sign), (french.id, sign)


def test_markup_is_balanced(documents: Paired[Document]) -> None:
    for page in documents:
        assert page.text.count("<div") == page.text.count("</div>"), page.file
        assert page.text.count("**") % 2 == 0, page.file


# ---- No hard-coded number ----------------------------------------------------------------


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
def test_hard_coded_number_is_found(text: str) -> None:
    assert list(hard_coded_numbers(text))


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
def test_text_without_hard_coded_number_is_accepted(text: str) -> None:
    assert list(hard_coded_numbers(text)) == []


def test_documents_have_no_hard_coded_number(documents: Paired[Document]) -> None:
    found = {page.source: list(hard_coded_numbers(source(page))) for page in documents}
    assert {file: numbers for file, numbers in found.items() if numbers} == {}


# ---- Titles and descriptions -----------------------------------------------------------------


@pytest.mark.parametrize("key", ["title", "description"])
def test_titles_and_descriptions_are_unique(
    rendered: Mapping[tuple[str, str], Page], key: str
) -> None:
    for language in ("fr", "en"):
        texts = Counter(page.meta[key] for page in rendered.values() if page.language == language)
        assert len(texts) >= 8 + 17
        assert [text for text, times in texts.items() if times > 1] == []


def test_descriptions_fit_search_results(
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


def test_documents_begin_with_heading(documents: Paired[Document]) -> None:
    """Before it only the folder that it stands in: nothing that a person reads."""
    for page in documents:
        before = page.text[: page.text.index("# ")]
        assert TAG.sub("", before).strip() == "", page.file


def test_page_pairs_have_matching_file_names(pairs: list[tuple[Document, Document]]) -> None:
    """A template in one language is one in the other; an index is one in both."""
    for french, english in pairs:
        assert french.is_template == english.is_template
        assert len(french.file.parts) == len(english.file.parts)
        stems = {PurePosixPath(page.file).stem == "index" for page in (french, english)}
        assert len(stems) == 1


def test_a_folder_of_another_language_is_refused(write_docs: Callable[..., Path]) -> None:
    """It would be published nowhere, without a word."""
    page = "---\npage: a\ntitle: A\ndescription: A\n---\n# A\n"
    docs = write_docs({f"{language}/a.md": page for language in ("fr", "en", "es")})
    with pytest.raises(SourceError, match=r"^docs/es: is no language of this site; accepted: fr"):
        read_documents(docs)
