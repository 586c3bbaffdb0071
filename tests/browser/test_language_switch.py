"""The other language keeps the answers, and says the same."""

import json
from urllib.parse import urlencode

import pytest

ANSWERS = {
    "assistance": "social_assistance",
    "adult": "true",
    "work_outlook": "long_term",
    "weekly_hours": "18,5",
    "monthly_costs.transport": "45,50 $",
    "on": "2026-05-01",
}
OTHER = {"fr": "en/estimate/", "en": "estimer/"}


@pytest.mark.parametrize("way", ["click", "keyboard"])
def test_the_switch_keeps_the_answers_and_the_verdicts(visitor, language, way):
    calculator = visitor.calculator(language, urlencode(ANSWERS))
    before = calculator.wait_for_answer()
    verdicts = calculator.verdicts()
    switch = calculator.page.locator("[data-language-switch]")
    if way == "click":
        switch.click()
    else:
        switch.focus()
        calculator.page.keyboard.press("Enter")
    calculator.page.wait_for_url(f"**/{OTHER[language]}#*")
    after = calculator.wait_for_answer()
    assert calculator.page.locator("html").get_attribute("lang") != language
    assert calculator.fields() == calculator.fragment() == ANSWERS
    assert calculator.verdicts() == verdicts == {"paas_action": "possible", "interagir": "possible"}
    assert after.request["language"] != before.request["language"]
    assert answer_of(after) == answer_of(before)


def answer_of(exchange):
    return json.loads(exchange.response)["answer"]


def test_without_answers_the_switch_adds_nothing_to_the_address(visitor, language):
    calculator = visitor.calculator(language)
    calculator.page.locator("[data-language-switch]").click()
    calculator.page.wait_for_url(f"**/{OTHER[language]}")
    assert calculator.fields() == {}


def test_every_page_switches_to_its_equal_and_back(visitor, one_of_each):
    page = visitor.open("")
    paths = {(one.name, one.language): one.path for one in one_of_each}
    for one in one_of_each:
        other = paths[one.name, "en" if one.language == "fr" else "fr"]
        page.goto(visitor.address + one.path)
        page.locator("[data-language-switch]").click()
        page.wait_for_url(visitor.address + other)
        assert page.locator("html").get_attribute("lang") != one.language
