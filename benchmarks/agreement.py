"""Do the SQL, OpenFisca and the command line say the same of the same invented people?"""

import itertools
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import duckdb

from benchmarks.rivals.openfisca.amounts import COLUMNS
from benchmarks.rounds import DifferentError, agree
from rules.questions import PARTICIPANT
from tests.population.conftest import Person, by_the_rules, columns_of

DAY, MONTH = "2026-05-01", "2026-05"


def invent(path: Path, people: int, seed: int = 1) -> None:
    """A file of invented people."""
    command = ["population.synthetic", path, "--people", people, "--seed", seed]
    ask(command)


def ask(command: Iterable[object]) -> str:
    """Run a module of this project; gives what it prints."""
    whole = [sys.executable, "-m", *map(str, command)]
    return subprocess.run(whole, stdout=subprocess.PIPE, text=True, check=True).stdout


def with_openfisca(people: Path, folder: Path) -> tuple[int, int]:
    """Hold every column that both have against the other; gives people and columns compared."""
    answers, theirs = folder / "answers.parquet", folder / "openfisca.parquet"
    ask(["population", people, "--people", answers, "--keep", "id", "--on", DAY])
    ask(["benchmarks.rivals.openfisca", people, theirs, MONTH])
    (count,) = duckdb.execute("SELECT count(*) FROM read_parquet($1)", [str(people)]).fetchall()[0]
    unequal = ", ".join(
        f'count(*) FILTER (WHERE one."{name}" IS DISTINCT FROM other."{name}")'
        for name in COLUMNS.values()
    )
    compared, *found = duckdb.execute(
        f"SELECT count(*), {unequal} FROM read_parquet($1) AS one"
        " FULL JOIN read_parquet($2) AS other USING (id)",
        [str(answers), str(theirs)],
    ).fetchall()[0]
    if compared != count or any(found):
        told = {name: many for name, many in zip(COLUMNS.values(), found, strict=True) if many}
        raise DifferentError(f"{count} people, {compared} of them answered by either: {told}")
    return count, len(COLUMNS)


def sample(people: Path, count: int) -> list[Person]:
    """The first so many people, as text by question."""
    columns = ", ".join(
        f'"{question.key}"::VARCHAR AS "{question.key}"'
        for question in PARTICIPANT
        if question.kind != "date"
    )
    found = duckdb.execute(
        f"SELECT {columns} FROM read_parquet($1) ORDER BY id LIMIT $2", [str(people), count]
    )
    names = [column[0] for column in found.description]
    dates = {question.key: "" for question in PARTICIPANT if question.kind == "date"}
    return [
        {**dates, **{name: cell or "" for name, cell in zip(names, row, strict=True)}, "on": DAY}
        for row in found.fetchall()
    ]


def with_lines(people: Path, folder: Path, count: int) -> tuple[int, int]:
    """Hold every column of the first so many against `--lines`; gives people and columns."""
    persons = sample(people, count)
    answers = folder / "answers.parquet"
    ask(["population", people, "--people", answers, "--keep", "id", "--on", DAY])
    found = duckdb.execute(
        "SELECT * EXCLUDE (id) FROM read_parquet($1) ORDER BY id LIMIT $2", [str(answers), count]
    )
    names = [column[0] for column in found.description]
    ours = ({n: _text(v) for n, v in zip(names, row, strict=True)} for row in found.fetchall())
    theirs = map(columns_of, by_the_rules(persons))
    agree(persons, ("population", "--lines"), ours, theirs)
    return len(persons), len(names)


def _text(value: object) -> str:
    """A cell as CSV has it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case date():
            return value.isoformat()
        case _:
            return str(value)


def lines_of(persons: Iterable[Person]) -> bytes:
    """People as the command line reads them."""
    from tests.population.conftest import as_json

    return "\n".join(itertools.chain(map(as_json, persons), [""])).encode()
