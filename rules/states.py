"""Every state of the questions that have an end of answers, "not answered" included."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from rules.dated import programme_ids
from rules.organisation import organisation_questions
from rules.questions import PARTICIPANT, Question


def participant_states() -> Iterator[dict[str, Any]]:
    """Every combination of a person's categorical answers, as input of contract.md."""
    return states_of(PARTICIPANT)


def organisation_states() -> Iterator[dict[str, Any]]:
    """Every combination of an organisation's answers that concern one programme.

    No programme asks for another's conditions, so that these are all that can differ:
    those of the first programme, then those of the next in which something of it is
    answered.
    """
    asked = [question for question in organisation_questions() if question.values]
    common = [question for question in asked if "." not in question.key]
    for id in programme_ids():
        own = [question for question in asked if question.key.startswith(f"{id}.")]
        for state in states_of([*common, *own]):
            if id in state or id == programme_ids()[0]:
                yield state


def organisation_states_together() -> Iterator[dict[str, Any]]:
    """The states of `organisation_states` with those of all programmes answered at once.

    Each programme goes through all of its own; there are as many as the programme with most
    has, whatever their number.
    """
    asked = [question for question in organisation_questions() if question.values]
    groups = [
        list(states_of([question for question in asked if question.key.startswith(f"{id}.")]))
        for id in programme_ids()
    ]
    most = max(map(len, groups))
    for common in states_of([question for question in asked if "." not in question.key]):
        for place in range(most):
            state = dict(common)
            for own in groups:
                state |= own[place % len(own)]
            yield state


def states_of(questions: Sequence[Question]) -> Iterator[dict[str, Any]]:
    """Every combination of answers to those of some questions that have a choice of answers."""
    asked = [question for question in questions if question.values]
    for answers in product(*((None, *question.values) for question in asked)):
        given = zip((question.key for question in asked), answers, strict=True)
        yield nested({key: answer for key, answer in given if answer is not None})


def nested(answers: Mapping[str, object]) -> dict[str, object]:
    """Answers by their dotted keys, as the nested object of contract.md."""
    given: dict[str, object] = {}
    groups: dict[str, dict[str, object]] = {"": given}
    for key, answer in answers.items():
        group, _, name = key.rpartition(".")
        if group not in groups:
            given[group] = groups[group] = {}
        groups[group][name] = answer
    return given
