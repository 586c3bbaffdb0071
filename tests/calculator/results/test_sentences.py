"""The sentences of every card of every state: what they claim, what they must not say, how long."""

import re
import textwrap
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest
from bs4 import BeautifulSoup, Tag

from calculator.results.cards import strength
from calculator.words.catalogue import LANGUAGES, Catalogue, catalogue
from compiler.check.copied_runs import copied, read_hashes
from compiler.check.spelling import official_names
from rules.dated import document, programme_ids
from rules.quantities import weekly_from_monthly
from rules.results import (
    AllowanceCertainty,
    FundingCertainty,
    FurtherCertainty,
    ReimbursementCertainty,
)

Draw = Callable[..., tuple[dict[str, Any], BeautifulSoup]]

LAST_RESORT = ("social_assistance", "social_solidarity")
SOCIAL_ASSISTANCE = (*LAST_RESORT, "aim_for_employment", "basic_income")
COSTS = {"transport": Decimal(100), "childcare": Decimal(300), "other": Decimal(20)}
# Costs beside hours a week, so that every check of hours stands with and without costs.
TYPED: list[tuple[dict[str, Decimal] | None, Decimal | None]] = [
    (None, None),
    *((COSTS, Decimal(hours)) for hours in (5, 16, 25)),
    *((None, Decimal(hours)) for hours in (12, 19)),
    # Transport as the dearer cost, and both alike.
    ({**COSTS, "transport": Decimal(300), "childcare": Decimal(100)}, None),
    ({**COSTS, "transport": Decimal(200), "childcare": Decimal(200)}, None),
]
# What a telephone of 360 pixels shows in a line of the answer in short.
SIGNS, LINES = 34, 2


class Card(NamedTuple):
    """A drawn card, the answers and the result that it is of, and all that it says, in plain
    spaces and small letters."""

    programme: str
    given: dict[str, Any]
    found: dict[str, Any]
    tag: Tag
    text: str


def plain(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split()).lower()


Cards = Callable[[str], list[Card]]


@pytest.fixture(scope="module")
def cards(draw: Draw, situations: list[dict[str, Any]]) -> Cards:
    """A language in; the card of each programme out, for all situations, costs and hours."""
    drawn: dict[str, list[Card]] = {}

    def of(language: str) -> list[Card]:
        if language not in drawn:
            drawn[language] = list(_cards(draw, language, situations))
        return drawn[language]

    return of


def _cards(draw: Draw, language: str, situations: list[dict[str, Any]]) -> Iterator[Card]:
    for situation, (costs, hours) in product(situations, TYPED):
        given = {**situation, "weekly_hours": hours, "start_date": "2026-08-31"}
        given |= {"monthly_costs": costs} if costs else {}
        found, soup = draw(language, given)
        for tag in soup.find_all("section"):
            id = str(tag["data-programme"])
            yield Card(id, given, found["programmes"][id], tag, plain(tag))


# ---- What a card may claim of a person -----------------------------------------------------

# Phrases that claim something; "you may be entitled" claims no entitlement.
ENTITLED = {"fr": r"\bavez droit", "en": r"\bare entitled"}
MAY_BE_ENTITLED = {"fr": r"pouvez avoir droit", "en": r"may be entitled"}
NO_LOSS = {"fr": r"ne diminue pas", "en": r"does not go down"}
# The document says it in general as well, and names neither other programmes nor the rest of
# what people live on.
NO_LOSS_IN_GENERAL = {
    "fr": r"pas de baisse de l’aide financière",
    "en": r"doesn’t lower financial assistance",
}
NOT_NAMED = {"fr": r"ne nomme pas votre programme", "en": r"doesn’t name your program"}
ANY_LOSS = {
    "fr": r"\b(diminue|baisse|réduit|perd)",
    "en": r"\b(lower|go(es)? down|reduce|lose)",
}
NO_LOSS_TO_YOU = {
    "fr": r"(votre|vos) (aide|prestation)[^.]*(diminue|baisse)",
    "en": r"your [^.]*(assistance|benefit)[^.]*(lower|go down)",
}
COSTS_COME_BACK = {"fr": r"peuvent être remboursés\b(?!\?)", "en": r"may be reimbursed"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("claim", "programme", "allowed"),
    [
        (ENTITLED, "interagir", LAST_RESORT),
        (NO_LOSS, "interagir", LAST_RESORT),
        (NO_LOSS_TO_YOU, "interagir", LAST_RESORT),
        (NO_LOSS_IN_GENERAL, "interagir", (None, "aim_for_employment", "basic_income")),
        (NOT_NAMED, "interagir", ("aim_for_employment", "basic_income")),
        (ANY_LOSS, "interagir", (None, *SOCIAL_ASSISTANCE)),
        (COSTS_COME_BACK, "interagir", LAST_RESORT),
        (MAY_BE_ENTITLED, "interagir", ()),
        (MAY_BE_ENTITLED, "paas_action", (None, *SOCIAL_ASSISTANCE)),
        (ENTITLED, "paas_action", ()),
        (ANY_LOSS, "paas_action", ()),
    ],
)
def test_a_claim_is_made_where_the_assistance_allows_it_only(
    cards: Cards, language: str, claim: dict[str, str], programme: str, allowed: tuple[Any, ...]
) -> None:
    for card in cards(language):
        if card.programme == programme:
            # What is asked on the telephone claims nothing.
            said = card.text
            for question in card.tag.select(".ask li"):
                said = said.replace(plain(question), "")
            claimed = bool(re.search(claim[language], said))
            assert claimed == (card.given["assistance"] in allowed), (card.given, said)


@pytest.mark.slow
def test_an_answer_that_is_missing_is_not_a_silence_of_the_document(
    cards: Cards, words: Catalogue
) -> None:
    silent = {
        strength("interagir", "allowance", "not_stated", False, words),
        words.text("interagir.reimbursement_not_stated"),
    }
    for card in cards(words.language):
        if card.programme == "interagir" and card.given["assistance"] is None:
            conditions = {tag.get_text() for tag in card.tag.select(".condition")}
            assert not conditions & silent
            assert strength("interagir", "allowance", "depends", False, words) in conditions


@pytest.mark.slow
def test_a_criterion_puts_no_words_into_a_persons_mouth(cards: Cards, words: Catalogue) -> None:
    """It says whom the programme is for; "you" and "I" are not in it."""
    spoken_to = {"fr": r"\b(vous|votre|vos|je|j’|mes?|mon)\b", "en": r"\b(you|your|i|my)\b"}
    for card in cards(words.language):
        for criterion in card.tag.select("[data-criterion]"):
            said = criterion.get_text().lower()
            assert not re.search(spoken_to[words.language], said), said
        if card.programme == "paas_action":
            possible = card.found["verdict"] != "not_possible"
            said = card.tag.get_text()
            # Who can't take part has nothing to talk about, and no use for places.
            for note, shown in (
                ("talk_note", possible),
                ("place_note", possible),
                ("no_place_note", not possible),
            ):
                assert (words.messages[f"paas_action.{note}"] in said) == shown


# ---- Twenty hours are a possibility --------------------------------------------------------

LIMIT = {
    "fr": re.compile(r"limit|\bau plus (?!tard)|dépasser|maximal|à ne pas", re.IGNORECASE),
    "en": re.compile(r"\blimit|at most|exceed|no more than", re.IGNORECASE),
}


def test_no_message_calls_anything_a_limit(words: Catalogue) -> None:
    found = {id for id, text in words.messages.items() if LIMIT[words.language].search(text)}
    assert found == set()


@pytest.mark.slow
def test_no_card_and_no_plan_calls_twenty_hours_a_limit(
    cards: Cards, ask: Callable[..., dict[str, Any]], language: str
) -> None:
    for card in cards(language):
        assert not LIMIT[language].search(card.text)
    said = ask(language, {"assistance": "basic_income"}, plan={"start": "8", "target": "25"})
    assert not LIMIT[language].search(said["plan"]["html"] + said["plan"]["announcement"])


@pytest.mark.slow
def test_the_average_a_week_is_never_told_to_the_cent(
    cards: Cards, ask: Callable[..., dict[str, Any]], words: Catalogue
) -> None:
    average = document("interagir").parameters["monthly_hours_average"].number(date(2026, 5, 1))
    weekly = weekly_from_monthly(average)
    exact, about = words.number(weekly), words.about_hours(weekly)
    assert exact in ("18,47", "18.47")
    for card in cards(words.language):
        assert exact not in card.tag.get_text()
        if card.programme == "interagir":
            assert card.tag.get_text().count(about) == 2  # below the hours, and beside the date
    for start, day in product(("8", "12", "18.5", "20"), ("", "2026-09-15")):
        said = ask(words.language, {"start_date": day}, plan={"start": start})
        calendar = said["calendar"] or {"text": ""}
        for text in (said["html"], said["plan"]["html"], calendar["text"].replace("\r\n ", "")):
            assert exact not in text
        assert about in said["plan"]["html"]


# ---- Amounts and their documents -----------------------------------------------------------


@pytest.mark.parametrize("on", ["2026-05-01", "2031-01-01"])
def test_amounts_are_those_of_their_documents_whatever_the_day(
    draw: Draw, words: Catalogue, on: str
) -> None:
    _, soup = draw(words.language, {"on": on})
    line = soup.find(class_="result-date").get_text()
    for id in programme_ids():
        dated = document(id).dated
        assert (words.month(dated) if dated else words.text("result.undated")) in line
        assert words.text(f"programme.{id}") in line
    assert {"fr": "derniers", "en": "latest"}[words.language] in line
    assert {"fr": "en vigueur", "en": "in force"}[words.language] not in line


# ---- Strength ------------------------------------------------------------------------------


def test_every_certainty_has_its_word_in_the_one_table(words: Catalogue) -> None:
    certainties = {
        parameter.certainty
        for id in programme_ids()
        for parameter in document(id).parameters.values()
    }
    kinds = (AllowanceCertainty, ReimbursementCertainty, FundingCertainty, FurtherCertainty)
    known = {certainty for kind in kinds for certainty in get_args(kind)}
    # These are answers of the rules, not words of a document.
    known -= {"none", "not_stated", "in_some_cases"}
    assert {id for id in certainties | known if f"strength.{id}" not in words} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_take_their_strength_from_the_table(root: Path, language: str) -> None:
    """No message has a word of the table typed into it."""
    text = (root / f"calculator/words/messages/{language}.toml").read_text(encoding="utf-8")
    lines = text.split("[strength_to_you]")[1].splitlines()
    table = dict(line.split(" = ") for line in lines[1 : lines.index("", 1)])
    assert len(table) == 5
    said = [word.strip('"') for word in table.values()]
    pattern = {"fr": r"\b[Vv]ous (?:y )?(?:{})\b", "en": r"\b[Yy]ou (?:{})\b"}[language]
    typed = re.findall(pattern.replace("{}", "|".join(said)), text)
    # No word of a document: what a person gets already, and "could … up to" of the short answer.
    own = {"vous recevez", "Vous pourriez recevoir", "you receive", "You could receive"}
    assert set(typed) - own == set()


# ---- Short -------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_first_screen_has_sentences_of_two_lines_at_most(
    cards: Cards, words: Catalogue
) -> None:
    shown = {
        tag.get_text().replace("\u00a0", "_")
        for card in cards(words.language)
        for tag in card.tag.select(".short-answer li, .verdict .sentence")
    }
    assert len(shown) >= 15
    long = [text for text in sorted(shown) if len(textwrap.wrap(text, SIGNS)) > LINES]
    assert long == []
    for id in programme_ids():
        if f"{id}.status" in words:
            assert len(words.text(f"{id}.status")) <= SIGNS


# ---- Words of our own --------------------------------------------------------------------------


@pytest.mark.slow
def test_no_card_copies_nine_words(
    cards: Cards, draw: Draw, organisations: list[dict[str, Any]], root: Path
) -> None:
    known = read_hashes(root / "docs/words/source_runs.txt")
    names = tuple(official_names(root / "docs/words/names.toml")["fr"])
    blocks = {
        block.get_text(" ")
        for card in cards("fr")
        for block in card.tag.find_all(["li", "p", "span", "td", "th", "caption"])
    }
    for organisation in organisations:
        _, soup = draw("fr", organisation, kind="organisation")
        blocks |= {block.get_text(" ") for block in soup.find_all(["li", "p", "span", "td", "th"])}
    assert len(blocks) > 100
    assert [run for block in blocks for run in copied(block, known, names)] == []


# ---- Organisations ---------------------------------------------------------------------------


def test_what_is_not_asked_is_a_list_that_does_not_decide(draw: Draw, words: Catalogue) -> None:
    conditions = {
        "non_profit": True,
        "paas_action": dict.fromkeys(
            ("expertise", "regular_staff", "personal_goals", "constant_presence"), True
        ),
        "interagir": dict.fromkeys(("experience", "suitable_activities", "obeys_laws"), True),
    }
    for given in ({}, conditions):
        _, soup = draw(words.language, given, kind="organisation")
        for card in soup.find_all("section"):
            (beyond,) = card.select(".beyond")
            assert len(beyond.find_all("li")) >= 3
            assert not beyond.select("[data-criterion], input")
            # Below the conditions, and as visible as they are.
            assert beyond.find_previous(class_="checklist").find_parent("section") is card
            assert not beyond.find_parent("details")
            assert words.text("beyond.intro") in card.get_text()
    _, soup = draw(words.language, {"non_profit": False}, kind="organisation")
    assert not soup.select(".beyond")


def test_an_organisation_meets_the_conditions_asked_here(words: Catalogue) -> None:
    here = {"fr": "listées ici", "en": "listed here"}[words.language]
    assert here in words.messages["organisation_verdict.meets_conditions"]
    assert here in words.text("why.conditions")


@pytest.mark.parametrize("hours", ["0.01", "0.5", "1", "1.49", "1.5", "2.01", "18.46", "18.51"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_hours_are_rounded_up_to_the_half_hour(language: str, hours: str) -> None:
    words = catalogue(language)
    said = words.about_hours(Decimal(hours)).replace("\u00a0", " ")
    expected = {
        "fr": {
            "0.01": "environ une demi-heure",
            "0.5": "environ une demi-heure",
            "1": "environ 1 heure",
            "1.49": "environ 1 heure et demie",
            "1.5": "environ 1 heure et demie",
            "2.01": "environ 2 heures et demie",
            "18.46": "environ 18 heures et demie",
            "18.51": "environ 19 heures",
        },
        "en": {
            "0.01": "about half an hour",
            "0.5": "about half an hour",
            "1": "about 1 hour",
            "1.49": "about 1 and a half hours",
            "1.5": "about 1 and a half hours",
            "2.01": "about 2 and a half hours",
            "18.46": "about 18 and a half hours",
            "18.51": "about 19 hours",
        },
    }
    assert said == expected[language][hours]
