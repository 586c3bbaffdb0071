"""Without JavaScript everything can be read, and the calculator says what it needs."""

import pytest
from playwright.sync_api import expect

NEEDS = {
    "fr": "Le calculateur a besoin de JavaScript.",
    "en": "The calculator needs JavaScript.",
}
PATHS = {"fr": "estimer/", "en": "en/estimate/"}


def test_every_page_can_be_read_and_left(visitor, one_of_each):
    page = visitor.open("", java_script_enabled=False)
    for one in one_of_each:
        page.goto(visitor.address + one.path)
        expect(page.locator("h1")).to_be_visible()
        assert len(page.locator("main").inner_text()) > 300, one.path
        expect(page.locator("[data-language-switch]")).to_be_visible()


def test_what_only_a_script_brings_to_life_takes_no_room(visitor):
    for path, hidden in (("regions/", "form.postal"), ("recherche/", "form.search")):
        page = visitor.open(path, java_script_enabled=False)
        assert page.locator(hidden).count() == 1
        assert page.locator(hidden).bounding_box() is None, path


def test_the_calculator_says_what_it_needs_and_gives_the_telephones(visitor, language):
    page = visitor.open(PATHS[language], java_script_enabled=False)
    expect(page.locator(".calculator noscript p")).to_be_visible()
    expect(page.locator(".calculator noscript p")).to_contain_text(NEEDS[language])
    phones = page.locator(".phone-fold li[data-region]")
    assert phones.count() == 17
    if not phones.first.is_visible():
        page.locator(".phone-fold summary").click()
    for phone in phones.all():
        expect(phone.locator("a[href^='tel:']").first).to_be_visible()
    # The result before any answer is there too, in words.
    expect(page.locator("[data-programme=paas_action]")).to_be_visible()
    expect(page.locator("[data-programme=interagir]")).to_be_visible()


def test_with_javascript_nothing_speaks_of_it(visitor, language):
    page = visitor.open(PATHS[language])
    expect(page.locator("main")).to_be_visible()
    assert NEEDS[language] not in page.locator("main").inner_text()


@pytest.mark.parametrize("name", ["weekly_hours", "monthly_costs.transport"])
def test_the_form_sends_nothing(visitor, name):
    page = visitor.open(PATHS["en"], java_script_enabled=False)
    page.locator("input[name=assistance]").first.check()
    page.locator(f"input[name='{name}']").fill("12")
    page.keyboard.press("Enter")
    for button in page.locator(".calculator button:visible").all():
        button.click()
    # What the form had sent would come before the next page.
    page.locator("footer a[href$='about/']").click()
    page.wait_for_url("**/en/about/")
    opened = [request.url for request in visitor.requests if request.is_navigation_request()]
    assert opened == [visitor.address + PATHS["en"], visitor.address + "en/about/"]
