"""What a person erases in one tab is gone from the other tabs of the site, which say so."""

import json

import pytest
from playwright.sync_api import expect

from calculator.words.catalogue import catalogue
from tests.browser.conftest import ESTIMATE, Calculator
from tests.conftest import ADDRESSES

CHECK = dict(zip(("fr", "en"), ADDRESSES["check"], strict=True))
COMPARISON = {"fr": "estimer/comparer/", "en": "en/estimate/compare/"}
REGIONS = {"fr": "regions/", "en": "en/regions/"}
ANSWERS = "assistance=basic_income&weekly_hours=12&region=laval"
STORED = "() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"
NOTHING = json.dumps([{}, {}], separators=(",", ":"))


def erase(page):
    page.locator("[data-action=erase]").first.evaluate("(button) => button.click()")


def is_told(page, language):
    told = page.locator("[data-said-notice]")
    text = catalogue(language).text("script.erased_elsewhere")
    expect(told).to_have_text(text)
    expect(told).to_be_visible()
    expect(told).to_be_in_viewport()
    expect(page.locator("[data-announce]")).to_contain_text(text)


def has_nothing(page):
    page.wait_for_function("() => !location.hash.includes('assistance=')")
    assert Calculator(page).fields() == {}
    assert "region" not in page.url
    expect(page.locator(".given-list > div")).to_have_count(0)


@pytest.mark.parametrize("view", ["", "view=steps&step=result&", "view=steps&step=adult&"])
def test_both_tabs_are_empty(tab, language, view):
    other = tab(f"{ESTIMATE[language]}#{view}{ANSWERS}")
    page = tab(f"{ESTIMATE[language]}#adult=true", anew=False)
    assert Calculator(other).fields()["assistance"] == "basic_income"
    erase(page)
    is_told(other, language)
    has_nothing(other)
    assert other.evaluate(STORED) == NOTHING
    # The one that was asked says what it always says.
    expect(page.locator("[data-said-notice]")).to_have_text(
        catalogue(language).text("script.erased")
    )
    # Neither the way back nor loading it anew brings anything back; what is given now stays.
    other.reload()
    has_nothing(other)
    other.locator("[data-action=view-all]").evaluate("(button) => button.click()")
    other.locator("[name=weekly_hours]").fill("5")
    expect(other.locator("[data-said-notice]")).to_be_hidden()
    assert Calculator(other).fields() == {"weekly_hours": "5"}
    assert Calculator(page).fields() == {}


def test_what_was_kept_is_gone_and_nothing_keeps_it_again(tab, language):
    other = tab(f"{ESTIMATE[language]}#{ANSWERS}")
    other.locator(".keep [data-action=keep]").evaluate("(button) => button.click()")
    page = tab(ESTIMATE[language], anew=False)
    expect(page.locator("[data-kept-notice]")).to_be_visible()
    erase(page)
    is_told(other, language)
    has_nothing(other)
    expect(other.locator("[data-kept-notice]")).to_be_hidden()
    other.locator("[name=weekly_hours]").fill("5")
    other.wait_for_timeout(500)
    assert other.evaluate(STORED) == NOTHING


def test_a_comparison_and_the_other_calculator_are_erased_too(tab, language):
    comparison = tab(f"{COMPARISON[language]}#{ANSWERS}&b.assistance=none")
    check = tab(f"{CHECK[language]}#non_profit=true&places=4", anew=False)
    check.locator(".keep [data-action=keep]").evaluate("(button) => button.click()")
    page = tab(f"{ESTIMATE[language]}#adult=true", anew=False)
    erase(page)
    is_told(comparison, language)
    expect(comparison.locator("[data-both]")).to_be_hidden()
    assert "assistance=" not in comparison.url
    is_told(check, language)
    assert Calculator(check).fields() == {}
    # What a person has kept of the other calculator is another button's.
    expect(check.locator("[data-kept-notice]")).to_be_visible()
    assert "passerelle.organisation" in check.evaluate(STORED)
    check.evaluate("localStorage.clear()")


def test_erasing_a_comparison_reaches_the_estimate(tab, language):
    page = tab(f"{COMPARISON[language]}#{ANSWERS}&b.assistance=none")
    other = tab(f"{ESTIMATE[language]}#{ANSWERS}", anew=False)
    erase(page)
    is_told(other, language)
    has_nothing(other)


def test_a_tab_that_has_gone_on_to_another_page_has_nothing_to_come_back_to(tab, language):
    other = tab(f"{ESTIMATE[language]}#{ANSWERS}")
    other.goto(other.url.partition("#")[0].replace(ESTIMATE[language], REGIONS[language]))
    page = tab(f"{ESTIMATE[language]}#adult=true", anew=False)
    erase(page)
    other.wait_for_timeout(500)
    other.go_back()
    other.wait_for_load_state()
    has_nothing(other)


def test_a_tab_without_answers_is_not_told(tab, language):
    other = tab(ESTIMATE[language])
    page = tab(f"{ESTIMATE[language]}#adult=true", anew=False)
    erase(page)
    other.wait_for_timeout(300)
    expect(other.locator("[data-said-notice]")).to_be_hidden()
