"""Hard words open their meaning by touch and by keyboard, with no script of ours."""

import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import expect

MEANINGS = tomllib.loads(
    (Path(__file__).parents[2] / "docs/words/definitions.toml").read_text(encoding="utf-8")
)
SAYS = {language: one["says"] for language, one in MEANINGS["support_allowance"].items()}

PAGES = {
    "fr": ("paas-action/", "allocation de soutien", SAYS["fr"], "Fermer"),
    "en": ("en/paas-action/", "support allowance", SAYS["en"], "Close"),
}


def word_and_meaning(page, language):
    _, word, _, _ = PAGES[language]
    button = page.get_by_role("button", name=word, exact=False)
    return button, page.locator(f"#{button.get_attribute('popovertarget')}")


@pytest.mark.parametrize("script", [True, False])
def test_a_touch_opens_and_closes_it(visitor, language, script):
    path, _, says, close = PAGES[language]
    page = visitor.open(path, width=360, java_script_enabled=script, has_touch=True)
    button, meaning = word_and_meaning(page, language)
    expect(meaning).to_be_hidden()
    button.tap()
    expect(meaning).to_be_visible()
    expect(meaning).to_contain_text(says)
    # Shown alone it is a sentence: a capital, which the style gives, and a full stop.
    stop = "(one) => getComputedStyle(one.querySelector('.definition-text'), '::after').content"
    assert meaning.evaluate(stop) == '"."'
    meaning.get_by_role("button", name=close).tap()
    expect(meaning).to_be_hidden()


def test_the_keyboard_opens_and_closes_it(visitor, language):
    page = visitor.open(PAGES[language][0])
    button, meaning = word_and_meaning(page, language)
    button.focus()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    # What was opened comes next, wherever it is drawn.
    page.keyboard.press("Tab")
    expect(meaning.get_by_role("button")).to_be_focused()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(button).to_be_focused()


def test_it_stands_within_a_narrow_screen(visitor, language):
    page = visitor.open(PAGES[language][0], width=320, height=480)
    button, meaning = word_and_meaning(page, language)
    button.click()
    box = meaning.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert box["y"] + box["height"] <= 480
    assert meaning.get_by_role("button").bounding_box()["height"] >= 44


def test_the_word_keeps_the_line_as_high_as_the_others(visitor):
    page = visitor.open("paas-action/")
    heights = page.locator("article :is(p, li:not(:has(p, ul))):has(.term)").first.evaluate(
        """(p) => {
          const one = parseFloat(getComputedStyle(p).lineHeight);
          return [p.getBoundingClientRect().height / one, one];
        }"""
    )
    assert heights[0] == pytest.approx(round(heights[0]), abs=0.05)


# As in a browser that knows no popover: what only those get is gone.
WITHOUT_POPOVERS = """
() => {
  for (const one of document.querySelectorAll("[popover]")) one.removeAttribute("popover");
  for (const sheet of document.styleSheets) {
    for (let at = sheet.cssRules.length - 1; at >= 0; at -= 1) {
      if (sheet.cssRules[at].conditionText?.includes("popover-open")) sheet.deleteRule(at);
    }
  }
}
"""
DRAWN = """
(one) => ["::before", "::after"].map((part) => getComputedStyle(one, part).content).join("") +
  getComputedStyle(one.querySelector(".definition-text"), "::after").content +
  getComputedStyle(one.querySelector(".definition-text"), "::first-letter").textTransform
"""


def test_without_popovers_it_stands_in_brackets_as_part_of_its_sentence(visitor, language):
    path, _, says, _ = PAGES[language]
    page = visitor.open(path)
    _, meaning = word_and_meaning(page, language)
    page.evaluate(WITHOUT_POPOVERS)
    expect(meaning).to_be_visible()
    assert meaning.inner_text() == says
    assert says[0].islower()
    assert not says.endswith(".")
    assert meaning.evaluate(DRAWN) == '" ("")"nonenone'
