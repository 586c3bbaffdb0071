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

AID = Definition("aid", ("aide", "aides"), "une somme")
LONG = Definition("long_aid", ("aide de dernier recours",), "une autre somme")
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
        'une somme</span><button type="button" class="definition-close" '
        'popovertarget="definition-aid" popovertargetaction="hide"> Fermer</button></span>.'
        "</span> Puis"
    )


# Texts, and how they read with a button in place of each word in square brackets.
PLACES = {
    "the longest form first": "Une [aide de dernier recours,] une [aide,] une aide",
    "in capitals": "AIDE-MÉMOIRE, [AIDE]",
    "an elision of two letters": "[qu’aide.] l’aide",
    "not one of more": "jusqu’[aide,] qu’aide",
    "every sign behind": "[aide...,;!?)] aide",
    "once a page, on any line": "- [aide]\n\n  aide",
    "not in a heading, markup, a table or a title": (
        " # aide\n <p aide\n  | aide\n !!! aide\n ??? aide\n[aide]"
    ),
    "not in a link, an element, a tag or code": (
        '[aide](x) <b>aide</b> <br title="aide"> `aide` {aide} [aide]'
    ),
    "not in a quotation": "«aide» “aide” [aide]",
    "not in a longer word": "aidé plaide -aide aide- [aide]",
}


@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES)
def test_where_a_button_stands(text: str) -> None:
    plain = re.sub(r"\[([^\]]*)\](?!\()", r"\1", text)
    made = with_definitions(plain, (AID, LONG), words_of("fr"))
    button = re.compile(
        r'<span class="with-term">(.*?)<button [^>]*class="term"[^>]*>([^<]*)</button>'
        r'<span class="definition".*?</button></span>(.*?)</span>'
    )
    assert button.sub(r"[\1\2\3]", made) == text


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


NOT_WHOLE = "[a.en] must have a list of texts forms and a text says, and nothing else"
NO_PART = (
    "[a.en] says must begin small and have no full stop: it also stands in brackets in the "
    "middle of a sentence"
)
WHOLE = 'a = {{ fr = {{ forms = ["x"], says = "y" }}, en = {} }}'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[a.fr]\nforms = ["x"]\nsays = "y"', "a lacks [a.en]; both are needed"),
        ('[a.en]\nforms = ["x"]\nsays = "y"', "a lacks [a.fr]; both are needed"),
        ("a = 1", "a lacks [a.fr]; both are needed\na lacks [a.en]; both are needed"),
        (WHOLE.format('{ forms = ["x"], says = "Big" }'), NO_PART),
        (WHOLE.format('{ forms = ["x"], says = "one thing. another" }'), NO_PART),
        (WHOLE.format('{ forms = ["x"], says = "one thing." }'), NO_PART),
        (WHOLE.format('{ forms = ["x"], says = "" }'), NO_PART),
        (WHOLE.format('{ forms = [], says = "y" }'), NOT_WHOLE),
        (WHOLE.format('{ forms = ["x"] }'), NOT_WHOLE),
        (WHOLE.format('{ forms = ["x"], says = "y", b = 1 }'), NOT_WHOLE),
    ],
)
def test_incomplete_definition_is_a_mistake(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "d.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as error:
        read_definitions(tmp_path / "d.toml")
    lines = told.splitlines()
    assert str(error.value).splitlines() == [f"docs/words/definitions.toml: {one}" for one in lines]


def test_what_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text("[a.fr]\n[b", encoding="utf-8")
    with pytest.raises(SourceError) as error:
        read_definitions(tmp_path / "d.toml")
    assert str(error.value) == (
        "docs/words/definitions.toml:2: this line cannot be read as TOML: "
        "Expected ']' at the end of a table declaration"
    )


def test_definitions_are_read_by_language(tmp_path: Path) -> None:
    file = tmp_path / "d.toml"
    file.write_text(
        """\ufeff[a]
fr = { forms = ["é", "és"], says = "une somme" }
en = { forms = ["e"], says = "money" }
[b.fr]
forms = ["x"]
says = "un autre"
[b.en]
forms = ["y"]
says = "another"
""",
        encoding="utf-8",
    )
    assert read_definitions(file) == {
        "fr": (Definition("a", ("é", "és"), "une somme"), Definition("b", ("x",), "un autre")),
        "en": (Definition("a", ("e",), "money"), Definition("b", ("y",), "another")),
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
