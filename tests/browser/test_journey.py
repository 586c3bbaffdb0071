"""The main job, from the form to an answer of Python, as a person does it."""

import re

import pytest
from playwright.sync_api import expect

from calculator.words.catalogue import catalogue

WORDS = {
    "fr": {
        "assistance": ("Quelle aide recevez-vous?", "Programme objectif emploi"),
        "work_outlook": (
            "Où en êtes-vous par rapport au travail?",
            "Des difficultés m’en empêchent pour le moment",
        ),
        "weekly_hours": "Combien d’heures par semaine voulez-vous participer?",
        "fold": "Calculer pour un autre jour",
        "on": "Pour quel jour voulez-vous le calcul?",
        "allowance": "Allocation de soutien",
        "amount": "173\u00a0$",
        "a_month": "par mois",
        "most_hours": "20\u00a0heures",
        "own_hours": "12\u00a0heures",
        "not_stated": "Montant non indiqué",
        "day": "1er mai 2026",
        "call": "Qui appeler?",
        "regions": "regions/",
    },
    "en": {
        "assistance": ("Which assistance do you receive?", "Aim for Employment Program"),
        "work_outlook": (
            "Where are you when it comes to work?",
            "Difficulties keep me from that for now",
        ),
        "weekly_hours": "How many hours a week would you like to take part?",
        "fold": "Estimate for another day",
        "on": "What day is this estimate for?",
        "allowance": "Support allowance",
        "amount": "$173",
        "a_month": "each month",
        "most_hours": "20\u00a0hours",
        "own_hours": "12\u00a0hours",
        "not_stated": "Amount not stated",
        "day": "May 1, 2026",
        "call": "Who to call",
        "regions": "en/regions/",
    },
}
MONEY = re.compile(r"\$|\b173\b")


@pytest.fixture
def answered(visitor, language):
    """The calculator with the answers of one person, given by pointing and typing."""
    words = WORDS[language]
    calculator = visitor.calculator(language)
    calculator.choose(*words["assistance"])
    calculator.choose(*words["work_outlook"])
    calculator.type(words["weekly_hours"], "12")
    calculator.form.get_by_text(words["fold"], exact=True).click()
    calculator.form.get_by_label(words["on"], exact=True).fill("2026-05-01")
    calculator.wait_for_answer()
    return calculator


def test_the_answers_of_a_person_give_both_results(answered, visitor, language):
    words = WORDS[language]
    said = catalogue(language)
    possible = said.text("paas_action.possible")
    to_confirm = said.text("interagir.to_confirm", "verdict.to_confirm", programme="Interagir")
    assert answered.root.get_attribute("data-engine") == "python"
    assert answered.fields() == {
        "assistance": "aim_for_employment",
        "work_outlook": "after_preparation",
        "weekly_hours": "12",
        "on": "2026-05-01",
    }
    assert answered.fragment() == answered.fields()

    action = answered.card("paas_action")
    expect(action).to_have_attribute("data-verdict", "possible")
    expect(action.locator(".verdict")).to_contain_text(possible)
    expect(action.get_by_role("table", name=words["a_month"])).to_be_hidden()
    answered.unfold()
    expect(action.get_by_role("table", name=words["a_month"])).to_be_visible()
    allowance = action.get_by_role("row").filter(has_text=words["allowance"])
    # The text as it is, for the no-break space.
    assert allowance.locator(".amount").text_content() == words["amount"]
    hours = action.locator(".hours li").all_text_contents()
    assert hours == [said.text("hours_result.weekly_maximum", hours=words["most_hours"])]
    expect(action.locator("[data-check]")).to_have_attribute("data-check", "within")
    expect(action.locator("[data-check]")).to_contain_text(words["own_hours"])

    interagir = answered.card("interagir")
    expect(interagir).to_have_attribute("data-verdict", "to_confirm")
    expect(interagir.locator(".verdict")).to_contain_text(to_confirm)
    expect(interagir).to_contain_text(said.text("interagir.status"))
    expect(interagir).to_contain_text(words["not_stated"])
    assert not MONEY.search(interagir.text_content())
    assert interagir.locator(".amount").count() == 0

    expect(answered.result).to_contain_text(words["day"])
    expect(answered.root.get_by_role("status")).to_have_text(f"{possible} {to_confirm}")
    for card in (action, interagir):
        call = card.get_by_role("link", name=words["call"])
        assert call.evaluate("link => link.href") == visitor.address + words["regions"]

    why_is_told_with_the_source_of_each_criterion(action)
    interagir.locator("details.more > summary").click()
    what_is_open_stays_open_when_an_answer_changes(answered, words)


def why_is_told_with_the_source_of_each_criterion(card):
    criteria = card.locator(".why [data-criterion]")
    assert {
        one.get_attribute("data-criterion"): one.get_attribute("data-status")
        for one in criteria.all()
    } == {"receives_assistance": "met", "held_back": "met"}
    for one in criteria.all():
        shared = one.locator("xpath=ancestor::*[@class='sourced']").locator(".source a")
        expect(shared).to_have_count(1)
        expect(shared).to_be_visible()


def what_is_open_stays_open_when_an_answer_changes(calculator, words):
    calculator.type(words["weekly_hours"], "5")
    calculator.wait_for_answer()
    check = calculator.card("paas_action").locator("[data-check]")
    expect(check).to_have_attribute("data-check", "above_maximum")
    expect(check).to_be_visible()
    opened = calculator.result.locator("[data-programme]:has(details[open])")
    assert [card.get_attribute("data-programme") for card in opened.all()] == ["paas_action"]


def test_back_from_a_source_the_answers_are_still_there(visitor):
    calculator = visitor.calculator("en", "assistance=basic_income&weekly_hours=12")
    calculator.wait_for_answer()
    calculator.unfold()
    link = calculator.card("paas_action").locator(".source a").first
    href = link.evaluate("link => link.href")
    link.click()
    page = calculator.page
    page.wait_for_url(href)
    assert "/en/sources/#paas_action-" in page.url
    expect(page.locator(":target")).to_be_visible()
    page.go_back()
    calculator.wait_for_answer()
    assert calculator.fields() == {"assistance": "basic_income", "weekly_hours": "12"}
