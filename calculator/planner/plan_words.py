"""A plan of hours in words: where it falls short of a programme, and week by week."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from calculator.planner.plan_chart import Marks
from calculator.results.cards import Answer, View
from calculator.words.catalogue import CENT, Catalogue
from calculator.words.html import Markup, element
from rules.dated import Range, document
from rules.plan import DAYS_A_WEEK, Plan, Standing, monthly_average, standing
from rules.programme import Hours


def sentences(plan: Plan, answered: Answer, view: View) -> Iterator[str]:
    """How the plan stands to each programme that is open to the person."""
    for id, found in answered["programmes"].items():
        if found["verdict"] != "not_possible":
            hours = stated_hours(found["hours"])
            yield from _of_programme(id, hours, standing(plan, hours), plan, found, view)


def stated_hours(hours: Answer) -> Hours:
    """What an answer says of a programme's hours, as numbers again."""
    minimum = hours["weekly_minimum"]
    maximum, average = hours["weekly_maximum"], hours["monthly_average"]
    ends = (Decimal(minimum["low"]), Decimal(minimum["high"])) if minimum else None
    return Hours(
        weekly_minimum=Range(*ends) if ends else None,
        weekly_maximum=Decimal(maximum) if maximum else None,
        monthly_average=Decimal(average) if average else None,
    )


def _of_programme(
    id: str, hours: Hours, stands: Standing, plan: Plan, found: Answer, view: View
) -> Iterator[str]:
    words = view.words

    def shown(number: Decimal) -> str:
        return words.quantity("hours", number.quantize(CENT))

    def say(message: str, **values: str) -> str:
        name = words.text(f"programme.{id}")
        return words.text(f"plan.said.{message}", programme=name, **values)

    if hours.weekly_maximum is not None:
        over = stands.above_maximum
        maximum = shown(hours.weekly_maximum)
        if over:
            yield say("above_maximum", hours=maximum, weeks=weeks_named(over, words))
        else:
            yield say("within_maximum", hours=maximum)
    if hours.weekly_minimum is not None:
        low, high = map(shown, hours.weekly_minimum)
        if stands.below_minimum:
            yield say("below_minimum", hours=low, weeks=weeks_named(stands.below_minimum, words))
        if stands.perhaps_below:
            weeks = weeks_named(stands.perhaps_below, words)
            yield say("perhaps_below", low=low, high=high, weeks=weeks)
        if not stands.below_minimum and not stands.perhaps_below:
            yield say("meets_minimum", hours=high)
    if hours.monthly_average is not None:
        average = shown(hours.monthly_average)
        if stands.average_lacks is not None:
            yield say("average_lacks", hours=average, lacking=shown(stands.average_lacks))
        elif stands.average_from is not None:
            yield say("average_from", hours=average, week=words.number(stands.average_from))
        yield say("average_due", hours=average, due=_due(id, found, view))
        yield say("average_of_all", hours=shown(monthly_average(plan)))


def _due(id: str, found: Answer, view: View) -> str:
    """When the average is due: its day where that is known, else how long after the start."""
    words = view.words
    for milestone in found["milestones"]:
        if milestone["id"] == "monthly_average_due":
            return words.text("plan.due_on", date=words.day(date.fromisoformat(milestone["on"])))
    after = document(id).parameters["average_due_after"].number(view.on)
    return words.text("plan.due_after", months=words.quantity("months", after))


def weeks_named(numbers: Sequence[int], words: Catalogue) -> str:
    """``semaines 1, 3 et 5 à 9``: weeks in a row are told by their ends."""
    ends = [number for number, after in pairwise(numbers) if after != number + 1] + [numbers[-1]]
    begins = [numbers[0]] + [after for number, after in pairwise(numbers) if after != number + 1]
    listed = words.listed(
        [_run(begin, end, words) for begin, end in zip(begins, ends, strict=True)],
        every=True,
    )
    return words.text(f"plan.weeks.{'one' if len(numbers) == 1 else 'other'}", list=listed)


def _run(begin: int, end: int, words: Catalogue) -> str:
    low, high = words.number(begin), words.number(end)
    return low if begin == end else words.text("format.range", low=low, high=high)


def weeks_table(plan: Plan, marks: Marks, start: date | None, words: Catalogue) -> Markup:
    """The chart's equal: each week with its first day, its hours, and what is to be said."""
    columns = ("week", "hours", "remark")
    head = (element("th", words.text(f"plan.columns.{column}"), scope="col") for column in columns)
    rows = (
        element(
            "tr",
            element("th", words.number(number + 1), _from(number, start, words), scope="row"),
            element("td", words.number(hours)),
            element("td", _remark(hours, marks, words)),
        )
        for number, hours in enumerate(plan)
    )
    return element(
        "table",
        element("caption", words.text("plan.columns.caption")),
        element("thead", element("tr", *head)),
        element("tbody", *rows),
        class_="values",
    )


def _from(number: int, start: date | None, words: Catalogue) -> Markup | None:
    """The first day of a week, where it is known."""
    if start is None:
        return None
    day = words.day(start + timedelta(number * DAYS_A_WEEK))
    return element("span", words.text("plan.columns.from", date=day), class_="condition")


def _remark(hours: Decimal, marks: Marks, words: Catalogue) -> str:
    remarks = []
    if marks.maximum is not None and hours > marks.maximum:
        over = words.quantity("hours", marks.maximum)
        remarks.append(words.text("plan.remark.over", hours=over))
    if marks.minimum and hours < marks.minimum.low:
        low = words.quantity("hours", marks.minimum.low)
        remarks.append(words.text("plan.remark.under", hours=low))
    elif marks.minimum and hours < marks.minimum.high:
        between = words.quantity_range("hours", *marks.minimum)
        remarks.append(words.text("plan.remark.perhaps", hours=between))
    if marks.average is not None and hours >= marks.average:
        remarks.append(words.text("plan.remark.average"))
    return ". ".join(remarks)
