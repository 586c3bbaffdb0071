"""What an organisation may receive by its number of places, a month and a year."""

from collections.abc import Iterator

from calculator.results.cards import amount
from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from rules.dated import Range
from rules.result_json import plain
from rules.results import Funding


def funding_table(funding: Funding, words: Catalogue) -> Markup | None:
    """The table, or None where the programme's document states no amount.

    An organisation without a place has no row of its own: it would promise zero dollars.
    """
    if not funding.by_places:
        return None
    columns = ("places", "monthly", "yearly")
    head = (element("th", words.text(f"funding.by_{column}"), scope="col") for column in columns)
    return element(
        "table",
        element("caption", words.text("funding.by_caption")),
        element("thead", element("tr", *head)),
        element("tbody", *_rows(funding, words)),
        class_="money by-places",
    )


def _rows(funding: Funding, words: Catalogue) -> Iterator[Markup]:
    for places, monthly, yearly in funding.by_places:
        own = places == funding.places
        mine = element("span", words.text("funding.own_places"), class_="condition")
        yield element(
            "tr",
            element("th", words.quantity("places", places), mine if own else None, scope="row"),
            *(element("td", _money(range_, words)) for range_ in (monthly, yearly)),
            class_="own" if own else None,
            data_places=plain(places),
        )


def _money(range_: Range, words: Catalogue) -> Markup:
    whole = amount(words.money(range_.high))
    return whole if range_.low else joined(words.text("money.up_to"), " ", whole)
