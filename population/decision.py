"""Everybody joined with the decision table: the common table expressions of every statement.

They read the relation `people` and end in `answered`: the columns kept, the checked answers, and
the columns of each programme.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from population.expressions import answer, formula, identifier, kind, literal
from population.reading import (
    MAXIMUM_WEIGHT,
    NUMBER,
    Read,
    Source,
    day,
    read,
    read_weight,
)
from population.tracing import Fork, Linear
from population.translation import Translation
from rules.logic import DOMAINS
from rules.questions import PARTICIPANT, Question

# What a bad weight is told by; no key of the contract.
WEIGHT_KEY = "weight"

# A common table expression: its name and its statement.
Table = tuple[str, str]


class Asked(NamedTuple):
    """What is asked of a file: the columns of the answers by key, and what goes along.

    `kept` are columns of the file that the answers are given with, `groups` those that sums are
    made by. `on` is the day where a row names none. `words` are the sentences about bad rows, by
    code.
    """

    sources: Mapping[str, Source]
    on: date
    kept: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    weight: Source | None = None
    words: Mapping[str, str] = {}


def reads_of(translation: Translation, asked: Asked) -> dict[str, Read]:
    """How each answer of the file is read, by its key."""
    reads = {
        question.key: read(
            question,
            asked.sources[question.key],
            translation.first_day,
            _latest(translation, asked),
        )
        for question in PARTICIPANT
        if question.key in asked.sources
    }
    if asked.weight is not None:
        reads[WEIGHT_KEY] = read_weight(asked.weight)
    return reads


def _latest(translation: Translation, asked: Asked) -> str:
    """The last start that the rules accept, as SQL; they hang on the day."""
    latest = translation.latest_starts
    if len(set(latest)) == 1:
        return day(latest[0])
    whens = " ".join(
        f"WHEN {_stretch(translation, _on(translation, asked))} = {place} THEN {day(last)}"
        for place, last in enumerate(latest)
    )
    return f"CASE {whens} END"


def _on(translation: Translation, asked: Asked) -> str:
    """The day of a row, as SQL on `people`."""
    if "on" not in asked.sources:
        return day(asked.on)
    question = next(question for question in PARTICIPANT if question.key == "on")
    value = read(question, asked.sources["on"], translation.first_day, "NULL").value
    return f"COALESCE({value}, {day(asked.on)})"


def accepted_words(key: str, translation: Translation) -> str:
    """What is accepted as an answer, in the words of the contract."""
    if key == WEIGHT_KEY:
        return str(MAXIMUM_WEIGHT)
    question = next(question for question in PARTICIPANT if question.key == key)
    match question.kind:
        case "choice":
            return ", ".join(question.choices)
        case "date":
            return translation.first_day.isoformat()
        case _:
            return str(question.maximum)


def valid(reads: Iterable[Read]) -> str:
    conditions = [reading.accepted for reading in reads if reading.problems]
    return " AND ".join(conditions) or "TRUE"


def _given(translation: Translation, asked: Asked) -> Table:
    """Everybody whose answers can be read, with these answers as columns."""
    reads = reads_of(translation, asked)
    carried = dict.fromkeys([*asked.kept, *asked.groups])
    columns = [identifier(name) for name in carried]
    columns += [
        f"{reads[question.key].value if question.key in reads else _nothing(question)}"
        f" AS {answer(question.key)}"
        for question in PARTICIPANT
        if question.key not in ("on", "start_date")
    ]
    columns.append(f"{_on(translation, asked)} AS {answer('on')}")
    if asked.weight is not None:
        columns.append(f"{reads[WEIGHT_KEY].value} AS {answer(WEIGHT_KEY)}")
    return (
        "given",
        f"SELECT {listed(columns)}\nFROM people\nWHERE {valid(reads.values())}",
    )


def _nothing(question: Question) -> str:
    """The answer to a question of which the file has no column."""
    types = {"choice": "VARCHAR", "boolean": "BOOLEAN"}
    return f"CAST(NULL AS {types.get(question.kind, NUMBER)})"


def common_tables(sides: Mapping[str, Translation], asked: Asked) -> list[Table]:
    """Everything up to `answered`, for one or more sets of values by the name of a side.

    The columns of a side stand between the programme and their name (`paas_action.old.verdict`);
    the side of an empty name adds nothing to them.
    """
    tables = [_given(strictest(sides.values()), asked)]
    own = [identifier(name) for name in dict.fromkeys([*asked.kept, *asked.groups])]
    own += [answer(question.key) for question in PARTICIPANT if question.kind != "date"]
    if asked.weight is not None:
        own.append(answer(WEIGHT_KEY))
    columns = [f"placed.{name}" for name in own]
    states, joins = [], []
    for side, translation in sides.items():
        end = f"_{side}" if side else ""
        table, made = _table(translation, end)
        tables += table
        states.append(f"{_state(translation)} AS {_state_column(end)}")
        joins.append(f"JOIN decision{end} ON placed.{_state_column(end)} = decision{end}.state")
        columns += [
            f"{sql} AS {identifier(sided(name, side, translation.programmes))}"
            for name, sql in made.items()
        ]
    return [
        *tables,
        ("placed", f"SELECT *,\n    {listed(states)}\nFROM given"),
        ("answered", f"SELECT {listed(columns)}\nFROM placed\n" + "\n".join(joins)),
    ]


def strictest(translations: Iterable[Translation]) -> Translation:
    """The set of values whose first day is the last: a day must be known to every set."""
    return max(translations, key=lambda translation: translation.first_day)


def sided(name: str, side: str, programmes: Iterable[str]) -> str:
    """The name of a programme's column on a side."""
    if not side:
        return name
    id = next(id for id in programmes if name.startswith(f"{id}."))
    return f"{id}.{side}{name.removeprefix(id)}"


def _state_column(end: str) -> str:
    return identifier(f"answer.state{end}")


def _state(translation: Translation) -> str:
    """The number of a row's state: its stretch of days, then its categorical answers."""
    state = _stretch(translation, answer("on"))
    for key, values in DOMAINS.items():
        state = f"({state}) * {len(values) + 1} + {_place(key, values)}"
    return state


def _stretch(translation: Translation, on: str) -> str:
    days = list(enumerate(translation.days))[1:]
    if not days:
        return "0"
    whens = " ".join(f"WHEN {on} >= {day(first)} THEN {place}" for place, first in reversed(days))
    return f"CASE {whens} ELSE 0 END"


def _place(key: str, values: Sequence[str | bool]) -> str:
    """The place of an answer among those of its question, 0 where it is open."""
    whens = " ".join(f"WHEN {literal(value)} THEN {place}" for place, value in enumerate(values, 1))
    return f"CASE {answer(key)} {whens} ELSE 0 END"


def _table(translation: Translation, end: str) -> tuple[list[Table], dict[str, str]]:
    """The decision table as common table expressions, and each column of a person as SQL.

    A column whose cells are all alike needs no place in the table; where formulas differ from
    state to state, the table holds the number of the formula.
    """
    cells: dict[str, list[Any]] = {}
    columns: dict[str, str] = {}
    for name in translation.rows[0].columns:
        trees = [row.columns[name] for row in translation.rows]
        distinct = _distinct(trees)
        if len(distinct) == 1:
            columns[name] = f"CAST({formula(distinct[0])} AS {kind(name)})"
        elif not any(isinstance(tree, Fork | Linear) for tree in distinct):
            cells[name] = trees
            columns[name] = f"decision{end}.{identifier(name)}"
        else:
            numbered = f"formula.{name}"
            cells[numbered] = [distinct.index(tree) for tree in trees]
            whens = " ".join(
                f"WHEN {place} THEN {formula(tree)}"
                for place, tree in enumerate(distinct)
                if tree is not None
            )
            columns[name] = (
                f"CAST(CASE decision{end}.{identifier(numbered)} {whens} END AS {kind(name)})"
            )
    rows = list(zip(*cells.values(), strict=True))
    profiles = _distinct(rows)
    profile_rows = [[str(place), *map(_cell, row)] for place, row in enumerate(profiles)]
    state_rows = [
        [str(state), str(profiles.index(row))]
        for state, row in zip(_states(translation), rows, strict=True)
    ]
    typed = [
        f"{identifier(name)}"
        if name.startswith("formula.")
        else f"CAST({identifier(name)} AS {kind(name)}) AS {identifier(name)}"
        for name in cells
    ]
    return [
        (f"profiles{end}", _values(["profile", *cells], profile_rows)),
        (f"states{end}", _values(["state", "profile"], state_rows)),
        (
            f"decision{end}",
            f"SELECT {listed(['one.state', *typed])}\n"
            f"FROM states{end} AS one JOIN profiles{end} AS other ON one.profile = other.profile",
        ),
    ], columns


def _states(translation: Translation) -> Iterable[int]:
    """The numbers of the states, in the order of the rows (as `_state` reckons them)."""
    for row in translation.rows:
        state = row.stretch
        for (_, values), given in zip(DOMAINS.items(), row.answers, strict=True):
            state = state * (len(values) + 1) + (
                0 if given is None else 1 + list(values).index(given)
            )
        yield state


def _cell(value: Any) -> str:
    return str(value) if type(value) is int else literal(value)


def _distinct(values: Sequence[Any]) -> list[Any]:
    """Each value once, in the order in which they come. (Trees need not be hashable.)"""
    found: list[Any] = []
    for value in values:
        if not any(_same(value, one) for one in found):
            found.append(value)
    return found


def _same(one: Any, other: Any) -> bool:
    # False equals 0 to Python, and is another cell.
    return type(one) is type(other) and one == other


def _values(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ",\n    ".join(f"({', '.join(row)})" for row in rows)
    listed = ", ".join(map(identifier, names))
    return f"SELECT * FROM (VALUES\n    {lines}\n) AS listed({listed})"


def listed(columns: Iterable[str]) -> str:
    return ",\n    ".join(columns)


def joined(*parts: Table, last: str) -> str:
    """Common table expressions and the statement that uses them."""
    named = ",\n".join(f"{name} AS (\n{sql}\n)" for name, sql in parts)
    return f"WITH {named}\n{last}"
