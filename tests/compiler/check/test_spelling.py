"""Spelling: unknown words are found in both languages, and the project has none."""

import re
from pathlib import Path

import pytest

from calculator.words.catalogue import LANGUAGES
from compiler.check.spelling import Speller, official_names, own_words, spelling_mistakes
from compiler.read.mistake import told
from compiler.read.prose import Line


@pytest.fixture(scope="module")
def spellers(root: Path) -> dict[str, Speller]:
    return {language: Speller(root, language) for language in LANGUAGES}


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("fr", "Vous pouvé recevoir l’alocation de soutien.", ["pouvé", "l’alocation"]),
        ("fr", "un organization", ["organization"]),
        ("fr", "Programe d’aide sociale", ["Programe"]),
        ("fr", "quelque-chosee", ["quelque-chosee"]),
        ("fr", "avez-vouss", ["avez-vouss"]),
        ("en", "You may recieve it.", ["recieve"]),
        ("en", "the Ministre’s", ["Ministre’s"]),
        ("en", "the organisme", ["organisme"]),
        ("en", "dont’t", ["dont’t"]),
    ],
)
def test_misspelt_words_are_found(
    spellers: dict[str, Speller], language: str, text: str, wrong: list[str]
) -> None:
    assert list(spellers[language].wrong(text)) == wrong


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Qu’est-ce qu’il y a? Y a-t-il une place? Demandez-le. Jusqu’à vingt heures."),
        ("fr", "Êtes-vous une personne adulte? L’OBNL et l’aide. Le 1er mai. 20h."),
        ("fr", "Programme objectif emploi, Saguenay–Lac-Saint-Jean, Services Québec"),
        ("fr", "aujourd’hui, Œuvre, cœur, réévaluée, socioprofessionnel"),
        ("en", "Don’t. The person’s NPOs. The Ministère’s colour. Employment-assistance measure."),
        ("en", "Ministère de l’Emploi et de la Solidarité sociale"),
        ("en", "the organization’s program in Montréal, a local employment centre (CLE)"),
    ],
)
def test_correct_words_are_accepted(spellers: dict[str, Speller], language: str, text: str) -> None:
    assert list(spellers[language].wrong(text)) == []


def test_spelling_mistake_has_file_line_and_word(spellers: dict[str, Speller]) -> None:
    found = spelling_mistakes([Line("docs/fr/a.md", 12, "fr", "un motx")], spellers)
    assert told(found) == (
        "docs/fr/a.md:12: “motx” is not in the fr dictionary: correct it, "
        "or if it is right add it to docs/words/fr.txt"
    )


def test_project_has_no_spelling_mistake(lines: list[Line], spellers: dict[str, Speller]) -> None:
    assert len(lines) > 1000
    assert list(spelling_mistakes(lines, spellers)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_words_are_needed_and_sorted(
    root: Path, lines: list[Line], spellers: dict[str, Speller], language: str
) -> None:
    """So that the lists do not fill with words that hide faults."""
    words = own_words(root / "docs" / "words" / f"{language}.txt")
    assert words == sorted(set(words))
    text = " ".join(line.text for line in lines if line.language == language)
    assert [word for word in words if not re.search(rf"\b{word}\b", text)] == []
    bare = spellers[language]._hunspell
    assert [word for word in words if bare.spell(word)] == []


def test_longer_official_names_come_first(root: Path) -> None:
    for names in official_names(root / "docs" / "words" / "names.toml").values():
        assert [len(name) for name in names] == sorted((len(name) for name in names), reverse=True)
        assert len(names) == len(set(names)) > 20


def test_lists_of_words_and_names_are_read(tmp_path: Path) -> None:
    words = tmp_path / "fr.txt"
    words.write_text("# Des mots\n\noeuvré # remarque\n  là\n", encoding="utf-8")
    assert own_words(words) == ["oeuvré", "là"]
    names = tmp_path / "names.toml"
    names.write_text('both = ["BB"]\nfr = ["A", "CCC"]\nen = ["é", "DDDD"]\n', encoding="utf-8")
    assert official_names(names) == {"fr": ["CCC", "BB", "A"], "en": ["DDDD", "BB", "é"]}


BEFORE = (
    *("c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "Qu"),
)
BEHIND = (
    *("je", "tu", "il", "ils", "elle", "elles", "on", "nous", "vous", "le", "les", "la", "lui"),
    *("leur", "moi", "toi", "en", "y", "ce", "ci", "là", "t-il", "t-on"),
)


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        # Every part that may stand before an apostrophe, and every pronoun behind a hyphen.
        *(("fr", f"{part}’aide {part}’aidx", [f"{part}’aidx"]) for part in BEFORE),
        *(("fr", f"prend-{one} prenx-{one}", [f"prenx-{one}"]) for one in BEHIND),
        ("fr", "p’aide", ["p’aide"]),
        ("fr", "aide-zz aide-aide", ["aide-zz"]),
        ("fr", "20h .h", []),
        ("en", "the l’aid person’s", ["l’aid"]),
        ("en", "aid-zz aid-aid well-knownx", ["aid-zz", "well-knownx"]),
    ],
)  # fmt: skip
def test_parts_of_words(
    spellers: dict[str, Speller], language: str, text: str, wrong: list[str]
) -> None:
    assert list(spellers[language].wrong(text)) == wrong
