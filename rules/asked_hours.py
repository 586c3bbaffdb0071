"""The hours of a document that states a minimum a week, a maximum, or both, and nothing else."""

from decimal import Decimal

from rules.dated import Range
from rules.results import Hours, HoursCheck


def asked_hours(
    given: Decimal | None, low: Decimal | None = None, high: Decimal | None = None
) -> Hours:
    """From `low` to `high` hours a week, beside those that the person gives.

    None, and a minimum of nothing, is no limit: "0 to 15 hours" asks for none and allows 15.
    """
    low = low or None
    check: HoursCheck | None = None
    if given is not None and (low is not None or high is not None):
        if low is not None and given < low:
            check = "below_minimum"
        elif high is not None and given > high:
            check = "above_maximum"
        else:
            check = "within"
    return Hours(
        weekly_minimum=None if low is None else Range(low, low),
        weekly_maximum=high,
        check=check,
    )
