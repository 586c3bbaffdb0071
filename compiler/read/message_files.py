"""The files of messages: the same ids and the same insertions in every language."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, permutations
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

from calculator.words.catalogue import LANGUAGES
from compiler.read.mistake import Mistake, not_toml, not_utf8, refuse

PACKAGES = ("calculator/words", "compiler/render")


class Message(NamedTuple):
    """A message and the line on which its id stands."""

    line: int
    text: str


class MessageFile(NamedTuple):
    """A file of messages: its path from the project's folder, and its messages by id."""

    file: str
    language: str
    text: str
    messages: Mapping[str, Message]

    def mistake(self, message: Message, sentence: str) -> Mistake:
        """A mistake in a message of the file."""
        return Mistake(self.file, message.line, sentence)


def read_message_files(project: Path) -> list[MessageFile]:
    """Every file of messages below `project`, which holds the packages.

    Raises SourceError for each message that a language lacks, or that inserts another thing
    than its equal.
    """
    mistakes: list[Mistake] = []
    files: list[MessageFile] = []
    for package in PACKAGES:
        folder = project / package / "messages"
        # "" for the catalogue itself, "third." for the messages of one programme.
        prefixes = {
            file.name.removesuffix(f"{language}.toml")
            for language in LANGUAGES
            for file in folder.glob(f"*{language}.toml")
        }
        for prefix in sorted(prefixes):
            found = list(_read(project, f"{package}/messages/{prefix}", mistakes))
            mistakes += _differences(found)
            files += found
    mistakes += [one for language in LANGUAGES for one in _twice(files, language)]
    refuse(mistakes)
    return files


def _read(project: Path, prefix: str, mistakes: list[Mistake]) -> Iterator[MessageFile]:
    """The files of one prefix, one a language; what cannot be read is added to `mistakes`."""
    for language in LANGUAGES:
        name = f"{prefix}{language}.toml"
        try:
            text = (project / name).read_text(encoding="utf-8-sig")
            yield MessageFile(name, language, text, messages_of(text))
        except FileNotFoundError:
            mistakes.append(Mistake(name, 1, "there is no such file; both languages need it"))
        except tomllib.TOMLDecodeError as error:
            mistakes += not_toml(name, text, error)
        except UnicodeDecodeError as error:
            mistakes.append(not_utf8(name, error))


def messages_of(text: str) -> dict[str, Message]:
    """The messages of a file's text by id. Raises tomllib.TOMLDecodeError."""
    lines = _lines_of_ids(text)
    return {
        id: Message(lines.get(id, 1), value)
        for id, value in _flatten(tomllib.loads(text))
        if isinstance(value, str)
    }


def _twice(files: Sequence[MessageFile], language: str) -> Iterator[Mistake]:
    """The messages of a language that two files have: only one of them would be said. A group of
    messages cannot be a message of another file either."""
    known: dict[str, tuple[MessageFile, Message]] = {}
    groups: dict[str, tuple[MessageFile, Message]] = {}
    for file in files:
        if file.language != language:
            continue
        for id, message in file.messages.items():
            for other in (known.get(id), groups.get(id), *map(known.get, _groups_of(id))):
                if other and other[0] is not file:
                    place = f"{other[0].file}:{other[1].line}"
                    yield file.mistake(
                        message, f"the message {id} is in {place} already; give one another name"
                    )
        for id, message in file.messages.items():
            known.setdefault(id, (file, message))
            for group in _groups_of(id):
                groups.setdefault(group, (file, message))


def _groups_of(id: str) -> Iterator[str]:
    """``ask.third`` and ``ask`` of ``ask.third.offered``."""
    while "." in id:
        id = id.rpartition(".")[0]
        yield id


def _differences(files: Sequence[MessageFile]) -> Iterator[Mistake]:
    """What differs between the files of one prefix."""
    for here, there in permutations(files, 2):
        for id, message in here.messages.items():
            if id not in there.messages:
                yield here.mistake(message, f"the message {id} is not in {there.file}")
    for there, here in pairwise(files):
        for id, message in here.messages.items():
            other = there.messages.get(id)
            if other and _names(message.text) != _names(other.text):
                yield here.mistake(
                    message,
                    f"the message {id} inserts {inserted(message.text)}, "
                    f"but {there.file}:{other.line} inserts {inserted(other.text)}",
                )


def inserted(text: str) -> str:
    """What a message inserts, as a person is told it."""
    return ", ".join(f"{{{name}}}" for name in _names(text)) or "nothing"


def _names(text: str) -> list[str]:
    try:
        return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError:  # half a pair of braces
        return [*re.findall("[{}]", text)]


def _lines_of_ids(text: str) -> dict[str, int]:
    """The line of each id, read from the tables' heads and the keys below them."""
    lines: dict[str, int] = {}
    table = ""
    for line, written in enumerate(text.splitlines(), start=1):
        head = written.strip()
        try:
            if head.startswith("["):
                (table,) = _keys(tomllib.loads(head))
            elif "=" in head:
                (key,) = _keys(tomllib.loads(f"{head.partition('=')[0]} = 0"))
                lines.setdefault(f"{table}.{key}" if table else key, line)
        except (tomllib.TOMLDecodeError, ValueError):
            continue  # the inside of a list or of a long text
    return lines


def _keys(content: Mapping[str, Any]) -> list[str]:
    """The one chain of keys of a line, as an id."""
    chain: list[str] = []
    inside: Any = content
    while isinstance(inside, dict) and inside:
        ((key, inside),) = inside.items()
        chain.append(key)
    return [".".join(chain)]


def _flatten(words: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in words.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
