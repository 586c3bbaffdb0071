"""Definitions: hard words become buttons once a page, in both languages."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from compiler.read.definitions import Definition, Definitions, read_definitions, with_definitions
from compiler.read.documents import Document
from compiler.read.mistake import SourceError
from compiler.read.pages import page_of
from compiler.read.paired import Paired
from compiler.read.words import words_of
from compiler.render.publication import Publication
from compiler.render.rendering import render

AID = Definition("aid", ("aide", "aides"), "Une somme.")
LONG = Definition("long_aid", ("aide de dernier recours",), "Une autre somme.")
BUTTON = re.compile(r'<button type="button" class="term" popovertarget="([\w-]+)">([^<]*)<')


@pytest.fixture(scope="module")
def definitions(root: Path) -> Definitions:
    return read_definitions(root / "docs" / "words" / "definitions.toml")


def marked(text: str) -> list[tuple[str, str]]:
    return BUTTON.findall(with_definitions(text, (AID, LONG), words_of("fr")))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Votre aide. Cette aide.", [("definition-aid", "aide")]),
        ("Une phrase.\n\nAides :\n\n- une aide", [("definition-aid", "Aides")]),
        ("Une aide de dernier recours.", [("definition-long-aid", "aide de dernier recours")]),
        ("**Une aide.** Suite", [("definition-aid", "aide")]),
        ("## Une aide\n\nElle", []),
        ("[une aide](a.md) et `aide`", []),
        ("<p>une aide</p>", []),
        ("Le <cite lang='en'>aide</cite>", []),
        ("Le titre «\u00a0Une aide\u00a0» dit", []),
        ("L’entraide et une aide-mémoire", []),
        ('!!! note "Une aide"', []),
        ("| aide | 1 |", []),
    ],
)
def test_where_definitions_are_inserted(text: str, found: list[tuple[str, str]]) -> None:
    assert marked(text) == found


def test_definition_keeps_elision_and_full_stop() -> None:
    text = with_definitions("Avoir l’aide. Puis", (AID,), words_of("fr"))
    assert text == (
        'Avoir <span class="with-term">l’<button type="button" class="term" '
        'popovertarget="definition-aid">aide</button><span class="definition" '
        'id="definition-aid" popover><strong>aide </strong><span class="definition-text">'
        'Une somme.</span><button type="button" class="definition-close" '
        'popovertarget="definition-aid" popovertargetaction="hide"> Fermer</button></span>.'
        "</span> Puis"
    )


def test_text_is_unchanged_without_definitions() -> None:
    assert with_definitions("Votre aide.", (), words_of("fr")) == "Votre aide."


def test_page_pairs_define_the_same_words(
    publication: Publication, definitions: Definitions
) -> None:
    publication = publication._replace(definitions=definitions)
    explained: dict[str, dict[str, set[str]]] = {}
    for page in publication.pages:
        found = {id for id, _ in BUTTON.findall(render(page, publication).text)}
        explained.setdefault(page.id, {})[page.language] = found
    different = {id: both for id, both in explained.items() if both["fr"] != both["en"]}
    assert different == {}
    used = set().union(*(both["fr"] for both in explained.values()))
    assert {"definition-support-allowance", "definition-basic-benefit"} <= explained["paas_action"][
        "fr"
    ]
    ready = {"definition-additional-expenses"}  # in the glossary; no page needs it yet
    defined = {f"definition-{one.id}".replace("_", "-") for one in definitions["fr"]}
    assert defined - used <= ready


WHOLE = 'a = {{ fr = {{ forms = ["x"], says = "y" }}, en = {} }}'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[a.fr]\nforms = ["x"]\nsays = "y"', "a lacks [a.en]; both are needed"),
        ('[a.en]\nforms = ["x"]\nsays = "y"', "a lacks [a.fr]; both are needed"),
        ("a = 1", "a lacks [a.fr]; both are needed"),
        (WHOLE.format('{ forms = [], says = "y" }'), "[a.en] must have a list of texts forms"),
        (WHOLE.format('{ forms = ["x"] }'), "[a.en] must have a list of texts forms"),
        (WHOLE.format('{ forms = ["x"], says = "y", b = 1 }'), "and nothing else"),
        ("[a", "is not TOML"),
    ],
)
def test_incomplete_definition_is_a_mistake(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "d.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as error:
        read_definitions(tmp_path / "d.toml")
    assert str(error.value).startswith("docs/words/definitions.toml: ")
    assert told in str(error.value)


def test_definitions_are_read_by_language(tmp_path: Path) -> None:
    file = tmp_path / "d.toml"
    file.write_text(
        """\ufeff[a]
fr = { forms = ["é", "és"], says = "Une somme." }
en = { forms = ["e"], says = "Money." }
[b.fr]
forms = ["x"]
says = "Un autre."
[b.en]
forms = ["y"]
says = "Another."
""",
        encoding="utf-8",
    )
    assert read_definitions(file) == {
        "fr": (Definition("a", ("é", "és"), "Une somme."), Definition("b", ("x",), "Un autre.")),
        "en": (Definition("a", ("e",), "Money."), Definition("b", ("y",), "Another.")),
    }


def test_both_languages_define_the_same_words(definitions: Definitions) -> None:
    ids = {language: [one.id for one in definitions[language]] for language in definitions}
    assert ids["fr"] == ids["en"]
    for language in definitions:
        forms = [form.lower() for one in definitions[language] for form in one.forms]
        assert len(forms) == len(set(forms))


def test_render_inserts_definitions(publication: Publication, documents: Paired[Document]) -> None:
    page = page_of(replace(documents["fr", "about"], text="Votre aide."))
    shown = render(page, publication._replace(definitions={"fr": (AID,)})).text
    assert BUTTON.findall(shown) == [("definition-aid", "aide")]
