"""Which column of a file answers which question, and what the file's own codes mean.

A mapping file is TOML: `[columns]` gives questions their columns, `[values.<question>]` gives
codes their meaning ("" is "not answered")::

    [columns]
    assistance = "PROG"
    "monthly_costs.transport" = "TRANSPORT"

    [values.assistance]
    1 = "social_assistance"
    9 = ""
"""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from population.expressions import identifier
from population.reading import Source
from population.words import PopulationError
from rules.questions import PARTICIPANT

KEYS = {question.key: question for question in PARTICIPANT}


class Column(NamedTuple):
    """A column of a file: one of `reading.KINDS`, and the engine's own word for its type."""

    kind: str
    type: str


class ColumnMapping(NamedTuple):
    """Columns by question, and meanings by question and code."""

    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]


def read_mapping(file: Path | None, pairs: Iterable[str]) -> ColumnMapping:
    """The mapping of a file, if any, and of ``--column KEY=NAME`` on top of it."""
    columns: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    if file is not None:
        content = _content(file)
        columns |= content["columns"]
        values |= content["values"]
    for pair in pairs:
        key, sign, name = pair.partition("=")
        if not sign or not name:
            raise PopulationError("bad_pair", pair=pair)
        columns[key] = name
    for key in (*columns, *values):
        if key not in KEYS:
            raise PopulationError("no_question", key=key, keys=", ".join(KEYS))
    for key, meanings in values.items():
        _check_meanings(key, meanings.values())
    return ColumnMapping(columns, values)


def _content(file: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PopulationError("bad_mapping", file=file, reason=error) from error
    columns, values = content.pop("columns", {}), content.pop("values", {})
    names, codes = _flat(columns), _groups(values)
    wrong = [*content, *(key for key, name in names.items() if not isinstance(name, str))]
    wrong += [
        f"values.{key}"
        for key, meanings in codes.items()
        if not all(isinstance(value, str) for value in meanings.values())
    ]
    if wrong:
        raise PopulationError("bad_mapping", file=file, reason=", ".join(wrong))
    return {"columns": names, "values": codes}


def _flat(table: Mapping[str, Any]) -> dict[str, Any]:
    """Dotted keys, whether TOML was told of tables or of quoted names."""
    flat: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat |= {f"{key}.{inner}": each for inner, each in value.items()}
        else:
            flat[key] = value
    return flat


def _groups(values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    groups: dict[str, dict[str, Any]] = {}
    for key, codes in values.items():
        if key in KEYS or not isinstance(codes, dict):
            groups[key] = codes if isinstance(codes, dict) else {"": codes}
        else:
            groups |= {f"{key}.{inner}": each for inner, each in codes.items()}
    return groups


def _check_meanings(key: str, meanings: Iterable[str]) -> None:
    question = KEYS[key]
    if not question.values:
        return
    accepted = [
        str(value).lower() if isinstance(value, bool) else value for value in question.values
    ]
    for value in meanings:
        if value and value not in accepted:
            raise PopulationError("no_value", key=key, value=value, accepted=", ".join(accepted))


def sources(
    mapping: ColumnMapping, columns: Mapping[str, Column], decimal_sign: str
) -> dict[str, Source]:
    """How each question is answered by the file; one without a column is left out.

    A column is found by the question's own name, where the mapping has no other: with a point
    (`monthly_costs.transport`) or an underscore in its place.
    """
    found = {}
    for key in KEYS:
        name = mapping.columns.get(key)
        if name is None:
            name = next((n for n in (key, key.replace(".", "_")) if n in columns), None)
        if name is not None:
            found[key] = source_of(name, columns, mapping.values.get(key, {}), decimal_sign)
    if not found.keys() - {"on", "start_date"}:
        raise PopulationError("no_answers", columns=", ".join(columns))
    return found


def source_of(
    name: str,
    columns: Mapping[str, Column],
    values: Mapping[str, str] | None = None,
    decimal_sign: str = ".",
) -> Source:
    """A column of the file as a source; PopulationError where there is none."""
    if name not in columns:
        raise PopulationError("no_column", column=name, columns=", ".join(columns))
    column = columns[name]
    return Source(identifier(name), column.kind, column.type, values or {}, decimal_sign)
