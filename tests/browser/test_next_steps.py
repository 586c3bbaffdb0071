"""Whom to call: the region by its name or by the postal code, which stay on the page."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from calculator.words.catalogue import catalogue
from tests.browser.conftest import ESTIMATE

REGION = {"fr": "Votre région", "en": "Your region"}
POSTAL = {
    "fr": "Ou votre ville, ou votre code postal",
    "en": "Or your town, or your postal code",
}
UNKNOWN = {
    "fr": "Ce n’est pas un code postal du Québec que nous connaissons.",
    "en": "This isn’t a Québec postal code that we know.",
}
SEVERAL = {"fr": "Ce code touche plusieurs régions.", "en": "This code covers several regions."}
TOWNS = {
    "fr": "Ce nom se trouve dans plusieurs régions.",
    "en": "This name is found in more than one region.",
}
NOWHERE = {"fr": "Nous ne connaissons pas cette ville.", "en": "We don’t know this town."}
FAILED = {"fr": "n’avons pas pu lire", "en": "couldn’t read"}

CHECK = {"fr": "organismes/verifier/", "en": "en/organizations/check/"}


def answer(page):
    return page.locator(".region-answer")


def regions_shown(page):
    found = answer(page).locator("[data-region]").all()
    return [one.get_attribute("data-region") for one in found]


def fragment(page):
    return dict(parse_qsl(urlsplit(page.url).fragment.replace("~", "%")))


def test_a_region_is_chosen_by_its_name(visitor, language):
    calculator = visitor.calculator(language)
    page = calculator.page
    select = page.get_by_label(REGION[language], exact=True)
    # All regions, in the order of the list, and none chosen for anybody.
    options = select.locator("option").all_text_contents()
    names = page.locator(".phone-fold .region-name").all_text_contents()
    assert options[1:] == names
    assert len(names) == 17
    assert select.input_value() == ""
    assert regions_shown(page) == []

    select.focus()
    page.keyboard.type("Mont")  # as somebody does who has no mouse
    page.keyboard.press("Enter")
    select.select_option(label="Montréal")
    assert regions_shown(page) == ["montreal"]
    telephone = answer(page).locator("a[href^='tel:']").first
    expect(telephone).to_be_visible()
    assert telephone.get_attribute("href") == "tel:+15147255221"
    assert fragment(page) == {"region": "montreal"}
    # Nothing was asked of the engine, nor of anybody.
    assert calculator.root.get_attribute("data-engine") == "static"

    select.select_option("")
    assert regions_shown(page) == []
    assert fragment(page) == {}


def test_the_region_is_kept_beside_the_answers_and_never_among_them(visitor, language):
    calculator = visitor.calculator(language, "assistance=basic_income&region=cote-nord")
    exchange = calculator.wait_for_answer()
    page = calculator.page
    assert "cote-nord" not in json.dumps(exchange.request)
    assert regions_shown(page) == ["cote-nord"]
    calculator.field("weekly_hours").fill("12")
    calculator.wait_for_answer()
    assert calculator.fragment() == {
        "assistance": "basic_income",
        "weekly_hours": "12",
        "region": "cote-nord",
    }
    # The numbers stand outside of what each answer draws anew.
    assert page.locator(".result-body .region-answer").count() == 0
    other = page.locator("[data-language-switch]").get_attribute("href")
    assert other.endswith("#assistance=basic_income&weekly_hours=12&region=cote-nord")


def test_erasing_the_answers_erases_the_region(visitor):
    calculator = visitor.calculator("en", "assistance=basic_income&region=cote-nord&plan=12")
    calculator.wait_for_answer()
    calculator.page.get_by_label(POSTAL["en"], exact=True).fill("H2X")
    expect(answer(calculator.page).locator("[data-region=montreal]")).to_be_visible()
    calculator.page.locator("form [data-action=erase]").click()
    calculator.wait_for_answer()
    assert calculator.fragment() == {}
    assert regions_shown(calculator.page) == []
    assert calculator.page.get_by_label(POSTAL["en"], exact=True).input_value() == ""
    assert calculator.page.get_by_label(REGION["en"], exact=True).input_value() == ""


@pytest.mark.parametrize("typed", ["H2X", "h2x 1y4", " h2x1y4 "])
def test_a_postal_code_finds_the_region(visitor, language, typed):
    calculator = visitor.calculator(language)
    page = calculator.page
    page.get_by_label(POSTAL[language], exact=True).press_sequentially(typed)
    expect(answer(page).locator("[data-region]")).to_have_count(1)
    assert regions_shown(page) == ["montreal"]
    assert page.get_by_label(REGION[language], exact=True).input_value() == "montreal"
    # The region may be kept; the postal code is neither kept nor sent.
    assert fragment(page) == {"region": "montreal"}
    assert not [path for path in visitor.paths() if re.search("h2x", path, re.IGNORECASE)]
    page.reload()
    assert page.get_by_label(POSTAL[language], exact=True).input_value() == ""


@pytest.mark.parametrize("typed", ["H2X", "M5V", "H2"])
def test_a_region_chosen_by_name_takes_the_typed_code_away(visitor, language, typed):
    """A code of another region must not stand beside the name that was chosen."""
    calculator = visitor.calculator(language)
    page = calculator.page
    field = page.get_by_label(POSTAL[language], exact=True)
    problem = page.locator("#error-postal")
    field.fill(typed)
    if typed == "H2X":
        expect(answer(page).locator("[data-region=montreal]")).to_be_visible()
    elif typed == "M5V":
        expect(problem).to_contain_text(UNKNOWN[language])
    page.get_by_label(REGION[language], exact=True).select_option("laval")
    expect(field).to_have_value("")
    expect(problem).to_be_hidden()
    expect(field).not_to_have_attribute("aria-invalid", "true")
    assert regions_shown(page) == ["laval"]
    # The same code typed once more is answered once more.
    if typed == "H2X":
        field.fill(typed)
        expect(answer(page).locator("[data-region=montreal]")).to_be_visible()


def test_a_code_of_several_regions_shows_them_all(visitor, language):
    calculator = visitor.calculator(language)
    page = calculator.page
    page.get_by_label(POSTAL[language], exact=True).fill("G0J")
    expect(answer(page)).to_contain_text(SEVERAL[language])
    response = page.request.get(f"{visitor.address}api/postal-areas.json")
    assert regions_shown(page) == response.json()["postal_areas"]["G0J"]
    assert len(regions_shown(page)) > 1
    assert fragment(page) == {}  # the person has not said which


def test_a_code_that_is_not_known_is_told_beside_its_field(visitor, language):
    calculator = visitor.calculator(language)
    page = calculator.page
    field = page.get_by_label(POSTAL[language], exact=True)
    for typed in ("M5V", "H9Z", "123", "<b>12"):
        field.fill(typed)
        expect(page.locator("#error-postal")).to_contain_text(UNKNOWN[language])
        expect(field).to_have_attribute("aria-invalid", "true")
        assert "error-postal" in field.get_attribute("aria-describedby")
        assert regions_shown(page) == []
        field.fill("H")  # too short to say: no reproach
        expect(page.locator("#error-postal")).to_be_hidden()
    expect(field).to_have_attribute("aria-invalid", "false")


@pytest.mark.parametrize("typed", ["st-jerome", "Saint-Jérôme"])
def test_a_town_finds_the_region_and_its_number(visitor, language, typed):
    calculator = visitor.calculator(language)
    page = calculator.page
    page.get_by_label(POSTAL[language], exact=True).press_sequentially(typed)
    expect(answer(page).locator("[data-region=laurentides] a[href^='tel:']").first).to_be_visible()
    assert page.get_by_label(REGION[language], exact=True).input_value() == "laurentides"
    # The region may be kept; the town is neither kept nor sent.
    assert fragment(page) == {"region": "laurentides"}
    assert not [path for path in visitor.paths() if re.search("j.r.me", path, re.IGNORECASE)]
    page.reload()
    assert page.get_by_label(POSTAL[language], exact=True).input_value() == ""


def test_a_town_is_chosen_in_the_calculator(visitor, language):
    calculator = visitor.calculator(language)
    page = calculator.page
    field = page.get_by_label(POSTAL[language], exact=True)
    field.press_sequentially("ville-marie")
    expect(answer(page)).to_contain_text(TOWNS[language])
    assert regions_shown(page) == ["abitibi-temiscamingue", "montreal"]
    assert fragment(page) == {}  # the person has not said which
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(answer(page).locator("[data-region]")).to_have_count(1)
    assert regions_shown(page) == ["montreal"]
    assert fragment(page) == {"region": "montreal"}
    # Another region by its name takes the town away.
    page.get_by_label(REGION[language], exact=True).select_option("laval")
    assert regions_shown(page) == ["laval"]
    expect(field).to_have_value("")
    expect(page.locator("#postal-towns")).to_be_hidden()


def test_a_town_that_is_not_known_is_told_beside_its_field(visitor, language):
    calculator = visitor.calculator(language)
    page = calculator.page
    field = page.get_by_label(POSTAL[language], exact=True)
    field.press_sequentially("charny")
    expect(page.locator("#error-postal")).to_contain_text(NOWHERE[language])
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("char")
    expect(page.locator("#error-postal")).to_be_hidden()
    expect(page.locator("#postal-towns [role=option]").first).to_be_visible()


def test_without_the_list_of_codes_the_regions_can_still_be_chosen(visitor, language):
    visitor.expects_errors = True
    calculator = visitor.calculator(language)
    page = calculator.page
    page.route("**/api/postal-areas.json", lambda route: route.abort())
    field = page.get_by_label(POSTAL[language], exact=True)
    field.fill("H2X")
    expect(page.locator("#error-postal")).to_contain_text(FAILED[language])
    page.get_by_label(REGION[language], exact=True).select_option("laval")
    expect(page.locator("#error-postal")).to_be_hidden()
    assert regions_shown(page) == ["laval"]
    # And the list is asked for again when somebody tries again.
    page.unroute("**/api/postal-areas.json")
    field.fill("H2X")
    expect(answer(page).locator("[data-region=montreal]")).to_be_visible()


@pytest.mark.parametrize("slug", ["ontario", "", "%00", '"><b>', "__proto__"])
def test_a_region_that_there_is_not_is_none(visitor, slug):
    calculator = visitor.calculator("fr", f"assistance=none&region={slug}")
    calculator.wait_for_answer()
    assert regions_shown(calculator.page) == []
    calculator.field("weekly_hours").fill("3")
    calculator.wait_for_answer()
    assert calculator.fragment() == {"assistance": "none", "weekly_hours": "3"}


def test_an_organisation_chooses_its_region_too(visitor, language):
    page = visitor.open(f"{CHECK[language]}#region=laval")
    assert regions_shown(page) == ["laval"]
    assert page.locator(".planner, .dates-to-keep").count() == 0


def test_without_javascript_there_is_no_dead_field(visitor, language):
    path = {"fr": "estimer/", "en": "en/estimate/"}[language]
    page = visitor.open(path, java_script_enabled=False)
    for dead in (".region-picker", ".planner", ".dates-to-keep"):
        expect(page.locator(dead)).to_be_hidden()
    expect(page.locator(".next-steps h2")).to_be_visible()


CALL_DAY = "#call-day"


@pytest.mark.parametrize("page_of", [ESTIMATE, CHECK], ids=["person", "organisation"])
def test_the_day_of_a_call_goes_into_a_calendar(visitor, language, page_of):
    words = catalogue(language)
    day = date.today() + timedelta(days=10)
    page = visitor.open(f"{page_of[language]}#region=estrie")
    fold = page.locator(".plan-call")
    fold.locator("summary").click()
    link = fold.get_by_role("link", name=words.text("calendar.call_save"))
    expect(link).to_be_hidden()
    # A day that is past is told, and makes no file.
    page.locator(CALL_DAY).fill("2020-01-31")
    expect(fold.locator(".error")).to_have_text(words.text("calendar.call_past"))
    expect(link).to_be_hidden()
    page.locator(CALL_DAY).fill(day.isoformat())
    expect(fold.locator(".error")).to_be_hidden()
    expect(link).to_be_visible(timeout=60_000)

    def events():
        with page.expect_download() as waiting:
            link.click()
        assert waiting.value.suggested_filename == words.text("calendar.call_file_name")
        calendar = Calendar.from_ical(Path(waiting.value.path()).read_bytes())
        return {str(one["UID"]): one for one in calendar.walk("VEVENT")}

    first = events()
    assert sorted(one["DTSTART"].dt for one in first.values()) == [day - timedelta(1), day]
    (call,) = (one for one in first.values() if one["DTSTART"].dt == day)
    assert "1 866 283-1114" in str(call["DESCRIPTION"])
    assert "region=estrie" in page.url
    # The day is nobody's answer: no link has it.
    assert day.isoformat() not in page.url

    page.locator(CALL_DAY).fill((day + timedelta(5)).isoformat())
    expect(fold.locator("[data-call-said]")).to_be_hidden()
    moved = events()
    assert moved.keys() == first.keys()
    assert max(one["DTSTART"].dt for one in moved.values()) == day + timedelta(5)
    page.locator(CALL_DAY).fill("")
    expect(link).to_be_hidden()


def test_without_python_the_day_is_to_be_written_down(visitor, language):
    visitor.expects_errors = True
    words = catalogue(language)
    context = visitor.context()
    context.route("**/worker.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(visitor.address + ESTIMATE[language])
    fold = page.locator(".plan-call")
    fold.locator("summary").click()
    page.locator(CALL_DAY).fill((date.today() + timedelta(days=3)).isoformat())
    expect(fold.locator("[data-call-said]")).to_have_text(
        words.text("calendar.call_failed"), timeout=30_000
    )
