"""A language that leaves out a paragraph or a sentence of its equal is told.

Words are not understood: paragraphs and list items are counted in each section, and where one
has fewer sentences than its equal it must not be shorter as well. So a translator may join two
sentences, and may not leave one out.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from calculator.words.catalogue import LANGUAGES
from compiler.read.documents import ITEM, Document
from compiler.read.mistake import Mistake, refuse
from compiler.read.paired import Paired
from compiler.read.prose import without_code

HEADING = re.compile(r"[ \t]*#{1,6} ")
# What the build drops or fills in, and addresses of links: the same in both languages.
NO_TEXT = re.compile(r"<[^>]*>|\{%.*?%\}|(?<=\])\([^)]*\)|(?<!\{)\{:?[ .#][^{}]*\}", re.DOTALL)
PLACEHOLDER = re.compile(r"\{\{.*?\}\}", re.DOTALL)
SENTENCE_END = re.compile(r"[.!?…][*_)\]»”’\u00a0]*(?=\s|$)")
WORD = re.compile(r"\w+")
# A text that says the same has at least this share of the words of its equal. With it, nine in
# ten are found of the sentences of the pages, each taken out by itself.
LEAST_SHARE = 0.9


class Said(NamedTuple):
    """A paragraph or list item: the line on which it begins, and how much it says."""

    line: int
    sentences: int
    words: int


class Section(NamedTuple):
    """What stands below a heading; `line` is that of the heading, or where the text begins."""

    line: int
    said: Sequence[Said]


def check_paired_text(documents: Paired[Document]) -> None:
    """Raise SourceError where a document says less than its equal in another language.

    Both must have the same headings: see `compiler.check.pairs`.
    """
    refuse(_mistakes(documents))


def _mistakes(documents: Paired[Document]) -> Iterator[Mistake]:
    for languages in documents.by_id.values():
        first, *others = (languages[language] for language in LANGUAGES if language in languages)
        for other in others:
            pairs = zip(sections(first), sections(other), strict=False)
            for here, there in pairs:
                yield from _less(first, here, other, there)
                yield from _less(other, there, first, here)


def _less(document: Document, here: Section, other: Document, there: Section) -> Iterator[Mistake]:
    """Where a section says less than its equal."""
    if len(here.said) < len(there.said):
        sentence = (
            f"this section has {_counted(here)}, and that of {other.source}:{there.line} has "
            f"{_counted(there)}; both languages say the same"
        )
        yield document.mistake(here.line, sentence)
    if len(here.said) != len(there.said):
        return
    for mine, equal in zip(here.said, there.said, strict=True):
        fewer = 0 < mine.sentences < equal.sentences
        if fewer and mine.words < LEAST_SHARE * equal.words:
            sentence = (
                f"this text has {_number(mine.sentences, 'sentence')}, and {other.source}:"
                f"{equal.line} has {equal.sentences} and is longer; both languages say the same"
            )
            yield document.mistake(mine.line, sentence)


def _counted(section: Section) -> str:
    return _number(len(section.said), "paragraph or list item", "paragraphs and list items")


def _number(count: int, one: str, more: str = "") -> str:
    return f"{count} {one if count == 1 else more or one + 's'}"


def sections(document: Document) -> list[Section]:
    """The sections of a document, that before its first heading too."""
    text = without_code(document.without_remarks)
    found: list[tuple[int, list[Said]]] = [(document.first_line, [])]
    start, block = document.first_line, ""

    def end() -> None:
        shown = PLACEHOLDER.sub("x", NO_TEXT.sub("", block))
        if words := len(WORD.findall(shown)):
            found[-1][1].append(Said(start, len(SENTENCE_END.findall(shown)), words))

    for line, written in enumerate(text.splitlines(keepends=True), start=document.first_line):
        heading = HEADING.match(written)
        if heading or not written.strip() or ITEM.match(written):
            end()
            start, block = line, ""
        if heading:
            found.append((line, []))
        else:
            start = start if block.strip() else line
            block += written
    end()
    return [Section(line, said) for line, said in found]
