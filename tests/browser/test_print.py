"""On paper nothing of the result is missing, and what only a screen needs is gone."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from rules import RULES_VERSION

ANSWERS = {
    "on": "2026-05-01",
    "assistance": "social_assistance",
    "adult": "true",
    "work_outlook": "long_term",
    "weekly_hours": "12",
    "start_date": "2026-08-31",
    "monthly_costs.transport": "60",
    "monthly_costs.other": "abc",
}

# Every piece of text that takes no place on the page.
HIDDEN = """
root => {
  const hidden = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.data.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const { width, height } = range.getBoundingClientRect();
    const seen = node.parentElement.checkVisibility({ visibilityProperty: true,
                                                      opacityProperty: true });
    if (!seen || width === 0 || height === 0) hidden.push(node.data);
  }
  return hidden;
}
"""


def test_the_printed_page_has_the_whole_result_and_the_answers(visitor, language):
    calculator = visitor.calculator(language, urlencode(ANSWERS))
    calculator.wait_for_answer()
    page = calculator.page
    # On the screen the reasons are folded away: the test below would see what is hidden.
    assert calculator.result.evaluate(HIDDEN)

    page.emulate_media(media="print")
    assert set(calculator.result.evaluate(HIDDEN)) <= set(for_callers(calculator))
    expect(page.locator("#result")).to_be_visible()
    for programme in ("paas_action", "interagir"):
        expect(calculator.card(programme)).to_be_visible()

    # What was answered stands on the paper too, and what was not chosen does not.
    for name in ("assistance", "adult", "work_outlook"):
        choices = calculator.form.locator(f"label:has(input[name={name}])")
        assert [label.is_visible() for label in choices.all()].count(True) == 1
        chosen = choices.filter(has=page.locator(f"[value={ANSWERS[name]}]"))
        expect(chosen).to_be_visible()
    for name in ("weekly_hours", "start_date", "monthly_costs.transport", "on"):
        expect(calculator.field(name)).to_be_visible()
    expect(calculator.error("monthly_costs.other")).to_be_visible()

    for useless in ("header nav", ".skip", "[data-language-switch]", ".calculator button"):
        for element in page.locator(useless).all():
            expect(element).to_be_hidden()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def for_callers(calculator):
    """Whom to call and what to ask: for whoever calls, so not on the sheet for who is called."""
    parts = ".ask li, :has(+ .ask), .next, :has(+ .next), .next + p"
    return calculator.result.locator(parts).all_text_contents()


@pytest.mark.parametrize("view", ["view=steps&step=result&", "view=steps&step=adult&", ""])
def test_a_result_is_one_page_for_the_caseworker(visitor, language, view):
    """Answers, result, date, version and sources, on one sheet of letter size."""
    calculator = visitor.calculator(language, view + urlencode(ANSWERS))
    calculator.wait_for_answer()
    pdf = calculator.page.pdf(format="Letter", print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    calculator.page.emulate_media(media="print")
    assert set(calculator.result.evaluate(HIDDEN)) <= set(for_callers(calculator))
    for name in ("assistance", "adult", "work_outlook"):
        chosen = calculator.form.locator(f"label:has([name={name}][value={ANSWERS[name]}])")
        expect(chosen).to_be_visible()
    for name in ("weekly_hours", "start_date", "monthly_costs.transport", "on"):
        expect(calculator.field(name)).to_be_visible()
    day = {"fr": "1er mai 2026", "en": "May 1, 2026"}[language]
    expect(calculator.result).to_contain_text(day)
    expect(calculator.result).to_contain_text(RULES_VERSION)
    assert calculator.result.locator(".source a:visible").count() >= 6
    # What was not answered takes no place.
    expect(calculator.field("monthly_costs.childcare")).to_be_hidden()


def test_paper_is_white_even_from_a_dark_screen(visitor):
    page = visitor.open("en/paas-action/", color_scheme="dark")
    dark = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate(
        """() => [document.body, document.querySelector("main p")].map((element) => {
          const { backgroundColor, color } = getComputedStyle(element);
          return [backgroundColor, color];
        })"""
    )
    assert dark != "rgb(255, 255, 255)"
    assert colours[0][0] == "rgb(255, 255, 255)"
    assert colours[1][1] == "rgb(0, 0, 0)"


def test_every_page_prints_its_text(visitor, one_of_each):
    page = visitor.open("")
    page.emulate_media(media="print")
    for one in one_of_each:
        page.goto(visitor.address + one.path)
        main = page.locator("main")
        lost = main.evaluate(HIDDEN)
        kept = page.locator(
            ".md-button, button, .definition, .engine-progress, .engine-failed, .error, "
            # What a screen does not show either, before it has something to say.
            ".phone-fold, .choice, .keep, noscript, .calculator [hidden], .calculator script, "
            # What waits for an answer, or only fills in what is printed.
            ".postal, .search, .region-picker, .planner, .dates-to-keep"
        )
        allowed = " ".join(kept.all_text_contents())
        assert [text for text in lost if text not in allowed] == [], one.path


PROGRAMME_PAGES = ("paas-action/", "interagir/", "en/paas-action/", "en/interagir/")
SHEET = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.mark.parametrize("path", PROGRAMME_PAGES)
def test_a_programme_prints_on_two_sheets(visitor, path):
    page = visitor.open(path)
    for paper in ("Letter", "A4"):
        assert 1 <= len(SHEET.findall(page.pdf(format=paper))) <= 2, paper


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("paas-action/", "Les montants sont ceux du {day}. Cette page est à l’adresse "),
        ("en/interagir/", "The amounts are those of {day}. The address of this page is "),
    ],
)
def test_paper_says_the_day_of_its_amounts_and_its_address(visitor, path, says):
    page = visitor.open(path)
    printed = page.locator(".printed")
    expect(printed).to_be_hidden()
    page.emulate_media(media="print")
    expect(printed).to_be_visible()
    address = page.locator("link[rel=canonical]").get_attribute("href")
    start, end = says.split("{day}")
    text = printed.inner_text()
    assert text.startswith(start)
    assert text.endswith(end + address)
    day = text.removeprefix(start).partition(".")[0]
    assert re.search(r"\b20[0-9]{2}$", day), text
