"""The 17 regions with the numbers of the source document, on the list and on their pages."""

import re

import pytest

from compiler.read.region_names import of_region
from compiler.read.regions import load_directory

REMARKS = {
    "fr": {"collect_calls": "accepte les frais virés", "toll_free": "sans frais"},
    "en": {"collect_calls": "collect calls accepted", "toll_free": "toll-free"},
}
FOLDERS = {"fr": "regions/", "en": "en/regions/"}


@pytest.fixture(params=["fr", "en"])
def language(request):
    return request.param


def called(number):
    digits = number.replace(" ", "").replace("-", "")
    return "tel:+" + (digits if len(digits) == 11 else f"1{digits}")


def numbers_of(region):
    """Each number with the address that calls it."""
    numbers = [region["telephone"], region["toll_free"]]
    return [(number, called(number)) for number in numbers if number]


def links_to_telephones(element):
    """What is written and what is called; no-break spaces keep a number on one line.

    What this site adds to the document's list is looked at by itself.
    """
    links = element.select("a[href^='tel:']:not([data-contact] a)")
    return [(link.get_text().replace("\u00a0", " "), link["href"]) for link in links]


def test_region_list_matches_source_document(pages, source_regions, language):
    page = pages[FOLDERS[language]]
    items = page.soup.select("main li[data-region]")
    assert [item["data-region"] for item in items] == [region["slug"] for region in source_regions]
    for item, region in zip(items, source_regions, strict=True):
        check_entry(page, item, region, language)


def test_calculator_region_list_is_the_same(pages, source_regions, language):
    page = pages["estimer/" if language == "fr" else "en/estimate/"]
    items = page.soup.select(".phone-fold li[data-region]")
    assert len(items) == 17
    for item, region in zip(items, source_regions, strict=True):
        check_entry(page, item, region, language)


def check_entry(page, item, region, language):
    name = item.find("a")
    assert name.get_text() == region["name"]
    assert page.target(name["href"]) == (f"{FOLDERS[language]}{region['slug']}/", "")
    assert links_to_telephones(item) == numbers_of(region)
    remarks = {}
    for link in item.select("a[href^='tel:']"):
        number = link.get_text()
        remark = link.parent.get_text().removeprefix(number).strip()
        remarks[number.replace("\u00a0", " ")] = remark
    words = REMARKS[language]
    expected = {
        region["telephone"]: words["collect_calls"] if region["collect_calls"] == "yes" else ""
    }
    if region["toll_free"]:
        expected[region["toll_free"]] = words["toll_free"]
    assert remarks == expected


def test_region_pages_have_their_numbers(pages, source_regions, language, text_of):
    for region in source_regions:
        page = pages[f"{FOLDERS[language]}{region['slug']}/"]
        main = page.soup.main
        assert main.h1.get_text() == region["name"]
        assert links_to_telephones(main) == numbers_of(region)
        text = text_of(main).lower()
        # The sentence about collect calls stands only where the office accepts them.
        accepts = "ce bureau accepte les frais virés" if language == "fr" else "this office accepts"
        assert (accepts in text) == (region["collect_calls"] == "yes"), page.path


def test_no_other_telephone_number_on_the_site(documents, source_regions):
    known = {pair for region in source_regions for pair in numbers_of(region)}
    for path, document in documents.items():
        assert set(links_to_telephones(document.soup)) <= known, path


def test_what_this_site_adds_is_marked_wherever_it_stands(documents):
    mark = {
        "fr": "numéro ajouté par ce site; à vérifier",
        "en": "number added by this site; to be checked",
    }
    found = set()
    for path, document in documents.items():
        for place in document.soup.select("[data-contact]"):
            (link,) = place.select("a[href^='tel:']")
            assert place["data-contact"] == "services_quebec", path
            assert link["href"] == "tel:+18776444545", path
            assert link.get_text() == "1\u00a0877\u00a0644-4545", path
            assert mark[document.language] in place.get_text().replace("\u00a0", " "), path
            found.add(path)
    assert {"estimer/", "en/estimate/"} <= found


@pytest.fixture(scope="module")
def directory(root):
    return load_directory(root / "regional_contacts.yaml")


def test_every_name_in_a_french_sentence_is_contracted_and_elided(pages, directory, text_of):
    """“de l’Estrie”, “des Laurentides”, “de Laval”: on every page, whoever wrote it."""
    wrong = []
    for path, page in pages.items():
        if page.language != "fr":
            continue
        text = text_of(page.soup.main, spoken=True)
        for region in directory.regions:
            before = rf"\b(?:de la |de l’|du |des |de |d’){re.escape(region.name)}"
            found = set(re.findall(before, text))
            wrong += [(path, one) for one in found - {of_region(region)}]
    assert not wrong


def test_one_number_is_told_as_one(pages, source_regions, text_of):
    words = {"fr": ("Ce numéro vient", "Ces numéros viennent"),
             "en": ("This number comes", "These numbers come")}  # fmt: skip
    for language, folder in FOLDERS.items():
        for region in source_regions:
            text = text_of(pages[f"{folder}{region['slug']}/"].soup.main)
            one, several = words[language]
            assert (several in text) == bool(region["toll_free"])
            assert (one in text) != (several in text)
