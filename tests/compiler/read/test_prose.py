"""The prose of documents, messages and settings, with file and line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from compiler.read.documents import read_documents
from compiler.read.facts import Fact, Facts
from compiler.read.message_files import MessageFile
from compiler.read.prose import (
    GAP,
    Line,
    definition_lines,
    document_lines,
    fact_lines,
    message_lines,
    prose,
    setting_lines,
)
from compiler.read.sources import Sources, TextFile


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("# Un titre", "# Un titre"),
        ("Un [lien](a/b.md) là.", "Un [lien] là."),
        ("[Faire](estimer.md){ .md-button }", "[Faire]"),
        ("Un **mot** et *un* autre.", "Un mot et un autre."),
        ("- **Source :** le document", "- Source\u00a0: le document"),
        ("C’est {{ a.b }} par mois.", f"C’est {GAP} par mois."),
        ('<p class="figure-number">{{ a.b }}</p>', GAP),
        ('!!! warning "À savoir"', "À savoir"),
        ("Un fait.{: data-fact='x' }", "Un fait."),
        ("Un fait.{ #fait }", "Un fait."),
        ("Voir https://exemple.org/a-b ici", "Voir  ici"),
    ],
)
def test_prose_has_no_markup(write_docs: Callable[..., Path], written: str, read: str) -> None:
    assert [line.text for line in body(write_docs, written)] == [read]


@pytest.mark.parametrize("written", ['<div class="x" markdown>', "</div>", "<!-- note -->", ""])
def test_line_of_markup_only_is_left_out(write_docs: Callable[..., Path], written: str) -> None:
    assert body(write_docs, written) == []


def test_marked_foreign_words_have_their_language(
    write_docs: Callable[..., Path],
) -> None:
    lines = body(write_docs, 'Its <cite lang="en">“own words”</cite> say so.')
    assert [(line.language, line.text) for line in lines] == [
        ("en", "own words"),
        ("fr", f"Its {GAP} say so."),
    ]


def body(write_docs: Callable[..., Path], text: str) -> list:
    front = '---\npage: a\ntitle: "T"\ndescription: "D"\n---\n'
    docs = write_docs({"fr/a.md": front + text, "en/a.md": front})
    (document, _) = read_documents(docs)
    lines = list(document_lines(document))
    assert [(line.file, line.line, line.text) for line in lines[:2]] == [
        ("docs/fr/a.md", 3, "T"),
        ("docs/fr/a.md", 4, "D"),
    ]
    assert {line.line for line in lines[2:]} <= {6}
    return lines[2:]


def test_message_lines_have_numbers_and_no_break_spaces() -> None:
    text = (
        '# a "comment"\n[table."x.y"]\none = "Quoi : {n} $" # more\n'
        'months = [\n  "mai", "juin",\n]\ntwo = "« oui »"\n'
    )
    assert [line[1:] for line in message_lines("m.toml", "fr", text)] == [
        (3, "fr", f"Quoi\u00a0: {GAP}\u00a0$"),
        (5, "fr", "mai"),
        (5, "fr", "juin"),
        (7, "fr", "«\u00a0oui\u00a0»"),
    ]


def test_settings_lines_have_page_names_and_words() -> None:
    text = (
        "site_name: X\nnav:\n  - Accueil: index.md\n  - plain.md\nextra:\n  n: 5\n"
        "  words:\n    menu: Pages\n    long: >-\n      Un\n      deux\nurl: !ENV [A, b]\n"
    )
    assert [line[1:] for line in setting_lines("m.yml", "fr", text)] == [
        (3, "fr", "Accueil"),
        (8, "fr", "Pages"),
        (9, "fr", "Un deux"),
    ]


def test_prose_covers_all_sources(sources: Sources) -> None:
    lines = list(prose(sources))
    files = {line.file for line in lines}
    assert {"mkdocs.yml", "mkdocs.en.yml", "docs/fr/index.md", "docs/en/index.md"} <= files
    for package in ("calculator/words", "compiler/render"):
        assert {f"{package}/messages/fr.toml", f"{package}/messages/en.toml"} <= files
    texts = {(line.language, line.text) for line in lines}
    assert ("fr", "Je ne sais pas") in texts
    assert ("en", "Skip to the content") in texts


FACT = Fact(
    id="paas_action.aid",
    programme="paas_action",
    section="aid",
    audience="citizen",
    strength="stated",
    words={"fr": "L’aide : **oui**", "en": "Help {{ a.b }}"},
    shown=None,
    file="docs/facts/paas_action.yaml",
    line=3,
    word_lines={"fr": 7, "en": 8},
)


def test_words_of_a_fact_have_their_own_lines() -> None:
    assert list(fact_lines(FACT)) == [
        Line("docs/facts/paas_action.yaml", 7, "fr", "L’aide : oui"),
        Line("docs/facts/paas_action.yaml", 8, "en", f"Help {GAP}"),
    ]


DEFINITIONS = """\
"before": "any table"
# "a remark"
[mandate.fr]
forms = ["mandat", "mandats"]
says = "Ce qu’on \\" confie."

[mandate.en]
forms = ["mandate"]
says = "What *is* asked."
"""


def test_definitions_have_the_language_of_their_table() -> None:
    assert list(definition_lines("docs/words/definitions.toml", DEFINITIONS)) == [
        Line("docs/words/definitions.toml", number, language, text)
        for number, language, text in (
            (1, "fr", "before"),
            (1, "fr", "any table"),
            (4, "fr", "mandat"),
            (4, "fr", "mandats"),
            (5, "fr", 'Ce qu’on \\" confie.'),
            (8, "en", "mandate"),
            (9, "en", "What is asked."),
        )
    ]


MESSAGES = """\
# "remark"
   # "indented"
[table]
  ["of.names"]
a.b = "Un « mot » : {n}"
"c = d" = "text"
e = [
  "« [f]", # and more
  "g = h",
]
plain = 5
"""


def test_messages_as_wholes() -> None:
    assert list(message_lines("m.toml", "fr", MESSAGES)) == [
        Line("m.toml", number, "fr", text)
        for number, text in (
            (4, "of.names"),
            (5, f"Un «\u00a0mot\u00a0»\u00a0: {GAP}"),
            (6, "c = d"),
            (6, "text"),
            (8, "«\u00a0[f]"),
            (9, "g = h"),
        )
    ]


SETTINGS = """\
site_name: not shown
nav:
  - Accueil: index.md
  - Groupe:
      - Un: un.md
      - deux.md
      - Liste:
          - Trois: trois.md
  - plain.md
extra:
  other: not shown
  words:
    menu: Pages
    list: [un, "deux"]
    group:
      inner: Dedans
"""


def test_settings_as_wholes() -> None:
    assert list(setting_lines("mkdocs.yml", "fr", SETTINGS)) == [
        Line("mkdocs.yml", number, "fr", text)
        for number, text in (
            (3, "Accueil"),
            (4, "Groupe"),
            (5, "Un"),
            (7, "Liste"),
            (8, "Trois"),
            (13, "Pages"),
            (14, "un"),
            (14, "deux"),
            (16, "Dedans"),
        )
    ]
    assert list(setting_lines("mkdocs.yml", "fr", "")) == []
    assert list(setting_lines("mkdocs.yml", "fr", "nav: {}\nextra: []\n")) == []


# Parts of a document's body, and the lines for people: each its number, language and text.
BODIES = {
    "programs are no text": ("a\n```sh\ncurl x\n```\nb", [(6, "fr", "a"), (10, "fr", "b")]),
    "code is a gap": ("Tapez `ls` ici", [(6, "fr", f"Tapez {GAP} ici")]),
    "a fold": ('???+ note "Plus"', [(6, "fr", "Plus")]),
    "a closed fold": ('??? note "Plus"', [(6, "fr", "Plus")]),
    "a box without a title": ("!!! note", []),
    "a remark": ("a {# facts of b: c #} d", [(6, "fr", "a d")]),
    "a placeholder of a loop": ("{% for a in b %} c", [(6, "fr", f"{GAP} c")]),
    "a name to be filled in": ("un {a.b} deux", [(6, "fr", f"un {GAP} deux")]),
    "foreign words": (
        'Dire <i class="a" lang="en">« *yes* »</i> ou <b lang="en">“no”</b>.',
        [(6, "en", "yes"), (6, "en", "no"), (6, "fr", f"Dire {GAP} ou {GAP}.")],
    ),
    "emphasis of every kind": ("*a* **b** ***c***", [(6, "fr", "a b c")]),
    "a picture's address": ("![Plan](a/b.png)", [(6, "fr", "![Plan]")]),
    "addresses": ("à https://a.b/c?d et http://e.f", [(6, "fr", "à  et")]),
}


@pytest.mark.parametrize(("text", "lines"), BODIES.values(), ids=BODIES)
def test_bodies_as_wholes(
    write_docs: Callable[..., Path], text: str, lines: list[tuple[int, str, str]]
) -> None:
    front = "---\npage: a\ntitle: T\ndescription: D\n---\n"
    docs = write_docs({"fr/a.md": front + text, "en/a.md": front})
    (document, _) = read_documents(docs)
    assert list(document_lines(document)) == [
        Line("docs/fr/a.md", 3, "fr", "T"),
        Line("docs/fr/a.md", 4, "fr", "D"),
        *(Line("docs/fr/a.md", *line) for line in lines),
    ]


def test_each_source_is_read_once_in_the_language_it_is_in(sources: Sources) -> None:
    small = sources._replace(
        documents=(),
        message_files=[
            MessageFile("en.toml", "en", 'a = "English"', {}),
            MessageFile("fr.toml", "fr", 'a = "français"', {}),
        ],
        settings={
            "fr": TextFile("mkdocs.yml", "nav:\n  - Un: a.md\n"),
            "en": TextFile("mkdocs.en.yml", "nav:\n  - One: a.md\n"),
        },
        facts=Facts((FACT,)),
        definitions_file=TextFile("words.toml", '[a.en]\nsays = "b"\n'),
    )
    assert list(prose(small)) == [
        Line("fr.toml", 1, "fr", "français"),
        Line("mkdocs.yml", 2, "fr", "Un"),
        Line("en.toml", 1, "en", "English"),
        Line("mkdocs.en.yml", 2, "en", "One"),
        Line("docs/facts/paas_action.yaml", 7, "fr", "L’aide : oui"),
        Line("docs/facts/paas_action.yaml", 8, "en", f"Help {GAP}"),
        Line("words.toml", 2, "en", "b"),
    ]
