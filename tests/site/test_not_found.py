"""A missing address gets the 404 page of its language."""

import urllib.error
import urllib.request

import pytest
from bs4 import BeautifulSoup

# How much, each programme, is it an obligation, whom to call.
MAIN = ("estimate", "paas_action", "interagir", "questions", "regions")

ADDRESSES = [
    ("nowhere", "fr"),
    ("nowhere/at/all/", "fr"),
    ("paas-action/nowhere.html", "fr"),
    ("engine/nowhere", "fr"),
    ("english/", "fr"),
    ("en/nowhere", "en"),
    ("en/regions/nowhere/", "en"),
    ("en/nowhere?a=b", "en"),
]


@pytest.mark.parametrize(("path", "language"), ADDRESSES)
def test_missing_address_is_answered_in_its_language(address, path, language):
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(address + path)
    answer = caught.value
    assert answer.code == 404
    assert answer.headers.get_content_type() == "text/html"
    soup = BeautifulSoup(answer.read(), "html5lib")
    assert soup.html["lang"] == language


@pytest.mark.parametrize("path", ["404.html", "en/404.html", "503.html", "en/503.html"])
def test_not_found_links_work_from_any_depth(documents, path):
    """The page stands for addresses of every depth, so its links start from the root."""
    links = documents[path].soup.select("a[href], link[href], script[src]")
    hrefs = [link.get("href") or link["src"] for link in links]
    assert [href for href in hrefs if not href.startswith(("/", "#"))] == []


@pytest.mark.parametrize(("path", "folder"), [("404.html", ""), ("en/404.html", "en/")])
def test_not_found_page_links_to_main_pages(documents, addresses, path, folder):
    """What most people look for in its text, and everything else in its footer."""
    document = documents[path]
    language = "en" if folder else "fr"
    known = {one.name: one.path for one in addresses if one.language == language}

    def found(selector):
        links = document.soup.select(selector)
        return {document.target(link["href"])[0] for link in links}

    assert found("main a[href]") == {known[name] for name in (*MAIN, "home", "search")}
    # The comparison is part of the questions; one page stands in other sites only.
    left_out = {"compare", "embedded"}
    assert found("header a[href], footer a[href]") >= {
        path
        for name, path in known.items()
        if not name.startswith(("region ", "poster ")) and name not in left_out
    }


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_leads_to_the_main_pages_in_one_step(documents, addresses, language):
    known = {one.name: one.path for one in addresses if one.language == language}
    for path, document in documents.items():
        links = document.soup.select("header nav a[href]")
        if document.language == language and not document.soup.select_one(".page-embedded"):
            found = [document.target(link["href"])[0] for link in links]
            assert found == [known[name] for name in MAIN], path
