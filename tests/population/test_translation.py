"""The rules run on unknown numbers: what comes of it, and what is refused loudly."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from population import translation
from population.expressions import formula
from population.tracing import (
    Fork,
    Given,
    Linear,
    Numbers,
    Sealed,
    Trace,
    Unknown,
    UntranslatableError,
    explore,
)
from population.translation import Probed, translate
from rules.dated import days_of_change, first_known_day, programme_ids
from rules.logic import DOMAINS
from rules.programme import programmes
from rules.results import Hours
from rules.states import participant_states
from tests.population.conftest import DAY, ROOT, columns_of, population, read_csv, write_csv

NAMES = {"a": "a", "b": "b"}


def tree(rule: Callable[[Any, Any], Any]) -> Any:
    """A rule of two given numbers as a tree."""

    def run(trace: Trace) -> Any:
        def unknown(name: str) -> Unknown:
            return Unknown(trace, Linear(Decimal(0), ((name, Decimal(1)),)))

        found = rule(unknown("a"), unknown("b"))
        if isinstance(found, Unknown):
            return found.expression
        return Decimal(found) if type(found) is int else found

    return explore(run)


RULES: list[Callable[[Any, Any], Any]] = [
    lambda a, b: a + b,
    lambda a, b: 10 - a + 2 * b - Decimal("0.50"),
    lambda a, b: max(a, b),
    lambda a, b: min(a, b, 20),
    lambda a, b: a if a > b else -b,
    lambda a, b: "low" if a < 10 else "middle" if a <= 20 else "high",
    lambda a, b: a == b,
    lambda a, b: bool(a) and not b,
    lambda a, b: sum([a, b, a]) * 3 if 52 * a >= 960 else None,
    lambda a, b: 0 if a < b and b < 5 else a - b,
    lambda a, b: a * 2 >= b and b != 7,
]
cents = some.integers(0, 4000).map(lambda number: Decimal(number) / 100)


@settings(max_examples=60, deadline=None)
@given(pairs=some.lists(some.tuples(cents, cents), min_size=1, max_size=30))
def test_a_rule_and_its_sql_agree(pairs: list[tuple[Decimal, Decimal]]) -> None:
    pairs += [(Decimal(number), Decimal(number)) for number in (0, 5, 10, 20)]
    rows = ", ".join(f"({a}::DECIMAL(18,2), {b}::DECIMAL(18,2))" for a, b in pairs)
    for rule in RULES:
        sql = f'SELECT {formula(tree(rule))} FROM (VALUES {rows}) AS t("answer.a", "answer.b")'
        found = [row[0] for row in duckdb.execute(sql).fetchall()]
        assert found == [rule(a, b) for a, b in pairs], sql


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (lambda a, b: a * b, "multiplies two"),
        (lambda a, b: a.sqrt(), "'sqrt'"),
        (lambda a, b: a.quantize(Decimal("0.1")), "'quantize'"),
        (lambda a, b: f"{a}", "as text"),
        (lambda a, b: a + 0.5, "0.5"),
        (lambda a, b: a + True, "True"),
        (lambda a, b: a + "1", "'1'"),
    ],
)
def test_what_is_no_sql_is_refused(rule: Callable[[Any, Any], Any], says: str) -> None:
    with pytest.raises(UntranslatableError, match=says):
        tree(rule)


@pytest.mark.parametrize("rule", [lambda a, b: a / 2, lambda a, b: a // 2, lambda a, b: abs(a)])
def test_what_python_refuses_by_itself_is_an_error(rule: Callable[[Any, Any], Any]) -> None:
    with pytest.raises(TypeError):
        tree(rule)


def test_parts_of_a_cent_are_refused() -> None:
    for rule in (lambda a, b: a * Decimal("0.5"), lambda a, b: a + Decimal("0.001")):
        with pytest.raises(UntranslatableError, match="parts of a cent"):
            formula(tree(rule))


def test_a_number_that_may_not_be_given_is_asked_for() -> None:
    found = explore(lambda trace: "none" if Numbers(trace, NAMES).get("a") is None else "some")
    assert found == Fork(Given("a"), "some", "none")


def test_days_are_compared_with_days_of_change_only() -> None:
    day = Probed.of(days_of_change()[0])
    assert day >= first_known_day()
    assert date.min <= day
    for use in (
        lambda: day >= first_known_day() + timedelta(days=1),
        lambda: day.year,
        lambda: day.isoformat(),
        lambda: day + timedelta(days=1),
    ):
        with pytest.raises(UntranslatableError):
            use()


def test_what_is_sealed_cannot_be_looked_at() -> None:
    sealed = Sealed("the start")
    for use in (lambda: sealed.year, lambda: sealed < 1, lambda: bool(sealed), lambda: str(sealed)):
        with pytest.raises(UntranslatableError, match="the start"):
            use()


def test_every_state_of_every_day_is_in_the_table() -> None:
    found = translate()
    states = len(list(participant_states()))
    assert len(found.rows) == states * len(days_of_change())
    assert len({(row.stretch, row.answers) for row in found.rows}) == len(found.rows)
    assert found.programmes == programme_ids()


# What the rules of a copy say of `people.csv`, a line of JSON a person.
BY_THE_RULES = """
import csv, json
from decimal import Decimal
from rules.participant import participant
from rules.result_json import participant_json
for row in csv.DictReader(open("people.csv")):
    given = {key: row[key] for key in ("assistance", "work_outlook") if row[key]}
    given |= {"adult": row["adult"] == "true"} if row["adult"] else {}
    given |= {"weekly_hours": Decimal(row["weekly_hours"]), "on": "2026-12-01"}
    costs = {cost: row[f"monthly_costs.{cost}"] for cost in ("transport", "childcare")}
    given["monthly_costs"] = {cost: amount for cost, amount in costs.items() if amount}
    print(json.dumps(participant_json(participant(given))))
"""


def copied(tmp_path: Path) -> Path:
    """A copy of the rules and of this tool."""
    for package in ("rules", "population"):
        shutil.copytree(ROOT / package, tmp_path / package)
    return tmp_path


def run_in(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_third_programme_needs_no_second_formula(tmp_path: Path) -> None:
    """The example that the tests of the build add: its columns are those of its own rules."""
    folder = copied(tmp_path)
    example = ROOT / "tests" / "compiler" / "third_programme"
    shutil.copytree(example / "rules", folder / "rules", dirs_exist_ok=True)
    people = [
        {
            "id": str(number),
            **{
                key: str(value).lower() if value in (True, False) else value
                for key, value in state.items()
            },
            "weekly_hours": str(number % 40),
            "monthly_costs.transport": "45.50",
            # Below the third programme's maximum, at it, above it, and not given.
            "monthly_costs.childcare": ("14.99", "15", "30", "")[number % 4],
        }
        for number, state in enumerate(participant_states())
    ]
    columns = [
        "id",
        "assistance",
        "adult",
        "work_outlook",
        "weekly_hours",
        "monthly_costs.transport",
        "monthly_costs.childcare",
    ]
    write_csv(tmp_path / "people.csv", columns, people)
    done = run_in(folder, "population", "people.csv", "--people", "out.csv", "--on", "2026-12-01")
    assert done.returncode == 0, done.stderr
    asked = subprocess.run(
        [sys.executable, "-c", BY_THE_RULES], cwd=folder, capture_output=True, text=True, check=True
    )
    expected = [columns_of(json.loads(line)) for line in asked.stdout.splitlines()]
    assert any(name.startswith("third.") for name in expected[0])
    found = read_csv(tmp_path / "out.csv")
    for row in found:
        row.pop("id")
    assert found == expected


def test_programme_that_looks_at_the_state_is_explored_for_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = programmes()["paas_action"]
    # Its outcome is the same for every age.
    by_age = {True: "within", False: "above_maximum", None: None}
    looking = SimpleNamespace(
        **{**vars(own), "hours": lambda person: Hours(check=by_age[person.situation.adult])}
    )
    monkeypatch.setattr(translation, "programmes", lambda: {"paas_action": looking})
    for row in translation.translate().rows:
        answers = dict(zip(DOMAINS, row.answers, strict=True))
        assert row.columns["paas_action.hours.check"] == by_age[answers["adult"]]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("up_to(stated.number(person.on))", "up_to(stated.number(person.on) * person.on.month)"),
        ("person.weekly_hours <= maximum", "person.weekly_hours ** 2 <= maximum"),
        ("if person.weekly_hours is not None:", "if person.start_date is not None:"),
    ],
)
def test_rules_that_are_no_sql_stop_the_tool(tmp_path: Path, old: str, new: str) -> None:
    folder = copied(tmp_path)
    module = folder / "rules" / "programmes" / "paas_action.py"
    text = module.read_text("utf-8")
    assert old in text
    module.write_text(text.replace(old, new), encoding="utf-8")
    write_csv(tmp_path / "people.csv", ["assistance"], [{"assistance": "none"}])
    done = run_in(folder, "population", "people.csv", "--people", "out.csv")
    assert done.returncode == 3, done.stderr
    assert done.stderr.startswith("The rules cannot be turned into SQL: the programme paas_action")
    assert not (tmp_path / "out.csv").exists()


def test_explain_prints_sql_that_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"id": "1", "assistance": "none", "adult": "true"}
    file = write_csv(tmp_path / "people.csv", row, [row])
    population(
        file,
        "--people",
        tmp_path / "out.csv",
        "--summary",
        tmp_path / "s.csv",
        "--explain",
        "--on",
        DAY,
    )
    printed = capsys.readouterr().out
    assert not (tmp_path / "out.csv").exists()
    database = duckdb.connect()
    database.execute(f"CREATE VIEW people AS SELECT * FROM read_csv('{file}', all_varchar = true)")
    people, rejects, summary = (part for part in printed.split(";\n") if part.strip())
    assert database.execute(people).fetchone()[1] == "not_possible"  # type: ignore[index]
    assert database.execute(rejects).fetchall() == []
    assert len(database.execute(summary).fetchall()) == len(programme_ids())
