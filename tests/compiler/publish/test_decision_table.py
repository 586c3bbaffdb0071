"""The decision table: a row a state, its cells those of the answer beside them."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest

from compiler.publish.decision_table import decision_table
from rules import participant as rules
from rules.dated import days_of_change, in_force, known_from, programme_ids
from rules.logic import DOMAINS
from rules.states import participant_states


@pytest.fixture
def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(decision_table())))


def test_cells_are_those_of_the_answer(rows: list[dict[str, str]]) -> None:
    days = {row["on"] for row in rows}
    assert days == {day.isoformat() for day in days_of_change()}
    assert len(rows) == 6 * 3 * 4 * len(days)
    certainties = set()
    for row in rows:
        for id, found in json.loads(row["answer"])["programmes"].items():
            assert row[f"{id}.verdict"] == found["verdict"]
            assert row[f"{id}.in_force_from"] == found.get("in_force_from", "")
            if found["verdict"] == "not_in_force":
                continue
            assert row[f"{id}.allowance.certainty"] == found["allowance"]["certainty"]
            costs = {one["cost"]: one["certainty"] for one in found["reimbursements"]}
            for cost in ("transport", "childcare", "other"):
                assert row[f"{id}.reimbursements.{cost}"] == costs.get(cost, "")
            certainties |= {found["allowance"]["certainty"], *costs.values()}
    assert certainties == {
        *("may_receive", "entitled", "in_some_cases", "depends", "not_stated", "none"),
    }


COLUMNS = (
    *("verdict", "reachable", "missing", "in_force_from"),
    *("allowance.stated", "allowance.certainty", "allowance.monthly.low", "allowance.monthly.high"),
    *(f"reimbursements.{cost}" for cost in ("transport", "childcare", "other")),
    *("hours.weekly_minimum.low", "hours.weekly_minimum.high", "hours.weekly_maximum"),
    "hours.monthly_average",
)
WORDS = {None: "", True: "true", False: "false"}


def cell(answer: Any, column: str) -> str:
    """What stands in a column, by the names of the answer's own parts."""
    for part in column.split("."):
        answer = None if answer is None else answer.get(part)
    return " ".join(answer) if isinstance(answer, list) else WORDS.get(answer, answer)


def test_every_cell_is_of_its_column(rows: list[dict[str, str]]) -> None:
    questions = ("assistance", "adult", "work_outlook")
    programmes = [f"{id}.{column}" for id in programme_ids() for column in COLUMNS]
    found: dict[str, set[str]] = {}
    for row in rows:
        assert list(row) == ["on", *questions, *programmes, "answer"]
        assert json.dumps(json.loads(row["answer"]), separators=(",", ":")) == row["answer"]
        for id, answer in json.loads(row["answer"])["programmes"].items():
            for column in COLUMNS:
                if not column.startswith("reimbursements."):
                    assert row[f"{id}.{column}"] == cell(answer, column), column
                found.setdefault(column, set()).add(row[f"{id}.{column}"])
    # Every column has something to say, but for the one of programmes to come where none is.
    empty = {column for column, cells in found.items() if cells == {""}}
    assert empty <= {"in_force_from"}


def test_rows_are_the_states_of_each_day_in_their_order(rows: list[dict[str, str]]) -> None:
    states = [
        {
            "on": day.isoformat(),
            **{key: WORDS.get(state.get(key), state.get(key)) for key in DOMAINS},
        }
        for day in days_of_change()
        for state in participant_states()
    ]
    assert [{key: row[key] for key in states[0]} for row in rows] == states


def test_the_table_is_plain_csv() -> None:
    text = decision_table()
    assert text.startswith("on,assistance,adult,work_outlook,")
    assert "\r" not in text
    assert text.endswith("\n")


def test_interagirs_money_is_said_of_last_resort_assistance_only(
    rows: list[dict[str, str]],
) -> None:
    columns = ("allowance.certainty", "reimbursements.transport", "reimbursements.other")
    said = {row["assistance"]: {row[f"interagir.{name}"] for name in columns} for row in rows}
    last_resort = {"entitled", "may_receive", "in_some_cases"}
    assert said == {
        "": {"depends"},
        "social_assistance": last_resort,
        "social_solidarity": last_resort,
        "aim_for_employment": {"not_stated"},
        "basic_income": {"not_stated"},
        "none": {"not_stated"},
    }


def test_a_programme_that_begins_later_says_when(monkeypatch: pytest.MonkeyPatch) -> None:
    later = date(2027, 1, 1)
    monkeypatch.setattr(rules, "in_force", lambda id, on: id != "interagir" and in_force(id, on))
    monkeypatch.setattr(
        rules, "known_from", lambda id: later if id == "interagir" else known_from(id)
    )
    for row in csv.DictReader(io.StringIO(decision_table())):
        assert row["interagir.verdict"] == row["interagir.reachable"] == "not_in_force"
        assert row["interagir.in_force_from"] == "2027-01-01"
        assert row["paas_action.in_force_from"] == row["interagir.reimbursements.other"] == ""
