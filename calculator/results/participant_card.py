"""What a programme says of a person, as HTML. Nothing is added to the rules' answer."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from calculator.results.asking import asking
from calculator.results.cards import (
    Answer,
    Facts,
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
    open_questions,
    source,
)
from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from rules.dated import document
from rules.programme import programme
from rules.questions import PARTICIPANT

# What changes no verdict, and still the hours, the dates or the money.
FURTHER = tuple(q.key for q in PARTICIPANT if not q.values and q.key != "on")


def participant_card(id: str, found: Answer, view: View) -> Markup:
    """One programme's card; what is not possible shows no money, and still whom to call."""
    verdict = found["verdict"]
    shown = verdict != "not_possible"
    return card(
        id,
        verdict,
        verdict_sentence(id, verdict, view.words),
        view,
        _open(found, view.words) if verdict == "unknown" else None,
        _money(id, found, view) if shown else None,
        _hours(id, found["hours"], view) if shown else None,
        _milestones(id, found, view) if shown else None,
        next_step(id, view),
        asking(id, found, view),
        _why(id, found, view),
    )


def participant_facts(found: Answer) -> Facts:
    """What scripts need of one programme's result."""
    shown = found["verdict"] != "not_possible"
    return Facts(FURTHER if shown else (), _known_total(found))


def verdict_sentence(id: str, verdict: str, words: Catalogue) -> str:
    """The programme's own sentence for a verdict where it has one."""
    name = words.text(f"programme.{id}")
    return words.text(f"{id}.{verdict}", f"verdict.{verdict}", programme=name)


def _open(found: Answer, words: Catalogue) -> Markup:
    verdicts = [words.text(f"reachable.{verdict}") for verdict in found["reachable"]]
    either = words.text("reachable.intro", list=words.listed(verdicts))
    return joined(
        element("p", either, class_="open"),
        open_questions(found["missing"], words),
    )


def _money(id: str, found: Answer, view: View) -> Markup:
    words = view.words
    return joined(
        money_table(words.text("money.title"), _money_rows(found, words), words),
        note(f"{id}.costs_note", words),
        source(programme(id).SOURCES["allowance"], view),
    )


def _money_rows(found: Answer, words: Catalogue) -> Iterator[Markup]:
    allowance = found["allowance"]
    monthly = allowance["monthly"]
    yield money_row(
        words.text("money.allowance"),
        words.text(f"allowance.{allowance['certainty']}"),
        amount(words.money(Decimal(monthly["high"])))
        if monthly
        else no_amount("not_stated", words),
    )
    for reimbursement in found["reimbursements"]:
        yield money_row(
            words.text(f"money.{reimbursement['cost']}"),
            words.text(f"reimbursement.{reimbursement['certainty']}"),
            _reimbursed(reimbursement, words),
            "cost",
        )
    if _known_total(found):
        total = found["monthly_total"]
        complete = "complete" if total["complete"] else "incomplete"
        yield money_row(
            words.text("money.total"),
            words.text(f"money.total_{complete}"),
            money_range(total, words),
            "total",
        )


def _known_total(found: Answer) -> tuple[str, str] | None:
    """Low and high; None where nothing is known, or nothing comes: that would read like an
    amount of zero dollars which somebody has promised."""
    ranges = (found["allowance"], *found["reimbursements"])
    total = found["monthly_total"]
    known = any(each["monthly"] for each in ranges) and Decimal(total["high"]) > 0
    return (total["low"], total["high"]) if known else None


def _reimbursed(reimbursement: Answer, words: Catalogue) -> Markup:
    monthly = reimbursement["monthly"]
    if monthly is None:
        unstated = reimbursement["certainty"] == "not_stated"
        return no_amount("not_stated" if unstated else "cost_unknown", words)
    high = Decimal(monthly["high"])
    if not high:
        return no_amount("no_cost", words)
    return joined(words.text("money.up_to"), " ", amount(words.money(high)))


def _hours(id: str, hours: Answer, view: View) -> Markup:
    words = view.words
    lines = (element("li", line) for line in _hours_lines(id, hours, view))
    given = view.numbers.get("weekly_hours")
    check = None
    if hours["check"] and given is not None:
        text = words.text(f"check.{hours['check']}", hours=words.quantity("hours", given))
        check = element("p", text, class_="check", data_check=hours["check"])
    return joined(
        view.heading(words.text("hours_result.title"), below=1),
        element("ul", *lines, class_="hours"),
        check,
        note(f"{id}.hours_note", words),
        source(programme(id).SOURCES["hours"], view),
    )


def _hours_lines(id: str, hours: Answer, view: View) -> Iterator[str]:
    words = view.words
    maximum, minimum, average = (
        hours[key] for key in ("weekly_maximum", "weekly_minimum", "monthly_average")
    )
    if maximum:
        shown = words.quantity("hours", Decimal(maximum))
        yield words.text("hours_result.weekly_maximum", hours=shown)
    if minimum:
        low, high = Decimal(minimum["low"]), Decimal(minimum["high"])
        shown = words.quantity_range("hours", low, high)
        yield words.text("hours_result.weekly_minimum", hours=shown)
    if average:
        due_after = document(id).parameters["average_due_after"].number(view.on)
        yield words.text(
            "hours_result.monthly_average",
            hours=words.quantity("hours", Decimal(average)),
            weekly=words.quantity("hours", Decimal(hours["monthly_average_per_week"])),
            months=words.quantity("months", due_after),
        )


def _milestones(id: str, found: Answer, view: View) -> Markup | None:
    words = view.words
    if not found["milestones"]:
        return None
    items = (
        element(
            "li",
            element("time", words.day(date.fromisoformat(m["on"])), datetime=m["on"]),
            " ",
            words.text(f"milestones.{m['id']}"),
        )
        for m in found["milestones"]
    )
    return joined(
        view.heading(words.text("milestones.title"), below=1),
        element("ul", *items, class_="milestones"),
        source(programme(id).SOURCES["milestones"], view),
    )


def _why(id: str, found: Answer, view: View) -> Markup:
    words = view.words
    names = {c["id"]: words.text(f"criterion.{c['id']}") for c in found["criteria"]}
    remark = note(f"{id}.place_note", words)
    return criteria_list(words.text("why.title"), found["criteria"], names, view, remark)
