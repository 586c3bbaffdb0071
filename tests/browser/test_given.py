"""The list of what was answered: it says of each answer that does not count that it does not."""

import json
from datetime import date
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from calculator.form.fields import read_fields
from calculator.words.catalogue import catalogue
from rules.questions import PARTICIPANT

ANSWERS = {
    "assistance": "basic_income",
    "weekly_hours": "beaucoup",
    "monthly_costs.transport": "45,50 $",
    "monthly_costs.other": "100001",
}


def row(calculator, name):
    link = calculator.page.locator(f"[data-question='{name}']")
    return calculator.root.locator(".given-list > div").filter(has=link)


def refused(words, problem, most):
    text = words.text(f"problem.{problem}", accepted=words.number(most))
    return words.messages["script.refused"].format(problem=text)


def remark(calculator, name):
    found = row(calculator, name).locator(".uncounted")
    return found.text_content() if found.count() else None


@pytest.mark.parametrize("media", ["screen", "print"])
def test_an_answer_that_cannot_be_read_is_listed_as_not_counted(visitor, language, media):
    calculator = visitor.calculator(language, urlencode(ANSWERS))
    words = catalogue(language)
    calculator.wait_for_answer()
    calculator.page.emulate_media(media=media)
    assert remark(calculator, "weekly_hours") == refused(words, "not_a_number", 168)
    assert remark(calculator, "monthly_costs.other") == refused(words, "too_large", 100_000)
    for name in ("weekly_hours", "monthly_costs.other"):
        expect(row(calculator, name).locator(".uncounted")).to_be_visible()
    for name in ("assistance", "monthly_costs.transport"):
        assert remark(calculator, name) is None
    # What was typed stands there as it was typed, with no unit behind what is no number.
    assert row(calculator, "weekly_hours").locator("dd").first.text_content() == "beaucoup"
    transport = row(calculator, "monthly_costs.transport").locator("dd").first
    assert transport.text_content() == "45,50 $"
    other = row(calculator, "monthly_costs.other").locator("dd").first
    said = words.text("question.monthly_costs.other.said.other", number="100001")
    assert other.text_content() == said
    assert calculator.fields() == calculator.fragment() == ANSWERS

    calculator.page.emulate_media(media="screen")
    calculator.field("weekly_hours").fill("12")
    calculator.wait_for_answer()
    assert remark(calculator, "weekly_hours") is None


SAID = {
    "fr": {"1": "1 heure par semaine", "1,5": "1,5 heure par semaine", "2": "2 heures par semaine"},
    "en": {"1": "1 hour a week", "1.5": "1.5 hours a week", "2": "2 hours a week"},
}
MONEY = {"fr": "60\u00a0$ par mois", "en": "$60 a month"}


def test_a_number_is_said_with_its_unit_as_the_language_has_it(visitor, language):
    calculator = visitor.calculator(language, "monthly_costs.transport=60")
    said = row(calculator, "monthly_costs.transport").locator("dd").first
    expect(said).to_have_text(MONEY[language])
    for typed, expected in SAID[language].items():
        calculator.field("weekly_hours").fill(typed)
        expect(row(calculator, "weekly_hours").locator("dd").first).to_have_text(expected)


def test_before_python_and_without_it_what_is_typed_is_not_listed_as_counted(visitor, language):
    visitor.expects_errors = True
    calculator = visitor.calculator(language)
    words, waiting = catalogue(language), []
    calculator.page.route("**/*.wasm", lambda route: waiting.append(route))
    calculator.go_to(urlencode(ANSWERS))
    expect(row(calculator, "weekly_hours")).to_be_visible()
    assert remark(calculator, "weekly_hours") == refused(words, "not_a_number", 168)
    assert remark(calculator, "monthly_costs.transport") == words.text("script.not_yet")
    assert remark(calculator, "assistance") is None
    # Python may be on its way, or come in a moment.
    calculator.page.route("**/*.wasm", lambda route: route.abort())
    for route in waiting:
        route.abort()
    calculator.wait_for_engine("failed")
    assert remark(calculator, "weekly_hours") == refused(words, "not_a_number", 168)
    assert remark(calculator, "monthly_costs.transport") == words.text("script.not_here")
    assert remark(calculator, "assistance") is None
    assert calculator.fields() == ANSWERS


@pytest.mark.parametrize("media", ["screen", "print"])
def test_what_is_not_known_is_listed_as_such_and_days_are_in_words(visitor, language, media):
    answers = {"assistance": "none", "start_date": "2027-02-01", "on": "2026-08-31"}
    calculator = visitor.calculator(language, urlencode(answers))
    words = catalogue(language)
    calculator.wait_for_answer()
    calculator.page.emulate_media(media=media)
    listed = {
        question.key: row(calculator, question.key).locator("dd").first for question in PARTICIPANT
    }
    said = {
        "assistance": words.text("question.assistance.none"),
        "start_date": words.day(date(2027, 2, 1)),
        "on": words.day(date(2026, 8, 31)),
    }
    for name, place in listed.items():
        expect(place).to_have_text(said.get(name, words.text("form.unknown")))
        expect(place).to_be_visible()
    # Nothing is listed of who has answered nothing, and another day only if there is one.
    calculator.page.emulate_media(media="screen")
    calculator.field("on").evaluate("field => field.value")
    calculator.go_to("adult=true")
    expect(row(calculator, "adult")).to_have_count(1)
    expect(row(calculator, "on")).to_have_count(0)
    calculator.form.locator("[data-action=erase]").click()
    expect(calculator.root.locator(".given-list > div")).to_have_count(0)
    expect(calculator.root.locator("[data-none-given]")).to_be_visible()


TYPED = [
    *("12", "12,5", "12.50", " 12 ", "007", "-5", "1 000", "1\u202f000,25", "169", "0,00"),
    *(
        "1,000.50",
        "1,000",
        "1.000,50",
        "1.000",
        "0.333",
        "12h",
        "12h30",
        "12:45",
        "12 h 60",
        "douze",
        "?",
        "10 à 15",
        "1e3",
        ".5",
        "5,",
        "+5",
        "−5",
    ),
    *("١٢", "45,50 $", "$45.50", "$ 45,5 $", "12 €", "12 $ 5", "$", "45,50\u00a0$", "$$5", "$ $5"),
]


def test_the_browser_reads_numbers_as_python_does(visitor):
    calculator = visitor.calculator("en")
    for name in ("weekly_hours", "monthly_costs.other"):
        seen = calculator.field(name).evaluate(
            """(field, all) => all.map((typed) => {
              field.value = typed;
              return !field.validity.patternMismatch;
            })""",
            TYPED,
        )
        read = [
            "?" not in json.dumps(read_fields(PARTICIPANT, {name: t}), default=str) for t in TYPED
        ]
        assert dict(zip(TYPED, seen, strict=True)) == dict(zip(TYPED, read, strict=True))
        assert len(set(read)) == 2
