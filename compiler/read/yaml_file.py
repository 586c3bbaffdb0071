"""Read a YAML file that people edit: plain data, with the line of every value.

Only what such a file needs is accepted: mappings with plain keys, lists, text, true and false.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import yaml

from compiler.read.mistake import Mistake, SourceError

# The path to a value inside a file: the keys and list indexes that lead to it.
Keys = tuple[int | str, ...]


@dataclass(frozen=True)
class Unquoted:
    """A number, a date or the like, kept as written so that a sentence can show it."""

    text: str


class Located(NamedTuple):
    """A value (dict, tuple, str, bool, None or Unquoted) and its line, or that of its key."""

    line: int
    value: object


class YamlFile(NamedTuple):
    """A file's content.

    `name`: the file as mistakes name it. `nodes`: every value by its keys, siblings in the
    file's order; the whole content is at ``()``. `mistakes`: keys given twice (the first value
    is kept) and keys that are not text.
    """

    name: str
    nodes: dict[Keys, Located]
    mistakes: list[Mistake]

    @property
    def content(self) -> object:
        """The value of the whole file."""
        return self.nodes[()].value

    def line(self, keys: Keys) -> int:
        """The line of the value at `keys`, or of what should have held it."""
        while keys not in self.nodes:
            keys = keys[:-1]
        return self.nodes[keys].line

    def mistake(self, keys: Keys, sentence: str) -> Mistake:
        """A mistake in the value at `keys`."""
        return Mistake(self.name, self.line(keys), sentence)


def read_yaml(file: Path, name: str) -> YamlFile:
    """Read a file, which mistakes call `name`.

    Raises SourceError for a file that is missing or not YAML; mistakes that leave it readable
    are in the result.
    """
    try:
        raw = file.read_bytes()
        root = _compose(raw.decode())
    except FileNotFoundError:
        raise SourceError([Mistake(name, None, "there is no such file; it is needed")]) from None
    except OSError as error:
        raise _unreadable(name, 1, str(error.strerror)) from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _unreadable(name, line, "this line is not UTF-8; save the file as UTF-8") from None
    except yaml.reader.ReaderError as error:
        line = raw.decode().count("\n", 0, error.position) + 1
        reason = f"character U+{error.character:04X} is not accepted"
        raise _unreadable(name, line, reason) from None
    except yaml.MarkedYAMLError as error:
        place = _open_quote(raw.decode()) or _syntax_error(error)
        raise _unreadable(name, *place) from None
    read = YamlFile(name, {(): Located(1, None)}, [])
    if root:
        _add(read, (), root)
    return read


def parsed(text: str) -> yaml.Node | None:
    """The nodes of a YAML text, aliases included. Raises yaml.YAMLError."""
    return yaml.compose(text, Loader=yaml.CSafeLoader)


def _compose(text: str) -> yaml.Node | None:
    """The nodes of a text without aliases. Raises yaml.YAMLError.

    libyaml is ten times as fast; PyYAML's own parser refuses aliases and says better what is
    wrong and where, so it has the last word on a text that might hold either.
    """
    if "*" not in text:
        try:
            return parsed(text)
        except yaml.YAMLError:
            pass
    return yaml.compose(text, Loader=_WithoutAliases)


class _WithoutAliases(yaml.SafeLoader):
    """Refuses aliases, so that nothing is read twice and nothing contains itself."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            reason = "aliases (*name) are not accepted; write the value out"
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, reason, mark)
        return super().compose_node(parent, index)


def _unreadable(name: str, line: int, reason: str) -> SourceError:
    return SourceError([Mistake(name, line, f"the file cannot be read: {reason}")])


# A value that begins with a quote, after a key or the dash of a list.
QUOTE = re.compile(r"""^[^#"']*?[:-] +(")(?:[^"\\]|\\.)*$""")


def _open_quote(text: str) -> tuple[int, str] | None:
    """The first line on which a quote opens and none closes it: YAML notices lines later."""
    for number, line in enumerate(text.splitlines(), start=1):
        if QUOTE.match(line):
            return number, "a quote is missing on this line: a text begins and ends with one"
    return None


def _syntax_error(error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """The line to mend and what is wrong there."""
    line, reason = error.problem_mark.line + 1 if error.problem_mark else 1, str(error.problem)
    if "'\\t'" in reason:
        return line, "a tab stands at the beginning of this line; write spaces in its place"
    if error.context and error.context_mark:
        start = error.context_mark.line + 1
        reason += f" on line {line} ({error.context} from line {start})"
        # A bracket or a quote left open is noticed long after the line to mend.
        line = start if re.search("flow|quoted", error.context) else line
    return line, reason


def _add(read: YamlFile, keys: Keys, node: yaml.Node, line: int | None = None) -> object:
    """Add `node`, all that it holds, and the mistakes in its keys. Returns its value."""
    value: object
    match node:
        case yaml.MappingNode():
            value = dict(_pairs(read, keys, node))
        case yaml.SequenceNode():
            value = tuple(_add(read, (*keys, i), item) for i, item in enumerate(node.value))
        case _:
            value = _scalar(node)
    read.nodes[keys] = Located(line or node.start_mark.line + 1, value)
    return value


def _pairs(read: YamlFile, keys: Keys, node: yaml.Node) -> Iterator[tuple[str, object]]:
    for key_node, value in node.value:
        key, line = key_node.value, key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            read.mistakes.append(Mistake(read.name, line, "a key is not text; accepted: a word"))
        elif first := read.nodes.get((*keys, key)):
            sentence = f"{key} is already on line {first.line}; accepted: each key once"
            read.mistakes.append(Mistake(read.name, line, sentence))
        else:
            yield key, _add(read, (*keys, key), value, line)


def _scalar(node: yaml.Node) -> object:
    if node.tag.endswith(":str"):
        return node.value
    if node.tag.endswith(":null"):
        return None
    return yaml.SafeLoader.bool_values.get(node.value.lower(), Unquoted(node.value or node.tag))
