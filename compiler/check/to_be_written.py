"""The marks of `compiler.new`: what a person still has to write stops the build, each named."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from compiler.read.mistake import Mistake, refuse
from compiler.read.sources import Sources

CONTACTS = "regional_contacts.yaml"

# What stands where a person still has to write. Both are words of the language around them.
MARKS = {"fr": "À ÉCRIRE", "en": "TO BE WRITTEN"}


def check_to_be_written(project: Path, sources: Sources) -> None:
    """Raise SourceError for each mark in the files that people edit."""
    refuse(
        Mistake(file, line, f"“{mark}”: write what belongs here, in place of these words")
        for file, line, text in (
            *_of_sources(sources),
            *_of_contacts(project, sources),
            *_of_files(project, _programmes(project)),
        )
        for mark in MARKS.values()
        if mark in text
    )


def _of_sources(sources: Sources) -> Iterator[tuple[str, int, str]]:
    """Every line of documents, messages and facts, with its place."""
    for document in sources.documents:
        for key, value in document.meta.items():
            yield document.source, document.line_of(key), str(value)
        for number, line in enumerate(document.text.splitlines(), start=document.first_line):
            yield document.source, number, line
    for file in sources.message_files:
        for number, line in enumerate(file.text.splitlines(), start=1):
            yield file.file, number, line
    for fact in sources.facts.facts:
        for language, text in fact.words.items():
            yield fact.file, fact.word_lines[language], text


def _of_contacts(project: Path, sources: Sources) -> Iterator[tuple[str, int, str]]:
    # Read for its lines only where there is something to tell.
    said = repr(sources.directory)
    if any(mark in said for mark in MARKS.values()):
        yield from _of_files(project, [CONTACTS])


def _programmes(project: Path) -> list[str]:
    folder = project / "rules" / "programmes"
    files = sorted((*folder.glob("*.toml"), *folder.glob("*.py")))
    return [file.relative_to(project).as_posix() for file in files]


def _of_files(project: Path, names: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    for name in names:
        text = (project / name).read_text(encoding="utf-8-sig")
        for number, line in enumerate(text.splitlines(), start=1):
            yield name, number, line
