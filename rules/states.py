"""Every state of the questions that have an end of answers, "not answered" included."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from rules.organisation import organisation_questions
from rules.questions import PARTICIPANT, Question


def participant_states() -> Iterator[dict[str, Any]]:
    """Every combination of a person's categorical answers, as input of contract.md."""
    return _states(PARTICIPANT)


def organisation_states() -> Iterator[dict[str, Any]]:
    """Every combination of an organisation's answers but `places` and `on`."""
    return _states(organisation_questions())


def _states(questions: Sequence[Question]) -> Iterator[dict[str, Any]]:
    asked = [question for question in questions if question.values]
    for answers in product(*((None, *question.values) for question in asked)):
        given = zip((question.key for question in asked), answers, strict=True)
        yield nested({key: answer for key, answer in given if answer is not None})


def nested(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers by their dotted keys, as the nested object of contract.md."""
    given: dict[str, Any] = {}
    for key, answer in answers.items():
        group, _, name = key.rpartition(".")
        place = given.setdefault(group, {}) if group else given
        place[name] = answer
    return given
