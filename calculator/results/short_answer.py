"""The answer in short: what a programme comes to for a person, in a few sentences.

The same sentences head a card of the calculator, the page of situations, the calculator
inside other sites and paper. They say what most people came for: whether they could take
part, how much a month, how many hours a week.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from calculator.results.cards import only_cost, question_link
from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from rules.results import Hours, ProgrammeForPerson

# Certainties by which an amount comes for sure to whoever takes part.
DUE = ("entitled", "receives")


class Line(NamedTuple):
    """A sentence of the answer in short; `figure` is the part of `text` to be written large."""

    about: Literal["money", "costs", "hours"]
    text: str
    figure: str


def short_lines(found: ProgrammeForPerson, words: Catalogue) -> tuple[Line, ...]:
    """Money, costs and hours, as far as something can be said; nothing where the person
    can't take part."""
    if not found.open:
        return ()
    return (*_money(found, words), *_costs(found, words), *_hours(found.hours, words))


def short_answer(found: ProgrammeForPerson, words: Catalogue) -> Markup | None:
    """The lines as HTML, below the question on which the verdict depends first."""
    asked = first_question(found.missing, words) if found.verdict == "unknown" else None
    return joined(asked, short_list(short_lines(found, words)))


def short_list(lines: Sequence[Line]) -> Markup | None:
    """Lines as a list, None where there is none."""
    items = [element("li", *_enlarged(line), data_about=line.about) for line in lines]
    return element("ul", *items, class_="short-answer") if items else None


def _enlarged(line: Line) -> Iterator[str]:
    before, figure, after = line.text.partition(line.figure)
    yield from (before, element("strong", figure) if figure else "", after)


def _money(found: ProgrammeForPerson, words: Catalogue) -> Iterator[Line]:
    allowance = found.allowance
    if not allowance.exists:
        return
    if not allowance.monthly:
        figure = words.text("short.money.unstated")
        yield Line("money", words.text(f"short.money.{allowance.certainty}", amount=figure), figure)
    elif allowance.certainty in DUE:
        figure = words.text("compare.monthly", amount=words.money_range(*allowance.monthly))
        yield Line("money", words.text(f"short.money.{allowance.certainty}", amount=figure), figure)
    elif allowance.monthly.high:
        figure = words.money(allowance.monthly.high)
        yield Line("money", words.text("short.money.up_to", amount=figure), figure)


def _costs(found: ProgrammeForPerson, words: Catalogue) -> Iterator[Line]:
    """What could come back of the costs that the person gave, with the allowance where its
    amount is known."""
    known = [each for each in found.reimbursements if each.monthly and each.monthly.high]
    if not known:
        return
    total = found.monthly_total
    figure = words.money(total.high)
    if not found.allowance.monthly:
        yield Line("costs", words.text("short.costs.alone", amount=figure), figure)
    elif total.high_if_one is not None:
        one = words.money(total.high_if_one)
        message = f"short.costs.{only_cost(found)}_or_both"
        yield Line("costs", words.text(message, one=one, amount=figure), one)
    else:
        yield Line("costs", words.text("short.costs.with_allowance", amount=figure), figure)


def _hours(hours: Hours, words: Catalogue) -> Iterator[Line]:
    if hours.weekly_minimum:
        figure = words.quantity_range("hours", *hours.weekly_minimum)
        if hours.monthly_average:
            average = words.quantity("hours", hours.monthly_average)
            text = words.text("short.hours.minimum", hours=figure, average=average)
        else:
            text = words.text("short.hours.minimum_only", hours=figure)
        yield Line("hours", text, figure)
    if hours.weekly_maximum:
        figure = words.quantity("hours", hours.weekly_maximum)
        yield Line("hours", words.text("short.hours.maximum", hours=figure), figure)


def first_question(missing: Sequence[str], words: Catalogue) -> Markup:
    """The first of the unanswered questions that can change the verdict, as a link to it."""
    link = question_link(missing[0], words)
    return element("p", words.text("short.depends"), " ", link, class_="depends")
