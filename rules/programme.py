"""What a programme is to the rest of the rules: a module with these names.

A new programme is a file of values and a module named alike; nothing here lists them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from rules.dated import Parameter, programme_ids
from rules.logic import Criterion, Outcome, Situation, Verdict, outcome
from rules.questions import Cost
from rules.results import Allowance, Hours, Milestone, ReimbursementCertainty, Subject


class Participant(NamedTuple):
    """One person's answers, read and checked; None is "not answered".

    `weekly_hours` is in hours; `monthly_costs` in dollars a month, by kind of cost.
    """

    on: date
    situation: Situation = Situation()
    weekly_hours: Decimal | None = None
    start_date: date | None = None
    monthly_costs: Mapping[str, Decimal] = {}


class Programme(Protocol):
    """A programme's module.

    For participants, `reimbursements` gives each kind of cost its certainty; `EITHER_COST`
    are the costs of which the document names "one or the other", empty where it does not;
    `SOURCES` is the section behind each subject. For organisations,
    `CONDITIONS` gives each condition its section, `FUNDING` is the amount a month, and
    `FURTHER_FUNDING` what else may come.
    """

    EITHER_COST: Sequence[Cost]
    SOURCES: Mapping[Subject, str]
    CONDITIONS: Mapping[str, str]
    FUNDING: Parameter
    FURTHER_FUNDING: Mapping[str, Parameter]

    @staticmethod
    def criteria(situation: Situation) -> Sequence[Criterion]: ...
    @staticmethod
    def allowance(person: Participant, verdict: Verdict) -> Allowance: ...
    @staticmethod
    def reimbursements(situation: Situation) -> Mapping[Cost, ReimbursementCertainty]: ...
    @staticmethod
    def hours(person: Participant) -> Hours: ...
    @staticmethod
    def milestones(person: Participant) -> Sequence[Milestone]: ...


@cache
def programme(id: str) -> Programme:
    """The module of a programme, by its id."""
    return cast(Programme, import_module(f"rules.programmes.{id}"))


@cache
def programmes() -> Mapping[str, Programme]:
    """Every programme by its id, in their order."""
    return {id: programme(id) for id in programme_ids()}


def wanted_programmes(only: str | None) -> Iterable[tuple[str, Programme]]:
    """Every programme with its id, or the one that is asked for alone."""
    return programmes().items() if only is None else [(only, programme(only))]


@cache
def outcome_of(id: str, situation: Situation) -> Outcome:
    """The outcome of a programme; kept, as there are few situations and many people."""
    return outcome(programme(id).criteria, situation)
