"""Mistakes: how a person is told them."""

import pytest

from calculator.words.catalogue import MissingMessageError
from compiler.read.mistake import Mistake, SourceError, mistakes_of_rules, not_utf8, refuse, told
from rules.values_file import ValuesError

TYPED = Mistake("docs/fr/a.md", 7, "“173\u00a0$” is typed")
WHOLE = Mistake("PASSERELLE_URL", None, "must be an address")


def test_source_error_has_one_line_a_mistake() -> None:
    error = SourceError([TYPED, WHOLE])
    assert error.mistakes == (TYPED, WHOLE)
    assert str(error).splitlines() == [
        "docs/fr/a.md:7: “173\u00a0$” is typed",
        "PASSERELLE_URL: must be an address",
    ]


@pytest.mark.parametrize(
    ("sentence", "shown"), [("a\nb", "a\\nb"), ("a\u200bb", "a\\u200bb"), ("é\u00a0$", "é\u00a0$")]
)
def test_invisible_characters_are_shown_by_code(sentence: str, shown: str) -> None:
    assert told([Mistake("f", 1, sentence)]) == f"f:1: {shown}"


def test_refuse_raises_once_for_each_different_mistake() -> None:
    refuse([])
    with pytest.raises(SourceError) as error:
        refuse([WHOLE, TYPED, WHOLE])
    assert error.value.mistakes == (WHOLE, TYPED)


def test_mistake_in_encoding_has_its_line() -> None:
    with pytest.raises(UnicodeDecodeError) as error:
        b"a\nb\n\xe9".decode()
    assert not_utf8("f", error.value) == ("f", 3, "must be UTF-8 text, and is not")


@pytest.mark.parametrize(
    "error",
    [
        ValuesError("third.toml:7: a: must be a table"),
        MissingMessageError("messages/fr.toml: must have the message a"),
    ],
)
def test_errors_of_the_rules_become_mistakes(error: Exception) -> None:
    with pytest.raises(SourceError) as caught, mistakes_of_rules():
        raise error
    told = str(error)
    assert str(caught.value) == (
        f"rules/programmes/{told}" if isinstance(error, ValuesError) else told
    )
    assert len(caught.value.mistakes) == 1
