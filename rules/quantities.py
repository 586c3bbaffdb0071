"""Money ranges, hours and months: the little arithmetic that programmes share."""

from calendar import monthrange
from datetime import date
from decimal import ROUND_CEILING, Decimal

from rules.dated import Range

MONTHS_A_YEAR = 12
WEEKS_A_YEAR = 52

NOTHING = Range(Decimal(0), Decimal(0))


def up_to(amount: Decimal) -> Range:
    """From nothing to an amount: what somebody *may* receive."""
    return Range(Decimal(0), amount)


def exactly(amount: Decimal) -> Range:
    """One amount as a range: what somebody *receives*, or *is entitled* to."""
    return Range(amount, amount)


def total(ranges: list[Range]) -> Range:
    """The sum of ranges, low with low and high with high."""
    return Range(
        sum((r.low for r in ranges), Decimal(0)), sum((r.high for r in ranges), Decimal(0))
    )


def weekly_from_monthly(hours: Decimal) -> Decimal:
    """The hours a week that make these hours a month, rounded up so that they are enough."""
    weekly = hours * MONTHS_A_YEAR / WEEKS_A_YEAR
    return weekly.quantize(Decimal("0.01"), ROUND_CEILING)


def reaches_monthly(weekly: Decimal, monthly: Decimal) -> bool:
    """Whether hours a week reach hours a month, at 52 weeks for 12 months, exactly."""
    return weekly * WEEKS_A_YEAR >= monthly * MONTHS_A_YEAR


def add_months(day: date, months: int) -> date:
    """The same day some months later; a day that the month lacks becomes its last day.

    Raises OverflowError after the year 9999.
    """
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    year = day.year + years
    if year > date.max.year:
        raise OverflowError(f"{day} and {months} months are after the last year, 9999")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
