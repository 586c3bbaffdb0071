"""The questions answered by keyboard alone, with every press counted and each change told."""

import time

import pytest
from playwright.sync_api import expect

from calculator.words.catalogue import catalogue

# Keys for each of the six questions: to the field, an answer, and on.
PERSON = [
    ("assistance", ["Tab", "ArrowDown", "Enter"], "social_assistance"),
    ("adult", ["Tab", "ArrowDown", "Enter"], "true"),
    ("work_outlook", ["Tab", "ArrowUp", "Enter"], "long_term"),
    ("weekly_hours", ["Tab", "1", "2", "Enter"], "12"),
    ("start_date", ["Tab", *"08312026", "Enter"], "2026-08-31"),
    ("monthly_costs.transport", ["Tab", "6", "0", "Enter"], "60"),
]
ORGANISATION = [
    ("non_profit", ["Tab", "ArrowDown", "Enter"], "true"),
    ("paas_action.expertise", ["Tab", "ArrowDown", "Enter"], "true"),
    ("paas_action.regular_staff", ["Tab", "ArrowDown", "Enter"], "true"),
    ("paas_action.personal_goals", ["Tab", "ArrowDown", "Enter"], "true"),
    ("paas_action.constant_presence", ["Tab", "ArrowDown", "Enter"], "true"),
    ("interagir.experience", ["Tab", "ArrowDown", "Enter"], "true"),
    ("interagir.suitable_activities", ["Tab", "ArrowDown", "Enter"], "true"),
    ("interagir.obeys_laws", ["Tab", "ArrowDown", "Enter"], "true"),
    ("places", ["Tab", "8", "Enter"], "8"),
]
A_MINUTE = 60  # for the script, the looks between its key presses included
JOURNEYS = {
    "participant": ({"fr": "estimer/", "en": "en/estimate/"}, PERSON, 27, "possible"),
    "organisation": (
        {"fr": "organismes/verifier/", "en": "en/organizations/check/"},
        ORGANISATION,
        27,
        "meets_conditions",
    ),
}


@pytest.mark.parametrize("kind", JOURNEYS)
@pytest.mark.parametrize("width", [360, 1280])
def test_every_question_is_answered_by_keyboard(visitor, language, kind, width):
    paths, journey, most, verdict = JOURNEYS[kind]
    words = catalogue(language)
    page = visitor.open(f"{paths[language]}#view=steps", width=width, height=740)
    root = page.locator(".calculator")
    heading = root.locator(".step-heading h3")
    status = root.get_by_role("status")
    # To the first question past the menu and the choice of a view: the way of every page.
    page.locator("[data-action=view-all]").focus()
    presses, began = 0, time.monotonic()
    for number, (name, keys, value) in enumerate(journey, start=1):
        counted = words.messages["script.step_of"].format(number=number, total=len(journey))
        expect(heading).to_contain_text(counted)
        # The heading's name in the accessibility tree, and the field's, tell the same question.
        title = root.locator("[data-step-title]").text_content()
        assert f'heading "{counted} {title}"' in root.locator("form").aria_snapshot()
        if number > 1:
            expect(heading).to_be_focused()
        for key in keys:
            page.keyboard.press(key)
            presses += 1
            if key == "Tab":
                focused = page.locator(":focus")
                assert focused.get_attribute("name").startswith(name.split(".")[0])
                expect(focused).to_be_in_viewport()
        answered = page.evaluate(
            "name => new FormData(document.querySelector('.calculator form')).get(name)", name
        )
        assert answered == value, name
    expect(page.locator("#result")).to_be_focused()
    assert presses == sum(len(keys) for _, keys, _ in journey) <= most
    seconds = time.monotonic() - began
    print(f"{kind}, {language}, {width} px: {presses} key presses, {seconds:.1f} s")
    assert seconds < A_MINUTE
    expect(root).to_have_attribute("data-engine", "python", timeout=60_000)
    for programme in ("paas_action", "interagir"):
        card = root.locator(f"[data-programme={programme}]")
        expect(card).to_have_attribute("data-verdict", verdict)
        # And what is shown was told.
        badge = card.locator(".badge").text_content()
        sentence = card.locator(".verdict").text_content().removeprefix(badge).strip()
        expect(status).to_contain_text(sentence)


def test_each_answer_is_told_as_it_changes_the_result(visitor, language):
    page = visitor.open(f"{JOURNEYS['participant'][0][language]}#view=steps", width=360)
    root, words = page.locator(".calculator"), catalogue(language)
    status = root.get_by_role("status")
    page.locator("[data-action=view-all]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")  # the last but one: none of these
    expect(status).to_contain_text(words.text("paas_action.not_possible"))
    # Told before Python has come, and told again after it is said to be ready.
    expect(root).to_have_attribute("data-engine", "python", timeout=60_000)
    expect(status).to_contain_text(words.text("paas_action.not_possible"))
    assert words.text("paas_action.not_possible") in root.aria_snapshot()
    page.keyboard.press("ArrowDown")
    name = words.text("programme.paas_action")
    expect(status).to_contain_text(
        words.text("paas_action.unknown", "verdict.unknown", programme=name)
    )
    # The live region holds the news, outside what is said to be busy.
    assert status.evaluate("element => !element.closest('[aria-busy]')")


def test_an_error_is_tied_to_its_field(visitor, language):
    page = visitor.open(
        f"{JOURNEYS['participant'][0][language]}#view=steps&step=weekly_hours", width=360
    )
    page.locator("[name=weekly_hours]").focus()
    page.keyboard.type("169")
    words = catalogue(language)
    said = words.text("form.error_prefix") + words.text("problem.too_large", accepted="168")
    field = page.get_by_role("textbox", name=words.text("question.weekly_hours.label"))
    expect(field).to_have_attribute("aria-invalid", "true", timeout=60_000)
    expect(field).to_have_accessible_description(
        f"{words.text('question.weekly_hours.hint')} {said}"
    )
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
