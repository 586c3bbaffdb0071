"""Half a date, or one that no calendar has, is told and not counted; a far year is asked about."""

from datetime import date
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from calculator.words.catalogue import catalogue

LOCALES = {"fr": "fr-CA", "en": "en-CA"}
# The 31st of February as people type it in the field of their language: which part comes first is
# the browser's to choose.
NO_DAY = ("20260231", "02312026", "31022026")


def told(words):
    """The error as the field has to word it: what is wrong, and what is accepted."""
    half = words.text("form.half_date", example=words.day(date(2026, 12, 1)))
    return words.text("form.error_prefix") + half


def row(calculator, name):
    link = calculator.page.locator(f"[data-question='{name}']")
    return calculator.root.locator(".given-list > div").filter(has=link)


@pytest.mark.parametrize("typed", ["half", "no day"])
def test_half_a_date_holds_back_and_is_not_counted(visitor, language, typed):
    fragment = "view=steps&step=start_date&adult=true"
    calculator = visitor.calculator(language, fragment, locale=LOCALES[language])
    words, field = catalogue(language), calculator.field("start_date")
    for keys in ("12",) if typed == "half" else NO_DAY:
        field.fill("")
        field.focus()
        calculator.page.keyboard.type(keys)
        if field.evaluate("field => field.validity.badInput"):
            break
    assert field.evaluate("field => field.value") == "", "a browser gives no value"
    calculator.form.locator("[data-action=next]").click()
    expect(calculator.error("start_date")).to_have_text(told(words))
    expect(calculator.error("start_date")).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert calculator.fragment()["step"] == "start_date"
    # Python does not take it away again, and the list says that it does not count.
    calculator.field("start_date").blur()
    calculator.wait_for_answer()
    expect(calculator.error("start_date")).to_be_visible()
    listed = row(calculator, "start_date")
    assert listed.locator("dd").first.text_content() == words.text("form.incomplete")
    refused = words.messages["script.refused"]
    half = told(words).removeprefix(words.text("form.error_prefix"))
    assert listed.locator(".uncounted").text_content() == refused.format(problem=half)
    # "I don't know" empties it.
    calculator.form.locator("[data-action=unknown]").click()
    expect(calculator.form.locator("[data-step]:visible")).to_have_attribute(
        "data-step", "monthly_costs"
    )
    assert not field.evaluate("field => field.validity.badInput")
    expect(listed.locator("dd").first).to_have_text(words.text("form.unknown"))


def test_a_far_day_that_is_refused_is_not_asked_about_as_well(visitor, language):
    calculator = visitor.calculator(language, "start_date=9999-12-31&adult=true")
    calculator.wait_for_answer()
    expect(calculator.error("start_date")).not_to_be_empty()
    expect(calculator.form.locator("#doubt-start_date")).to_be_empty()
    assert row(calculator, "start_date").locator(".doubt").count() == 0


def test_half_of_another_day_is_not_today(visitor, language):
    calculator = visitor.calculator(language, "adult=true", locale=LOCALES[language])
    words = catalogue(language)
    calculator.wait_for_answer()
    calculator.form.locator(".question-fold summary").click()
    calculator.field("on").focus()
    calculator.page.keyboard.type("12")
    expect(calculator.error("on")).to_be_hidden()  # somebody is typing
    calculator.page.keyboard.press("Tab")
    calculator.page.keyboard.press("Tab")
    calculator.field("weekly_hours").focus()
    expect(calculator.error("on")).to_have_text(told(words))
    expect(row(calculator, "on").locator(".uncounted")).to_have_count(1)
    # Emptied again, nothing is wrong.
    calculator.field("on").evaluate("field => { field.value = '' }")
    calculator.field("on").focus()
    calculator.field("weekly_hours").focus()
    expect(calculator.error("on")).to_be_hidden()
    expect(row(calculator, "on")).to_have_count(0)


def as_text(route):
    """What a browser without fields for dates makes of them."""
    response = route.fetch()
    assert response.text().count('type="date"') == 3
    body = response.text().replace('type="date"', 'type="text"')
    route.fulfill(response=response, body=body)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("2026-02-31", "impossible_date"),
        ("2026-13-01", "impossible_date"),
        ("31/02/2026", "not_a_date"),
        ("2026", "not_a_date"),
        ("demain", "not_a_date"),
    ],
)
def test_a_browser_that_gives_text_for_dates(visitor, language, typed, problem):
    """It is told before Python has come, and by Python in the same words."""
    visitor.expects_errors = True
    page = visitor.context().new_page()
    path, waiting = {"fr": "estimer/", "en": "en/estimate/"}[language], []
    page.route(f"**/{path}", as_text)
    page.route("**/*.wasm", lambda route: waiting.append(route))
    page.goto(f"{visitor.address}{path}#view=steps&step=start_date")
    words = catalogue(language)
    page.locator("[name=start_date]").fill(typed)
    page.keyboard.press("Enter")
    error = page.locator("[id='error-start_date']")
    said = words.text("form.error_prefix") + words.text(f"problem.{problem}")
    expect(error).to_have_text(said)
    expect(page.locator("[name=start_date]")).to_be_focused()
    page.route("**/*.wasm", lambda route: route.continue_())
    for route in waiting:
        route.continue_()
    expect(page.locator(".calculator")).to_have_attribute("data-engine", "python", timeout=60_000)
    expect(error).to_have_text(said)
    page.locator("[name=start_date]").fill("2026-12-01")
    expect(error).to_be_hidden()


@pytest.mark.parametrize("day", [date(1026, 5, 1), date(2226, 5, 1)])
def test_a_start_centuries_away_is_asked_about_once(visitor, language, day):
    calculator = visitor.calculator(language, "view=steps&step=start_date&adult=true")
    words, field = catalogue(language), calculator.field("start_date")
    doubt = calculator.form.locator("[id='doubt-start_date']")
    expect(doubt).to_be_hidden()
    field.fill(day.isoformat())
    calculator.form.locator("[data-action=next]").click()
    asked = words.text("form.doubtful_start", given=words.day(day))
    expect(doubt).to_have_text(asked)
    expect(doubt).to_be_visible()
    expect(field).to_be_focused()
    assert asked in field.evaluate(
        """(field) => field.getAttribute("aria-describedby").split(" ")
          .map((id) => document.getElementById(id).textContent).join(" ")"""
    )
    calculator.wait_for_answer()
    expect(doubt).to_be_visible()
    assert calculator.fragment()["step"] == "start_date"
    # Whoever goes on means it: it counts, and the list asks once more.
    calculator.form.locator("[data-action=next]").click()
    expect(calculator.form.locator("[data-step]:visible")).to_have_attribute(
        "data-step", "monthly_costs"
    )
    expect(row(calculator, "start_date").locator(".doubt")).to_have_text(asked)
    assert row(calculator, "start_date").locator(".uncounted").count() == 0
    # A near day is not asked about.
    calculator.go_to(urlencode({"view": "steps", "step": "start_date", "start_date": "2027-01-04"}))
    calculator.wait_for_answer()
    expect(doubt).to_be_hidden()
    calculator.form.locator("[data-action=next]").click()
    expect(calculator.form.locator("[data-step]:visible")).to_have_attribute(
        "data-step", "monthly_costs"
    )
