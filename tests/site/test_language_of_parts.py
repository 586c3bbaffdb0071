"""Each piece of text is in the language that its markup says, by the dictionaries.

A screen reader changes its voice by `lang`; WCAG 3.1.2 asks for it, and leaves out proper
names. A title in the other language that is not marked would be full of words that the
page's dictionary does not have, and one that is marked wrongly as well.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from bs4 import NavigableString, Tag

from compiler.check.spelling import Speller

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("fr", "en")
# Addresses, and code to copy, are in no language.
WITHOUT = "script, style, pre, code, [translate=no], [href^='tel:']"
SPOKEN = ("aria-label", "title", "alt", "placeholder")
# Of the other language, and yet in the lists of words or the dictionary of this one.
TAKEN_FOR_OWN = {"fr": ["English"], "en": ["Français", "La participation"]}
NAME = "Interagir"
# What a script fills in, and the name of a list of places, which no page but one has.
NO_WORD = re.compile(r"\{\w+\}|GeoNames")


@pytest.fixture(scope="module")
def spellers() -> Mapping[str, Speller]:
    return {language: Speller(ROOT, language) for language in LANGUAGES}


def texts(html: Tag) -> Iterator[tuple[str, str]]:
    """Each piece of text with the language that the markup gives it, attributes too."""
    root = copy.copy(html)
    for unwanted in root.select(WITHOUT):
        unwanted.decompose()
    for tag in root.find_all(True):
        language = language_of(tag)
        for name, value in tag.attrs.items():
            if name in SPOKEN or name.startswith("data-text-"):
                yield language, value
        if tag.name == "meta" and tag.get("name") == "description":
            yield language, tag["content"]
        own = (child for child in tag.children if type(child) is NavigableString)
        yield from ((language, text) for text in own if text.strip())


def language_of(tag: Tag) -> str:
    marked = tag if tag.has_attr("lang") else tag.find_parent(lang=True)
    return str(marked["lang"]) if marked else ""


def wrong(html: Tag, spellers: Mapping[str, Speller]) -> list[tuple[str, str]]:
    """Each word that the language of its place does not have, with the text around it."""
    found = []
    for language, text in texts(html):
        bare = NO_WORD.sub(" ", text.replace("\u00ad", ""))
        words = [*spellers[language].wrong(bare)]
        words += [taken for taken in TAKEN_FOR_OWN[language] if taken in bare]
        found += [(word, " ".join(text.split())) for word in words]
    return found


def test_words_match_language_of_markup(documents, spellers) -> None:
    found = {
        path: faults
        for path, one in documents.items()
        if (faults := wrong(one.soup.html, spellers))
    }
    assert not found


@pytest.mark.parametrize("path", ["", "en/", "en/sources/", "en/paas-action/", "integrer/"])
def test_unmarked_foreign_part_is_found(documents, spellers, path) -> None:
    """Every part of a page that is marked, one after the other."""
    html = copy.copy(documents[path].soup.html)
    marked = html.body.select(f"[lang]:not([lang={documents[path].language}])")
    assert marked
    for part in marked:
        language = part.attrs.pop("lang")
        assert wrong(html, spellers) or part.get_text() == NAME, part
        part["lang"] = language
    assert not wrong(html, spellers)


def test_needless_language_mark_is_found(documents, spellers) -> None:
    for path, other in (("", "en"), ("en/", "fr")):
        html = copy.copy(documents[path].soup.html)
        html.h1["lang"] = other
        assert wrong(html, spellers), path


def test_links_to_other_language_have_hreflang(documents) -> None:
    seen = 0
    for path, document in documents.items():
        for link in document.soup.select("a[href]"):
            place = document.target(link["href"])
            target = documents.get(place[0]) if place else None
            if target and target.language != document.language:
                assert link.get("hreflang") == target.language, (path, str(link))
                seen += 1
    assert seen >= len(documents)
