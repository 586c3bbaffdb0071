"""Documents are typeset as they are read; what is no text for people stays as typed."""

from pathlib import Path, PurePosixPath

import pytest

from compiler.read.definitions import parse_definitions
from compiler.read.documents import FRONT_MATTER, parse_document
from compiler.read.offices import Texts
from compiler.read.typeset_markdown import typeset_markdown

NO_BREAK_SPACE = "\u00a0"
DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("**L'aide** : 5 %", "**L’aide**~: 5~%"),
        ("l'[aide](a.md) : « *b* »", "l’[aide](a.md)~: «~*b*~»"),
        ("{{ a.b }} $ : {# facts of a: b #}", "{{ a.b }}~$~: {# facts of a: b #}"),
        ("d'{{ name }} et {{ name }}'s", "d’{{ name }} et {{ name }}’s"),
        # Another language's words, in their own typography too.
        ('<b lang="en">don\'t</b>', '<b lang="en">don’t</b>'),
        # Code, addresses, attributes, statements and remarks.
        ("`a' : « b »` : c", "`a' : « b »`~: c"),
        ("```\nl'a : 1 000\n```\nl'a", "```\nl'a : 1 000\n```\nl’a"),
        ("<pre>l'a : b</pre> l'a", "<pre>l'a : b</pre> l’a"),
        ("<a title=\"l'a : b\">l'a</a>", '<a title="l\'a : b">l’a</a>'),
        ('[a](b.md "l\'a : b")', '[a](b.md "l\'a : b")'),
        ("https://a.example/l'a", "https://a.example/l'a"),
        ("## L'a {#l'a}", "## L’a {#l'a}"),
        ("{% if a == 'b' %}l'a{% endif %}", "{% if a == 'b' %}l’a{% endif %}"),
        ("{{ picture('a : b') }}", "{{ picture('a : b') }}"),
        ("{# l'a : b #}", "{# l'a : b #}"),
        ("| a : | b |\n| :--- | :-: |", "| a~: | b |\n| :--- | :-: |"),
        ("\ufffc `a`", "\ufffc `a`"),
    ],
)
def test_french(typed: str, printed: str) -> None:
    assert typeset_markdown(typed, "fr") == printed.replace("~", NO_BREAK_SPACE)


def test_french_within_english() -> None:
    typed = "It's <span lang=\"fr\">« l'aide » : 5 $</span> : so"
    printed = 'It’s <span lang="fr">«~l’aide~»~: 5~$</span> : so'
    assert typeset_markdown(typed, "en") == printed.replace("~", NO_BREAK_SPACE)


def test_front_matter_that_is_shown_and_no_other() -> None:
    front = '---\npage: a\ntitle: "L\'aide : a"\ndescription: "5 $"\nother: "l\'a : b"\n---\nl\'a\n'
    document = parse_document("fr", PurePosixPath("a.md"), front)
    assert document.meta == {
        "page": "a",
        "title": f"L’aide{NO_BREAK_SPACE}: a",
        "description": f"5{NO_BREAK_SPACE}$",
        "other": "l'a : b",
    }
    assert document.text == "l’a\n"


def test_definitions_and_the_words_of_offices() -> None:
    text = '[a.fr]\nforms = ["l\'a"]\nsays = "un nom : l\'a"\n'
    text += '[a.en]\nforms = ["a"]\nsays = "it\'s a"\n'
    (french,) = parse_definitions(text)["fr"]
    assert (french.forms, french.says) == (("l’a",), f"un nom{NO_BREAK_SPACE}: l’a")
    texts = Texts(fr="de 8 h 30 à 16 h", en="it's open")
    assert texts.fr == "de~8~h~30 à 16~h".replace("~", NO_BREAK_SPACE).replace("de\u00a0", "de ")
    assert texts.en == "it’s open"


@pytest.mark.parametrize(
    "file", sorted(DOCS.glob("[a-z][a-z]/**/*.md")), ids=lambda file: file.name
)
def test_plain_signs_give_the_page_that_typographic_ones_give(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    language = file.relative_to(DOCS).parts[0]
    front = FRONT_MATTER.match(text)
    assert front
    body = text[front.end() :]
    plain = body.replace(NO_BREAK_SPACE, " ").replace("’", "'")
    assert typeset_markdown(plain, language) == typeset_markdown(body, language)
