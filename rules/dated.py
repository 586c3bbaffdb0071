"""Dated values: what a programme's document states, from which date on.

Read from ``rules/programmes/<programme>.toml``. A date earlier than the first known value is
an error, never an extrapolation.
"""

import os
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from rules.values_file import read_values

FOLDER = os.path.join(os.path.dirname(__file__), "programmes")


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


@cache
def document(programme: str) -> Document:
    """A programme's document and parameters, by the programme's id.

    Raises ValuesError where its file lacks something or says something impossible.
    """
    content = read_values(os.path.join(FOLDER, f"{programme}.toml"))
    about = content["document"]
    return Document(
        programme,
        content["programme"]["order"],
        about["title"],
        about["publisher"],
        about.get("dated"),
        content["sections"],
        {id: _parameter(programme, id, entry) for id, entry in content["values"].items()},
    )


def _parameter(programme: str, id: str, entry: Mapping[str, Any]) -> Parameter:
    return Parameter(
        f"{programme}.{id}",
        entry["unit"],
        entry["certainty"],
        f"{programme}.{entry['source']}",
        tuple(DatedValue(d.get("effective"), _value(d["value"])) for d in entry["dated"]),
    )


def _value(value: Any) -> Decimal | Range:
    if isinstance(value, dict):
        return Range(Decimal(value["low"]), Decimal(value["high"]))
    return Decimal(value)


def named_programmes() -> list[str]:
    """The programmes that have a file of values, whether or not it can be read, by their names."""
    return sorted(name[:-5] for name in os.listdir(FOLDER) if name.endswith(".toml"))


@cache
def programme_ids() -> tuple[str, ...]:
    """The programmes that have a file of values, in their own order."""
    return tuple(sorted(named_programmes(), key=lambda name: (document(name).order, name)))


@cache
def known_from(programme: str) -> date:
    """The first day on which every stated value of a programme is known.

    `date.min` for one whose document is undated: its values are shown for every day.
    """
    starts = [
        parameter.history[0].effective or date.min
        for parameter in document(programme).parameters.values()
        if parameter.stated
    ]
    return max(starts, default=date.min)


def in_force(programme: str, on: date) -> bool:
    """Whether the values of a programme are known on a day."""
    return on >= known_from(programme)


@cache
def first_known_day() -> date:
    """The earliest first day of the programmes that have one; `date.min` where none has.

    An undated document says nothing of the time before the others, so that it gives no day.
    """
    starts = [known_from(id) for id in programme_ids()]
    return min((day for day in starts if day > date.min), default=date.min)


@cache
def all_known_from() -> date:
    """The first day on which every stated value of every programme is known."""
    return max(map(known_from, programme_ids()), default=date.min)


@cache
def days_of_change() -> tuple[date, ...]:
    """The days on which some value changes, in order, from the first known day on."""
    effective = {
        dated.effective
        for id in programme_ids()
        for parameter in document(id).parameters.values()
        for dated in parameter.history
        if dated.effective
    }
    first = first_known_day()
    return (first, *sorted(day for day in effective if day > first))
