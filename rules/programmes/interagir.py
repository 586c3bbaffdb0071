"""Interagir, in the order of its (undated) document.

The document gives priority to a group and does not say whether others can take part; it states
no amount, and no maximum of hours.
"""

from collections.abc import Mapping, Sequence
from typing import cast

from rules.dated import document
from rules.logic import Criterion, Situation, Verdict, is_one_of, status
from rules.programme import Participant
from rules.quantities import add_months, reaches_monthly
from rules.questions import COSTS, LAST_RESORT, Cost
from rules.results import (
    Allowance,
    AllowanceCertainty,
    Hours,
    HoursCheck,
    Milestone,
    ReimbursementCertainty,
    Subject,
)

VALUES = document("interagir").parameters

EITHER_COST: tuple[Cost, ...] = ()

SOURCES: dict[Subject, str] = {
    "allowance": "interagir.participation",
    "reimbursements": "interagir.participation",
    "hours": "interagir.participation",
    "milestones": "interagir.participation",
}


def criteria(situation: Situation) -> Sequence[Criterion]:
    """Whom the programme is for first; who is not among them asks, and is not refused."""
    last_resort = is_one_of(situation.assistance, LAST_RESORT)
    long_term = is_one_of(situation.work_outlook, ("long_term",))
    return (
        Criterion(
            "last_resort_assistance",
            status(last_resort, otherwise="to_confirm"),
            "interagir.findings",
        ),
        Criterion("adult", status(situation.adult, otherwise="to_confirm"), "interagir.findings"),
        Criterion(
            "long_term_outlook", status(long_term, otherwise="to_confirm"), "interagir.findings"
        ),
    )


def allowance(person: Participant, verdict: Verdict) -> Allowance:
    """A support allowance whose amount is not stated, due to those on last resort assistance.

    Of others the document says nothing; who does not say which assistance it is may be either.
    """
    stated = VALUES["support_allowance"]
    certainty: AllowanceCertainty
    match is_one_of(person.situation.assistance, LAST_RESORT):
        case True:
            certainty = cast(AllowanceCertainty, stated.certainty)
        case None:
            certainty = "depends"
        case False:
            certainty = "not_stated"
    return Allowance(stated.stated, certainty, None)


def reimbursements(situation: Situation) -> Mapping[Cost, ReimbursementCertainty]:
    """Costs that may come back to those on last resort assistance, of whom alone it is said."""
    match is_one_of(situation.assistance, LAST_RESORT):
        case True:
            return {
                "transport": "may_receive",
                "childcare": "may_receive",
                "other": "in_some_cases",
            }
        case None:
            return dict.fromkeys(COSTS, "depends")
        case False:
            return dict.fromkeys(COSTS, "not_stated")


def hours(person: Participant) -> Hours:
    """A minimum a week that is itself a range, and an average a month due later."""
    minimum = VALUES["weekly_hours_minimum"].range(person.on)
    average = VALUES["monthly_hours_average"].number(person.on)
    given = person.weekly_hours
    check: HoursCheck | None
    if given is None:
        check = None
    elif given < minimum.low:
        check = "below_minimum"
    elif given < minimum.high:
        check = "depends"  # the document says "10 to 15", not which of them applies to whom
    else:
        check = "meets_average" if reaches_monthly(given, average) else "meets_start"
    return Hours(
        weekly_minimum=minimum,
        monthly_average=average,
        check=check,
        average_due_after=_average_due_after(person),
        reevaluation_every=_reevaluation_every(person),
    )


def _average_due_after(person: Participant) -> int:
    """Months after the start."""
    return int(VALUES["average_due_after"].number(person.on))


def _reevaluation_every(person: Participant) -> int:
    """Months."""
    return int(VALUES["reevaluation_every"].number(person.on))


def milestones(person: Participant) -> Sequence[Milestone]:
    """When the average has to be reached, and when participation is first looked at again."""
    if person.start_date is None:
        return ()
    return (
        Milestone("monthly_average_due", add_months(person.start_date, _average_due_after(person))),
        Milestone("reevaluation", add_months(person.start_date, _reevaluation_every(person))),
    )


# --- Organisations ---

# "only non-profit organisations may receive this help".
NON_PROFIT_SOURCE = "interagir.role"

# Who is invited to present a project, beside being a non-profit organisation.
CONDITIONS = {
    "experience": "interagir.project",
    "suitable_activities": "interagir.project",
    "obeys_laws": "interagir.project",
}

FUNDING = VALUES["monthly_amount_per_participant"]

# For those that offer literacy activities, "might be granted".
FURTHER_FUNDING = {"literacy_allowance": VALUES["literacy_allowance"]}
