"""Dates that follow from a start whose year may be a slip: nobody is told them, or sent them."""

from datetime import date

from calculator.form.doubts import is_far
from rules.results import ParticipantResult, Result


def withheld(result: Result, today: date) -> frozenset[str]:
    """The programmes whose dates are not said, by their ids."""
    if not isinstance(result, ParticipantResult):
        return frozenset()
    if result.start_date is None or not is_far(result.start_date, today):
        return frozenset()
    return frozenset(id for id, found in result.programmes.items() if found.milestones)


def without_dates(result: Result, ids: frozenset[str]) -> Result:
    """The result without the dates of some programmes."""
    if not ids or not isinstance(result, ParticipantResult):
        return result
    return result._replace(
        programmes={
            id: found._replace(milestones=()) if id in ids else found
            for id, found in result.programmes.items()
        }
    )
