"""On paper nothing of the result is missing, and what only a screen needs is gone."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from calculator.words.catalogue import catalogue
from rules import RULES_VERSION

ESTIMATE = {"fr": "estimer/", "en": "en/estimate/"}
CHECK = {"fr": "organismes/verifier/", "en": "en/organizations/check/"}
CONDITIONS = {
    "paas_action": ("expertise", "regular_staff", "personal_goals", "constant_presence"),
    "interagir": ("experience", "suitable_activities", "obeys_laws"),
}

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
    // What has no box of its own (display: contents) is seen where the element around it is.
    let box = node.parentElement;
    while (getComputedStyle(box).display === "contents") box = box.parentElement;
    const seen = box.checkVisibility({ visibilityProperty: true, opacityProperty: true });
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

    the_answers_stand_first(calculator, language)
    for useless in ("header nav", ".skip", "[data-language-switch]", ".calculator button"):
        for element in page.locator(useless).all():
            expect(element).to_be_hidden()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def the_answers_stand_first(calculator, language):
    """Each question that was answered, with its answer; no choice beside it, and no field."""
    words, rows = catalogue(language), {}
    for row in calculator.root.locator(".given-list > div").all():
        expect(row).to_be_visible()
        assert row.evaluate(HIDDEN) == [words.text("script.change")]
        rows[row.locator("a").get_attribute("data-question")] = [
            row.locator("dt").text_content(),
            row.locator("dd").first.text_content(),
        ]
    given = {
        name: words.text(f"question.{name}.{ANSWERS[name]}")
        for name in ("assistance", "work_outlook")
    }
    given |= {"adult": words.text("form.yes")}
    given |= {name: ANSWERS[name] for name in ("on", "start_date", "monthly_costs.other")}
    for name in ("weekly_hours", "monthly_costs.transport"):
        given[name] = words.text(f"question.{name}.said.other", number=ANSWERS[name])
    labels = {name: words.text(f"question.{name}.label") for name in ANSWERS}
    assert rows == {name: [labels[name], given[name]] for name in ANSWERS}
    expect(calculator.root.locator("[data-uncounted] .uncounted")).to_be_visible()
    expect(calculator.form).to_be_hidden()
    top = [
        calculator.root.locator(place).bounding_box()["y"]
        for place in (".given", "#result", ".cards", ".result-date")
    ]
    assert top == sorted(top)


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
    the_answers_stand_first(calculator, language)
    day = {"fr": "1er mai 2026", "en": "May 1, 2026"}[language]
    expect(calculator.result).to_contain_text(day)
    expect(calculator.result).to_contain_text(RULES_VERSION)
    assert calculator.result.locator(".source a:visible").count() >= 6


PLAN = {"plan": "8,8,10,10,12,12,15,15,18,18,21"}
KEYS = (
    "non_profit",
    *(f"paas_action.{id}" for id in CONDITIONS["paas_action"]),
    *(f"interagir.{id}" for id in CONDITIONS["interagir"]),
)
ORGANISATION = dict.fromkeys(KEYS, "true")


@pytest.mark.parametrize(
    ("kind", "answers", "pages"),
    [
        ("participant", {**ANSWERS, "monthly_costs.childcare": "1000,50"}, 1),
        ("participant", {**ANSWERS, **PLAN}, 2),
        ("organisation", {**ORGANISATION, "places": "120"}, 1),
        ("organisation", {**ORGANISATION, "places": "douze", "interagir.obeys_laws": "false"}, 1),
    ],
)
def test_with_many_answers_and_a_region_it_is_still_one_page(
    visitor, language, kind, answers, pages
):
    """And one more for the plan of hours, where somebody made one."""
    path = {"participant": ESTIMATE, "organisation": CHECK}[kind][language]
    fragment = urlencode({**answers, "region": "gaspesie-iles-de-la-madeleine"})
    page = visitor.open(f"{path}#{fragment}")
    expect(page.locator(".calculator")).to_have_attribute("data-engine", "python", timeout=60_000)
    expect(page.locator(".result")).to_have_attribute("aria-busy", "false")
    if "plan" in answers:
        expect(page.locator(".planner")).to_have_attribute("data-planned", "")
    pdf = page.pdf(format="Letter", print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == pages
    page.emulate_media(media="print")
    expect(page.locator(".region-answer .telephone").first).to_be_visible()
    expect(page.locator(".given-list > div:visible")).to_have_count(
        len(answers) - ("plan" in answers)
    )
    expect(page.locator(".result-date")).to_be_visible()
    for useless in ("header nav", ".trail", "[data-language-switch]", ".calculator button"):
        for element in page.locator(useless).all():
            expect(element).to_be_hidden()
    if "plan" in answers:
        expect(page.locator(".plan-weeks tbody tr:visible")).to_have_count(26)


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
    # A poster is printed alone, without the page around it: see test_posters.py.
    for one in (one for one in one_of_each if not one.name.startswith("poster ")):
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
        (
            "paas-action/",
            "Montants et heures selon les documents du ministère : PAAS Action (avril 2026) et "
            "Interagir (sans date). Page préparée le {day}. Son adresse est ",
        ),
        (
            "en/interagir/",
            "Amounts and hours according to the Ministère’s documents: PAAS Action (April 2026) "
            "and Interagir (undated). Page prepared on {day}. Its address is ",
        ),
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
