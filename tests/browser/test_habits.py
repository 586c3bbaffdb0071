"""What people do, found in public complaints on other products and tried here.

handbook/COMPLAINTS.md names the threads.
"""

import json
import os
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from calculator.words.catalogue import catalogue
from tests.browser.conftest import ESTIMATE, Calculator

# As the translators of Chrome and Firefox leave a page: every text in an element of its own.
TRANSLATED = """
() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const all = [];
  while (texts.nextNode()) all.push(texts.currentNode);
  for (const text of all) {
    if (!text.data.trim() || text.parentElement.closest("script, style, [translate=no]")) continue;
    const outer = document.createElement("font");
    const inner = outer.appendChild(document.createElement("font"));
    inner.append(`~${text.data}`);
    text.replaceWith(outer);
  }
}
"""
SPACED = """
() => {
  const all = [...document.querySelectorAll("main, main *")];
  for (const { style } of all) {
    style.setProperty("line-height", "1.5", "important");
    style.setProperty("letter-spacing", "0.12em", "important");
    style.setProperty("word-spacing", "0.16em", "important");
  }
  return all.filter((one) => {
    const { overflowX, overflowY } = getComputedStyle(one);
    const cut = (overflowX === "hidden" && one.scrollWidth > one.clientWidth + 1)
      || (overflowY === "hidden" && one.scrollHeight > one.clientHeight + 1);
    return cut && one.clientHeight > 1 && !one.closest(".visually-hidden, .poster");
  }).map((one) => `${one.tagName} ${one.className}`);
}
"""
WIDTH = "() => document.documentElement.scrollWidth"


def programme(exchange, id):
    """The answer for a programme that Python gave."""
    return json.loads(exchange.response)["answer"]["programmes"][id]


def started(page):
    page.wait_for_selector(".calculator[data-started]")
    return Calculator(page)


def test_a_double_click_moves_on_by_one_question(visitor, language):
    page = visitor.open(f"{ESTIMATE[language]}#view=steps")
    started(page)
    page.locator("[data-action=next]:visible").dblclick()
    page.wait_for_timeout(300)
    assert "step=adult" in page.url
    # Two clicks of somebody who takes the time are two.
    page.wait_for_timeout(700)
    page.locator("[data-action=next]:visible").click()
    page.wait_for_timeout(700)
    assert "step=work_outlook" in page.url
    page.locator("[data-action=back]:visible").dblclick()
    page.wait_for_timeout(300)
    assert "step=adult" in page.url


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1 234,56", "1234.56"),
        ("1\u202f234,56\u00a0$", "1234.56"),
        ("$1,234.56", "1234.56"),
        (" 1,234.5 ", "1234.5"),
        ("1234.56 $", "1234.56"),
    ],
)
def test_an_amount_is_read_however_it_is_written(visitor, typed, counted, language):
    calculator = visitor.calculator(language, "assistance=social_assistance")
    calculator.field("monthly_costs.transport").fill(typed)
    answer = calculator.wait_for_answer()
    (transport, *_) = programme(answer, "paas_action")["reimbursements"]
    assert transport["monthly"]["high"] == f"{Decimal(counted):.2f}"
    expect(calculator.error("monthly_costs.transport")).to_be_hidden()


@pytest.mark.parametrize("typed", ["1,234", "1.234,56", "12h", "1,23,456.7"])
def test_what_could_mean_two_amounts_is_asked_about(visitor, typed, language):
    calculator = visitor.calculator(language, "assistance=social_assistance")
    calculator.field("monthly_costs.transport").fill(typed)
    calculator.field("monthly_costs.transport").blur()
    expect(calculator.error("monthly_costs.transport")).to_be_visible()


def test_the_mouse_wheel_changes_no_number(visitor):
    calculator = visitor.calculator("en", "weekly_hours=12")
    field = calculator.field("weekly_hours")
    field.click()
    calculator.page.mouse.wheel(0, 400)
    calculator.page.wait_for_timeout(100)
    assert field.input_value() == "12"


def test_the_browser_fills_nothing_in_by_itself(visitor):
    for path in (*ESTIMATE.values(), "organismes/verifier/", "en/organizations/check/"):
        page = visitor.open(path)
        fields = page.locator(".calculator form :is(input[type=text], input[type=date])")
        assert fields.count() > 0
        assert {field.get_attribute("autocomplete") for field in fields.all()} == {"off"}


def test_in_forced_colours_the_choice_is_seen(visitor, language):
    page = visitor.open(f"{ESTIMATE[language]}#adult=true", forced_colors="active")
    started(page)
    chosen, other = (page.locator(f"input[name=adult][value={one}]") for one in ("true", "false"))
    chosen.scroll_into_view_if_needed()
    # The browser's own button: it draws itself in whatever colours there are.
    for button in (chosen, other):
        assert button.evaluate("one => getComputedStyle(one).appearance") in ("auto", "radio")
        assert button.bounding_box()["width"] >= 16
    assert chosen.screenshot() != other.screenshot()


def test_with_room_between_letters_and_lines_nothing_is_cut(visitor, one_of_each):
    page = visitor.open("", width=360, height=740)
    for one in one_of_each:
        page.goto(visitor.address + one.path)
        assert page.evaluate(SPACED) == [], one.path
        assert page.evaluate(WIDTH) <= 360, one.path


def test_with_letters_twice_as_large_nobody_moves_the_page_sideways(browser, address, one_of_each):
    """The size is the browser's own setting, which no page can give itself."""
    twice = browser.browser_type.launch(
        executable_path=os.environ.get("PASSERELLE_CHROMIUM"),
        args=["--blink-settings=defaultFontSize=32"],
    )
    page = twice.new_page(viewport={"width": 360, "height": 740})
    size = "() => parseFloat(getComputedStyle(document.documentElement).fontSize)"
    wide = []
    for one in one_of_each:
        page.goto(address + one.path)
        assert page.evaluate(size) >= 32
        if page.evaluate(WIDTH) > 360:
            wide.append((one.path, page.evaluate(WIDTH)))
    twice.close()
    assert wide == []


def test_where_motion_is_not_wanted_nothing_moves(visitor, language):
    page = visitor.open(ESTIMATE[language], reduced_motion="reduce")
    started(page)
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((one) => {
          const { transitionDuration, animationDuration } = getComputedStyle(one);
          const times = `${transitionDuration},${animationDuration}`.split(",");
          return times.some((time) => parseFloat(time) > 0.01);
        }).map((one) => one.className)"""
    )
    assert moving == []


def test_a_page_that_the_browser_translated_still_answers(visitor, language):
    words = catalogue(language)
    page = visitor.open(ESTIMATE[language])
    calculator = started(page)
    page.evaluate(TRANSLATED)
    calculator.form.locator("label:has(input[value=social_assistance])").click()
    calculator.form.locator("label:has(input[name=adult][value=true])").click()
    page.evaluate(TRANSLATED)
    calculator.form.locator("label:has(input[value=long_term])").click()
    calculator.field("weekly_hours").fill("12")
    answer = calculator.wait_for_answer()
    assert programme(answer, "paas_action")["hours"]["check"] == "within"
    card = calculator.card("paas_action")
    expect(card).to_have_attribute("data-verdict", "possible")
    expect(card).to_contain_text(words.text("verdict_badge.possible"))
    page.locator("[data-action=erase]").first.evaluate("button => button.click()")
    expect(card).to_have_attribute("data-verdict", "unknown")


def test_above_an_open_keyboard_the_way_on_is_reached(visitor, language):
    """On a small telephone the keyboard takes half of the screen."""
    page = visitor.open(f"{ESTIMATE[language]}#view=steps&step=weekly_hours", width=360, height=330)
    calculator = started(page)
    field = calculator.field("weekly_hours")
    field.click()
    field.press_sequentially("12")
    expect(field).to_be_in_viewport()
    assert "step=weekly_hours" in page.url
    # The keyboard's own key leads on; the button does, once the page is moved.
    field.press("Enter")
    page.wait_for_timeout(300)
    assert "step=weekly_hours" not in page.url
    assert "weekly_hours=12" in page.url
    page.go_back()
    page.locator("[data-action=next]:visible").click()
    assert "step=weekly_hours" not in page.url
