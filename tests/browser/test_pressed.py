"""A press on a control lasts: what is drawn meanwhile does not take the control away."""

import pytest
from playwright.sync_api import expect

# Somebody whose hand is slow. What is told after a field is left comes within this time.
LONG_PRESS_MS = 900


def press_long(page, locator):
    """The place is looked up once it is in view: a result may be drawn anew meanwhile."""
    box = None
    while box is None:  # drawn anew between the two looks
        expect(locator).to_be_in_viewport()
        box = locator.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(LONG_PRESS_MS)
    page.mouse.up()


def type_elsewhere(calculator):
    """Fifteen hours a week, as if typed just now; the focus stays where it is."""
    calculator.field("weekly_hours").evaluate(
        """(field) => {
          field.value = "15";
          field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }"""
    )


def test_a_long_press_on_what_was_answered_leads_to_the_question(visitor, language):
    calculator = visitor.calculator(language, "assistance=social_assistance&weekly_hours=12")
    calculator.wait_for_answer()
    calculator.field("monthly_costs.transport").focus()
    answered = calculator.root.locator(".given-list [data-question=adult]")
    answered.scroll_into_view_if_needed()
    press_long(calculator.page, answered)
    expect(calculator.field("adult").first).to_be_focused()


@pytest.fixture
def fold(visitor, language):
    """The details of a programme whose card is drawn anew once something else is typed."""
    calculator = visitor.calculator(language, "assistance=social_assistance&adult=true")
    calculator.wait_for_answer()
    return calculator, calculator.card("paas_action").locator("details").first


def test_a_result_that_comes_during_a_press_waits_for_its_end(fold):
    calculator, details = fold
    summary = details.locator("summary").first
    summary.scroll_into_view_if_needed()
    type_elsewhere(calculator)
    press_long(calculator.page, summary)
    expect(details).to_have_attribute("open", "")
    calculator.wait_for_answer()
    expect(calculator.card("paas_action")).to_contain_text("15")


def test_a_space_bar_that_is_held_opens_what_is_drawn_anew(fold):
    calculator, details = fold
    details.locator("summary").first.focus()
    type_elsewhere(calculator)
    calculator.page.keyboard.down(" ")
    calculator.page.wait_for_timeout(LONG_PRESS_MS)
    calculator.page.keyboard.up(" ")
    expect(details).to_have_attribute("open", "")
