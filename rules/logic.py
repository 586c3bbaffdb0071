"""Criteria with four statuses, and what they say about a person not fully known.

An unanswered question is never taken for "no": the verdict is worked out for every way
in which the open questions could still be answered.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import Any, Literal, NamedTuple

from rules.questions import PARTICIPANT

Status = Literal["met", "not_met", "to_confirm", "unknown"]
Settled = Literal["possible", "to_confirm", "not_possible"]
Verdict = Literal["possible", "to_confirm", "not_possible", "unknown"]
# On a day before a programme's first known one, whatever the answers are.
NotInForce = Literal["not_in_force"]

VERDICTS: tuple[Settled, ...] = ("possible", "to_confirm", "not_possible")


class Situation(NamedTuple):
    """The answers that decide a verdict; None is "not answered" or "I don't know".

    The fields stand in the order of the questions.
    """

    assistance: str | None = None
    adult: bool | None = None
    work_outlook: str | None = None


# Every value that each field of a situation can take once it is answered.
DOMAINS = {question.key: question.values for question in PARTICIPANT if question.values}


class Criterion(NamedTuple):
    """One thing a document asks for: how it stands, and the section that asks for it."""

    id: str
    status: Status
    source: str


class Outcome(NamedTuple):
    """What the criteria say: see contract.md for `verdict`, `reachable` and `missing`."""

    verdict: Verdict
    reachable: tuple[Settled, ...]
    missing: tuple[str, ...]


Criteria = Callable[[Situation], Sequence[Criterion]]


def status(holds: bool | None, otherwise: Literal["not_met", "to_confirm"]) -> Status:
    """The status of a criterion that holds, does not, or whose question is open (None)."""
    if holds is None:
        return "unknown"
    return "met" if holds else otherwise


def is_one_of(answer: str | None, accepted: Iterable[str]) -> bool | None:
    """Whether an answer is among some, or None where there is no answer."""
    return None if answer is None else answer in accepted


def outcome(criteria: Criteria, situation: Situation) -> Outcome:
    """The verdict of a situation, those still reachable, and the questions that decide."""
    open_keys = [key for key, answer in situation._asdict().items() if answer is None]
    verdicts = {
        completed: _settled(criteria(completed)) for completed in completions(situation, open_keys)
    }
    reachable = tuple(verdict for verdict in VERDICTS if verdict in verdicts.values())
    missing = tuple(key for key in open_keys if _decides(key, verdicts))
    return Outcome(reachable[0] if len(reachable) == 1 else "unknown", reachable, missing)


def completions(situation: Situation, keys: Sequence[str]) -> Iterator[Situation]:
    """The situation with those keys answered, in every possible way."""
    for answers in product(*(DOMAINS[key] for key in keys)):
        yield _with(situation, dict(zip(keys, answers, strict=True)))


def _with(situation: Situation, answers: dict[str, Any]) -> Situation:
    return situation._replace(**answers)


def _settled(criteria: Sequence[Criterion]) -> Settled:
    """The verdict of a fully answered situation: its weakest criterion."""
    statuses = {criterion.status for criterion in criteria}
    if "not_met" in statuses:
        return "not_possible"
    return "to_confirm" if "to_confirm" in statuses else "possible"


def _decides(key: str, verdicts: dict[Situation, Settled]) -> bool:
    """Whether two completions that differ in this answer alone differ in their verdict."""
    return any(
        verdicts[_with(completed, {key: answer})] != verdict
        for completed, verdict in verdicts.items()
        for answer in DOMAINS[key]
    )
