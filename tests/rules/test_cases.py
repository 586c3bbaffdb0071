"""The cases of `cases/*.toml`: situations, and what the documents say of them."""

import json
from itertools import product

import pytest

from rules.dated import document
from rules.parsing import parse
from rules.participant import participant
from rules.result_json import participant_json

ASSISTANCE = (
    None,
    "social_assistance",
    "social_solidarity",
    "aim_for_employment",
    "basic_income",
    "none",
)
OUTLOOK = (None, "ready", "after_preparation", "long_term")


def differences(expected, got, where="answer"):
    """What an answer says otherwise than a case; keys that the case leaves out do not count."""
    if isinstance(expected, dict) and isinstance(got, dict):
        for key, value in expected.items():
            if key in got:
                yield from differences(value, got[key], f"{where}.{key}")
            else:
                yield f"{where}.{key}: expected {value!r}, got no such key"
    elif isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        for number, (value, other) in enumerate(zip(expected, got, strict=True)):
            yield from differences(value, other, f"{where}[{number}]")
    elif expected != got or type(expected) is not type(got):
        yield f"{where}: expected {expected!r}, got {got!r}"


def test_case(case, complaints):
    text = json.dumps(case.answers)
    if case.problems:
        lines = complaints(text)
        assert [line.partition(": ")[0] for line in lines] == [p["key"] for p in case.problems]
        for line, problem in zip(lines, case.problems, strict=True):
            assert problem["names"] in line
    else:
        assert list(differences(case.expected, participant_json(participant(parse(text))))) == []


def test_a_case_says_what_it_expects_and_where_it_comes_from(case):
    assert case.says.endswith(".")
    assert "on" in case.answers, "without a day the case would change with the calendar"
    assert bool(case.expected) != bool(case.problems)
    programme, section = case.section.split(".")
    assert section in document(programme).sections


def test_names_are_unique(cases):
    names = [(case.file, case.name) for case in cases]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ({"a": 1}, {}),
        ({"a": None}, {}),
        ({"a": {"b": 1}}, {"a": {"b": 2, "c": 3}}),
        ([], [1]),
        ([1], []),
        ([{"a": 1}], [{"a": 1}, {"a": 1}]),
        ("20", 20),
        (False, 0),
        (True, 1),
        (None, []),
        ({}, None),
    ],
)
def test_a_difference_is_seen(expected, got):
    assert list(differences(expected, got))


def test_what_a_case_leaves_out_is_not_compared():
    assert not list(differences({"a": [{"b": None}]}, {"a": [{"b": None, "c": 1}], "d": 2}))


def claims(answer):
    """Every status, certainty, check, verdict and milestone that an answer gives, or a case."""
    for id, programme in answer.get("programmes", {}).items():
        hours, allowance = programme.get("hours", {}), programme.get("allowance", {})
        for what in ("verdict", "reachable", "missing"):
            if what in programme:
                yield id, what, str(programme[what])
        for criterion in programme.get("criteria", ()):
            yield id, "criterion", criterion["id"], criterion["status"]
        for cost in programme.get("reimbursements", ()):
            if "certainty" in cost:
                yield id, "cost", cost["cost"], cost["certainty"]
        for milestone in programme.get("milestones", ()):
            yield id, "milestone", milestone["id"]
        if "high_if_one" in programme.get("monthly_total", {}):
            yield id, "high_if_one", programme["monthly_total"]["high_if_one"] is not None
        if "certainty" in allowance:
            yield id, "allowance", allowance["certainty"]
        if "check" in hours:
            yield id, "check", str(hours["check"])


def test_the_cases_show_everything_that_the_rules_can_say(cases, ask):
    """A status, a certainty or a check that no case shows is one that nobody has looked at."""
    shown = {claim for case in cases for claim in claims(case.expected)}
    possible = set()
    for assistance, adult, outlook in product(ASSISTANCE, (None, True, False), OUTLOOK):
        answers = {"assistance": assistance, "adult": adult, "work_outlook": outlook}
        possible |= set(claims(ask(answers)))
    for hours in (None, 5, 12, 17, 19, 25):
        possible |= set(claims(ask({"weekly_hours": hours, "start_date": "2026-05-01"})))
    both = {"transport": 1, "childcare": 1}
    possible |= set(claims(ask({"monthly_costs": both})))
    assert sorted(possible - shown) == []
    assert sorted(shown - possible) == []
