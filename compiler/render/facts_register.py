"""The register of facts as a block of HTML: the fact, where the site says it, its source."""

from collections.abc import Sequence

from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from compiler.read.fact_marks import FactMark, FactMarks, anchor_id
from compiler.read.facts import Fact, Facts
from compiler.read.pages import Page
from rules.dated import Document, document


def facts_register(
    programmes: Sequence[str], facts: Facts, marks: FactMarks, page: Page, words: Catalogue
) -> Markup:
    """Every fact of some programmes (their ids) below its document and its part of the document,
    with links to its marks.

    `page` is where the register stands. Each part is folded, so that a phone shows a list of
    parts.
    """
    return joined(*(_programme(document(id), facts, marks, page, words) for id in programmes))


def _programme(
    about: Document, facts: Facts, marks: FactMarks, page: Page, words: Catalogue
) -> Markup:
    parts: dict[str, list[Fact]] = {}
    for fact in facts.of(about.programme):
        parts.setdefault(fact.section, []).append(fact)
    folds = []
    for section, heading in about.sections.items():
        if found := parts.get(section):
            items = (_fact(one, marks.of(one.id, page.language), page, words) for one in found)
            title = element("cite", heading, lang="fr")
            summary = element("summary", title, f" ({words.number(len(found))})")
            folds.append(element("details", summary, element("ul", *items), class_="facts"))
    name = words.text(f"programme.{about.programme}")
    return joined(element("h3", name, id=facts_id(about.programme)), *folds)


def facts_id(programme: str) -> str:
    """The id of the place where a programme's facts stand, or where their page is named."""
    return f"facts-{programme}"


def _fact(fact: Fact, said: Sequence[FactMark], page: Page, words: Catalogue) -> Markup:
    links: list[Markup | str] = []
    for mark in said:
        href = f"{page.root}{mark.page.address}#{anchor_id(fact.id)}"
        links += [", " if links else " ", element("a", mark.page_name, href=href)]
    return element(
        "li",
        fact.words[page.language],
        " ",
        element("span", words.text(f"strength.{fact.strength}"), class_="tag"),
        element("span", words.text("facts.said_on"), *links, class_="said"),
    )
