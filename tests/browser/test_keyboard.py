"""Everything is reached by keyboard, in an order that makes sense, and always in sight."""

import pytest
from playwright.sync_api import expect

# Everything that takes part in the order of Tab; of a group of radio buttons, one.
STOPS = """
() => {
  const wanted = "a[href], button, input, select, textarea, summary, [tabindex]";
  const seen = [...document.querySelectorAll(wanted)].filter((element) =>
    element.tabIndex >= 0 && !element.disabled && element.checkVisibility());
  return seen.filter((e) => e.type !== "radio" || e.checked).length;
}
"""

# What has the focus, and whether a person can see it.
FOCUSED = """
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  window.stops ??= new Map();
  if (!stops.has(element)) stops.set(element, stops.size);
  const box = element.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height / 2, 20)];
  // A link that runs over two lines has its middle beside its words: take its first line.
  const line = element.getClientRects()[0];
  const top = document.elementFromPoint(line.x + line.width / 2, line.y + line.height / 2);
  const shown = top && (element.contains(top) || top.contains(element)
    || element.closest("label")?.contains(top));
  const ringed = [element, element.closest("label")].some((e) => e
    && ["", "::after"].some((pseudo) => {
      const style = getComputedStyle(e, pseudo || null);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    }));
  return {
    number: stops.get(element),
    what: `${element.localName} ${element.name ?? ""} ${element.textContent.trim().slice(0, 40)}`,
    size: Math.min(box.width, box.height),
    // A table that scrolls may be higher than the window: then a part of it is in sight.
    inside: line.left >= -0.5 && line.right <= innerWidth + 0.5 && line.top < innerHeight
      && (line.height > innerHeight ? line.bottom > 0 : line.top >= -0.5),
    shown: Boolean(shown),
    ringed,
  };
}
"""


@pytest.mark.timeout(1200)  # every page, every stop
def test_each_stop_is_seen_and_none_is_left_out(visitor, language, one_of_each):
    page = visitor.open("", width=360, height=640)
    wrong = {}
    for one in one_of_each:
        if one.language == language:
            page.goto(visitor.address + one.path)
            expected = page.evaluate(STOPS)
            visited = stops_of(page, 2 * expected + 10)
            unseen = [stop for stop in visited if not is_seen(stop)]
            if unseen or len(visited) != expected:
                wrong[one.path] = expected, len(visited), unseen
    assert not wrong


def stops_of(page, most):
    """Where the tabulator stops, from the top of a page until it begins again."""
    visited = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop and visited and stop["number"] == visited[-1]["number"]:
            continue  # the parts of a date field
        if stop is None or stop["number"] < len(visited):
            break
        visited.append(stop)
    return visited


def is_seen(stop):
    return stop["size"] >= 12 and stop["inside"] and stop["shown"] and stop["ringed"]


def test_a_person_answers_by_keyboard_alone(visitor):
    calculator = visitor.calculator("en", width=360, height=640)
    page = calculator.page
    press = page.keyboard.press

    def tab_to(locator):
        for _ in range(40):
            press("Tab")
            if locator.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"Tab never came to {locator}")

    tab_to(calculator.field("assistance").locator("visible=true").last)
    press("ArrowDown")  # past "I don't know", the last, round to the first
    press("ArrowDown")
    expect(calculator.field("assistance").nth(1)).to_be_checked()
    tab_to(calculator.field("weekly_hours"))
    page.keyboard.type("12")
    tab_to(page.get_by_role("button", name="See the result"))
    press("Enter")
    expect(page.locator("#result")).to_be_focused()
    calculator.wait_for_answer()
    assert calculator.fields() == {"assistance": "social_solidarity", "weekly_hours": "12"}
    # From there the next stops are those of the result.
    press("Tab")
    assert page.evaluate("() => Boolean(document.activeElement.closest('.result'))")


def test_the_skip_link_is_the_first_stop_and_leads_past_the_menu(visitor, language):
    page = visitor.open({"fr": "paas-action/", "en": "en/paas-action/"}[language])
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => Boolean(document.activeElement.closest('main'))")


def test_a_door_opens_over_its_whole_ground(visitor):
    page = visitor.open("")
    box = page.locator(".door p").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/estimer/#view=steps*")
