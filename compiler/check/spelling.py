"""Spelling of all that people read, by Hunspell with maintained dictionaries.

npm brings the dictionaries (Grammalecte's French, SCOWL's Canadian English). Words that they
lack and that are right stand in ``docs/words/fr.txt`` and ``docs/words/en.txt``; official
names in ``docs/words/names.toml``.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from hunspell import Hunspell

from calculator.words.catalogue import LANGUAGES, catalogue
from compiler.read.dictionaries import dictionary_folder
from compiler.read.mistake import Mistake
from compiler.read.prose import Line
from rules.dated import programme_ids

WORD = re.compile(r"(?<![\d.])[^\W\d_]+(?:[’-][^\W\d_]+)*")
# Parts of a word that stand before an apostrophe in French.
ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)’", re.IGNORECASE)
# Pronouns and the like that follow a French verb after a hyphen: « avez-vous », « a-t-il ».
AFTER_HYPHEN = re.compile(
    r"(?:-t)?-(?:je|tu|ils?|elles?|on|nous|vous|les?|la|lui|leur|moi|toi|en|y|ce|ci|là)$",
    re.IGNORECASE,
)


class Speller:
    """The dictionary of one language with the project's own words."""

    def __init__(self, project: Path, language: str):
        folder = dictionary_folder(project, language)
        self._hunspell = Hunspell("index", hunspell_data_dir=str(folder))
        self._elides = language == "fr"
        words = project / "docs" / "words"
        self._own = set(own_words(words / f"{language}.txt"))
        # A programme's name is right, whatever it is.
        named = [catalogue(language).text(f"programme.{id}") for id in programme_ids()]
        self._names = [*official_names(words / "names.toml")[language], *named]

    def wrong(self, text: str) -> Iterator[str]:
        """The words of a text that no dictionary has."""
        for name in self._names:
            text = text.replace(name, " ")
        for word in WORD.findall(text):
            if not self._is_right(word):
                yield word

    def _is_right(self, word: str) -> bool:
        if self._known(word):
            return True
        if self._elides:
            bare = AFTER_HYPHEN.sub("", ELIDED.sub("", word))
            if bare != word:
                return self._is_right(bare)
        elif word.endswith("’s"):
            return self._is_right(word.removesuffix("’s"))
        parts = word.split("-")
        return len(parts) > 1 and all(self._is_right(part) for part in parts)

    def _known(self, word: str) -> bool:
        own = word in self._own or word.lower() in self._own
        # English dictionaries write the straight apostrophe.
        return own or any(self._hunspell.spell(one) for one in (word, word.replace("’", "'")))


def own_words(file: Path) -> list[str]:
    """The words of a file: one a line; what follows a # is a comment."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [word for line in lines if (word := line.partition("#")[0].strip())]


def official_names(file: Path) -> dict[str, list[str]]:
    """Official names by language, the longest first, so that none is found inside another."""
    names = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        language: sorted(names["both"] + names[language], key=len, reverse=True)
        for language in LANGUAGES
    }


def spelling_mistakes(lines: Iterable[Line], spellers: Mapping[str, Speller]) -> Iterator[Mistake]:
    """Each word that no dictionary has."""
    for file, number, language, text in lines:
        for word in spellers[language].wrong(text):
            sentence = (
                f"“{word}” is not in the {language} dictionary: correct it, "
                f"or if it is right add it to docs/words/{language}.txt"
            )
            yield Mistake(file, number, sentence)
