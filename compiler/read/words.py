"""The words of one language for the whole site."""

from functools import partial
from pathlib import Path

from calculator.words.catalogue import LANGUAGES, Catalogue, catalogue
from compiler.read.kept import Kept
from compiler.read.message_files import read_message_files
from compiler.read.results import results

PACKAGE = "compiler.render"

# Those of the last build: reading all messages of many programmes takes a second.
_KEPT: dict[str, Catalogue] = {}


def words_of(language: str) -> Catalogue:
    """All the messages of a language, the calculator's and the site's."""
    return _KEPT.get(language) or catalogue(language, PACKAGE)


def count_in_words(number: int, words: Catalogue) -> str:
    """A number of programmes as a word (``trois``), where the language has a short one."""
    id = f"number_word.{number}"
    return words.text(id) if id in words else words.number(number)


def use_kept_words(project: Path, kept: Kept) -> None:
    """Let `words_of` give the last build's messages; `kept` depends on the files of messages.

    Raises SourceError where these, below `project`, cannot be read.
    """
    with results(kept, "words") as known:
        for language in LANGUAGES:
            make = partial(_made, project, language)
            _KEPT[language] = known.of([language], make)


def _made(project: Path, language: str) -> Catalogue:
    try:
        return catalogue(language, PACKAGE)
    except (ValueError, AttributeError, LookupError, OSError):
        # It says in which files, and where. What it accepts, nobody expected.
        read_message_files(project)
        raise
