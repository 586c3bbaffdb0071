"""What the page is told of a plan of hours: the chart, where it falls short, its months."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from calculator.form.fields import explain, read_fields
from calculator.planner.plan_chart import Marks, chart, key, kind_of
from calculator.planner.plan_words import sentences, weeks_named, weeks_table
from calculator.results.cards import Answer, View
from calculator.words.catalogue import CENT, Catalogue
from calculator.words.html import Markup, element, joined
from rules.dated import Range
from rules.plan import PLAN, WEEK_KEYS, Month, Plan, months, read_plan
from rules.quantities import MONTHS_A_YEAR, WEEKS_A_YEAR


def plan_reply(
    fields: Mapping[str, str], given: Mapping[str, Any], answered: Answer, view: View
) -> dict[str, Any]:
    """What the page is told of a plan.

    `fields` are the planner's own, by the keys of `rules.plan.PLAN`; `given` and `answered`
    the rest of the request and its answer. The reply is ``{"html", "hours", "errors",
    "announcement"}``: `hours` are those of each week as decimal strings, null where there
    is no plan to draw.
    """
    words = view.words
    plan, problems = read_plan(_typed(fields), given.get("weekly_hours"))
    errors = {problem.key: explain(problem, words) for problem in problems}
    weeks = [key for key in WEEK_KEYS if key in errors]
    if weeks:
        errors["weeks"] = _week_errors(weeks, errors, words)
    if plan is None:
        text = words.text("plan.broken" if errors else "plan.empty")
        return {"html": element("p", text), "hours": None, "errors": errors, "announcement": ""}
    start = given.get("start_date")
    said = list(sentences(plan, answered, view))
    return {
        "html": _drawn(plan, answered, date.fromisoformat(start) if start else None, said, view),
        "hours": [f"{hours.normalize():f}" for hours in plan],
        "errors": errors,
        "announcement": " ".join(said),
    }


def _typed(fields: Mapping[str, str]) -> dict[str, Any]:
    return read_fields(PLAN, {key: typed for key, typed in fields.items() if typed})


def _week_errors(weeks: Sequence[str], errors: Mapping[str, str], words: Catalogue) -> str:
    """One sentence for all weeks that cannot be read."""
    numbers = [WEEK_KEYS.index(key) + 1 for key in weeks]
    which = weeks_named(numbers, words)
    return words.text("plan.week_error", weeks=which, problem=errors[weeks[0]])


def marks_of(answered: Answer) -> Marks:
    """What the programmes that are open to the person state, as hours a week."""
    stated = [
        found["hours"]
        for found in answered["programmes"].values()
        if found["verdict"] != "not_possible"
    ]
    maxima = [Decimal(hours["weekly_maximum"]) for hours in stated if hours["weekly_maximum"]]
    minima = [hours["weekly_minimum"] for hours in stated if hours["weekly_minimum"]]
    averages = [hours["monthly_average_per_week"] for hours in stated]
    known = [Decimal(average) for average in averages if average]
    return Marks(
        min(maxima, default=None),
        Range(Decimal(minima[0]["low"]), Decimal(minima[0]["high"])) if minima else None,
        max(known, default=None),
    )


def _drawn(
    plan: Plan, answered: Answer, start: date | None, said: Sequence[str], view: View
) -> Markup:
    words = view.words
    marks = marks_of(answered)
    label = words.text("plan.chart", weeks=words.quantity("weeks", Decimal(len(plan))))
    return joined(
        element(
            "figure",
            element("figcaption", words.text("plan.axes")),
            chart(plan, marks, label),
            key(list(_key_entries(plan, marks, words))),
            class_="plan-figure",
        ),
        element("ul", *(element("li", sentence) for sentence in said), class_="plan-said"),
        _months_table(months(plan, start), words),
        element(
            "details",
            element("summary", words.text("plan.table")),
            weeks_table(plan, marks, start, words),
            class_="plan-weeks",
        ),
    )


def _key_entries(plan: Plan, marks: Marks, words: Catalogue) -> Iterator[tuple[str, str]]:
    def hours(number: Decimal) -> str:
        return words.quantity("hours", number)

    yield "within", words.text("plan.key.within")
    kinds = {kind_of(week, marks) for week in plan}
    if "over" in kinds and marks.maximum is not None:
        yield "over", words.text("plan.key.over", hours=hours(marks.maximum))
    if "under" in kinds and marks.minimum:
        yield "under", words.text("plan.key.under", hours=hours(marks.minimum.low))
    if marks.maximum is not None:
        yield "maximum", words.text("plan.key.maximum", hours=hours(marks.maximum))
    if marks.minimum:
        range_ = words.quantity_range("hours", *marks.minimum)
        yield "minimum", words.text("plan.key.minimum", hours=range_)
    if marks.average is not None:
        yield "average", words.text("plan.key.average", hours=hours(marks.average))


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
        weeks=words.quantity("weeks", Decimal(WEEKS_A_YEAR)),
        months=words.quantity("months", Decimal(MONTHS_A_YEAR)),
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
    whole = month.first.day == 1 and (month.last + timedelta(1)).day == 1
    days = (month.last - month.first).days + 1
    part = words.text("plan.months.part", days=words.quantity("days", Decimal(days)))
    return joined(
        words.month(month.first),
        None if whole else element("span", part, class_="condition"),
    )


def _rounded(hours: Decimal, words: Catalogue) -> str:
    return words.number(hours.quantize(CENT))
