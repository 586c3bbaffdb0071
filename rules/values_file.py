"""Reading a file of values, and refusing one that lacks something or says the impossible."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from rules.toml_slips import line_in_toml, toml_slips

# What the file must hold, and what the entry of a value must say of it, in which words.
PARTS = {"programme": {"order"}, "document": {"title", "publisher"}, "sections": (), "values": ()}
# What else it may hold, beside the ids of sections and values.
OPTIONAL = {"document": {"dated"}}
# What a programme may be called: its id is a name in Python, in addresses and in marks.
ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
KEYS = ("unit", "certainty", "source", "dated")
CERTAINTIES = ("stated", "required", "entitled", "may_receive", "receives", "might_be_granted")
UNITS = (
    *("CAD", "CAD/hour", "CAD/day", "CAD/week", "CAD/month", "CAD/year"),
    *("CAD/place", "CAD/participant"),
    *("CAD/month/place", "CAD/month/participant", "CAD/year/place", "CAD/year/participant"),
    *("hours", "hours/day", "hours/week", "hours/month", "weeks", "months", "years"),
)

# A day that lies further ahead, or an amount or hours that are higher, is a slip of the finger.
LAST_YEAR, FIRST_YEAR = 2099, 1970
MOST = {"CAD": 10_000, "hours": 744, "weeks": 520, "months": 600, "years": 120}


class ValuesError(ValueError):
    """A file of values that is not accepted: a line for each complaint,
    ``FILE[:LINE]: what is wrong, what is accepted``."""


class _Complaint(NamedTuple):
    """What is wrong with a key of a table; `place` as in `line_in_toml`."""

    table: str
    key: str
    sentence: str
    place: int = 0


def read_values(path: str) -> Mapping[str, Any]:
    """The content of a file of values as TOML has it, numbers as int or Decimal.

    Raises ValuesError, with all its complaints, where it is not what `rules.dated` can rely on.
    """
    name = os.path.basename(path)
    id = name.removesuffix(".toml")
    if not ID.fullmatch(id):
        raise ValuesError(
            f"{name}: {id} cannot be a programme's id; accepted: small letters without accents and "
            "digits, with _ between words, such as paas_action. Name this file and all others of "
            "the programme by it"
        )
    try:
        with open(path, "rb") as file:
            # Editors on Windows put a byte-order mark in front of what they save as UTF-8.
            text = file.read().decode().removeprefix("\ufeff")
        content = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        slips = toml_slips(text, error)
        raise ValuesError("\n".join(f"{name}:{line}: {said}" for line, said in slips)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ValuesError(f"{name}:{line}: must be UTF-8 text, and is not") from error
    complaints = [
        f"{name}:{line_in_toml(text, table, key, place)}: {sentence}"
        for table, key, sentence, place in _complaints(content)
    ]
    if complaints:
        raise ValuesError("\n".join(complaints))
    return content


def _complaints(content: Mapping[str, Any]) -> Iterator[_Complaint]:
    for part, keys in PARTS.items():
        if not isinstance(content.get(part), dict):
            yield _Complaint(part, "", f"there must be a part [{part}]")
            continue
        for key in sorted(keys):
            if key not in content[part]:
                yield _Complaint(part, "", f"[{part}] must have {key}")
        accepted = {*keys, *OPTIONAL.get(part, ())}
        for key in content[part] if accepted else ():
            if key not in accepted:
                listed = ", ".join(sorted(accepted))
                yield _Complaint(part, key, f"{key} is an unknown key; accepted: {listed}")
    for part in content:
        if part not in PARTS:
            yield _Complaint(part, "", f"[{part}] is an unknown part; accepted: {', '.join(PARTS)}")
    sections = _table(content.get("sections"))
    for id, entry in _table(content.get("values")).items():
        for key, sentence, place in _of_value(entry, sections):
            yield _Complaint(f"values.{id}", key, f"{id}: {sentence}", place)


def _of_value(entry: Any, sections: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Each key of a value with what is wrong with it."""
    known = ", ".join(KEYS)
    wrong = {key: f"{key} is missing; needed: {known}" for key in KEYS if key not in _table(entry)}
    unknown = [key for key in _table(entry) if key not in KEYS]
    wrong |= {key: f"{key} is an unknown key; accepted: {known}" for key in unknown}
    if wrong:
        yield from ((key, sentence, 0) for key, sentence in wrong.items())
        return
    for key, accepted in (("unit", UNITS), ("certainty", CERTAINTIES), ("source", [*sections])):
        # Without sections their lack alone is told.
        if accepted and entry[key] not in accepted:
            is_ = f"{key} is {entry[key]}; accepted: {', '.join(accepted)}"
            yield key, is_, 0
    if not isinstance(entry["dated"], list):
        yield "dated", "dated must be a list of tables with effective and value", 0
        return
    most = MOST.get(str(entry["unit"]).partition("/")[0])
    complaints = [_dated_complaint(dated, most) for dated in entry["dated"]]
    yield from (("dated", said, place) for place, said in enumerate(complaints) if said)
    if any(complaints):
        return
    # Each value holds until the next begins, so that there can be no gap between two; an
    # undated one can only be the first.
    days = [dated.get("effective", date.min) for dated in entry["dated"]]
    for place, (day, later) in enumerate(pairwise(days), start=1):
        if day >= later:
            said = "values must stand in the order of time, one for each day they begin"
            yield "dated", said, place


def _dated_complaint(dated: Any, most: int | None) -> str | None:
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
    if most is not None and ends[1] > most:
        return f"value must be {most} or less, got {ends[1]}: look at its digits"
    return None


def _table(value: Any) -> Mapping[str, Any]:
    """The value where it is a table, else an empty one."""
    return value if isinstance(value, dict) else {}
