"""Who reads the site's other language is told quietly, and led nowhere unasked."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import ESTIMATE

OTHER = {"fr": "en-CA", "en": "fr-CA"}
HOMES = {"fr": "", "en": "en/"}
SHIFTS = """
() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) sum += value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 500);
})
"""


def offer(page):
    return page.locator("[data-language-offer]")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_other_language_is_offered_without_a_jump(visitor, language, width):
    other = "en" if language == "fr" else "fr"
    page = visitor.open(HOMES[language], languages=["es", OTHER[language], language], width=width)
    expect(offer(page)).to_be_visible()
    assert offer(page).get_attribute("lang") == other
    assert page.evaluate(SHIFTS) == 0
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert page.url == visitor.address + HOMES[language]
    offer(page).get_by_role("link").click()
    page.wait_for_url(visitor.address + HOMES[other])
    # There it would be the language that one comes from.
    expect(offer(page)).to_be_hidden()


@pytest.mark.parametrize("known", [["fr-CA", "en"], ["en-US", "fr"], ["es"], ["ht", "ar"]])
def test_nobody_else_is_told(visitor, language, known):
    first = next((one[:2] for one in known if one[:2] in ("fr", "en")), language)
    page = visitor.open(HOMES[language], languages=known)
    expect(offer(page)).to_be_visible(visible=first != language)


def test_it_is_put_away_by_keyboard_and_nothing_is_stored(visitor, language):
    page = visitor.open(HOMES[language], languages=[OTHER[language]])
    offer(page).get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(offer(page)).to_be_hidden()
    expect(page.locator("[data-language-switch]")).to_be_focused()
    page.reload()
    expect(offer(page)).to_be_visible()


def test_answers_come_along(visitor, language):
    other = "en" if language == "fr" else "fr"
    page = visitor.open(
        f"{ESTIMATE[language]}#assistance=basic_income", languages=[OTHER[language]]
    )
    expect(page.locator(".calculator")).to_have_attribute("data-started", "")
    page.locator("input[name=adult][value=true]").check()
    # However it is opened: the address has them too.
    address = offer(page).get_by_role("link").get_attribute("href")
    assert "assistance=basic_income&adult=true" in address
    offer(page).get_by_role("link").click()
    page.wait_for_url(f"{visitor.address}{ESTIMATE[other]}**")
    expect(page.locator("input[name=adult][value=true]")).to_be_checked()
    expect(page.locator("input[name=assistance][value=basic_income]")).to_be_checked()


def test_what_has_the_focus_is_not_below_it(visitor, language):
    page = visitor.open(ESTIMATE[language], languages=[OTHER[language]], width=360, height=740)
    expect(page.locator(".calculator")).to_have_attribute("data-started", "")
    covered = """
    () => {
      const [one, bar] = [document.activeElement, document.querySelector("[data-language-offer]")];
      if (bar.contains(one)) return false;
      const { top, bottom } = one.getBoundingClientRect();
      return top < innerHeight && top >= bar.getBoundingClientRect().top && bottom > 0;
    }
    """
    for _ in range(25):
        page.keyboard.press("Tab")
        assert not page.evaluate(covered), page.evaluate("document.activeElement.outerHTML")


def test_it_is_accessible_and_not_on_paper(visitor, language):
    page = visitor.open(HOMES[language], languages=[OTHER[language]], bypass_csp=True)
    expect(offer(page)).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    page.emulate_media(media="print")
    expect(offer(page)).to_be_hidden()


def test_frames_and_browsers_without_a_script_show_none(visitor, language):
    frame = {"fr": "integrer/calculateur/", "en": "en/embed/calculator/"}[language]
    expect(offer(visitor.open(frame, languages=[OTHER[language]]))).to_have_count(0)
    page = visitor.open(HOMES[language], java_script_enabled=False, locale=OTHER[language])
    expect(offer(page)).to_be_hidden()
