"""Columns with types of their own, codes of a file, and weights."""

import json
import math
from pathlib import Path

import duckdb
import polars
import pytest

from rules.dated import programme_ids
from rules.parsing import InputError
from rules.participant import participant
from rules.result_json import participant_json
from tests.population.conftest import DAY, columns_of, population, read_csv, write_csv

# Some are exact to the cent as written, some only look so.
FLOATS = [0.0, -0.0, 0.1 + 0.2, 0.3, 12.1, 45.55, 18.46, 9.999, 1e-9, -1.0, 168.0, 168.01, 1e300]
FLOATS += [100_000.0, 99_999.99, 20.005, math.nan, math.inf, -math.inf, 1.005, 4.35, 17.28, 2.675]


@pytest.mark.parametrize("key", ["weekly_hours", "monthly_costs.transport"])
def test_floating_numbers_are_accepted_as_by_the_rules(tmp_path: Path, key: str) -> None:
    file = tmp_path / "people.parquet"
    polars.DataFrame({"id": range(len(FLOATS)), key: FLOATS}).write_parquet(file)
    population(file, "--people", tmp_path / "out.csv", "--on", DAY)
    found = {int(row.pop("id")): row for row in read_csv(tmp_path / "out.csv")}
    for id, number in enumerate(FLOATS):
        cost = key.startswith("monthly")
        given = {"monthly_costs": {"transport": number}} if cost else {key: number}
        try:
            expected = columns_of(participant_json(participant({"on": DAY, **given})))
        except InputError:
            assert id not in found, number
        else:
            assert found[id] == expected, number
    assert 8 < len(found) < len(FLOATS) - 5


@pytest.mark.parametrize(
    ("type", "accepted"),
    [
        ("FLOAT", [0, 12.1, 45.55]),
        ("DECIMAL(10,4)", [0, 12.1, 45.55]),
        ("TINYINT", [0, 12]),
        ("UBIGINT", [0, 12]),
        ("HUGEINT", [0, 12]),
    ],
)
def test_other_types_of_numbers(tmp_path: Path, type: str, accepted: list[float]) -> None:
    file = tmp_path / "people.parquet"
    numbers = [*accepted, 127] if "INT" in type else [*accepted, 1.2345]
    rows = ", ".join(f"({id}, {number}::{type})" for id, number in enumerate(numbers))
    values = f"(VALUES {rows}) AS t(id, weekly_hours)"
    duckdb.execute(f"COPY (SELECT id, weekly_hours FROM {values}) TO '{file}'")
    population(file, "--people", tmp_path / "out.csv", "--on", DAY)
    found = [row["interagir.hours.check"] for row in read_csv(tmp_path / "out.csv")]
    of_rules = [
        participant({"on": DAY, "weekly_hours": number}).programmes["interagir"].hours.check
        for number in (numbers if "INT" in type else accepted)
    ]
    assert found == of_rules


def test_lists_of_words_days_and_truth_values_are_read(tmp_path: Path) -> None:
    file = tmp_path / "people.parquet"
    duckdb.execute(
        "COPY (SELECT 'none'::ENUM('none', 'basic_income') AS assistance, true AS adult,"
        " DATE '2026-05-01' AS \"on\", TIMESTAMP '2026-05-01' AS start_date"
        " UNION ALL SELECT 'none', true, DATE '2026-03-31', NULL"
        f" UNION ALL SELECT NULL, NULL, NULL, TIMESTAMP '2026-05-01 10:00') TO '{file}'"
    )
    population(file, "--people", tmp_path / "out.csv")
    assert [row["paas_action.verdict"] for row in read_csv(tmp_path / "out.csv")] == [
        "not_possible"
    ]
    refused = [row["reason"].partition(":")[0] for row in read_csv(tmp_path / "out.rejects.csv")]
    assert sorted(refused) == ["on", "start_date"]


MAPPING = """
[columns]
assistance = "PROG"
adult = "MAJEUR"
"monthly_costs.transport" = "AUTO"

[values.assistance]
1 = "social_assistance"
9 = ""

[values.adult]
O = "true"
N = "false"
"""


def test_a_mapping_names_columns_and_codes(tmp_path: Path) -> None:
    (tmp_path / "mapping.toml").write_text(MAPPING)
    people = [
        {"PROG": "1", "MAJEUR": "O", "AUTO": "45,50", "OUTLOOK": "long_term", "sex": "F"},
        {"PROG": "9", "MAJEUR": "N", "AUTO": "", "OUTLOOK": "", "sex": "M"},
        {"PROG": "3", "MAJEUR": "?", "AUTO": "1,234", "OUTLOOK": "", "sex": "M"},
    ]
    file = write_csv(tmp_path / "people.csv", people[0], people)
    population(
        *(file, "--mapping", tmp_path / "mapping.toml", "--column", "work_outlook=OUTLOOK"),
        *("--decimal", ",", "--people", tmp_path / "out.csv", "--on", DAY),
    )
    given = [
        {
            "assistance": "social_assistance",
            "adult": True,
            "work_outlook": "long_term",
            "monthly_costs": {"transport": "45.50"},
        },
        {"adult": False},
    ]
    expected = [
        {"sex": sex, **columns_of(participant_json(participant({"on": DAY, **one})))}
        for sex, one in zip("FM", given, strict=True)
    ]
    assert read_csv(tmp_path / "out.csv") == expected
    refused = read_csv(tmp_path / "out.rejects.csv")
    assert [row["PROG"] for row in refused] == ["3"]
    keys = [reason.partition(":")[0] for reason in refused[0]["reason"].split("; ")]
    assert keys == ["assistance", "adult", "monthly_costs.transport"]


def test_sums_are_those_of_the_persons(tmp_path: Path) -> None:
    """Weighted and by group, reckoned a second time by Polars from what is said of each person."""
    chance = [(i * 7919) % 1000 for i in range(2000)]
    words = ("none", "basic_income", None, "social_assistance")
    frame = polars.DataFrame(
        {
            "area": [None if c % 11 == 0 else "AB"[c % 2] for c in chance],
            "weight": [round(0.5 + c / 8, 3) for c in chance],
            "assistance": [words[c % 4] for c in chance],
            "monthly_costs.transport": [None if c % 3 == 0 else c / 4 for c in chance],
            "monthly_costs.childcare": [c / 2 if c % 5 else None for c in chance],
        }
    )
    file, people, sums = (tmp_path / f"{name}.parquet" for name in ("in", "people", "sums"))
    frame.write_parquet(file)
    population(
        *(file, "--people", people, "--summary", sums, "--by", "area"),
        *("--weight", "weight", "--on", DAY),
    )
    persons = polars.read_parquet(people).with_columns(polars.col("weight").cast(polars.Float64))
    found = polars.read_parquet(sums)
    assert found.height == len(programme_ids()) * 4  # two areas, none given, and everybody
    for row in found.iter_rows(named=True):
        own = persons
        if row["level"] == "group":
            own = persons.filter(polars.col("area").eq_missing(row["area"]))
        weights = own["weight"]
        id = row["programme"]
        assert float(row["people"]) == pytest.approx(weights.sum())
        for verdict in ("possible", "to_confirm", "not_possible", "unknown"):
            share = weights.filter(own[f"{id}.verdict"] == verdict).sum()
            assert float(row[verdict]) == pytest.approx(share)
            assert row[f"share.{verdict}"] == pytest.approx(share / weights.sum(), abs=1e-6)
        for end in ("low", "high"):
            total = (own[f"{id}.monthly_total.{end}"].cast(polars.Float64) * weights).sum()
            assert float(row[f"month_{end}"]) == pytest.approx(total, abs=0.01)
            assert float(row[f"year_{end}"]) == pytest.approx(12 * total, abs=0.1)
    # What Interagir does not state is not nothing.
    allowances = found.filter(polars.col("programme") == "interagir")["allowance_month_high"]
    assert allowances.null_count() == allowances.len()
    assert json.dumps(found["share.unanswered.weekly_hours"].unique().to_list()) == "[1.0]"
