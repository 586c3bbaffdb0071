"""One question at a time: what is asked, in which order, and how a person finds back."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from calculator.words.catalogue import catalogue

CHECK = {"fr": "organismes/verifier/", "en": "en/organizations/check/"}
ANSWERS = {
    "assistance": "social_assistance",
    "adult": "true",
    "work_outlook": "long_term",
    "weekly_hours": "12,5",
    "start_date": "2026-08-31",
    "monthly_costs.transport": "60",
}
STEPS = ["assistance", "adult", "work_outlook", "weekly_hours", "start_date", "monthly_costs"]
OURS = ("view", "step")


def stepping(visitor, language, fragment="", **options):
    return visitor.calculator(language, f"view=steps{fragment and '&'}{fragment}", **options)


def answers_in_address(calculator):
    return {k: v for k, v in calculator.fragment().items() if k not in OURS}


def press(calculator, id):
    words = catalogue(calculator.root.get_attribute("data-language"))
    calculator.form.get_by_role("button", name=words.text(id), exact=True).click()


def give(calculator, name, value):
    if calculator.field(name).first.get_attribute("type") == "radio":
        calculator.form.locator(f"label:has([name='{name}'][value='{value}'])").click()
    else:
        calculator.field(name).fill(value)


def is_asked(calculator, step, number, total):
    """The question stands there alone, is told by its number, and has the focus."""
    words = catalogue(calculator.root.get_attribute("data-language"))
    id = f"group.{step}" if step == "monthly_costs" else f"question.{step}.label"
    counted = words.messages["script.step_of"].format(number=number, total=total)
    heading = calculator.page.get_by_role("heading", level=3, name=f"{counted} {words.text(id)}")
    expect(heading).to_be_visible()
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    shown = calculator.form.locator("[data-step]:visible")
    assert shown.count() == 1
    assert shown.get_attribute("data-step") == step
    assert calculator.fragment()["step"] == step
    # What a screen reader finds: the heading, then one group or field of that name.
    tree = calculator.form.aria_snapshot()
    assert f'heading "{counted} {words.text(id)}" [level=3]' in tree
    assert tree.count(words.text(id)) >= 2


@pytest.mark.parametrize("width", [360, 1280])
def test_six_questions_lead_to_the_result(visitor, language, width):
    calculator = stepping(visitor, language, width=width, height=740)
    words = catalogue(language)
    expect(calculator.form.locator("[data-step]:visible")).to_have_count(1)
    for number, step in enumerate(STEPS, start=1):
        if number > 1:
            is_asked(calculator, step, number, 6)
        # There is an answer beside every question, and it narrows.
        for card in ("paas_action", "interagir"):
            expect(calculator.card(card).locator(".verdict")).to_be_visible()
            answered = calculator.card(card).locator(".short-answer, .depends")
            expect(answered.first).to_be_visible()
        # And whom to call.
        expect(calculator.root.locator(".next-steps .contacts .telephone").first).to_be_visible()
        # Wherever Interagir is shown, it is said that it may not be offered any more.
        expect(calculator.card("interagir").locator(".status-note")).to_be_visible()
        for name, value in ANSWERS.items():
            if name.startswith(step):
                give(calculator, name, value)
        press(calculator, "steps.next")
    expect(calculator.page.locator("#result")).to_be_focused()
    expect(calculator.form.locator("[data-step]:visible")).to_have_count(0)
    calculator.wait_for_answer()
    assert calculator.fields() == answers_in_address(calculator) == ANSWERS
    assert calculator.verdicts() == {"paas_action": "possible", "interagir": "possible"}
    expect(calculator.card("interagir").locator(".milestones li")).to_have_count(2)
    # What was answered is listed, and each answer can be changed from there.
    given = calculator.root.locator(".given-list > div")
    expect(given).to_have_count(len(ANSWERS) + 2)  # two costs are not known, and say so
    given.nth(1).get_by_role("link").click()
    is_asked(calculator, "adult", 2, 6)
    # The whole way back, and forth again, by the browser's own buttons.
    calculator.page.go_back()
    expect(calculator.page.locator("#result")).to_be_focused()
    for step in reversed(STEPS):
        calculator.page.go_back()
        expect(calculator.form.locator("[data-step]:visible")).to_have_attribute("data-step", step)
        assert calculator.fields() == answers_in_address(calculator) == ANSWERS
    calculator.page.go_forward()
    is_asked(calculator, "adult", 2, 6)
    press(calculator, "steps.back")
    is_asked(calculator, "assistance", 1, 6)
    assert calculator.fields() == ANSWERS
    assert words.text("form.title")


@pytest.mark.parametrize(
    ("assistance", "following", "total"),
    [
        ("basic_income", "work_outlook", 5),  # being an adult decides nothing any more
        ("none", "weekly_hours", 4),
        ("social_solidarity", "adult", 6),
        ("", "adult", 6),
    ],
)
def test_only_what_can_still_matter_is_asked(visitor, assistance, following, total):
    calculator = stepping(visitor, "en")
    give(calculator, "assistance", assistance)
    press(calculator, "steps.next")
    is_asked(calculator, following, 2, total)


@pytest.mark.parametrize(
    ("assistance", "step", "number", "total", "following"),
    [
        # Of basic income, being an adult decides nothing any more.
        ("basic_income", "adult", 2, 6, "work_outlook"),
        # Of no assistance, neither does the rest.
        ("none", "adult", 2, 5, "weekly_hours"),
        ("none", "work_outlook", 2, 5, "weekly_hours"),
    ],
)
def test_a_step_that_is_not_asked_has_its_place_among_the_others(
    visitor, language, assistance, step, number, total, following
):
    """Opened by an address, or to change an answer."""
    calculator = visitor.calculator(language, f"view=steps&step={step}&assistance={assistance}")
    counted = catalogue(language).messages["script.step_of"].format(number=number, total=total)
    expect(calculator.root.locator("[data-step-count]")).to_have_text(counted)
    press(calculator, "steps.next")
    is_asked(calculator, following, number + 1, total)
    calculator.page.go_back()
    press(calculator, "steps.back")
    expect(calculator.form.locator("[data-step]:visible")).to_have_attribute(
        "data-step", "assistance"
    )


def test_the_result_so_far_says_what_would_decide_and_leads_there(visitor, language):
    calculator = stepping(visitor, language, "assistance=social_assistance", width=360)
    words = catalogue(language)
    card = calculator.card("paas_action")
    possible, confirm = words.text("reachable.possible"), words.text("reachable.to_confirm")
    # Below the badge stands the one question that would decide, whatever is folded.
    expect(card.locator(".depends a")).to_be_visible()
    expect(card.locator(".short-answer")).to_contain_text("173")
    expect(card.locator(".open").first).to_contain_text(words.listed([possible, confirm]))
    expect(card.locator(".total .amount")).to_contain_text("173")
    card.get_by_role("link", name=words.text("question.work_outlook.label")).click()
    is_asked(calculator, "work_outlook", 3, 6)
    give(calculator, "work_outlook", "ready")
    expect(card).to_have_attribute("data-verdict", "to_confirm")
    # Nothing is refused before it is certain.
    assert "not_possible" not in calculator.verdicts().values()


def test_the_number_of_the_question_never_falls_going_on(visitor, language):
    """Skipped at first, being an adult decides nothing any more."""
    calculator = stepping(visitor, language)
    press(calculator, "steps.next")
    press(calculator, "steps.next")
    is_asked(calculator, "work_outlook", 3, 6)
    calculator.root.locator(".card [data-question=assistance]").first.click()
    give(calculator, "assistance", "basic_income")
    calculator.page.go_back()
    expect(calculator.form.locator("[data-step]:visible")).to_have_attribute(
        "data-step", "work_outlook"
    )
    numbers = []
    while calculator.form.locator("[data-step]:visible").count():
        counted = calculator.root.locator("[data-step-count]").text_content()
        numbers.append([int(number) for number in re.findall("[0-9]+", counted)])
        press(calculator, "steps.next")
    assert numbers == sorted(numbers)
    assert all(number <= total for number, total in numbers)


@pytest.mark.parametrize("first", ["", "none", "basic_income", "social_assistance"])
@pytest.mark.parametrize("outlook", ["", "ready", "long_term"])
def test_progress_only_grows_on_every_way_through(visitor, first, outlook):
    calculator = stepping(visitor, "en")
    steps = calculator.form.locator("[data-step]:visible")
    numbers = []

    def note():
        counted = calculator.root.locator("[data-step-count]").text_content()
        numbers.append([int(number) for number in re.findall("[0-9]+", counted)])

    while steps.count():
        note()
        step = steps.get_attribute("data-step")
        if step in ("assistance", "work_outlook"):
            give(calculator, step, first if step == "assistance" else outlook)
            note()
        press(calculator, "steps.next")
    assert [number for number, _ in numbers] == sorted(number for number, _ in numbers)
    parts = [number / total for number, total in numbers]
    assert parts == sorted(parts)


def test_what_is_not_known_is_said_and_taken_back(visitor, language):
    calculator = stepping(visitor, language, "step=weekly_hours&weekly_hours=12&adult=true")
    press(calculator, "form.unknown")
    expect(calculator.form.locator("[data-step]:visible")).to_have_attribute(
        "data-step", "start_date"
    )
    assert calculator.fields() == answers_in_address(calculator) == {"adult": "true"}


def test_an_answer_that_cannot_be_read_holds_the_person_back(visitor, language):
    calculator = stepping(visitor, language, "step=weekly_hours&adult=true")
    give(calculator, "weekly_hours", "beaucoup")
    calculator.wait_for_answer()
    expect(calculator.error("weekly_hours")).to_be_visible()
    press(calculator, "steps.next")
    expect(calculator.field("weekly_hours")).to_be_focused()
    assert calculator.fragment()["step"] == "weekly_hours"
    # Elsewhere a link leads to it.
    calculator.go_to("view=steps&step=assistance&weekly_hours=beaucoup")
    notice = calculator.root.locator("[data-errors-notice]")
    expect(notice).to_be_visible()
    notice.get_by_role("link").click()
    expect(calculator.field("weekly_hours")).to_be_visible()


# What is typed, and mended while Python's answer to it is on its way.
MENDED_MEANWHILE = """
async () => {
  const field = document.querySelector("[name=weekly_hours]");
  const type = (text) => {
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  const next = document.querySelector("[data-action=next]");
  const before = heard.responses.length;
  type("many");
  next.click();
  type("12.5");
  while (heard.responses.length === before) await new Promise((done) => setTimeout(done, 1));
  const asked = heard.requests.find(({ id }) => id === heard.responses[before].id);
  next.click();
  return asked.request.fields.weekly_hours;
}
"""


def test_what_was_mended_before_the_answer_came_goes_on(visitor, language):
    calculator = visitor.calculator(language, "assistance=none&view=steps&step=weekly_hours")
    calculator.wait_for_answer()
    title = calculator.root.locator("[data-step-title]")
    expect(calculator.field("weekly_hours")).to_be_visible()
    before = title.inner_text()
    assert calculator.page.evaluate(MENDED_MEANWHILE) == "many"
    expect(title).not_to_have_text(before)
    expect(calculator.field("weekly_hours")).not_to_have_attribute("aria-invalid", "true")


def test_what_is_no_number_holds_back_before_python_has_come(visitor, language):
    calculator, waiting = stepping(visitor, language), []
    calculator.page.route("**/*.wasm", lambda route: waiting.append(route))
    # Only now: an answer in the address has the engine come at once.
    calculator.go_to("view=steps&step=weekly_hours&adult=true")
    field, told = calculator.field("weekly_hours"), calculator.error("weekly_hours")
    field.press_sequentially("beaucoup")
    field.press("Enter")  # at once, before any answer
    expect(field).to_be_focused()
    words = catalogue(language)
    said = words.text("form.error_prefix") + words.text("problem.not_a_number", accepted="168")
    assert told.text_content() == said
    expect(field).to_have_accessible_description(
        f"{words.text('question.weekly_hours.hint')} {said}"
    )
    assert calculator.root.get_attribute("data-engine") == "loading"
    assert calculator.fragment()["step"] == "weekly_hours"
    # What is a number goes on, be it too large: only the rules know limits, and they are not
    # waited for. A link tells of it as soon as they are there.
    field.fill("169")
    press(calculator, "steps.next")
    is_asked(calculator, "start_date", 5, 6)
    for route in waiting:
        route.continue_()
    calculator.wait_for_answer()
    notice = calculator.root.locator("[data-errors-notice]")
    notice.get_by_role("link", name=words.text("question.weekly_hours.label")).click()
    expect(field).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")


def test_the_views_hold_the_same_answers(visitor, language):
    calculator = visitor.calculator(language, urlencode({"adult": "true"}))
    words = catalogue(language)
    everything = calculator.form.locator("[data-step]:visible")
    assert everything.count() == len(STEPS)
    names = calculator.page.evaluate("[...document.forms[0].elements].map((e) => e.name).join()")
    calculator.form.get_by_role("button", name=words.text("steps.one_at_a_time")).click()
    is_asked(calculator, "assistance", 1, 6)
    assert answers_in_address(calculator) == {"adult": "true"}
    # Every field stays in the form.
    there = calculator.page.evaluate("[...document.forms[0].elements].map((e) => e.name).join()")
    assert there == names
    calculator.page.locator("[data-language-switch]").click()
    calculator.page.wait_for_url(f"**/{'en/estimate' if language == 'fr' else 'estimer'}/#*")
    expect(everything).to_have_count(1)
    assert calculator.fragment() == {"view": "steps", "step": "assistance", "adult": "true"}
    other = catalogue("en" if language == "fr" else "fr")
    calculator.form.get_by_role("button", name=other.text("steps.all_at_once")).click()
    expect(everything).to_have_count(len(STEPS))
    assert calculator.fragment() == {"adult": "true"}


@pytest.mark.parametrize("width", [360, 1280])
def test_an_organisation_is_asked_the_same_way(visitor, language, width):
    page = visitor.open(f"{CHECK[language]}#view=steps", width=width)
    root = page.locator(".calculator")
    words = catalogue(language)
    step = root.locator("form [data-step]:visible")
    go_on = root.get_by_role("button", name=words.text("steps.next"), exact=True)
    expect(root.locator("[data-step-count]")).to_have_text(
        words.messages["script.step_of"].format(number=1, total=9)
    )
    asked = []
    while step.count():
        asked.append(step.get_attribute("data-step"))
        if step.locator("[value=true]").count():
            step.locator("label:has([value=true])").click()
        go_on.click()
    assert len(asked) == 9
    assert asked[0] == "non_profit"
    assert asked[-1] == "places"
    expect(page.locator("#result")).to_be_focused()
    for programme in ("paas_action", "interagir"):
        expect(root.locator(f"[data-programme={programme}]")).to_have_attribute(
            "data-verdict", "meets_conditions"
        )


def test_an_organisation_that_cannot_is_not_asked_on(visitor):
    page = visitor.open("en/organizations/check/#view=steps")
    page.locator("label:has([name=non_profit][value=false])").click()
    page.get_by_role("button", name="Continue", exact=True).click()
    expect(page.locator("#result")).to_be_focused()
    # And learns whom to call.
    expect(page.locator(".result .next-steps .telephone").first).to_be_visible()
    for summary in page.locator(".card details.more > summary").all():
        summary.click()
    for card in page.locator("[data-verdict=does_not_meet]").all():
        expect(card.get_by_role("link", name=catalogue("en").text("next.title"))).to_be_visible()


def test_links_of_the_site_lead_to_one_question_at_a_time(visitor, language):
    page = visitor.open("" if language == "fr" else "en/")
    page.locator(".estimate-door .md-button").click()
    page.wait_for_url("**#view=steps*")
    expect(page.locator("form [data-step]:visible")).to_have_count(1)
    assert page.evaluate("scrollY") == 0


def test_another_address_begins_anew(visitor):
    """What was shown for the answers before does not decide what is asked first."""
    calculator = visitor.calculator("en", "assistance=none&weekly_hours=3")
    calculator.wait_for_answer()
    calculator.go_to("view=steps")
    is_there = calculator.form.locator("[data-step=assistance]")
    expect(is_there).to_be_visible()
    expect(calculator.root.locator("[data-step-count]")).to_have_text("Question 1 of 6")
