"""The head of each page: language, title, description, addresses."""

from collections import Counter

import pytest

LANGUAGES = {"fr", "en", "x-default"}


def test_each_page_is_in_the_language_of_its_address(documents):
    wrong = {
        path: document.soup.html.get("lang")
        for path, document in documents.items()
        if document.soup.html.get("lang") != document.language
    }
    assert not wrong


def test_titles_are_unique_by_language(documents):
    for language in ("fr", "en"):
        titles = Counter()
        for path, document in documents.items():
            if document.language == language:
                (title,) = document.soup.head.find_all("title")
                assert len(title.get_text(strip=True)) > len("Passerelle"), path
                titles[title.get_text(strip=True)] += 1
        assert {title: times for title, times in titles.items() if times > 1} == {}


def test_each_page_has_one_first_heading(documents):
    for path, document in documents.items():
        (heading,) = document.soup.find_all("h1")
        assert heading.get_text(strip=True), path


def test_descriptions_are_unique(pages):
    descriptions = Counter()
    for path, page in pages.items():
        (description,) = page.soup.select("head > meta[name=description]")
        assert 50 <= len(description["content"]) <= 170, (path, description["content"])
        descriptions[description["content"]] += 1
    assert {text: times for text, times in descriptions.items() if times > 1} == {}


def test_each_page_has_canonical_address(pages, base):
    wrong = {}
    for path, page in pages.items():
        (canonical,) = page.soup.select("head > link[rel=canonical]")
        if canonical["href"] != base + path:
            wrong[path] = canonical["href"]
    assert not wrong


def test_each_page_has_absolute_alternates(pages, addresses, base):
    """Google ignores alternates that are relative, or that the other page does not return."""
    equals = {}
    for address in addresses:
        equals.setdefault(address.name, {})[address.language] = base + address.path
    for address in addresses:
        expected = equals[address.name] | {"x-default": equals[address.name]["fr"]}
        assert alternates(pages[address.path]) == expected, address.path


def test_alternates_are_mutual(pages, base):
    for path, page in pages.items():
        named = alternates(page)
        assert set(named) == LANGUAGES, path
        assert named[page.language] == base + path
        for href in named.values():
            assert href.startswith(base), (path, href)
            assert href.removeprefix(base) in pages, (path, href)
            assert alternates(pages[href.removeprefix(base)]) == named, (path, href)


@pytest.mark.parametrize("name", ["404.html", "503.html"])
def test_pages_in_place_of_others_are_noindex(documents, name):
    for path in (name, f"en/{name}"):
        soup = documents[path].soup
        assert soup.select_one("meta[name=robots]")["content"] == "noindex"
        assert not soup.select("link[rel=canonical], link[rel=alternate]")


def test_each_page_has_viewport_and_charset(documents):
    for path, document in documents.items():
        assert document.soup.head.find("meta", charset="utf-8"), path
        viewport = document.soup.select_one("head > meta[name=viewport]")["content"]
        assert "width=device-width" in viewport
        assert "user-scalable" not in viewport, "people must be able to zoom"
        assert "maximum-scale" not in viewport, "people must be able to zoom"


def alternates(page):
    links = page.soup.select("head > link[rel=alternate][hreflang]")
    assert len(links) == len({link["hreflang"] for link in links}), page.path
    return {link["hreflang"]: link["href"] for link in links}
