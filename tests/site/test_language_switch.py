"""The switch to the same page in the other language, without JavaScript."""

NAMES = {"fr": "Français", "en": "English"}


def test_language_switch_links_to_equal_page(pages, addresses):
    paths = {(address.name, address.language): address.path for address in addresses}
    for address in addresses:
        other = "en" if address.language == "fr" else "fr"
        page = pages[address.path]
        link = the_switch(page)
        assert page.target(link["href"]) == (paths[address.name, other], ""), address.path


def test_language_switch_is_in_target_language(documents):
    for path, document in documents.items():
        other = "en" if document.language == "fr" else "fr"
        link = the_switch(document)
        assert link.get_text(strip=True) == NAMES[other], path
        assert link["lang"] == link["hreflang"] == other, path


def test_not_found_page_switches_to_other_home(documents):
    assert documents["404.html"].target(the_switch(documents["404.html"])["href"])[0] == "en/"
    assert documents["en/404.html"].target(the_switch(documents["en/404.html"])["href"])[0] == ""


def the_switch(document):
    (link,) = document.soup.select("header a[data-language-switch]")
    return link
