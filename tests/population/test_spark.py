"""Spark gives what DuckDB gives: the same SQL, translated (`make population-test`; needs Java)."""

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.population.conftest import DAY, Given, Person, population, read_csv, write_csv

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]
NEW = "[paas_action]\nsupport_allowance = 180\n"


def spark(*arguments: object) -> None:
    """Run the tool on Spark; it must go well. (One Java serves all runs of this process.)"""
    population(*arguments, "--engine", "spark", "--threads", "2")


def parts(folder: Path) -> list[Person]:
    """The rows of a folder of CSV files."""
    rows: list[Person] = []
    for file in sorted(folder.glob("*.csv")):
        with open(file, newline="", encoding="utf-8") as opened:
            rows += csv.DictReader(opened)
    return rows


def plain(row: Person) -> Person:
    """A row without what only looks different: 0 and 0.00, quotes around nothing."""
    return {name: _number(cell) for name, cell in row.items()}


def _number(cell: str) -> str:
    try:
        return f"{Decimal(cell):.6f}"
    except ArithmeticError:
        return cell


def test_every_column_is_that_of_duckdb(
    tmp_path: Path, some_people: Callable[[int, int, float], Given]
) -> None:
    given = some_people(3000, 4, 0.03)
    people = [person | {"weight": str(1 + int(person["id"]) % 3)} for person in given.people]
    file = write_csv(tmp_path / "people.csv", [*given.columns, "weight"], people)
    with open(file, "a", encoding="utf-8", newline="") as opened:
        opened.write("3001,A\r\n")
    values = tmp_path / "new.toml"
    values.write_text(NEW)
    asked = [file, "--by", "region", "--on", DAY, "--weight", "weight", "--against", values]
    found = {}
    for name, run in (("duckdb", population), ("spark", spark)):
        folder = tmp_path / name
        folder.mkdir()
        outputs = ["--people", folder / "people.csv", "--summary", folder / "sums.csv"]
        run(*asked[:-2], *outputs)
        run(*asked, "--summary", folder / "reform.csv")
        persons = folder / "people.csv"
        rows = parts(persons) if persons.is_dir() else read_csv(persons)
        found[name] = {
            "people": sorted(map(plain, rows), key=lambda row: float(row["id"])),
            "sums": list(map(plain, read_csv(folder / "sums.csv"))),
            "reform": list(map(plain, read_csv(folder / "reform.csv"))),
            "refused": sorted(
                row["id"] or row["line"] for row in read_csv(folder / "people.rejects.csv")
            ),
        }
    assert len(found["duckdb"]["people"]) > 1500
    assert "3001,A" in found["duckdb"]["refused"]
    for part, rows in found["duckdb"].items():
        assert found["spark"][part] == rows, part
