"""A plan of hours: each figure against a second way to come to it, day by day."""

from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.dated import Range
from rules.participant import participant
from rules.plan import (
    PLAN,
    WEEK_KEYS,
    WEEKS,
    Limits,
    Month,
    PlanResult,
    Standing,
    Week,
    last_day,
    limits_of,
    monthly_average,
    months,
    plan_result,
    ramp,
    read_plan,
    standing,
)
from rules.problems import line
from rules.results import Hours

CALM = settings(deadline=None, derandomize=True, database=None, max_examples=300)
TINY = Fraction(1, 10**20)  # what 28 digits may lose

hours = st.integers(0, 16_800).map(lambda n: Decimal(n) / 100)
plans = st.lists(hours, min_size=WEEKS, max_size=WEEKS).map(tuple)
LAST_START = date(9999, 7, 3)  # half a year before the end of the calendar
starts = st.dates(date(1, 1, 1), LAST_START)

STATED = Hours(
    weekly_minimum=Range(Decimal(10), Decimal(15)),
    weekly_maximum=Decimal(20),
    monthly_average=Decimal(80),
)


def by_day(plan, start):
    """Every day of the plan with its share of its week's hours."""
    return [(start + timedelta(day), Fraction(plan[day // 7]) / 7) for day in range(7 * len(plan))]


def test_a_plan_may_end_on_the_last_day_of_the_calendar() -> None:
    assert last_day(LAST_START) == date.max
    assert [month.last for month in months((Decimal(1),) * WEEKS, LAST_START)][-1] == date.max
    with pytest.raises(OverflowError):
        last_day(LAST_START + timedelta(1))


@pytest.mark.slow
@given(plans, starts)
@CALM
def test_calendar_months_are_those_of_the_days(plan, start):
    expected = defaultdict(list)
    for day, share in by_day(plan, start):
        expected[day.year, day.month].append((day, share))
    found = months(plan, start)
    assert len(found) == len(expected)
    for month, days in zip(found, expected.values(), strict=True):
        total = sum(share for _, share in days)
        assert (month.first, month.last) == (days[0][0], days[-1][0])
        assert abs(Fraction(month.hours) - total) < TINY
        assert abs(Fraction(month.average) - total / len(days) * 7 * 52 / 12) < TINY
    assert abs(sum(Fraction(month.hours) for month in found) - Fraction(sum(plan))) < TINY * 7


@pytest.mark.slow
@given(plans, starts)
@CALM
def test_only_the_first_and_the_last_calendar_month_are_parts(plan, start):
    for month in months(plan, start)[1:-1]:
        assert month.first.day == 1
        assert month.last.day == monthrange(month.last.year, month.last.month)[1]


@pytest.mark.slow
@given(plans)
@CALM
def test_without_a_start_there_are_six_equal_months(plan):
    found = months(plan, None)
    assert len(found) == 6
    # In twelfths of a week, a month is 52 of them.
    twelfths = [Fraction(week) / 12 for week in plan for _ in range(12)]
    for number, month in enumerate(found):
        total = sum(twelfths[52 * number : 52 * (number + 1)])
        assert (month.first, month.last) == (None, None)
        assert abs(Fraction(month.hours) - total) < TINY
        assert abs(month.hours - month.average) < Decimal(1) / 10**20
    assert abs(sum(Fraction(month.hours) for month in found) - Fraction(sum(plan))) < TINY * 6
    assert abs(Fraction(monthly_average(plan)) * 6 - Fraction(sum(plan))) < TINY


def test_a_steady_plan_makes_the_same_average_in_every_month():
    plan = (Decimal("18.47"),) * WEEKS
    for start in (None, date(2026, 8, 31), date(2028, 1, 31)):
        averages = {month.average.quantize(Decimal("0.0001")) for month in months(plan, start)}
        assert averages == {Decimal("80.0367")}
    february = months(plan, date(2026, 12, 1))[2]
    assert february.hours == Decimal("73.88")  # a short month: fewer hours at the same pace


@given(hours, hours, st.integers(0, WEEKS))
@CALM
def test_a_ramp_goes_one_way_and_arrives_when_it_says(start, target, week):
    plan = ramp(start, target, week)
    assert len(plan) == WEEKS
    assert plan == tuple(sorted(plan, reverse=start > target))
    assert plan[0] == (start if week > 1 else target)
    assert set(plan[max(week, 1) - 1 :]) == {target}
    for on_the_way in set(plan) - {start, target}:
        assert on_the_way % Decimal("0.5") == 0


def test_a_ramp_as_one_would_write_it():
    plan = ramp(Decimal(10), Decimal("18.5"), 9)
    shown = [str(week.normalize()) for week in plan[:10]]
    assert shown == ["1E+1", "11", "12", "13", "14.5", "15.5", "16.5", "17.5", "18.5", "18.5"]


@pytest.mark.slow
@given(plans)
@CALM
def test_weeks_fall_short_of_what_is_stated(plan):
    found = standing(plan, STATED)
    numbered = list(enumerate(plan, start=1))
    assert list(found.above_maximum) == [n for n, week in numbered if week > 20]
    assert list(found.below_minimum) == [n for n, week in numbered if week < 10]
    assert list(found.perhaps_below) == [n for n, week in numbered if 10 <= week < 15]
    reached = [Fraction(week) * 52 / 12 >= 80 for week in plan]
    if reached[-1]:
        since = found.average_from
        assert all(reached[since - 1 :])
        assert since == 1 or not reached[since - 2]
        assert found.average_lacks is None
    else:
        assert found.average_from is None
        # So many hours more are enough, and a cent of an hour fewer are not.
        enough = Fraction(plan[-1]) + Fraction(found.average_lacks)
        assert enough * 52 / 12 >= 80
        assert (enough - Fraction(1, 100)) * 52 / 12 < 80


@pytest.mark.parametrize(
    ("week", "parts"),
    [
        ("9.99", {"below_minimum"}),
        ("10", {"perhaps_below"}),
        ("14.99", {"perhaps_below"}),
        ("15", set()),
        ("20", set()),
        ("20.01", {"above_maximum"}),
    ],
)
def test_weeks_on_both_sides_of_what_is_stated(week, parts):
    found = standing((Decimal(week),) * WEEKS, STATED)._asdict()
    every = tuple(range(1, WEEKS + 1))
    for part in ("above_maximum", "below_minimum", "perhaps_below"):
        assert found[part] == (every if part in parts else ())


@pytest.mark.parametrize(
    ("weeks", "since"),
    [
        ((20,) * WEEKS, 1),
        ((18, *(20,) * (WEEKS - 1)), 2),
        ((*(20,) * (WEEKS - 2), 18, 20), WEEKS),
        ((*(20,) * (WEEKS - 1), 18), None),
    ],
)
def test_the_average_is_reached_after_the_last_week_under_it(weeks, since):
    assert standing(tuple(map(Decimal, weeks)), STATED).average_from == since


def test_what_is_not_stated_is_not_missed():
    assert standing((Decimal(0),) * WEEKS, Hours()) == Standing()
    assert standing((Decimal(168),) * WEEKS, Hours()) == Standing()


def test_a_plan_follows_from_the_answer_where_nothing_else_is_said():
    assert read_plan({}, None) == (None, [])
    assert read_plan({"target": Decimal(5)}, None) == (None, [])
    assert read_plan({}, Decimal(12)) == ((Decimal(12),) * WEEKS, [])
    assert read_plan({"start": 9}, Decimal(12)) == ((Decimal(9),) * WEEKS, [])
    assert read_plan({"target": 20, "week": 2}, Decimal(12)) == (
        (Decimal(12), *(Decimal(20),) * (WEEKS - 1)),
        [],
    )


def test_a_target_is_reached_halfway_where_nobody_says():
    plan, _ = read_plan({"start": 0, "target": 24}, None)
    assert plan.index(24) + 1 == 13


def test_a_plan_week_by_week_is_taken_as_it_is():
    given = {key: number for number, key in enumerate(WEEK_KEYS)}
    plan, problems = read_plan(given | {"start": 99}, Decimal(12))
    assert problems == []
    assert plan == tuple(map(Decimal, range(WEEKS)))


def test_an_empty_week_is_not_a_week_without_hours():
    plan, problems = read_plan({"week_1": 5, "week_3": "?"}, Decimal(12))
    assert plan is None
    assert sorted(problem.key for problem in problems) == sorted(set(WEEK_KEYS) - {"week_1"})
    assert {line(problem) for problem in problems} == {
        'week_3: must be a number from 0 to 168, got "?"',
        *(
            f"{key}: must be a number from 0 to 168, got null"
            for key in WEEK_KEYS
            if key not in ("week_1", "week_3")
        ),
    }


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"start": -1}, [("start", "negative")]),
        ({"target": Decimal("168.01")}, [("target", "too_large")]),
        ({"week": 27}, [("week", "too_large")]),
        ({"week": Decimal("2.5")}, [("week", "not_whole")]),
        ({"week_27": 3}, [("week_27", "unknown_key")]),
        ({"start": "x", "target": True}, [("start", "not_a_number"), ("target", "not_a_number")]),
    ],
)
def test_what_is_wrong_is_named(given, problems):
    plan, found = read_plan(given, Decimal(12))
    assert plan is None
    assert [(problem.key, problem.code) for problem in found] == problems


def test_every_key_is_asked_once():
    keys = [question.key for question in PLAN]
    assert len(set(keys)) == len(keys) == 3 + 26
    assert {question.key for question in PLAN if question.kind != "number"} == {"week"}


# ---- What follows from a plan ----------------------------------------------------------

WEEKLY = {"9.99": "under", "10": "perhaps", "14.99": "perhaps", "15": "met", "20": "met"}
OVER = Decimal("20.01")
AVERAGE = Decimal("18.47")
LIMITS = Limits(Decimal(20), Range(Decimal(10), Decimal(15)), AVERAGE)


def some_plan():
    hours = (*map(Decimal, WEEKLY), OVER, Decimal("18.46"), AVERAGE)
    return hours + (Decimal(12),) * (WEEKS - len(hours))


def result_of(plan, **answers):
    return plan_result(plan, participant({"on": "2026-05-01", **answers}))


def test_everything_that_follows_from_a_plan_with_a_start():
    start, plan = date(2026, 5, 4), some_plan()
    found = result_of(plan, start_date=start.isoformat())
    stands = [*WEEKLY.values(), "met", "met", "met", *["perhaps"] * (WEEKS - 8)]
    assert found == PlanResult(
        weeks=tuple(
            Week(
                number=number,
                first=start + timedelta(weeks=number - 1),
                hours=plan[number - 1],
                above_maximum=number == 6,
                minimum=stands[number - 1],
                at_average=number in (5, 6, 8),
            )
            for number in range(1, WEEKS + 1)
        ),
        months=months(plan, start),
        limits=LIMITS,
        standings={
            "paas_action": Standing(above_maximum=(6,)),
            "interagir": Standing(
                below_minimum=(1,),
                perhaps_below=(2, 3, *range(9, WEEKS + 1)),
                average_lacks=Decimal("6.47"),
            ),
        },
        monthly_average=monthly_average(plan),
    )


def test_without_a_start_a_plan_has_no_days():
    plan = (Decimal(12),) * WEEKS
    found = result_of(plan)
    assert {week.first for week in found.weeks} == {None}
    assert found.months == (Month(None, None, Decimal(52), Decimal(52)),) * 6


def test_a_programme_that_is_not_possible_sets_no_limits():
    found = result_of((OVER,) * WEEKS, assistance="none")
    assert set(found.standings) == {"interagir"}
    assert found.limits == LIMITS._replace(maximum=None)
    assert not any(week.above_maximum for week in found.weeks)


@pytest.mark.parametrize(
    ("stated", "limits"),
    [
        ([], Limits()),
        ([Hours()], Limits(None, None, None)),
        ([STATED], LIMITS),
        ([Hours(weekly_maximum=Decimal(30)), STATED], LIMITS),
        ([STATED, Hours(weekly_maximum=Decimal(30))], LIMITS),
        ([STATED, Hours(weekly_maximum=Decimal(5))], LIMITS._replace(maximum=Decimal(5))),
        ([Hours(weekly_maximum=Decimal(0)), STATED], LIMITS._replace(maximum=Decimal(0))),
        ([STATED, Hours(monthly_average=Decimal(52))], LIMITS),
        ([Hours(monthly_average=Decimal(104)), STATED], LIMITS._replace(average=Decimal(24))),
        ([Hours(), STATED, Hours(weekly_minimum=Range(Decimal(1), Decimal(2)))], LIMITS),
        (
            [Hours(weekly_minimum=Range(Decimal(1), Decimal(2))), STATED],
            LIMITS._replace(minimum=Range(Decimal(1), Decimal(2))),
        ),
    ],
)
def test_of_several_programmes_one_limit_of_each_kind_holds(stated, limits):
    assert limits_of(stated) == limits


def test_no_week_stands_to_what_is_not_stated():
    found = plan_result(
        (Decimal(0), Decimal(168)), participant({"on": "2026-05-01"})._replace(programmes={})
    )
    nothing = {"first": None, "above_maximum": False, "minimum": None, "at_average": False}
    assert found.weeks == (
        Week(number=1, hours=Decimal(0), **nothing),
        Week(number=2, hours=Decimal(168), **nothing),
    )
    assert (found.limits, found.standings) == (Limits(), {})
