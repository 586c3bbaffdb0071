"""The published JSON Schemas say what the command line reads and prints, and nothing else."""

import json
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from compiler.publish.schemas import schemas
from rules.dated import in_force, known_from
from rules.organisation import organisation
from rules.parsing import InputError, parse
from rules.participant import participant
from rules.result_json import result_json
from rules.states import organisation_states, participant_states

SITE = "https://passerelle.example/"
MADE = schemas(SITE)
DAY = date(2026, 5, 1)

NUMBERS = {
    "participant": [
        {},
        {"weekly_hours": 12.5, "start_date": "2028-02-29"},
        {"monthly_costs": {"transport": "45.50", "childcare": 0, "other": 100_000}},
        {"monthly_costs": None, "weekly_hours": None},
        # Both costs of "transport or childcare".
        {"monthly_costs": {"transport": 100, "childcare": 300}},
        # One for each way in which hours can stand to those of the programmes.
        *({"weekly_hours": hours} for hours in (9, 16, 18.5, 20.5)),
    ],
    "organisation": [{}, {"places": 0}, {"places": 100_000}, {"places": None}],
}
STATES = {"participant": participant_states, "organisation": organisation_states}
RULES = {"participant": participant, "organisation": organisation}


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(MADE[f"{name}.json"])


@pytest.mark.parametrize("name", MADE)
def test_a_schema_is_one_and_says_where_it_stands(name: str) -> None:
    Draft202012Validator.check_schema(MADE[name])
    assert MADE[name]["$id"] == f"{SITE}api/schemas/{name}"
    assert MADE[name]["title"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", RULES)
def test_every_state_and_its_answer_fit(kind: str) -> None:
    given, answered = validator(f"{kind}-input"), validator(f"{kind}-output")
    for state in STATES[kind]():
        for numbers in NUMBERS[kind]:
            asked = {"on": "2026-05-01", **state, **numbers}
            given.validate(asked)
            answered.validate(json.loads(json.dumps(result_json(RULES[kind](asked, DAY)))))


# Input that the rules refuse, and that a schema can refuse as well.
REFUSED: dict[str, list[dict[str, Any]]] = {
    "participant": [
        {"unknown": 1},
        {"adult": "true"},
        {"adult": 1},
        {"assistance": "welfare"},
        {"assistance": True},
        {"work_outlook": []},
        {"weekly_hours": -1},
        {"weekly_hours": 168.01},
        {"weekly_hours": "12"},
        {"weekly_hours": True},
        {"on": 20260501},
        {"on": "1 May 2026"},
        {"start_date": "20260501"},
        {"monthly_costs": []},
        {"monthly_costs": {"transport": -1}},
        {"monthly_costs": {"transport": "45,50"}},
        {"monthly_costs": {"transport": "45.505"}},
        {"monthly_costs": {"food": 1}},
    ],
    "organisation": [
        {"places": 1.5},
        {"places": -1},
        {"places": 100_001},
        {"places": "12"},
        {"non_profit": "yes"},
        {"paas_action": {"experience": True}},
        {"interagir": True},
        {"assistance": "none"},
    ],
}


@pytest.mark.parametrize(
    ("kind", "given"), [(kind, given) for kind, refused in REFUSED.items() for given in refused]
)
def test_what_the_rules_refuse_the_schema_refuses(kind: str, given: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        RULES[kind](parse(json.dumps(given)), DAY)
    assert not validator(f"{kind}-input").is_valid(given)


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (["rules_version"], None),
        (["on"], "today"),
        (["programmes", "paas_action"], None),
        (["programmes", "paas_action", "verdict"], "maybe"),
        (["programmes", "paas_action", "allowance", "monthly", "high"], "173"),
        (["programmes", "paas_action", "allowance", "monthly", "high"], 173),
        (["programmes", "interagir", "hours", "monthly_average"], "eighty"),
        (["programmes", "interagir", "criteria", 0, "status"], "yes"),
        (["programmes", "paas_action", "monthly_total", "high_if_one"], "100"),
        (["programmes", "paas_action", "monthly_total", "high_if_one"], 100),
        (["programmes", "interagir", "allowance", "certainty"], "perhaps"),
        (["programmes", "interagir", "reimbursements", 0, "certainty"], "entitled"),
        (["programmes", "interagir", "in_force_from"], "soon"),
        (["programmes", "interagir", "reachable"], ["unknown"]),
        (["programmes", "third"], {}),
    ],
)
def test_an_answer_that_is_none_is_refused(path: list[Any], wrong: Any) -> None:
    answer: Any = json.loads(json.dumps(result_json(participant({}, DAY))))
    validator("participant-output").validate(answer)
    place = answer
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = wrong
    assert not validator("participant-output").is_valid(answer)


@pytest.fixture
def beginning_later(monkeypatch: pytest.MonkeyPatch) -> str:
    """As if PAAS Action were in force from a later day on than that of the answers."""
    later = date(2027, 1, 1)
    for module in ("rules.participant", "rules.organisation"):
        monkeypatch.setattr(
            f"{module}.in_force", lambda id, on: id != "paas_action" and in_force(id, on)
        )
        monkeypatch.setattr(
            f"{module}.known_from", lambda id: later if id == "paas_action" else known_from(id)
        )
    return later.isoformat()


@pytest.mark.parametrize("kind", RULES)
def test_a_programme_that_is_not_in_force_yet_fits(kind: str, beginning_later: str) -> None:
    answer = json.loads(json.dumps(result_json(RULES[kind]({}, DAY))))
    validator(f"{kind}-output").validate(answer)
    found = answer["programmes"]["paas_action"]
    assert (found["verdict"], found["in_force_from"]) == ("not_in_force", beginning_later)
    assert "in_force_from" not in answer["programmes"]["interagir"]
    del found["monthly_total" if kind == "participant" else "funding"]
    assert not validator(f"{kind}-output").is_valid(answer)


def test_what_is_new_in_the_contract_is_in_the_schema() -> None:
    defined = MADE["participant-output.json"]["$defs"]
    assert "high_if_one" in defined["TotalJson"]["required"]
    programme = defined["ProgrammeForPersonJson"]
    assert "in_force_from" in programme["properties"]
    assert "in_force_from" not in programme["required"]
    assert "depends" in defined["AllowanceJson"]["properties"]["certainty"]["enum"]
    assert "depends" in defined["ReimbursementJson"]["properties"]["certainty"]["enum"]


def test_what_another_programme_may_state_is_in_the_schema() -> None:
    """None of today's has a maximum of costs, or an allowance that is received."""
    defined = MADE["participant-output.json"]["$defs"]
    assert "receives" in defined["AllowanceJson"]["properties"]["certainty"]["enum"]
    answer = json.loads(json.dumps(result_json(RULES["participant"]({}, DAY))))
    one = answer["programmes"]["paas_action"]["reimbursements"][0]
    assert "maximum" not in one
    for maximum, fits in (("50.00", True), (50, False)):
        one["maximum"] = maximum
        assert validator("participant-output").is_valid(answer) is fits
