"""What the tests of the population share: people with every kind of answer, and the rules' own."""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from population.__main__ import main
from rules.questions import COSTS, PARTICIPANT

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-05-01"

Person = dict[str, str]

# One answer in seven is left open.
OPEN = 1 / 7
HOURS = ("0", "9.99", "10", "14.99", "15", "18.46", "18.47", "20", "20.00", "20.01", "168")
MONEY = ("0", "0.00", "0.01", "45.50", "100", "99999.99", "100000", "7.1")
# What no question takes, and what some take and others do not.
ODD_TEXT = """
12.500
-1 -0 -0.00 1.234 1.230 168.01 100000.01 NaN Infinity 1e2 abc 1,5 +5 .5 5. 1_000 null TRUE yes 1
2026-02-30 é ' " 999999999999999999999999999999
"""
ODD = tuple(ODD_TEXT.split())
PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Given(NamedTuple):
    """People as text, and the columns of their file."""

    columns: tuple[str, ...]
    people: Sequence[Person]


@pytest.fixture(scope="session")
def some_people() -> Callable[[int, int, float], Given]:
    """So many people of a seed, a share of whose answers is odd."""
    return _some_people


def _some_people(count: int, seed: int, odd: float) -> Given:
    chance = Random(seed)
    asked = {question.key: question for question in PARTICIPANT}
    people = []
    for number in range(count):
        person = {"id": str(number), "region": chance.choice(("A", "B", "", "C’est là"))}
        for key, question in asked.items():
            if chance.random() < OPEN:
                person[key] = chance.choice(("", "", " "))
            elif chance.random() < odd:
                person[key] = chance.choice(ODD)
            else:
                person[key] = _answer(chance, question.kind, question.values)
        people.append(person)
    return Given(("id", "region", *asked), people)


def _answer(chance: Random, kind: str, values: Sequence[str | bool]) -> str:
    match kind:
        case "choice":
            return str(chance.choice(values))
        case "boolean":
            return chance.choice(("true", "false"))
        case "number":
            return chance.choice((*HOURS, f"{chance.uniform(0, 30):.2f}"))
        case "money":
            return chance.choice((*MONEY, f"{chance.uniform(0, 900):.2f}"))
        case _:
            return chance.choice(
                ("2026-04-01", "2026-12-31", "2026-03-31", "2027-02-28", "9998-12-31", "9999-01-01")
            )


def write_csv(path: Path, columns: Iterable[str], people: Iterable[Mapping[str, str]]) -> Path:
    """A file of people as a spreadsheet writes it."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(columns))
        writer.writeheader()
        writer.writerows(people)
    return path


def read_csv(path: Path) -> list[Person]:
    """The rows of a file, as text."""
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def population(*arguments: object) -> None:
    """Run the tool in this process; it must go well."""
    assert main([str(argument) for argument in arguments]) == 0


def as_json(person: Person) -> str:
    """A person as a line of `python -m rules participant --lines`, by what the cells say."""
    given: dict[str, Any] = {}
    costs: dict[str, Any] = {}
    for question in PARTICIPANT:
        cell = person[question.key].strip()
        if not cell:
            continue
        value = json.dumps(cell)
        if question.kind == "boolean" and cell.lower() in ("true", "false"):
            value = cell.lower()
        elif question.kind == "number" and PLAIN_NUMBER.fullmatch(cell):
            value = cell
        group, _, name = question.key.rpartition(".")
        (costs if group else given)[name] = value
    if costs:
        given["monthly_costs"] = "{" + ", ".join(f'"{k}": {v}' for k, v in costs.items()) + "}"
    return "{" + ", ".join(f'"{key}": {value}' for key, value in given.items()) + "}"


def by_the_rules(people: Iterable[Person]) -> list[dict[str, Any]]:
    """What `python -m rules participant --lines` says of people, one process for all."""
    done = subprocess.run(
        [sys.executable, "-m", "rules", "participant", "--lines"],
        input="".join(f"{as_json(person)}\n" for person in people),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def columns_of(found: Mapping[str, Any]) -> Person:
    """A result of the rules as the columns of `--people`, as CSV has them."""
    row: Person = {}
    for id, programme in found["programmes"].items():
        flat: dict[str, Any] = {
            "verdict": programme["verdict"],
            "reachable": " ".join(programme["reachable"]),
            "missing": " ".join(programme["missing"]),
            "allowance.certainty": programme["allowance"]["certainty"],
            **_range("allowance", programme["allowance"]["monthly"]),
        }
        refunds = {refund["cost"]: refund for refund in programme["reimbursements"]}
        for cost in COSTS:
            refund = refunds.get(cost, {"certainty": None, "monthly": None})
            flat[f"reimbursements.{cost}.certainty"] = refund["certainty"]
            flat |= _range(f"reimbursements.{cost}", refund["monthly"])
        total = programme["monthly_total"]
        flat |= {f"monthly_total.{name}": total[name] for name in ("low", "high", "high_if_one")}
        flat["monthly_total.complete"] = "true" if total["complete"] else "false"
        flat["hours.check"] = programme["hours"]["check"]
        row |= {f"{id}.{name}": value or "" for name, value in flat.items()}
    return row


def _range(name: str, range_: Mapping[str, str] | None) -> dict[str, str | None]:
    low, high = (range_["low"], range_["high"]) if range_ else (None, None)
    return {f"{name}.low": low, f"{name}.high": high}
