"""The whole of the SQL: people in, what each programme says of them out, and its sums.

Written in the words of DuckDB, of which `population.spark` makes Spark's. A statement is text that
stands alone: the decision table is in it, and it reads one relation, `people`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from population.expressions import answer, formula, identifier, kind, literal, text
from population.reading import (
    MAXIMUM_WEIGHT,
    Read,
    Source,
    day,
    problem_text,
    read,
    read_weight,
)
from population.tracing import Fork, Linear
from population.translation import Translation
from rules.logic import DOMAINS, VERDICTS
from rules.quantities import MONTHS_A_YEAR
from rules.questions import COSTS, PARTICIPANT, Question

# Where nobody's answer can be, so that it is no key of the contract.
WEIGHT_KEY = "weight"
ALL_VERDICTS = (*VERDICTS, "unknown", "not_in_force")
LEVEL = "level"
# Columns of these statements that no file may have; `population.run` refuses them.
STATE = '"answer.state"'


# What the sums are called, so that no group may be.
SUMMARY_NAMES = (LEVEL, "programme", "people", "place", *ALL_VERDICTS)


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


def answers_sql(translation: Translation, asked: Asked) -> str:
    """A row a person: the columns kept, then each programme's."""
    columns = [*asked.kept, *translation.rows[0].columns]
    return _joined(
        _readings(translation, asked),
        *_decided(translation, asked),
        last=f"SELECT {_listed(map(identifier, columns))}\nFROM answered",
    )


def rejects_sql(translation: Translation, asked: Asked, columns: Sequence[str]) -> str:
    """The rows that cannot be read, as they are, and the reason for each."""
    reasons = [
        problem_text(key, reading, asked.words, _accepted(key, translation))
        for key, reading in _reads(translation, asked).items()
        if reading.problems
    ]
    parts = ", ".join(reasons) or "NULL"
    return (
        f"SELECT {_listed(map(identifier, columns))},\n"
        f"    CONCAT_WS('; ', {parts}) AS reason\n"
        f"FROM people\nWHERE NOT ({_valid(_reads(translation, asked).values())})"
    )


def counts_sql(translation: Translation, asked: Asked) -> str:
    """How many rows there are, and how many of them can be read."""
    valid = _valid(_reads(translation, asked).values())
    return f"SELECT COUNT(*) AS rows_read, COUNT_IF({valid}) AS accepted FROM people"


def summary_sql(translation: Translation, asked: Asked) -> str:
    """A row a group and programme, and one a programme for everybody."""
    groups = [identifier(name) for name in asked.groups]
    totals = [
        *groups,
        f"{_level(groups)} AS {LEVEL}",
        f"{_people(asked)} AS people",
        *(
            f"{_people(asked, f'{answer(key)} IS NULL')} AS {identifier(f'unanswered.{key}')}"
            for key in _asked_keys()
        ),
    ]
    for id in translation.programmes:
        totals += [
            f"{sql} AS {identifier(f'{id}.{name}')}" for name, sql in _sums(id, asked).items()
        ]
    long = [
        *groups,
        LEVEL,
        "programme",
        "people",
        *(
            f"{_by_programme(translation, name)} AS {identifier(name)}"
            for name in _sums(translation.programmes[0], asked)
        ),
    ]
    year = [
        f"{MONTHS_A_YEAR} * month_{end} AS {identifier(f'year_{end}')}"
        for end in ("low", "high", "high_if_one")
    ]
    shares = [
        f"{_share(name)} AS {identifier(f'share.{name}')}"
        for name in (*ALL_VERDICTS, "not_all_stated")
    ]
    unanswered = [
        f"{_share(identifier(f'unanswered.{key}'))} AS {identifier(f'share.unanswered.{key}')}"
        for key in _asked_keys()
    ]
    named = ", ".join(f"({place}, {text(id)})" for place, id in enumerate(translation.programmes))
    open_answers = [identifier(f"unanswered.{key}") for key in _asked_keys()]
    sums = map(identifier, _sums(translation.programmes[0], asked))
    shown = [*groups, LEVEL, "programme", "people", *sums, *year, *shares, *unanswered]
    order = ", ".join([f"{LEVEL} DESC", *groups, "place"])
    return _joined(
        _readings(translation, asked),
        *_decided(translation, asked),
        ("totals", f"SELECT {_listed(totals)}\nFROM answered{_group_by(groups)}"),
        (
            "long",
            f"SELECT {_listed([*long, 'place', *open_answers])}\n"
            f"FROM totals CROSS JOIN (VALUES {named}) AS named(place, programme)",
        ),
        last=f"SELECT {_listed(shown)}\nFROM long\nORDER BY {order}",
    )


def _group_by(groups: Sequence[str]) -> str:
    return f"\nGROUP BY GROUPING SETS (({', '.join(groups)}), ())" if groups else ""


def _level(groups: Sequence[str]) -> str:
    if not groups:
        return "'all'"
    return f"CASE WHEN GROUPING({groups[0]}) = 1 THEN 'all' ELSE 'group' END"


def _people(asked: Asked, condition: str = "") -> str:
    """How many people there are to whom something applies, each row standing for its weight."""
    where = f" FILTER (WHERE {condition})" if condition else ""
    return f"COALESCE(SUM({_weight(asked)}){where}, 0)" if asked.weight else f"COUNT(*){where}"


def _weight(asked: Asked) -> str:
    return answer(WEIGHT_KEY) if asked.weight else "1"


def _sums(id: str, asked: Asked) -> dict[str, str]:
    """What is summed for a programme, by name."""

    def column(name: str) -> str:
        return identifier(f"{id}.{name}")

    def sum_of(sql: str) -> str:
        times = f"{answer(WEIGHT_KEY)} * " if asked.weight else ""
        return f"CAST(SUM({times}{sql}) AS DECIMAL(38, 2))"

    sums = {
        verdict: _people(asked, f"{column('verdict')} = {text(verdict)}")
        for verdict in ALL_VERDICTS
    }
    sums["not_all_stated"] = _people(asked, f"NOT {column('monthly_total.complete')}")
    # Where nobody's amount is stated or given the sum is NULL: what is not known is not nothing.
    for end in ("low", "high"):
        sums[f"allowance_month_{end}"] = sum_of(column(f"allowance.{end}"))
    for end in ("low", "high"):
        refunds = [column(f"reimbursements.{cost}.{end}") for cost in COSTS]
        added = " + ".join(f"COALESCE({refund}, 0)" for refund in refunds)
        known = f"COALESCE({', '.join(refunds)}) IS NOT NULL"
        sums[f"reimbursements_month_{end}"] = sum_of(f"CASE WHEN {known} THEN {added} END")
    for end in ("low", "high"):
        sums[f"month_{end}"] = sum_of(column(f"monthly_total.{end}"))
    one, high = column("monthly_total.high_if_one"), column("monthly_total.high")
    sums["month_high_if_one"] = sum_of(f"COALESCE({one}, {high})")
    return sums


def _by_programme(translation: Translation, name: str) -> str:
    whens = " ".join(
        f"WHEN {text(id)} THEN {identifier(f'{id}.{name}')}" for id in translation.programmes
    )
    return f"CASE programme {whens} END"


def _share(sql: str) -> str:
    return f"ROUND(CAST({sql} AS DOUBLE) / NULLIF(CAST(people AS DOUBLE), 0), 6)"


def _asked_keys() -> list[str]:
    """The questions that somebody can leave open, with something hanging on it."""
    return [question.key for question in PARTICIPANT if question.kind != "date"]


def _reads(translation: Translation, asked: Asked) -> dict[str, Read]:
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


def _accepted(key: str, translation: Translation) -> str:
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


def _valid(reads: Iterable[Read]) -> str:
    conditions = [reading.accepted for reading in reads if reading.problems]
    return " AND ".join(conditions) or "TRUE"


def _readings(translation: Translation, asked: Asked) -> tuple[str, str]:
    """Everybody whose answers can be read, with these answers as columns."""
    reads = _reads(translation, asked)
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
        f"SELECT {_listed(columns)}\nFROM people\nWHERE {_valid(reads.values())}",
    )


def _nothing(question: Question) -> str:
    """The answer to a question of which the file has no column."""
    types = {"choice": "VARCHAR", "boolean": "BOOLEAN"}
    return f"CAST(NULL AS {types.get(question.kind, 'DECIMAL(18, 2)')})"


def _decided(translation: Translation, asked: Asked) -> list[tuple[str, str]]:
    """The decision table, and everybody's answers joined with it."""
    table, columns = _table(translation)
    everything = dict.fromkeys([*asked.kept, *asked.groups])
    own = [f"given.{identifier(name)}" for name in everything]
    own += [
        f"given.{answer(question.key)}"
        for question in PARTICIPANT
        if question.key not in ("on", "start_date")
    ]
    if asked.weight is not None:
        own.append(f"given.{answer(WEIGHT_KEY)}")
    made = [f"{sql} AS {identifier(name)}" for name, sql in columns.items()]
    return [
        *table,
        ("placed", f"SELECT *, {_state(translation)} AS {STATE}\nFROM given"),
        (
            "answered",
            f"SELECT {_listed([name.replace('given.', 'placed.', 1) for name in own] + made)}\n"
            f"FROM placed JOIN decision ON placed.{STATE} = decision.state",
        ),
    ]


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


def _table(translation: Translation) -> tuple[list[tuple[str, str]], dict[str, str]]:
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
            columns[name] = f"decision.{identifier(name)}"
        else:
            numbered = f"formula.{name}"
            cells[numbered] = [distinct.index(tree) for tree in trees]
            whens = " ".join(
                f"WHEN {place} THEN {formula(tree)}"
                for place, tree in enumerate(distinct)
                if tree is not None
            )
            columns[name] = (
                f"CAST(CASE decision.{identifier(numbered)} {whens} END AS {kind(name)})"
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
        ("profiles", _values(["profile", *cells], profile_rows)),
        ("states", _values(["state", "profile"], state_rows)),
        (
            "decision",
            f"SELECT {_listed(['states.state', *typed])}\n"
            "FROM states JOIN profiles ON states.profile = profiles.profile",
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


def _listed(columns: Iterable[str]) -> str:
    return ",\n    ".join(columns)


def _joined(*parts: tuple[str, str], last: str) -> str:
    """Common table expressions and the statement that uses them."""
    named = ",\n".join(f"{name} AS (\n{sql}\n)" for name, sql in parts)
    return f"WITH {named}\n{last}"
