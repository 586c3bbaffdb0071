"""Read a YAML file that people edit: plain data, its lines, and sentences for its faults.

Only what such a file needs is read: mappings with plain keys, lists, text, true and false.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, get_args

import yaml
from pydantic import BaseModel, ValidationError

# The way to a value: the keys and list indexes that lead to it.
Keys = tuple[int | str, ...]


class Problem(NamedTuple):
    """What is wrong on a line (counted from 1), as one sentence without its full stop."""

    line: int
    sentence: str


class UnreadableError(Exception):
    """The file is missing, or not YAML of the kind that is read here. Holds one Problem."""

    def __init__(self, line: int, reason: str) -> None:
        self.problem = Problem(line, f"the file cannot be read: {reason}")
        super().__init__(self.problem.sentence)


@dataclass(frozen=True)
class Unquoted:
    """A number, a date or the like, kept as written so that a sentence can show it."""

    text: str


class Located(NamedTuple):
    """A value (dict, tuple, str, bool, None or Unquoted) and its line, or that of its key."""

    line: int
    value: object


class Document(NamedTuple):
    """A file's content.

    `nodes`: every value, siblings in the file's order; the whole is at ``()``.
    `problems`: keys given twice (the first value is kept) and keys that are not text.
    """

    nodes: dict[Keys, Located]
    problems: list[Problem]

    def line(self, path: Keys) -> int:
        """The line of the value at `path`, or of what should have held it."""
        while path not in self.nodes:
            path = path[:-1]
        return self.nodes[path].line


def read(file: Path) -> Document:
    """Read a file. Raises UnreadableError; faults that leave it readable are in the document."""
    try:
        raw = file.read_bytes()
        root = yaml.compose(raw.decode(), Loader=_Loader)
    except OSError as error:
        raise UnreadableError(1, str(error.strerror)) from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableError(line, "this line is not UTF-8; save the file as UTF-8") from None
    except yaml.reader.ReaderError as error:
        line = raw.decode().count("\n", 0, error.position) + 1
        raise UnreadableError(line, f"character U+{error.character:04X} is not accepted") from None
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error) from None
    document = Document({(): Located(1, None)}, [])
    if root:
        _note(document, (), root)
    return document


def model_problems(
    error: ValidationError, model: type[BaseModel], document: Document
) -> Iterator[Problem]:
    """What `model` refused in `document`. Its fields' descriptions say what is accepted."""
    for fault in error.errors():
        path, line = fault["loc"], document.line(fault["loc"])
        if path[-1:] == ("[key]",):  # a key is at fault: told as an item of its mapping
            path = (*path[:-2], 0)
        owner, accepted = _accepted(model, path)
        match fault["type"]:
            case "missing":
                finding = "is missing"
            case "extra_forbidden":
                finding, accepted = "is an unknown key", ", ".join(owner.model_fields)
            case _ if fault["input"] is None:
                finding = "is empty"
            case kind:
                verb = "holds" if path and isinstance(path[-1], int) else "is"
                finding = f"{verb} {_shown(fault['input'])}"
                if kind == "value_error":
                    finding += f", which {fault['ctx']['error']}"
                elif kind not in _PLAIN_FAULTS:
                    finding += f" ({fault['msg']})"
        label = next((key for key in reversed(path) if isinstance(key, str)), "the file")
        yield Problem(line, f"{label} {finding}; accepted: {accepted}")


# What is wrong is plain once the value and what is accepted are told.
_PLAIN_FAULTS = {
    *("bool_type", "dict_type", "mapping_type", "model_type", "string_type", "tuple_type"),
    *("literal_error", "string_pattern_mismatch", "string_too_short"),
}


def _accepted(model: type[BaseModel], path: Keys) -> tuple[type[BaseModel], str]:
    """The innermost model on `path`, and what the innermost field on it accepts."""
    accepted = f"the keys {', '.join(model.model_fields)}"
    for key in path:
        if isinstance(key, str):
            if not (field := model.model_fields.get(key)):
                break
            accepted = field.description or accepted
            inner = next(iter(get_args(field.annotation)), field.annotation)
            if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
                break
            model = inner
    return model, accepted


def _shown(value: object) -> str:
    match value:
        case dict():
            return "a mapping"
        case tuple():
            return f"[{', '.join(map(_shown, value))}]"
        case Unquoted():
            return f"{value.text} without quotes"
    return json.dumps(value, ensure_ascii=False)


class _Loader(yaml.SafeLoader):
    """Composes nodes, without aliases: nothing is read twice and nothing holds itself."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            reason = "aliases (*name) are not accepted; write the value out"
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, reason, mark)
        return super().compose_node(parent, index)


def _syntax_error(error: yaml.MarkedYAMLError) -> UnreadableError:
    line, reason = error.problem_mark.line + 1 if error.problem_mark else 1, str(error.problem)
    if error.context and error.context_mark:
        start = error.context_mark.line + 1
        reason += f" on line {line} ({error.context} from line {start})"
        # A bracket or a quote left open is noticed long after the line to mend.
        line = start if re.search("flow|quoted", error.context) else line
    return UnreadableError(line, reason)


def _note(document: Document, path: Keys, node: yaml.Node, line: int | None = None) -> object:
    """Note `node` and all that it holds, and what is wrong with its keys. Returns its value."""
    value: object
    match node:
        case yaml.MappingNode():
            value = dict(_pairs(document, path, node))
        case yaml.SequenceNode():
            value = tuple(_note(document, (*path, i), item) for i, item in enumerate(node.value))
        case _:
            value = _scalar(node)
    document.nodes[path] = Located(line or node.start_mark.line + 1, value)
    return value


def _pairs(document: Document, path: Keys, node: yaml.Node) -> Iterator[tuple[str, object]]:
    for key_node, value in node.value:
        key, line = key_node.value, key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            document.problems.append(Problem(line, "a key is not text; accepted: a word"))
        elif first := document.nodes.get((*path, key)):
            sentence = f"{key} is already on line {first.line}; accepted: each key once"
            document.problems.append(Problem(line, sentence))
        else:
            yield key, _note(document, (*path, key), value, line)


def _scalar(node: yaml.Node) -> object:
    if node.tag.endswith(":str"):
        return node.value
    if node.tag.endswith(":null"):
        return None
    return yaml.SafeLoader.bool_values.get(node.value.lower(), Unquoted(node.value or node.tag))
