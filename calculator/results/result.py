"""The result's HTML: the one renderer, for the page as built and for the browser alike."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from calculator.results import organisation_card, participant_card
from calculator.results.cards import Answer, Facts, View
from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from rules.organisation import organisation, organisation_questions
from rules.participant import participant
from rules.questions import PARTICIPANT, Question


class Kind(NamedTuple):
    """A calculator: what it asks, which rules answer, and how an answer is drawn."""

    questions: Callable[[], tuple[Question, ...]]
    answer: Callable[..., Answer]
    card: Callable[[str, Answer, View], Markup]
    verdict_sentence: Callable[[str, str, Catalogue], str]
    facts: Callable[[Answer], Facts]


KINDS = {
    "participant": Kind(
        lambda: PARTICIPANT,
        participant,
        participant_card.participant_card,
        participant_card.verdict_sentence,
        participant_card.participant_facts,
    ),
    "organisation": Kind(
        organisation_questions,
        organisation,
        organisation_card.organisation_card,
        organisation_card.verdict_sentence,
        organisation_card.organisation_facts,
    ),
}


def result(kind: Kind, answer: Answer, view: View, dated: bool = True) -> Markup:
    """Every programme's card; `dated` adds the day and the version of the rules."""
    cards = (kind.card(id, found, view) for id, found in answer["programmes"].items())
    return joined(framed(cards, view.words), _date_line(answer, view) if dated else None)


def framed(cards: Iterable[Markup], words: Catalogue) -> Markup:
    """Cards with what stands around them, whatever they say."""
    return joined(
        element("p", words.text("result.estimate_only"), class_="estimate-only"),
        element("div", *cards, class_="cards"),
    )


def card_data(kind: Kind, id: str, found: Answer, words: Catalogue) -> dict[str, Any]:
    """What scripts need of one programme's result, as JSON values: `CardData` of
    ``browser/types.d.ts``."""
    facts = kind.facts(found)
    return {
        "programme": id,
        "name": words.text(f"programme.{id}"),
        "verdict": found["verdict"],
        "sentence": kind.verdict_sentence(id, found["verdict"], words),
        "missing": list(found["missing"]),
        "further": list(facts.further),
        "total": facts.total and list(facts.total),
    }


def announcement(kind: Kind, answer: Answer, words: Catalogue) -> str:
    """The result in one breath, for somebody who listens to the page."""
    return " ".join(
        kind.verdict_sentence(id, found["verdict"], words)
        for id, found in answer["programmes"].items()
    )


def _date_line(answer: Answer, view: View) -> Markup:
    return date_line(view.words.day(view.on), answer["rules_version"], view.words)


def date_line(day: str, rules_version: str, words: Catalogue) -> Markup:
    """The day (in words) whose values were used, and the version of the rules."""
    text = words.text("result.dated", date=day, version=rules_version)
    return element("p", text, class_="result-date")
