"""PAAS Action, in the order of its document (2026-04).

The document states no length, no review, no minimum of hours and no age.
"""

from collections.abc import Mapping, Sequence
from typing import cast

from rules.dated import Parameter, document
from rules.logic import Criterion, Situation, Verdict, is_one_of, status
from rules.programme import Participant
from rules.quantities import NOTHING, up_to
from rules.questions import ASSISTANCE, Cost
from rules.results import (
    Allowance,
    AllowanceCertainty,
    Hours,
    HoursCheck,
    Milestone,
    ReimbursementCertainty,
    Subject,
)

VALUES = document("paas_action").parameters

# "transport or childcare costs": it does not say whether both can come back.
EITHER_COST: tuple[Cost, ...] = ("transport", "childcare")

SOURCES: dict[Subject, str] = {
    "allowance": "paas_action.features",
    "reimbursements": "paas_action.features",
    "hours": "paas_action.features",
    "milestones": "paas_action.features",
}


def criteria(situation: Situation) -> Sequence[Criterion]:
    """Who the programme is for: recipients whom difficulties keep from employment measures."""
    receives = is_one_of(situation.assistance, ASSISTANCE)
    held_back = is_one_of(situation.work_outlook, ("after_preparation", "long_term"))
    return (
        Criterion(
            "receives_assistance", status(receives, otherwise="not_met"), "paas_action.presentation"
        ),
        # Somebody ready for measures is not excluded in so many words: the office decides.
        Criterion(
            "held_back", status(held_back, otherwise="to_confirm"), "paas_action.presentation"
        ),
    )


def allowance(person: Participant, verdict: Verdict) -> Allowance:
    """The support allowance, on top of the basic benefit: "may be entitled"."""
    stated = VALUES["support_allowance"]
    if verdict == "not_possible":
        return Allowance(stated.stated, "none", NOTHING)
    certainty = cast(AllowanceCertainty, stated.certainty)
    return Allowance(stated.stated, certainty, up_to(stated.number(person.on)))


def reimbursements(situation: Situation) -> Mapping[Cost, ReimbursementCertainty]:
    """The document speaks of no other costs than transport or childcare."""
    return {"transport": "may_receive", "childcare": "may_receive", "other": "not_stated"}


def hours(person: Participant) -> Hours:
    """Up to a number of hours a week, reached step by step where the person wishes."""
    maximum = VALUES["weekly_hours_maximum"].number(person.on)
    check: HoursCheck | None = None
    if person.weekly_hours is not None:
        check = "within" if person.weekly_hours <= maximum else "above_maximum"
    return Hours(weekly_maximum=maximum, check=check)


def milestones(person: Participant) -> Sequence[Milestone]:
    """None: the document states no date that follows from the start."""
    return ()


# --- Organisations ---

# "only non-profit organisations may receive this help".
NON_PROFIT_SOURCE = "paas_action.features"

# What an organisation "is bound to" have and do, beside being a non-profit one.
CONDITIONS = {
    "expertise": "paas_action.mandate",
    "regular_staff": "paas_action.mandate",
    "personal_goals": "paas_action.mandate",
    "constant_presence": "paas_action.mandate",
}

# "for each occupied place … per place granted": which of the two is not said.
FUNDING = VALUES["monthly_amount_per_place"]

FURTHER_FUNDING: dict[str, Parameter] = {}
