"""What a programme says of a person, as HTML. Nothing is added to the rules' answer."""

from collections.abc import Iterator
from decimal import Decimal

from calculator.results.asking import asking
from calculator.results.cards import (
    View,
    amount,
    card,
    criteria_list,
    money_range,
    money_row,
    money_table,
    next_step,
    no_amount,
    note,
    only_cost,
    open_questions,
    place_note,
    source_of,
    strength,
)
from calculator.results.short_answer import DUE, short_answer
from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from rules.dated import Range
from rules.questions import PARTICIPANT
from rules.results import AllowanceCertainty, Hours, ProgrammeForPerson, Reimbursement

# What changes no verdict, and still the hours, the dates or the money.
FURTHER = tuple(q.key for q in PARTICIPANT if not q.values and q.key != "on")


def participant_card(
    id: str, found: ProgrammeForPerson, assistance: str | None, view: View
) -> Markup:
    """One programme's card; what is not possible shows no money, and still whom to call."""
    verdict = found.verdict
    shown = found.open
    return card(
        id,
        verdict,
        participant_sentence(id, found, view.words),
        view,
        short_answer(found, view.words),
        _open(found, view.words) if verdict == "unknown" else None,
        _money(id, found, view) if shown else None,
        _hours(id, found, view) if shown else None,
        _milestones(id, found, view) if shown else None,
        asking(id, found, view),
        view.once(("next", id), lambda: next_step(id, view)),
        _why(id, found, assistance, view) if found.criteria else None,
    )


def participant_sentence(id: str, found: ProgrammeForPerson, words: Catalogue) -> str:
    """The programme's own sentence for a verdict where it has one."""
    name = words.text(f"programme.{id}")
    begins = words.day(found.in_force_from) if found.in_force_from else ""
    ids = (f"{id}.{found.verdict}", f"verdict.{found.verdict}")
    return words.text(*ids, programme=name, date=begins)


def _open(found: ProgrammeForPerson, words: Catalogue) -> Markup:
    verdicts = [words.text(f"reachable.{verdict}") for verdict in found.reachable]
    either = words.text("reachable.intro", list=words.listed(verdicts))
    return joined(
        element("p", either, class_="open"),
        open_questions(found.missing, words),
    )


def _money(id: str, found: ProgrammeForPerson, view: View) -> Markup | None:
    words = view.words
    if not found.allowance.exists and not found.reimbursements:
        return None
    return joined(
        money_table(words.text("money.title"), _money_rows(id, found, words), words),
        note(f"{id}.costs_note", words),
        source_of("allowance" if found.allowance.exists else "reimbursements", found, view),
    )


def _money_rows(id: str, found: ProgrammeForPerson, words: Catalogue) -> Iterator[Markup]:
    allowance = found.allowance
    if allowance.exists:
        yield money_row(
            words.text("money.allowance"),
            strength(id, "allowance", allowance.certainty, allowance.stated, words),
            _allowed(allowance.monthly, allowance.certainty, words)
            if allowance.monthly
            else no_amount("not_stated", words),
        )
    for reimbursement in found.reimbursements:
        yield money_row(
            words.text(f"money.{reimbursement.cost}"),
            condition(id, reimbursement, words),
            _reimbursed(reimbursement, words),
            "cost",
        )
    if found.monthly_total.high > 0:
        stated = found.allowance.stated
        yield _total_row(id, found, words) if stated else _costs_row(found, words)


def _allowed(monthly: Range, certainty: AllowanceCertainty, words: Catalogue) -> Markup:
    """An allowance: the most that somebody may receive, or all of what is due to them."""
    return money_range(monthly, words) if certainty in DUE else amount(words.money(monthly.high))


def condition(id: str, reimbursement: Reimbursement, words: Catalogue) -> str:
    """What a reimbursement depends on, and the most that it can be where that is stated; in the
    programme's own words where it has some."""
    named = f"_{reimbursement.certainty}"
    if reimbursement.maximum is None:
        return words.text(f"{id}.reimbursement{named}", f"reimbursement.{named[1:]}")
    most = words.money(reimbursement.maximum)
    named += "_up_to"
    return words.text(f"{id}.reimbursement{named}", f"reimbursement.{named[1:]}", amount=most)


def _total_row(id: str, found: ProgrammeForPerson, words: Catalogue) -> Markup:
    total = found.monthly_total
    if total.high_if_one is None:
        shown = money_range(Range(total.low, total.high), words)
    else:
        one = words.text(f"money.if_{only_cost(found)}")
        shown = joined(
            *(_up_to(total.high_if_one, words), " ", one, " "),
            *(_up_to(total.high, words), " ", words.text("money.if_both")),
        )
    stated = [each for each in found.reimbursements if each.certainty != "not_stated"]
    without = [each.given is None for each in stated]
    label = "money.total_without_costs" if without and all(without) else "money.total"
    conditions = [
        # Only where the programme's document says so.
        *([on_top] if (on_top := f"{id}.on_top") in words else []),
        *(["money.with_allowance"] if total.high_if_one is not None else []),
        *(["money.plus_costs"] if any(without) else []),
        *([] if total.complete else ["money.without_other"]),
    ]
    return money_row(
        words.text(label), " ".join(words.text(each) for each in conditions), shown, "total"
    )


def _costs_row(found: ProgrammeForPerson, words: Catalogue) -> Markup:
    """The costs alone: without an amount for the allowance there is no total."""
    if not found.allowance.exists:
        condition = ""
    elif any(one.certainty == "depends" for one in found.reimbursements):
        condition = words.text("reimbursement.depends")
    else:
        condition = words.text("money.without_unstated")
    return money_row(
        words.text("money.costs"),
        condition,
        _up_to(found.monthly_total.high, words),
        "total",
    )


def _up_to(high: Decimal, words: Catalogue) -> Markup:
    return joined(words.text("money.up_to"), " ", amount(words.money(high)))


def _reimbursed(reimbursement: Reimbursement, words: Catalogue) -> Markup:
    monthly = reimbursement.monthly
    if monthly is None:
        unstated = reimbursement.certainty == "not_stated"
        return no_amount("not_stated" if unstated else "cost_unknown", words)
    if not monthly.high:
        return no_amount("no_cost", words)
    return _up_to(monthly.high, words)


def _hours(id: str, found: ProgrammeForPerson, view: View) -> Markup | None:
    words = view.words
    hours = found.hours
    lines = [element("li", line) for line in _hours_lines(hours, words)]
    own = note(f"{id}.hours_note", words)
    if not lines and not own:
        return None
    check = None
    if hours.check and hours.given is not None:
        text = check_text("check", hours, words, hours=words.quantity("hours", hours.given))
        check = element("p", text, class_="check", data_check=hours.check)
    return joined(
        view.heading(words.text("hours_result.title"), below=1),
        element("ul", *lines, class_="hours") if lines else None,
        check,
        own,
        source_of("hours", found, view),
    )


def check_text(group: str, asked: Hours, words: Catalogue, **values: str) -> str:
    """How the person's hours stand to those stated, in the words of a group of messages."""
    # What is enough is said of the maximum where there is one, else of the minimum.
    enough = asked.check == "within" and asked.weekly_maximum is None
    return words.text(
        f"{group}.{'enough' if enough else asked.check}",
        maximum=words.quantity("hours", asked.weekly_maximum or 0),
        minimum=words.quantity("hours", asked.weekly_minimum.low if asked.weekly_minimum else 0),
        **values,
    )


def _hours_lines(hours: Hours, words: Catalogue) -> Iterator[str]:
    if hours.weekly_minimum:
        shown = words.quantity_range("hours", *hours.weekly_minimum)
        yield words.text("hours_result.weekly_minimum", hours=shown)
    average, weekly = hours.monthly_average, hours.monthly_average_per_week
    if average and weekly and hours.average_due_after:
        yield words.text(
            "hours_result.monthly_average",
            hours=words.quantity("hours", average),
            weekly=words.about_hours(weekly),
            months=words.quantity("months", hours.average_due_after),
        )
    if hours.weekly_maximum:
        shown = words.quantity("hours", hours.weekly_maximum)
        yield words.text("hours_result.weekly_maximum", hours=shown)


def _milestones(id: str, found: ProgrammeForPerson, view: View) -> Markup | None:
    words = view.words
    if id in view.withheld:
        return joined(
            view.heading(words.text("milestones.title"), below=1),
            element("p", words.text("milestones.withheld"), class_="doubt"),
        )
    if not found.milestones:
        return None
    items = (
        element("li", element("time", day, datetime=one.on.isoformat()), " ", text)
        for one, (day, text) in zip(found.milestones, milestone_texts(found, words), strict=True)
    )
    return joined(
        view.heading(words.text("milestones.title"), below=1),
        element("ul", *items, class_="milestones"),
        source_of("milestones", found, view),
    )


def milestone_texts(found: ProgrammeForPerson, words: Catalogue) -> Iterator[tuple[str, str]]:
    """Each date in words, and what is due then."""
    average, weekly = found.hours.monthly_average, found.hours.monthly_average_per_week
    values = {
        "hours": words.quantity("hours", average) if average else "",
        "weekly": words.about_hours(weekly) if weekly else "",
        "every": words.quantity("months", found.hours.reevaluation_every or 0),
    }
    for id, on in found.milestones:
        yield words.day(on), words.text(f"milestones.{id}", **values)


def _why(id: str, found: ProgrammeForPerson, assistance: str | None, view: View) -> Markup:
    words = view.words
    names = {c.id: words.text(f"criterion.{c.id}") for c in found.criteria}
    # Who can't take part has no use for what is said of places.
    notes = ("talk_note", place_note(id, assistance, words)) if found.open else ("no_place_note",)
    remarks = joined(*(note(f"{id}.{each}", words) for each in notes))
    return criteria_list(found.criteria, names, view, remarks)
