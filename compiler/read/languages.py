"""A language is published whole or not at all: what one that has begun lacks is told at once."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel

from calculator.words.catalogue import LANGUAGES
from compiler.read.facts import Entry
from compiler.read.message_files import PACKAGES
from compiler.read.mistake import Mistake, refuse
from compiler.read.offices import Texts

PAGE = re.compile(r"^page:[ \t]*[\"']?([\w/-]+)", re.MULTILINE)
# A line for the language in each, which is Python.
MODELS: Mapping[str, type[BaseModel]] = {
    "Entry of compiler/read/facts.py": Entry,
    "Texts of compiler/read/offices.py": Texts,
}


def settings_file(language: str) -> str:
    """The MkDocs configuration of a language, which holds the theme's words."""
    return "mkdocs.yml" if language == LANGUAGES[0] else f"mkdocs.{language}.yml"


def check_languages(project: Path) -> None:
    """Raise SourceError for each language of `LANGUAGES` that is not whole, in one sentence.

    A page or two that lack are no such matter: `read_documents` tells each.
    """
    pages = {language: _pages(project, language) for language in LANGUAGES}
    refuse(_mistakes(project, pages))


def _mistakes(project: Path, pages: Mapping[str, Mapping[str, str]]) -> Iterator[Mistake]:
    every = {id: file for language in reversed(LANGUAGES) for id, file in pages[language].items()}
    for language in LANGUAGES:
        files = [
            *(f"{package}/messages/{language}.toml" for package in PACKAGES),
            settings_file(language),
        ]
        lacking = [file for file in files if not (project / file).is_file()]
        lacking += [
            f"a line {language} in {place}"
            for place, model in MODELS.items()
            if language not in model.model_fields
        ]
        equals = [file for id, file in every.items() if id not in pages[language]]
        if equals and len(equals) >= len(pages[language]):
            lacking.append(f"the equals in docs/{language} of {', '.join(sorted(equals))}")
        if lacking:
            sentence = (
                f"the language {language} is not whole and lacks {'; '.join(lacking)}. A language "
                f"is published whole or not at all: write what lacks, or take {language} out of "
                "LANGUAGES in calculator/words/catalogue.py"
            )
            yield Mistake(f"docs/{language}", None, sentence)


def _pages(project: Path, language: str) -> Mapping[str, str]:
    """The files of a language's pages by their ids; what has none is told elsewhere."""
    files = sorted((project / "docs" / language).rglob("*.md"))
    found = {file: PAGE.search(_beginning(file)) for file in files}
    return {id[1]: file.relative_to(project).as_posix() for file, id in found.items() if id}


def _beginning(file: Path) -> str:
    """What holds the front matter: not all of some thousand pages is read twice."""
    with file.open("rb") as opened:
        return opened.read(1000).decode("utf-8", "replace")
