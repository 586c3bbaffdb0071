"""What this site adds to the numbers of the documents: marked everywhere, easy to leave out."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from calculator.words.catalogue import LANGUAGES, Catalogue
from compiler.read.documents import Document, read_documents
from compiler.read.mistake import SourceError
from compiler.read.pages import Page, pages_of
from compiler.read.paired import Paired
from compiler.read.regions import Directory
from compiler.read.words import words_of
from compiler.render.blocks import more_of_office, region_list
from compiler.render.contacts import card_file, contact_line, contact_list
from compiler.render.publication import Publication
from compiler.render.rendering import render

NUMBER = ("tel:+18776444545", "1\u00a0877\u00a0644-4545")
MARKS = {
    "fr": "numéro ajouté par ce site; à vérifier",
    "en": "number added by this site; to be checked",
}
DAYS = {"fr": "28 novembre 2026", "en": "November 28, 2026"}
FREE = {"fr": "sans frais", "en": "toll-free"}
DOCUMENT = """---
page: numbers
title: Numbers
description: Whom to call
---

# Numbers

Before {{ services_quebec }} after.

{{ services_quebec }}

{{ contacts_of("paas_action") }}

{{ contacts_of("interagir") }}

Last.
"""


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Catalogue:
    return words_of(str(request.param))


def parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def check_marked(place: Tag, language: str) -> None:
    """The number can be called, costs nothing, and is told from those of the documents."""
    (link,) = place.find_all("a", class_="telephone")
    assert (link["href"], link.get_text()) == NUMBER
    text = place.get_text()
    assert "Services Québec" in text
    assert FREE[language] in text
    assert MARKS[language] in text.replace("\u00a0", " ")


def test_the_list_has_each_contact_with_its_mark_and_day(
    directory: Directory, words: Catalogue
) -> None:
    (listed,) = parsed(contact_list(directory.province_wide, words)).find_all("ul")
    assert listed["class"] == ["contacts"]
    (item,) = listed.find_all("li")
    assert (item["data-contact"], item["data-programmes"]) == ("services_quebec", "paas_action")
    check_marked(item, words.language)
    assert DAYS[words.language] in item.get_text().replace("\u00a0", " ")
    assert words.text("programme.paas_action") in item.get_text()
    # Without the folder of the cards nothing leads to one.
    assert len(item.find_all("a")) == 1


def test_numbers_look_like_those_of_the_regions(directory: Directory, words: Catalogue) -> None:
    ours = parsed(contact_list(directory.province_wide, words)).find(class_="number")
    theirs = parsed(region_list(directory, "", words)).find_all(class_="number")[1]
    for place in (ours, theirs):
        assert [(tag.name, tag["class"]) for tag in place.find_all(True)] == [
            ("a", ["telephone"]),
            ("span", ["tag"]),
        ]


def test_the_list_leads_to_the_cards(directory: Directory, words: Catalogue) -> None:
    listed = parsed(contact_list(directory.province_wide, words, cards="../regions/"))
    links = [str(link["href"]) for link in listed.find_all("a")]
    assert links == [NUMBER[0], "../regions/services-quebec.vcf"]
    assert card_file(directory.province_wide[0]) == "services-quebec.vcf"


def test_the_line_is_the_number_with_its_mark(directory: Directory, words: Catalogue) -> None:
    line = parsed(contact_line(directory.province_wide, "services_quebec", words))
    (place,) = line.find_all(attrs={"data-contact": "services_quebec"})
    assert {tag.name for tag in line.find_all(True)} == {"span", "a"}, "no block in a paragraph"
    check_marked(place, words.language)


def test_where_it_was_left_out_nothing_stands(
    bare_directory: Directory, directory: Directory, words: Catalogue
) -> None:
    assert contact_list(bare_directory.province_wide, words, cards="") == ""
    assert contact_line(bare_directory.province_wide, "services_quebec", words) == ""
    assert contact_line(directory.province_wide, "another", words) == ""


def test_all_that_an_office_has_is_shown_and_escaped(
    full_directory: Directory, words: Catalogue
) -> None:
    """On the list of regions, on the region's page and on the list of contacts."""
    (region, *others) = full_directory.alphabetical
    first = parsed(region_list(full_directory, "", words)).find("li")
    page = parsed(more_of_office(region, words))
    contact = parsed(contact_list(full_directory.province_wide, words)).find("li")
    hours = {"fr": "De 9\u00a0h à 16\u00a0h, sauf <mardi>", "en": "9 a.m. to 4 p.m., not <Tuesday>"}
    for place in (first, page, contact):
        assert hours[words.language] in place.find(class_="office-hours").get_text()
        mail = place.find(class_="office-email").a
        assert mail["href"] == "mailto:office@site.example"
        assert mail.get_text() == "office@site.example"
        web = place.find(class_="office-web").a
        assert web["href"] == "https://site.example/a_b?c=1&d=2"
        assert web.get_text() == "site.example/a_b?c=1&d=2"
        for id in ("hours", "email", "web"):
            assert words.text(f"contacts.{id}") in place.find(class_=f"office-{id}").get_text()
    label = {"fr": "Réception; jour", "en": "Front desk; day"}[words.language]
    more = [("+18195550123", label), ("+18005550123", FREE[words.language]), ("+18195550124", "")]
    assert numbers(page) == more
    assert numbers(first)[2:] == more
    assert [more_of_office(one, words) for one in others] == [""] * 16


def numbers(place: Tag) -> list[tuple[str, str]]:
    """Each number with the remark beside it."""
    return [
        (
            str(one.find("a")["href"]).removeprefix("tel:"),
            " ".join(tag.get_text() for tag in one.find_all(class_="tag")),
        )
        for one in place.find_all(class_="number")
    ]


@pytest.fixture
def filled(
    write_docs: Callable[..., Path], publication: Publication
) -> Callable[[Directory, str, str], Page]:
    """Render a document of a language with a directory."""

    def fill(directory: Directory, language: str, text: str = DOCUMENT) -> Page:
        documents = read_documents(write_docs({"fr/n.md": text, "en/n.md": text}))
        pages = pages_of(documents, directory)
        (page,) = (page for page in pages if page.language == language)
        return render(page, publication._replace(directory=directory, definitions={}))

    return fill


@pytest.mark.parametrize("language", LANGUAGES)
def test_documents_place_it_by_name(
    filled: Callable[..., Page], directory: Directory, language: str
) -> None:
    text = filled(directory, language).text
    places = parsed(text).find_all(attrs={"data-contact": "services_quebec"})
    assert [place.name for place in places] == ["span", "span", "li"]
    for place in places:
        check_marked(place, language)
    (card,) = places[2].find_all("a", href=re.compile("vcf$"))
    folder = {"fr": "../regions/", "en": "../../en/regions/"}[language]
    assert card["href"] == f"{folder}services-quebec.vcf"


@pytest.mark.parametrize("language", LANGUAGES)
def test_documents_of_a_site_without_it_hold_nothing_in_its_place(
    filled: Callable[..., Page], bare_directory: Directory, language: str
) -> None:
    text = filled(bare_directory, language).text
    assert text.split() == ["#", "Numbers", "Before", "after.", "Last."]


def test_a_programme_that_there_is_not_stops_the_build_with_its_line(
    filled: Callable[..., Page], directory: Directory
) -> None:
    text = DOCUMENT.replace("interagir", "paas")
    with pytest.raises(SourceError, match=r"n\.md:15: 'paas' is no programme; accepted: paas"):
        filled(directory, "fr", text)


def test_pages_of_a_site_without_it_do_not_name_it(
    documents: Paired[Document], bare_directory: Directory, publication: Publication
) -> None:
    bare = publication._replace(directory=bare_directory)
    for page in pages_of(documents, bare_directory):
        text = render(page, bare).text
        assert "data-contact" not in text, page.id
        assert NUMBER[0] not in text, page.id


def test_a_regions_page_shows_all_that_the_office_has(
    documents: Paired[Document], full_directory: Directory, publication: Publication
) -> None:
    full = publication._replace(directory=full_directory)
    shown = {}
    for page in pages_of(documents, full_directory):
        if (region := page.region) and page.kind == "region":
            soup = parsed(render(page, full).text)
            shown[page.language, region.slug] = soup
            own = {"tel:" + one.number for one in region.telephones}
            links = soup.select("a[href^='tel:']:not([data-contact] a)")
            assert {link["href"] for link in links} == own
    for language in LANGUAGES:
        page = shown[language, "abitibi-temiscamingue"]
        assert page.find(class_="office-hours")
        assert page.find("a", href="mailto:office@site.example")
        assert page.find("a", href="https://site.example/a_b?c=1&d=2")
        assert not shown[language, "laval"].find(class_="office-details")


# What the real pages say of the number where it stands, and leave out where it does not.
SAID_OF_THE_NUMBER = {
    "sources": {
        "fr": ("ajoute un numéro", "- Le numéro de Services Québec."),
        "en": ("adds a number", "- The Services Québec number."),
    },
    "regions": {
        "fr": ("Le numéro de Services Québec n’est pas dans",),
        "en": ("The Services Québec number isn’t in",),
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", SAID_OF_THE_NUMBER)
def test_pages_name_the_number_as_an_addition_while_it_is_there(
    publication: Publication, bare_directory: Directory, page: str, language: str
) -> None:
    document = publication.pages[language, page]
    full = render(document, publication).text
    left_out = render(document, publication._replace(directory=bare_directory)).text
    for said in SAID_OF_THE_NUMBER[page][language]:
        assert said in full
        assert said not in left_out


INVITED = {
    "about": {"fr": "Avez-vous vu une erreur", "en": "Have you seen a mistake"},
    "accessibility": {"fr": "Dites-nous", "en": "Tell us what"},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", INVITED)
def test_nobody_is_asked_to_write_where_there_is_no_address(
    publication: Publication, page: str, language: str
) -> None:
    words, said = words_of(language), INVITED[page][language]
    document = publication.pages[language, page]
    none = render(document, publication._replace(contact=None)).text
    assert said not in none
    assert none.count(words.text("contact.none")) == 1
    some = render(document, publication._replace(contact="mailto:a@b.example")).text
    assert said in some
    assert "mailto:a@b.example" in some
    assert words.text("contact.none") not in some
