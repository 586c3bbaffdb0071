"""On paper nothing of the result is missing, what only a screen needs is gone, and all of it can
be read: type of 11 points or more, on as many sheets as that takes."""

import re
from datetime import date
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from calculator.words.catalogue import catalogue
from rules import RULES_VERSION
from tests.browser.conftest import ESTIMATE, Calculator
from tests.browser.pdf_text import as_text, last_line, sheets, without_spaces
from tests.browser.situations import COSTS, FARTHEST, LONG_TERM

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

NOT_ANSWERED = ("monthly_costs.childcare",)

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
    assert calculator.result.evaluate(HIDDEN) == []
    expect(page.locator("#result")).to_be_visible()

    the_answers_are_listed(calculator, language)
    for useless in (
        "header nav",
        ".trail",
        ".skip",
        "[data-language-switch]",
        ".calculator button",
    ):
        for element in page.locator(useless).all():
            expect(element).to_be_hidden()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def the_answers_are_listed(calculator, language):
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
    given |= {"monthly_costs.other": ANSWERS["monthly_costs.other"]}
    given |= {name: words.day(date.fromisoformat(ANSWERS[name])) for name in ("on", "start_date")}
    for name in ("weekly_hours", "monthly_costs.transport"):
        given[name] = words.text(f"question.{name}.said.other", number=ANSWERS[name])
    # Those that were left open stand there too.
    given |= {name: words.text("form.unknown") for name in NOT_ANSWERED}
    labels = {name: words.text(f"question.{name}.label") for name in given}
    assert rows == {name: [labels[name], given[name]] for name in given}
    expect(calculator.root.locator("[data-uncounted] .uncounted")).to_be_visible()
    expect(calculator.form).to_be_hidden()


# The parts in the order of their importance, the first sheet's first.
IN_ORDER = (
    *("#result", ".card-head", ".short-answer", ".next-steps", ".given"),
    *("[data-programme=paas_action] > .more", "[data-programme=interagir] > .more"),
    ".result-date",
)


@pytest.mark.parametrize("view", ["view=steps&step=result&", "view=steps&step=adult&", ""])
def test_the_answer_in_short_comes_first_from_every_view(visitor, language, view):
    calculator = visitor.calculator(language, view + urlencode(ANSWERS))
    calculator.wait_for_answer()
    page = calculator.page
    page.emulate_media(media="print")
    top = [page.locator(place).first.bounding_box()["y"] for place in IN_ORDER]
    assert top == sorted(top)
    assert calculator.result.evaluate(HIDDEN) == []
    the_answers_are_listed(calculator, language)
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

# What somebody may have answered when they print, by what is particular about it.
SITUATIONS = {
    "nothing answered": {},
    "long term": LONG_TERM,
    "costs": {**LONG_TERM, **COSTS, "weekly_hours": "12", "start_date": "2026-08-31"},
    "a region": {**LONG_TERM, **COSTS, **FARTHEST},
    "not possible": {"assistance": "none"},
    "hours": {"assistance": "aim_for_employment", "weekly_hours": "25"},
    "a plan": {**ANSWERS, **PLAN, **FARTHEST},
}
ORGANISATIONS = {
    "all met": {**ORGANISATION, "places": "120", **FARTHEST},
    "one not met": {**ORGANISATION, "places": "douze", "interagir.obeys_laws": "false"},
}
CASES = [
    *(("participant", name, answers) for name, answers in SITUATIONS.items()),
    *(("organisation", name, answers) for name, answers in ORGANISATIONS.items()),
]

PAPERS = ("Letter", "A4")
SMALLEST_PT = 11
# Chromium writes sizes rounded: 10.99 points for 11.
ROUNDING_PT = 0.02

# The text of elements that a paper is to show, one string a piece.
PIECES = """
(elements) => elements.flatMap((element) => {
  const screenOnly = "[hidden], button, option, .region-picker .question, .plan-call, svg";
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const pieces = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (data.trim() && !parentElement.closest(screenOnly))
      pieces.push(data);
  }
  return pieces;
})
"""
FIRST_SHEET = "#result, .card-head, .depends, .short-answer, .status-note, .next-steps"


def opened(visitor, language: str, kind: str, answers: dict[str, str]) -> Page:
    """A calculator's page once Python has answered; once it runs where nothing was answered."""
    path = {"participant": {"fr": "estimer/", "en": "en/estimate/"}, "organisation": CHECK}
    page = visitor.open(f"{path[kind][language]}#{urlencode(answers)}")
    page.wait_for_selector(".calculator[data-started]")
    if answers:
        python = ("data-engine", "python")
        expect(page.locator(".calculator")).to_have_attribute(*python, timeout=60_000)
        expect(page.locator(".result")).to_have_attribute("aria-busy", "false")
    if "plan" in answers:
        expect(page.locator(".planner")).to_have_attribute("data-planned", "")
    return page


@pytest.mark.parametrize(("kind", "name", "answers"), CASES, ids=lambda one: str(one)[:20])
def test_the_first_sheet_answers_and_all_of_it_can_be_read(visitor, language, kind, name, answers):
    page = opened(visitor, language, kind, answers)
    page.emulate_media(media="print")
    on_first = page.locator(".result").locator(FIRST_SHEET).evaluate_all(PIECES)
    numbers = page.locator(".next-steps a[href^='tel:']").all_text_contents()
    assert len(numbers) == (3 if "region" in answers else 1)
    everything = page.locator(
        ".result-body, .result > .given dt, .result > .given dd:first-of-type, "
        ".planner[data-planned] .planner-body"
    ).evaluate_all(PIECES)
    headings = page.locator("h1, h2, h3, h4, summary, caption, figcaption, thead")
    titles = {without_spaces(text) for text in headings.all_text_contents()} - {""}
    for paper in PAPERS:
        printed = sheets(page.pdf(format=paper, print_background=True))
        first = as_text(printed[0])
        assert [one for one in (*on_first, *numbers) if without_spaces(one) not in first] == []
        text = "".join(as_text(sheet) for sheet in printed)
        assert [one for one in everything if without_spaces(one) not in text] == []
        small = [run for sheet in printed for run in sheet if run.size < SMALLEST_PT - ROUNDING_PT]
        assert small == []
        assert titles.isdisjoint(last_line(sheet) for sheet in printed)
    if "plan" in answers:
        expect(page.locator(".plan-weeks tbody tr:visible")).to_have_count(26)


def test_the_reader_of_sheets_sees_what_is_small_or_missing(visitor):
    """The test above can fail: for a line of small type, and a heading at the foot of a sheet."""
    page = visitor.open("en/about/")
    page.evaluate(
        """() => {
          const [small, last] = ["p", "h2"].map((tag) => document.createElement(tag));
          small.textContent = "Six points of office";
          small.style.fontSize = "6pt";
          last.textContent = "Alone";
          last.style.breakAfter = "page";
          document.querySelector("article").prepend(small, last);
        }"""
    )
    printed = sheets(page.pdf(format="Letter"))
    assert [run.text for run in printed[0] if run.size < 10] == ["Six points of oﬃce"]
    assert last_line(printed[0]) == "Alone"
    assert "Sixpointsofoffice" in as_text(printed[0])


# The pieces of text on paper below a size or, where they have several lines, set too close.
HARD_TO_READ = """
([smallest, line]) => [...document.querySelectorAll("body *")].flatMap((element) => {
  const texts = [...element.childNodes].filter((n) => n.nodeType === 3 && n.data.trim());
  if (!texts.length || !element.checkVisibility() || element.closest("svg, .visually-hidden"))
    return [];
  const { fontSize, lineHeight } = getComputedStyle(element);
  const [size, height] = [parseFloat(fontSize), parseFloat(lineHeight)];
  const range = document.createRange();
  range.selectNodeContents(element);
  const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.y))).size;
  const heading = element.closest("h1, h2, h3, h4");
  const near = lines > 1 && !heading && height < line * size - 0.1;
  return size * 0.75 < smallest || near ? [[size * 0.75, height / size, element.outerHTML]] : [];
}).map(([size, height, html]) => [size, height, html.slice(0, 90)])
"""
CLOSEST = 1.35


@pytest.fixture
def to_read(one_of_each):
    """Every page but the posters, which are signs of a few large lines: see test_posters.py."""
    return [one for one in one_of_each if not one.name.startswith("poster ")]


def test_on_every_page_type_has_eleven_points_and_room_between_lines(visitor, to_read):
    page = visitor.open("")
    found = {}
    limits = [SMALLEST_PT - 0.001, CLOSEST]
    for one in to_read:
        page.goto(visitor.address + one.path)
        page.emulate_media(media="screen")
        page.emulate_media(media="print")
        if hard := page.evaluate(HARD_TO_READ, limits):
            found[one.path] = hard[:5]
    assert not found
    assert page.evaluate(HARD_TO_READ, [12, CLOSEST]), "this test sees nothing"


def test_no_page_is_made_smaller_or_ends_a_sheet_with_a_heading(visitor, to_read):
    """Chromium shrinks what is wider than the sheet, which no computed size tells."""
    page = visitor.open("")
    small, alone = {}, {}
    for one in to_read:
        page.goto(visitor.address + one.path)
        headings = page.locator(
            "h1, h2, h3, h4, summary, caption, figcaption, thead, tbody th[scope=rowgroup]"
        )
        titles = {without_spaces(text) for text in headings.all_text_contents()} - {""}
        printed = sheets(page.pdf(format="Letter"))
        limit = SMALLEST_PT - ROUNDING_PT
        if runs := [run for sheet in printed for run in sheet if run.size < limit]:
            small[one.path] = runs[:5]
        if ends := titles & {last_line(sheet) for sheet in printed}:
            alone[one.path] = ends
    assert not small
    assert not alone


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


def test_every_page_prints_its_text(visitor, to_read):
    page = visitor.open("")
    page.emulate_media(media="print")
    for one in to_read:
        page.goto(visitor.address + one.path)
        main = page.locator("main")
        lost = main.evaluate(HIDDEN)
        kept = page.locator(
            ".md-button, button, .definition, .engine-progress, .engine-failed, .error, "
            # What a screen does not show either, before it has something to say.
            ".keep, .old-copy[hidden], .without-script[hidden], noscript, .calculator [hidden], "
            ".calculator script, .given, .trail, "
            # What waits for an answer, or only fills in what is printed.
            ".postal, .search, .region-picker, .planner, .dates-to-keep, .plan-call, "
            ".comparison-link, .send, "
            # What only leads elsewhere on the screen.
            ".screen-only, .jumps, .contact-card, "
            # Of a comparison its two sides are printed, not the form and the ways elsewhere.
            ".comparison :is(.second-situation, .full-results, .phone-fold)"
        )
        allowed = " ".join(kept.all_text_contents())
        assert [text for text in lost if text not in allowed] == [], one.path


# Paragraphs on paper that are nothing but a link to another page; a source is read, and of a
# question the number.
ONLY_LEADS = """
() => [...document.querySelectorAll(
  "main p:not(.source) > a, .bottom a, .contact-card a, .jumps a",
)]
  .filter((link) => link.getClientRects().length && !link.hash.startsWith("#question-"))
  .filter((link) => link.innerText.trim() === link.parentElement.innerText.trim())
  .filter((link) => !link.href.startsWith("tel:"))
  .map((link) => link.innerText)
"""


def test_no_printed_paragraph_only_leads_on_the_screen(visitor, to_read):
    page = visitor.open("")
    for one in to_read:
        if one.path.endswith("sources/"):
            continue  # a list of pages
        page.goto(visitor.address + one.path)
        page.emulate_media(media="print")
        assert page.evaluate(ONLY_LEADS) == [], one.path


@pytest.mark.parametrize("view", ["", "view=steps&step=result&"])
@pytest.mark.parametrize("path", [*ESTIMATE.values(), "en/embed/calculator/"])
def test_a_printed_result_has_no_way_to_other_pages(visitor, view, path):
    page = visitor.open(f"{path}#{view}{urlencode(ANSWERS)}")
    calculator = Calculator(page)
    calculator.wait_for_answer()
    expect(page.locator("[data-comparison-link]")).to_be_visible()
    page.emulate_media(media="print")
    assert page.evaluate(ONLY_LEADS) == []
    # Nor is the address of one of this site's pages written out behind its name.
    assert visitor.address not in page.locator("main").evaluate(
        "(main) => [...main.querySelectorAll('a')].filter((a) => a.getClientRects().length)"
        ".map((a) => getComputedStyle(a, '::after').content).join(' ')"
    )


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


# As in Chromium before 131, which has no ::details-content.
OLDER = """
() => {
  for (const sheet of document.styleSheets) {
    const drop = (rules, owner) => {
      for (let at = rules.length - 1; at >= 0; at -= 1) {
        if (rules[at].cssRules?.length) drop(rules[at].cssRules, rules[at]);
        if (rules[at].selectorText?.includes("::details-content")) owner.deleteRule(at);
      }
    };
    drop(sheet.cssRules, sheet);
  }
}
"""
FOLDS = "() => [...document.querySelectorAll('details')].map((fold) => fold.open)"
FOLDED = ("sources/", "en/sources/", "estimer/", "en/estimate/", "organismes/verifier/")


@pytest.mark.parametrize("path", [*FOLDED, "en/embed/calculator/"])
def test_folds_are_open_on_paper_in_older_browsers_and_as_before_afterwards(visitor, path):
    page = visitor.open(path)
    page.evaluate(OLDER)
    page.locator("details:visible > summary").first.click()
    before = page.evaluate(FOLDS)
    assert True in before
    assert False in before
    # The event that Chromium and Firefox send, then what Safari's media query tells.
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert False not in page.evaluate(FOLDS)
    page.emulate_media(media="print")
    assert page.evaluate("() => matchMedia('print').matches")
    page.emulate_media(media="screen")
    page.wait_for_timeout(100)
    assert False not in page.evaluate(FOLDS), "the preview is still open"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(FOLDS) == before
    page.emulate_media(media="print")
    page.wait_for_function(f"!({FOLDS})().includes(false)")
    page.emulate_media(media="screen")
    page.wait_for_function(
        f"JSON.stringify(({FOLDS})()) === '{str(before).lower().replace(' ', '')}'"
    )


@pytest.mark.parametrize("path", FOLDED)
def test_without_script_folds_are_open_on_paper_where_css_can_do_it(visitor, path):
    page = visitor.open(path, java_script_enabled=False)
    page.emulate_media(media="print")
    # What only a script brings to life is not there at all.
    page.evaluate("document.querySelectorAll('[data-needs-script]').forEach((one) => one.remove())")
    folds = page.locator("details:visible")
    assert folds.count() > 0
    for fold in folds.all():
        assert fold.evaluate(HIDDEN) == []


# What a browser may do in place of printing.
NO_PRINTING = {
    "missing": "Object.defineProperty(window, 'print', { value: undefined })",
    "throws": "window.print = () => { throw new Error('not here') }",
    "nothing": "window.print = () => {}",
}


@pytest.mark.parametrize("how", NO_PRINTING)
def test_where_printing_does_nothing_another_way_is_told(visitor, language, how):
    context = visitor.context()
    context.add_init_script(NO_PRINTING[how])
    calculator = Calculator(context.new_page())
    page = calculator.page
    page.goto({"fr": "estimer/", "en": "en/estimate/"}[language] + "#assistance=none")
    calculator.wait_for_answer()
    words = catalogue(language)
    calculator.root.locator(".keep summary").click()
    page.get_by_role("button", name=words.text("keep.print")).click()
    told = calculator.root.locator("[data-keep-said]")
    expect(told).to_have_text(words.text("script.print_by_hand"))
    expect(told).to_be_visible()
    expect(calculator.root.get_by_role("status")).to_contain_text(
        words.text("script.print_by_hand")
    )


def test_where_printing_begins_nothing_is_told(visitor):
    context = visitor.context()
    context.add_init_script("window.print = () => dispatchEvent(new Event('beforeprint'))")
    calculator = Calculator(context.new_page())
    page = calculator.page
    page.goto("en/estimate/#assistance=none")
    calculator.wait_for_answer()
    calculator.root.locator(".keep summary").click()
    page.get_by_role("button", name=catalogue("en").text("keep.print")).click()
    page.wait_for_timeout(2000)
    expect(calculator.root.locator("[data-keep-said]")).to_be_hidden()
