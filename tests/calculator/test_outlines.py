"""The markup of every part of the calculators, whole: elements, attributes and which message
stands where.

Each outline is a file of `outlines/`, with the ids of messages in place of their words, so that
no change of wording touches it. After a change of the markup that is meant, write them anew by
`python -m tests.calculator.test_outlines`, and read what git says has changed.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from string import Formatter

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag

from calculator.comparison import comparison
from calculator.form.form import own_questions
from calculator.frame import Assets, calculator
from calculator.handle_request import answer
from calculator.results.result import KINDS
from calculator.words.catalogue import catalogue
from calculator.words.html import Markup
from rules import RULES_VERSION, VALUES_KNOWN_UNTIL

OUTLINES = Path(__file__).with_name("outlines")
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

PERSON = {
    "assistance": "social_assistance",
    "adult": "true",
    "work_outlook": "long_term",
    "weekly_hours": "12",
    "start_date": "2026-06-15",
    "monthly_costs.transport": "100",
    "monthly_costs.childcare": "40",
    "monthly_costs.other": "0",
}
ORGANISATION = {
    "non_profit": "true",
    "places": "3",
    "interagir.experience": "false",
    **dict.fromkeys(
        (f"paas_action.{id}" for id in ("expertise", "regular_staff", "personal_goals")), "true"
    ),
}


def reply(part: str, fields: dict[str, str], kind: str = "participant", **more: object) -> str:
    """One part of what the worker answers: of its HTML."""
    asked = {
        "kind": kind,
        "language": "en",
        "today": DAY.isoformat(),
        "links": LINKS,
        "fields": fields,
        **more,
    }
    found = json.loads(answer(json.dumps(asked)))
    return str(found["plan"]["html"] if part == "plan" else found[part])


# Each outline by its name, and what gives the HTML.
PARTS: dict[str, Callable[[], str]] = {
    "calculator-participant": partial(
        calculator, "participant", "en", LINKS, ASSETS, PHONES, DAY, CONTACTS
    ),
    "calculator-organisation-in-other-sites": partial(
        calculator, "organisation", "en", LINKS, IN_OTHERS, PHONES, DAY, CONTACTS
    ),
    "comparison": partial(comparison, "en", LINKS, ASSETS, PHONES, DAY, CONTACTS),
    "own-questions": lambda: own_questions(
        "interagir", KINDS["organisation"].questions(), catalogue("en")
    ),
    "result-possible": partial(reply, "html", PERSON),
    "result-of-another-assistance": partial(
        reply,
        "html",
        {"assistance": "basic_income", "work_outlook": "ready", "weekly_hours": "21"},
    ),
    "result-not-possible": partial(reply, "html", {"assistance": "none", "adult": "false"}),
    "result-of-no-answer": partial(reply, "html", {}),
    "result-organisation": partial(reply, "html", ORGANISATION, "organisation"),
    "result-organisation-of-no-answer": partial(reply, "html", {}, "organisation"),
    "plan": partial(reply, "plan", PERSON, plan={"start": "8", "week": "1", "target": "22"}),
}


def outlines() -> dict[str, str]:
    """Each of PARTS as it is now; a message is its own id and its values."""
    words = catalogue("en")
    kept = words.messages
    words.messages = {
        # Numbers and days stay as they are.
        id: text if id.startswith("format.") else " ".join((f"<{id}>", *places(text)))
        for id, text in kept.items()
    }
    try:
        return {name: outline(draw()) for name, draw in PARTS.items()}
    finally:
        words.messages = kept


def places(text: str) -> Iterator[str]:
    for _, place, _, _ in Formatter().parse(text):
        if place:
            yield f"{{{place}}}"


def outline(html: str) -> str:
    """An element a line, by their depth, with the text that it begins with."""
    text = "\n".join(lines(BeautifulSoup(html, "html.parser"), 0))
    # What changes with a release.
    known = catalogue("en").day(VALUES_KNOWN_UNTIL)
    return f"{text}\n".replace(RULES_VERSION, "VERSION").replace(known, "KNOWN UNTIL")


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
    yield outlines()
    forget()


@pytest.mark.parametrize("name", PARTS)
def test_the_markup_is_that_of_the_outline(name: str, found: dict[str, str]) -> None:
    expected = (OUTLINES / f"{name}.txt").read_text(encoding="utf-8")
    assert found[name].splitlines() == expected.splitlines()


def test_each_outline_is_looked_at() -> None:
    assert {file.stem for file in OUTLINES.iterdir()} == set(PARTS)


if __name__ == "__main__":
    for name, text in outlines().items():
        (OUTLINES / f"{name}.txt").write_text(text, encoding="utf-8")
