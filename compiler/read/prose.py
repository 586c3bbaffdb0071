"""What writers typed for people, line by line and without markup: documents and messages.

The checks of wording and spelling read this, so that they can name file and line.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from calculator.words.catalogue import LANGUAGES
from calculator.words.typography import typeset
from compiler.read.pages import Page

# Stands where a placeholder or a marked foreign word was: neither letter, digit nor space.
GAP = "\ufffc"

# Where messages and the theme's words are, `{}` being the language.
MESSAGES = ("calculator/words/messages/{}.toml", "compiler/render/messages/{}.toml")
DEFINITIONS = "docs/words/definitions.toml"
FACTS = "docs/facts"
SETTINGS = {"fr": "mkdocs.yml", "en": "mkdocs.en.yml"}

FOREIGN = re.compile(r'<(\w+)[^>]*\blang="(\w\w)"[^>]*>(.*?)</\1>')
# Addresses of links, tags, comments, lists of attributes, bare addresses.
MARKUP = re.compile(
    r"(?<=\])\([^)\s]*\)|<[^>]*>|\{:?\s*[.#\w][^{}]*\}|[*`_]{1,3}(?=\S)|(?<=\S)[*`]{1,3}"
    r"|https?://\S+"
)
# What is copied, not read: programs and addresses.
CODE = re.compile(r"`[^`]*`")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
ADMONITION = re.compile(r'^(?:!!!|\?\?\?\+?) \w+(?: "(.*)")?$')
PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{[\w.]*\}")
# Where a page says a fact of the register: nobody reads it.
REMARK = re.compile(r"[ \t]*\{#.*?#\}")
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


class Line(NamedTuple):
    """One line of text for people; `file` is its path from the project's folder."""

    file: str
    line: int
    language: str
    text: str


def prose(project: Path, pages: Iterable[Page]) -> Iterator[Line]:
    """Every line for people: of the documents, the messages and the theme's words."""
    for page in pages:
        yield from document_lines(page)
    for language in LANGUAGES:
        for name in MESSAGES:
            file = name.format(language)
            yield from message_lines(file, language, (project / file).read_text(encoding="utf-8"))
        file = SETTINGS[language]
        yield from setting_lines(file, language, (project / file).read_text(encoding="utf-8"))
    for path in sorted((project / FACTS).glob("*.yaml")):
        yield from fact_lines(f"{FACTS}/{path.name}", path.read_text(encoding="utf-8"))
    yield from definition_lines(DEFINITIONS, (project / DEFINITIONS).read_text(encoding="utf-8"))


def document_lines(page: Page) -> Iterator[Line]:
    """The texts of a document's front matter, then those of its body."""
    file = f"docs/{page.language}/{page.file}"
    for key in ("title", "description"):
        yield from _split(file, page.line_of(key), page.language, str(page.meta[key]))
    body = FENCE.sub(lambda match: "\n" * match[0].count("\n"), page.text)
    for number, text in enumerate(body.splitlines(), start=page.first_line):
        yield from _split(file, number, page.language, CODE.sub(GAP, text))


def message_lines(file: str, language: str, text: str) -> Iterator[Line]:
    """The texts of a message file, as they are shown: with their no-break spaces."""
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip()
        if bare.startswith(("#", "[")) and not bare.startswith('["'):
            continue
        _, equals, value = line.partition("=")
        for quoted in QUOTED.findall(value if equals and not bare.startswith('"') else line):
            told = tomllib.loads(f"text = {quoted}")["text"]
            yield from _split(file, number, language, typeset(told, language))


def definition_lines(file: str, text: str) -> Iterator[Line]:
    """The forms and the meanings of hard words; a table's name ends in its language."""
    language = LANGUAGES[0]
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\[\w+\.(\w+)\]", line):
            language = header[1]
        elif not line.startswith("#"):
            for quoted in QUOTED.findall(line):
                yield from _split(file, number, language, quoted[1:-1])


def fact_lines(file: str, text: str) -> Iterator[Line]:
    """The words of the register of facts, in each language."""
    for key, value in _pairs(yaml.compose(text, yaml.SafeLoader)):
        if key in LANGUAGES:
            shown = typeset(value.value, key)
            yield from _split(file, value.start_mark.line + 1, key, shown)


def _pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Every key with a plain value, however deep it stands."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _pairs(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(value, yaml.ScalarNode):
                yield key.value, value
            else:
                yield from _pairs(value)


def setting_lines(file: str, language: str, text: str) -> Iterator[Line]:
    """What a MkDocs configuration says to people: the names of pages, and ``extra.words``."""
    root = yaml.compose(text, yaml.SafeLoader)
    for node in (_under(root, "nav"), _under(_under(root, "extra"), "words")):
        for scalar in _values(node):
            if not scalar.value.endswith(".md"):
                yield from _split(file, scalar.start_mark.line + 1, language, scalar.value)


def _under(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _values(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    match node:
        case yaml.ScalarNode():
            yield node
        case yaml.SequenceNode():
            for item in node.value:
                # An entry of nav is `Name: file`: its key is read by people.
                pairs = item.value if isinstance(item, yaml.MappingNode) else [(item, item)]
                for name, value in pairs:
                    yield name
                    # A group of nav is `Title: [Name: file, …]`.
                    if isinstance(value, yaml.SequenceNode):
                        yield from _values(value)
        case yaml.MappingNode():
            for _, value in node.value:
                yield from _values(value)


def _split(file: str, number: int, language: str, text: str) -> Iterator[Line]:
    """A line without its markup; what is marked as another language is a line of its own."""
    text = ADMONITION.sub(r"\1", PLACEHOLDER.sub(GAP, REMARK.sub("", text)))
    for _, other, foreign in FOREIGN.findall(text):
        # The quotation marks around it are those of the language that quotes.
        yield Line(file, number, other, MARKUP.sub("", foreign).strip("“”«»\u00a0 "))
    rest = MARKUP.sub("", FOREIGN.sub(GAP, text)).strip()
    if rest:
        yield Line(file, number, language, rest)
