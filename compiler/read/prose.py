"""All text written for readers, line by line and without markup: documents, messages and more.

The checks of wording and spelling read this; each line has its file and its number.
"""

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from calculator.words.catalogue import LANGUAGES
from calculator.words.typography import typeset
from compiler.read.documents import Document
from compiler.read.facts import Fact
from compiler.read.sources import Sources
from compiler.read.yaml_file import parsed

# Replaces a placeholder or a marked foreign word: neither letter, digit nor space.
GAP = "\ufffc"

FOREIGN = re.compile(r'<(\w+)[^>]*\blang="(\w\w)"[^>]*>(.*?)</\1>')
# Addresses of links, tags, comments, lists of attributes, bare addresses.
MARKUP = re.compile(
    r"(?<=\])\([^)\s]*\)|<[^>]*>|\{:?\s*[.#\w][^{}]*\}|[*`_]{1,3}(?=\S)|(?<=\S)[*`]{1,3}"
    r"|https?://\S+"
)
# Text to be copied, not read: programs and addresses.
CODE = re.compile(r"`[^`]*`")
FENCE = re.compile(r"^```.*?^```[ \t]*$", re.MULTILINE | re.DOTALL)
ADMONITION = re.compile(r'^(?:!!!|\?\?\?\+?) \w+(?: "(.*)")?$')
PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{[\w.]*\}")
# Remarks, marks of facts among them: they are not shown.
REMARK = re.compile(r"[ \t]*\{#.*?#\}")
# What has none of these signs has no markup.
MARKS = re.compile(r"[]{<*`_]|://|^(?:!!!|\?\?\?)")
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


class Line(NamedTuple):
    """One line of text for people; `file` is its path from the project's folder."""

    file: str
    line: int
    language: str
    text: str


def prose(sources: Sources) -> Iterator[Line]:
    """Every line for people: of documents, messages, the theme's words, facts, definitions."""
    for document in sources.documents:
        yield from document_lines(document)
    for language in LANGUAGES:
        for file in sources.message_files:
            if file.language == language:
                yield from message_lines(file.file, language, file.text)
        settings = sources.settings[language]
        yield from setting_lines(settings.file, language, settings.text)
    for fact in sources.facts.facts:
        yield from fact_lines(fact)
    yield from definition_lines(sources.definitions_file.file, sources.definitions_file.text)


def document_lines(document: Document) -> Iterator[Line]:
    """The texts of a document's front matter, then those of its body."""
    file, language = document.source, document.language
    for key in ("title", "description"):
        yield from _lines(file, document.line_of(key), language, str(document.meta[key]))
    body = without_code(document.text)
    for number, text in enumerate(body.splitlines(), start=document.first_line):
        yield from _lines(file, number, language, CODE.sub(GAP, text))


def without_code(text: str) -> str:
    """A text whose blocks of code are empty lines, so that the rest keeps its lines."""
    return FENCE.sub(lambda match: "\n" * match[0].count("\n"), text)


def message_lines(file: str, language: str, text: str) -> Iterator[Line]:
    """The texts of a message file as they are shown, no-break spaces included."""
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip()
        if bare.startswith(("#", "[")) and not bare.startswith('["'):
            continue
        _, equals, value = line.partition("=")
        for quoted in QUOTED.findall(value if equals and not bare.startswith('"') else line):
            # Reading each as TOML takes long where there are many programmes.
            told = tomllib.loads(f"text = {quoted}")["text"] if "\\" in quoted else quoted[1:-1]
            yield from _lines(file, number, language, typeset(told, language))


def definition_lines(file: str, text: str) -> Iterator[Line]:
    """The forms and the meanings of hard words; a table's name ends in its language."""
    language = LANGUAGES[0]
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\[\w+\.(\w+)\]", line):
            language = header[1]
        elif not line.startswith("#"):
            for quoted in QUOTED.findall(line):
                yield from _lines(file, number, language, typeset(quoted[1:-1], language))


def fact_lines(fact: Fact) -> Iterator[Line]:
    """The words of a fact, in each language."""
    for language, text in fact.words.items():
        yield from _lines(fact.file, fact.word_lines[language], language, text)


def setting_lines(file: str, language: str, text: str) -> Iterator[Line]:
    """The texts of a MkDocs configuration: the names of pages, and ``extra.words``."""
    root = parsed(text)
    for node in (_under(root, "nav"), _under(_under(root, "extra"), "words")):
        for scalar in _values(node):
            if not scalar.value.endswith(".md"):
                yield from _lines(file, scalar.start_mark.line + 1, language, scalar.value)


def _under(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _values(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    match node:
        case yaml.ScalarNode():
            yield node
        case yaml.SequenceNode():
            for item in node.value:
                # An entry of nav is `Name: file`: its key is shown.
                pairs = item.value if isinstance(item, yaml.MappingNode) else [(item, item)]
                for name, value in pairs:
                    yield name
                    # A group of nav is `Title: [Name: file, …]`.
                    if isinstance(value, yaml.SequenceNode):
                        yield from _values(value)
        case yaml.MappingNode():
            for _, value in node.value:
                yield from _values(value)


def _lines(file: str, number: int, language: str, text: str) -> Iterator[Line]:
    """A text without its markup; each part marked as another language is a line of its own."""
    if not MARKS.search(text):
        # Most lines, of which a large site has a hundred thousand.
        if rest := text.strip():
            yield Line(file, number, language, rest)
        return
    text = ADMONITION.sub(r"\1", PLACEHOLDER.sub(GAP, REMARK.sub("", text)))
    for _, other, foreign in FOREIGN.findall(text):
        # The quotation marks around it belong to the language of the sentence.
        yield Line(file, number, other, MARKUP.sub("", foreign).strip("“”«»\u00a0 "))
    rest = MARKUP.sub("", FOREIGN.sub(GAP, text)).strip()
    if rest:
        yield Line(file, number, language, rest)
