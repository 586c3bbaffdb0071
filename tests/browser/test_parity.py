"""Every state and every case, asked in three places: one answer, to the byte.

The places are this Python, Pyodide in Chromium (through the page's own worker), and the
published decision table, which holds the states.
"""

import csv
import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rules.dated import first_known_day
from rules.organisation import organisation
from rules.parsing import InputError, parse
from rules.participant import participant
from rules.result_json import participant_json, result_json
from rules.states import organisation_states, participant_states
from tests.browser.conftest import ESTIMATE, Calculator, offer_only

TODAY = date(2026, 11, 22)
RULES = {"participant": participant, "organisation": organisation}
TESTS = Path(__file__).resolve().parents[1]

# Every request is put in turn to the worker that the page itself has started. The page
# numbers its own requests from 1, and takes no notice of replies below.
ASK = """
async (requests) => {
  const { worker } = heard;
  const replies = [];
  const done = new Promise((resolve, reject) => {
    worker.addEventListener("message", ({ data }) => {
      if ("failed" in data) reject(new Error(data.failed));
      if (data.id < 0) replies.push(JSON.stringify(data.response.answer));
      if (replies.length === requests.length) resolve();
    });
  });
  requests.forEach((request, place) => worker.postMessage({ id: -1 - place, request }));
  await done;
  return replies;
}
"""


def asked() -> Iterator[tuple[str, dict[str, Any]]]:
    """The kind and the input of every state, then of every case that is answered."""
    first = first_known_day().isoformat()
    for state in participant_states():
        yield "participant", {"on": first, **state}
    for state in organisation_states():
        yield "organisation", {"on": first, **state}
    files = [("participant", file) for file in sorted((TESTS / "rules/cases").glob("*.toml"))]
    files.append(("organisation", TESTS / "rules/organisation_cases.toml"))
    for kind, file in files:
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            if "expected" in case:
                yield kind, without_null_words(case["answers"])


def without_null_words(answers: Mapping[str, Any]) -> dict[str, Any]:
    """TOML has no null: the cases write the word."""
    return {
        key: without_null_words(value) if isinstance(value, dict) else value
        for key, value in answers.items()
        if value != "null"
    }


def fields_of(answers: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """An input as the form's fields: dotted names, and what a person would type."""
    fields: dict[str, str] = {}
    for key, value in answers.items():
        if isinstance(value, dict):
            fields |= fields_of(value, f"{prefix}{key}.")
        else:
            fields[prefix + key] = json.dumps(value) if isinstance(value, bool) else str(value)
    return fields


@pytest.fixture(scope="module")
def here(written) -> list[str]:
    """The answers of this Python, as compact JSON."""
    return [
        written(result_json(RULES[kind](parse(json.dumps(given)), TODAY)))
        for kind, given in asked()
    ]


@pytest.mark.parametrize("name", ["lean", "stock"])
def test_pyodide_answers_every_state_and_case_to_the_byte(visitor, here, name):
    context = visitor.context()
    offer_only(context, name)
    page = context.new_page()
    page.goto(f"{visitor.address}{ESTIMATE['fr']}#adult=true")
    calculator = Calculator(page)
    calculator.wait_for_answer()
    links = json.loads(calculator.root.get_attribute("data-links"))
    requests = [
        {
            "kind": kind,
            "language": "fr",
            "today": TODAY.isoformat(),
            "links": links,
            "fields": fields_of(given),
        }
        for kind, given in asked()
    ]
    there = page.evaluate(ASK, requests)
    folders = {"lean": "/lean/", "stock": "/stock/"}
    assert {n for n, part in folders.items() if any(part in p for p in visitor.paths())} == {name}
    assert len(there) == len(here)
    different = [
        (requests[place]["fields"], mine, theirs)
        for place, (mine, theirs) in enumerate(zip(here, there, strict=True))
        if mine != theirs
    ]
    assert not different, f"{len(different)} of {len(here)} differ, first: {different[0]}"
    # Answers that were all alike would show nothing.
    assert len(set(here)) > 200


def test_the_decision_table_holds_every_state_to_the_byte(site, here):
    with (site / "api" / "decision-table.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = {row["answer"] for row in rows if row["on"] == first_known_day().isoformat()}
    states = here[: sum(1 for _ in participant_states())]
    assert len(states) == 6 * 3 * 4
    assert table == set(states)
    for row in rows:
        given = {key: row[key] or None for key in ("on", "assistance", "work_outlook")}
        given["adult"] = json.loads(row["adult"] or "null")
        answer = participant_json(participant(given))
        assert row["answer"] == json.dumps(answer, separators=(",", ":"))
        for programme, found in answer["programmes"].items():
            assert row[f"{programme}.verdict"] == found["verdict"]
            assert row[f"{programme}.reachable"].split() == found["reachable"]
            assert row[f"{programme}.missing"].split() == found["missing"]
            assert row[f"{programme}.allowance.certainty"] == found["allowance"]["certainty"]
            for one in found["reimbursements"]:
                assert row[f"{programme}.reimbursements.{one['cost']}"] == one["certainty"]
            high = (found["allowance"]["monthly"] or {}).get("high", "")
            assert row[f"{programme}.allowance.monthly.high"] == high


def test_what_a_case_refuses_is_refused_in_the_browser_too(visitor):
    """The cases with problems: their keys are those that the page complains of."""
    calculator = visitor.calculator("en")
    refused = 0
    for file in sorted((TESTS / "rules/cases").glob("*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            given = without_null_words(case["answers"])
            if "problems" not in case or set(fields_of(given)) - set(calculator_names(calculator)):
                continue
            with pytest.raises(InputError):
                participant(parse(json.dumps(given)), TODAY)
            calculator.go_to("&".join(f"{k}={v}" for k, v in fields_of(given).items()))
            reply = json.loads(calculator.wait_for_answer().response)
            assert set(reply["errors"]) == {problem["key"] for problem in case["problems"]}
            refused += 1
    assert refused > 0


def calculator_names(calculator) -> list[str]:
    return calculator.page.evaluate(
        """() => [...document.querySelector(".calculator form").elements]
          .map((control) => control.name)"""
    )
