"""A plan of hours, week by week over half a year: what it makes a month, where it falls short.

The documents ask for hours a week and for an average a month, and do not say over how long
the average is taken: what a plan comes to is told month by month, and nothing is decided.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from rules.dated import Range
from rules.parsing import Problem
from rules.quantities import (
    MONTHS_A_YEAR,
    WEEKS_A_YEAR,
    reaches_monthly,
    weekly_from_monthly,
)
from rules.questions import HOURS_A_WEEK, Question
from rules.reading import read
from rules.results import Hours, ParticipantResult

# Half a year: as many weeks as make six months, at 52 weeks for 12 months.
WEEKS = WEEKS_A_YEAR // 2
MONTHS = MONTHS_A_YEAR // 2
DAYS_A_WEEK = 7
# A month of 52/12 weeks is 13 thirds of a week: whole numbers, so that nothing is rounded.
THIRDS_A_WEEK, THIRDS_A_MONTH = 3, 13

HALF_HOUR = Decimal("0.5")
# The week in which the target is reached where nobody says.
USUAL_WEEK = Decimal(WEEKS // 2)

WEEK_KEYS = tuple(f"week_{number}" for number in range(1, WEEKS + 1))

# A plan is given as a way from some hours to others, or week by week.
PLAN = (
    Question("start", "number", maximum=HOURS_A_WEEK),
    Question("target", "number", maximum=HOURS_A_WEEK),
    Question("week", "count", maximum=WEEKS),
    *(Question(key, "number", maximum=HOURS_A_WEEK) for key in WEEK_KEYS),
)

Plan = tuple[Decimal, ...]


class Month(NamedTuple):
    """What a plan makes of a month.

    `first` and `last` are the days of the calendar month that the plan covers, None where
    the plan has no start: its months are then of 52/12 weeks. `hours` are those worked in
    these days; `average` is what their pace makes in 52/12 weeks.
    """

    first: date | None
    last: date | None
    hours: Decimal
    average: Decimal


class Limits(NamedTuple):
    """What the programmes open to somebody state, in hours a week; None for what is not stated.

    Where several state the same thing, it is the lowest maximum, the first minimum and the
    highest average.
    """

    maximum: Decimal | None = None
    minimum: Range | None = None
    average: Decimal | None = None


class Week(NamedTuple):
    """A week of a plan beside the limits; `first` is its first day, None without a start.

    `minimum` is None where none is stated, ``perhaps`` from its lower to under its upper end.
    """

    number: int
    first: date | None
    hours: Decimal
    above_maximum: bool
    minimum: Literal["under", "perhaps", "met"] | None
    at_average: bool


class Standing(NamedTuple):
    """How a plan stands to the hours that a programme states. Weeks are counted from 1.

    `below_minimum` and `perhaps_below` are the weeks under the lower end of the minimum,
    and from there to under its upper end. `average_from` is the week from which on the
    average is reached; where the last week does not reach it, that is None and
    `average_lacks` says how many hours a week are missing in the last week.
    """

    above_maximum: tuple[int, ...] = ()
    below_minimum: tuple[int, ...] = ()
    perhaps_below: tuple[int, ...] = ()
    average_from: int | None = None
    average_lacks: Decimal | None = None


class PlanResult(NamedTuple):
    """A plan and what follows from it, for the programmes that are open to the person.

    `standings` goes by the programme's id; `monthly_average` is that of the whole plan, in
    hours a month.
    """

    weeks: tuple[Week, ...]
    months: tuple[Month, ...]
    limits: Limits
    standings: Mapping[str, Standing]
    monthly_average: Decimal


def plan_result(plan: Plan, person: ParticipantResult) -> PlanResult:
    """What follows from a plan, beside the result for the person who makes it."""
    stated = {id: found.hours for id, found in person.programmes.items() if found.open}
    limits = limits_of(list(stated.values()))
    return PlanResult(
        tuple(_weeks_of(plan, limits, person.start_date)),
        months(plan, person.start_date),
        limits,
        {id: standing(plan, hours) for id, hours in stated.items()},
        monthly_average(plan),
    )


def limits_of(stated: Sequence[Hours]) -> Limits:
    """The limits that follow from the hours of several programmes."""
    maxima = [hours.weekly_maximum for hours in stated if hours.weekly_maximum is not None]
    minima = [hours.weekly_minimum for hours in stated if hours.weekly_minimum is not None]
    averages = [hours.monthly_average_per_week for hours in stated]
    return Limits(
        min(maxima, default=None),
        next(iter(minima), None),
        max((average for average in averages if average is not None), default=None),
    )


def _weeks_of(plan: Plan, limits: Limits, start: date | None) -> Iterator[Week]:
    maximum, minimum, average = limits
    for number, hours in enumerate(plan):
        stands: Literal["under", "perhaps", "met"] | None = None
        if minimum is not None:
            stands = "under" if hours < minimum.low else "met"
            if minimum.low <= hours < minimum.high:
                stands = "perhaps"
        yield Week(
            number + 1,
            None if start is None else start + timedelta(number * DAYS_A_WEEK),
            hours,
            maximum is not None and hours > maximum,
            stands,
            average is not None and hours >= average,
        )


def read_plan(
    given: Mapping[str, Any], weekly_hours: Decimal | None
) -> tuple[Plan | None, list[Problem]]:
    """The plan that somebody gives, by the keys of `PLAN`, and what is wrong with it.

    A plan week by week needs every week: an empty one is not taken for no hours. Otherwise
    `weekly_hours` stand in for a missing start, and the start for a missing target; None
    where there is neither, or something is wrong.
    """
    answers, problems = read(PLAN, dict(given))
    wrong = {problem.key for problem in problems}
    if any(key in given for key in WEEK_KEYS):
        empty = [key for key in WEEK_KEYS if key not in answers and key not in wrong]
        problems += [Problem(key, "not_a_number", HOURS_A_WEEK) for key in empty]
        return (None if problems else tuple(answers[key] for key in WEEK_KEYS)), problems
    start = answers.get("start", weekly_hours)
    if problems or start is None:
        return None, problems
    return ramp(start, answers.get("target", start), int(answers.get("week", USUAL_WEEK))), []


def ramp(start: Decimal, target: Decimal, week: int) -> Plan:
    """From the start to the target, reached in some week (the first is 1), and then on.

    On the way the hours are rounded to half-hours, between the start and the target.
    """
    steps = max(week, 1) - 1
    low, high = sorted((start, target))

    def hours(step: int) -> Decimal:
        if step >= steps:
            return target
        exact = start + (target - start) * step / steps
        rounded = (exact / HALF_HOUR).quantize(Decimal(1), ROUND_HALF_UP) * HALF_HOUR
        return start if step == 0 else min(max(rounded, low), high)

    return tuple(hours(step) for step in range(WEEKS))


def last_day(start: date) -> date:
    """The last day of a plan that begins on `start`. Raises OverflowError after the year 9999."""
    return start + timedelta(WEEKS * DAYS_A_WEEK - 1)


def months(plan: Plan, start: date | None) -> tuple[Month, ...]:
    """What the plan makes of each month, a week's hours spread evenly over its days.

    Calendar months where the day of the start is known, else months of 52/12 weeks. Their
    hours add up to the plan's. Raises OverflowError where `last_day` does.
    """
    if start is None:
        edges = [THIRDS_A_MONTH * month for month in range(MONTHS + 1)]
        spans = pairwise(edges)
        return tuple(_month(plan, THIRDS_A_WEEK, begin, end, None) for begin, end in spans)
    edges = [0]
    while edges[-1] < WEEKS * DAYS_A_WEEK:
        first = start + timedelta(edges[-1])
        # Not from the next month's first day: there is none after December 9999.
        rest = monthrange(first.year, first.month)[1] - first.day + 1
        edges.append(min(edges[-1] + rest, WEEKS * DAYS_A_WEEK))
    spans = pairwise(edges)
    return tuple(_month(plan, DAYS_A_WEEK, begin, end, start) for begin, end in spans)


def _month(plan: Plan, parts: int, begin: int, end: int, start: date | None) -> Month:
    """The month from one part of a week to another, weeks being cut in so many parts."""
    spread = sum(
        (
            hours * max(0, min(end, (week + 1) * parts) - max(begin, week * parts))
            for week, hours in enumerate(plan)
        ),
        Decimal(0),
    )
    return Month(
        None if start is None else start + timedelta(begin),
        None if start is None else start + timedelta(end - 1),
        spread / parts,
        spread * WEEKS_A_YEAR / (MONTHS_A_YEAR * (end - begin)),
    )


def monthly_average(plan: Plan) -> Decimal:
    """The hours a month over the whole plan, at 52 weeks for 12 months."""
    return sum(plan, Decimal(0)) * WEEKS_A_YEAR / (MONTHS_A_YEAR * WEEKS)


def standing(plan: Plan, hours: Hours) -> Standing:
    """How a plan stands to what a programme states (`hours`, whatever its `check`)."""
    maximum, minimum, average = hours.weekly_maximum, hours.weekly_minimum, hours.monthly_average
    return Standing(
        above_maximum=() if maximum is None else _weeks([week > maximum for week in plan]),
        below_minimum=() if minimum is None else _weeks([week < minimum.low for week in plan]),
        perhaps_below=()
        if minimum is None
        else _weeks([minimum.low <= week < minimum.high for week in plan]),
        average_from=None if average is None else _reached_from(plan, average),
        average_lacks=None
        if average is None or reaches_monthly(plan[-1], average)
        else weekly_from_monthly(average) - plan[-1],
    )


def _weeks(flags: Sequence[bool]) -> tuple[int, ...]:
    return tuple(number for number, flag in enumerate(flags, start=1) if flag)


def _reached_from(plan: Plan, average: Decimal) -> int | None:
    """The week from which on no week is under the pace of the average."""
    under = _weeks([not reaches_monthly(week, average) for week in plan])
    last_under = under[-1] if under else 0
    return last_under + 1 if last_under < len(plan) else None
