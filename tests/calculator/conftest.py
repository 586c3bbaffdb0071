"""What the tests of the calculator share: every situation, and ways to ask and to look."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import settings

from calculator.handle_request import answer
from calculator.results.cards import View
from calculator.results.result import KINDS, drawn
from calculator.words.catalogue import LANGUAGES, Catalogue, catalogue
from rules.result_json import result_json

# Examples are the same on every run, and none has to be quick.
settings.register_profile("calm", deadline=None, derandomize=True, database=None, max_examples=150)
settings.load_profile("calm")

LINKS = {
    "sources": "../sources/",
    "regions": "../regions/",
    "situations": "../situations/",
    "organizations": "../organizations/",
    "comparison": "../comparison/",
    "estimate": "../estimate/",
}
DAY = date(2026, 5, 1)

ASSISTANCE = [
    None,
    "social_assistance",
    "social_solidarity",
    "aim_for_employment",
    "basic_income",
    "none",
]
WORK_OUTLOOK = [None, "ready", "after_preparation", "long_term"]

PAAS_ACTION = ["expertise", "regular_staff", "personal_goals", "constant_presence"]
INTERAGIR = ["experience", "suitable_activities", "obeys_laws"]

Fields = dict[str, str]


@pytest.fixture(autouse=True, scope="module")
def _contract(contract_programmes: None) -> None:
    """These tests hold what the contract says of its own programmes."""


@pytest.fixture(scope="session")
def links() -> dict[str, str]:
    return LINKS


@pytest.fixture(scope="session")
def day() -> date:
    return DAY


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def words(language: str) -> Catalogue:
    return catalogue(language)


@pytest.fixture(scope="session")
def situations() -> list[dict[str, Any]]:
    """Every way to answer, or not, the questions that decide a verdict."""
    combined = product(ASSISTANCE, [None, True, False], WORK_OUTLOOK)
    keys = ("assistance", "adult", "work_outlook")
    return [dict(zip(keys, values, strict=True)) for values in combined]


@pytest.fixture(scope="session")
def organisations() -> list[dict[str, Any]]:
    """Every way to answer, or not: PAAS Action's first condition, its others, Interagir's."""
    answers = product([None, True, False], repeat=4)
    return [
        {
            "non_profit": non_profit,
            "paas_action": {**dict.fromkeys(PAAS_ACTION, others), PAAS_ACTION[0]: first},
            "interagir": dict.fromkeys(INTERAGIR, interagir),
        }
        for non_profit, first, others, interagir in answers
    ]


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], BeautifulSoup]:
    return lambda html: BeautifulSoup(html, "html.parser")


Draw = Callable[..., tuple[dict[str, Any], BeautifulSoup]]


@pytest.fixture(scope="session")
def draw(parsed: Callable[[str], BeautifulSoup]) -> Draw:
    """Answers (as the rules take them) in; the result as JSON and its drawing out."""

    def draw(
        language: str, given: dict[str, Any], on: date = DAY, kind: str = "participant"
    ) -> tuple[Any, BeautifulSoup]:
        found = KINDS[kind].rules(given, on)
        return result_json(found), parsed(drawn(found, View(catalogue(language), LINKS)))

    return draw


SaidSources = Callable[[Tag], list[tuple[str, str]]]


@pytest.fixture(scope="session")
def said_sources() -> SaidSources:
    """Each criterion of a card, with the one link to a source that its list shows."""

    def found(card: Tag) -> list[tuple[str, str]]:
        pairs = []
        for item in card.find_all(attrs={"data-criterion": True}):
            shared = item.find_parent(class_="sourced")
            assert shared is not None
            (link,) = shared.find_all("a")
            pairs.append((str(item["data-criterion"]), str(link["href"])))
        return pairs

    return found


@pytest.fixture(scope="session")
def ask() -> Callable[..., dict[str, Any]]:
    """The form's fields in, the reply that the page gets out."""

    def asked(
        language: str,
        fields: Fields,
        today: date = DAY,
        kind: str = "participant",
        plan: Fields | None = None,
        calendar: dict[str, Any] | None = None,
        rows: bool = False,
    ) -> dict[str, Any]:
        request: dict[str, Any] = {
            "kind": kind,
            "language": language,
            "today": today.isoformat(),
            "links": LINKS,
            "fields": fields,
        }
        if plan is not None:
            request["plan"] = plan
        if calendar is not None:
            request["calendar"] = calendar
        if rows:
            request["rows"] = True
        reply: dict[str, Any] = json.loads(answer(json.dumps(request)))
        return reply

    return asked


@pytest.fixture(scope="session")
def texts() -> Callable[[BeautifulSoup], Iterator[str]]:
    """Every piece of text of some HTML, each by itself."""
    return lambda soup: (str(piece) for piece in soup.find_all(string=True))
