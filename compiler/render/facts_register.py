"""The register of facts as a block of HTML: the fact, where the site says it, its source."""

from collections.abc import Mapping, Sequence

from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from compiler.read.fact_marks import FactMark, anchor_id
from compiler.read.facts import Fact, Facts
from compiler.read.pages import Page
from rules.dated import Document, document, programme_ids


def facts_register(facts: Facts, marks: Sequence[FactMark], page: Page, words: Catalogue) -> Markup:
    """Every fact below its document and its part of the document, with links to its marks.

    `page` is where the register stands. Each part is folded, so that a phone shows a list of
    parts.
    """
    said: dict[str, list[FactMark]] = {}
    for mark in marks:
        if mark.page.language == page.language:
            said.setdefault(mark.fact, []).append(mark)
    parts: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts.facts:
        parts.setdefault((fact.programme, fact.section), []).append(fact)
    return joined(*(_programme(document(id), parts, said, page, words) for id in programme_ids()))


def _programme(
    about: Document,
    parts: Mapping[tuple[str, str], Sequence[Fact]],
    said: Mapping[str, Sequence[FactMark]],
    page: Page,
    words: Catalogue,
) -> Markup:
    folds = []
    for section, heading in about.sections.items():
        if found := parts.get((about.programme, section)):
            items = (_fact(fact, said.get(fact.id, []), page, words) for fact in found)
            title = element("cite", heading, lang="fr")
            summary = element("summary", title, f" ({words.number(len(found))})")
            folds.append(element("details", summary, element("ul", *items), class_="facts"))
    name = words.text(f"programme.{about.programme}")
    return joined(element("h3", name, id=f"facts-{about.programme}"), *folds)


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
