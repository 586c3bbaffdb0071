"""An organisation checks the conditions by keyboard alone, and prints its checklist."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from calculator.words.catalogue import catalogue
from rules.organisation import organisation, organisation_questions
from rules.result_json import organisation_json

CHECK = {"fr": "organismes/verifier/", "en": "en/organizations/check/"}
CONDITIONS = [question.key for question in organisation_questions() if question.values]


class Keyboard:
    """Goes through the page by keys, and counts them."""

    def __init__(self, page):
        self.page = page
        self.presses = 0

    def press(self, key):
        self.page.keyboard.press(key)
        self.presses += 1

    def go_to(self, selector):
        """To the next place that matches, by the tabulator."""
        for _ in range(60):
            self.press("Tab")
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"the keyboard does not reach {selector}")


def wait_for_answer(page):
    page.wait_for_function(
        """() => {
          const last = heard.requests.at(-1);
          if (!last) return false;
          const form = new FormData(document.querySelector(".calculator form"));
          const fields = Object.fromEntries([...form].filter(([, value]) => value.trim()));
          return JSON.stringify(last.request.fields) === JSON.stringify(fields)
            && heard.responses.some((response) => response.id === last.id);
        }""",
        timeout=60_000,
    )


def unfold(page):
    """Open both cards, whose tables are folded."""
    for summary in page.locator(".card details.more > summary").all():
        summary.click()


@pytest.fixture
def answered(visitor, language):
    """The page of an organisation that meets all conditions and has eight places."""
    page = visitor.open(CHECK[language] + "#non_profit=true")
    keyboard = Keyboard(page)
    for key in CONDITIONS[1:]:
        keyboard.go_to(f"input[name='{key}']")
        # The last choice, "I don't know", is the one chosen: down goes round to "Yes".
        keyboard.press("ArrowDown")
        assert page.locator(f"input[name='{key}']:checked").get_attribute("value") == "true"
    wait_for_answer(page)
    return page


def test_all_conditions_are_answered_by_keyboard(answered, language):
    words = catalogue(language)
    unfold(answered)
    for id in ("paas_action", "interagir"):
        card = answered.locator(f"[data-programme={id}]")
        expect(card).to_have_attribute("data-verdict", "meets_conditions")
        items = card.locator(".checklist > li")
        statuses = [item.get_attribute("data-status") for item in items.all()]
        assert set(statuses) == {"met"}
        for item in items.all():
            expect(item.locator(".prepare")).to_be_visible()
            shared = item.locator("xpath=ancestor::*[@class='sourced']").locator(".source a")
            expect(shared).to_have_count(1)
            expect(shared).to_be_visible()
            # What the box says by its mark is said in words too.
            expect(item.locator(".status")).to_have_text(words.text("condition_status.met"))
        expect(card.locator("table.silences")).to_be_visible()
    announced = answered.locator("[role=status][data-announce]")
    expect(announced).to_contain_text("PAAS Action")
    expect(announced).to_contain_text("Interagir")


def test_places_bring_their_row(answered, language):
    words = catalogue(language)
    unfold(answered)
    places = answered.locator("input[name=places]")
    places.focus()
    answered.keyboard.type("8")
    wait_for_answer(answered)
    own = answered.locator("[data-programme=paas_action] .by-places tr.own")
    expect(own).to_have_attribute("data-places", "8")
    given = {"non_profit": True, "places": 8}
    funding = organisation_json(organisation(given))["programmes"]["paas_action"]["funding"]
    for number, period in enumerate(("monthly", "yearly")):
        shown = own.locator("td .amount").nth(number).text_content()
        assert shown == words.money(Decimal(funding[period]["high"]))

    answered.keyboard.press("Backspace")
    answered.keyboard.type("0")
    wait_for_answer(answered)
    expect(own).to_have_count(0)
    note = answered.get_by_text(words.text("funding.no_places"))
    expect(note).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_checklist_fits_the_screen_and_prints(visitor, width):
    page = visitor.open(f"{CHECK['fr']}#non_profit=false&places=100000", width=width)
    wait_for_answer(page)
    page.locator("[name=non_profit][value=true]").check()
    wait_for_answer(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.emulate_media(media="print")
    for item in page.locator(".checklist > li").all():
        expect(item).to_be_visible()
        expect(item.locator(".prepare")).to_be_visible()
    # The box itself, drawn by the style sheet, is on the paper: it has a line around it.
    box = page.locator(".checklist > li").first.evaluate(
        """item => {
          const { width, borderTopWidth, borderTopStyle } = getComputedStyle(item, "::before");
          return [parseFloat(width), parseFloat(borderTopWidth), borderTopStyle];
        }"""
    )
    assert box[0] > 10
    assert box[1] >= 1
    assert box[2] == "solid"


def test_what_is_open_or_lacking_is_told_apart_without_colour(visitor, language):
    page = visitor.open(f"{CHECK[language]}#non_profit=true&paas_action.expertise=false")
    wait_for_answer(page)
    marks = page.locator("[data-programme=paas_action] .checklist > li").evaluate_all(
        """items => items.map((item) =>
          [item.dataset.status, getComputedStyle(item, "::before").content])"""
    )
    by_status = {status: mark.split(" / ")[0] for status, mark in marks}
    assert set(by_status) == {"met", "not_met", "unknown"}
    assert len(set(by_status.values())) == 3
