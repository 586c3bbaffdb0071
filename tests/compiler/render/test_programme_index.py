"""Where programmes are many: the index of situations and of sources, and the pages of each."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from calculator.words.catalogue import LANGUAGES
from compiler.read.facts import Facts
from compiler.read.pages import Page
from compiler.read.words import words_of
from compiler.render.programme_index import situations_index
from compiler.render.situations import outcomes
from rules.dated import document, programme_ids
from rules.logic import DOMAINS
from rules.participant import participant

Rendered = Mapping[tuple[str, str], Page]
DAY = date(2026, 5, 1)
SITE = "https://site.example/"
# Each page of all programmes, with the kind of those of one.
KINDS = {"situations": "situation", "sources": "source"}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def soup(page: Page) -> BeautifulSoup:
    return BeautifulSoup(page.text, "html5lib")


def addresses(page: Page, selector: str) -> list[str]:
    links = soup(page).select(selector)
    return [urljoin(SITE + page.address, str(link["href"])).removeprefix(SITE) for link in links]


@pytest.mark.parametrize("index", KINDS)
def test_the_index_leads_to_the_page_of_every_programme(
    rendered_of_many: Rendered, language: str, index: str
) -> None:
    pages = [page for page in rendered_of_many.values() if page.language == language]
    expected = {page.address for page in pages if page.kind == KINDS[index]}
    found = addresses(rendered_of_many[language, index], "ul.page-list a")
    assert set(found) == expected
    assert len(found) == len(programme_ids())
    names = [link.get_text() for link in soup(rendered_of_many[language, index]).select("li a")]
    words = words_of(language)
    assert {words.text(f"programme.{id}") for id in programme_ids()} <= set(names)


@pytest.mark.parametrize("index", KINDS)
def test_the_index_is_in_alphabetical_order(
    rendered_of_many: Rendered, language: str, index: str
) -> None:
    page = soup(rendered_of_many[language, index])
    names = [link.get_text() for link in page.select("ul.page-list a")]
    assert names == sorted(names, key=str.lower)
    assert names[0] == "Interagir", "not the declared order"


def test_the_index_of_sources_says_what_a_page_holds(
    rendered_of_many: Rendered, language: str, facts: Facts
) -> None:
    words = words_of(language)
    index = soup(rendered_of_many[language, "sources"])
    for id in programme_ids():
        about, page = (
            document(id),
            soup(rendered_of_many[language, f"source/{id.replace('_', '-')}"]),
        )
        # Where an address leads that named the facts of a programme on the page of all.
        entry = index.find(id=f"facts-{id}")
        assert entry
        said = entry.get_text(" ")
        assert words.month(about.dated) if about.dated else words.text("documents.undated") in said
        for count in (len(page.select("tbody tr")), len(page.select("details.facts li"))):
            assert f"{words.number(count)}." in said
        assert len(page.select("details.facts li")) == len(facts.of(id))


def test_a_page_of_sources_has_the_places_that_results_name(
    rendered_of_many: Rendered, language: str
) -> None:
    for id in programme_ids():
        page = soup(rendered_of_many[language, f"source/{id.replace('_', '-')}"])
        ids = [str(tag["id"]) for tag in page.find_all(id=True)]
        assert len(ids) == len(set(ids))
        about = document(id)
        names = [*(f"{id}-{section}" for section in about.sections)]
        names += [f"{id}-{value}".replace("_", "-") for value in about.parameters]
        assert set(names) <= set(ids)
        # Of no other programme.
        strangers = [other for other in programme_ids() if other != id]
        assert not [one for one in ids if one.startswith(tuple(f"{s}-" for s in strangers))]


def test_facts_lead_to_pages_that_say_them(rendered_of_many: Rendered, language: str) -> None:
    page = rendered_of_many[language, "source/paas-action"]
    own = rendered_of_many[language, "paas_action"]
    found = [one for one in addresses(page, "details.facts a") if one.startswith(own.address)]
    assert len(found) > 20
    for address in found:
        assert f'id="{address.partition("#")[2]}"' in own.text


def test_a_page_of_situations_says_what_the_rules_say_of_its_programme(
    rendered_of_many: Rendered, language: str
) -> None:
    for id in programme_ids():
        page = soup(rendered_of_many[language, f"situation/{id.replace('_', '-')}"])
        assert {str(one["data-programme"]) for one in page.select("[data-programme]")} == {id}
        for assistance in DOMAINS["assistance"]:
            for outlook in DOMAINS["work_outlook"]:
                given = {"assistance": assistance, "adult": True, "work_outlook": outlook}
                (place,) = page.select(f".situation[data-assistance~={assistance}]")
                (found,) = place.select(f"[data-work-outlook~={outlook}] [data-verdict]")
                assert found["data-verdict"] == participant(given, DAY).programmes[id].verdict
        for place in page.select(".situation"):
            # What is not possible is not described: no heading without anything below it.
            last = place.find_all(["h3", "h4"])[-1]
            assert last.find_next_sibling() or last.find_next("li")
            assert bool(place.select(".cards")) == (len(place.select(".card")) > 0)


def test_what_age_changes_is_said_of_each_programme(
    rendered_of_many: Rendered, language: str
) -> None:
    words = words_of(language)
    for id, change in (("interagir", "other"), ("paas-action", "same")):
        text = rendered_of_many[language, f"situation/{id}"].text
        for one in ("other", "same"):
            assert (words.text(f"situation.not_adult.{one}") in text) == (one == change)


def test_the_index_of_situations_names_what_is_open(language: str) -> None:
    words = words_of(language)
    entries = BeautifulSoup(situations_index(DAY, words), "html.parser").select("li")
    said = {str(entry["id"]): entry.div.get_text() for entry in entries if entry.div}
    possible, to_confirm = (
        words.text(f"verdict_badge.{one}") for one in ("possible", "to_confirm")
    )
    none = words.text("question.assistance.none")
    assert said["facts-paas_action"].startswith(possible)
    assert none not in said["facts-paas_action"]
    before, after = said["facts-interagir"].split(to_confirm)
    assert before.startswith(possible)
    assert words.text("question.assistance.social_assistance") in before
    assert none in after


def test_of_a_closed_programme_only_that_is_said(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = words_of(language)
    later = {
        kind: {
            outlook: {id: one._replace(verdict="not_in_force") for id, one in each.items()}
            for outlook, each in by_outlook.items()
        }
        for kind, by_outlook in outcomes(DAY).items()
    }
    monkeypatch.setattr("compiler.render.programme_index.outcomes", lambda on: later)
    entries = BeautifulSoup(situations_index(DAY, words), "html.parser").select("li")
    said = {str(entry["id"]): entry.div.get_text() for entry in entries if entry.div}
    assert said["facts-paas_action"] == words.text("verdict_badge.not_in_force")


def test_titles_and_descriptions_of_pages_differ(rendered_of_many: Rendered, language: str) -> None:
    pages = [page for page in rendered_of_many.values() if page.language == language]
    for key in ("title", "description"):
        said = [str(page.meta[key]) for page in pages]
        assert len(said) == len(set(said))
        assert not [one for one in said if "{" in one]
    for page in pages:
        if page.programme:
            name = words_of(language).text(f"programme.{page.programme}")
            assert page.meta["title"].startswith(name)


def test_a_printed_page_names_the_documents_that_it_is_about(
    rendered_of_many: Rendered, language: str
) -> None:
    words = words_of(language)
    names = {id: words.text(f"programme.{id}") for id in programme_ids()}
    for id, told in {
        "source/interagir": ["interagir"],
        "situation/paas-action": ["paas_action"],
        "paas_action": ["paas_action"],
        "accessibility": [],
    }.items():
        said = rendered_of_many[language, id].meta["documents"]
        assert [one for one in names if names[one] in said] == told
        assert (said == words.text("documents.elsewhere")) == (not told)
