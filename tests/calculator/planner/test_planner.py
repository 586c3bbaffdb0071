"""The planner: its fields, its drawing, and what it says of a plan."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.form.fields import explain
from calculator.planner.plan_form import planner
from calculator.planner.plan_words import sentences, weeks_named
from calculator.planner.planner import plan_response
from calculator.words.catalogue import Catalogue, catalogue
from rules.parsing import InputError
from rules.participant import participant
from rules.plan import PLAN, WEEKS, plan_result
from rules.programme import programmes

Ask = Callable[..., dict[str, Any]]
Parsed = Callable[[str], BeautifulSoup]

PERSON = {"assistance": "social_assistance", "adult": "true", "work_outlook": "long_term"}
# From too few hours, over every mark, to too many.
STEEP = {"start": "8", "target": "22", "week": "15"}


def by_weeks(*hours: object) -> dict[str, str]:
    """Hours of every week, the last of them until the end."""
    given = [str(one) for one in hours]
    given += given[-1:] * (WEEKS - len(given))
    return {f"week_{number}": one for number, one in enumerate(given, start=1)}


@pytest.fixture
def plan(ask: Ask, language: str, parsed: Parsed) -> Callable[..., tuple[dict[str, Any], Any]]:
    """The planner's fields in; what is said of them, and the drawing, out."""

    def planned(given: dict[str, str], **fields: str) -> tuple[dict[str, Any], BeautifulSoup]:
        said = ask(language, {**PERSON, **fields}, plan=given)["plan"]
        return said, parsed(said["html"])

    return planned


# ---- The fields as they stand in the page ----------------------------------------------


def test_every_key_has_a_field_with_its_name_and_no_other(words: Catalogue, parsed: Parsed) -> None:
    section = parsed(planner(words)).find("section")
    assert section.has_attr("hidden")
    fields = section.find_all("input")
    assert [field["data-plan"] for field in fields] == [question.key for question in PLAN]
    for field in fields:
        # Without a name it can be no answer of the form.
        assert not field.has_attr("name")
        (label,) = section.find_all("label", attrs={"for": field["id"]})
        assert label.get_text().strip()
        ids = {tag["id"] for tag in section.find_all(id=True)}
        assert set(field["aria-describedby"].split()) <= ids
    assert not section.find("form")


# ---- The reply ---------------------------------------------------------------------------


def test_without_hours_it_asks_for_them(plan: Any, words: Catalogue) -> None:
    said, soup = plan({})
    assert (said["hours"], said["errors"]) == (None, {})
    assert soup.get_text() == words.text("plan.empty")


def test_the_hours_of_the_answers_stand_in_for_the_start(plan: Any) -> None:
    said, _ = plan({}, weekly_hours="12,5")
    assert said["hours"] == ["12.5"] * WEEKS
    said, _ = plan({"start": "9", "week": "3", "target": "10"}, weekly_hours="12,5")
    assert said["hours"] == ["9", "9.5", *["10"] * (WEEKS - 2)]


def test_a_plan_is_never_an_answer_of_the_form(ask: Ask, language: str) -> None:
    given = {**STEEP, "assistance": "none", "weekly_hours": "7", "on": "1900-01-01"}
    assert ask(language, PERSON, plan=given)["answer"] == ask(language, PERSON)["answer"]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"start": "beaucoup"}, {"start"}),
        ({"start": "9", "week": "2,5"}, {"week"}),
        ({"start": "-1", "target": "169"}, {"start", "target"}),
        (by_weeks(3, "x"), {f"week_{number}" for number in range(2, WEEKS + 1)} | {"weeks"}),
        ({"week_2": "4"}, {f"week_{n}" for n in range(1, WEEKS + 1) if n != 2} | {"weeks"}),
    ],
)
def test_what_cannot_be_read_is_told_and_not_drawn(
    plan: Any, words: Catalogue, given: dict[str, str], wrong: set[str]
) -> None:
    said, soup = plan(given, weekly_hours="12")
    assert set(said["errors"]) == wrong
    assert said["hours"] is None
    assert soup.get_text() == words.text("plan.broken")


def test_wrong_weeks_are_told_in_one_sentence(plan: Any, language: str) -> None:
    weeks = by_weeks(5) | {"week_3": "?", "week_4": "", "week_9": "-2"}
    said, _ = plan(weeks)
    expected = {
        "fr": "À corriger, semaines 3 à 4 et 9. Écrivez un nombre",
        "en": "To correct, weeks 3 to 4 and 9. Enter a number",
    }[language]
    assert said["errors"]["weeks"].startswith(expected)


@given(given=st.dictionaries(st.sampled_from([q.key for q in PLAN]), st.text(max_size=8)))
@settings(max_examples=200)
def test_nothing_that_is_typed_breaks_it(ask: Ask, given: dict[str, str]) -> None:
    said = ask("fr", {**PERSON, "weekly_hours": "12"}, plan=given)["plan"]
    assert (said["hours"] is None) == bool(said["errors"])
    assert "<script" not in said["html"].lower()


# ---- The drawing -------------------------------------------------------------------------


def test_each_week_is_a_bar_as_high_as_its_hours(plan: Any) -> None:
    said, soup = plan(STEEP)
    bars = soup.select(".plan-chart .bar")
    assert len(bars) == WEEKS
    hours = [float(one) for one in said["hours"]]
    scale = float(bars[0]["height"]) / hours[0]
    for bar, one in zip(bars, hours, strict=True):
        assert float(bar["height"]) == pytest.approx(one * scale, abs=0.3)
        kind = "under" if one < 10 else "over" if one > 20 else "within"
        assert bar["class"] == ["bar", kind]
    lefts = [float(bar["x"]) for bar in bars]
    assert lefts == sorted(lefts)


def test_the_marks_stand_at_what_the_rules_state(plan: Any) -> None:
    said, soup = plan(STEEP)
    (chart,) = soup.select(".plan-chart")
    foot = float(chart.select(".grid")[0]["y1"])
    scale = float(chart.select(".bar")[0]["height"]) / float(said["hours"][0])

    def height(y: str) -> float:
        return (foot - float(y)) / scale

    assert height(chart.select_one(".maximum")["y1"]) == pytest.approx(20, abs=0.05)
    assert height(chart.select_one(".average")["y1"]) == pytest.approx(18.47, abs=0.05)
    band = chart.select_one("rect.minimum")
    assert height(band["y"]) == pytest.approx(15, abs=0.05)
    assert height(str(float(band["y"]) + float(band["height"]))) == pytest.approx(10, abs=0.05)


@pytest.mark.parametrize("hours", ["0", "1", "30", "31", "168"])
def test_nothing_stands_out_of_the_chart(plan: Any, hours: str) -> None:
    _, soup = plan({"start": hours})
    (chart,) = soup.select(".plan-chart")
    width, height = map(float, str(chart["viewbox"]).split()[2:])
    for mark in chart.select("rect.bar, rect.minimum"):
        assert 0 <= float(mark["x"]) <= float(mark["x"]) + float(mark["width"]) <= width
        assert 0 <= float(mark["y"]) <= float(mark["y"]) + float(mark["height"]) <= height
    for line in chart.select("line"):
        assert 0 <= float(line["y1"]) <= height


def test_a_programme_that_is_not_possible_is_not_drawn(ask: Ask, parsed: Parsed) -> None:
    said = ask("en", {"assistance": "none", "weekly_hours": "25"}, plan={})["plan"]
    soup = parsed(said["html"])
    assert not soup.select(".maximum, .over")
    assert soup.select(".average")
    assert "PAAS" not in soup.get_text()


def test_marks_differ_by_more_than_their_colour(plan: Any) -> None:
    _, soup = plan(STEEP)
    assert all(str(bar["fill"]).startswith("url(#") for bar in soup.select(".plan-chart .over"))
    entries = soup.select(".plan-key li")
    texts = [entry.get_text().strip() for entry in entries]
    assert len(set(texts)) == len(texts) == 6
    assert all(entry.find("svg")["aria-hidden"] == "true" for entry in entries)


def test_ids_are_unique_and_no_style_is_inline(plan: Any) -> None:
    said, soup = plan(STEEP, start_date="2026-09-15")
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(set(ids)) == len(ids)
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", said["html"])


# ---- The table, the chart's equal --------------------------------------------------------


def cells(table: Tag) -> list[list[str]]:
    return [
        [cell.get_text() for cell in row.find_all(["th", "td"])]
        for row in table.find("tbody").find_all("tr")
    ]


def test_the_table_says_what_the_chart_shows(plan: Any, words: Catalogue) -> None:
    said, soup = plan(STEEP)
    rows = cells(soup.select_one(".plan-weeks table"))
    assert [row[0] for row in rows] == [str(number) for number in range(1, WEEKS + 1)]
    assert [row[1] for row in rows] == [words.number(Decimal(one)) for one in said["hours"]]
    bars = soup.select(".plan-chart .bar")
    over = words.text("plan.remark.over", hours=words.quantity("hours", Decimal(20)))
    under = words.text("plan.remark.under", hours=words.quantity("hours", Decimal(10)))
    for row, bar in zip(rows, bars, strict=True):
        assert (over in row[2]) == ("over" in bar["class"])
        assert (under in row[2]) == ("under" in bar["class"])


PERHAPS = ("De 10 à 15 heures : c’est peut-être assez", "From 10 to 15 hours: it may be enough")


@pytest.mark.parametrize(
    ("hours", "french", "english"),
    [
        # The limits are 10 to 15, 20, and 80 hours a month, which 18.47 a week are enough for.
        ("0", "Moins de 10 heures", "Less than 10 hours"),
        ("9.99", "Moins de 10 heures", "Less than 10 hours"),
        ("10", *PERHAPS),
        ("14.99", *PERHAPS),
        ("15", "", ""),
        ("18.46", "", ""),
        ("18.47", "Assez pour la moyenne", "Enough for the average"),
        ("20", "Assez pour la moyenne", "Enough for the average"),
        (
            "20.01",
            "Plus de 20 heures. Assez pour la moyenne",
            "More than 20 hours. Enough for the average",
        ),
    ],
)
def test_a_week_at_a_limit_bears_the_remark_of_that_limit(
    plan: Any, language: str, hours: str, french: str, english: str
) -> None:
    _, soup = plan(by_weeks("16", hours, "16"))
    before, week, after, *_ = cells(soup.select_one(".plan-weeks table"))
    assert week[2].replace("\u00a0", " ") == {"fr": french, "en": english}[language]
    assert before[2] == after[2] == ""


def test_weeks_bear_their_day_where_the_start_is_known(plan: Any, words: Catalogue) -> None:
    _, soup = plan(STEEP, start_date="2026-12-24")
    rows = cells(soup.select_one(".plan-weeks table"))
    days = {
        "fr": ("24 décembre 2026", "7 janvier 2027"),
        "en": ("December 24, 2026", "January 7, 2027"),
    }
    first, third = days[words.language]
    assert first in rows[0][0]
    assert third in rows[2][0]


@pytest.mark.parametrize(
    ("fields", "names", "columns"),
    [
        ({}, {"fr": ["Mois 1", "Mois 6"], "en": ["Month 1", "Month 6"]}, 2),
        (
            {"start_date": "2026-09-15"},
            {
                "fr": ["septembre 202616 jours du plan", "mars 202715 jours du plan"],
                "en": ["September 202616 days of the plan", "March 202715 days of the plan"],
            },
            3,
        ),
    ],
)
def test_months_follow_the_calendar_where_the_start_is_known(
    plan: Any, language: str, fields: dict[str, str], names: dict[str, list[str]], columns: int
) -> None:
    _, soup = plan({"start": "12"}, **fields)
    rows = cells(soup.select_one(".plan-months"))
    assert [rows[0][0].replace("\u00a0", " "), rows[-1][0].replace("\u00a0", " ")] == names[
        language
    ]
    assert {len(row) for row in rows} == {columns}
    # At a steady 12 hours a week, every month has the same average: 52 hours.
    assert {row[-1] for row in rows} == {"52"}


# ---- In words ----------------------------------------------------------------------------


def test_where_it_falls_short_is_said_in_words(plan: Any, language: str) -> None:
    said, soup = plan(STEEP)
    items = [item.get_text().replace("\u00a0", " ") for item in soup.select(".plan-said li")]
    assert said["announcement"].replace("\u00a0", " ") == " ".join(items)
    expected = {
        "fr": ["20 heures, semaines 14 à 26", "10 heures, semaines 1 à 2", "semaines 3 à 7"],
        "en": ["20 hours, weeks 14 to 26", "10 hours, weeks 1 to 2", "weeks 3 to 7"],
    }[language]
    for item, part in zip(items, expected, strict=False):
        assert part in item
    # The minimum is told as what it is: a range, and no word on where in it.
    assert {"fr": "ne dit pas quel est", "en": "does not say what"}[language] in items[2]


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("18.46", "average_lacks"),
        ("18.47", "average_from"),
    ],
)
def test_the_average_is_reached_at_the_same_hours_as_in_the_rules(
    plan: Any, ask: Ask, words: Catalogue, hours: str, said: str
) -> None:
    told, _ = plan({"start": hours})
    check = ask(words.language, {"weekly_hours": hours})["answer"]["programmes"]["interagir"]
    assert check["hours"]["check"] == {"average_lacks": "meets_start"}.get(said, "meets_average")
    name, average = words.text("programme.interagir"), words.quantity("hours", Decimal(80))
    values = {"lacking": words.about_hours(Decimal("0.01")), "week": "1"}
    sentence = words.text(f"plan.said.{said}", programme=name, hours=average, **values)
    assert sentence in told["announcement"]


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("9.99", {"below_minimum"}),
        ("10", {"perhaps_below"}),
        ("14.99", {"perhaps_below"}),
        ("15", {"meets_minimum"}),
    ],
)
def test_one_thing_is_said_of_the_minimum(
    plan: Any, words: Catalogue, hours: str, said: set[str]
) -> None:
    told, _ = plan({"start": hours})
    name = words.text("programme.interagir")
    every = words.text("plan.weeks.other", list=words.text("format.range", low="1", high="26"))
    ten, fifteen = (words.quantity("hours", Decimal(number)) for number in (10, 15))
    about = {
        "below_minimum": {"hours": ten, "weeks": every},
        "perhaps_below": {"low": ten, "high": fifteen, "weeks": every},
        "meets_minimum": {"hours": fifteen},
    }
    found = {
        message
        for message, values in about.items()
        if words.text(f"plan.said.{message}", programme=name, **values) in told["announcement"]
    }
    assert found == said


def test_the_day_of_the_average_is_told_and_no_other(words: Catalogue) -> None:
    """In whichever order a programme names its days."""
    answers = {**PERSON, "adult": True, "start_date": "2026-08-31"}
    person = participant(answers, date(2026, 5, 1))
    found = person.programmes["interagir"]
    assert {one.id for one in found.milestones} == {"monthly_average_due", "reevaluation"}
    for milestones in (found.milestones, tuple(reversed(found.milestones))):
        programmes = {"interagir": found._replace(milestones=milestones)}
        changed = person._replace(programmes=programmes)
        told = " ".join(sentences(plan_result((Decimal(12),) * WEEKS, changed), changed, words))
        assert words.day(date(2027, 2, 28)) in told
        assert words.day(date(2027, 8, 31)) not in told


def test_a_plan_to_the_end_of_the_calendar_is_drawn(
    words: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no programme has dates, half a year is all that follows a start."""
    undated = {"paas_action": programmes()["paas_action"]}
    monkeypatch.setattr("rules.participant.programmes", lambda: undated)
    given = {**PERSON, "adult": True, "start_date": "9999-07-03"}
    person = participant(given, date(2026, 5, 1), "paas_action")
    drawn = plan_response(plan_result((Decimal(12),) * WEEKS, person), [], person, words)
    assert words.month(date.max) in drawn["html"]
    with pytest.raises(InputError) as refused:
        participant({**given, "start_date": "9999-07-04"}, date(2026, 5, 1), "paas_action")
    (problem,) = refused.value.problems
    assert explain(problem, words) == words.text("problem.too_late")


def test_when_the_average_is_due(plan: Any, language: str) -> None:
    told, _ = plan({"start": "12"}, start_date="2026-08-31")
    day = {"fr": "le 28 février 2027", "en": "on February 28, 2027"}[language]
    assert day in told["announcement"]
    told, _ = plan({"start": "12"})
    after = {"fr": "6 mois après le début", "en": "6 months after the start"}[language]
    assert after in told["announcement"].replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("numbers", "french", "english"),
    [
        ([1], "semaine 1", "week 1"),
        ([1, 2], "semaines 1 à 2", "weeks 1 to 2"),
        ([1, 3], "semaines 1 et 3", "weeks 1 and 3"),
        ([1, 2, 4, 6, 7, 8], "semaines 1 à 2, 4 et 6 à 8", "weeks 1 to 2, 4 and 6 to 8"),
    ],
)
def test_weeks_in_a_row_are_told_by_their_ends(
    words: Catalogue, numbers: list[int], french: str, english: str
) -> None:
    assert weeks_named(numbers, words) == {"fr": french, "en": english}[words.language]


@given(numbers=st.sets(st.integers(1, 26), min_size=1).map(sorted))
def test_every_week_is_named_once(numbers: list[int]) -> None:
    said = weeks_named(numbers, catalogue("en")).removeprefix("weeks ").removeprefix("week ")

    def read() -> Iterator[int]:
        for part in re.split(r", | and ", said):
            low, _, high = part.partition(" to ")
            yield from range(int(low), int(high or low) + 1)

    assert list(read()) == numbers


def test_the_conversion_is_said(plan: Any, language: str) -> None:
    for fields in ({}, {"start_date": "2026-09-15"}):
        _, soup = plan({"start": "12"}, **fields)
        note = soup.select_one(".note").get_text().replace("\u00a0", " ")
        shown = {"fr": "52 semaines pour 12 mois", "en": "52 weeks for 12 months"}[language]
        assert shown in note
