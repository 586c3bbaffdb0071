"""Every name in the markup is one that a script or a stylesheet knows, so that a slip is seen.

Classes, ids, `data-` attributes and their values are what holds the markup, the scripts and the
stylesheets together: one that is written otherwise in one place breaks no Python.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from calculator.comparison import comparison
from calculator.frame import Assets, calculator
from calculator.words.html import Markup

ASSETS = Assets(script="s", worker="w", engine="e", postal_areas="p", towns="t", page="c")
WHOLE = {
    "assistance": "social_assistance",
    "adult": "true",
    "work_outlook": "long_term",
    "weekly_hours": "10",
    "start_date": "2026-05-04",
    "monthly_costs.childcare": "20",
    "monthly_costs.transport": "100",
}
PLAN = {"start": "8", "target": "22", "week": "15"}


SELECTOR = re.compile(r"(?:querySelector(?:All)?|closest|matches|one|all)\(\s*[\"'`]([^\"'`]*)")


def names(tag: Tag) -> Iterator[str]:
    """The classes of an element and its `data-` attributes, as a script calls them."""
    yield from tag.get_attribute_list("class")
    for name in tag.attrs:
        if name.startswith("data-"):
            yield name


def known(root: Path) -> set[str]:
    """Every word of scripts, styles and templates, and `data-` attributes by `dataset.name`."""
    files = [
        *root.glob("browser/**/*.js"),
        *root.glob("theme/**/*.css"),
        *root.glob("theme/**/*.html"),
    ]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    words = set(re.findall(r"[\w-]+", text))
    camel = {f"data-{re.sub(r'[A-Z]', lambda found: f'-{found[0].lower()}', one)}" for one in words}
    return {word.lstrip("-") for word in words} | camel


@pytest.fixture(scope="module")
def found(
    links: dict[str, str],
    day: date,
    parsed: Callable[[str], BeautifulSoup],
    draw: Callable[..., tuple[dict[str, Any], BeautifulSoup]],
    ask: Callable[..., dict[str, Any]],
    situations: list[dict[str, Any]],
    organisations: list[dict[str, Any]],
) -> set[str]:
    """The names in the calculators, the comparison, every result and a plan."""
    nothing = Markup("")
    reply = ask("fr", WHOLE, plan=PLAN)
    assert (reply["errors"], reply["plan"]["errors"]) == ({}, {})
    assert reply["plan"]["hours"]  # so that weeks are drawn
    drawn = [
        *(
            calculator(kind, "fr", links, ASSETS, nothing, day, nothing)
            for kind in ("participant", "organisation")
        ),
        comparison("fr", links, ASSETS, nothing, day, nothing),
        comparison("fr", links, ASSETS._replace(results="a.json"), nothing, day, nothing),
        reply["html"],
        reply["plan"]["html"],
    ]
    pages = [
        *map(parsed, drawn),
        *(draw("fr", one)[1] for one in situations),
        *(draw("fr", one, kind="organisation")[1] for one in organisations),
    ]
    return {name for page in pages for tag in page.find_all(True) for name in names(tag)}


# Names that only tests and readers of the page's code use.
FOR_READERS = {
    *("beyond", "data-criterion", "keep-buttons", "plan-said", "result-dates"),
    *("send-block", "send-buttons"),
}


def test_every_name_is_one_that_is_used(root: Path, found: set[str]) -> None:
    assert found - known(root) == FOR_READERS


# What stands elsewhere in the page (the directory, the header), or where there are many programmes.
ELSEWHERE = {
    *("choosing", "data-choosing-coming", "data-choosing-failed", "data-choosing-needed"),
    *("data-asked", "data-contact"),
    *("data-language-offer", "data-language-switch", "data-no-contact"),
    *("data-possible-or-to-confirm", "data-region"),
}


def test_what_the_scripts_look_for_is_there(root: Path, found: set[str]) -> None:
    asked: set[str] = set()
    for file in (root / "browser" / "calculator").glob("*.js"):
        text = file.read_text(encoding="utf-8")
        asked |= {f"data-{name}" for name in re.findall(r"\[data-([a-z-]+)", text)}
        for selector in SELECTOR.findall(text):
            asked |= set(re.findall(r"\.([a-z][a-z-]+)", selector))
    assert len(asked) > 40
    assert asked - found == ELSEWHERE
