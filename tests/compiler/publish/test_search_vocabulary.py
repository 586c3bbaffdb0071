"""What the search's script knows of words."""

import re
from pathlib import Path

import pytest

from compiler.publish.search_answers import Answer
from compiler.publish.search_vocabulary import (
    SINGULAR,
    folded,
    is_slip,
    known_words,
    right_words,
    sound,
)
from compiler.read.dictionaries import listed_words
from compiler.read.mistake import SourceError

COPIES = {
    "a/index.html": """<title>A</title><p>Transport &eacute;t&eacute; transport Œuvre</p>
<script>ignored script</script><style>.ignored{}</style>12 x""",
}
GIVEN = {"pages": {"a/": "Licence MIT"}, "synonyms": {"bus": "transport"}, "stop": "\nle\nla "}
SCHOOL = Answer(("ecole", "cours du soir"), "a/#b", "Ask", "We ask.", True)
COSTS = Answer(("taxi",), "a/#c", "Costs", "Paid back.", False)


def test_words_of_a_language_as_a_whole() -> None:
    known = known_words("fr", COPIES, GIVEN, [SCHOOL, COSTS])
    right = known.pop("right").split()
    assert known == {
        "stop": ["le", "la"],
        "synonyms": {"bus": "transport"},
        # The commonest first, then by the alphabet; of names of pages too, with their accents.
        "vocabulary": "transport licence mit été œuvre",
        "answers": [
            {
                "words": ("ecole", "cours du soir"),
                "url": "a/#b",
                "title": "Ask",
                "text": "We ask.",
                "silent": True,
            },
            {"words": ("taxi",), "url": "a/#c", "title": "Costs", "text": "Paid back."},
        ],
    }
    assert {"taxer", "manoeuvre"}.isdisjoint(right)
    assert "tari" in right or "taxe" in right


def test_synonyms_that_no_page_has_are_all_told() -> None:
    synonyms = {"a": "transport zebre", "b": "trans", "c": "absent zebre"}
    with pytest.raises(SourceError) as caught:
        known_words("fr", COPIES, {**GIVEN, "synonyms": synonyms}, [])
    assert str(caught.value) == (
        "compiler/publish/search_words/fr.toml: no page has the words that [synonyms] leads to:"
        " absent, zebre"
    )


@pytest.mark.parametrize(
    ("words", "left"),
    [
        # The same word, its plural, its singular, several together: a page has them.
        (("ecole", "ete", "oeuvre"), ("ecole",)),
        (("transports", "ecole"), ("ecole",)),
        (("course", "cours"), ("course",)),
        (("cours du soir", "cours du matin"), ("cours du matin",)),
        (("niveau 5", "niveau 6"), ("niveau 6",)),
        # A part of a word is none.
        (("trans", "oir"), ("trans", "oir")),
        (("ete",), None),
    ],
)
def test_of_a_word_that_a_page_has_the_documents_are_not_said_to_be_silent(
    words: tuple[str, ...], left: tuple[str, ...] | None
) -> None:
    copies = {**COPIES, "b/index.html": "<p>Des <b>cours</b> du soir,</p> <p>niveau 5"}
    costs = COSTS._replace(words=("transport",))
    known = known_words("fr", copies, GIVEN, [SCHOOL._replace(words=words), costs])
    assert [one["words"] for one in known["answers"] if "silent" in one] == [left] * bool(left)
    # What is asked may be on pages.
    assert known["answers"][-1]["words"] == ("transport",)


def test_singular_is_as_in_the_script(root: Path) -> None:
    script = (root / "browser/site/search_words.js").read_text(encoding="utf-8")
    assert 'replace(/(...)[sx]$/, "$1")' in script.partition("function singular")[2]
    assert [SINGULAR.sub("", word) for word in ("bs", "bus", "jobs", "maux", "rhythm")] == [
        *("bs", "bus", "job", "mau", "rhythm"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("made", "made", True),
        ("made", "mades", True),
        ("malade", "made", False),
        ("carte", "garte", True),
        ("garde", "gadre", True),
        ("garde", "gerda", False),
        ("abcd", "dbca", False),
        ("mad", "made", True),
    ],
)
def test_slips(one: str, other: str, is_one: bool) -> None:
    assert is_slip(one, other) == is_one
    assert is_slip(other, one) == is_one


def test_only_words_that_could_be_taken_for_known_ones_are_kept() -> None:
    words = ["Carte", "bicyclette", "garde", "gardé", "job", "gare", "malade", "pharde", "gardien"]
    # A name, what is far, what is known with other accents, and what is too short are left out.
    assert right_words({"garde", "farde", "jobs"}, words) == ["gare", "pharde"]


def test_a_dictionary_lists_common_words(root: Path) -> None:
    words = set(listed_words(root, "fr"))
    assert {"malade", "école", "inscription", "chicane"} <= words
    assert not [word for word in words if re.search(r"[/\t\d]", word) or word != word.lower()]
    assert "sick" in set(listed_words(root, "en"))


@pytest.mark.parametrize(
    ("word", "heard"),
    [("lanaudiere", "lanodiere"), ("eau", "o"), ("telephone", "telefone"), ("jobb", "job"),
     ("saguenay", "saguenai")],
)  # fmt: skip
def test_sound_is_as_in_the_script(word: str, heard: str, root: Path) -> None:
    assert sound(word) == heard
    script = (root / "browser/site/search_words.js").read_text(encoding="utf-8")
    body = script.partition("function sound")[2].partition("}")[0]
    assert re.findall(r"replace(?:All)?\((.*)\)", body) == [
        '/e?au/g, "o"',
        '"ph", "f"',
        '"y", "i"',
        '/(.)\\1+/g, "$1"',
    ]


@pytest.mark.parametrize(
    ("text", "plain"), [("Gaspésie", "gaspesie"), ("Cœur", "coeur"), ("ÎLES", "iles")]
)
def test_folded(text: str, plain: str) -> None:
    assert folded(text) == plain
