"""One label for one destination: links that stand by themselves use the words of the menu."""

import pytest
from bs4 import Tag

# What stands around a link, to see whether it is a part of a sentence.
BLOCKS = ("p", "li", "dd", "td", "h1", "h2", "h3", "h4", "div", "section")
# Doors say who comes, the trail and the other language have words of their own.
OTHER_WORDS = ".door, .trail, [data-language-switch], .brand, .source, .regions, .region-map"


def label(link: Tag) -> str:
    return " ".join(link.get_text().replace("\u00ad", "").split())


def stands_alone(link: Tag) -> bool:
    """Whether a link is a button, or a sentence of its own: nothing runs into it or on from it."""
    if "md-button" in link.get("class", []):
        return True
    block = link.find_parent(BLOCKS)
    # By place: another link of the block may have the same words.
    before = after = ""
    passed = False
    for text in block.find_all(string=True):
        if link in text.parents:
            passed = True
        elif passed:
            after += text
        else:
            before += text
    return before.strip()[-1:] in ("", ".", "?", "!") and after.strip()[:1] in ("", ".")


def menus(document):
    """The label of each page in the header and the footer, by its path."""
    links = document.soup.select("header nav a[href], footer nav a[href]")
    return {document.target(link["href"])[0]: label(link) for link in links}


def other_labels(document, labels):
    """Links that stand alone and call a page of the menus otherwise: path, label, the menu's."""
    for link in document.soup.select("a[href]"):
        target = document.target(link["href"])
        if target is None or link.select_one("img, svg") or link.find_parent(class_="groups"):
            continue
        path, fragment = target
        # A place on a page has a name of its own; a state of the calculator is the page itself.
        if path not in labels or (fragment and "=" not in fragment):
            continue
        if link.find_parent(lambda tag: bool(tag.css.match(OTHER_WORDS))) or link.css.match(
            OTHER_WORDS
        ):
            continue
        said, wanted = label(link), labels[path]
        if stands_alone(link) and wanted.casefold() not in said.casefold():
            yield path, said, wanted


@pytest.mark.parametrize("home", ["", "en/"])
def test_links_that_stand_alone_say_what_the_menu_says(documents, home):
    labels = menus(documents[home])
    assert len(labels) >= 12
    language = documents[home].language
    found = {
        (document.path, *one)
        for document in documents.values()
        if document.language == language
        for one in other_labels(document, labels)
    }
    assert not found


def test_a_label_of_its_own_would_be_seen(documents):
    document = documents["paas-action/"]
    (button,) = document.soup.select("main a.md-button--primary")
    before = button.string
    button.string = "Estimer ce que je pourrais recevoir"
    try:
        found = list(other_labels(document, menus(documents[""])))
    finally:
        button.string = before
    assert found == [
        ("estimer/", "Estimer ce que je pourrais recevoir", "Combien puis-je recevoir?")
    ]
