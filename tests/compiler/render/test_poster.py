"""The words of a region's poster, and the sheet of paper on its page."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from calculator.words.catalogue import LANGUAGES
from compiler.read.pages import Page, pages_of
from compiler.read.regions import Directory
from compiler.read.words import words_of
from compiler.render.poster import Sheet, sheet
from compiler.render.publication import Publication
from compiler.render.rendering import render
from rules.dated import document

PUBLIC = "https://passerelle.example.qc.ca/"
ESTIMATES = {"fr": "estimer/", "en": "en/estimate/"}
ADDED = "1\u00a0877\u00a0644-4545"


@pytest.fixture(scope="module")
def public(publication: Publication) -> Publication:
    """The publication of a site that people can open."""
    return publication._replace(site_url=PUBLIC)


def poster(publication: Publication, language: str, slug: str) -> BeautifulSoup:
    page = render(publication.pages[language, f"poster/{slug}"], publication)
    return BeautifulSoup(page.text, "html.parser")


def sheet_of(publication: Publication, language: str, slug: str) -> Sheet:
    (region,) = (one for one in publication.directory.regions if one.slug == slug)
    return sheet(region, language, publication)


@pytest.mark.parametrize("language", LANGUAGES)
def test_amount_hours_and_date_are_those_of_the_rules(
    publication: Publication, language: str
) -> None:
    words, about = words_of(language), document("paas_action")
    allowance = about.parameters["support_allowance"].at(publication.built)
    hours = about.parameters["weekly_hours_maximum"].at(publication.built)
    assert isinstance(allowance, Decimal)
    assert isinstance(hours, Decimal)
    assert about.dated
    found = sheet_of(publication, language, "estrie")
    assert found.amount == words.money(allowance)
    assert words.quantity("hours", hours) in found.offer
    assert words.month(about.dated) in found.source


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_four_programmes_are_named(publication: Publication, language: str) -> None:
    names = {
        "fr": ("aide sociale", "solidarité sociale", "objectif emploi", "revenu de base"),
        "en": ("Social Assistance", "Social Solidarity", "Aim for Employment", "Basic Income"),
    }
    who = sheet_of(publication, language, "estrie").who
    assert [name for name in names[language] if name not in who] == []


@pytest.mark.parametrize(
    ("slug", "numbers"),
    [
        (
            "saguenay-lac-saint-jean",
            [("1 800 463-9641", "sans frais"), ("418 549-0595", "accepte les frais virés")],
        ),
        ("bas-saint-laurent", [("418 727-5677", "accepte les frais virés")]),
        ("laval", [("450 972-3133", "")]),
    ],
)
def test_numbers_that_cost_nothing_come_first(
    publication: Publication, slug: str, numbers: list[tuple[str, str]]
) -> None:
    found = sheet_of(publication, "fr", slug).numbers
    assert [(one.shown.replace("\u00a0", " "), one.remark) for one in found] == numbers


def test_of_many_numbers_two_stand_on_the_paper(
    publication: Publication, full_directory: Directory
) -> None:
    full = publication._replace(directory=full_directory)
    assert len(full_directory.regions[0].telephones) == 5
    found = sheet_of(full, "en", full_directory.regions[0].slug).numbers
    assert [one.shown[:1] for one in found] == ["1", "1"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_added_number_is_marked_and_can_be_left_out(
    publication: Publication, bare_directory: Directory, language: str
) -> None:
    marked = poster(publication, language, "estrie").select(".poster-added")
    assert len(marked) == 1 + 2
    mark = words_of(language).text("contacts.added")
    other = words_of(next(one for one in LANGUAGES if one != language)).text("contacts.added")
    for one in marked:
        assert ADDED in one.get_text()
        assert {mark, other} & {one.select_one(".contact-mark").get_text()}
    bare = publication._replace(directory=bare_directory)
    text = poster(bare, language, "estrie").get_text()
    assert ADDED not in text
    assert mark not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_leads_to_the_estimate_with_the_region(public: Publication, language: str) -> None:
    found = sheet_of(public, language, "cote-nord")
    assert found.link == f"{PUBLIC}{ESTIMATES[language]}#region=cote-nord"
    (code,) = poster(public, language, "cote-nord").select(".poster-one .poster-qr")
    assert (code["role"], code["aria-label"]) == ("img", found.code_says)
    assert found.link in found.code_says
    assert len(code.select("svg path")) >= 1
    short = {"fr": "passerelle.example.qc.ca", "en": "passerelle.example.qc.ca/en"}[language]
    assert found.address == short
    (address,) = poster(public, language, "cote-nord").select(".poster-one .poster-address")
    assert address.get_text() == short


@pytest.mark.parametrize("address", ["", "https://passerelle.example/", "http://localhost:8000/"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_site_without_public_address_prints_none(
    publication: Publication, language: str, address: str
) -> None:
    nowhere = publication._replace(site_url=address)
    found = sheet_of(nowhere, language, "cote-nord")
    assert (found.link, found.code) == (None, None)
    soup = poster(nowhere, language, "cote-nord")
    assert not soup.select(".poster svg, .poster-address")
    assert "Passerelle PAAS Action" in soup.select_one(".poster-one .poster-search").get_text()
    for host in ("passerelle.example", "localhost", "http"):
        assert host not in soup.select_one(".poster-previews").get_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheet_in_both_languages_marks_the_other_one(public: Publication, language: str) -> None:
    other = next(one for one in LANGUAGES if one != language)
    soup = poster(public, language, "laval")
    both, single = soup.select_one(".poster-both .poster"), soup.select_one(".poster-one .poster")
    assert both.select_one(".poster-who").get_text() == single.select_one(".poster-who").get_text()
    assert not single.select("[lang]")
    foreign = both.select(f"[lang={other}]")
    text = " ".join(one.get_text() for one in foreign)
    there = sheet_of(public, other, "laval")
    for said in (there.who, there.offer, there.call, there.unofficial, there.source, there.scan):
        assert said in text
    assert not both.select(f"[lang={language}]")
    # What is said of a number, too.
    remarks = poster(public, language, "estrie").select(".poster-both .poster-remark")
    said = [words_of(one).text("regions.toll_free") for one in (language, other)]
    assert [one.get_text() for one in remarks] == [" / ".join(said)]
    # The link to it, and the one back to the other.
    assert soup.select_one(".poster-one .poster-actions a[href='#both-languages']")
    assert both.parent["id"] == "both-languages"
    assert soup.select_one(".poster-both .poster-actions a[href='#content']")


def test_strips_repeat_the_first_number_and_are_not_read_aloud(public: Publication) -> None:
    (row,) = poster(public, "en", "estrie").select(".poster-one .poster-strips")
    assert row["aria-hidden"] == "true"
    strips = row.select(".poster-strip")
    found = sheet_of(public, "en", "estrie")
    assert len(strips) == 8
    for strip in strips:
        assert found.numbers[0].shown in strip.get_text()
        assert found.address in strip.get_text()


def test_regions_page_links_to_its_poster(publication: Publication) -> None:
    for language, name in (("fr", "affiche"), ("en", "poster")):
        page = render(publication.pages[language, "region/estrie"], publication)
        soup = BeautifulSoup(page.text, "html.parser")
        hrefs = [str(link["href"]) for link in soup.select("a.md-button")]
        assert f"{page.root}{page.address}{name}/" in hrefs


def test_poster_has_no_data_of_an_office(publication: Publication, directory: Directory) -> None:
    """Those are the region's page's own: its structured data and its card."""
    from compiler.publish.structured_data import with_structured_data
    from compiler.publish.vcard import vcards

    page: Page = publication.pages["fr", "poster/estrie"]
    assert "structured_data" not in with_structured_data(page, directory, PUBLIC).meta
    cards = vcards(publication.pages, directory, PUBLIC)
    assert not [path for path in cards if "affiche" in path or "poster" in path]
    assert "regions/estrie/contact.vcf" in cards


def test_page_of_template_in_a_folder(documents, directory: Directory) -> None:
    found = {page.file.as_posix() for page in pages_of(documents, directory) if page.region}
    assert {"regions/estrie.md", "regions/estrie/affiche.md", "regions/estrie/poster.md"} <= found
