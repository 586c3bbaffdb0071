"""The words of one language for the whole site."""

from calculator.words.catalogue import Catalogue, catalogue


def words_of(language: str) -> Catalogue:
    """All the messages of a language, the calculator's and the site's."""
    return catalogue(language, "compiler.render")
