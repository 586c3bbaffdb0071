"""Later: begins after the others, and leaves out all that a programme can leave out.

No allowance, no costs, no dates, nothing for organisations: criteria, and hours from 0 to 15.
"""

from collections.abc import Sequence

from rules.asked_hours import asked_hours
from rules.dated import document
from rules.logic import Criterion, Situation, status
from rules.programme import Participant
from rules.results import Hours, Subject

VALUES = document("later").parameters

SOURCES: dict[Subject, str] = {"hours": "later.whom"}


def criteria(situation: Situation) -> Sequence[Criterion]:
    """Whom the programme is for."""
    return (Criterion("later_adult", status(situation.adult, otherwise="not_met"), "later.whom"),)


def hours(person: Participant) -> Hours:
    """From none to 15 hours a week."""
    low, high = VALUES["weekly_hours"].range(person.on)
    return asked_hours(person.weekly_hours, low, high)
