"""Every file that people edit and the site is made from, each read and parsed once a build."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from calculator.words.catalogue import LANGUAGES
from compiler.read.definitions import FILE, Definitions, parse_definitions
from compiler.read.documents import Document, read_documents
from compiler.read.fact_marks import FactMarks, fact_marks
from compiler.read.facts import Facts, load_facts
from compiler.read.kept import NOTHING_KEPT, Kept, files
from compiler.read.languages import check_languages, settings_file
from compiler.read.message_files import MessageFile, read_message_files
from compiler.read.mistake import Gathered
from compiler.read.pages import Page, pages_of
from compiler.read.paired import Paired
from compiler.read.regions import Directory, load_directory
from compiler.read.results import results
from rules import dated

CONTACTS = "regional_contacts.yaml"

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
    fact_marks: FactMarks
    definitions_file: TextFile
    definitions: Definitions
    settings: Mapping[str, TextFile]


class _Rest(NamedTuple):
    """What is read beside the documents."""

    directory: Directory
    message_files: Sequence[MessageFile]
    facts: Facts
    definitions_file: TextFile
    definitions: Definitions
    settings: Mapping[str, TextFile]


def files_beside_documents(project: Path) -> Iterator[Path]:
    """What is read beside the documents, without what belongs to the program."""
    yield from (
        file for name in (CONTACTS, *SETTINGS.values()) if (file := project / name).is_file()
    )
    yield from files(project / "docs", LANGUAGES)


def read_sources(project: Path, kept: Kept = NOTHING_KEPT) -> Sources:
    """Read what the project's folder holds; `kept` depends on `files_beside_documents`.

    Raises SourceError with what is wrong in all files.
    """
    found = Gathered()
    found.tried(lambda: check_languages(project))
    with results(kept, "beside-documents") as known:
        rest = found.tried(lambda: known.of([], lambda: _read_rest(project)))
    documents = found.tried(lambda: read_documents(project / "docs", kept))
    found.refuse()
    # Nothing was refused, so that all is there.
    assert rest is not None
    assert documents is not None
    pages = pages_of(documents, rest.directory)
    return Sources(
        documents=documents,
        pages=pages,
        fact_marks=FactMarks(fact_marks(pages)),
        **rest._asdict(),
    )


def _values_can_be_read(found: Gathered) -> bool:
    """Whether the rules can read the values of every programme; what is wrong is gathered."""
    before = len(found.mistakes)
    for id in dated.named_programmes():
        found.tried(partial(dated.document, id))
    return len(found.mistakes) == before


def _read_rest(project: Path) -> _Rest:
    found = Gathered()
    directory = found.tried(lambda: load_directory(project / CONTACTS))
    message_files = found.tried(lambda: read_message_files(project))
    definitions_file = _text(project, FILE)
    definitions = found.tried(lambda: parse_definitions(definitions_file.text))
    facts = None
    if _values_can_be_read(found) and directory is not None:
        facts = found.tried(lambda: load_facts(project / "docs" / "facts", directory))
    found.refuse()
    assert directory is not None
    assert message_files is not None
    assert facts is not None
    assert definitions is not None
    return _Rest(
        directory=directory,
        message_files=message_files,
        facts=facts,
        definitions_file=definitions_file,
        definitions=definitions,
        settings={language: _text(project, file) for language, file in SETTINGS.items()},
    )


def _text(project: Path, file: str) -> TextFile:
    return TextFile(file, (project / file).read_text(encoding="utf-8-sig"))
