"""What the page is told of a plan of hours: the chart, where it falls short, its months."""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypedDict

from calculator.form.fields import explain
from calculator.planner.plan_chart import chart, key, kind_of
from calculator.planner.plan_words import sentences, weeks_named, weeks_table
from calculator.words.catalogue import CENT, Catalogue
from calculator.words.html import Markup, element, joined
from rules.parsing import Problem
from rules.plan import WEEK_KEYS, Month, PlanResult
from rules.quantities import MONTHS_A_YEAR, WEEKS_A_YEAR
from rules.result_json import plain
from rules.results import ParticipantResult


class PlanResponse(TypedDict):
    """What the page is told of a plan, as JSON.

    `hours` are those of each week as decimal strings, null where there is no plan to draw;
    `errors` goes by the planner's fields, and has ``weeks`` for all weeks in one sentence.
    """

    html: str
    hours: list[str] | None
    errors: dict[str, str]
    announcement: str


def plan_response(
    plan: PlanResult | None,
    problems: Sequence[Problem],
    person: ParticipantResult,
    words: Catalogue,
) -> PlanResponse:
    """What the page is told of a plan (None: there is none to draw) and of the problems with it.

    `person` is the result for whoever makes the plan.
    """
    errors = {problem.key: explain(problem, words) for problem in problems}
    weeks = [key for key in WEEK_KEYS if key in errors]
    if weeks:
        errors["weeks"] = _week_errors(weeks, errors, words)
    if plan is None:
        text = words.text("plan.broken" if errors else "plan.empty")
        return {"html": element("p", text), "hours": None, "errors": errors, "announcement": ""}
    said = list(sentences(plan, person, words))
    return {
        "html": _drawn(plan, said, words),
        "hours": [plain(week.hours) for week in plan.weeks],
        "errors": errors,
        "announcement": " ".join(said),
    }


def _week_errors(weeks: Sequence[str], errors: Mapping[str, str], words: Catalogue) -> str:
    """One sentence for all weeks that cannot be read."""
    numbers = [WEEK_KEYS.index(key) + 1 for key in weeks]
    which = weeks_named(numbers, words)
    return words.text("plan.week_error", weeks=which, problem=errors[weeks[0]])


def _drawn(plan: PlanResult, said: Sequence[str], words: Catalogue) -> Markup:
    label = words.text("plan.chart", weeks=words.quantity("weeks", len(plan.weeks)))
    return joined(
        element(
            "figure",
            element("figcaption", words.text("plan.axes")),
            chart(plan, label),
            key(list(_key_entries(plan, words))),
            class_="plan-figure",
        ),
        element("ul", *(element("li", sentence) for sentence in said), class_="plan-said"),
        _months_table(plan.months, words),
        element(
            "details",
            element("summary", words.text("plan.table")),
            weeks_table(plan, words),
            class_="plan-weeks",
        ),
    )


def _key_entries(plan: PlanResult, words: Catalogue) -> Iterator[tuple[str, str]]:
    limits = plan.limits

    def hours(number: Decimal) -> str:
        return words.quantity("hours", number)

    yield "within", words.text("plan.key.within")
    kinds = {kind_of(week) for week in plan.weeks}
    if "over" in kinds and limits.maximum is not None:
        yield "over", words.text("plan.key.over", hours=hours(limits.maximum))
    if "under" in kinds and limits.minimum:
        yield "under", words.text("plan.key.under", hours=hours(limits.minimum.low))
    if limits.maximum is not None:
        yield "maximum", words.text("plan.key.maximum", hours=hours(limits.maximum))
    if limits.minimum:
        range_ = words.quantity_range("hours", *limits.minimum)
        yield "minimum", words.text("plan.key.minimum", hours=range_)
    if limits.average is not None:
        yield "average", words.text("plan.key.average", hours=words.about_hours(limits.average))


def _months_table(found: Sequence[Month], words: Catalogue) -> Markup:
    dated = found[0].first is not None
    columns = ["month", "hours", *(["average"] if dated else [])]
    head = (element("th", words.text(f"plan.months.{column}"), scope="col") for column in columns)
    rows = (
        element(
            "tr",
            element("th", _month_name(number, month, words), scope="row"),
            element("td", _rounded(month.hours, words)),
            element("td", _rounded(month.average, words)) if dated else None,
        )
        for number, month in enumerate(found, start=1)
    )
    conversion = words.text(
        "plan.months.conversion" if dated else "plan.months.no_start",
        weeks=words.quantity("weeks", WEEKS_A_YEAR),
        months=words.quantity("months", MONTHS_A_YEAR),
    )
    return joined(
        element(
            "table",
            element("caption", words.text("plan.months.caption")),
            element("thead", element("tr", *head)),
            element("tbody", *rows),
            class_="money plan-months",
        ),
        element("p", conversion, class_="note"),
    )


def _month_name(number: int, month: Month, words: Catalogue) -> Markup:
    if month.first is None or month.last is None:
        return joined(words.text("plan.months.numbered", number=words.number(number)))
    whole = month.first.day == 1 and month.last == _end_of_month(month.last)
    days = (month.last - month.first).days + 1
    part = words.text("plan.months.part", days=words.quantity("days", days))
    return joined(
        words.month(month.first),
        None if whole else element("span", part, class_="condition"),
    )


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _rounded(hours: Decimal, words: Catalogue) -> str:
    return words.number(hours.quantize(CENT))
