"""The words of one language for the whole site."""

from calculator.words.catalogue import Catalogue, catalogue


def words_of(language: str) -> Catalogue:
    """All the messages of a language, the calculator's and the site's."""
    return catalogue(language, "compiler.render")


def count_in_words(number: int, words: Catalogue) -> str:
    """A number of programmes as a word (``trois``), where the language has a short one."""
    id = f"number_word.{number}"
    return words.text(id) if id in words else words.number(number)
