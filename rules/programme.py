"""What a programme is to the rest of the rules: a module with these names.

A new programme is a file of values and a module named alike; nothing here lists them. A module
needs its criteria alone: what its document does not speak of, it leaves out (`LEFT_OUT`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module
from types import SimpleNamespace
from typing import NamedTuple, Protocol, cast

from rules.dated import Parameter, programme_ids
from rules.logic import Criterion, Outcome, Situation, Verdict, outcome
from rules.questions import Cost
from rules.results import Allowance, Hours, Milestone, ReimbursementCertainty, Subject

# The allowance of a programme that has none.
NO_ALLOWANCE = Allowance(stated=False, certainty="none", monthly=None)


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
    `REIMBURSED_UP_TO` is the most that comes back of a cost a month, without those of which the
    document names no such amount; `SOURCES` is the section behind each subject. For
    organisations, `NON_PROFIT_SOURCE` is the section that asks that they be non-profit ones, None
    where none does; `CONDITIONS` gives each further condition its section, `FUNDING` is the amount
    a month, None where they get none, and `FURTHER_FUNDING` what else may come.
    """

    EITHER_COST: Sequence[Cost]
    REIMBURSED_UP_TO: Mapping[Cost, Parameter]
    SOURCES: Mapping[Subject, str]
    NON_PROFIT_SOURCE: str | None
    CONDITIONS: Mapping[str, str]
    FUNDING: Parameter | None
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


# What a module says that leaves a name out: its document has nothing of the kind.
LEFT_OUT: Mapping[str, object] = {
    "EITHER_COST": (),
    "REIMBURSED_UP_TO": {},
    "SOURCES": {},
    "NON_PROFIT_SOURCE": None,
    "CONDITIONS": {},
    "FUNDING": None,
    "FURTHER_FUNDING": {},
    "allowance": lambda person, verdict: NO_ALLOWANCE,
    "reimbursements": lambda situation: {},
    "hours": lambda person: Hours(),
    "milestones": lambda person: (),
}


@cache
def programme(id: str) -> Programme:
    """A programme, by its id: its module, and nothing where that leaves something out."""
    module = import_module(f"rules.programmes.{id}")
    return cast(Programme, SimpleNamespace(**{**LEFT_OUT, **vars(module)}))


@cache
def programmes() -> Mapping[str, Programme]:
    """Every programme by its id, in their order."""
    return {id: programme(id) for id in programme_ids()}


def wanted_programmes(only: str | None) -> Iterable[tuple[str, Programme]]:
    """Every programme with its id, or the one that is asked for alone."""
    return programmes().items() if only is None else [(only, programme(only))]


@cache
def for_organisations() -> Mapping[str, Programme]:
    """The programmes that say something of organisations, by their ids."""
    return {
        id: one
        for id, one in programmes().items()
        if one.FUNDING or one.FURTHER_FUNDING or one.CONDITIONS or one.NON_PROFIT_SOURCE
    }


def wanted_for_organisations(only: str | None) -> Iterable[tuple[str, Programme]]:
    """Those with their ids, or the one that is asked for alone, if it is one of them."""
    known = for_organisations()
    return [(id, known[id]) for id in (known if only is None else [only]) if id in known]


@cache
def outcome_of(id: str, situation: Situation) -> Outcome:
    """The outcome of a programme; kept, as there are few situations and many people."""
    return outcome(programme(id).criteria, situation)
