"""On a phone the first screen of a result answers: both programmes, money, hours, whom to call."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.situations import COSTS, FARTHEST, LONG_TERM

WIDTH, HEIGHT = 360, 740

SITUATIONS = {
    "nothing answered": {},
    "long term": LONG_TERM,
    "costs": {**LONG_TERM, **COSTS},
    "costs and a region": {**LONG_TERM, **COSTS, **FARTHEST},
    "not possible": {"assistance": "none"},
    "hours": {"assistance": "aim_for_employment", "weekly_hours": "25"},
    "nothing answered and a region": FARTHEST,
}

# What is wanted there, and how far down it reaches.
WANTED = """
() => {
  document.querySelector("#result").scrollIntoView({ block: "start" });
  const parts = ".card .badge, .card .depends, .short-answer li, .next-steps .contact-name, "
    + ".next-steps a[href^='tel:']";
  return [...document.querySelectorAll(".result :is(" + parts + ")")].map((element) => {
    const { top, bottom, width } = element.getBoundingClientRect();
    return [element.textContent, top, bottom, width];
  });
}
"""


def opened(visitor, language, answers, view=""):
    calculator = visitor.calculator(language, view + urlencode(answers), width=WIDTH, height=HEIGHT)
    if set(answers) - {"region"}:
        calculator.wait_for_answer()
        expect(calculator.page.locator(".result")).to_have_attribute("aria-busy", "false")
    return calculator


def below(page):
    """What of the answer in short does not stand in the first screen."""
    return [one for one in page.evaluate(WANTED) if one[1] < 0 or one[2] > HEIGHT or one[3] < 9]


@pytest.mark.parametrize("view", ["", "view=steps&step=result&"])
@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_first_screen_of_a_result_answers(visitor, language, situation, view):
    answers = SITUATIONS[situation]
    calculator = opened(visitor, language, answers, view)
    page = calculator.page
    found = [one[0] for one in page.evaluate(WANTED)]
    assert calculator.result.locator(".card .badge").count() == 2
    for card in calculator.result.locator(".card").all():
        said = card.locator(".short-answer li").count()
        assert said >= (0 if card.get_attribute("data-verdict") == "not_possible" else 2)
    assert sum(one.replace("\u00a0", " ") == "1 877 644-4545" for one in found) == 1
    assert below(page) == []


def test_the_number_of_each_region_stands_there(visitor, language):
    calculator = opened(visitor, language, {**LONG_TERM, **COSTS, **FARTHEST})
    page = calculator.page
    select = page.locator("select#region")
    slugs = [one.get_attribute("value") for one in select.locator("option").all()][1:]
    assert len(slugs) == 17
    lower = {}
    for slug in slugs:
        select.select_option(slug)
        page.evaluate(WANTED)
        number = page.locator(".region-answer .telephone").first.bounding_box()
        if number["y"] + number["height"] > HEIGHT:
            lower[slug] = number
    assert not lower


def test_details_are_reached_on_a_phone_when_the_questions_are_done(visitor, language):
    """A step shows the answer in short alone; the result has the rest behind its folds."""
    calculator = opened(visitor, language, LONG_TERM, "view=steps&step=weekly_hours&")
    fold = calculator.card("paas_action").locator("details.more > summary")
    expect(fold).to_be_hidden()
    expect(calculator.card("paas_action").locator(".short-answer")).to_be_visible()
    calculator.go_to(urlencode({"view": "steps", "step": "result", **LONG_TERM}))
    for card in calculator.result.locator(".card").all():
        summary = card.locator("details.more > summary")
        assert summary.bounding_box()["height"] >= 44
        summary.click()
        expect(card.locator("table.money")).to_be_visible()


COLOURS = """
verdict => {
  const card = document.querySelector(".card");
  card.dataset.verdict = verdict;
  return [getComputedStyle(card.querySelector(".badge")).backgroundColor,
    getComputedStyle(card).borderTopColor];
}
"""


def test_a_programme_not_yet_in_force_has_the_colour_of_what_is_to_be_asked(visitor):
    page = visitor.calculator("en").page
    pending = page.evaluate(COLOURS, "not_in_force")
    assert pending == page.evaluate(COLOURS, "to_confirm")
    assert pending != page.evaluate(COLOURS, "unknown")
