"""Answers that may be slips: what is asked about them, and that nothing wrong is passed on."""

from datetime import date

import pytest
from playwright.sync_api import expect

from calculator.words.catalogue import catalogue
from tests.browser.conftest import ESTIMATE
from tests.browser.test_compare import COMPARE, Comparison
from tests.browser.test_given import row

FAR = "assistance=social_assistance&start_date=0026-12-01"
START = date(26, 12, 1)
# The dates that would follow from it.
FOLLOWING = (date(27, 6, 1), date(27, 12, 1))


def to_send(calculator, id="whole"):
    return calculator.root.locator(f".send [data-send={id}] .send-text").text_content()


def test_dates_of_a_year_typed_short_stand_nowhere(visitor, language):
    calculator = visitor.calculator(language, FAR)
    calculator.wait_for_answer()
    words = catalogue(language)
    asked = words.text("form.doubtful_start", given=words.day(START))
    expect(row(calculator, "start_date").locator(".doubt")).to_have_text(asked)
    calculator.unfold()
    expect(calculator.card("interagir").locator(".doubt")).to_have_text(
        words.text("milestones.withheld")
    )
    expect(calculator.root.locator(".milestones")).to_have_count(0)
    expect(calculator.root.locator(".dates-to-keep")).to_be_hidden()
    # Whoever gets the text is told what the person was asked.
    assert asked.replace("’", "'").replace("\u00a0", " ") in to_send(calculator)
    calculator.page.emulate_media(media="print")
    shown = calculator.page.locator("main").inner_text()
    assert asked in shown
    for text in (shown, to_send(calculator), to_send(calculator, "short")):
        assert not [day for day in FOLLOWING if words.day(day) in text]
    # With a year that can be meant, they are there.
    calculator.page.emulate_media(media="screen")
    calculator.go_to(FAR.replace("0026", "2026"))
    calculator.wait_for_answer()
    expect(calculator.root.locator(".milestones li")).to_have_count(2)
    assert asked not in to_send(calculator)


def test_a_comparison_asks_about_them_too(visitor, language):
    page = visitor.open(f"{COMPARE[language]}#{FAR}&b.weekly_hours=12")
    comparison = Comparison(page, language).wait()
    words = comparison.words
    asked = words.text("form.doubtful_start", given=words.day(START))
    expect(page.locator("[data-compared=answers]")).to_contain_text(asked)
    expect(page.locator("[data-compared=interagir]")).to_contain_text(
        words.text("milestones.withheld")
    )
    said = page.locator("main").inner_text()
    assert not [day for day in FOLLOWING if words.day(day) in said]


@pytest.mark.parametrize(
    ("typed", "doubtful"), [("2000", False), ("2000.01", True), ("99 999 $", True)]
)
def test_a_high_cost_is_asked_about_and_counts(visitor, language, typed, doubtful):
    calculator = visitor.calculator(
        language, "view=steps&step=monthly_costs&assistance=social_assistance"
    )
    name = "monthly_costs.transport"
    calculator.field(name).fill(typed)
    calculator.wait_for_answer()
    step = calculator.form.locator("[data-step]:visible")
    doubt = calculator.form.locator(f"[id='doubt-{name}']")
    calculator.form.locator("[data-action=next]").click()
    if doubtful:
        words = catalogue(language)
        unit = words.text(f"question.{name}.said.other", number=typed)
        given = typed if "$" in typed else unit
        asked = words.text("form.doubtful_money", given=given)
        expect(doubt).to_have_text(asked)
        expect(step).to_have_attribute("data-step", "monthly_costs")
        expect(row(calculator, name).locator(".doubt")).to_have_text(asked)
        assert asked.replace("’", "'").replace("\u00a0", " ") in to_send(calculator)
        calculator.form.locator("[data-action=next]").click()
    expect(step).to_have_count(0)
    assert row(calculator, name).locator(".uncounted").count() == 0


@pytest.mark.parametrize("typed", ["1,200", "1.200", "20.001"])
def test_who_writes_thousands_is_told_how(visitor, language, typed):
    """A link is read alike in both languages, so that a comma has one meaning."""
    calculator = visitor.calculator(language, f"monthly_costs.transport={typed}")
    error = calculator.error("monthly_costs.transport")
    expect(error).to_contain_text("1200")
    calculator.wait_for_answer()
    expect(error).to_contain_text("1200")


# ---- Links -----------------------------------------------------------------------------------

# What cannot be taken of a link, with the question that is named; a region is none.
UNREAD = {
    "start_date=2026-02-31": "question-start_date",
    "start_date=2027-02-29&assistance=none": "question-start_date",
    "assistance=none&start_date=31/02/2026": "question-start_date",
    "start_date=2026": "question-start_date",
    "on=2026-02-31": "question-on",
    "assistance=xyz": "question-assistance",
    "adult=1": "question-adult",
    "region=nowhere": "region",
}


@pytest.mark.parametrize("where", [ESTIMATE, COMPARE], ids=["estimate", "comparison"])
@pytest.mark.parametrize("fragment", UNREAD)
def test_what_cannot_be_taken_of_a_link_is_told(visitor, language, where, fragment):
    page = visitor.open(f"{where[language]}#{fragment}")
    notice = page.locator("[data-link-notice]")
    named = UNREAD[fragment]
    if named == "region":
        expect(notice).to_contain_text(catalogue(language).text("script.strangers"))
    else:
        expect(notice.locator(f"[href='#{named}']")).to_be_visible()
