"""A programme that leaves out all that it can, and begins after the others: nothing is invented."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LATER = Path(__file__).with_name("later_programme")
DRAW = """
import json, sys
from calculator.results.cards import View
from calculator.results.card_data import card_data
from calculator.results.comparison_rows import compared_programme
from calculator.results.result import KINDS, card_of
from calculator.words.catalogue import catalogue
from rules.result_json import result_json

links = dict.fromkeys(("sources", "regions", "situations", "organizations", "comparison"), "")
answers = {}
for language in ("fr", "en"):
    words = catalogue(language)
    for day in ("2026-12-31", "2027-01-01"):
        for hours in (None, 12, 16):
            given = {"on": day, "adult": True, "weekly_hours": hours, "start_date": "2027-02-01"}
            result = KINDS["participant"].rules(given)
            answers[f"{language} {day} {hours}"] = {
                "json": result_json(result)["programmes"]["later"],
                "card": card_of("later", result, View(words, links)),
                "data": card_data("later", result, words),
                "rows": compared_programme("later", result, words)["rows"],
            }
organisation = KINDS["organisation"].rules({"on": "2027-01-01", "places": 3})
print(json.dumps({"answers": answers, "organisation": list(organisation.programmes)}))
"""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory, root: Path) -> dict[str, Any]:
    """What the programme comes to, in a copy of the rules and the calculator that has it."""
    folder = tmp_path_factory.mktemp("later")
    ignored = shutil.ignore_patterns("__pycache__")
    for package in ("rules", "calculator"):
        shutil.copytree(root / package, folder / package, ignore=ignored)
    shutil.copytree(LATER, folder, dirs_exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", DRAW], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_before_its_first_day_it_is_not_in_force(drawn: dict[str, Any]) -> None:
    for language, said in (("fr", "1er janvier 2027"), ("en", "January 1, 2027")):
        found = drawn["answers"][f"{language} 2026-12-31 12"]
        assert found["json"]["verdict"] == "not_in_force"
        assert found["json"]["in_force_from"] == "2027-01-01"
        assert said in found["card"]
        assert found["data"]["lines"] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_its_document_does_not_speak_of_is_not_said(
    language: str, drawn: dict[str, Any]
) -> None:
    found = drawn["answers"][f"{language} 2027-01-01 12"]
    answer = found["json"]
    assert answer["verdict"] == "possible"
    assert answer["allowance"] == {"stated": False, "certainty": "none", "monthly": None}
    assert (answer["reimbursements"], answer["milestones"]) == ([], [])
    card = found["card"]
    for class_ in ('class="money"', 'class="milestones"', 'class="source"'):
        assert (class_ in card) is (class_ == 'class="source"'), class_
    for never in ("llocation", "llowance", "$"):
        assert never not in card
        assert never not in json.dumps(found["data"])
    abouts = [row["about"] for row in found["rows"]]
    assert "allowance" not in abouts
    assert "milestones" not in abouts


def test_hours_from_none_to_a_maximum(drawn: dict[str, Any]) -> None:
    for hours, check in ((None, None), (12, "within"), (16, "above_maximum")):
        found = drawn["answers"][f"fr 2027-01-01 {hours}"]["json"]["hours"]
        assert found == {
            "weekly_minimum": None,
            "weekly_maximum": "15",
            "monthly_average": None,
            "monthly_average_per_week": None,
            "check": check,
        }


def test_nothing_is_asked_of_organisations(drawn: dict[str, Any]) -> None:
    assert "later" not in drawn["organisation"]
    assert "paas_action" in drawn["organisation"]
