"""The catalogues of messages: the same ids and the same insertions in every language."""

import tomllib
from collections.abc import Iterator, Mapping
from itertools import pairwise, permutations
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

from calculator.words.catalogue import LANGUAGES
from compiler.read.pages import DocumentError

PACKAGES = ("calculator/words", "compiler/render")


class Message(NamedTuple):
    """A message of a catalogue and the line on which its id stands."""

    line: int
    text: str


def check_messages(project: Path) -> None:
    """Raises DocumentError for each message that a language lacks or that inserts another
    thing than its equal; `project` holds the packages."""
    problems: list[str] = []
    for package in PACKAGES:
        folder = project / package / "messages"
        # "" for the catalogue itself, "third." for the messages of one programme.
        prefixes = {
            file.name.removesuffix(f"{language}.toml")
            for language in LANGUAGES
            for file in folder.glob(f"*{language}.toml")
        }
        for prefix in sorted(prefixes):
            problems += _problems(folder, f"{package}/messages/{prefix}")
    if problems:
        raise DocumentError("\n".join(problems))


def _problems(folder: Path, prefix: str) -> Iterator[str]:
    """What is wrong between the files of one prefix, one a language."""
    found: dict[str, Mapping[str, Message]] = {}
    for language in LANGUAGES:
        name = f"{prefix}{language}.toml"
        try:
            text = (folder / Path(name).name).read_text(encoding="utf-8")
            found[name] = messages_of(text)
        except FileNotFoundError:
            yield f"{name}:1: there is no such file; both languages need it"
        except tomllib.TOMLDecodeError as error:
            yield f"{name}: is not TOML: {error}"
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            yield f"{name}:{line}: must be UTF-8 text, and is not"
    for here, there in permutations(found, 2):
        yield from _lacking(here, found[here], there, found[there])
    for here, there in pairwise(found):
        yield from _insertions(there, found[there], here, found[here])


def messages_of(text: str) -> dict[str, Message]:
    """The messages of a catalogue's text by id."""
    lines = _lines_of_ids(text)
    return {
        id: Message(lines.get(id, 1), value)
        for id, value in _flatten(tomllib.loads(text))
        if isinstance(value, str)
    }


def _lacking(
    here: str, found: Mapping[str, Message], there: str, others: Mapping[str, Message]
) -> Iterator[str]:
    for id, message in found.items():
        if id not in others:
            yield f"{here}:{message.line}: the message {id} is not in {there}"


def _insertions(
    here: str, found: Mapping[str, Message], there: str, others: Mapping[str, Message]
) -> Iterator[str]:
    for id, message in found.items():
        other = others.get(id)
        if other and _inserted(message.text) != _inserted(other.text):
            yield (
                f"{here}:{message.line}: the message {id} inserts {_shown(message.text)}, "
                f"but {there}:{other.line} inserts {_shown(other.text)}"
            )


def _inserted(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name)


def _shown(text: str) -> str:
    return ", ".join(f"{{{name}}}" for name in _inserted(text)) or "nothing"


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
