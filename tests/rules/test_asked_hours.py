"""Hours beside a minimum and a maximum a week, at each side of both."""

from decimal import Decimal

import pytest

from rules.asked_hours import asked_hours
from rules.dated import Range
from rules.results import Hours

LOW, HIGH = Decimal(10), Decimal(20)


@pytest.mark.parametrize("given", [None, "0", "9.99", "10", "10.01", "19.99", "20", "20.01", "168"])
@pytest.mark.parametrize("low", [None, Decimal(0), LOW])
@pytest.mark.parametrize("high", [None, HIGH])
def test_hours_beside_what_is_asked(given, low, high):
    hours = None if given is None else Decimal(given)
    if hours is None or (not low and high is None):
        check = None
    elif low and hours < LOW:
        check = "below_minimum"
    elif high and hours > HIGH:
        check = "above_maximum"
    else:
        check = "within"
    assert asked_hours(hours, low, high) == Hours(
        weekly_minimum=Range(LOW, LOW) if low else None, weekly_maximum=high, check=check
    )


def test_nothing_is_asked_where_nobody_says():
    assert asked_hours(Decimal(12)) == Hours()


def test_a_maximum_of_nothing_is_one():
    assert asked_hours(Decimal(1), high=Decimal(0)) == Hours(
        weekly_maximum=Decimal(0), check="above_maximum"
    )
