"""A person's answers in, what each programme says of them out (contract.md)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from rules import RULES_VERSION
from rules.dated import Range, first_known_day, in_force, known_from
from rules.logic import Situation
from rules.parsing import InputError, Problem
from rules.plan import last_day
from rules.programme import Participant, Programme, outcome_of, programmes, wanted_programmes
from rules.quantities import total, up_to
from rules.questions import COSTS, PARTICIPANT, Cost
from rules.reading import read_dated
from rules.results import (
    Allowance,
    Hours,
    ParticipantResult,
    ProgrammeForPerson,
    Reimbursement,
    ReimbursementCertainty,
    Total,
)


def participant(
    given: object, today: date | None = None, only: str | None = None
) -> ParticipantResult:
    """The result for one person.

    `given` is the JSON object of contract.md as Python reads it (numbers may be int, float
    or Decimal); `today` stands in for a missing `on`; `only` names the one programme that is
    wanted, where not all are. `rules.result_json` makes the contract's output of the result.
    Raises InputError with every problem of the input.
    """
    person = read_participant(given, today)
    return ParticipantResult(
        RULES_VERSION,
        person.on,
        person.situation.assistance,
        person.weekly_hours,
        person.start_date,
        {id: for_person(id, one, person) for id, one in wanted_programmes(only)},
    )


def read_participant(given: object, today: date | None = None) -> Participant:
    """Check the answers of one person; InputError names every key that has a problem."""
    answers, on, problems = read_dated(PARTICIPANT, given, today)
    person = Participant(
        on=on,
        situation=Situation(*(answers.get(key) for key in Situation._fields)),
        weekly_hours=answers.get("weekly_hours"),
        start_date=answers.get("start_date"),
        monthly_costs={
            cost: answers[f"monthly_costs.{cost}"]
            for cost in COSTS
            if f"monthly_costs.{cost}" in answers
        },
    )
    problems += _dates_out_of_reach(person)
    if problems:
        raise InputError(problems)
    return person


def _dates_out_of_reach(person: Participant) -> list[Problem]:
    """The problem with a start that is followed by dates after the year 9999.

    It is one for all programmes, whichever are wanted: the plan of hours has dates of its own.
    """
    if person.start_date is None or not _lead_beyond_the_calendar(
        # The day may itself be a problem; then the first one that is none serves.
        max(person.on, first_known_day()),
        person.situation,
        person.weekly_hours,
        person.start_date,
        frozenset(person.monthly_costs.items()),
    ):
        return []
    return [Problem("start_date", "too_late", got=person.start_date)]


# Who asks for one programme after another asks the same of all.
@lru_cache(128)
def _lead_beyond_the_calendar(
    on: date,
    situation: Situation,
    weekly_hours: Decimal | None,
    start_date: date,
    monthly_costs: frozenset[tuple[str, Decimal]],
) -> bool:
    """Whether dates follow from a start that no calendar has, for a person's other answers."""
    person = Participant(on, situation, weekly_hours, start_date, dict(monthly_costs))
    try:
        last_day(start_date)
        for id, programme in programmes().items():
            if in_force(id, on):
                programme.milestones(person)
    except OverflowError:
        return True
    return False


def has_milestones(id: str, on: date) -> bool:
    """Whether a programme has dates that follow from the start, for whoever says when that is."""
    some_day = Participant(on, start_date=date(2000, 1, 1))
    return in_force(id, on) and bool(programmes()[id].milestones(some_day))


def for_person(id: str, programme: Programme, person: Participant) -> ProgrammeForPerson:
    """What one programme says of a person whose answers have been checked."""
    if not in_force(id, person.on):
        return _not_in_force(id, programme)
    verdict, reachable, missing = outcome_of(id, person.situation)
    allowance = programme.allowance(person, verdict)
    refunds = [] if verdict == "not_possible" else _reimbursements(programme, person)
    return ProgrammeForPerson(
        verdict,
        reachable,
        missing,
        programme.criteria(person.situation),
        allowance,
        refunds,
        _total(allowance, refunds, programme.EITHER_COST),
        programme.hours(person)._replace(given=person.weekly_hours),
        programme.milestones(person),
        programme.SOURCES,
    )


def _not_in_force(id: str, programme: Programme) -> ProgrammeForPerson:
    """Before its first known day nothing of a programme is known, and nothing is guessed."""
    return ProgrammeForPerson(
        "not_in_force",
        ("not_in_force",),
        (),
        (),
        Allowance(stated=False, certainty="not_stated", monthly=None),
        (),
        Total(Decimal(0), Decimal(0), None, complete=False),
        Hours(),
        (),
        programme.SOURCES,
        known_from(id),
    )


def _reimbursements(programme: Programme, person: Participant) -> list[Reimbursement]:
    """For each kind of cost, the certainty and how much of it may come back."""
    given = person.monthly_costs
    most = {cost: cap.number(person.on) for cost, cap in programme.REIMBURSED_UP_TO.items()}
    return [
        Reimbursement(
            cost,
            certainty,
            _refund(certainty, given.get(cost), most.get(cost)),
            given.get(cost),
            None if certainty == "not_stated" else most.get(cost),
        )
        for cost, certainty in programme.reimbursements(person.situation).items()
    ]


def _refund(
    certainty: ReimbursementCertainty, cost: Decimal | None, most: Decimal | None
) -> Range | None:
    if cost is None or certainty == "not_stated":
        return None
    return up_to(cost if most is None else min(cost, most))


def _total(allowance: Allowance, refunds: Sequence[Reimbursement], either: Sequence[Cost]) -> Total:
    """The sum of what is known, complete unless the document leaves something open."""
    ranges = [allowance.monthly, *(refund.monthly for refund in refunds)]
    known = total([range_ for range_ in ranges if range_ is not None])
    unstated_cost = any(
        refund.certainty == "not_stated" and refund.given is not None and refund.given > 0
        for refund in refunds
    )
    return Total(
        known.low,
        known.high,
        _high_if_one(known.high, refunds, either),
        allowance.stated and not unstated_cost,
    )


def _high_if_one(
    high: Decimal, refunds: Sequence[Reimbursement], either: Sequence[Cost]
) -> Decimal | None:
    """The highest total if the dearer alone of the costs that are named with "or" comes back."""
    highs = [refund.monthly.high for refund in refunds if refund.cost in either and refund.monthly]
    highs = [cost for cost in highs if cost > 0]
    return high - sum(highs) + max(highs) if len(highs) > 1 else None
