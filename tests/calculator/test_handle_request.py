"""What the page asks of Python, and what it is told."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup

from calculator.handle_request import answer, first_result
from calculator.results.result import KINDS
from calculator.words.catalogue import Catalogue, catalogue
from rules import RULES_VERSION
from rules.organisation import organisation
from rules.parsing import InputError
from rules.participant import participant
from rules.result_json import result_json

Ask = Callable[..., dict[str, Any]]

EXAMPLE = {
    "assistance": "aim_for_employment",
    "work_outlook": "after_preparation",
    "weekly_hours": "12",
    "on": "2026-05-01",
}
LATER = date(2026, 11, 22)


def test_a_reply_is_the_rules_answer_and_its_drawing(ask: Ask, language: str) -> None:
    reply = ask(language, EXAMPLE, LATER)
    assert list(reply) == ["html", "announcement", "errors", "answer", "cards"]
    assert reply["errors"] == {}
    given = {**EXAMPLE, "weekly_hours": Decimal(12)}
    # The keys in the contract's order too: the script reads the object as it comes.
    assert json.dumps(reply["answer"]) == json.dumps(result_json(participant(given)))
    assert reply["answer"]["on"] == "2026-05-01"
    assert reply["answer"]["rules_version"] == RULES_VERSION


def test_the_result_in_one_breath(ask: Ask, language: str) -> None:
    """What a screen reader says: the verdicts as the cards have them, without their badges."""
    reply = ask(language, EXAMPLE)
    cards = BeautifulSoup(reply["html"], "html.parser").find_all(attrs={"data-programme": True})
    said = []
    for card in cards:
        verdict = card.find(class_="verdict")
        verdict.find(class_="badge").extract()
        said.append(verdict.get_text().strip())
    assert reply["announcement"] == " ".join(said)
    assert [card["sentence"] for card in reply["cards"]] == said
    assert "PAAS Action" in said[0]
    assert "Interagir" in said[1]


def test_what_scripts_need_of_each_result(ask: Ask, language: str) -> None:
    """Beside the HTML, so that nothing is read back out of it."""
    reply = ask(language, {**EXAMPLE, "monthly_costs.transport": "30"})
    cards = BeautifulSoup(reply["html"], "html.parser").find_all(attrs={"data-programme": True})
    for card, data in zip(cards, reply["cards"], strict=True):
        found = reply["answer"]["programmes"][card["data-programme"]]
        assert data["programme"] == card["data-programme"]
        assert data["name"] == card.find("h3").get_text()
        assert data["verdict"] == card["data-verdict"] == found["verdict"]
        assert data["missing"] == found["missing"]
        assert data["further"] == [
            "weekly_hours",
            "start_date",
            "monthly_costs.transport",
            "monthly_costs.childcare",
            "monthly_costs.other",
        ]
    totals = {data["programme"]: data["total"] for data in reply["cards"]}
    assert totals["paas_action"] == ["0.00", "203.00"]
    assert ask(language, {"assistance": "none"})["cards"][0]["total"] is None


def test_an_answer_without_fields_is_that_of_the_device_today(ask: Ask, language: str) -> None:
    reply = ask(language, {}, LATER)
    assert reply["answer"] == result_json(participant({}, LATER))
    assert reply["answer"]["on"] == "2026-11-22"
    shown = {"fr": "22 novembre 2026", "en": "November 22, 2026"}[language]
    assert shown in reply["html"]
    assert RULES_VERSION in reply["html"]


def test_the_chosen_day_wins_over_today(ask: Ask, language: str) -> None:
    reply = ask(language, {"on": "2026-06-01"}, LATER)
    shown = {"fr": "1er juin 2026", "en": "June 1, 2026"}[language]
    assert shown in reply["html"]
    assert "2026-11-22" not in json.dumps(reply)


# What was typed, the problem with it, and what is accepted in French and in English.
BAD = {
    "weekly_hours": ("beaucoup", "not_a_number", "168", "168"),
    "monthly_costs.transport": ("-5", "negative", "", ""),
    "monthly_costs.childcare": ("1,000", "not_money", "100\u00a0000", "100,000"),
    "monthly_costs.other": ("100 001", "too_large", "100\u00a0000", "100,000"),
    "on": ("2026-03-31", "before_first_value", "1er avril 2026", "April 1, 2026"),
    "start_date": ("2026-02-30", "impossible_date", "", ""),
    "adult": ("maybe", "not_a_boolean", "", ""),
    "assistance": ("all", "not_a_choice", "", ""),
    "work_outlook": ("never", "not_a_choice", "", ""),
}


def expected_errors(language: str) -> dict[str, str]:
    messages = catalogue(language).messages
    return {
        key: messages[f"problem.{code}"].format(accepted=french if language == "fr" else english)
        for key, (_, code, french, english) in BAD.items()
    }


def test_the_two_languages_complain_in_their_own_words() -> None:
    french, english = expected_errors("fr"), expected_errors("en")
    assert len(set(french.values()) | set(english.values())) == 2 * (len(BAD) - 1)


@pytest.mark.parametrize("key", BAD)
def test_a_bad_field_is_explained_and_the_rest_is_answered(
    ask: Ask, language: str, key: str
) -> None:
    good = {name: typed for name, typed in EXAMPLE.items() if name != key}
    reply = ask(language, {**good, key: BAD[key][0]}, LATER)
    assert reply["errors"] == {key: expected_errors(language)[key]}
    unanswered = ask(language, good, LATER)
    assert reply["answer"] == unanswered["answer"]
    assert reply["html"] == unanswered["html"]


FAR = ["0026-12-01", "0001-01-01", "2062-12-01", "2020-12-31", "2032-01-01"]


@pytest.mark.parametrize("start", FAR)
def test_dates_of_a_start_far_away_are_said_nowhere(ask: Ask, language: str, start: str) -> None:
    """The year may be a slip: whoever prints, sends or imports such dates has wrong ones."""
    fields = {"assistance": "social_assistance", "start_date": start, "weekly_hours": "12"}
    extra = {"plan": {"start": "12"}, "rows": True, "calendar": {"owner": "a", "sequence": 1}}
    reply = ask(language, fields, **extra)
    words = catalogue(language)
    # The rules answer as ever.
    milestones = reply["answer"]["programmes"]["interagir"]["milestones"]
    assert [one["id"] for one in milestones] == ["monthly_average_due", "reevaluation"]
    assert not reply["errors"]
    said = words.text("milestones.withheld")
    assert reply["html"].count(said) == 1
    assert reply["calendar"] is None
    (row,) = [row for row in reply["rows"][1]["rows"] if row["about"] == "milestones"]
    assert row["parts"] == [{"text": said, "known": False, "needs": ["start_date"]}]
    undated = ask(language, {**fields, "start_date": ""}, **extra)
    assert reply["plan"] == undated["plan"]
    assert reply["cards"] == undated["cards"]
    days = {words.day(date.fromisoformat(one["on"])) for one in milestones}
    drawn = json.dumps({**reply, "answer": None}, ensure_ascii=False)
    assert not [day for day in days if day in drawn]


@pytest.mark.parametrize("start", ["2021-01-01", "2031-12-31"])
def test_dates_of_a_start_within_five_years_are_said(ask: Ask, language: str, start: str) -> None:
    reply = ask(language, {"start_date": start})
    assert catalogue(language).text("milestones.withheld") not in reply["html"]
    assert 'class="milestones"' in reply["html"]


def test_all_bad_fields_are_told_at_once(ask: Ask, language: str) -> None:
    reply = ask(language, {key: case[0] for key, case in BAD.items()}, LATER)
    assert reply["errors"] == expected_errors(language)
    assert reply["answer"] == result_json(participant({}, LATER))


def test_a_start_too_late_to_count_from_is_told_beside_the_others(ask: Ask, language: str) -> None:
    """It shows only once the other fields are right, and is told all the same."""
    fields = {**EXAMPLE, "start_date": "9999-12-01", "weekly_hours": "?"}
    reply = ask(language, fields)
    assert list(reply["errors"]) == ["weekly_hours", "start_date"]
    assert reply["answer"]["programmes"]["interagir"]["milestones"] == []


def test_fields_that_no_question_has_are_left_out(ask: Ask, language: str) -> None:
    strangers = {"email": "a@b.example", "monthly_costs": "5", "__proto__": "x", "": "y"}
    reply = ask(language, {**EXAMPLE, **strangers})
    assert reply == ask(language, EXAMPLE)


def test_what_was_typed_wrongly_is_not_given_back(ask: Ask, language: str) -> None:
    fields = dict.fromkeys(BAD, "<script>alert(1)</script>")
    reply = ask(language, fields)
    assert len(reply["errors"]) == len(BAD)
    assert "alert" not in json.dumps(reply)


@pytest.mark.parametrize("typed", ["-0", "-0,00", "0", "0,00"])
def test_no_hours_have_no_sign(
    ask: Ask, words: Catalogue, typed: str, parsed: Callable[[str], BeautifulSoup]
) -> None:
    reply = ask(words.language, {"weekly_hours": typed})
    assert reply["errors"] == {}
    (within, below) = parsed(reply["html"]).find_all(class_="check")
    hours = words.quantity("hours", Decimal(0))
    assert within.get_text() == words.text(
        "check.within", hours=hours, maximum=words.quantity("hours", 20)
    )
    assert below.get_text() == words.text("check.below_minimum", hours=hours)


@pytest.mark.parametrize("typed", ["12,5", "12.50", "12,50", " 12,5 "])
def test_the_persons_hours_are_shown_in_the_language_of_the_page(
    ask: Ask, language: str, typed: str
) -> None:
    shown = {"fr": "12,5\u00a0heures", "en": "12.5\u00a0hours"}[language]
    assert shown in ask(language, {"weekly_hours": typed})["html"]


def test_a_reply_is_json_text_with_its_letters_as_they_are() -> None:
    request = {
        "kind": "participant",
        "language": "fr",
        "today": "2026-05-01",
        "links": {"sources": "s", "regions": "r"},
        "fields": {},
    }
    text = answer(json.dumps(request))
    assert isinstance(text, str)
    assert "décision" in text
    assert "\\u00" not in text


def test_a_device_whose_clock_is_wrong_is_not_the_persons_fault(ask: Ask) -> None:
    with pytest.raises(InputError):
        ask("fr", {}, date(2020, 1, 1))
    # Not even where their own date was refused for the same reason.
    with pytest.raises(InputError):
        ask("fr", {"on": "2020-01-02"}, date(2020, 1, 1))
    assert ask("fr", {"on": "2026-05-01"}, date(2020, 1, 1))["errors"] == {}


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_result_bears_no_date(
    ask: Ask,
    language: str,
    kind: str,
    links: dict[str, str],
    day: date,
    parsed: Callable[[str], BeautifulSoup],
) -> None:
    first = parsed(first_result(KINDS[kind], language, links, day))
    live = parsed(ask(language, {}, day, kind)["html"])
    (dated,) = live.find_all(class_="result-date")
    dated.extract()
    assert str(first) == str(live)
    assert first.find_all("time") == []


# ---- Organisations -----------------------------------------------------------------------

ORGANISATION = {"non_profit": "true", "places": "8", "paas_action.expertise": "false"}


def test_an_organisation_is_answered_by_its_own_rules(ask: Ask, language: str) -> None:
    reply = ask(language, ORGANISATION, LATER, "organisation")
    assert reply["errors"] == {}
    given = {"non_profit": True, "places": 8, "paas_action": {"expertise": False}}
    assert json.dumps(reply["answer"]) == json.dumps(result_json(organisation(given, LATER)))
    assert "non_profit" not in json.dumps(ask(language, ORGANISATION)["answer"])


def test_a_bad_field_of_an_organisation_is_explained(ask: Ask, words: Catalogue) -> None:
    fields = {**ORGANISATION, "places": "8,5", "interagir.obeys_laws": "yes", "on": "2026-13-01"}
    reply = ask(words.language, fields, LATER, "organisation")
    assert reply["errors"] == {
        "on": words.text("problem.impossible_date"),
        "places": words.text("problem.not_whole"),
        "interagir.obeys_laws": words.text("problem.not_a_boolean"),
    }
    good = {key: typed for key, typed in ORGANISATION.items() if key != "places"}
    assert reply["html"] == ask(words.language, good, LATER, "organisation")["html"]


def test_a_kind_that_there_is_not_is_refused(ask: Ask) -> None:
    with pytest.raises(KeyError):
        ask("fr", {}, LATER, "municipality")
