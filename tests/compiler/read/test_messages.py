"""The messages of the compiler."""

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from calculator.words.catalogue import LANGUAGES, catalogue
from compiler.publish.data_files import feeds
from compiler.publish.offline import manifest
from compiler.publish.structured_data import with_structured_data
from compiler.publish.vcard import vcards
from compiler.read.placeholder_values import UNITS
from compiler.read.regions import Directory
from compiler.read.words import count_in_words, words_of
from compiler.render.programme_answers import LINES
from compiler.render.programme_comparison import comparison
from compiler.render.programmes import listing
from compiler.render.publication import Publication
from compiler.render.rendering import render
from compiler.render.sending import region_text
from rules.dated import programme_ids
from tests.compiler.conftest import rendered_as_many

PACKAGES = ("calculator/words", "compiler/render")


def own_ids(language: str) -> set[str]:
    """The ids that the compiler brings, beside the calculator's."""
    return set(words_of(language).messages) - set(catalogue(language).messages)


def tables(root: Path, package: str, language: str) -> Mapping[str, Any]:
    file = root / package / "messages" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def test_both_languages_have_the_same_ids() -> None:
    assert own_ids("fr") == own_ids("en")
    assert "values.caption" in own_ids("fr")


def test_messages_insert_the_same_in_both_languages() -> None:
    def placeholders(language: str) -> dict[str, list[str]]:
        messages = words_of(language).messages
        return {
            id: sorted(name for _, name, _, _ in Formatter().parse(messages[id]) if name)
            for id in own_ids(language)
        }

    assert placeholders("fr") == placeholders("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_table_is_in_both_packages(root: Path, language: str) -> None:
    """The later would take the place of the whole earlier one."""
    found = [set(tables(root, package, language)) for package in PACKAGES]
    assert found[0] & found[1] == set()
    assert set(catalogue(language).messages) <= set(words_of(language).messages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_empty_or_has_digits(language: str) -> None:
    messages = words_of(language).messages
    assert [id for id in own_ids(language) if not messages[id].strip()] == []
    assert [id for id in own_ids(language) if re.search(r"\d", messages[id])] == []


class Recorded(dict[str, str]):
    """Messages that remember which of them were read."""

    def __init__(self, messages: Mapping[str, str]) -> None:
        super().__init__(messages)
        self.read: set[str] = set()

    def __getitem__(self, id: str) -> str:
        self.read.add(id)
        return super().__getitem__(id)


def say_of_others(language: str, publication: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    """Say what is said beyond two programmes, and of amounts and silences that neither has."""
    words = words_of(language)
    for count in range(2, 13):
        count_in_words(count, words)
    listing(dict.fromkeys(programme_ids(), "a/"), publication, words)
    assert LINES["organisation"]("paas_action", publication.built, words)
    with monkeypatch.context() as patch:
        patch.setattr("compiler.publish.offline.has_list_page", lambda: True)
        patch.setattr("compiler.render.sending.FEW", 0)
        patch.setattr("compiler.render.programme_comparison.answer_of", lambda *_: "")
        patch.setattr("compiler.render.programme_comparison.has_list_page", lambda: False)
        manifest(language, words)
        region_text(publication.directory.regions[0], language, publication)
        assert comparison({}, publication.built, words)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_used(
    language: str,
    directory: Directory,
    full_directory: Directory,
    publication: Publication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    messages = Recorded(words_of(language).messages)
    monkeypatch.setattr(words_of(language), "messages", messages)
    for page in publication.pages:
        if page.language == language:
            render(page, publication)
            # With somebody to write to, other words stand there.
            render(page, publication._replace(contact="mailto:a@b.example"))
            # With offices that say all that the file can say of them, too.
            render(page, publication._replace(directory=full_directory))
            # With an address that people can be sent to, too.
            render(page, publication._replace(site_url="https://passerelle.quebec/"))
            with_structured_data(page, directory, "https://passerelle.example/")
    # What is said where programmes are many.
    rendered_as_many(publication)
    say_of_others(language, publication, monkeypatch)
    vcards(publication.pages, directory, "https://passerelle.example/")
    manifest(language, words_of(language))
    feeds("https://passerelle.example/")
    # No programme of today has a number in each unit.
    for unit in UNITS:
        for number in (1, 2):
            UNITS[unit](words_of(language), Decimal(number))
    strengths = {id for id in messages if id.startswith("strength.")}
    assert len(strengths) > 10
    assert sorted((own_ids(language) | strengths) - messages.read) == []
