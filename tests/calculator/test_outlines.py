"""What the calculators draw and answer, whole: elements, attributes, which message stands where.

Each outline is a file of `outlines/`, with the ids of messages in place of their words, so that
no change of wording touches it. After a change that is meant, write them anew by
`.venv/bin/python -m tests.calculator.test_outlines`, and read what git says has changed.
"""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag

from calculator.comparison import comparison
from calculator.form.form import form, own_questions
from calculator.frame import Assets, calculator
from calculator.handle_request import answer
from calculator.results.card_data import card_data
from calculator.results.cards import View
from calculator.results.comparison_rows import compared_programme
from calculator.results.others import others
from calculator.results.result import KINDS, card_of, none_chosen
from calculator.results.result_index import ResultIndex, result_index
from calculator.results.result_table import programme_table
from calculator.words.catalogue import Catalogue, catalogue
from calculator.words.html import Markup, joined
from rules import RULES_VERSION, VALUES_KNOWN_UNTIL
from rules.asked_hours import asked_hours
from rules.dated import Range
from rules.participant import participant
from rules.programme import NO_ALLOWANCE
from rules.results import Hours, ParticipantResult, Reimbursement, Total

OUTLINES = Path(__file__).with_name("outlines")
# A variable of the environment: whether to write them.
WRITE = "PASSERELLE_WRITE_OUTLINES"
DAY = date(2026, 5, 1)
PAGES = ("sources", "regions", "situations", "organizations", "comparison", "estimate")
LINKS = {page: f"../{page}/" for page in PAGES}
ASSETS = Assets(
    script="page.js",
    worker="worker.js",
    engine="engine/",
    engines='["lean"]',
    postal_areas="areas.json",
    towns="towns.json",
    page="whole/",
)
IN_OTHERS = ASSETS._replace(results="results/", embed="embed.js")
PHONES, CONTACTS = Markup("<p>PHONES</p>"), Markup("<p>CONTACTS</p>")

POSSIBLE = {
    "assistance": "social_assistance",
    "adult": "true",
    "work_outlook": "long_term",
    "weekly_hours": "12",
    "start_date": "2026-06-15",
    "monthly_costs.transport": "100",
    "monthly_costs.childcare": "40",
    "monthly_costs.other": "0",
}
TO_CONFIRM = {"assistance": "basic_income", "work_outlook": "ready", "weekly_hours": "21"}
NOT_POSSIBLE = {"assistance": "none", "adult": "false", "start_date": "2026-06-15"}
NO_DAY = {"start_date": ""}
WRONG = {"weekly_hours": "169", "start_date": "2026-02-30", "monthly_costs.other": "much"}
ORGANISATION = {
    "non_profit": "true",
    "places": "3",
    "interagir.experience": "false",
    **dict.fromkeys(
        (f"paas_action.{id}" for id in ("expertise", "regular_staff", "personal_goals")), "true"
    ),
}


CALENDAR = {"owner": "somebody", "sequence": 2, "call": "2026-05-04", "office": "Estrie, 1 866"}


def reply(fields: dict[str, str], kind: str = "participant", **more: object) -> dict[str, Any]:
    """What the worker answers."""
    asked = {
        "kind": kind,
        "language": "en",
        "today": DAY.isoformat(),
        "links": LINKS,
        "fields": fields,
        **more,
    }
    found: dict[str, Any] = json.loads(answer(json.dumps(asked)))
    return found


def result(fields: dict[str, str], kind: str = "participant") -> str:
    return str(reply(fields, kind)["html"])


def data(fields: dict[str, str], kind: str = "participant", **more: object) -> dict[str, Any]:
    """The answer without its HTML, and without what the contract says: other tests hold that."""
    found = reply(fields, kind, **more)
    return {key: value for key, value in found.items() if key not in ("html", "answer", "plan")}


def planned(fields: dict[str, str], **plan: str) -> dict[str, Any]:
    found: dict[str, Any] = reply(fields, plan=plan)["plan"]
    return found


def index() -> dict[str, Any]:
    """The index of many programmes, without what it says of each state."""
    tables = {
        id: programme_table("participant", id, "en", DAY)["periods"]
        for id in ("paas_action", "interagir")
    }
    found = result_index("en", tables, {id: f"{id}.json" for id in tables})
    return {key: value for key, value in found.items() if key != "periods"}


def chosen_index() -> ResultIndex:
    """The first period alone: a new value begins another."""
    periods = programme_table("organisation", "interagir", "en", DAY)["periods"][:1]
    return result_index("en", {"interagir": periods}, {"interagir": "1.json"}, chosen_first=True)


def less() -> ParticipantResult:
    """A programme of which one minimum of hours, and costs, are all that is said."""
    person = participant({"on": DAY.isoformat(), "weekly_hours": 12})
    cost = Range(Decimal(0), Decimal(40))
    found = person.programmes["interagir"]._replace(
        allowance=NO_ALLOWANCE,
        reimbursements=[Reimbursement("transport", "may_receive", cost, Decimal(40))],
        monthly_total=Total(Decimal(0), Decimal(40), None, False),
        hours=asked_hours(Decimal(12), low=Decimal(10))._replace(given=Decimal(12)),
        sources={"reimbursements": "interagir.participation"},
    )
    nothing = found._replace(
        reimbursements=[], monthly_total=Total(Decimal(0), Decimal(0), None, True), hours=Hours()
    )
    return person._replace(programmes={"interagir": found, "paas_action": nothing})


def cards_of_less() -> str:
    view = View(catalogue("en"), LINKS, prefix="less", level=2, kept={})
    return joined(*(card_of(id, less(), view) for id in less().programmes))


def data_of_less() -> dict[str, Any]:
    words = catalogue("en")
    return {
        id: [card_data(id, less(), words), compared_programme(id, less(), words)]
        for id in less().programmes
    }


# What gives the HTML, or the data, of each outline.
PARTS: dict[str, Callable[[], str | Mapping[str, Any]]] = {
    "calculator-participant.txt": partial(
        calculator, "participant", "en", LINKS, ASSETS, PHONES, DAY, CONTACTS
    ),
    "calculator-organisation-in-other-sites.txt": partial(
        calculator, "organisation", "en", LINKS, IN_OTHERS, PHONES, DAY, CONTACTS
    ),
    "comparison.txt": partial(comparison, "en", LINKS, ASSETS, PHONES, DAY, CONTACTS),
    "choosing.txt": lambda: form(
        KINDS["organisation"].questions(),
        catalogue("en"),
        ("paas_action", "interagir"),
        "../programs/",
    ),
    "own-questions.txt": lambda: own_questions(
        "interagir", KINDS["organisation"].questions(), catalogue("en")
    ),
    "others.txt": lambda: joined(
        others(
            {"a": "to_confirm", "paas_action": "not_possible", "interagir": "possible"},
            ["a"],
            View(catalogue("en"), LINKS),
        ),
    ),
    "none-chosen.txt": lambda: none_chosen(catalogue("en")),
    "result-possible.txt": partial(result, POSSIBLE),
    "result-to-confirm.txt": partial(result, TO_CONFIRM),
    "result-not-possible.txt": partial(result, NOT_POSSIBLE),
    "result-of-no-answer.txt": partial(result, {}),
    "result-organisation.txt": partial(result, ORGANISATION, "organisation"),
    "result-organisation-of-no-answer.txt": partial(result, {}, "organisation"),
    "plan.txt": lambda: str(planned(POSSIBLE, start="8", week="4", target="22")["html"]),
    "plan-without-a-day.txt": lambda: str(planned(NOT_POSSIBLE | NO_DAY, start="19")["html"]),
    "plan-of-nothing.json": partial(planned, {}),
    "plan-wrong.json": partial(planned, {}, week_1="x", week_2="4", week_4="-1"),
    "plan-of-limits.json": lambda: {
        hours: planned(POSSIBLE | NO_DAY, start=hours)["announcement"]
        for hours in ("9", "10", "15", "18.47", "20", "20.01")
    },
    "cards-of-less.txt": cards_of_less,
    "data-of-less.json": data_of_less,
    "data-possible.json": partial(data, POSSIBLE, plan={}, calendar=CALENDAR, rows=True),
    "data-to-confirm.json": partial(data, TO_CONFIRM, rows=True),
    "data-not-possible.json": partial(data, NOT_POSSIBLE, rows=True),
    "data-of-no-answer.json": partial(data, {}, plan={}, rows=True),
    "data-wrong.json": partial(data, WRONG),
    "data-organisation.json": partial(data, ORGANISATION, "organisation", calendar=CALENDAR),
    "data-organisation-of-no-answer.json": partial(data, {}, "organisation"),
    "index.json": index,
    "index-chosen-first.json": chosen_index,
}


def outlines() -> dict[str, str]:
    """Each of PARTS as it is now."""
    words = catalogue("en")
    # Numbers and days stay as they are; what scripts fill is its own id too.
    messages = {id: text if is_format(id) else f"<{id}>" for id, text in words.messages.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "messages", messages)
        patch.setattr(Catalogue, "text", id_and_values)
        return {name: outline(draw()) for name, draw in PARTS.items()}


def id_and_values(words: Catalogue, *ids: str, **values: str) -> str:
    """In place of `Catalogue.text`: the id of the message and all that could be put into it."""
    id = next(id for id in ids if id in words.messages)
    if is_format(id):
        return words.messages[id].format(**values)
    return " ".join((f"<{id}>", *(f"{name}={value}" for name, value in values.items())))


def is_format(id: str) -> bool:
    return id.startswith("format.")


def outline(drawn: str | Mapping[str, Any]) -> str:
    """HTML as an element a line, by their depth, with the text that it begins with."""
    if isinstance(drawn, str):
        # A parser reads all of them in small letters.
        marked = re.sub(r"<(/?)([A-Z])", r"<\1capital-\2", drawn)
        text = "\n".join(lines(BeautifulSoup(marked, "html.parser"), 0))
    else:
        text = json.dumps(drawn, indent=1, ensure_ascii=False)
    # What changes with a release.
    known = catalogue("en").day(VALUES_KNOWN_UNTIL)
    text = text.replace(RULES_VERSION, "VERSION").replace(VALUES_KNOWN_UNTIL.isoformat(), "KNOWN")
    return f"{text}\n".replace(known, "KNOWN")


def lines(within: Tag, depth: int) -> Iterator[str]:
    """What stands within an element; a text that it begins with is in its own line."""
    for number, child in enumerate(within.children):
        indent = "  " * depth
        if isinstance(child, Tag):
            yield f"{indent}{head(child)}"
            if not is_data(child):
                yield from lines(child, depth + 1)
        elif child.get_text().strip() and (number or not depth):
            yield f"{indent}| {child.get_text().strip()}"


def head(tag: Tag) -> str:
    """An element's name, its attributes, and a text that it begins with."""
    first = tag.contents[0] if tag.contents and not is_data(tag) else None
    return " ".join(
        (
            tag.name,
            *(f'{name}="{" ".join(tag.get_attribute_list(name))}"' for name in tag.attrs),
            *([f"| {first.strip()}"] if isinstance(first, NavigableString) else []),
        )
    )


def is_data(tag: Tag) -> bool:
    """The tables of results have tests of their own."""
    return tag.get("type") == "application/json"


@pytest.fixture(scope="module")
def found(forget: Callable[[], None]) -> Iterator[dict[str, str]]:
    # Tables are kept, with their words or with ids for words.
    forget()
    drawn = outlines()
    if os.environ.get(WRITE):
        for name, text in drawn.items():
            (OUTLINES / name).write_text(text, encoding="utf-8")
    yield drawn
    forget()


@pytest.mark.parametrize("name", PARTS)
def test_what_is_drawn_is_the_outline(name: str, found: dict[str, str]) -> None:
    expected = (OUTLINES / name).read_text(encoding="utf-8")
    assert found[name].splitlines() == expected.splitlines()


def test_each_outline_is_looked_at() -> None:
    assert {file.name for file in OUTLINES.iterdir()} == set(PARTS)


if __name__ == "__main__":
    # By pytest, so that there are only the programmes of the contract.
    os.environ[WRITE] = "yes"
    sys.exit(pytest.main(["-q", __file__]))
