"""What the table made with the page shows before Python has come, and how Python takes over."""

import json
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from calculator.handle_request import answer
from calculator.words.catalogue import catalogue
from rules.states import organisation_states, participant_states

CHECK = {"fr": "organismes/verifier/", "en": "en/organizations/check/"}

# Every state in turn, as when somebody edits the address; what the page shows of each.
SHOW_ALL = """
async (fragments) => {
  const shown = [];
  for (const fragment of fragments) {
    const changed = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = fragment;
    await changed;
    shown.push(document.querySelector(".result-body").innerHTML);
  }
  return shown;
}
"""

# The visitor's day (ISO).
TODAY = """
() => {
  const now = new Date();
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((n) => `${n}`.padStart(2, "0"));
  return `${now.getFullYear()}-${month}-${day}`;
}
"""

# HTML as a browser writes it again.
NORMAL = """
(all) => all.map((html) => {
  const drawn = document.createElement("div");
  drawn.innerHTML = html;
  return drawn.innerHTML;
})
"""


def normal(page, all_html):
    """In a page of no site: a page of ours takes no markup from a test."""
    blank = page.context.new_page()
    found = blank.evaluate(NORMAL, all_html)
    blank.close()
    return found


def fields_of(state, prefix=""):
    """A state as the form's fields."""
    fields = {}
    for key, value in state.items():
        if isinstance(value, dict):
            fields |= fields_of(value, f"{prefix}{key}.")
        else:
            fields[prefix + key] = json.dumps(value) if isinstance(value, bool) else value
    return fields


def held(page):
    """Keep the engine from coming; gives back the requests that wait."""
    waiting = []
    page.route("**/*.wasm", lambda route: waiting.append(route))
    return waiting


@pytest.mark.parametrize(
    ("kind", "states", "count"),
    [("participant", participant_states, 72), ("organisation", organisation_states, 321)],
)
def test_every_state_shows_at_once_what_python_says(visitor, language, kind, states, count):
    calculator = visitor.calculator(language)
    page = calculator.page
    held(page)
    if kind == "organisation":
        page.goto(visitor.address + CHECK[language])
    asked = [fields_of(state) for state in states()]
    assert len(asked) == count
    # "nothing" is no answer: an empty fragment would leave the page as it was built.
    shown = page.evaluate(SHOW_ALL, [f"nothing{i}&{urlencode(a)}" for i, a in enumerate(asked)])
    assert calculator.root.get_attribute("data-engine") == "loading"
    root = calculator.root
    request = {
        "kind": kind,
        "language": language,
        # The page says its visitor's day, which need not be that of the build any more.
        "today": page.evaluate(TODAY),
        "links": json.loads(root.get_attribute("data-links")),
    }
    python = [json.loads(answer(json.dumps({**request, "fields": a})))["html"] for a in asked]
    wrong = [
        fields
        for fields, here, there in zip(asked, normal(page, python), shown, strict=True)
        if here != there
    ]
    assert wrong == []
    assert len(set(shown)) > 20


def test_a_choice_is_answered_before_anything_of_the_engine_came(visitor, language):
    calculator = visitor.calculator(language)
    waiting = held(calculator.page)
    calculator.form.locator("label:has([value=none])").click()
    expect(calculator.card("paas_action")).to_have_attribute("data-verdict", "not_possible")
    words = catalogue(language)
    expect(calculator.root.get_by_role("status")).to_contain_text(
        words.text("paas_action.not_possible")
    )
    assert calculator.root.get_attribute("data-engine") == "loading"
    expect(calculator.root.locator(".result")).to_have_attribute("aria-busy", "false")
    assert waiting


@pytest.mark.parametrize("day", ["the day of the build", "a year later"])
def test_python_takes_over_without_a_flicker(visitor, language, day):
    """Where it says the same, the very elements stay: what is open, and what has the focus."""
    calculator = visitor.calculator(language)
    if day == "a year later":
        built = date.fromisoformat(calculator.root.get_attribute("data-built"))
        calculator.page.clock.set_fixed_time(datetime(built.year + 1, built.month, 1, 12))
    waiting = held(calculator.page)
    calculator.form.locator("label:has([value=basic_income])").click()
    # The table's answer stands there, in a task of its own after the touch.
    expect(calculator.card("paas_action").locator(".total")).to_contain_text("173")
    fold = calculator.card("paas_action").locator("details.more")
    summary = fold.locator("> summary")
    summary.click()
    calculator.page.evaluate(
        "window.before = [...document.querySelectorAll('[data-programme], .result-body p')]"
    )
    for route in waiting:
        route.continue_()
    calculator.wait_for_answer()
    assert calculator.page.evaluate("before.every((element) => element.isConnected)")
    expect(fold).to_have_attribute("open", "")
    expect(summary).to_be_focused()
    # Another answer to one programme leaves the other's card alone, and the fold open.
    calculator.field("weekly_hours").fill("12")
    calculator.wait_for_answer()
    expect(calculator.card("paas_action").locator("[data-check=within]")).to_be_visible()
    expect(fold).to_have_attribute("open", "")


def test_the_day_is_written_as_python_writes_it(visitor, language):
    """The first and the last day of every month, whenever the page was built."""
    calculator = visitor.calculator(language)
    held(calculator.page)
    built = date.fromisoformat(calculator.root.get_attribute("data-built"))
    months = [date(built.year + 1 + place // 12, place % 12 + 1, 1) for place in range(13)]
    days = [*months, *(day - timedelta(1) for day in months[1:])]
    shown = calculator.page.evaluate(SHOW_ALL, [f"assistance=none&on={day}" for day in days])
    words = catalogue(language)
    for day, html in zip(days, shown, strict=True):
        assert words.day(day).replace("\u00a0", "&nbsp;") in html, day


def test_what_was_typed_is_said_not_to_be_counted_yet(visitor, language):
    calculator = visitor.calculator(language)
    waiting = held(calculator.page)
    words = catalogue(language)
    calculator.form.locator("label:has([value=basic_income])").click()
    card = calculator.card("paas_action")
    total = card.locator(".total td")
    expect(total).to_contain_text("173")

    calculator.field("monthly_costs.transport").fill("60")
    notice = calculator.root.locator("[data-pending-notice]")
    expect(notice).to_have_text(words.text("uncounted.participant.pending"))
    # No total that would count a known cost as nothing.
    expect(total).to_have_text(words.text("script.computing"))
    expect(card.locator(".cost td").first).to_have_text(words.text("script.computing"))
    expect(calculator.root.locator(".result")).to_have_attribute("aria-busy", "true")
    for route in waiting:
        route.continue_()
    calculator.wait_for_answer()
    expect(notice).to_be_hidden()
    assert "233" in total.text_content()


def test_without_an_engine_choices_are_answered_all_the_same(visitor, language):
    visitor.expects_errors = True
    calculator = visitor.calculator(language)
    calculator.page.route("**/*.wasm", lambda route: route.abort())
    words = catalogue(language)
    calculator.form.locator("label:has([value=basic_income])").click()
    calculator.wait_for_engine("failed")
    calculator.form.locator("label:has([name=work_outlook][value=long_term])").click()
    expect(calculator.card("paas_action")).to_have_attribute("data-verdict", "possible")
    calculator.field("monthly_costs.transport").fill("60")
    expect(calculator.card("paas_action").locator(".total td")).to_have_text(
        words.text("script.not_computed")
    )
    expect(calculator.root.locator("[data-pending-notice]")).to_have_text(
        words.text("uncounted.participant.not_counted")
    )
    expect(calculator.root.get_by_role("alert")).to_be_visible()
    assert calculator.fields() == calculator.fragment()
    assert calculator.fields()["monthly_costs.transport"] == "60"


def test_a_cost_that_is_cleared_gives_the_amounts_back(visitor, language):
    """Where Python cannot come, they stand again as the table has them."""
    visitor.expects_errors = True
    calculator = visitor.calculator(language)
    calculator.page.route("**/*.wasm", lambda route: route.abort())
    words = catalogue(language)
    calculator.form.locator("label:has([value=basic_income])").click()
    calculator.wait_for_engine("failed")
    card = calculator.card("paas_action")
    before = card.inner_text()
    calculator.field("monthly_costs.transport").fill("60")
    expect(card.locator(".total td")).to_have_text(words.text("script.not_computed"))
    calculator.field("monthly_costs.transport").fill("")
    expect(card.locator(".total td")).to_contain_text("173")
    assert card.inner_text() == before


@pytest.mark.parametrize("place", ["the first", "the last"])
def test_a_card_drawn_anew_keeps_the_focus_and_what_is_open(visitor, language, place):
    """As when Python answers, or another tab's link is opened, while somebody reads on."""
    calculator = visitor.calculator(language, "assistance=basic_income")
    held(calculator.page)
    card = calculator.card("paas_action")
    fold = card.locator("details.more")
    fold.locator("> summary").click()
    # The same place among those of the new card.
    place_of = """(card) => {
      const all = card.querySelectorAll("a[href], button, summary, input, select, [tabindex]");
      return [...all].indexOf(document.activeElement);
    }"""
    reached = card.locator("a[href]:visible, summary:visible")
    (reached.first if place == "the first" else reached.last).focus()
    before = card.evaluate(place_of)
    assert (before == 0) == (place == "the first")
    card.evaluate("card => { card.isOld = true }")
    calculator.go_to("assistance=basic_income&work_outlook=long_term")
    calculator.page.wait_for_function(
        "() => !document.querySelector('[data-programme=paas_action]').isOld"
    )
    # The new card has fewer of them: in place of what is gone, the last one has the focus.
    after = card.evaluate(place_of)
    assert after == before if place == "the first" else 0 < after < before
    expect(fold).to_have_attribute("open", "")


def test_a_clock_before_the_build_counts_as_the_day_of_the_build(visitor, language):
    """A device whose battery was empty: both the table and Python take the later day."""
    calculator = visitor.calculator(language)
    calculator.page.clock.set_fixed_time(datetime(2001, 1, 1, 12))
    waiting = held(calculator.page)
    built = calculator.root.get_attribute("data-built")
    calculator.form.locator("label:has([value=none])").click()
    expect(calculator.card("paas_action")).to_have_attribute("data-verdict", "not_possible")
    expect(calculator.root.locator("[data-pending-notice]")).to_be_hidden()
    shown = catalogue(language).day(date.fromisoformat(built))
    expect(calculator.result).to_contain_text(shown)
    for route in waiting:
        route.continue_()
    assert calculator.wait_for_answer().request["today"] == built
    expect(calculator.result).to_contain_text(shown)


def test_a_day_before_the_table_is_left_to_python(visitor):
    calculator = visitor.calculator("en")
    held(calculator.page)
    calculator.go_to("assistance=none&on=2026-03-31")
    expect(calculator.root.locator("[data-pending-notice]")).to_be_visible()
    # Rather what is true of everybody than another day's amounts.
    assert calculator.verdicts() == {"paas_action": "unknown", "interagir": "unknown"}


def test_saving_data_only_what_is_typed_fetches_the_engine(visitor):
    page = visitor.context().new_page()
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    page.goto("en/estimate/")
    page.locator("label:has([value=none])").click()
    expect(page.locator("[data-programme=paas_action]")).to_have_attribute(
        "data-verdict", "not_possible"
    )
    page.wait_for_load_state("networkidle")
    assert page.locator(".calculator").get_attribute("data-engine") == "static"
    assert not [path for path in visitor.paths() if path.startswith("engine/")]
    page.locator("[name=weekly_hours]").fill("12")
    expect(page.locator(".calculator")).to_have_attribute("data-engine", "python", timeout=60_000)
