"""A person's answers in, what each programme says of them out (contract.md)."""

from datetime import date
from decimal import Decimal
from typing import Any

from rules import RULES_VERSION
from rules.dated import Range, first_known_day
from rules.logic import Situation
from rules.programme import Hours, Participant, Programme, outcome_of, programmes
from rules.quantities import dollars, plain, total, up_to, weekly_from_monthly
from rules.questions import COSTS, PARTICIPANT
from rules.reading import InputError, Problem, read_dated

# The certainty of each cost's reimbursement, and how much may come back (None: not known).
Refunds = dict[str, tuple[str, Range | None]]


def participant(given: object, today: date | None = None) -> dict[str, Any]:
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


def _answer(id: str, programme: Programme, person: Participant) -> dict[str, Any]:
    verdict, reachable, missing = outcome_of(id, person.situation)
    allowance = programme.allowance(person, verdict)
    refunds = {} if verdict == "not_possible" else _reimbursements(programme, person)
    known = [allowance.monthly, *(monthly for _, monthly in refunds.values())]
    return {
        "verdict": verdict,
        "reachable": list(reachable),
        "missing": list(missing),
        "criteria": [criterion._asdict() for criterion in programme.criteria(person.situation)],
        "allowance": {
            **allowance._asdict(),
            "monthly": allowance.monthly and dollars(allowance.monthly),
        },
        "reimbursements": [
            {"cost": cost, "certainty": certainty, "monthly": monthly and dollars(monthly)}
            for cost, (certainty, monthly) in refunds.items()
        ],
        "monthly_total": {
            **dollars(total([range_ for range_ in known if range_ is not None])),
            "complete": allowance.stated and not _unstated_costs(refunds, person),
        },
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


def _refund(certainty: str, cost: Decimal | None) -> Range | None:
    return None if cost is None or certainty == "not_stated" else up_to(cost)


def _unstated_costs(refunds: Refunds, person: Participant) -> bool:
    """Whether the person has a cost of which the document does not speak."""
    return any(
        certainty == "not_stated" and person.monthly_costs.get(cost, 0) > 0
        for cost, (certainty, _) in refunds.items()
    )


def _hours(hours: Hours) -> dict[str, Any]:
    minimum, average = hours.weekly_minimum, hours.monthly_average
    return {
        "weekly_minimum": minimum and {"low": plain(minimum.low), "high": plain(minimum.high)},
        "weekly_maximum": hours.weekly_maximum and plain(hours.weekly_maximum),
        "monthly_average": average and plain(average),
        "monthly_average_per_week": average and plain(weekly_from_monthly(average)),
        "check": hours.check,
    }
