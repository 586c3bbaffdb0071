"""Organisations: every state of the conditions, and the money, against the contract's words."""

import json
import tomllib
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.organisation import organisation, organisation_questions
from rules.parsing import InputError, parse
from rules.problems import line
from rules.result_json import organisation_json
from rules.states import nested, organisation_states, organisation_states_together

DAY = date(2026, 5, 1)

CONDITIONS = {
    "paas_action": ("expertise", "regular_staff", "personal_goals", "constant_presence"),
    "interagir": ("experience", "suitable_activities", "obeys_laws"),
}
ANSWERS = (None, True, False)
STATUS = {None: "unknown", True: "met", False: "not_met"}

with Path(__file__).with_name("organisation_cases.toml").open("rb") as file:
    CASES = tomllib.load(file)["case"]


def ask(answers, today=DAY):
    return organisation_json(organisation(answers, today))


def states_of(programme):
    """Every way to answer the questions that concern one programme."""
    for non_profit, *answers in product(ANSWERS, repeat=1 + len(CONDITIONS[programme])):
        conditions = dict(zip(CONDITIONS[programme], answers, strict=True))
        yield non_profit, conditions


def naive_verdict(non_profit, conditions):
    """The contract's sentence on verdicts, read a second time."""
    answers = [non_profit, *conditions.values()]
    if False in answers:
        return "does_not_meet"
    return "meets_conditions" if all(answers) else "unknown"


def without_null_words(value):
    """TOML has no null: the cases write the word."""
    if isinstance(value, dict):
        return {key: without_null_words(inner) for key, inner in value.items()}
    return None if value == "null" else value


@pytest.mark.parametrize("told", CASES, ids=[case["name"] for case in CASES])
def test_a_case(told):
    answered = ask(parse(json.dumps(told["answers"])))
    for programme, expected in without_null_words(told["expected"]).items():
        found = answered["programmes"][programme]
        assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("programme", CONDITIONS)
def test_every_state(programme):
    count = 0
    for non_profit, conditions in states_of(programme):
        count += 1
        found = ask({"non_profit": non_profit, programme: conditions})["programmes"][programme]
        verdict = naive_verdict(non_profit, conditions)
        assert found["verdict"] == verdict
        open_keys = ["non_profit"] if non_profit is None else []
        open_keys += [f"{programme}.{id}" for id, answer in conditions.items() if answer is None]
        assert found["missing"] == (open_keys if verdict == "unknown" else [])
        assert [(c["id"], c["status"]) for c in found["conditions"]] == [
            ("non_profit", STATUS[non_profit]),
            *((id, STATUS[answer]) for id, answer in conditions.items()),
        ]
    assert count == 3 ** (1 + len(CONDITIONS[programme]))


@pytest.mark.parametrize("programme", CONDITIONS)
def test_a_missing_question_can_decide_and_no_other_can(programme):
    """Answered with no, a missing question settles the verdict; where none is missing, the
    verdict stays as it is whatever else is answered."""
    for non_profit, conditions in states_of(programme):
        given_now = {
            "non_profit": non_profit,
            **{f"{programme}.{k}": v for k, v in conditions.items()},
        }
        answered = {key: value for key, value in given_now.items() if value is not None}
        found = ask(nested(answered))["programmes"][programme]
        for key in given_now.keys() - answered.keys():
            then = ask(nested({**answered, key: False}))["programmes"][programme]["verdict"]
            assert (then != found["verdict"]) == (key in found["missing"])


def test_one_programmes_conditions_leave_the_other_alone():
    for non_profit, conditions in states_of("interagir"):
        both = ask({"non_profit": non_profit, "interagir": conditions})["programmes"]
        alone = ask({"non_profit": non_profit})["programmes"]
        assert both["paas_action"] == alone["paas_action"]


def test_the_day_is_today_where_none_is_given():
    assert ask({})["on"] == "2026-05-01"
    assert ask({"on": "2026-06-01"})["on"] == "2026-06-01"


def test_the_states_of_the_first_programme_come_first():
    states = list(organisation_states())
    assert not any("interagir" in state for state in states[: 3**5])
    assert all("interagir" in state for state in states[3**5 :])


def test_the_states_are_all_there_and_differ():
    """Those of each programme, once; the three that name no condition stand once in all."""
    states = [json.dumps(state) for state in organisation_states()]
    assert len(states) == len(set(states)) == 3**5 + 3**4 - 3
    assert set(states) == {
        json.dumps(nested({key: answer for key, answer in given.items() if answer is not None}))
        for programme in CONDITIONS
        for non_profit, conditions in states_of(programme)
        for given in [
            {"non_profit": non_profit, **{f"{programme}.{k}": v for k, v in conditions.items()}}
        ]
    }


def test_together_each_programme_goes_through_all_its_states():
    together = list(organisation_states_together())
    assert len(together) == 3 * 3**4  # as many as the programme with most conditions has
    for programme in CONDITIONS:
        others = set(CONDITIONS) - {programme}
        shown = {
            json.dumps({key: value for key, value in state.items() if key not in others})
            for state in together
        }
        assert shown == {
            json.dumps(state)
            for state in organisation_states()
            if not any(other in state for other in others)
        } | ({json.dumps({"non_profit": True}), json.dumps({"non_profit": False}), "{}"})


def test_the_questions_are_those_of_the_contract_in_its_order():
    expected = ["on", "non_profit", "places"]
    expected += [f"{id}.{name}" for id, names in CONDITIONS.items() for name in names]
    assert [question.key for question in organisation_questions()] == expected


@given(places=st.none() | st.integers(0, 100_000), non_profit=st.sampled_from(ANSWERS))
def test_the_money(places, non_profit):
    programmes = ask({"places": places, "non_profit": non_profit})["programmes"]
    funding = programmes["paas_action"]["funding"]
    assert (funding["stated"], funding["monthly_per_place"]) == (True, "200.00")
    if non_profit is False:
        nothing = {"low": "0.00", "high": "0.00"}
        assert (funding["certainty"], funding["monthly"], funding["yearly"]) == (
            "none",
            nothing,
            nothing,
        )
    elif places is None:
        assert (funding["certainty"], funding["monthly"], funding["yearly"]) == (
            "may_receive",
            None,
            None,
        )
    else:
        assert funding["certainty"] == "may_receive"
        assert funding["monthly"] == {"low": "0.00", "high": f"{200 * places}.00"}
        assert funding["yearly"] == {"low": "0.00", "high": f"{2400 * places}.00"}
    interagir = programmes["interagir"]
    assert interagir["funding"] == {
        "stated": False,
        "certainty": "none" if non_profit is False else "receives",
        "monthly_per_place": None,
        "monthly": None,
        "yearly": None,
    }
    assert interagir["literacy_allowance"] == {"stated": False, "certainty": "might_be_granted"}
    assert "literacy_allowance" not in programmes["paas_action"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"places": -1}, ["places: must be 0 or more, got -1"]),
        ({"places": 100_001}, ["places: must be 100000 or less, got 100001"]),
        ({"places": 1.5}, ["places: must be a whole number, got 1.5"]),
        ({"places": "12"}, ['places: must be a whole number from 0 to 100000, got "12"']),
        ({"places": True}, ["places: must be a whole number from 0 to 100000, got true"]),
        ({"non_profit": 1}, ["non_profit: must be true, false or null, got 1"]),
        ({"interagir": []}, ["interagir: must be one JSON object, got a list"]),
        (
            {"on": "2026-03-31"},
            [
                "on: must be 2026-04-01 or later, the first day whose values are known, "
                "got 2026-03-31"
            ],
        ),
        (
            {"paas_action": {"experience": True}, "assistance": "none"},
            [
                "paas_action.experience: is not a key, accepted are expertise, regular_staff, "
                "personal_goals, constant_presence",
                "assistance: is not a key, accepted are on, non_profit, places, paas_action, "
                "interagir",
            ],
        ),
    ],
)  # fmt: skip
def test_bad_input_is_told(given, told):
    with pytest.raises(InputError) as caught:
        ask(given)
    assert [line(problem) for problem in caught.value.problems] == told


@pytest.mark.parametrize("places", [12, 12.0, "12.00"])
def test_a_whole_number_however_it_is_written(places):
    text = f'{{"places": {places}}}'
    funding = ask(parse(text))["programmes"]["paas_action"]["funding"]
    assert funding["monthly"]["high"] == "2400.00"


def test_the_command_line_knows_it(run):
    given = b'{"on":"2026-05-01","non_profit":false}\n{"places":-1}\n'
    first, second = run(given, "--lines", command="organisation").answers
    assert first == ask({"on": "2026-05-01", "non_profit": False})
    assert second == {"errors": ["places: must be 0 or more, got -1"]}


@pytest.mark.parametrize("only", ["paas_action", "interagir"])
def test_one_programme_alone_is_asked_about_and_answered(only):
    """As the engine does for a programme that another site shows by itself."""
    given = {"non_profit": True, "places": 3, only: {}}
    whole, alone = organisation(given, DAY), organisation(given, DAY, only)
    assert dict(alone.programmes) == {only: whole.programmes[only]}
    keys = [question.key for question in organisation_questions(only)]
    own = [key for key in (one.key for one in organisation_questions()) if "." not in key]
    conditions = [key for key in keys if "." in key]
    assert keys == own + conditions
    assert {key.partition(".")[0] for key in conditions} == {only}
    (other,) = {"paas_action", "interagir"} - {only}
    with pytest.raises(InputError) as refused:
        organisation({other: {}}, DAY, only)
    assert [line(problem).partition(":")[0] for problem in refused.value.problems] == [other]
