"""Dated values: what a programme's document states, from which date on.

Read from ``rules/values/<programme>.toml``. A date earlier than the first known value is
an error, never an extrapolation.
"""

import os
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

# What the entry of a value must say of it, and in which words.
KEYS = {"unit", "certainty", "source", "dated"}
CERTAINTIES = ("stated", "required", "entitled", "may_receive", "receives", "might_be_granted")
UNITS = ("CAD", "hours", "months")

FOLDER = os.path.join(os.path.dirname(__file__), "values")


class Range(NamedTuple):
    """A closed range, in the unit of whoever holds it."""

    low: Decimal
    high: Decimal


class DatedValue(NamedTuple):
    """A value and the first day on which it is in force (None: its document is undated)."""

    effective: date | None
    value: Decimal | Range


class Parameter(NamedTuple):
    """A quantity that a document speaks of.

    `unit` is for instance ``CAD/month`` or ``hours/week``; `certainty` is the strength of
    the document's word; `source` is ``<programme>.<section>``; `history` is in the order
    of time, and empty where the document grants something without stating how much.
    """

    id: str
    unit: str
    certainty: str
    source: str
    history: tuple[DatedValue, ...]

    @property
    def stated(self) -> bool:
        """Whether the document gives a figure at all."""
        return bool(self.history)

    def at(self, on: date) -> Decimal | Range:
        """The value in force on a day; LookupError before the first known one."""
        in_force = [d.value for d in self.history if d.effective is None or d.effective <= on]
        if not in_force:
            raise LookupError(f"{self.id}: no value is known on {on}")
        return in_force[-1]

    def number(self, on: date) -> Decimal:
        """The value in force on a day, where it is one number."""
        value = self.at(on)
        if isinstance(value, Range):
            raise TypeError(f"{self.id} is a range, from {value.low} to {value.high}")
        return value

    def range(self, on: date) -> Range:
        """The value in force on a day, where it is a range."""
        value = self.at(on)
        if not isinstance(value, Range):
            raise TypeError(f"{self.id} is one number, {value}")
        return value


class Document(NamedTuple):
    """The document that a programme's values come from.

    `dated` is the first day of its month or None; `sections` maps section ids to
    the headings of the document, in its own order and language.
    """

    programme: str
    order: int
    title: str
    publisher: str
    dated: date | None
    sections: Mapping[str, str]
    parameters: Mapping[str, Parameter]


class ValuesError(ValueError):
    """A file of values that is not accepted: ``FILE: key: what is wrong, and what is accepted``."""


@cache
def document(programme: str) -> Document:
    """A programme's document and parameters, by the programme's id.

    Raises ValuesError where the file lacks something or says something impossible.
    """
    with open(os.path.join(FOLDER, f"{programme}.toml"), "rb") as file:
        try:
            read = tomllib.load(file, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            raise ValuesError(f"{programme}.toml: {error}") from error
    try:
        about, sections = read["document"], read["sections"]
        return Document(
            programme,
            read["programme"]["order"],
            about["title"],
            about["publisher"],
            about.get("dated"),
            sections,
            {
                id: _parameter(programme, id, entry, sections)
                for id, entry in read["values"].items()
            },
        )
    except KeyError as error:
        raise ValuesError(f"{programme}.toml: {error.args[0]} is missing") from error


def _parameter(
    programme: str, id: str, entry: Mapping[str, Any], sections: Mapping[str, str]
) -> Parameter:
    def refuse(what: str) -> ValuesError:
        return ValuesError(f"{programme}.toml: {id}: {what}")

    if set(entry) != KEYS:
        raise refuse(f"must have {', '.join(sorted(KEYS))} and no other key")
    if entry["source"] not in sections:
        raise refuse(f"source names no section, accepted are {', '.join(sections)}")
    if entry["certainty"] not in CERTAINTIES:
        raise refuse(f"certainty must be one of {', '.join(CERTAINTIES)}")
    if entry["unit"].partition("/")[0] not in UNITS:
        raise refuse(f"unit must begin with one of {', '.join(UNITS)}")
    history = tuple(_dated_value(dated, refuse) for dated in entry["dated"])
    # Each value holds until the next begins, so that there can be no gap between two; an
    # undated one can only be the first.
    days = [dated.effective or date.min for dated in history]
    if any(day >= later for day, later in pairwise(days)):
        raise refuse("values must stand in the order of time, one for each day they begin")
    source = f"{programme}.{entry['source']}"
    return Parameter(f"{programme}.{id}", entry["unit"], entry["certainty"], source, history)


def _dated_value(entry: Mapping[str, Any], refuse: Callable[[str], ValuesError]) -> DatedValue:
    effective, value = entry.get("effective"), entry.get("value")
    if effective is not None and type(effective) is not date:
        raise refuse(f"effective must be a date such as 2026-04-01, got {effective}")
    match value:
        case {"low": int() | Decimal() as low, "high": int() | Decimal() as high}:
            read: Decimal | Range = Range(Decimal(low), Decimal(high))
        case int() | Decimal():
            low = high = value
            read = Decimal(value)
        case _:
            raise refuse(f"value must be a number, or a range of low and high, got {value}")
    if not 0 <= low <= high:
        raise refuse("value must be 0 or more, and low not above high")
    return DatedValue(effective, read)


@cache
def programme_ids() -> tuple[str, ...]:
    """The programmes that have a file of values, in their own order."""
    names = [name.removesuffix(".toml") for name in os.listdir(FOLDER) if name.endswith(".toml")]
    return tuple(sorted(names, key=lambda name: (document(name).order, name)))


@cache
def first_known_day() -> date:
    """The first day on which every stated value of every programme is known."""
    starts = [
        parameter.history[0].effective or date.min
        for programme in programme_ids()
        for parameter in document(programme).parameters.values()
        if parameter.stated
    ]
    return max(starts, default=date.min)
