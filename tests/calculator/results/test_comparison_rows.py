"""The lines of two situations: the amounts of the rules, and nothing known that is not."""

from datetime import date
from typing import Any

import pytest

from calculator.results.comparison_rows import Part, compared_programme
from calculator.words.catalogue import catalogue
from rules.participant import participant
from rules.states import participant_states

DAY = date(2026, 5, 1)
LAST_RESORT = {"assistance": "social_assistance", "adult": True, "work_outlook": "long_term"}


def rows(programme: str, answers: dict[str, Any], language: str = "en") -> dict[str, list[Part]]:
    """The parts of each line that is not idle, by what it is about."""
    found = compared_programme(programme, participant(answers, DAY), catalogue(language))
    return {row["about"]: row["parts"] for row in found["rows"] if not row["idle"]}


def texts(parts: list[Part]) -> list[str]:
    return [part["text"] for part in parts]


def open_in(found: dict[str, list[Part]]) -> set[str]:
    return {about for about, parts in found.items() if not all(part["known"] for part in parts)}


def test_ranges_stay_ranges() -> None:
    costs = {"transport": "60", "childcare": "45.50", "other": 0}
    found = rows("paas_action", {**LAST_RESORT, "monthly_costs": costs})
    assert texts(found["verdict"]) == ["Possible", "You could take part in PAAS Action."]
    assert texts(found["allowance"])[0] == "from $0 to $173 a month"
    assert texts(found["transport"])[0] == "from $0 to $60 a month"
    assert texts(found["childcare"])[0] == "from $0 to $45.50 a month"
    # "Transport or childcare": one alone, and both.
    one, both = texts(found["total"])[:2]
    assert one.startswith("from $0 to $233 a month, ")
    assert both.startswith("from $0 to $278.50 a month, ")
    assert open_in(found) == set()


def test_an_amount_that_is_not_stated_is_no_zero() -> None:
    costs: dict[str, int] = {"transport": 0}
    found = rows("interagir", {**LAST_RESORT, "monthly_costs": costs})
    assert texts(found["allowance"])[0] == "Amount not stated"
    assert texts(found["transport"])[0] == "Nothing to reimburse"
    assert texts(found["childcare"])[0] == "Depends on your costs"
    assert not found["childcare"][0]["known"]
    assert found["childcare"][1]["known"]
    assert open_in(found) == {"childcare", "other", "total"}
    # Nor is a sum of costs that are not all known.
    assert texts(found["total"]) == ["Depends on your costs"]
    costs["other"] = 40
    found = rows("interagir", {**LAST_RESORT, "monthly_costs": costs})
    assert texts(found["total"])[0] == "from $0 to $40 a month"
    assert texts(found["total"])[1].startswith("Reimbursed costs")
    assert "total" in open_in(found)


@pytest.mark.parametrize("programme", ["paas_action", "interagir"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_without_an_answer_nothing_is_known_that_an_answer_can_change(
    programme: str, language: str
) -> None:
    """What is known without any answer is the same in every state that has one."""
    known = {
        (about, place): part["text"]
        for about, parts in rows(programme, {}, language).items()
        for place, part in enumerate(parts)
        if part["known"]
    }
    assert ("verdict", 0) not in known
    for state in participant_states():
        found = rows(programme, dict(state.items()), language)
        for (about, place), text in known.items():
            if about in found and about not in ("missing", "ask"):
                assert found[about][place]["text"] == text, (state, about)


def test_what_is_not_possible_says_so_in_every_line() -> None:
    found = rows("paas_action", {"assistance": "none", "weekly_hours": 12})
    said = {texts(parts)[0] for about, parts in found.items() if about != "ask"}
    assert said == {"Not possible"}
    assert open_in(found) == set()


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (9, "Less than the minimum required"),
        (12, "May be enough to start: ask what your minimum is"),
        (16, "Enough to start, but not for the average required later"),
        (18.47, "Enough to start, and also for the average required later"),
    ],
)
def test_hours_are_held_against_those_of_the_programme(hours: float, said: str) -> None:
    found = rows("interagir", {**LAST_RESORT, "weekly_hours": hours})
    assert found["check"] == [{"text": said, "known": True, "needs": ["weekly_hours"]}]


def test_dates_and_what_to_confirm() -> None:
    found = rows("interagir", {**LAST_RESORT, "adult": False, "start_date": "2026-08-31"})
    assert texts(found["milestones"])[0].startswith("February 28, 2027: ")
    assert len(found["milestones"]) == 2
    assert texts(found["ask"]) == ["Can I take part if I’m not an adult?"]
    assert "milestones" not in rows("paas_action", {**LAST_RESORT, "start_date": "2026-08-31"})


def test_missing_answers_are_named() -> None:
    found = rows("paas_action", {})
    assert texts(found["missing"])[0] == "Which assistance do you receive?"
    # Who may turn out not to receive any of the four has no amount yet.
    assert not any(part["known"] for part in found["allowance"])
