"""The contact: the sentence on the pages, and security.txt."""

from datetime import date

import pytest

from calculator.words.html import Markup
from compiler.read.contact import checked, security_txt, sentence
from compiler.read.mistake import SourceError
from compiler.read.words import words_of

GOOD = ["mailto:a.b@site.example", "https://site.example/contact?lang=fr"]
BAD = [
    "a@b.example",
    "mailto:nobody",
    "mailto:a@b.example\nExpires: never",
    "http://site.example/",
    "javascript:alert(1)",
    'https://x.example/"onclick=',
    "https://",
    " ",
]


@pytest.mark.parametrize("contact", GOOD)
def test_valid_contacts(contact: str) -> None:
    assert checked(contact) == contact


@pytest.mark.parametrize("nothing", ["", None])
def test_empty_contact_is_none(nothing: str | None) -> None:
    assert checked(nothing) is None


@pytest.mark.parametrize("contact", BAD)
def test_invalid_contact_is_refused(contact: str) -> None:
    with pytest.raises(SourceError, match="PASSERELLE_CONTACT: must be an address like mailto:"):
        checked(contact)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_contact_sentence(language: str) -> None:
    words = words_of(language)
    said = sentence("mailto:a@b.example", words)
    assert isinstance(said, Markup)
    assert said.endswith('<a href="mailto:a@b.example">a@b.example</a>')
    assert "<a" not in sentence(None, words)
    assert sentence(None, words) == words.text("contact.none")


def test_security_txt() -> None:
    text = security_txt("mailto:a@b.example", "https://x.example/", date(2026, 5, 1))
    assert text == (
        "Contact: mailto:a@b.example\n"
        "Expires: 2027-04-30T00:00:00Z\n"
        "Preferred-Languages: fr, en\n"
        "Canonical: https://x.example/.well-known/security.txt\n"
    )


@pytest.mark.parametrize(
    ("contact", "shown"),
    list(zip(GOOD, ["a.b@site.example", "site.example/contact?lang=fr"], strict=True)),
)
def test_a_contact_is_shown_without_its_scheme(contact: str, shown: str) -> None:
    assert f">{shown}</a>" in sentence(contact, words_of("fr"))
