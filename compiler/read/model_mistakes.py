"""Sentences for what a Pydantic model refuses in a YAML file, each with its line."""

import json
from collections.abc import Iterator
from typing import get_args

from pydantic import BaseModel, ValidationError

from compiler.read.mistake import Mistake
from compiler.read.yaml_file import Keys, Unquoted, YamlFile

# What is wrong is plain once the value and what is accepted are told.
_PLAIN_FAULTS = {
    *("bool_type", "dict_type", "mapping_type", "model_type", "string_type", "tuple_type"),
    *("literal_error", "string_pattern_mismatch", "string_too_short"),
}


def model_mistakes(
    error: ValidationError, model: type[BaseModel], file: YamlFile
) -> Iterator[Mistake]:
    """What `model` refused in `file`. The descriptions of its fields say what is accepted."""
    for fault in error.errors():
        keys = fault["loc"]
        line = file.line(keys)
        if keys[-1:] == ("[key]",):  # a key is at fault: told as an item of its mapping
            keys = (*keys[:-2], 0)
        owner, accepted = _accepted(model, keys)
        match fault["type"]:
            case "missing":
                finding = "is missing"
            case "extra_forbidden":
                finding, accepted = "is an unknown key", ", ".join(owner.model_fields)
            case _ if fault["input"] is None:
                finding = "is empty"
            case kind:
                verb = "holds" if keys and isinstance(keys[-1], int) else "is"
                finding = f"{verb} {_shown(fault['input'])}"
                if kind == "value_error":
                    finding += f", which {fault['ctx']['error']}"
                elif kind not in _PLAIN_FAULTS:
                    finding += f" ({fault['msg']})"
        label = next((key for key in reversed(keys) if isinstance(key, str)), "the file")
        yield Mistake(file.name, line, f"{label} {finding}; accepted: {accepted}")


def _accepted(model: type[BaseModel], keys: Keys) -> tuple[type[BaseModel], str]:
    """The innermost model on the path `keys`, and what the innermost field on it accepts."""
    accepted = f"the keys {', '.join(model.model_fields)}"
    for key in keys:
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
    # A character that cannot be seen may be the mistake: even a no-break space is shown by code.
    text = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
