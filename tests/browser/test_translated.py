"""A browser translates the page while it is used: nothing breaks, nothing is translated twice."""

from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from calculator.words.catalogue import catalogue
from rules.dated import document
from tests.browser.situations import LONG_TERM

TRANSLATE = (Path(__file__).parent / "translated.js").read_text("utf-8")
MARK = "\u2591"
TWICE = """
() => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    const times = data.split("\\u2591").length - 1;
    if (parentElement.closest("script, style")) continue;
    const kept = parentElement.closest("[translate=no]") !== null;
    if (times > (kept ? 0 : 1)) found.push(data);
  }
  return found;
}
"""
WAYS = pytest.mark.parametrize("wrap", [True, False], ids=["wrapped", "in_place"])


def translate(page, wrap):
    page.evaluate(f"({TRANSLATE})({str(wrap).lower()})")


def shown(locator):
    """A text without the marks of a translation, each of which stands before a whole text."""
    return locator.evaluate("one => one.textContent").replace(MARK, "").strip()


@WAYS
def test_a_walk_one_question_at_a_time(visitor, language, wrap):
    words = catalogue(language)
    calculator = visitor.calculator(language, "view=steps")
    expect(calculator.root).to_have_attribute("data-started", "")
    page, root = calculator.page, calculator.root
    translate(page, wrap)
    title = root.locator("[data-step-title]")

    def press(action):
        button = root.locator(f"[data-action={action}]:visible")
        # A finger touches the innermost element, which is the browser's own.
        button.locator("font font").last.click() if wrap else button.click()

    def choose(name, value):
        label = root.locator("label.choice", has=page.locator(f"[name='{name}'][value='{value}']"))
        label.locator("font font").last.click() if wrap else label.click()

    for name, value in LONG_TERM.items():
        assert shown(title) == words.text(f"question.{name}.label")
        choose(name, value)
        press("next")
    assert shown(title) == words.text("question.weekly_hours.label")
    hours = calculator.field("weekly_hours")
    hours.fill("many")
    press("next")
    expect(hours).to_have_attribute("aria-invalid", "true")
    error = shown(calculator.error("weekly_hours"))
    assert error.startswith(words.text("form.error_prefix").strip())
    hours.fill("12.5")
    press("next")
    assert shown(title) == words.text("question.start_date.label")
    press("back")
    assert shown(title) == words.text("question.weekly_hours.label")
    press("next")
    press("next")
    calculator.field("monthly_costs.transport").fill("60")
    press("next")
    calculator.wait_for_answer()
    assert root.get_attribute("data-step") == "result"
    assert calculator.verdicts() == {"paas_action": "possible", "interagir": "possible"}
    # The answers stand in the list as they were given, in the page's own plural.
    rows = root.locator(".given-list dd:nth-of-type(1)").all()
    listed = {shown(row) for row in rows}
    said = words.text("question.weekly_hours.said.other", number="12.5")
    assert words.text("question.assistance.social_assistance") in listed
    assert words.text("form.yes") in listed
    assert said in listed
    assert page.evaluate(TWICE) == []
    # What was opened stays open while the answer is replaced.
    details = root.locator("[data-programme=paas_action] details.more")
    details.locator("summary").click()
    calculator.go_to(urlencode({**LONG_TERM, "weekly_hours": "19"}))
    calculator.wait_for_answer()
    expect(details).to_have_attribute("open", "")
    expect(root.locator("[data-programme=paas_action] [data-check=within]")).to_be_visible()
    assert page.evaluate(TWICE) == []


@WAYS
def test_all_questions_the_result_and_erasing(visitor, language, wrap):
    words = catalogue(language)
    calculator = visitor.calculator(language, urlencode({**LONG_TERM, "region": "cote-nord"}))
    calculator.wait_for_answer()
    page, root = calculator.page, calculator.root
    translate(page, wrap)
    # Names and numbers are left as they are.
    for selector in (".telephone", ".region-name", "[data-programme] h3", ".brand"):
        for one in root.page.locator(selector).all():
            assert MARK not in (one.text_content() or "")
    calculator.field("monthly_costs.transport").fill("60")
    calculator.wait_for_answer()
    costs = calculator.card("paas_action").locator("[data-about=costs]")
    allowance = document("paas_action").parameters["support_allowance"].at(date.today())
    assert words.money(allowance + 60) in shown(costs)
    # What is sent is in the page's own language throughout.
    root.locator(".send summary").click()
    for id in ("short", "whole"):
        text = root.locator(f"[data-send={id}] .send-text").text_content()
        assert MARK not in text
        assert "Côte-Nord" in text or id == "short"
    # The list of regions has their names, and the chosen one is still chosen.
    expect(root.locator("#region")).to_have_value("cote-nord")
    assert root.locator("#region option:checked").text_content().replace(MARK, "") == "Côte-Nord"
    # Paper opens the folds.
    page.emulate_media(media="print")
    expect(root.locator(".given")).to_be_visible()
    page.emulate_media(media="screen")
    root.locator(".form-buttons [data-action=erase]").click()
    calculator.wait_for_answer()
    assert calculator.fields() == {}
    expect(root.locator("[data-programme=paas_action]")).to_have_attribute(
        "data-verdict", "unknown"
    )
    assert shown(root.locator("[data-said-notice]")) == words.text("script.erased")
    assert page.evaluate(TWICE) == []


@WAYS
def test_the_plan_of_hours_is_drawn(visitor, language, wrap):
    calculator = visitor.calculator(language, urlencode({**LONG_TERM, "weekly_hours": "12"}))
    calculator.wait_for_answer()
    page = calculator.page
    translate(page, wrap)
    calculator.unfold()
    page.locator("[data-plan=target]").fill("18")
    chart = page.locator(".plan-chart")
    expect(chart).to_be_visible()
    # HTML within a drawing shows nothing.
    page.wait_for_timeout(500)
    assert chart.evaluate("one => one.querySelectorAll('font').length") == 0
    assert page.evaluate(TWICE) == []


@WAYS
@pytest.mark.parametrize("kind", ["regions", "search", "programme"])
def test_other_pages(visitor, language, wrap, kind):
    paths = {
        "regions": {"fr": "regions/", "en": "en/regions/"},
        "search": {"fr": "recherche/", "en": "en/search/"},
        "programme": {"fr": "interagir/", "en": "en/interagir/"},
    }
    page = visitor.open(paths[kind][language])
    translate(page, wrap)
    if kind == "regions":
        page.locator("#postal-code").fill("G4R")
        answer = page.locator(".postal-answer [data-region=cote-nord]")
        expect(answer).to_be_visible()
        assert MARK not in answer.locator(".telephone").first.text_content()
    if kind == "search":
        page.get_by_role("searchbox").fill("interagir")
        expect(page.locator("article mark, article li a").first).to_be_visible()
    if kind == "programme":
        term = page.locator("button.term").first
        term.locator("font font").click() if wrap else term.click()
        expect(page.locator("[popover]:popover-open")).to_be_visible()
    assert page.evaluate(TWICE) == []
