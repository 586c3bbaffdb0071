"""A plan of hours in words: where it falls short of a programme, and week by week."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from calculator.words.catalogue import CENT, Catalogue
from calculator.words.html import Markup, element
from rules.plan import Limits, PlanResult, Standing, Week
from rules.results import ParticipantResult, ProgrammeForPerson


def sentences(plan: PlanResult, person: ParticipantResult, words: Catalogue) -> Iterator[str]:
    """How the plan stands to each programme that is open to the person."""
    for id, stands in plan.standings.items():
        yield from _of_programme(id, stands, plan.monthly_average, person.programmes[id], words)


def _of_programme(
    id: str,
    stands: Standing,
    monthly_average: Decimal,
    found: ProgrammeForPerson,
    words: Catalogue,
) -> Iterator[str]:
    hours = found.hours

    def shown(number: Decimal) -> str:
        return words.quantity("hours", number.quantize(CENT))

    def say(message: str, **values: str) -> str:
        name = words.text(f"programme.{id}")
        return words.text(f"plan.said.{message}", programme=name, **values)

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
            lacking = words.about_hours(stands.average_lacks)
            yield say("average_lacks", hours=average, lacking=lacking)
        elif stands.average_from is not None:
            yield say("average_from", hours=average, week=words.number(stands.average_from))
        if due := _due(found, words):
            yield say("average_due", hours=average, due=due)
        yield say("average_of_all", hours=shown(monthly_average))
    if hours.weekly_maximum is not None:
        over = stands.above_maximum
        maximum = shown(hours.weekly_maximum)
        if over:
            yield say("above_maximum", hours=maximum, weeks=weeks_named(over, words))
        else:
            yield say("within_maximum", hours=maximum)


def _due(found: ProgrammeForPerson, words: Catalogue) -> str | None:
    """When the average is due: its day where that is known, else how long after the start."""
    for milestone in found.milestones:
        if milestone.id == "monthly_average_due":
            return words.text("plan.due_on", date=words.day(milestone.on))
    after = found.hours.average_due_after
    if after is None:
        return None
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


def weeks_table(plan: PlanResult, words: Catalogue) -> Markup:
    """The chart's equal: each week with its first day, its hours, and what is to be said."""
    columns = ("week", "hours", "remark")
    head = (element("th", words.text(f"plan.columns.{column}"), scope="col") for column in columns)
    rows = (
        element(
            "tr",
            element("th", words.number(week.number), _from(week, words), scope="row"),
            element("td", words.number(week.hours)),
            element("td", _remark(week, plan.limits, words)),
        )
        for week in plan.weeks
    )
    return element(
        "table",
        element("caption", words.text("plan.columns.caption")),
        element("thead", element("tr", *head)),
        element("tbody", *rows),
        class_="values",
    )


def _from(week: Week, words: Catalogue) -> Markup | None:
    """The first day of a week, where it is known."""
    if week.first is None:
        return None
    text = words.text("plan.columns.from", date=words.day(week.first))
    return element("span", text, class_="condition")


def _remark(week: Week, limits: Limits, words: Catalogue) -> str:
    remarks = []
    if week.above_maximum and limits.maximum is not None:
        over = words.quantity("hours", limits.maximum)
        remarks.append(words.text("plan.remark.over", hours=over))
    if week.minimum == "under" and limits.minimum is not None:
        low = words.quantity("hours", limits.minimum.low)
        remarks.append(words.text("plan.remark.under", hours=low))
    elif week.minimum == "perhaps" and limits.minimum is not None:
        between = words.quantity_range("hours", *limits.minimum)
        remarks.append(words.text("plan.remark.perhaps", hours=between))
    if week.at_average:
        remarks.append(words.text("plan.remark.average"))
    return ". ".join(remarks)
