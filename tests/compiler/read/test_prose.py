"""The prose of documents, messages and settings, with file and line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from compiler.read.documents import read_documents
from compiler.read.prose import GAP, document_lines, message_lines, prose, setting_lines
from compiler.read.sources import Sources


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
