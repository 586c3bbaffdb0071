"""A language is published whole or not at all: what one that has begun lacks is told at once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    lacking = {language: _lacking(project, language) for language in LANGUAGES}
    files = {language: _files(project, language) for language in LANGUAGES}
    fewest, most = min(map(len, files.values())), max(map(len, files.values()))
    # Each source is read once a build: their beginnings twice only where something is to be told.
    if any(lacking.values()) or 2 * fewest <= most:
        pages = {language: _pages(project, files[language]) for language in LANGUAGES}
        refuse(_mistakes(lacking, pages))


def _lacking(project: Path, language: str) -> list[str]:
    """What a language lacks beside its pages."""
    files = [
        *(f"{package}/messages/{language}.toml" for package in PACKAGES),
        settings_file(language),
    ]
    return [
        *(file for file in files if not (project / file).is_file()),
        *(
            f"a line {language} in {place}"
            for place, model in MODELS.items()
            if language not in model.model_fields
        ),
    ]


def _files(project: Path, language: str) -> list[Path]:
    return sorted((project / "docs" / language).rglob("*.md"))


def _mistakes(
    beside: Mapping[str, Sequence[str]], pages: Mapping[str, Mapping[str, str]]
) -> Iterator[Mistake]:
    every = {id: file for language in reversed(LANGUAGES) for id, file in pages[language].items()}
    for language in LANGUAGES:
        lacking = list(beside[language])
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


def _pages(project: Path, files: Iterable[Path]) -> Mapping[str, str]:
    """The files of a language's pages by their ids; what has none is told elsewhere."""
    found = {file: PAGE.search(_beginning(file)) for file in files}
    return {id[1]: file.relative_to(project).as_posix() for file, id in found.items() if id}


def _beginning(file: Path) -> str:
    """What holds the front matter."""
    with file.open("rb") as opened:
        return opened.read(1000).decode("utf-8", "replace")
