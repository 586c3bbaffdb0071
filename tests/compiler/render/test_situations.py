"""The situations page: the same results as the rules."""

from collections.abc import Mapping
from datetime import date
from itertools import product

import pytest
from bs4 import BeautifulSoup

from calculator.words.catalogue import LANGUAGES
from compiler.read.pages import Page
from compiler.read.words import words_of
from compiler.render.situations import situations
from rules.participant import participant

DAY = date(2026, 5, 1)
LINKS = {"sources": "../sources/", "regions": "../regions/"}

ASSISTANCE = [
    "social_assistance",
    "social_solidarity",
    "aim_for_employment",
    "basic_income",
    "none",
]
WORK_OUTLOOK = ["ready", "after_preparation", "long_term"]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(language: str) -> BeautifulSoup:
    return BeautifulSoup(situations(LINKS, DAY, words_of(language)), "html.parser")


def test_each_situation_has_result_of_the_rules(page: BeautifulSoup, language: str) -> None:
    found = page.find_all("details", class_="situation")
    expected = list(product(ASSISTANCE, WORK_OUTLOOK))
    assert [(f["data-assistance"], f["data-work-outlook"]) for f in found] == expected
    words = words_of(language)
    for fold, (assistance, outlook) in zip(found, expected, strict=True):
        summary = fold.find("summary", recursive=False).get_text()
        assert summary == words.text(f"question.work_outlook.{outlook}")
        given = {"assistance": assistance, "adult": True, "work_outlook": outlook}
        answer = participant(given, DAY)["programmes"]
        cards = fold.find_all("section")
        assert [(card["data-programme"], card["data-verdict"]) for card in cards] == [
            (id, programme["verdict"]) for id, programme in answer.items()
        ]
        assert "unknown" not in [card["data-verdict"] for card in cards]


def test_each_assistance_has_a_heading(page: BeautifulSoup, language: str) -> None:
    headings = page.find_all("h2")
    words = words_of(language)
    assert [heading.get_text() for heading in headings] == [
        words.text(f"question.assistance.{assistance}") for assistance in ASSISTANCE
    ]
    for fold in page.find_all("details", class_="situation"):
        above = fold.find_previous("h2")
        assert above.get_text() == words.text(f"question.assistance.{fold['data-assistance']}")
        levels = {tag.name for tag in fold.find_all(["h1", "h2", "h3", "h4", "h5"])}
        assert levels == {"h3", "h4"}


def test_ids_are_unique_and_references_resolve(page: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids)) == 5 + 15 * 2
    for tag in page.find_all(attrs={"aria-labelledby": True}):
        assert tag["aria-labelledby"] in ids


@pytest.mark.parametrize("root", ["", "en/"])
def test_situations_page_links_to_tables(
    rendered: Mapping[tuple[str, str], Page], root: str
) -> None:
    text = rendered["en" if root else "fr", "situations"].text
    up = "../../" if root else "../"
    assert text.count('class="situation"') == 15
    assert f'href="{up}api/decision-table.csv"' in text
    assert f'href="{up}{root}regions/"' in text
