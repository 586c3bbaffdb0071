"""Documents: the Markdown files of ``docs/<language>/``, read and parsed once.

A document has a front matter in YAML. Its ``page`` id pairs it with its equals in the other
languages. `compiler.read.pages` makes the pages to publish from it.
"""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import yaml

from calculator.words.catalogue import LANGUAGES
from compiler.read.kept import NOTHING_KEPT, Kept
from compiler.read.mistake import Mistake, SourceError, not_utf8, refuse
from compiler.read.paired import Paired
from compiler.read.results import results
from compiler.read.typeset_markdown import typeset_markdown

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
REQUIRED = ("page", "title", "description")
# Those of the front matter that are shown.
SHOWN = ("title", "description")
REMARK = re.compile(r"\{#.*?#\}", re.DOTALL)
# The part of a path that stands for the name of each programme's page.
OF_PROGRAMMES = "_programme"
ITEM = re.compile(r"\s*(?:[-*+]|\d+\.)\s")


class Block(NamedTuple):
    """A paragraph or list item of a document with the line of the file on which it begins."""

    line: int
    text: str


@dataclass(frozen=True)
class Document:
    """A document as a writer edits it.

    `file`: its path inside its language's folder. `meta`: the front matter. `text`: the
    Markdown below it, typeset, placeholders and remarks not yet filled or dropped. `first_line`:
    the line of the file on which `text` begins. `key_lines`: the line of each key of the front
    matter.
    """

    language: str
    file: PurePosixPath
    meta: Mapping[str, Any]
    text: str
    first_line: int
    key_lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The path from the project's folder, as mistakes name it."""
        return f"docs/{self.language}/{self.file}"

    @property
    def id(self) -> str:
        """What the document is, in whichever language."""
        return str(self.meta["page"])

    @property
    def is_template(self) -> bool:
        """Whether it stands for one page a region, or a programme: a part of its path starts with
        an underscore."""
        return any(part.startswith("_") for part in self.file.parts)

    @property
    def of_programmes(self) -> bool:
        """Whether it stands for one page a programme, where there are many."""
        return any(PurePosixPath(part).stem == OF_PROGRAMMES for part in self.file.parts)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The paragraphs and list items; their texts one after the other are `text`."""
        return tuple(_blocks(self.text, self.first_line))

    @cached_property
    def without_remarks(self) -> str:
        """`text` without ``{# remarks #}``, its lines kept."""
        return REMARK.sub(lambda match: "\n" * match[0].count("\n"), self.text)

    def line_of(self, key: str) -> int:
        """The line of a key of the front matter."""
        return self.key_lines.get(key, 1)

    def mistake(self, line: int, sentence: str) -> Mistake:
        """A mistake on a line of the file."""
        return Mistake(self.source, line, sentence)


def read_documents(docs: Path, kept: Kept = NOTHING_KEPT) -> Paired[Document]:
    """Every document below ``docs/fr`` and ``docs/en``; only those are parsed that changed.

    Raises SourceError for a front matter that lacks something, and for a page that stands
    twice in one language or lacks in another.
    """
    mistakes: list[Mistake] = []
    documents: list[Document] = []
    for folder in sorted(docs.glob("[a-z][a-z]")):
        if folder.name not in LANGUAGES and any(folder.rglob("*.md")):
            sentence = (
                f"is no language of this site; accepted: {', '.join(LANGUAGES)}. A language is "
                "published whole or not at all: CONTRIBUTING.md, “A language is added”"
            )
            mistakes.append(Mistake(f"docs/{folder.name}", None, sentence))
    with results(kept, "documents") as known:
        for language in LANGUAGES:
            folder = docs / language
            for path in sorted(folder.rglob("*.md")):
                file = PurePosixPath(path.relative_to(folder).as_posix())
                name = f"docs/{language}/{file}"
                try:
                    text = path.read_text(encoding="utf-8-sig")
                    parse = partial(parse_document, language, file, text)
                    documents.append(known.of([language, str(file), text], parse))
                except UnicodeDecodeError as error:
                    mistakes.append(not_utf8(name, error))
                except SourceError as error:
                    mistakes += error.mistakes
        paired = Paired(documents)
        unread = {PurePosixPath(mistake.file).parts[1] for mistake in mistakes}
        refuse([*mistakes, *_unpaired(paired, unread)])
    return paired


def parse_document(language: str, file: PurePosixPath, text: str) -> Document:
    """The document of a file's text. Raises SourceError for its front matter."""
    name = f"docs/{language}/{file}"
    match = FRONT_MATTER.match(text)
    try:
        meta = yaml.load(match[1], Loader=yaml.CSafeLoader) if match else None
    except yaml.YAMLError as error:
        raise SourceError([Mistake(name, *_slip(match[1] if match else "", error))]) from error
    if not isinstance(meta, dict) or not match:
        sentence = (
            "must begin with a front matter: a line of ---, then page:, title: and description:, "
            "each on a line of its own, then another line of ---"
        )
        raise SourceError([Mistake(name, 1, sentence)])
    keys = enumerate(match[0].splitlines(), start=1)
    key_lines = {line.partition(":")[0]: number for number, line in keys}
    first_line = match[0].count("\n") + 1
    if lacking := [key for key in REQUIRED if meta.get(key) is None]:
        # They go in front of the line that ends it.
        sentence = f"the front matter lacks {', '.join(lacking)}"
        raise SourceError([Mistake(name, key_lines.get(lacking[0], first_line - 1), sentence)])
    refuse(
        Mistake(name, key_lines.get(key, 1), f'{key} must be a text; write it between quotes ""')
        for key in REQUIRED
        if not isinstance(meta[key], str)
    )
    meta |= {key: typeset_markdown(meta[key], language) for key in SHOWN}
    body = typeset_markdown(text[match.end() :], language)
    return Document(language, file, meta, body, first_line, key_lines)


def _slip(front_matter: str, error: yaml.YAMLError) -> tuple[int, str]:
    """The line of the file to mend in a front matter that is no YAML, and what is wrong there."""
    for number, line in enumerate(front_matter.splitlines(), start=2):
        key, colon, value = line.partition(":")
        value = value.strip()
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return number, "a tab stands at the beginning of this line; write spaces in its place"
        if value.startswith('"') and (len(value) < len('""') or not value.endswith('"')):
            return number, "a quote is missing on this line: a text begins and ends with one"
        if not colon and re.match(r"[^\s#-]", line):
            return number, f"the front matter has a line without a key: {line.strip()}"
        if ": " in value and not value.startswith(('"', "'")):
            return number, f'the text after {key.strip()}: has a colon; write it between quotes ""'
    mark = getattr(error, "problem_mark", None)
    return (mark.line + 2 if mark else 1), "the front matter is not YAML"


def _unpaired(documents: Paired[Document], unread: Container[str]) -> Iterator[Mistake]:
    """Pages that stand twice or lack; of `unread` languages some files are no documents, and one
    of these may be what lacks."""
    for document in documents:
        first = documents[document.language, document.id]
        if first is not document:
            yield document.mistake(
                document.line_of("page"), f"page {document.id} is already {first.file}"
            )
    for id, languages in documents.by_id.items():
        for language in LANGUAGES:
            if language not in languages and language not in unread:
                there = next(iter(languages.values()))
                sentence = f"page {id} has no equal in docs/{language}; both languages need it"
                yield there.mistake(there.line_of("page"), sentence)


def _blocks(text: str, first_line: int) -> Iterator[Block]:
    start, block = first_line, ""
    for line, written in enumerate(text.splitlines(keepends=True), start=first_line):
        if not written.strip() or ITEM.match(written):
            yield Block(start, block)
            start, block = line, ""
        block += written
    yield Block(start, block)
