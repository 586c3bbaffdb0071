"""Whether an amount is stated and how firmly it is granted: the text follows from both."""

from copy import copy
from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest

from calculator.results.asking import questions
from calculator.results.cards import View, strength
from calculator.results.message_text import of_organisation, of_person
from calculator.results.organisation_card import organisation_card
from calculator.results.participant_card import condition, participant_card
from calculator.results.short_answer import short_lines
from calculator.words.catalogue import LANGUAGES, Catalogue, catalogue
from rules.organisation import organisation
from rules.participant import participant
from rules.quantities import exactly, up_to
from rules.results import (
    Allowance,
    AllowanceCertainty,
    FundingByPlaces,
    FundingCertainty,
    Reimbursement,
    ReimbursementCertainty,
)

DAY = date(2026, 5, 1)
LINKS = dict.fromkeys(("sources", "regions", "situations", "organizations", "comparison"), "")
# What says in each language that an amount is not stated.
SILENT = {
    "fr": ("ne dit pas combien", "ne donne pas le montant", "ni de combien", "inconnu"),
    "en": ("not say how much", "give the amount", "or how much", "unknown"),
}


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Catalogue:
    return catalogue(request.param)


def silent(text: str, words: Catalogue) -> bool:
    return any(each in text for each in SILENT[words.language])


GRANTED = [("allowance", one) for one in get_args(AllowanceCertainty) if one != "none"]
FUNDED = [("funding.certainty", one) for one in get_args(FundingCertainty) if one != "none"]


@pytest.mark.parametrize(("group", "certainty"), [*GRANTED, *FUNDED])
def test_an_amount_is_said_to_lack_where_it_does_only(
    group: str, certainty: str, words: Catalogue
) -> None:
    for id in ("paas_action", "interagir", "third"):
        assert not silent(strength(id, group, certainty, True, words), words)
        assert silent(strength(id, group, certainty, False, words), words)


BENEFIT = {"fr": "prestation de base", "en": "basic benefit"}


@pytest.mark.parametrize("certainty", ["may_receive", "entitled", "receives"])
def test_only_a_document_that_says_so_has_an_allowance_on_top(
    certainty: AllowanceCertainty, words: Catalogue
) -> None:
    """Another programme's may take something else's place."""
    own = {"paas_action": "may_receive", "interagir": "entitled"}
    for id in (*own, "third"):
        said = strength(id, "allowance", certainty, True, words)
        assert (BENEFIT[words.language] in said) == (own.get(id) == certainty), said
    stated = Allowance(stated=True, certainty=certainty, monthly=exactly(Decimal(90)))
    one = participant({"assistance": "social_assistance", "adult": True}, DAY)
    found = one.programmes["paas_action"]._replace(allowance=stated)
    on_top = words.text("paas_action.on_top")
    assert on_top in participant_card("paas_action", found, None, View(words, LINKS))
    silent = copy(words)
    silent.messages = {id: one for id, one in words.messages.items() if one != on_top}
    assert on_top not in participant_card("paas_action", found, None, View(silent, LINKS))


def person(**parts: Any) -> Any:
    found = participant({"assistance": "social_assistance", "adult": True}, DAY)
    return found.programmes["interagir"]._replace(verdict="possible", missing=(), **parts)


@pytest.mark.parametrize("certainty", ["entitled", "receives"])
def test_an_allowance_that_is_due_is_an_amount_and_not_up_to_one(
    certainty: AllowanceCertainty, words: Catalogue
) -> None:
    due = Allowance(stated=True, certainty=certainty, monthly=exactly(Decimal(90)))
    found = person(allowance=due)
    said = [line.text for line in short_lines(found, words) if line.about == "money"]
    said.append(of_person("interagir", found, words)["short"])
    for text in said:
        assert "90" in text
        assert not any(word in text for word in ("jusqu", "up to"))
        assert not silent(text, words)
    assert words.text("ask.allowance_amount") not in questions("interagir", found, words)
    unstated = person(allowance=Allowance(False, certainty, None))
    assert words.text("ask.allowance_amount") in questions("interagir", unstated, words)
    card = participant_card("interagir", found, None, View(words, LINKS))
    assert strength("interagir", "allowance", certainty, True, words) in card


CAPPED = [one for one in get_args(ReimbursementCertainty) if one != "not_stated"]


@pytest.mark.parametrize("certainty", CAPPED)
def test_the_most_that_comes_back_is_said_with_its_amount(
    certainty: ReimbursementCertainty, words: Catalogue
) -> None:
    cost = Reimbursement("transport", certainty, up_to(Decimal(50)), Decimal(80), Decimal(50))
    text = condition("interagir", cost, words)
    assert words.money(Decimal(50)) in text
    free = condition("interagir", cost._replace(maximum=None), words)
    assert words.money(Decimal(50)) not in free
    found = person(reimbursements=[cost])
    assert text in participant_card("interagir", found, None, View(words, LINKS))
    # Nobody needs to ask what is told.
    assert words.text("ask.costs") not in questions("interagir", found, words)
    if certainty != "depends":
        open_ = person(reimbursements=[cost._replace(maximum=None)])
        assert words.text("ask.costs") in questions("interagir", open_, words)


@pytest.mark.parametrize(("certainty", "of"), [("receives", exactly), ("may_receive", up_to)])
def test_money_of_organisations_is_up_to_an_amount_where_it_may_come_only(
    certainty: FundingCertainty, of: Any, words: Catalogue
) -> None:
    found = organisation({"places": 5, "non_profit": True}, DAY).programmes["paas_action"]
    ten = FundingByPlaces(Decimal(10), of(Decimal(700)), of(Decimal(8400)))
    money = found.funding._replace(
        certainty=certainty, monthly_per_place=Decimal(70), by_places=(ten,)
    )
    found = found._replace(verdict="meets_conditions", missing=(), funding=money)
    card = organisation_card("paas_action", found, View(words, LINKS))
    assert strength("paas_action", "funding.certainty", certainty, True, words) in card
    rows = card.partition('class="money by-places"')[2]
    assert rows.count(words.text("money.up_to")) == (2 if certainty == "may_receive" else 0)
    assert words.money(Decimal(8400)) in rows
    short = of_organisation("paas_action", found, words)["short"]
    assert ("jusqu" in short or "up to" in short) is (certainty == "may_receive")
