"""Money, hours and months."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.dated import Range
from rules.quantities import (
    NOTHING,
    add_months,
    reaches_monthly,
    total,
    up_to,
    weekly_from_monthly,
)
from rules.result_json import dollars, hours_range, plain

CALM = settings(deadline=None, derandomize=True, database=None, max_examples=300)

cents = st.integers(0, 10**9).map(lambda n: Decimal(n) / 100)


def test_nothing_and_up_to():
    assert NOTHING == (0, 0)
    assert up_to(Decimal("45.5")) == (0, Decimal("45.5"))


def test_a_sum_of_no_ranges_is_nothing():
    assert total([]) == NOTHING
    assert dollars(total([])) == {"low": "0.00", "high": "0.00"}
    assert hours_range(total([])) == {"low": "0", "high": "0"}


@pytest.mark.slow
@CALM
@given(st.lists(st.tuples(cents, cents)))
def test_a_sum_adds_the_lows_and_the_highs(pairs):
    ranges = [Range(min(pair), max(pair)) for pair in pairs]
    low, high = total(ranges)
    assert (low, high) == (sum(r.low for r in ranges), sum(r.high for r in ranges))
    assert low <= high


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("0", "0.00"),
        ("173", "173.00"),
        ("45.5", "45.50"),
        ("0.01", "0.01"),
        ("1E+5", "100000.00"),
        ("0E-9", "0.00"),
        ("12.5000", "12.50"),
    ],
)
def test_money_always_has_two_decimals(amount, written):
    assert dollars(Range(Decimal(0), Decimal(amount))) == {"low": "0.00", "high": written}
    assert dollars(Range(Decimal(amount), Decimal(amount))) == {"low": written, "high": written}


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("20", "20"),
        ("20.00", "20"),
        ("2E+1", "20"),
        ("100", "100"),
        ("18.47", "18.47"),
        ("18.50", "18.5"),
        ("0", "0"),
        ("0.00", "0"),
        ("0E+2", "0"),
    ],
)
def test_hours_have_no_exponent_and_no_needless_zeros(number, written):
    assert plain(Decimal(number)) == written


@CALM
@given(st.integers(1, 74_400).map(lambda n: Decimal(n) / 100))
def test_hours_a_week_are_the_smallest_that_are_enough(monthly):
    weekly = weekly_from_monthly(monthly)
    assert weekly == weekly.quantize(Decimal("0.01"))
    assert Fraction(weekly) * 52 / 12 >= Fraction(monthly)
    assert Fraction(weekly - Decimal("0.01")) * 52 / 12 < Fraction(monthly)
    assert reaches_monthly(weekly, monthly)
    assert not reaches_monthly(weekly - Decimal("0.01"), monthly)


def test_hours_a_week_for_80_a_month():
    assert weekly_from_monthly(Decimal(80)) == Decimal("18.47")


def test_hours_that_come_out_even_are_not_rounded_up():
    assert weekly_from_monthly(Decimal(52)) == 12
    assert reaches_monthly(Decimal(12), Decimal(52))
    assert not reaches_monthly(Decimal("11.99"), Decimal(52))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2099-08-31", 6, "2100-02-28"),
        ("2026-12-31", 6, "2027-06-30"),
        ("2026-12-01", 1, "2027-01-01"),
        ("2026-06-15", 6, "2026-12-15"),
        ("2026-05-31", 0, "2026-05-31"),
        ("0001-01-01", 12, "0002-01-01"),
        ("9998-12-31", 12, "9999-12-31"),
        ("9999-06-30", 6, "9999-12-30"),
    ],
)
def test_months_later(start, months, end):
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


@CALM
@given(st.dates(max_value=date(8000, 12, 31)), st.integers(0, 12 * 1900))
def test_months_agree_with_another_library(day, months):
    assert add_months(day, months) == day + relativedelta(months=months)


@CALM
@given(st.dates(date(9990, 1, 1)), st.integers(0, 600))
def test_months_beyond_the_calendar_are_an_error(day, months):
    later = day.year * 12 + day.month - 1 + months
    if later // 12 <= 9999:
        assert (add_months(day, months).year, add_months(day, months).month) == (
            later // 12,
            later % 12 + 1,
        )
    else:
        with pytest.raises(OverflowError, match=f"^{day} and {months} months are after"):
            add_months(day, months)
