"""What a programme is to the rest of the rules: a module with these names.

A new programme is a file of values and a module named alike; nothing here lists them.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Literal, NamedTuple, Protocol, cast

from rules.dated import Parameter, Range, programme_ids
from rules.logic import Criterion, Outcome, Situation, Verdict, outcome
from rules.results import AllowanceCertainty, Cost, HoursCheck, ReimbursementCertainty


class Participant(NamedTuple):
    """One person's answers, read and checked; None is "not answered".

    `weekly_hours` is in hours; `monthly_costs` in dollars a month, by kind of cost.
    """

    on: date
    situation: Situation = Situation()
    weekly_hours: Decimal | None = None
    start_date: date | None = None
    monthly_costs: Mapping[str, Decimal] = {}


class Allowance(NamedTuple):
    """What a person may receive as an allowance: dollars a month, None if not stated."""

    stated: bool
    certainty: AllowanceCertainty
    monthly: Range | None


class Hours(NamedTuple):
    """Hours that a programme asks for or allows; None where its document states none.

    `check` is how the person's own hours stand to them, None if these are not known.
    """

    weekly_minimum: Range | None = None
    weekly_maximum: Decimal | None = None
    monthly_average: Decimal | None = None
    check: HoursCheck | None = None


class Milestone(NamedTuple):
    """A day on which something is due."""

    id: str
    on: date


class Programme(Protocol):
    """A programme's module.

    For participants, `REIMBURSEMENTS` gives each kind of cost its certainty, and `SOURCES`
    the section behind allowance, reimbursements, hours and milestones. For organisations,
    `CONDITIONS` gives each condition its section, `FUNDING` is the amount a month, and
    `FURTHER_FUNDING` what else may come.
    """

    REIMBURSEMENTS: Mapping[Cost, ReimbursementCertainty]
    SOURCES: Mapping[Literal["allowance", "reimbursements", "hours", "milestones"], str]
    CONDITIONS: Mapping[str, str]
    FUNDING: Parameter
    FURTHER_FUNDING: Mapping[str, Parameter]

    @staticmethod
    def criteria(situation: Situation) -> Sequence[Criterion]: ...
    @staticmethod
    def allowance(person: Participant, verdict: Verdict) -> Allowance: ...
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


@cache
def outcome_of(id: str, situation: Situation) -> Outcome:
    """The outcome of a programme; kept, as there are few situations and many people."""
    return outcome(programme(id).criteria, situation)
