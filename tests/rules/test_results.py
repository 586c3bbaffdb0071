"""Results as the cards take them: whole, with what the contract's JSON leaves out."""

from datetime import date
from decimal import Decimal
from typing import get_args

import pytest

from rules.dated import Range, document
from rules.logic import Criterion
from rules.organisation import EXAMPLE_PLACES, organisation
from rules.participant import participant
from rules.programme import programmes
from rules.quantities import NOTHING
from rules.results import (
    Allowance,
    AllowanceCertainty,
    Funding,
    FundingByPlaces,
    FurtherFunding,
    Hours,
    Milestone,
    ProgrammeForOrganisation,
    ProgrammeForPerson,
    Reimbursement,
    Subject,
    Total,
)

ON = date(2026, 5, 1)
BEFORE = date(2026, 3, 31)
SUBJECTS = ("allowance", "reimbursements", "hours", "milestones")


def up_to(amount):
    return Range(Decimal(0), Decimal(amount))


def values(id):
    return document(id).parameters


def test_each_subject_has_a_section():
    assert get_args(Subject) == SUBJECTS
    for programme in programmes().values():
        assert set(programme.SOURCES) == set(SUBJECTS)


@pytest.fixture
def any_day(monkeypatch):
    """Each programme is asked on every day, as where another begins earlier."""
    monkeypatch.setattr("rules.reading.first_known_day", lambda: date.min)


PERSON = {
    "on": ON.isoformat(),
    "assistance": "social_assistance",
    "work_outlook": "long_term",
    "weekly_hours": 20.01,
    "start_date": "2026-08-31",
    "monthly_costs": {"transport": 30, "childcare": 45.5},
}


def test_a_whole_result_of_paas_action():
    allowance = values("paas_action")["support_allowance"].number(ON)
    costs = Decimal("75.5")
    assert participant(PERSON).programmes["paas_action"] == ProgrammeForPerson(
        verdict="possible",
        reachable=("possible",),
        missing=(),
        criteria=(
            Criterion("receives_assistance", "met", "paas_action.presentation"),
            Criterion("held_back", "met", "paas_action.presentation"),
        ),
        allowance=Allowance(True, "may_receive", up_to(allowance)),
        reimbursements=[
            Reimbursement("transport", "may_receive", up_to(30), Decimal(30)),
            Reimbursement("childcare", "may_receive", up_to("45.5"), Decimal("45.5")),
            Reimbursement("other", "not_stated", None, None),
        ],
        monthly_total=Total(Decimal(0), allowance + costs, allowance + Decimal("45.5"), True),
        hours=Hours(
            weekly_maximum=values("paas_action")["weekly_hours_maximum"].number(ON),
            check="above_maximum",
            given=Decimal("20.01"),
        ),
        milestones=(),
        sources=dict.fromkeys(SUBJECTS, "paas_action.features"),
        in_force_from=None,
    )


def test_a_whole_result_of_interagir():
    found = values("interagir")
    assert participant(PERSON).programmes["interagir"] == ProgrammeForPerson(
        verdict="unknown",
        reachable=("possible", "to_confirm"),
        missing=("adult",),
        criteria=(
            Criterion("last_resort_assistance", "met", "interagir.findings"),
            Criterion("adult", "unknown", "interagir.findings"),
            Criterion("long_term_outlook", "met", "interagir.findings"),
        ),
        allowance=Allowance(False, "entitled", None),
        reimbursements=[
            Reimbursement("transport", "may_receive", up_to(30), Decimal(30)),
            Reimbursement("childcare", "may_receive", up_to("45.5"), Decimal("45.5")),
            Reimbursement("other", "in_some_cases", None, None),
        ],
        monthly_total=Total(Decimal(0), Decimal("75.5"), None, False),
        hours=Hours(
            weekly_minimum=found["weekly_hours_minimum"].range(ON),
            monthly_average=found["monthly_hours_average"].number(ON),
            check="meets_average",
            average_due_after=6,
            reevaluation_every=12,
            given=Decimal("20.01"),
        ),
        milestones=(
            Milestone("monthly_average_due", date(2027, 2, 28)),
            Milestone("reevaluation", date(2027, 8, 31)),
        ),
        sources=dict.fromkeys(SUBJECTS, "interagir.participation"),
        in_force_from=None,
    )


def test_the_answers_that_a_result_is_drawn_from_stand_in_it():
    found = participant(PERSON)
    assert (found.on, found.assistance, found.weekly_hours, found.start_date) == (
        ON,
        "social_assistance",
        Decimal("20.01"),
        date(2026, 8, 31),
    )
    assert (organisation({"on": ON.isoformat()}).on, list(found.programmes)) == (
        ON,
        ["paas_action", "interagir"],
    )


def test_before_its_first_day_nothing_is_said_of_a_person(any_day):
    given = {**PERSON, "on": BEFORE.isoformat()}
    assert participant(given).programmes["paas_action"] == ProgrammeForPerson(
        verdict="not_in_force",
        reachable=("not_in_force",),
        missing=(),
        criteria=(),
        allowance=Allowance(False, "not_stated", None),
        reimbursements=(),
        monthly_total=Total(Decimal(0), Decimal(0), None, False),
        hours=Hours(),
        milestones=(),
        sources=dict.fromkeys(SUBJECTS, "paas_action.features"),
        in_force_from=date(2026, 4, 1),
    )


PLACES = 7
MET = {
    "non_profit": True,
    "places": PLACES,
    "paas_action": {
        "expertise": True,
        "regular_staff": True,
        "personal_goals": True,
        "constant_presence": True,
    },
}


def by_places(amount, *own):
    return tuple(
        FundingByPlaces(places, up_to(amount * places), up_to(amount * places * 12))
        for places in sorted({*EXAMPLE_PLACES, *map(Decimal, own)})
    )


def conditions(id, **statuses):
    source = {"paas_action": "mandate", "interagir": "project"}[id]
    non_profit = {"paas_action": "features", "interagir": "role"}[id]
    return [
        Criterion(name, status, f"{id}.{non_profit if name == 'non_profit' else source}")
        for name, status in statuses.items()
    ]


PAAS_ACTION = ("non_profit", "expertise", "regular_staff", "personal_goals", "constant_presence")
INTERAGIR = ("non_profit", "experience", "suitable_activities", "obeys_laws")


@pytest.mark.parametrize("places", [None, 0, PLACES])
@pytest.mark.parametrize("non_profit", [None, True, False])
def test_a_whole_result_for_an_organisation(places, non_profit):
    given = {**MET, "on": ON.isoformat(), "places": places, "non_profit": non_profit}
    status = {None: "unknown", True: "met", False: "not_met"}[non_profit]
    verdict = {None: "unknown", True: "meets_conditions", False: "does_not_meet"}[non_profit]
    amount = values("paas_action")["monthly_amount_per_place"].number(ON)
    if verdict == "does_not_meet":
        monthly = yearly = NOTHING
    elif places is None:
        monthly = yearly = None
    else:
        monthly, yearly = up_to(amount * places), up_to(amount * places * 12)
    assert organisation(given).programmes["paas_action"] == ProgrammeForOrganisation(
        verdict=verdict,
        missing=["non_profit"] if non_profit is None else [],
        conditions=conditions(
            "paas_action", **dict.fromkeys(PAAS_ACTION, "met") | {"non_profit": status}
        ),
        funding=Funding(
            True,
            "none" if non_profit is False else "may_receive",
            amount,
            monthly,
            yearly,
            None if places is None else Decimal(places),
            by_places(amount, *([places] if places else [])),
            "paas_action.features",
        ),
        further={},
        in_force_from=None,
    )


@pytest.mark.parametrize("non_profit", [True, False])
def test_a_whole_result_without_an_amount(non_profit):
    given = {**MET, "on": ON.isoformat(), "non_profit": non_profit}
    statuses = dict.fromkeys(INTERAGIR, "unknown")
    statuses["non_profit"] = "met" if non_profit else "not_met"
    missing = [f"interagir.{name}" for name in INTERAGIR if name != "non_profit"]
    funding = values("interagir")["monthly_amount_per_participant"]
    assert organisation(given).programmes["interagir"] == ProgrammeForOrganisation(
        verdict="unknown" if non_profit else "does_not_meet",
        missing=missing if non_profit else [],
        conditions=conditions("interagir", **statuses),
        funding=Funding(
            False,
            "receives" if non_profit else "none",
            None,
            None,
            None,
            Decimal(PLACES),
            (),
            funding.source,
        ),
        further={"literacy_allowance": FurtherFunding(False, "might_be_granted")},
        in_force_from=None,
    )


def test_before_its_first_day_nothing_is_said_of_an_organisation(any_day):
    found = organisation({**MET, "on": BEFORE.isoformat()}).programmes["paas_action"]
    assert found == ProgrammeForOrganisation(
        verdict="not_in_force",
        missing=(),
        conditions=(),
        funding=Funding(
            False, "none", None, None, None, Decimal(PLACES), (), "paas_action.features"
        ),
        further={},
        in_force_from=date(2026, 4, 1),
    )


def test_a_programme_without_money_for_organisations_has_no_source_of_it(monkeypatch):
    monkeypatch.setattr(programmes()["interagir"], "FUNDING", None)
    found = organisation({**MET, "on": ON.isoformat()}).programmes["interagir"]
    assert found.funding == Funding(False, "none", None, None, None, Decimal(PLACES), (), None)


def test_what_is_closed_is_not_open():
    person = participant(PERSON).programmes["interagir"]
    verdicts = ("possible", "to_confirm", "unknown", "not_possible", "not_in_force")
    is_open = [verdict for verdict in verdicts if person._replace(verdict=verdict).open]
    assert is_open == ["possible", "to_confirm", "unknown"]
    group = organisation({"on": ON.isoformat()}).programmes["interagir"]
    verdicts = ("meets_conditions", "unknown", "does_not_meet", "not_in_force")
    is_open = [verdict for verdict in verdicts if group._replace(verdict=verdict).open]
    assert is_open == ["meets_conditions", "unknown"]


def test_an_allowance_exists_where_a_document_speaks_of_one():
    spoken_of = {
        (certainty, monthly is not None)
        for certainty in get_args(AllowanceCertainty)
        for monthly in (None, NOTHING)
        if Allowance(True, certainty, monthly).exists
    }
    every = {(one, given) for one in get_args(AllowanceCertainty) for given in (True, False)}
    assert every - spoken_of == {("none", False)}
