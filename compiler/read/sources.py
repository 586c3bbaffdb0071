"""Every file that people edit and the site is made from, each read and parsed once a build."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from calculator.words.catalogue import LANGUAGES
from compiler.read.definitions import FILE, Definitions, parse_definitions
from compiler.read.documents import Document, read_documents
from compiler.read.fact_marks import FactMark, fact_marks
from compiler.read.facts import Facts, load_facts
from compiler.read.languages import check_languages, settings_file
from compiler.read.message_files import MessageFile, read_message_files
from compiler.read.mistake import Gathered
from compiler.read.pages import Page, pages_of
from compiler.read.paired import Paired
from compiler.read.regions import Directory, load_directory
from rules import dated

# The MkDocs configuration of each language, which holds the theme's words.
SETTINGS = {language: settings_file(language) for language in LANGUAGES}


class TextFile(NamedTuple):
    """A file's path from the project's folder, and its text."""

    file: str
    text: str


class Sources(NamedTuple):
    """What is read. `pages` are those to publish, not yet filled; `fact_marks` are all of theirs;
    `settings` has the MkDocs configuration of each language."""

    directory: Directory
    message_files: Sequence[MessageFile]
    documents: Paired[Document]
    facts: Facts
    pages: Paired[Page]
    fact_marks: Sequence[FactMark]
    definitions_file: TextFile
    definitions: Definitions
    settings: Mapping[str, TextFile]


def read_sources(project: Path) -> Sources:
    """Read what the project's folder holds. Raises SourceError with what is wrong in all files."""
    found = Gathered()
    found.tried(lambda: check_languages(project))
    directory = found.tried(lambda: load_directory(project / "regional_contacts.yaml"))
    message_files = found.tried(lambda: read_message_files(project))
    documents = found.tried(lambda: read_documents(project / "docs"))
    definitions_file = _text(project, FILE)
    definitions = found.tried(lambda: parse_definitions(definitions_file.text))
    facts = None
    if _values_can_be_read(found) and directory is not None:
        facts = found.tried(lambda: load_facts(project / "docs" / "facts", directory))
    found.refuse()
    # Nothing was refused, so that all is there.
    assert directory is not None
    assert message_files is not None
    assert documents is not None
    assert facts is not None
    assert definitions is not None
    pages = pages_of(documents, directory)
    return Sources(
        directory=directory,
        message_files=message_files,
        documents=documents,
        facts=facts,
        pages=pages,
        fact_marks=list(fact_marks(pages)),
        definitions_file=definitions_file,
        definitions=definitions,
        settings={language: _text(project, file) for language, file in SETTINGS.items()},
    )


def _values_can_be_read(found: Gathered) -> bool:
    """Whether the rules can read the values of every programme; what is wrong is gathered."""
    before = len(found.mistakes)
    for id in dated.named_programmes():
        found.tried(partial(dated.document, id))
    return len(found.mistakes) == before


def _text(project: Path, file: str) -> TextFile:
    return TextFile(file, (project / file).read_text(encoding="utf-8-sig"))
