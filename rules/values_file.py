"""Reading a file of values, and refusing one that lacks something or says the impossible."""

import os
import re
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


# A day that lies further ahead, or an amount or hours that are higher, is a slip of the finger.
LAST_YEAR, FIRST_YEAR = 2099, 1970
MOST = {"CAD": 10_000, "hours": 744, "months": 600}


class ValuesError(ValueError):
    """A file of values that is not accepted: ``FILE[:LINE]: what is wrong, what is accepted``."""


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
    except tomllib.TOMLDecodeError as error:
        raise ValuesError(f"{name}{_slip(text) or f': is not TOML: {error}'}") from error
    except UnicodeDecodeError as error:
        raise ValuesError(f"{name}: is not TOML: {error}") from error
    for part, keys in PARTS.items():
        lacking = sorted(set(keys) - set(_table(content.get(part))))
        if not isinstance(content.get(part), dict) or lacking:
            raise ValuesError(
                f"{name}: {part}: must be a table with {', '.join(lacking) or 'keys'}"
            )
    for id, entry in content["values"].items():
        if complaint := _complaint(entry, content["sections"]):
            raise ValuesError(f"{name}{_line_of(id, text)}: {id}: {complaint}")
    return content


# What people write who do not know TOML, and what to write instead.
SLIPS = (
    (
        r"=\s*\$?\s*\d+,\d+\b|=\s*\$\s*[\d.]+|=\s*\d[\d. \u00a0]*\s*\$",
        "{found}: write a number with a point and no sign, such as 180.00",
    ),
    (
        r"=\s*(?:\d{1,2}[-/]\d{1,2}[-/]\d{4}|\d{4}/\d{1,2}/\d{1,2})",
        "{found}: write a day as 2027-04-01: year, month, day",
    ),
    (r"[“”«»‘’]\s*$", "{found}: a text stands between straight quotes"),
)
DAY = re.compile(r"=\s*(\d{4}-\d{1,2}-\d{1,2})\b")


def _line_of(id: str, text: str) -> str:
    """``:LINE`` of the head of a value, nothing where it is written otherwise."""
    lines = text.splitlines()
    found = (n for n, line in enumerate(lines, start=1) if line.strip() == f"[values.{id}]")
    return "".join(f":{number}" for number in list(found)[:1])


def _slip(text: str) -> str | None:
    """``:LINE: what is wrong`` where a file that is no TOML has a usual slip, for somebody who
    does not know TOML; its own parser names a place far behind, in its own words."""
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.partition("#")[0]
        for day in DAY.findall(bare):
            try:
                date.fromisoformat(day)
            except ValueError:
                return f":{number}: {day} is no day; write year-month-day, such as 2027-04-01"
        for pattern, sentence in SLIPS:
            if found := re.search(pattern, bare):
                return f":{number}: {sentence.format(found=found[0].lstrip('= ').strip())}"
        if bare.count('"') % 2:
            return f":{number}: a quote is missing on this line: a text begins and ends with one"
    return None


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
    unit = str(entry["unit"]).partition("/")[0]
    complaints = (_dated_complaint(dated, MOST[unit]) for dated in entry["dated"])
    if complaint := next(filter(None, complaints), None):
        return complaint
    # Each value holds until the next begins, so that there can be no gap between two; an
    # undated one can only be the first.
    days = [dated.get("effective", date.min) for dated in entry["dated"]]
    if any(day >= later for day, later in pairwise(days)):
        return "values must stand in the order of time, one for each day they begin"
    return None


def _dated_complaint(dated: Any, most: int) -> str | None:
    if not {"value"} <= set(_table(dated)) <= {"value", "effective"}:
        return "dated must hold tables with value, and effective where it is known"
    if type(dated.get("effective", date.min)) is not date:
        return f"effective must be a date such as 2026-04-01, got {dated['effective']}"
    if not FIRST_YEAR <= dated.get("effective", date(FIRST_YEAR, 1, 1)).year <= LAST_YEAR:
        return (
            f"effective must lie between {FIRST_YEAR} and {LAST_YEAR}, got {dated['effective']}: "
            "look at its year"
        )
    value = dated["value"]
    ends = [value["low"], value["high"]] if set(_table(value)) == {"low", "high"} else [value] * 2
    if not all(type(end) is int or (type(end) is Decimal and end.is_finite()) for end in ends):
        return f"value must be a number, or a range of low and high, got {value}"
    if not 0 <= ends[0] <= ends[1]:
        return "value must be 0 or more, and low not above high"
    if ends[1] > most:
        return f"value must be {most} or less, got {ends[1]}: look at its digits"
    return None


def _table(value: Any) -> Mapping[str, Any]:
    """The value where it is a table, else an empty one."""
    return value if isinstance(value, dict) else {}
