"""What a person sends of a result: in every state, in signs that a message can have."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup

from calculator.results.card_data import card_data
from calculator.results.cards import View
from calculator.results.result import KINDS, drawn
from calculator.results.sending import TEXTS, sending
from calculator.words.catalogue import Catalogue
from calculator.words.plain_text import GSM, plain
from rules.dated import document
from rules.participant import participant
from rules.states import organisation_states, participant_states

DAY = date(2026, 11, 22)
STATES: dict[str, Callable[[], Iterator[dict[str, Any]]]] = {
    "participant": participant_states,
    "organisation": organisation_states,
}
TYPESET = set("’‘“”«»\u00a0\u202f–—…")

LONG_TERM = {"assistance": "social_assistance", "adult": True, "work_outlook": "long_term"}
# Six situations, with what a text message says of each programme.
SHORT: dict[str, list[tuple[dict[str, Any], list[str]]]] = {
    "fr": [
        (
            LONG_TERM,
            [
                "PAAS Action : possible, jusqu'à {amount} par mois",
                "Interagir : possible, montant inconnu",
            ],
        ),
        (
            {"assistance": "aim_for_employment", "adult": True, "work_outlook": "ready"},
            [
                "PAAS Action : à confirmer, jusqu'à {amount} par mois",
                "Interagir : à confirmer, montant inconnu",
            ],
        ),
        (
            {"assistance": "basic_income", "work_outlook": "after_preparation"},
            [
                "PAAS Action : possible, jusqu'à {amount} par mois",
                "Interagir : à confirmer, montant inconnu",
            ],
        ),
        (
            {"assistance": "none"},
            ["PAAS Action : pas possible", "Interagir : à confirmer, montant inconnu"],
        ),
        ({"adult": True}, ["PAAS Action : à compléter", "Interagir : à compléter"]),
        ({}, ["PAAS Action : à compléter", "Interagir : à compléter"]),
    ],
    "en": [
        (
            LONG_TERM,
            [
                "PAAS Action: possible, up to {amount} a month",
                "Interagir: possible, amount unknown",
            ],
        ),
        (
            {"assistance": "aim_for_employment", "adult": True, "work_outlook": "ready"},
            [
                "PAAS Action: to confirm, up to {amount} a month",
                "Interagir: to confirm, amount unknown",
            ],
        ),
        (
            {"assistance": "basic_income", "work_outlook": "after_preparation"},
            [
                "PAAS Action: possible, up to {amount} a month",
                "Interagir: to confirm, amount unknown",
            ],
        ),
        (
            {"assistance": "none"},
            ["PAAS Action: not possible", "Interagir: to confirm, amount unknown"],
        ),
        ({"adult": True}, ["PAAS Action: incomplete", "Interagir: incomplete"]),
        ({}, ["PAAS Action: incomplete", "Interagir: incomplete"]),
    ],
}


def test_six_situations_in_a_text_message(language: str, words: Catalogue) -> None:
    allowance = document("paas_action").parameters["support_allowance"].at(DAY)
    assert isinstance(allowance, Decimal)
    amount = plain(words.money(allowance))
    for given, wanted in SHORT[language]:
        result = participant(given, DAY)
        short = [card_data(id, result, words)["short"] for id in result.programmes]
        assert short == [one.format(amount=amount) for one in wanted]


@pytest.mark.parametrize("kind", STATES)
def test_every_state_is_in_the_alphabet_and_not_typeset(kind: str, words: Catalogue) -> None:
    for state in STATES[kind]():
        result = KINDS[kind].rules(state, DAY)
        for id in result.programmes:
            data = card_data(id, result, words)
            assert set(data["short"]) <= GSM
            assert not TYPESET & set("".join([*data["lines"], *data["ask"]]))


def test_sentences_are_those_of_the_card(
    words: Catalogue, links: dict[str, str], parsed: Callable[[str], BeautifulSoup]
) -> None:
    given = {**LONG_TERM, "monthly_costs": {"transport": 60}, "start_date": "2027-01-11"}
    result = participant(given, DAY)
    page = parsed(drawn(result, View(words, links)))
    for id, found in result.programmes.items():
        data = card_data(id, result, words)
        card = page.find(attrs={"data-programme": id})
        short = card.select(".short-answer li")
        assert len(short) >= 2
        assert data["lines"][: len(short)] == [plain(one.get_text()) for one in short]
        assert data["ask"] == [plain(one.get_text()) for one in card.select(".ask li")]
        assert all(words.day(on) in " ".join(data["lines"]) for _, on in found.milestones)


def test_an_unstated_amount_and_what_is_not_possible_promise_nothing(words: Catalogue) -> None:
    result = participant({"assistance": "none"}, DAY)
    data = card_data("paas_action", result, words)
    text = " ".join([data["short"], *data["lines"]])
    assert "$" not in text
    assert data["ask"] == [plain(words.text("ask.not_possible"))]


def test_the_section_waits_for_the_script_and_for_answers(
    words: Catalogue, parsed: Callable[[str], BeautifulSoup]
) -> None:
    section = parsed(sending(words)).find("section")
    assert section.has_attr("hidden")
    for link in section.find_all("a"):
        # A program that sends is no page for another window.
        assert link["target"] == "_self"
    for text in section.select(".send-text"):
        assert text["translate"] == "no"
    for id in TEXTS:
        assert section[f"data-text-{id.replace('_', '-')}"].strip()
    # Those that go by text message.
    for id in ("estimate", "region_office", "office"):
        text = plain(str(section[f"data-text-{id.replace('_', '-')}"]))
        assert set(text) - set("{}") <= GSM
