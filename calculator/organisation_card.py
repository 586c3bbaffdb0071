"""What a programme asks of an organisation, as HTML. Nothing is added to the rules' answer."""

from collections.abc import Iterator
from decimal import Decimal

from calculator.cards import (
    Answer,
    View,
    amount,
    card,
    criteria_list,
    money_range,
    money_row,
    money_table,
    next_step,
    no_amount,
    note,
    open_questions,
    source,
)
from calculator.catalogue import Catalogue
from calculator.html import Markup, joined
from rules.organisation import NON_PROFIT
from rules.programme import programme

# What every programme answers; the rest is further funding, by its own name.
COMMON = ("verdict", "missing", "conditions", "funding")


def organisation_card(id: str, found: Answer, view: View) -> Markup:
    """One programme's card; where conditions are not met it shows no money."""
    verdict = found["verdict"]
    words = view.words
    return card(
        id,
        verdict,
        verdict_sentence(id, verdict, words),
        view,
        open_questions(found["missing"], words) if verdict == "unknown" else None,
        _money(id, found, view) if verdict != "does_not_meet" else None,
        next_step(id, view),
        _conditions(id, found, view),
        missing=" ".join(found["missing"]),
        further="places" if verdict != "does_not_meet" and found["funding"]["stated"] else "",
    )


def verdict_sentence(id: str, verdict: str, words: Catalogue) -> str:
    """What the answers come to, for one programme."""
    name = words.text(f"programme.{id}")
    return words.text(f"organisation_verdict.{verdict}", programme=name)


def _money(id: str, found: Answer, view: View) -> Markup:
    words = view.words
    return joined(
        money_table(words.text("funding.title"), _money_rows(id, found, view), words),
        note(f"{id}.funding_note", words),
        source(programme(id).FUNDING.source, view),
    )


def _money_rows(id: str, found: Answer, view: View) -> Iterator[Markup]:
    words = view.words
    funding = found["funding"]
    per_place = funding["monthly_per_place"]
    yield money_row(
        words.text(f"funding.{id}.each"),
        words.text(f"funding.certainty.{funding['certainty']}"),
        amount(words.money(Decimal(per_place))) if per_place else no_amount("not_stated", words),
    )
    places = view.numbers.get("places")
    if funding["monthly"] and places is not None:
        shown = words.quantity("places", places)
        for period in ("monthly", "yearly"):
            yield money_row(
                words.text(f"funding.{period}", places=shown),
                words.text(f"funding.{period}_condition"),
                money_range(funding[period], words),
            )
    for name in found:
        if name not in COMMON:
            yield money_row(
                words.text(f"funding.{id}.{name}"),
                words.text(f"funding.certainty.{found[name]['certainty']}"),
                no_amount("not_stated", words),
            )


def _conditions(id: str, found: Answer, view: View) -> Markup:
    words = view.words
    names = {
        c["id"]: words.text(
            "condition.non_profit" if c["id"] == NON_PROFIT else f"condition.{id}.{c['id']}"
        )
        for c in found["conditions"]
    }
    return criteria_list(words.text("why.conditions"), found["conditions"], names, view)
