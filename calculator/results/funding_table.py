"""What an organisation may receive by its number of places, a month and a year."""

from collections.abc import Iterator
from decimal import Decimal

from calculator.results.cards import Answer, View, amount
from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element
from rules.organisation import funding
from rules.programme import programme

# Numbers of places that give an idea; the organisation's own stands among them.
EXAMPLES = (1, 5, 10, 20)


def funding_table(id: str, view: View) -> Markup | None:
    """The table, or None where the programme's document states no amount.

    An organisation without a place has no row of its own: it would promise zero dollars.
    """
    words = view.words
    if not programme(id).FUNDING.stated:
        return None
    columns = ("places", "monthly", "yearly")
    head = (element("th", words.text(f"funding.by_{column}"), scope="col") for column in columns)
    return element(
        "table",
        element("caption", words.text("funding.by_caption")),
        element("thead", element("tr", *head)),
        element("tbody", *_rows(id, view)),
        class_="money by-places",
    )


def _rows(id: str, view: View) -> Iterator[Markup]:
    words = view.words
    own = view.numbers.get("places") or None
    for places in sorted({*map(Decimal, EXAMPLES), *([own] if own else [])}):
        found: Answer = {**funding(programme(id), "meets_conditions", places, view.on)}
        mine = element("span", words.text("funding.own_places"), class_="condition")
        head = (words.quantity("places", places), mine if places == own else None)
        yield element(
            "tr",
            element("th", *head, scope="row"),
            *(
                element("td", words.text("money.up_to"), " ", _most(found[period], words))
                for period in ("monthly", "yearly")
            ),
            class_="own" if places == own else None,
            data_places=f"{places.normalize():f}",
        )


def _most(range_: Answer, words: Catalogue) -> Markup:
    return amount(words.money(Decimal(range_["high"])))
