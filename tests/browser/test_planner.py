"""The planner of hours and the dates to keep, as a person uses them, in the real engine."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from calculator.words.catalogue import LANGUAGES, catalogue
from tests.browser.conftest import Calculator

PERSON = "assistance=social_assistance&adult=true&work_outlook=long_term"
START, TARGET, WEEK = "#plan-start", "#plan-target", "#plan-week"


@pytest.fixture
def planned(visitor, language):
    """The calculator of somebody who wants eight hours a week."""
    calculator = visitor.calculator(language, f"{PERSON}&weekly_hours=8")
    calculator.wait_for_answer()
    calculator.unfold()
    return calculator


def weeks(calculator):
    return [field.input_value() for field in calculator.page.locator(".planner-weeks input").all()]


def kinds(calculator):
    bars = calculator.page.locator(".planner-body .plan-chart .bar").all()
    return [bar.get_attribute("class").removeprefix("bar ") for bar in bars]


def said(calculator):
    return calculator.page.locator(".plan-said").text_content()


def wait_for_plan(calculator, key, value):
    """Wait until Python has answered with the planner as it stands."""
    calculator.page.wait_for_function(
        """([key, value]) => {
          const last = heard.requests.at(-1);
          return last.request.plan[key] === value
            && heard.responses.some((response) => response.id === last.id);
        }""",
        arg=[key, value],
    )


def test_the_plan_begins_with_the_hours_of_the_answers(planned):
    expect(planned.page.locator(".planner")).to_be_visible()
    assert weeks(planned) == ["8"] * 26
    assert kinds(planned) == ["under"] * 26
    # Nobody has made a plan yet: there is nothing to keep.
    assert "plan" not in planned.fragment()


def test_a_way_to_a_target_is_drawn_and_told(planned, language):
    page = planned.page
    page.locator(TARGET).fill("22")
    page.locator(WEEK).fill("15")
    wait_for_plan(planned, "week", "15")
    expect(page.locator(".plan-chart .bar.over")).to_have_count(13)
    assert kinds(planned) == ["under"] * 2 + ["within"] * 11 + ["over"] * 13
    assert weeks(planned)[:3] == ["8", "9", "10"]
    assert planned.fragment()["plan"] == "8,9,10,11,12,13,14,15,16,17,18,19,20,21,22"
    parts = {"fr": ["semaines 14 à 26", "semaines 1 à 2"], "en": ["weeks 14 to 26", "weeks 1 to 2"]}
    for part in parts[language]:
        assert part in said(planned)
    # A screen reader hears it when it changes, in one breath.
    announced = page.locator("[data-plan-announce]")
    expect(announced).to_contain_text(parts[language][0])
    assert announced.get_attribute("aria-live") == "polite"
    # And the chart's equal says the same, week by week.
    page.locator(".plan-weeks > summary").click()
    assert page.locator(".plan-weeks tbody tr").count() == 26


def test_what_is_open_stays_open_and_closed_stays_closed(planned):
    """Each change draws the chart and its table anew."""
    page = planned.page
    fold = page.locator(".plan-weeks")
    is_open = "fold => fold.open"
    # The page was unfolded: what stands open when the plan changes is still open.
    assert fold.evaluate(is_open) is False
    page.locator(TARGET).fill("12")
    wait_for_plan(planned, "target", "12")
    assert fold.evaluate(is_open) is False
    fold.locator("> summary").click()
    page.locator(TARGET).fill("22")
    wait_for_plan(planned, "target", "22")
    expect(page.locator(".plan-chart .bar.over").first).to_be_visible()
    assert fold.evaluate(is_open) is True
    expect(fold.locator("tbody tr").last).to_be_visible()


def test_one_week_is_changed_by_hand_and_by_keyboard(planned, language):
    page = planned.page
    decimal = {"fr": ",", "en": "."}[language]
    summary = page.locator(".planner-edit > summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#plan-week_1")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type(f"12{decimal}5")
    wait_for_plan(planned, "week_2", f"12{decimal}5")
    expect(page.locator("#plan-week_2")).to_be_focused()
    assert weeks(planned)[:3] == ["8", f"12{decimal}5", "8"]
    assert planned.fragment()["plan"] == "8,12.5,8"
    expect(page.locator(".plan-chart .bar.within")).to_have_count(1)
    # The weeks are now the person's own: other answers leave them as they are.
    planned.field("weekly_hours").fill("20")
    planned.wait_for_answer()
    assert weeks(planned)[:3] == ["8", f"12{decimal}5", "8"]


MORE = {
    "fr": "Une demi-heure de plus, Heures par semaine au début",
    "en": "Half an hour more, Hours a week at the start",
}
FEWER = {
    "fr": "Une demi-heure de moins, Heures par semaine à atteindre",
    "en": "Half an hour less, Hours a week to reach",
}


def test_hours_go_up_and_down_without_typing(planned, language):
    page = planned.page
    half = {"fr": "8,5", "en": "8.5"}[language]
    more = page.get_by_role("button", name=MORE[language], exact=True)
    more.focus()
    page.keyboard.press("Enter")
    wait_for_plan(planned, "start", half)
    page.keyboard.press("Space")
    wait_for_plan(planned, "start", "9")
    # Whoever steps on need not look for the button again, and hears what it comes to.
    expect(more).to_be_focused()
    expect(page.locator("[data-plan-announce]")).to_contain_text("Interagir")
    page.get_by_role("button", name=FEWER[language], exact=True).click()
    wait_for_plan(planned, "target", half)
    assert weeks(planned)[0] == "9"
    assert weeks(planned)[-1] == half


def test_hours_step_within_what_a_week_holds_and_leave_words_alone(planned):
    page = planned.page
    start = page.locator(START)
    fewer, more = page.locator(f".typed:has({START}) [data-by]").all()
    for typed, button, expected in (
        ("0", fewer, "0"),
        ("0,25", fewer, "0"),
        ("168", more, "168"),
        ("beaucoup", more, "beaucoup"),
    ):
        start.fill(typed)
        button.click()
        assert start.input_value() == expected
    expect(start).to_be_focused()


def test_a_plan_is_told_wrong_beside_its_field(planned, language):
    page = planned.page
    page.locator(START).fill("beaucoup")
    wait_for_plan(planned, "start", "beaucoup")
    error = page.locator("#error-plan-start")
    expect(error).to_be_visible()
    expect(page.locator(START)).to_have_attribute("aria-invalid", "true")
    assert "error-plan-start" in page.locator(START).get_attribute("aria-describedby")
    assert page.locator(".plan-chart").count() == 0
    assert "plan" not in planned.fragment()
    # The answers themselves are as good as before.
    assert list(planned.verdicts()) == ["paas_action", "interagir"]
    page.locator(START).fill("9")
    wait_for_plan(planned, "start", "9")
    expect(error).to_be_hidden()
    expect(page.locator(".planner-body .plan-chart")).to_be_visible()


def test_a_plan_in_the_address_is_drawn_and_goes_along(visitor, language):
    calculator = visitor.calculator(language, f"{PERSON}&plan=10,12.5,25")
    exchange = calculator.wait_for_answer()
    assert "plan" not in exchange.request["fields"]
    decimal = {"fr": ",", "en": "."}[language]
    assert weeks(calculator) == ["10", f"12{decimal}5", *["25"] * 24]
    assert kinds(calculator) == ["within"] * 2 + ["over"] * 24
    assert calculator.fragment()["plan"] == "10,12.5,25"
    link = calculator.page.locator("[data-language-switch]")
    assert "plan=10~2C12.5~2C25" in link.get_attribute("href")
    link.click()
    calculator.page.wait_for_url("**/estim*/*")
    calculator.wait_for_answer()
    assert kinds(calculator) == ["within"] * 2 + ["over"] * 24


def test_a_plan_alone_in_the_address_is_answered(visitor):
    calculator = visitor.calculator("fr", "plan=12")
    calculator.wait_for_answer()
    assert kinds(calculator) == ["within"] * 26


BROKEN = {
    "letters": "abc",
    "below zero": "-1,5",
    "too much": "169",
    "empty weeks": "1,,3",
    "too precise": "1.234",
    "html": "<img src=x onerror=alert(1)>",
    "very long": "9" * 5000,
}


def test_no_plan_in_an_address_breaks_the_page(visitor, language):
    calculator = visitor.calculator(language, PERSON)
    calculator.wait_for_answer()
    calculator.unfold()
    for name, plan in BROKEN.items():
        calculator.go_to(f"{PERSON}&plan=12")
        calculator.page.wait_for_function("document.querySelectorAll('.plan-chart').length === 1")
        calculator.go_to(f"{PERSON}&plan={plan}")
        error = calculator.page.locator("#error-plan-weeks")
        expect(error, name).to_be_visible()
        assert re.search(r"\d", error.text_content()), name  # which weeks
        assert calculator.page.locator(".plan-chart").count() == 0, name
        assert calculator.verdicts() == {"paas_action": "possible", "interagir": "possible"}, name
        assert calculator.root.locator("img").count() == 0, name
    # No hours at all are no plan, and leave the address.
    calculator.go_to(f"{PERSON}&plan=,,,")
    expect(calculator.page.locator(".planner-body .plan-chart")).to_have_count(0)
    calculator.wait_for_answer()
    assert "plan" not in calculator.fragment()
    # More weeks than there are: the first are the plan.
    calculator.go_to(f"{PERSON}&plan={','.join(['7'] * 500)}")
    expect(calculator.page.locator(".plan-chart .bar.under")).to_have_count(26)
    assert calculator.fragment()["plan"] == "7"


def test_erasing_the_answers_erases_the_plan(visitor):
    calculator = visitor.calculator("fr", f"{PERSON}&plan=10,12")
    calculator.wait_for_answer()
    calculator.page.locator("form [data-action=erase]").click()
    calculator.wait_for_answer()
    assert calculator.fragment() == {}
    assert set(weeks(calculator)) == {""}
    assert calculator.page.locator(".plan-chart").count() == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_the_planner_fits_the_screen_and_the_finger(visitor, width):
    calculator = visitor.calculator("fr", f"{PERSON}&start_date=2026-12-24&plan=8,30", width=width)
    calculator.wait_for_answer()
    page = calculator.page
    calculator.unfold()
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    box = page.locator(".plan-chart").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    # What is written in the chart can be read: 10 px at the least.
    sizes = page.evaluate(
        """() => [...document.querySelectorAll(".plan-chart text")]
          .map((text) => text.getBoundingClientRect().height)"""
    )
    assert min(sizes) >= 10
    # Weeks stand two in a row at least, and their fields on one line.
    fields = [field.bounding_box() for field in page.locator(".planner-weeks input").all()]
    assert fields[0]["y"] == fields[1]["y"]
    assert len({field["y"] for field in fields}) <= len(fields) / 2
    # The months end where the section ends.
    section, months = (
        page.locator(place).bounding_box() for place in (".planner", ".planner .plan-months")
    )
    assert months["x"] + months["width"] <= section["x"] + section["width"]
    for field in page.locator(".planner :is(input, button), .region-picker select").all():
        assert field.bounding_box()["height"] >= 44
    for button in page.locator(".planner button").all():
        assert button.bounding_box()["width"] >= 44


@pytest.mark.parametrize(("width", "side_by_side"), [(360, False), (1280, True)])
def test_programmes_stand_side_by_side_where_there_is_room(visitor, width, side_by_side):
    calculator = visitor.calculator("fr", PERSON, width=width)
    calculator.wait_for_answer()
    first, second = (calculator.card(id).bounding_box() for id in ("paas_action", "interagir"))
    assert (first["y"] == second["y"]) == side_by_side
    assert (first["x"] == second["x"]) != side_by_side


def test_only_a_plan_that_somebody_made_is_printed(visitor):
    calculator = visitor.calculator("fr", f"{PERSON}&weekly_hours=12")
    calculator.wait_for_answer()
    page = calculator.page
    page.emulate_media(media="print")
    expect(page.locator(".planner")).to_be_hidden()
    page.emulate_media(media="screen")
    calculator.go_to(f"{PERSON}&weekly_hours=12&plan=12,15&region=laval")
    calculator.wait_for_answer()
    expect(page.locator(".planner[data-planned]")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".plan-chart")).to_be_visible()
    expect(page.locator(".plan-weeks tbody tr").last).to_be_visible()
    expect(page.locator(".region-answer [data-region=laval]")).to_be_visible()
    filled_in = ".planner :is(input, button), .region-picker .question, .dates-to-keep"
    for field in page.locator(filled_in).all():
        expect(field).to_be_hidden()


# ---- Dates to keep -------------------------------------------------------------------------

NAME = {"fr": "dates-passerelle.ics", "en": "passerelle-dates.ics"}
SAVE = {language: catalogue(language).text("calendar.save") for language in LANGUAGES}


def test_the_dates_are_kept_in_a_file_made_on_the_device(visitor, language):
    begin = date.today() + timedelta(days=30)
    calculator = visitor.calculator(language, PERSON)
    calculator.wait_for_answer()
    page = calculator.page
    expect(page.locator(".dates-to-keep")).to_be_hidden()
    calculator.field("start_date").fill(begin.isoformat())
    calculator.wait_for_answer()
    calculator.unfold()
    link = page.get_by_role("link", name=SAVE[language])
    expect(link).to_be_visible()
    asked = [path for path in visitor.paths() if not path.startswith("blob:")]
    link.focus()
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    download = waiting.value
    assert download.suggested_filename == NAME[language]
    content = Path(download.path()).read_bytes()
    calendar = Calendar.from_ical(content)
    days = [event["DTSTART"].dt for event in calendar.walk("VEVENT")]
    milestones = calculator.result.locator("time").all()
    dates = [date.fromisoformat(one.get_attribute("datetime")) for one in milestones]
    assert len(dates) == 2
    assert sorted(days) == sorted([*dates, *(day - timedelta(14) for day in dates)])
    # Nothing was asked of anybody for it.
    assert [path for path in visitor.paths() if not path.startswith("blob:")] == asked

    calculator.field("start_date").fill("")
    calculator.wait_for_answer()
    expect(page.locator(".dates-to-keep")).to_be_hidden()


def identities(page):
    """The events of the calendar file that the page offers: days, by what names each event."""
    with page.expect_download() as waiting:
        page.locator(".dates-to-keep a").evaluate("link => link.click()")
    events = Calendar.from_ical(Path(waiting.value.path()).read_bytes()).walk("VEVENT")
    return {str(event["UID"]): (event["DTSTART"].dt, int(event["SEQUENCE"])) for event in events}


def test_a_new_start_day_moves_the_same_events_and_another_person_has_others(visitor):
    begin = date.today() + timedelta(days=30)
    calculator = visitor.calculator("en", f"{PERSON}&start_date={begin}")
    calculator.wait_for_answer()
    first = identities(calculator.page)
    calculator.page.wait_for_timeout(1100)  # the number that says which is newer counts seconds
    # After a reload too, and with another day: the same events, moved, and newer.
    calculator.page.reload()
    calculator.field("start_date").fill((begin + timedelta(days=9)).isoformat())
    calculator.wait_for_answer()
    moved = identities(calculator.page)
    assert moved.keys() == first.keys()
    for name, (day, number) in first.items():
        assert moved[name][0] > day
        assert moved[name][1] > number
    # The next person at the same device, and somebody else with the same link.
    link = calculator.page.url
    assert not [name for name in first if name.split("-")[-1].split("@")[0] in link]
    calculator.page.locator("[data-action=erase]").first.evaluate("button => button.click()")
    calculator.field("start_date").fill(begin.isoformat())
    calculator.wait_for_answer()
    assert not identities(calculator.page).keys() & first.keys()
    other = visitor.context().new_page()
    other.goto(link)
    Calculator(other).wait_for_answer()
    assert not identities(other).keys() & first.keys()
