"""Verdicts that are not fully known, with criteria made up for the purpose."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.logic import (
    DOMAINS,
    VERDICTS,
    Criterion,
    Situation,
    completions,
    is_one_of,
    outcome,
    status,
)
from rules.programme import Participant
from rules.questions import PARTICIPANT
from rules.results import Hours

CALM = settings(deadline=None, derandomize=True, database=None, max_examples=150)

WHOLE = [Situation(*answers) for answers in product(*DOMAINS.values())]
STATES = [
    Situation(*answers) for answers in product(*((None, *values) for values in DOMAINS.values()))
]
STATUS_OF = {"possible": "met", "to_confirm": "to_confirm", "not_possible": "not_met"}


def test_a_situation_is_the_questions_whose_answers_can_be_counted_in_their_order():
    countable = [question.key for question in PARTICIPANT if question.values]
    assert list(Situation._fields) == countable == list(DOMAINS)
    assert countable == ["assistance", "adult", "work_outlook"]
    assert DOMAINS == {
        "assistance": (
            "social_assistance",
            "social_solidarity",
            "aim_for_employment",
            "basic_income",
            "none",
        ),
        "adult": (True, False),
        "work_outlook": ("ready", "after_preparation", "long_term"),
    }


def test_whoever_says_nothing_has_answered_nothing():
    assert Situation() == (None, None, None)
    on = date(2026, 5, 1)
    assert Participant(on) == (on, Situation(), None, None, {})
    assert Hours() == (None,) * len(Hours._fields)


def test_the_questions_stand_in_the_order_of_the_contract():
    assert [question.key for question in PARTICIPANT] == [
        "on",
        "assistance",
        "adult",
        "work_outlook",
        "weekly_hours",
        "start_date",
        "monthly_costs.transport",
        "monthly_costs.childcare",
        "monthly_costs.other",
    ]


def test_the_verdicts_stand_in_the_order_of_the_contract():
    assert VERDICTS == ("possible", "to_confirm", "not_possible")


@pytest.mark.parametrize(
    ("holds", "otherwise", "expected"),
    [
        (True, "not_met", "met"),
        (True, "to_confirm", "met"),
        (False, "not_met", "not_met"),
        (False, "to_confirm", "to_confirm"),
        (None, "not_met", "unknown"),
        (None, "to_confirm", "unknown"),
    ],
)
def test_status(holds, otherwise, expected):
    assert status(holds, otherwise=otherwise) == expected


def test_is_one_of():
    assert is_one_of("a", ("a", "b")) is True
    assert is_one_of("c", ("a", "b")) is False
    assert is_one_of(None, ("a", "b")) is None


def criteria(*statuses):
    return lambda situation: [Criterion(str(n), s, "x.y") for n, s in enumerate(statuses)]


@pytest.mark.parametrize(
    ("statuses", "verdict"),
    [
        ((), "possible"),
        (("met",), "possible"),
        (("met", "met"), "possible"),
        (("met", "to_confirm"), "to_confirm"),
        (("to_confirm", "met"), "to_confirm"),
        (("not_met", "met"), "not_possible"),
        (("met", "not_met"), "not_possible"),
        (("to_confirm", "not_met"), "not_possible"),
        (("not_met", "to_confirm"), "not_possible"),
    ],
)
def test_the_weakest_criterion_gives_the_verdict(statuses, verdict):
    assert outcome(criteria(*statuses), WHOLE[0]) == (verdict, (verdict,), ())


def test_completions_answer_exactly_the_keys_asked_for():
    situation = Situation(adult=True)
    found = list(completions(situation, ["work_outlook"]))
    assert [s.work_outlook for s in found] == ["ready", "after_preparation", "long_term"]
    assert {(s.assistance, s.adult) for s in found} == {(None, True)}
    assert list(completions(situation, [])) == [situation]
    assert len(set(completions(Situation(), list(Situation._fields)))) == len(WHOLE) == 30


laws = st.lists(st.sampled_from(VERDICTS), min_size=len(WHOLE), max_size=len(WHOLE))
sparse_laws = st.builds(
    lambda usual, other, where: [other if n in where else usual for n in range(len(WHOLE))],
    st.sampled_from(VERDICTS),
    st.sampled_from(VERDICTS),
    st.sets(st.integers(0, len(WHOLE) - 1), max_size=3),
)


@CALM
@given(laws | sparse_laws, st.sampled_from(STATES))
def test_any_law_at_all_is_read_rightly(law, state):
    """Thirty whole situations, each with a verdict of its own: more than any programme has."""
    verdict_of = dict(zip(WHOLE, law, strict=True))
    got = outcome(lambda s: [Criterion("law", STATUS_OF[verdict_of[s]], "x.y")], state)

    reached = {
        whole: verdict
        for whole, verdict in verdict_of.items()
        if all(answer in (None, other) for answer, other in zip(state, whole, strict=True))
    }
    reachable = tuple(v for v in VERDICTS if v in reached.values())
    missing = []
    for number, key in enumerate(Situation._fields):
        if state[number] is None:
            groups = {}
            for whole, verdict in reached.items():
                others = whole[:number] + whole[number + 1 :]
                groups.setdefault(others, set()).add(verdict)
            if any(len(verdicts) > 1 for verdicts in groups.values()):
                missing.append(key)
    verdict = reachable[0] if len(reachable) == 1 else "unknown"
    assert got == (verdict, reachable, tuple(missing))
