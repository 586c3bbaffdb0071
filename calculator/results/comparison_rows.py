"""What a programme comes to for one of two situations that are compared, line by line.

The page's script sets the lines of both beside each other and marks what differs
(``browser/calculator/comparison.js``). What an unanswered question leaves open says so: it is
no difference, and never counts as nothing.
"""

from collections.abc import Iterator, Sequence
from typing import NotRequired, TypedDict

from calculator.results.cards import only_cost, strength
from calculator.results.participant_card import (
    check_text,
    condition,
    milestone_texts,
    participant_sentence,
)
from calculator.results.short_answer import short_lines
from calculator.words.catalogue import Catalogue
from rules.participant import has_milestones
from rules.results import ParticipantResult, ProgrammeForPerson, Reimbursement


class Part(TypedDict):
    """A text of a line; `known` is false where an unanswered question can still change it.

    `needs` names the typed answers that it is computed from.
    """

    text: str
    known: bool
    needs: NotRequired[list[str]]


class Row(TypedDict):
    """A line about one thing, with the same `about` and `label` in every situation.

    `idle`: it says nothing by itself, and is left out where it is so in both situations.
    """

    about: str
    label: str
    parts: list[Part]
    idle: bool


class ComparedProgramme(TypedDict):
    """The lines of a programme (`ComparedProgramme` of ``browser/types.d.ts``)."""

    programme: str
    name: str
    rows: list[Row]


# What closes a programme to a person, whatever else is answered.
CLOSED = ("not_possible", "not_in_force")
COSTS = "monthly_costs"


def compared_programme(id: str, result: ParticipantResult, words: Catalogue) -> ComparedProgramme:
    """The lines of the programme of an id."""
    rows = [_verdict(id, result.programmes[id], words), *_details(id, result, words)]
    return {"programme": id, "name": words.text(f"programme.{id}"), "rows": rows}


def _row(about: str, label: str, parts: Sequence[Part], idle: bool = False) -> Row:
    return {"about": about, "label": label, "parts": list(parts), "idle": idle}


def _part(text: str, known: bool, *needs: str) -> Part:
    part: Part = {"text": text, "known": known}
    return {**part, "needs": list(needs)} if needs else part


def _verdict(id: str, found: ProgrammeForPerson, words: Catalogue) -> Row:
    known = found.verdict != "unknown"
    if known:
        sentence = participant_sentence(id, found, words)
    else:
        listed = words.listed([words.text(f"reachable.{one}") for one in found.reachable])
        sentence = words.text("reachable.intro", list=listed)
    badge = _part(words.text(f"verdict_badge.{found.verdict}"), known)
    return _row("verdict", words.text("compare.row.verdict"), [badge, _part(sentence, known)])


def _details(id: str, result: ParticipantResult, words: Catalogue) -> Iterator[Row]:
    """All lines below the verdict; what can't be has the same word in each."""
    found = result.programmes[id]
    closed = None if found.open else _part(words.text(f"verdict_badge.{found.verdict}"), True)
    # What is said of those who can take part does not hold yet.
    settled = found.verdict != "unknown" or not set(CLOSED) & set(found.reachable)
    for row in (*_money(id, found, words), *_hours(found, words), *_dates(id, result, words)):
        if closed:
            row = {**row, "parts": [closed]}
        elif not settled:
            row = {**row, "parts": [{**part, "known": False} for part in row["parts"]]}
        yield row
    yield _asking(found, words)
    yield _missing(found, words)


def _money(id: str, found: ProgrammeForPerson, words: Catalogue) -> Iterator[Row]:
    if found.allowance.exists:
        yield _allowance(id, found, words)
    given = {one.cost: one for one in found.reimbursements}
    for cost in ("transport", "childcare", "other"):
        parts = list(_reimbursed(id, given[cost], words)) if cost in given else []
        yield _row(cost, words.text(f"money.{cost}"), parts)
    yield _total(found, words)


def _allowance(id: str, found: ProgrammeForPerson, words: Catalogue) -> Row:
    allowance = found.allowance
    known = allowance.certainty != "depends"
    if allowance.monthly:
        amount = words.money_range(*allowance.monthly)
        text = words.text("compare.monthly", amount=amount)
    else:
        text = words.text("money.not_stated")
    # Where the verdict is not possible there is nothing to say of how firmly it comes.
    parts = [_part(text, known)]
    if allowance.certainty != "none":
        said = strength(id, "allowance", allowance.certainty, allowance.stated, words)
        parts.append(_part(said, known))
    return _row("allowance", words.text("money.allowance"), parts)


def _reimbursed(id: str, one: Reimbursement, words: Catalogue) -> Iterator[Part]:
    known = one.certainty != "depends"
    key = f"{COSTS}.{one.cost}"
    if one.certainty == "not_stated":
        yield _part(words.text("money.not_stated"), True)
    elif one.monthly is None:
        yield _part(words.text("money.cost_unknown"), False)
    elif not one.monthly.high:
        yield _part(words.text("money.no_cost"), known, key)
    else:
        amount = words.money_range(*one.monthly)
        yield _part(words.text("compare.monthly", amount=amount), known, key)
    yield _part(condition(id, one, words), known)


def _total(found: ProgrammeForPerson, words: Catalogue) -> Row:
    """The sum with the costs that were given; whoever gave none has none to add up."""
    total = found.monthly_total
    counted = [one for one in found.reimbursements if one.certainty != "not_stated"]
    known = all(one.given is not None and one.certainty != "depends" for one in counted)
    needs = [f"{COSTS}.{one.cost}" for one in counted]
    label = words.text("money.total" if found.allowance.stated else "money.costs")
    if not counted and not found.allowance.stated:
        parts = [_part(words.text("money.not_stated"), True)]
    elif total.high_if_one is not None:
        one, both = (
            words.text("compare.monthly", amount=words.money_range(total.low, high))
            for high in (total.high_if_one, total.high)
        )
        only = words.text(f"money.if_{only_cost(found)}").rstrip(",")
        texts = (f"{one}, {only}", f"{both}, {words.text('money.if_both')}")
        parts = [_part(text, known, *needs) for text in texts]
    elif not total.high and not known:
        # Nothing is counted yet, which is not nothing.
        parts = [_part(words.text("money.cost_unknown"), False, *needs)]
    else:
        amount = words.money_range(total.low, total.high)
        parts = [_part(words.text("compare.monthly", amount=amount), known, *needs)]
    if any(one.given is None for one in counted) and total.high:
        parts.append(_part(words.text("money.plus_costs"), False, *needs))
    if found.allowance.stated and not total.complete:
        parts.append(_part(words.text("money.without_other"), True, f"{COSTS}.other"))
    idle = all(one.given is None for one in found.reimbursements)
    return _row("total", label, parts, idle)


def _hours(found: ProgrammeForPerson, words: Catalogue) -> Iterator[Row]:
    lines = [line.text for line in short_lines(found, words) if line.about == "hours"]
    asked = [_part(line, True) for line in lines]
    yield _row("hours", words.text("compare.row.hours"), asked)
    hours = found.hours
    given = hours.given is not None
    # Without the hours themselves, which stand among the answers.
    said = (
        check_text("compare.check", hours, words)
        if hours.check
        else words.text("compare.unanswered")
    )
    own = _part(said, given, "weekly_hours")
    yield _row("check", words.text("compare.row.check"), [own], idle=not given)


def _dates(id: str, result: ParticipantResult, words: Catalogue) -> Iterator[Row]:
    """The dates, where the programme has some."""
    found = result.programmes[id]
    if not has_milestones(id, result.on):
        return
    label = words.text("milestones.title")
    if result.start_date is None:
        unanswered = _part(words.text("compare.unanswered"), False, "start_date")
        yield _row("milestones", label, [unanswered], idle=True)
        return
    if not found.milestones:
        withheld = _part(words.text("milestones.withheld"), False, "start_date")
        yield _row("milestones", label, [withheld])
        return
    said = (
        words.text("compare.dated", date=day, text=text)
        for day, text in milestone_texts(found, words)
    )
    yield _row("milestones", label, [_part(text, True, "start_date") for text in said])


def _asking(found: ProgrammeForPerson, words: Catalogue) -> Row:
    """What somebody at the office has to confirm."""
    known = found.verdict != "unknown"
    asked = [one.id for one in found.criteria if one.status == "to_confirm"] if found.open else []
    parts = [_part(words.text(f"ask.to_confirm.{id}"), known) for id in asked]
    nothing = _part(words.text("compare.nothing_to_confirm"), known)
    return _row("ask", words.text("compare.row.ask"), parts or [nothing], idle=not asked)


def _missing(found: ProgrammeForPerson, words: Catalogue) -> Row:
    parts = [_part(words.text(f"question.{key}.label"), False) for key in found.missing]
    nothing = _part(words.text("compare.nothing_missing"), True)
    label = words.text("compare.row.missing")
    return _row("missing", label, parts or [nothing], idle=not found.missing)
