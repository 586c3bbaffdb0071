"""Amounts of programmes that there are not yet: costs up to a maximum, money that is received."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rules import organisation
from rules.dated import DatedValue, Parameter
from rules.logic import Criterion, Situation
from rules.participant import for_person
from rules.programme import LEFT_OUT, Participant
from rules.quantities import exactly, up_to
from rules.result_json import organisation_json, participant_json
from rules.results import OrganisationResult, ParticipantResult

DAY = date(2026, 5, 1)
CHANGE = date(2026, 11, 1)
CERTAINTIES = ("may_receive", "in_some_cases", "depends", "not_stated")
cents = some.integers(0, 400_00).map(lambda number: Decimal(number) / 100)


def parameter(certainty: str, *amounts: Decimal, unit: str = "CAD/month") -> Parameter:
    """A value; each further amount holds from a later day."""
    days = (date(2026, 4, 1), CHANGE)
    history = tuple(map(DatedValue, days, amounts))
    return Parameter("third.value", unit, certainty, "third.all", history)


def programme(**parts: Any) -> Any:
    criteria = {"criteria": lambda situation: (Criterion("any", "met", "third.all"),)}
    return SimpleNamespace(**{**LEFT_OUT, **criteria, **parts})


def reimbursed(certainty: str, cost: Decimal | None, *most: Decimal, on: date = DAY) -> Any:
    """What comes of a transport cost, with the most of each stretch of days."""
    capped = {"transport": parameter("may_receive", *most)} if most else {}
    third = programme(
        reimbursements=lambda situation: {"transport": certainty}, REIMBURSED_UP_TO=capped
    )
    costs = {} if cost is None else {"transport": cost}
    person = Participant(on, Situation("social_assistance", True, "long_term"), monthly_costs=costs)
    # The rules ask for the first day and the verdict by the id of a programme that there is.
    return for_person("paas_action", third, person)


@given(cost=cents, most=cents)
def test_a_cost_comes_back_up_to_the_lesser_of_itself_and_the_maximum(
    cost: Decimal, most: Decimal
) -> None:
    for certainty in CERTAINTIES[:3]:
        found = reimbursed(certainty, cost, most)
        (one,) = found.reimbursements
        assert one.monthly == up_to(min(cost, most))
        assert (one.given, one.maximum) == (cost, most)
        assert (found.monthly_total.low, found.monthly_total.high) == (0, min(cost, most))


@given(cost=cents, most=cents)
def test_what_is_not_stated_has_no_maximum(cost: Decimal, most: Decimal) -> None:
    (one,) = reimbursed("not_stated", cost, most).reimbursements
    assert (one.monthly, one.maximum) == (None, None)


@given(cost=cents)
def test_without_a_maximum_all_of_a_cost_may_come_back(cost: Decimal) -> None:
    (one,) = reimbursed("may_receive", cost).reimbursements
    assert (one.monthly, one.maximum) == (up_to(cost), None)


def test_a_maximum_is_known_where_the_cost_is_not() -> None:
    (one,) = reimbursed("may_receive", None, Decimal(50)).reimbursements
    assert (one.monthly, one.maximum) == (None, 50)


def test_a_maximum_changes_on_its_day() -> None:
    for on, most in ((DAY, 50), (CHANGE, 60)):
        found = reimbursed("may_receive", Decimal(80), Decimal(50), Decimal(60), on=on)
        (one,) = found.reimbursements
        assert one.monthly == up_to(Decimal(most))


def test_json_names_a_maximum_where_there_is_one() -> None:
    def written(*most: Decimal) -> Any:
        found = reimbursed("may_receive", Decimal("12.5"), *most)
        result = ParticipantResult("1", DAY, None, None, None, {"third": found})
        return participant_json(result)["programmes"]["third"]["reimbursements"]

    range_ = {"low": "0.00", "high": "12.50"}
    plain = {"cost": "transport", "certainty": "may_receive", "monthly": range_}
    assert written() == [plain]
    assert written(Decimal(50)) == [{**plain, "maximum": "50.00"}]


def funded(monkeypatch: pytest.MonkeyPatch, given: dict[str, Any], **parts: Any) -> Any:
    """What an organisation is told of a programme with such parts."""
    third = programme(NON_PROFIT_SOURCE="third.all", **parts)
    monkeypatch.setattr(organisation, "wanted_for_organisations", lambda only: [("third", third)])
    monkeypatch.setattr(organisation, "in_force", lambda id, on: True)
    result = organisation.organisation({"on": DAY.isoformat(), **given}, only="third")
    assert isinstance(result, OrganisationResult)
    return result


@pytest.mark.parametrize(("certainty", "of"), [("receives", exactly), ("may_receive", up_to)])
@pytest.mark.parametrize("non_profit", [True, None])
def test_stated_money_that_is_received_is_not_from_nothing(
    monkeypatch: pytest.MonkeyPatch, certainty: str, of: Any, non_profit: bool | None
) -> None:
    money = parameter(certainty, Decimal("120.5"), unit="CAD/month/place")
    given = {"places": 4, "non_profit": non_profit}
    found = funded(monkeypatch, given, FUNDING=money).programmes["third"].funding
    assert (found.stated, found.certainty) == (True, certainty)
    assert (found.monthly, found.yearly) == (of(Decimal(482)), of(Decimal(5784)))
    assert [(one.places, one.monthly.low) for one in found.by_places] == [
        (places, of(places * Decimal("120.5")).low) for places in (1, 4, 5, 10, 20)
    ]


def test_who_does_not_meet_a_condition_receives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    money = parameter("receives", Decimal(100), unit="CAD/month/place")
    given = {"places": 4, "non_profit": False}
    found = funded(monkeypatch, given, FUNDING=money).programmes["third"].funding
    assert (found.certainty, found.monthly, found.yearly) == ("none", up_to(Decimal(0)), (0, 0))


def test_further_funding_says_its_amount_where_it_is_stated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    further = {
        "start": parameter("receives", Decimal(500), unit="CAD/place"),
        "more": parameter("receives"),
    }
    result = funded(monkeypatch, {}, FURTHER_FUNDING=further)
    written: Any = organisation_json(result)["programmes"]["third"]
    assert written["start"] == {"stated": True, "certainty": "receives", "amount": "500.00"}
    assert written["more"] == {"stated": False, "certainty": "receives"}
