"""Reading a file of values, and refusing one that lacks something or says the impossible."""

import os
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

# What the file must hold, and what the entry of a value must say of it, in which words.
PARTS = {"programme": {"order"}, "document": {"title", "publisher"}, "sections": (), "values": ()}
KEYS = {"unit", "certainty", "source", "dated"}
CERTAINTIES = ("stated", "required", "entitled", "may_receive", "receives", "might_be_granted")
UNITS = ("CAD", "hours", "months")


class ValuesError(ValueError):
    """A file of values that is not accepted: ``FILE: key: what is wrong, and what is accepted``."""


def read_values(path: str) -> Mapping[str, Any]:
    """The content of a file of values as TOML has it, numbers as int or Decimal.

    Raises ValuesError where it is not what `rules.dated` can rely on.
    """
    name = os.path.basename(path)
    try:
        with open(path, "rb") as file:
            # Editors on Windows put a byte-order mark in front of what they save as UTF-8.
            text = file.read().decode().removeprefix("\ufeff")
        content = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValuesError(f"{name}: is not TOML: {error}") from error
    for part, keys in PARTS.items():
        lacking = sorted(set(keys) - set(_table(content.get(part))))
        if not isinstance(content.get(part), dict) or lacking:
            raise ValuesError(
                f"{name}: {part}: must be a table with {', '.join(lacking) or 'keys'}"
            )
    for id, entry in content["values"].items():
        if complaint := _complaint(entry, content["sections"]):
            raise ValuesError(f"{name}: {id}: {complaint}")
    return content


def _complaint(entry: Any, sections: Mapping[str, str]) -> str | None:
    """What is wrong with the entry of a value, None where it can be relied on."""
    if set(_table(entry)) != KEYS:
        return f"must have {', '.join(sorted(KEYS))} and no other key"
    if entry["source"] not in sections:
        return f"source names no section, accepted are {', '.join(sections)}"
    if entry["certainty"] not in CERTAINTIES:
        return f"certainty must be one of {', '.join(CERTAINTIES)}"
    if str(entry["unit"]).partition("/")[0] not in UNITS:
        return f"unit must begin with one of {', '.join(UNITS)}"
    if not isinstance(entry["dated"], list):
        return "dated must be a list of tables with effective and value"
    complaints = (_dated_complaint(dated) for dated in entry["dated"])
    if complaint := next(filter(None, complaints), None):
        return complaint
    # Each value holds until the next begins, so that there can be no gap between two; an
    # undated one can only be the first.
    days = [dated.get("effective", date.min) for dated in entry["dated"]]
    if any(day >= later for day, later in pairwise(days)):
        return "values must stand in the order of time, one for each day they begin"
    return None


def _dated_complaint(dated: Any) -> str | None:
    if not {"value"} <= set(_table(dated)) <= {"value", "effective"}:
        return "dated must hold tables with value, and effective where it is known"
    if type(dated.get("effective", date.min)) is not date:
        return f"effective must be a date such as 2026-04-01, got {dated['effective']}"
    value = dated["value"]
    ends = [value["low"], value["high"]] if set(_table(value)) == {"low", "high"} else [value] * 2
    if not all(type(end) is int or (type(end) is Decimal and end.is_finite()) for end in ends):
        return f"value must be a number, or a range of low and high, got {value}"
    if not 0 <= ends[0] <= ends[1]:
        return "value must be 0 or more, and low not above high"
    return None


def _table(value: Any) -> Mapping[str, Any]:
    """The value where it is a table, else an empty one."""
    return value if isinstance(value, dict) else {}
