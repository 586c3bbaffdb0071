"""Documents and pages: front matter, pairs, addresses."""

from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from urllib.parse import urljoin

import pytest
import yaml

from compiler.publish.mkdocs import front_matter
from compiler.read.documents import Document, read_documents
from compiler.read.mistake import Mistake, SourceError
from compiler.read.pages import Page, page_of, pages_of
from compiler.read.paired import Paired
from compiler.read.regions import Directory
from rules.dated import programme_ids
from rules.relevance import FEW

NO_FRONT_MATTER = (
    "must begin with a front matter: a line of ---, then page:, title: and description:, "
    "each on a line of its own, then another line of ---"
)

WriteDocs = Callable[[Mapping[str, str | bytes]], Path]

SITE = "https://site.example/folder/"

# The contract's table of pages, from the site's root. There may be others.
CONTRACT = {
    ("", "en/"),
    ("paas-action/", "en/paas-action/"),
    ("interagir/", "en/interagir/"),
    ("estimer/", "en/estimate/"),
    ("situations/", "en/situations/"),
    ("organismes/", "en/organizations/"),
    ("organismes/verifier/", "en/organizations/check/"),
    ("regions/", "en/regions/"),
    ("sources/", "en/sources/"),
    ("a-propos/", "en/about/"),
    ("recherche/", "en/search/"),
}


def document(page: str = "home", text: str = "# A\n") -> str:
    return f"---\npage: {page}\ntitle: A title\ndescription: A description\n---\n{text}"


def problems(docs: Path) -> list[str]:
    with pytest.raises(SourceError) as caught:
        read_documents(docs)
    return str(caught.value).splitlines()


def empty_page(
    language: str, file: str = "a.md", meta: Mapping[str, object] = MappingProxyType({"page": "a"})
) -> Page:
    return page_of(Document(language, PurePosixPath(file), meta, "", 1))


# ---- Reading -----------------------------------------------------------------------------


def test_read_pair_of_documents(write_docs: WriteDocs) -> None:
    docs = write_docs(
        {
            "fr/aide/premier-pas.md": document("help", "# Aide\n\nTexte\n"),
            "en/help/first-step.md": document("help", "# Help\n"),
            "fr/aide/notes.txt": "not a document",
        }
    )
    french, english = read_documents(docs)
    assert (french.language, french.file) == ("fr", PurePosixPath("aide/premier-pas.md"))
    assert french.meta == {"page": "help", "title": "A title", "description": "A description"}
    assert french.text == "# Aide\n\nTexte\n"
    assert (english.language, page_of(english).address) == ("en", "en/help/first-step/")
    assert french.first_line == 6
    lines = (docs / "fr/aide/premier-pas.md").read_text().splitlines()
    assert lines[french.first_line - 1] == "# Aide"
    for key, value in french.meta.items():
        assert lines[french.line_of(key) - 1] == f"{key}: {value}"


def test_document_with_windows_line_ends(write_docs: WriteDocs) -> None:
    crlf = document("help", "# Aide\n").replace("\n", "\r\n")
    french, _ = read_documents(write_docs({"fr/a.md": crlf, "en/a.md": document("help")}))
    assert (french.text, french.first_line) == ("# Aide\n", 6)


@pytest.mark.parametrize(
    ("spoilt", "problem"),
    [
        ("# A\n", f"1: {NO_FRONT_MATTER}"),
        ("", f"1: {NO_FRONT_MATTER}"),
        ("\n" + document(), f"1: {NO_FRONT_MATTER}"),
        ("---\npage: home\n", f"1: {NO_FRONT_MATTER}"),
        ("---\n- page\n---\n", f"1: {NO_FRONT_MATTER}"),
        ("---\n\n---\n", f"1: {NO_FRONT_MATTER}"),
        ("---\npage: home\n---\n", "3: the front matter lacks title, description"),
        ("---\npage:\ntitle: 1\ndescription: a\n---\n", "2: the front matter lacks page"),
        (
            "---\npage: home\ntitle: a: b\n---\n",
            '3: the text after title: has a colon; write it between quotes ""',
        ),
        (
            '---\n# x\npage: home\ntitle: "a" b\n---\n',
            "4: a quote is missing on this line: a text begins and ends with one",
        ),
        (
            '---\npage: "\ntitle: a\n---\n',
            "2: a quote is missing on this line: a text begins and ends with one",
        ),
        (
            "---\npage: home\n\ttitle: a\n---\n",
            "3: a tab stands at the beginning of this line; write spaces in its place",
        ),
        (
            "---\npage: home\n  title \ndescription: a: b\n---\n",
            '4: the text after description: has a colon; write it between quotes ""',
        ),
        (
            "---\npage: home\n# remark\n- item\na line \ntitle: a\n---\n",
            "5: the front matter has a line without a key: a line",
        ),
        (
            "---\npage: 'a: b'\ntitle: \"a: b\"\n description : c: d\n---\n",
            '4: the text after description: has a colon; write it between quotes ""',
        ),
        ("---\npage: home\ntitle: [a\n---\n", "4: the front matter is not YAML"),
        ("---\npage: *a\n---\n", "2: the front matter is not YAML"),
    ],
)
def test_invalid_front_matter(write_docs: WriteDocs, spoilt: str, problem: str) -> None:
    docs = write_docs({"fr/b/index.md": spoilt, "fr/c.md": document(), "en/c.md": document()})
    assert problems(docs) == [f"docs/fr/b/index.md:{problem}"]


def test_document_in_other_encoding(write_docs: WriteDocs) -> None:
    latin = document("home", "# Été\n").encode("latin-1")
    (problem,) = problems(write_docs({"fr/index.md": latin, "en/c.md": document("c")}))[:1]
    assert problem.startswith("docs/fr/index.md:")
    assert "UTF-8" in problem


def test_all_mistakes_are_told_at_once(write_docs: WriteDocs) -> None:
    docs = write_docs(
        {
            "fr/a.md": "no front matter",
            "fr/b.md": document("b"),
            "fr/c.md": document("c"),
            "en/c.md": document("c"),
            "en/c2.md": document("c"),
            "en/d.md": document("d"),
        }
    )
    assert problems(docs) == [
        f"docs/fr/a.md:1: {NO_FRONT_MATTER}",
        "docs/en/c2.md:2: page c is already c.md",
        "docs/fr/b.md:2: page b has no equal in docs/en; both languages need it",
        # That of d may be the French file that cannot be read.
    ]


# Texts, and their paragraphs and list items, each with the line on which it begins.
BLOCKS = {
    "": [(6, "")],
    "One.\nTwo.\n": [(6, "One.\nTwo.\n")],
    "One.\n \nTwo.": [(6, "One.\n"), (7, " \nTwo.")],
    "One.\n- a\n  b\n  * c\n+ d\n12. e\n": [
        *((6, "One.\n"), (7, "- a\n  b\n"), (9, "  * c\n"), (10, "+ d\n"), (11, "12. e\n")),
    ],
    "-a\n1.b\n": [(6, "-a\n1.b\n")],
}


@pytest.mark.parametrize(("text", "blocks"), BLOCKS.items())
def test_blocks_of_a_document(text: str, blocks: list[tuple[int, str]]) -> None:
    made = Document("fr", PurePosixPath("a.md"), {"page": "a"}, text, 6)
    assert [(block.line, block.text) for block in made.blocks] == blocks
    assert "".join(block.text for block in made.blocks) == text


def test_a_document_without_its_remarks_keeps_its_lines() -> None:
    text = "a {# b #} c {#\nd\n#}e{##}\n"
    made = Document("fr", PurePosixPath("x/a.md"), {"page": "a"}, text, 6)
    assert made.without_remarks == "a  c \n\ne\n"
    assert (made.source, made.id, made.line_of("title")) == ("docs/fr/x/a.md", "a", 1)
    assert made.mistake(7, "…") == Mistake("docs/fr/x/a.md", 7, "…")


def test_a_folder_of_no_documents_is_none_of_a_language(write_docs: WriteDocs) -> None:
    pages = {f"{language}/a.md": document("a") for language in ("fr", "en")}
    docs = write_docs({**pages, "es/a.txt": "", "facts/a.md": "", "de/b/a.md": document("a")})
    assert problems(docs) == [
        "docs/de: is no language of this site; accepted: fr, en. A language is published whole or"
        " not at all: CONTRIBUTING.md, “A language is added”"
    ]


# ---- Addresses ---------------------------------------------------------------------------


def test_contract_addresses_exist(pages: Paired[Page]) -> None:
    found = {
        (languages["fr"].address, languages["en"].address)
        for languages in pages.by_id.values()
        if not languages["fr"].region
    }
    assert found >= CONTRACT


def test_each_region_has_an_address(pages: Paired[Page], directory: Directory) -> None:
    found = [page.address for page in pages if page.region]
    expected = [
        f"{root}regions/{region.slug}/{poster}"
        for root, name in (("", "affiche/"), ("en/", "poster/"))
        for region in directory.regions
        for poster in ("", name)
    ]
    assert sorted(found) == sorted(expected)
    assert len(expected) == 2 * 2 * 17


@pytest.mark.parametrize(
    ("language", "file", "address", "root"),
    [
        ("fr", "index.md", "", "./"),
        ("en", "index.md", "en/", "../"),
        ("fr", "a.md", "a/", "../"),
        ("en", "a.md", "en/a/", "../../"),
        ("fr", "a/index.md", "a/", "../"),
        ("en", "a/b.md", "en/a/b/", "../../../"),
        ("fr", "a.b/c.md", "a.b/c/", "../../"),
    ],
)
def test_address_and_root_of_file(language: str, file: str, address: str, root: str) -> None:
    page = empty_page(language, file)
    assert (page.address, page.root) == (address, root)
    assert urljoin(SITE + page.address, page.root) == SITE


def test_underscore_names_are_templates(documents: Paired[Document]) -> None:
    found = {document.id: document.of_programmes for document in documents if document.is_template}
    assert found == {"region": False, "poster": False, "situation": True, "source": True}


def test_many_programmes_have_pages_each(
    few_are_many: None, documents: Paired[Document], directory: Directory
) -> None:
    pages = [page for page in pages_of(documents, directory) if page.programme]
    assert {(page.id, page.address) for page in pages if page.programme == "paas_action"} == {
        (f"{id}/paas-action", f"{root}{address}/paas-action/")
        for id, address in (("situation", "situations"), ("source", "sources"))
        for root in ("", "en/")
    }
    assert len(pages) == 2 * 2 * len(programme_ids())


def test_a_few_programmes_have_no_pages_each(pages: Paired[Page]) -> None:
    assert len(programme_ids()) <= FEW
    assert [page for page in pages if page.programme] == []


# ---- The front matter that the theme gets ---------------------------------------------------


def written_front_matter(page: Page, equals: Mapping[str, Page]) -> dict[str, object]:
    text = front_matter(page, equals, SITE)
    assert text.startswith("---\n")
    assert text.endswith("---\n")
    meta: dict[str, object] = yaml.safe_load(text[4:-4])
    return meta


def test_front_matter_links_to_other_language(pages: Paired[Page]) -> None:
    assert len(pages.by_id) >= 8 + 17
    for equals in pages.by_id.values():
        french, english = (equals[language] for language in ("fr", "en"))
        for page, other in ((french, english), (english, french)):
            meta = written_front_matter(page, equals)
            assert meta["alternates"] == [
                {"lang": "fr", "href": SITE + french.address},
                {"lang": "en", "href": SITE + english.address},
                {"lang": "x-default", "href": SITE + french.address},
            ]
            switch = meta["switch"]
            assert isinstance(switch, dict)
            assert switch["lang"] == other.language
            here = SITE + page.address
            assert urljoin(here, switch["href"]) == SITE + other.address
            assert "://" not in switch["href"]
            assert urljoin(here, str(meta["root"])) == SITE


def test_front_matter_keeps_document_keys() -> None:
    meta = {"page": "a", "title": "« Été » : 1", "description": "d", "hide": ["toc"]}
    page, english = (empty_page(language, meta=meta) for language in ("fr", "en"))
    found = written_front_matter(page, {"fr": page, "en": english})
    assert {key: found[key] for key in meta} == meta
    assert "Été" in front_matter(page, {"fr": page, "en": english}, SITE)
