"""The programmes side by side: two as a table, more as a card each."""

from collections.abc import Iterator, Mapping
from datetime import date

from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from compiler.read.programme_pages import has_list_page
from compiler.render.programme_answers import answer_of
from rules.dated import programme_ids

# What is compared, in this order. Where each programme stands by itself it also says whom to call:
# pages that speak of few of them send readers there for that.
ROWS = ("whom", "choice", "amount", "costs", "hours", "organisation", "document")


def comparison(links: Mapping[str, str], on: date, words: Catalogue) -> Markup:
    """The comparison; `links` has the address of each programme's own page, by its id."""
    return _cards(links, on, words) if has_list_page() else _table(on, words)


def entries(id: str, on: date, words: Catalogue) -> Iterator[Markup]:
    """What is known of one programme: the rows on which it says something, as ``dt`` and ``dd``."""
    for row in (*ROWS, "call"):
        if text := answer_of(id, row, on, words):
            title = "situation.label.allowance" if row == "amount" else f"programmes.{row}"
            yield element("dt", words.text(title))
            yield element("dd", text)


def _table(on: date, words: Catalogue) -> Markup:
    ids = programme_ids()
    names = (element("th", words.text(f"programme.{id}"), scope="col") for id in ids)
    return element(
        "table",
        element("caption", words.text("programmes.side_by_side")),
        element("thead", element("tr", *names)),
        *(_row(row, on, words) for row in ROWS),
        class_="compare",
    )


def _row(row: str, on: date, words: Catalogue) -> Markup:
    title = words.text(f"programmes.{row}")
    cells = (
        element("td", answer_of(id, row, on, words) or words.text("programmes.nothing"))
        for id in programme_ids()
    )
    return element(
        "tbody",
        element(
            "tr",
            element("th", title, colspan=str(len(programme_ids())), scope="rowgroup"),
        ),
        element("tr", *cells),
    )


def _cards(links: Mapping[str, str], on: date, words: Catalogue) -> Markup:
    """Beyond two no column is wide enough on a phone: each programme stands by itself."""

    def card(id: str) -> Markup:
        name = words.text(f"programme.{id}")
        title = element("a", name, href=links[id]) if id in links else name
        return element(
            "div",
            element("h3", title),
            element("dl", *entries(id, on, words)),
            class_="programme",
        )

    return element("div", joined(*map(card, programme_ids())), class_="programmes")
