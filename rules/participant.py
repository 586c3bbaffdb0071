"""A person's answers in, what each programme says of them out (contract.md)."""

from datetime import date
from decimal import Decimal

from rules import RULES_VERSION
from rules.dated import Range, first_known_day
from rules.logic import Situation
from rules.parsing import InputError, Problem
from rules.programme import Allowance, Hours, Participant, Programme, outcome_of, programmes
from rules.quantities import amount, dollars, hours_range, plain, total, up_to, weekly_from_monthly
from rules.questions import COSTS, PARTICIPANT
from rules.reading import read_dated
from rules.results import (
    Cost,
    HoursAnswer,
    ParticipantAnswer,
    ProgrammeForPerson,
    ReimbursementCertainty,
    TotalAnswer,
)

# The certainty of each cost's reimbursement, and how much may come back (None: not known).
Refunds = dict[Cost, tuple[ReimbursementCertainty, Range | None]]


def participant(given: object, today: date | None = None) -> ParticipantAnswer:
    """Answer for one person.

    `given` is the JSON object of contract.md as Python reads it (numbers may be int, float
    or Decimal); `today` stands in for a missing `on`. Returns the contract's output,
    ready for `json.dumps`. Raises InputError with every problem of the input.
    """
    person = read_participant(given, today)
    return {
        "rules_version": RULES_VERSION,
        "on": person.on.isoformat(),
        "programmes": {id: _answer(id, module, person) for id, module in programmes().items()},
    }


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
    """The problem with a start that is followed by dates after the year 9999."""
    # The day may itself be a problem; then the first one that is none serves.
    dated = person._replace(on=max(person.on, first_known_day()))
    try:
        for programme in programmes().values():
            programme.milestones(dated)
    except OverflowError:
        return [Problem("start_date", "too_late", got=person.start_date)]
    return []


def _answer(id: str, programme: Programme, person: Participant) -> ProgrammeForPerson:
    verdict, reachable, missing = outcome_of(id, person.situation)
    allowance = programme.allowance(person, verdict)
    refunds = {} if verdict == "not_possible" else _reimbursements(programme, person)
    return {
        "verdict": verdict,
        "reachable": list(reachable),
        "missing": list(missing),
        "criteria": [
            {"id": id, "status": status, "source": source}
            for id, status, source in programme.criteria(person.situation)
        ],
        "allowance": {
            "stated": allowance.stated,
            "certainty": allowance.certainty,
            "monthly": dollars(allowance.monthly),
        },
        "reimbursements": [
            {"cost": cost, "certainty": certainty, "monthly": dollars(monthly)}
            for cost, (certainty, monthly) in refunds.items()
        ],
        "monthly_total": _total(allowance, refunds, person),
        "hours": _hours(programme.hours(person)),
        "milestones": [
            {"id": milestone.id, "on": milestone.on.isoformat()}
            for milestone in programme.milestones(person)
        ],
    }


def _reimbursements(programme: Programme, person: Participant) -> Refunds:
    """For each kind of cost, the certainty and how much of it may come back."""
    return {
        cost: (certainty, _refund(certainty, person.monthly_costs.get(cost)))
        for cost, certainty in programme.REIMBURSEMENTS.items()
    }


def _refund(certainty: ReimbursementCertainty, cost: Decimal | None) -> Range | None:
    return None if cost is None or certainty == "not_stated" else up_to(cost)


def _total(allowance: Allowance, refunds: Refunds, person: Participant) -> TotalAnswer:
    """The sum of what is known, complete unless the document leaves something open."""
    ranges = [allowance.monthly, *(monthly for _, monthly in refunds.values())]
    known = total([range_ for range_ in ranges if range_ is not None])
    unstated_cost = any(
        certainty == "not_stated" and person.monthly_costs.get(cost, 0) > 0
        for cost, (certainty, _) in refunds.items()
    )
    return {
        "low": amount(known.low),
        "high": amount(known.high),
        "complete": allowance.stated and not unstated_cost,
    }


def _hours(hours: Hours) -> HoursAnswer:
    minimum, maximum = hours.weekly_minimum, hours.weekly_maximum
    average = hours.monthly_average
    return {
        "weekly_minimum": None if minimum is None else hours_range(minimum),
        "weekly_maximum": None if maximum is None else plain(maximum),
        "monthly_average": None if average is None else plain(average),
        "monthly_average_per_week": None
        if average is None
        else plain(weekly_from_monthly(average)),
        "check": hours.check,
    }
