"""What to ask on the telephone: what is open in the answers, and what the document leaves open."""

from collections.abc import Iterable, Iterator

from calculator.results.cards import View
from calculator.results.short_answer import DUE
from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from rules.results import Hours, ProgrammeForPerson

# Statuses of a criterion that somebody at the office can settle.
OPEN = ("to_confirm", "unknown")
# Certainties of costs of which one cannot say that they come back at all.
UNSETTLED = ("depends", "not_stated")


def asking(id: str, found: ProgrammeForPerson, view: View) -> Markup:
    """A list of questions to put to the office, the one that decides most first."""
    items = (element("li", question) for question in questions(id, found, view.words))
    return joined(
        view.heading(view.words.text("ask.title"), below=1),
        element("ul", *items, class_="ask"),
    )


def questions(id: str, found: ProgrammeForPerson, words: Catalogue) -> list[str]:
    """Each question once, as text."""
    return list(dict.fromkeys(_questions(id, found, words)))


def _questions(id: str, found: ProgrammeForPerson, words: Catalogue) -> Iterator[str]:
    if not found.open:
        yield words.text("ask.not_possible")
        return
    yield words.text(f"ask.{id}.offered")
    yield from _own(id, ("obligation", "refusal"), words)
    for criterion in found.criteria:
        if criterion.status in OPEN:
            yield words.text(f"ask.{criterion.status}.{criterion.id}")
    if found.allowance.exists and not found.allowance.stated:
        # Who is entitled asks how much, and no longer whether.
        sure = found.allowance.certainty in DUE
        yield words.text("ask.allowance_amount" if sure else "ask.allowance")
    yield from _about_costs(id, found, words)
    yield from _about_hours(found.hours, words)
    yield from _own(id, ("silent",), words)
    yield words.text("ask.other_aid")


def _own(id: str, subjects: Iterable[str], words: Catalogue) -> Iterator[str]:
    """A programme's own questions about what its document leaves open."""
    names = (f"ask.{id}.{subject}" for subject in subjects)
    return (words.text(name) for name in names if name in words)


def _about_costs(id: str, found: ProgrammeForPerson, words: Catalogue) -> Iterator[str]:
    """A cost of nothing leaves nothing to ask; one that is not known does."""
    costs = {one.cost: one for one in found.reimbursements if one.given is None or one.given > 0}
    named = [one for cost, one in costs.items() if cost != "other"]
    if any(one.certainty in UNSETTLED for one in named):
        yield words.text("ask.any_costs")
        return
    if len(named) > 1 and f"{id}.costs_note" in words:
        yield words.text("ask.both_costs")
    if any(one.maximum is None for one in named):
        yield words.text("ask.costs")
    # Where the document speaks of no other costs, only somebody who has some asks.
    other = costs.get("other")
    if other and (other.given or other.certainty != "not_stated"):
        yield words.text("ask.other_costs")


def _about_hours(hours: Hours, words: Catalogue) -> Iterator[str]:
    if hours.weekly_minimum and hours.weekly_minimum.low < hours.weekly_minimum.high:
        low, high = map(words.number, hours.weekly_minimum)
        yield words.text("ask.minimum", low=low, high=high)
    if hours.check == "above_maximum" and hours.weekly_maximum:
        most = words.quantity("hours", hours.weekly_maximum)
        yield words.text("ask.above_maximum", hours=most)
    if hours.monthly_average:
        average = words.quantity("hours", hours.monthly_average)
        yield words.text("ask.average", hours=average)
