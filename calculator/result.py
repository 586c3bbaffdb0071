"""The result's HTML: the one renderer, for the page as built and for the browser alike.

It puts an answer of `rules.participant` into words and adds nothing to it.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from calculator.catalogue import Catalogue
from calculator.html import Markup, element, joined
from rules.dated import document
from rules.programme import programme

Answer = Mapping[str, Any]


class View(NamedTuple):
    """What a result needs beside the answer: the words, and where its links lead.

    `links` holds the addresses of the pages ``sources`` and ``regions`` as seen from the
    page that shows the result; `on` is the day of the answer; `weekly_hours` are the
    person's own hours, if given.
    """

    words: Catalogue
    links: Mapping[str, str]
    on: date
    weekly_hours: Decimal | None = None


def result(answer: Answer, view: View, dated: bool = True) -> Markup:
    """Every programme's card; `dated` adds the day and the version of the rules."""
    words = view.words
    cards = (_card(id, found, view) for id, found in answer["programmes"].items())
    return joined(
        element("p", words.text("result.estimate_only"), class_="estimate-only"),
        element("div", *cards, class_="cards"),
        _date_line(answer, view) if dated else None,
    )


def announcement(answer: Answer, words: Catalogue) -> str:
    """The result in one breath, for somebody who listens to the page."""
    return " ".join(
        _verdict(id, found["verdict"], words) for id, found in answer["programmes"].items()
    )


def _date_line(answer: Answer, view: View) -> Markup:
    day = view.words.day(view.on)
    text = view.words.text("result.dated", date=day, version=answer["rules_version"])
    return element("p", text, class_="result-date")


def _card(id: str, found: Answer, view: View) -> Markup:
    words = view.words
    verdict = found["verdict"]
    name = words.text(f"programme.{id}")
    return element(
        "section",
        element("h3", name, id=f"result-{id}"),
        element(
            "p",
            element("span", words.text(f"verdict_badge.{verdict}"), class_="badge"),
            " ",
            _verdict(id, verdict, words),
            class_="verdict",
        ),
        _optional_note(words, f"{id}.status", "status-note"),
        _open_questions(found, words) if verdict == "unknown" else None,
        _money(id, found, view) if verdict != "not_possible" else None,
        _hours(id, found, view) if verdict != "not_possible" else None,
        _milestones(id, found, view) if verdict != "not_possible" else None,
        _next(id, view),
        _why(id, found, view),
        class_="card",
        data_programme=id,
        data_verdict=verdict,
        aria_labelledby=f"result-{id}",
    )


def _verdict(id: str, verdict: str, words: Catalogue) -> str:
    """The programme's own sentence for a verdict where it has one."""
    name = words.text(f"programme.{id}")
    return words.text(f"{id}.{verdict}", f"verdict.{verdict}", programme=name)


def _open_questions(found: Answer, words: Catalogue) -> Markup:
    verdicts = [words.text(f"reachable.{verdict}") for verdict in found["reachable"]]
    questions = (words.text(f"question.{key}.label") for key in found["missing"])
    return joined(
        element("p", words.text("reachable.intro", list=words.listed(verdicts))),
        element("p", words.text("missing.intro")),
        element("ul", *(element("li", question) for question in questions), class_="missing"),
    )


def _money(id: str, found: Answer, view: View) -> Markup:
    words = view.words
    allowance = found["allowance"]
    rows = [
        _row(
            words.text("money.allowance"),
            words.text(f"allowance.{allowance['certainty']}"),
            _allowance_amount(allowance, words),
        ),
        *(
            _row(
                words.text(f"money.{reimbursement['cost']}"),
                words.text(f"reimbursement.{reimbursement['certainty']}"),
                _reimbursed_amount(reimbursement, words),
            )
            for reimbursement in found["reimbursements"]
        ),
    ]
    if _anything_known(found):
        rows.append(_total(found["monthly_total"], words))
    head = element(
        "tr",
        *(
            element("th", words.text(f"money.{column}"), scope="col")
            for column in ("what", "amount")
        ),
    )
    caption = element("caption", words.text("money.title"))
    body = element("tbody", *rows)
    return joined(
        element("table", caption, element("thead", head), body, class_="money"),
        _optional_note(words, f"{id}.costs_note", "note"),
        _source(programme(id).SOURCES["allowance"], view),
    )


def _row(what: str, condition: str, amount: Markup, class_: str | None = None) -> Markup:
    """What it is, with its condition beside it, and how much."""
    return element(
        "tr",
        element("th", what, element("span", condition, class_="condition"), scope="row"),
        element("td", amount),
        class_=class_,
    )


def _amount(text: str) -> Markup:
    return element("span", text, class_="amount")


def _allowance_amount(allowance: Answer, words: Catalogue) -> Markup:
    monthly = allowance["monthly"]
    if monthly is None:
        return _unknown_amount("not_stated", words)
    return _amount(words.money(Decimal(monthly["high"])))


def _reimbursed_amount(reimbursement: Answer, words: Catalogue) -> Markup:
    monthly = reimbursement["monthly"]
    if monthly is None:
        unstated = reimbursement["certainty"] == "not_stated"
        return _unknown_amount("not_stated" if unstated else "cost_unknown", words)
    high = Decimal(monthly["high"])
    amount = _amount(words.money(high))
    return joined(words.text("money.up_to"), " ", amount) if high else amount


def _unknown_amount(id: str, words: Catalogue) -> Markup:
    return element("span", words.text(f"money.{id}"), class_="no-amount")


def _anything_known(found: Answer) -> bool:
    """Whether any amount is known: a total of nothing known would read like zero dollars."""
    known = [found["allowance"]["monthly"], *(r["monthly"] for r in found["reimbursements"])]
    return any(monthly is not None for monthly in known)


def _total(total: Answer, words: Catalogue) -> Markup:
    amount = _amount(words.money_range(Decimal(total["low"]), Decimal(total["high"])))
    complete = "complete" if total["complete"] else "incomplete"
    return _row(words.text("money.total"), words.text(f"money.total_{complete}"), amount, "total")


def _hours(id: str, found: Answer, view: View) -> Markup:
    words = view.words
    hours = found["hours"]
    lines = []
    if hours["weekly_maximum"]:
        shown = words.quantity("hours", Decimal(hours["weekly_maximum"]))
        lines.append(words.text("hours_result.weekly_maximum", hours=shown))
    if hours["weekly_minimum"]:
        low, high = (Decimal(hours["weekly_minimum"][end]) for end in ("low", "high"))
        shown = words.quantity_range("hours", low, high)
        lines.append(words.text("hours_result.weekly_minimum", hours=shown))
    if hours["monthly_average"]:
        lines.append(_average(id, hours, view))
    check = hours["check"]
    if check and view.weekly_hours is not None:
        given = words.quantity("hours", view.weekly_hours)
        checked = element(
            "p", words.text(f"check.{check}", hours=given), class_="check", data_check=check
        )
    else:
        checked = None
    return joined(
        element("h4", words.text("hours_result.title")),
        element("ul", *(element("li", line) for line in lines), class_="hours"),
        checked,
        _optional_note(words, f"{id}.hours_note", "note"),
        _source(programme(id).SOURCES["hours"], view),
    )


def _average(id: str, hours: Answer, view: View) -> str:
    words = view.words
    due_after = document(id).parameters["average_due_after"]
    return words.text(
        "hours_result.monthly_average",
        hours=words.quantity("hours", Decimal(hours["monthly_average"])),
        weekly=words.quantity("hours", Decimal(hours["monthly_average_per_week"])),
        months=words.quantity("months", due_after.number(view.on)),
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
        element("h4", words.text("milestones.title")),
        element("ul", *items, class_="milestones"),
        _source(programme(id).SOURCES["milestones"], view),
    )


def _why(id: str, found: Answer, view: View) -> Markup:
    words = view.words
    items = (
        element(
            "li",
            element("span", words.text(f"why.{c['status']}"), class_="status"),
            " ",
            words.text(f"criterion.{c['id']}"),
            " ",
            _source(c["source"], view, "span"),
            data_criterion=c["id"],
            data_status=c["status"],
        )
        for c in found["criteria"]
    )
    return element(
        "details",
        element("summary", words.text("why.title")),
        element("ul", *items, class_="criteria"),
        _optional_note(words, f"{id}.place_note", "note"),
        class_="why",
    )


def _next(id: str, view: View) -> Markup:
    words = view.words
    return joined(
        element("h4", words.text("next.title")),
        element(
            "p", element("a", words.text("next.call"), href=view.links["regions"]), class_="next"
        ),
        element("p", words.text(f"{id}.call_hint", "next.call_hint")),
    )


def _source(source: str, view: View, tag: str = "p") -> Markup:
    """A link to where the site shows the section that something comes from."""
    words = view.words
    id, section = source.split(".")
    about = document(id)
    dated = words.month(about.dated) if about.dated else words.text("result.undated")
    link = element(
        "a",
        words.text("result.source", document=f"{words.text(f'programme.{id}')} ({dated})"),
        " ",
        # The document's own heading, in its own language.
        element("cite", words.text("format.quoted", text=about.sections[section]), lang="fr"),
        href=f"{view.links['sources']}#{id}-{section}",
    )
    return element(tag, link, class_="source")


def _optional_note(words: Catalogue, id: str, class_: str) -> Markup | None:
    return element("p", words.text(id), class_=class_) if id in words else None
