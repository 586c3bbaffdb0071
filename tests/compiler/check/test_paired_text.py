"""A paragraph or sentence that one language leaves out is told, two that are joined are not."""

from pathlib import PurePosixPath

import pytest

from compiler.check.paired_text import check_paired_text, sections
from compiler.read.documents import Document, parse_document
from compiler.read.mistake import SourceError
from compiler.read.paired import Paired

FRENCH, ENGLISH = "docs/fr/a.md", "docs/en/a.md"
SAME = "both languages say the same"


def document(language: str, text: str) -> Document:
    """A document whose text begins on line 7 of its file."""
    matter = "---\npage: a\ntitle: A\ndescription: A\n---\n\n"
    return parse_document(language, PurePosixPath("a.md"), matter + text)


def mistakes(french: str, english: str) -> list[str]:
    try:
        check_paired_text(Paired([document("fr", french), document("en", english)]))
    except SourceError as error:
        return str(error).splitlines()
    return []


@pytest.mark.parametrize(
    ("french", "english"),
    [
        (
            "# Un\n\nLa vie est belle. Oui, très belle.",
            "# One\nLife is beautiful, yes, it is very beautiful.",
        ),
        ("Un bon mot ici. Puis un autre mot.", "A good word stands here, and then another word."),
        ("[Qui appeler?](a.md)", "[Who to call](a.md)"),
        ("- Un.\n- Deux.\n\n</div>", "- One.\n\n- Two."),
        ("Un.\n\n{% if a %}\n\n{# Deux. #}\n\n```\nx. y.\n```", "One."),
        ('Un [mot](a.md "Un. Deux. Trois.").', "One [word](a.md)."),
    ],
)
def test_what_says_the_same_is_taken(french: str, english: str) -> None:
    assert mistakes(french, english) == []
    assert mistakes(english, french) == []


def test_a_paragraph_that_is_left_out() -> None:
    one = "# A\n\nA b.\n\n## B\n\nA b.\n\n- C.\n- D.\n"
    other = "# A\n\nA b.\n\n## B\n\nA b.\n\n- C.\n"
    counted = "paragraphs and list items"
    said = f"this section has 2 {counted}, and that of {FRENCH}:11 has 3 {counted}; {SAME}"
    assert mistakes(one, other) == [f"{ENGLISH}:11: {said}"]
    said = f"this section has 2 {counted}, and that of {ENGLISH}:11 has 3 {counted}; {SAME}"
    assert mistakes(other, one) == [f"{FRENCH}:11: {said}"]


def test_a_sentence_that_is_left_out() -> None:
    one = "A\n\nWe have one thing to say.\nThen we say another thing.\nThat is all."
    other = "A\n\nWe have one thing to say.\nThen we say another thing."
    said = f"this text has 2 sentences, and {FRENCH}:9 has 3 and is longer; {SAME}"
    assert mistakes(one, other) == [f"{ENGLISH}:9: {said}"]
    said = f"this text has 1 sentence, and {ENGLISH}:8 has 2 and is longer; {SAME}"
    assert mistakes("x\n- A b c.", "x\n- A b c. D e f.") == [f"{FRENCH}:8: {said}"]


def test_lines_and_counts_of_sections() -> None:
    first, second = sections(document("fr", "Un mot. Deux?\n\n## Titre. Long\nUn {{ a.b }} !\n"))
    assert [(one.line, one.sentences, one.words) for one in first.said] == [(7, 2, 3)]
    assert second.line == 9
    assert [(one.line, one.sentences, one.words) for one in second.said] == [(10, 1, 2)]
