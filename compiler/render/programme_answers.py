"""What each programme answers to the questions that people ask of all of them.

A programme may have a message for each, ``answer.<programme>.<question>``, in which its values
stand by their names: ``{support_allowance}``. Where it has none, the rules and the messages that
its results need say what they can; of the rest nothing is said.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from calculator.results.short_answer import short_lines
from calculator.words.catalogue import Catalogue
from compiler.read.placeholder_values import placeholders_of
from compiler.render.situations import if_not_adult
from rules.dated import document, known_from
from rules.logic import DOMAINS
from rules.participant import participant
from rules.programme import for_organisations
from rules.relevance import ORDER
from rules.results import ProgrammeForPerson


def answer_of(id: str, about: str, on: date, words: Catalogue) -> str:
    """What a programme says to a question (one of LINES) on a day; empty where it says nothing."""
    own = f"answer.{id}.{about}"
    if own in words:
        return words.text(own, **placeholders_of(id, on, words))
    return LINES[about](id, max(on, known_from(id)), words)


def for_whom(id: str, words: Catalogue) -> str:
    """For whom a programme is, and what it does, in a sentence or two."""
    verdicts = (f"situation.verdict.{id}.{verdict}" for verdict in ("possible", "to_confirm"))
    return words.text(f"answer.{id}.about", *verdicts)


def _whom(id: str, on: date, words: Catalogue) -> str:
    return for_whom(id, words)


def _choice(id: str, on: date, words: Catalogue) -> str:
    own = f"situation.choice.{id}"
    return words.text(own) if own in words else ""


def _amount(id: str, on: date, words: Catalogue) -> str:
    found = _at_best(id, on)
    if not found.allowance.exists:
        return ""
    return _sentences(found, "money", words) or words.text(
        f"{id}.allowance_{found.allowance.certainty}", f"allowance.{found.allowance.certainty}"
    )


def _costs(id: str, on: date, words: Catalogue) -> str:
    return words.text(f"situation.costs.{id}") if _at_best(id, on).reimbursements else ""


def _hours(id: str, on: date, words: Catalogue) -> str:
    return _sentences(_at_best(id, on), "hours", words)


def _call(id: str, on: date, words: Catalogue) -> str:
    own = f"situation.call.{id}"
    return words.text(own) if own in words else ""


def _organisation(id: str, on: date, words: Catalogue) -> str:
    one = for_organisations().get(id)
    if one is None or one.FUNDING is None:
        return ""
    label = words.text(f"value.{one.FUNDING.id}")
    if not one.FUNDING.stated:
        return label
    value = placeholders_of(id, on, words)[one.FUNDING.id.partition(".")[2]]
    return words.text("programmes.valued", what=label, amount=value)


def _document(id: str, on: date, words: Catalogue) -> str:
    dated = document(id).dated
    return words.month(dated) if dated else words.text("programmes.undated")


# Every question, with what answers it where a programme has no message of its own.
LINES: Mapping[str, Callable[[str, date, Catalogue], str]] = {
    "whom": _whom,
    "choice": _choice,
    "amount": _amount,
    "costs": _costs,
    "hours": _hours,
    "call": _call,
    "adult": if_not_adult,
    "organisation": _organisation,
    "document": _document,
}


def _sentences(found: ProgrammeForPerson, about: str, words: Catalogue) -> str:
    return " ".join(line.text for line in short_lines(found, words) if line.about == about)


@cache
def _at_best(id: str, on: date) -> ProgrammeForPerson:
    """What a programme comes to for an adult whom it suits best."""
    found = [
        participant(
            {
                "on": on.isoformat(),
                "assistance": str(assistance),
                "adult": True,
                "work_outlook": str(outlook),
            },
            only=id,
        ).programmes[id]
        for assistance in DOMAINS["assistance"]
        for outlook in DOMAINS["work_outlook"]
    ]
    return min(found, key=lambda one: ORDER[one.verdict])
