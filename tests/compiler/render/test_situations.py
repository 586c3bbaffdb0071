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
from rules.dated import programme_ids
from rules.participant import participant
from rules.results import ProgrammeForPerson

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
    return BeautifulSoup(situations(programme_ids(), LINKS, DAY, words_of(language)), "html.parser")


def found_for(page: BeautifulSoup, assistance: str, outlook: str) -> dict[str, str]:
    """The verdict of each programme that the page shows for a person, by its id."""
    (place,) = page.select(f".situation[data-assistance~={assistance}]")
    verdicts = place.select(f"[data-work-outlook~={outlook}] [data-verdict]")
    found = [(str(one["data-programme"]), str(one["data-verdict"])) for one in verdicts]
    assert len(found) == len(dict(found))
    return dict(found)


def said(assistance: str, outlook: str) -> Mapping[str, ProgrammeForPerson]:
    given = {"assistance": assistance, "adult": True, "work_outlook": outlook}
    return participant(given, DAY).programmes


@pytest.mark.parametrize(("assistance", "outlook"), [*product(ASSISTANCE, WORK_OUTLOOK)])
def test_each_situation_has_the_answer_of_the_rules(
    page: BeautifulSoup, language: str, assistance: str, outlook: str
) -> None:
    programmes = said(assistance, outlook)
    expected = {id: each.verdict for id, each in programmes.items()}
    assert found_for(page, assistance, outlook) == expected
    assert "unknown" not in expected.values()
    words = words_of(language)
    for tag in page.select("[data-verdict]"):
        assert words.text(f"verdict_badge.{tag['data-verdict']}") in tag.get_text()


def test_each_assistance_has_a_heading(page: BeautifulSoup, language: str) -> None:
    words = words_of(language)
    for assistance in ASSISTANCE:
        (place,) = page.select(f".situation[data-assistance~={assistance}]")
        heading = place.find_previous("h2")
        assert heading
        assert words.text(f"question.assistance.{assistance}") in heading.get_text()
        levels = {tag.name for tag in place.find_all(["h1", "h2", "h3", "h4", "h5"])}
        assert levels == {"h3", "h4"}


def test_what_is_alike_stands_together_and_once(page: BeautifulSoup, language: str) -> None:
    words = words_of(language)
    kinds = [str(place["data-assistance"]).split() for place in page.select(".situation")]
    assert sorted(one for group in kinds for one in group) == sorted(ASSISTANCE)
    results = [tuple(str(said(group[0], one)) for one in WORK_OUTLOOK) for group in kinds]
    assert len(set(results)) == len(kinds)
    for group, result in zip(kinds, results, strict=True):
        assert {tuple(str(said(one, o)) for o in WORK_OUTLOOK) for one in group} == {result}
    for place in page.select(".situation"):
        headings = [tag.get_text() for tag in place.select("h3")]
        assert len(headings) == len(set(headings))
    assert words.text("situation.in_all_cases") in page.get_text()


def test_what_a_document_says_of_some_people_is_told_to_them_alone(
    page: BeautifulSoup, language: str
) -> None:
    """Interagir: no loss of benefit, and costs, of people on last resort assistance only."""
    words = words_of(language)
    only_theirs = [
        words.text("interagir.place_note_last_resort"),
        words.text("situation.costs.interagir"),
    ]
    entitled = words.text("short.money.entitled", amount=words.text("short.money.unstated"))
    for place in page.select(".situation"):
        on_last_resort = "social_assistance" in str(place["data-assistance"]).split()
        for text in (*only_theirs, entitled):
            assert (text in place.get_text()) == on_last_resort, text


@pytest.mark.parametrize(
    ("kind", "note"),
    [
        ("social_assistance", "place_note_last_resort"),
        ("aim_for_employment", "place_note_other_programme"),
        ("none", "place_note_none"),
    ],
)
def test_what_saying_no_changes_is_told_as_the_calculator_tells_it(
    page: BeautifulSoup, language: str, kind: str, note: str
) -> None:
    words = words_of(language)
    (place,) = (
        one for one in page.select(".situation") if kind in str(one["data-assistance"]).split()
    )
    terms = [
        term for term in place.find_all("dt") if term.text == words.text("situation.label.choice")
    ]
    said = [term.find_next_sibling("dd").get_text() for term in terms]
    assert said[-1] == words.text(f"interagir.{note}")


def test_amounts_are_those_of_the_rules(page: BeautifulSoup, language: str) -> None:
    words = words_of(language)
    for place in page.select(".situation"):
        kind = str(place["data-assistance"]).split()[0]
        monthly = said(kind, WORK_OUTLOOK[0])["paas_action"].allowance.monthly
        assert monthly
        amount = words.money(monthly.high)
        own = [
            card.get_text()
            for card in place.select(".card")
            if card.h4.get_text() == words.text("programme.paas_action")
        ]
        assert [amount in text for text in own] == ([] if kind == "none" else [True] * len(own))
        assert bool(own) == (kind != "none")


def test_ids_are_unique_and_references_resolve(page: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    jumps = [str(link["href"]) for link in page.select(".jumps a")]
    assert jumps == [f"#{heading['id']}" for heading in page.find_all("h2")]


@pytest.mark.parametrize("root", ["", "en/"])
def test_situations_page_links_to_tables(
    rendered: Mapping[tuple[str, str], Page], root: str
) -> None:
    text = rendered["en" if root else "fr", "situations"].text
    up = "../../" if root else "../"
    assert f'href="{up}api/decision-table.csv"' in text
    assert f'href="{up}{root}regions/"' in text
    assert len(BeautifulSoup(text, "html.parser").get_text(" ").split()) < 2_500
