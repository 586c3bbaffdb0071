"""The dictionaries of the languages, which npm brings: where they lie, and their words."""

import re
from collections.abc import Iterator
from pathlib import Path

_PACKAGES = {"fr": "dictionary-fr", "en": "dictionary-en-ca"}


def dictionary_folder(project: Path, language: str) -> Path:
    """Where Hunspell finds the dictionary, as `index.aff` and `index.dic`."""
    return project / "node_modules" / _PACKAGES[language]


def listed_words(project: Path, language: str) -> Iterator[str]:
    """The words that the dictionary lists, without names; of a verb, it lists the infinitive."""
    file = dictionary_folder(project, language) / "index.dic"
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        word = re.split(r"[/\t]", line)[0].strip()
        if word.isalpha() and word.islower():
            yield word
