"""A missing address gets the 404 page of its language."""

import urllib.error
import urllib.request

import pytest
from bs4 import BeautifulSoup

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


@pytest.mark.parametrize("path", ["404.html", "en/404.html"])
def test_not_found_links_work_from_any_depth(documents, path):
    """The page stands for addresses of every depth, so its links start from the root."""
    links = documents[path].soup.select("a[href], link[href], script[src]")
    hrefs = [link.get("href") or link["src"] for link in links]
    assert [href for href in hrefs if not href.startswith(("/", "#"))] == []


@pytest.mark.parametrize(("path", "folder"), [("404.html", ""), ("en/404.html", "en/")])
def test_not_found_page_links_to_main_pages(documents, addresses, path, folder):
    document = documents[path]
    found = {document.target(link["href"])[0] for link in document.soup.select("main a[href]")}
    language = "en" if folder else "fr"
    assert found == {
        one.path
        for one in addresses
        if one.language == language
        and not one.name.startswith("region ")
        and one.name != "embedded"  # stands in other sites only
    }
