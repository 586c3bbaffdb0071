"""The answer in a few words at the top of each card."""

from bs4 import BeautifulSoup

from calculator.results.short_answer import first_question
from calculator.words.catalogue import Catalogue


def test_the_first_question_stands_apart_from_its_sentence(words: Catalogue) -> None:
    """The outlines hold what stands where, not the spaces between."""
    text = BeautifulSoup(first_question(["adult", "on"], words), "html.parser").get_text()
    assert text == f"{words.text('short.depends')} {words.text('question.adult.label')}"
