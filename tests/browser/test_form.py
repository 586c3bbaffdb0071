"""What the form does beside answering: erase, lead to the result, say what is wrong."""

import re
from urllib.parse import urlencode

from playwright.sync_api import expect

from calculator.words.catalogue import catalogue

BUTTONS = {
    "fr": {"erase": "Effacer mes réponses", "see": "Voir le résultat"},
    "en": {"erase": "Erase my answers", "see": "See the result"},
}


def error(language, problem, accepted):
    """An error as the page has to word it."""
    words = catalogue(language)
    return words.text("form.error_prefix") + words.text(f"problem.{problem}", accepted=accepted)


def test_what_cannot_be_read_is_said_beside_it_and_the_rest_is_answered(visitor, language):
    calculator = visitor.calculator(language, "assistance=basic_income&work_outlook=long_term")
    field, told = calculator.field("weekly_hours"), calculator.error("weekly_hours")
    calculator.wait_for_answer()
    expect(told).to_be_hidden()
    expect(field).not_to_have_attribute("aria-invalid", "true")

    field.press_sequentially("abc")
    calculator.wait_for_answer()
    expect(told).to_have_text(error(language, "not_a_number", "168"))
    expect(told).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert told.get_attribute("id") in field.get_attribute("aria-describedby").split()
    expect(field).to_have_accessible_description(
        re.compile(re.escape(error(language, "not_a_number", "168")))
    )
    assert calculator.verdicts()["paas_action"] == "possible"
    assert calculator.result.locator("[data-check]").count() == 0
    expect(field).to_have_value("abc")
    expect(field).to_be_focused()

    # A thousand or one? Never a guess.
    calculator.field("monthly_costs.transport").fill("1,000")
    calculator.wait_for_answer()
    expect(calculator.error("monthly_costs.transport")).to_have_text(
        error(language, "not_money", "100\u00a0000" if language == "fr" else "100,000")
    )
    assert calculator.form.locator("[aria-invalid=true]").count() == 2

    field.fill("12,5")
    calculator.field("monthly_costs.transport").fill("1 000,50 $")
    calculator.wait_for_answer()
    assert calculator.form.locator(".error:not([hidden])").count() == 0
    assert calculator.form.locator("[aria-invalid=true]").count() == 0
    check = calculator.card("paas_action").locator("[data-check]")
    expect(check).to_have_attribute("data-check", "within")
    expect(calculator.card("paas_action")).to_contain_text(
        "1\u00a0000,50\u00a0$" if language == "fr" else "$1,000.50"
    )


def test_an_error_behind_a_fold_is_seen(visitor, language):
    """A day before the first known amounts: the person has to see why it does not count."""
    calculator = visitor.calculator(language, "adult=true&on=2026-03-31")
    calculator.wait_for_answer()
    first_day = "1er avril 2026" if language == "fr" else "April 1, 2026"
    expect(calculator.error("on")).to_have_text(error(language, "before_first_value", first_day))
    expect(calculator.error("on")).to_be_visible()
    expect(calculator.field("on")).to_be_visible()


def test_erase_leaves_nothing_of_the_answers(visitor, language):
    answers = {"assistance": "none", "weekly_hours": "abc", "on": "2026-05-01", "adult": "true"}
    calculator = visitor.calculator(language, urlencode(answers))
    calculator.wait_for_answer()
    assert calculator.verdicts()["paas_action"] == "not_possible"

    calculator.form.get_by_role("button", name=BUTTONS[language]["erase"]).click()
    exchange = calculator.wait_for_answer()
    assert exchange.request["fields"] == {}
    assert calculator.fields() == {}
    assert "#" not in calculator.page.url
    assert calculator.verdicts() == {"paas_action": "unknown", "interagir": "unknown"}
    assert calculator.form.locator(".error:not([hidden]), [aria-invalid=true]").count() == 0
    # Every group of choices is back at "I don't know".
    for group in ("assistance", "adult", "work_outlook"):
        assert calculator.form.locator(f"input[name={group}]:checked").get_attribute("value") == ""

    focused = calculator.page.locator(":focus")
    assert focused.get_attribute("name") == "assistance", "the first question"
    expect(focused).to_be_in_viewport()
    # A page loaded anew from here has no answer either.
    calculator.page.reload()
    assert calculator.fields() == {}


def test_see_result_moves_there(visitor, language):
    calculator = visitor.calculator(language, "adult=true", width=360, height=640)
    calculator.wait_for_answer()
    heading = calculator.page.locator("#result")
    expect(heading).not_to_be_in_viewport()
    calculator.form.get_by_role("button", name=BUTTONS[language]["see"]).click()
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    assert heading.evaluate("element => element.tagName") == "H2"
    assert calculator.fragment() == {"adult": "true"}


def test_enter_in_a_field_keeps_the_page(visitor):
    calculator = visitor.calculator("en")
    calculator.page.evaluate("window.same = true")
    calculator.field("weekly_hours").press_sequentially("12")
    calculator.page.keyboard.press("Enter")
    calculator.wait_for_answer()
    assert calculator.page.evaluate("window.same === true")
    assert calculator.fragment() == {"weekly_hours": "12"}


def test_the_button_for_the_result_tells_of_an_error_far_above(visitor, language):
    calculator = visitor.calculator(language, "assistance=social_assistance", width=360, height=740)
    calculator.field("weekly_hours").fill("abc")
    calculator.form.locator("[data-action=see-result]").click()
    notice = calculator.root.locator("[data-errors-notice]")
    expect(notice).to_be_in_viewport()
    notice.get_by_role("link").click()
    expect(calculator.field("weekly_hours")).to_be_focused()
