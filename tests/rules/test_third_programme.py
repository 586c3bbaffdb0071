"""A third programme is one file of values and one module; nothing else changes."""

import json

import pytest

VALUES = """
[programme]
order = {order}

[document]
title = "Third"
publisher = "Somebody"

[sections]
all = "All of it"

[values.grant]
unit = "CAD/month"
certainty = "receives"
source = "all"
dated = [{{ effective = {effective}, value = {{ low = 50, high = 75.5 }} }}]

[values.subsidy]
unit = "CAD/month/place"
certainty = "may_receive"
source = "all"
dated = [{{ effective = {effective}, value = 10 }}]
"""

MODULE = '''
"""Third: for adults, with a grant that is a range."""

from rules.dated import document
from rules.logic import Criterion, status
from rules.quantities import NOTHING, add_months
from rules.results import Allowance, Hours, Milestone

GRANT = document("third").parameters["grant"]
EITHER_COST = ()
SOURCES = dict.fromkeys(("allowance", "reimbursements", "hours", "milestones"), "third.all")


def criteria(situation):
    return (Criterion("grown_up", status(situation.adult, otherwise="not_met"), "third.all"),)


def allowance(person, verdict):
    if verdict == "not_possible":
        return Allowance(True, "none", NOTHING)
    return Allowance(True, GRANT.certainty, GRANT.range(person.on))


def reimbursements(situation):
    return {"transport": "not_stated", "childcare": "in_some_cases", "other": "may_receive"}


def hours(person):
    return Hours()


def milestones(person):
    if person.start_date is None:
        return ()
    return (Milestone("end", add_months(person.start_date, 18)),)


CONDITIONS = {"kind": "third.all"}
FUNDING = document("third").parameters["subsidy"]
FURTHER_FUNDING = {}
'''

PERSON = {
    "on": "2026-05-01",
    "assistance": "social_assistance",
    "adult": True,
    "start_date": "2026-08-31",
    "monthly_costs": {"transport": 10, "childcare": 20, "other": 30},
}
LINES = [
    PERSON,
    {"on": "2026-05-01", "adult": False},
    {"on": "2026-05-01"},
    {"on": "2026-05-01", "monthly_costs": {"other": 1}},
    {"on": "2026-05-01", "start_date": "9998-12-31"},
    {"on": "2026-03-31"},
]
GIVEN = "".join(f"{json.dumps(line)}\n" for line in LINES).encode()


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("0", ["third", "paas_action", "interagir"]),
        ("1.5", ["paas_action", "third", "interagir"]),
        ("3", ["paas_action", "interagir", "third"]),
    ],
)
def test_a_third_programme(order, expected, copied_rules, command):
    rules = copied_rules / "rules" / "programmes"
    (rules / "third.toml").write_text(
        VALUES.format(order=order, effective="2026-04-01"), encoding="utf-8"
    )
    (rules / "third.py").write_text(MODULE, encoding="utf-8")
    before = command("participant", "--lines", given=GIVEN).answers
    after = command("participant", "--lines", given=GIVEN, folder=copied_rules).answers

    whole, young, unknown, costly, late, early = after
    for answer in (whole, young, unknown, costly):
        assert list(answer["programmes"]) == expected
    assert whole["programmes"]["third"] == {
        "verdict": "possible",
        "reachable": ["possible"],
        "missing": [],
        "criteria": [{"id": "grown_up", "status": "met", "source": "third.all"}],
        "allowance": {
            "stated": True,
            "certainty": "receives",
            "monthly": {"low": "50.00", "high": "75.50"},
        },
        "reimbursements": [
            {"cost": "transport", "certainty": "not_stated", "monthly": None},
            {
                "cost": "childcare",
                "certainty": "in_some_cases",
                "monthly": {"low": "0.00", "high": "20.00"},
            },
            {
                "cost": "other",
                "certainty": "may_receive",
                "monthly": {"low": "0.00", "high": "30.00"},
            },
        ],
        "monthly_total": {
            "low": "50.00",
            "high": "125.50",
            "high_if_one": None,
            "complete": False,
        },
        "hours": dict.fromkeys(
            (
                "weekly_minimum",
                "weekly_maximum",
                "monthly_average",
                "monthly_average_per_week",
                "check",
            )
        ),
        "milestones": [{"id": "end", "on": "2028-02-29"}],
    }
    assert young["programmes"]["third"]["verdict"] == "not_possible"
    assert young["programmes"]["third"]["reimbursements"] == []
    assert unknown["programmes"]["third"]["reachable"] == ["possible", "not_possible"]
    assert unknown["programmes"]["third"]["missing"] == ["adult"]
    assert unknown["programmes"]["third"]["monthly_total"] == {
        "low": "50.00",
        "high": "75.50",
        "high_if_one": None,
        "complete": True,
    }
    assert costly["programmes"]["third"]["monthly_total"]["complete"] is True
    (error,) = late["errors"]  # 18 months later the calendar has ended
    assert error.startswith("start_date: ")
    assert early == before[-1]

    for old, new in zip(before[:4], after[:4], strict=True):
        others = {id: got for id, got in new["programmes"].items() if id != "third"}
        assert {**new, "programmes": others} == old


# What a programme says of a person on a day before its own first one: nothing.
NOT_YET = {
    "verdict": "not_in_force",
    "reachable": ["not_in_force"],
    "missing": [],
    "criteria": [],
    "allowance": {"stated": False, "certainty": "not_stated", "monthly": None},
    "reimbursements": [],
    "monthly_total": {"low": "0.00", "high": "0.00", "high_if_one": None, "complete": False},
    "hours": dict.fromkeys(
        ("weekly_minimum", "weekly_maximum", "monthly_average", "monthly_average_per_week", "check")
    ),
    "milestones": [],
    "in_force_from": "2027-01-01",
}


def test_a_programme_that_begins_later_leaves_the_others_as_they_are(copied_rules, command):
    rules = copied_rules / "rules" / "programmes"
    text = VALUES.format(order=3, effective="2027-01-01")
    (rules / "third.toml").write_text(text, encoding="utf-8")
    (rules / "third.py").write_text(MODULE, encoding="utf-8")

    def asked(kind, **answers):
        given = "".join(
            f"{json.dumps({'on': day, **answers})}\n"
            for day in ("2026-03-31", "2026-04-01", "2026-12-31", "2027-01-01")
        ).encode()
        alone = command(kind, "--lines", given=given).answers
        with_third = command(kind, "--lines", given=given, folder=copied_rules).answers
        # Before every known day the earliest is named, whatever begins later.
        assert with_third[0] == alone[0]
        assert "2026-04-01" in alone[0]["errors"][0]
        third = []
        for old, new in zip(alone[1:], with_third[1:], strict=True):
            third.append(new["programmes"].pop("third"))
            assert new == old
        return third

    *before, since = asked("participant", adult=True, start_date="2026-08-31")
    assert before == [NOT_YET, NOT_YET]
    assert since["verdict"] == "possible"
    assert since["milestones"] == [{"id": "end", "on": "2028-02-29"}]
    assert "in_force_from" not in since

    *before, since = asked("organisation", non_profit=True, places=3)
    for found in before:
        assert found == {
            "verdict": "not_in_force",
            "missing": [],
            "conditions": [],
            "funding": {
                "stated": False,
                "certainty": "none",
                "monthly_per_place": None,
                "monthly": None,
                "yearly": None,
            },
            "in_force_from": "2027-01-01",
        }
    assert (since["verdict"], since["missing"]) == ("unknown", ["third.kind"])
    assert since["funding"]["monthly"] == {"low": "0.00", "high": "30.00"}


def test_a_start_is_too_late_for_those_in_force_only(copied_rules, command):
    """Dates after the last year are a problem once the programme that has them has begun."""
    rules = copied_rules / "rules" / "programmes"
    text = VALUES.format(order=3, effective="2027-01-01")
    (rules / "third.toml").write_text(text, encoding="utf-8")
    (rules / "third.py").write_text(MODULE, encoding="utf-8")
    given = b"".join(
        b'{"on": "%s", "start_date": "9998-12-31"}\n' % day
        for day in (b"2026-12-31", b"2027-01-01")
    )
    before, since = command("participant", "--lines", given=given, folder=copied_rules).answers
    assert before["programmes"]["third"] == NOT_YET
    (error,) = since["errors"]
    assert error.startswith("start_date: ")


def test_where_no_programme_has_dates_the_plan_of_hours_still_has(copied_rules, command):
    """Half a year follows every start: one too late for that is refused, not a traceback."""
    for name in ("interagir.toml", "interagir.py"):
        (copied_rules / "rules" / "programmes" / name).unlink()
    given = b"".join(
        b'{"on": "2026-12-31", "start_date": "%s"}\n' % day
        for day in (b"9999-07-03", b"9999-07-04")
    )
    accepted, refused = command("participant", "--lines", given=given, folder=copied_rules).answers
    assert list(accepted["programmes"]) == ["paas_action"]
    (error,) = refused["errors"]
    assert error.startswith("start_date: must be followed by dates up to 9999-12-31 only")
