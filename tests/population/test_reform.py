"""An allowance that rises from 173 to 180 dollars, computed a second time by Polars."""

import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import polars
import pytest

from population.synthetic import main as invent
from population.words import LANGUAGES, say
from rules.dated import FOLDER, document
from tests.population.conftest import DAY, population

NEW = 180
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seeded population in which some rows are bad."""
    file = tmp_path_factory.mktemp("reform") / "people.parquet"
    assert invent([str(file), "--people", "30000", "--seed", "173", "--bad", "0.01"]) == 0
    return file


@pytest.fixture(scope="module")
def new_values(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of values in which the allowance is higher from the day on."""
    folder = tmp_path_factory.mktemp("values")
    for file in Path(FOLDER).glob("*.toml"):
        shutil.copy(file, folder)
    file = folder / "paas_action.toml"
    text = file.read_text("utf-8")
    (before, after) = text.split("value = 173.00")
    file.write_text(f"{before}value = {NEW}.00{after}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def changes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a file of changes."""
    file = tmp_path_factory.mktemp("changes") / "new.toml"
    file.write_text(f"[paas_action]\nsupport_allowance = {NEW}\n")
    return file


def independent(people: Path) -> polars.DataFrame:
    """By area: people who can be read, and the dollars a month by which PAAS Action's ranges move.

    Whoever receives nothing from the four programmes cannot take part, and gains nothing.
    """
    read = polars.read_parquet(people).filter(
        polars.col("weekly_hours").is_null() | (polars.col("weekly_hours") <= 168)
    )
    reached = polars.col("assistance").is_null() | (polars.col("assistance") != "none")
    return (
        read.group_by("area")
        .agg(people=polars.len(), gains=reached.sum())
        .sort("area")
        .with_columns(gains_month_most=polars.col("gains") * 7)
    )


def test_a_higher_allowance_is_what_polars_computes(
    tmp_path: Path, people: Path, new_values: Path, changes: Path
) -> None:
    for against in (new_values, changes):
        out = tmp_path / f"{against.name}.parquet"
        population(people, "--against", against, "--summary", out, "--by", "area", "--on", DAY)
        found = polars.read_parquet(out)
        paas = found.filter(polars.col("programme") == "paas_action")
        by_area = paas.filter(polars.col("level") == "group").sort("area")
        expected = independent(people)
        assert expected.height == 5
        assert expected["gains"].min() > 1000
        for column in expected.columns:
            values = by_area[column]
            if column == "area":
                assert values.to_list() == expected[column].to_list()
            else:
                assert list(map(int, values)) == expected[column].to_list(), column
        total = paas.filter(polars.col("level") == "all").row(0, named=True)
        most = int(expected["gains_month_most"].sum())
        assert total["cost_month_high"] == total["gains_month_most"] == most
        assert total["cost_year_high"] == 12 * most
        # "May receive": nobody is sure to gain anything, nor does it surely cost anything.
        assert total["gains_month_least"] == total["cost_month_low"] == total["cost_year_low"] == 0
        assert total["loses"] == total["either"] == total["verdict_changes"] == 0
        other = found.filter(polars.col("programme") == "interagir")
        assert other["same"].to_list() == other["people"].to_list()


def test_the_other_way_round_everybody_who_gained_loses(
    tmp_path: Path, people: Path, new_values: Path
) -> None:
    out, one = tmp_path / "out.parquet", tmp_path / "one.parquet"
    population(
        people, "--values", new_values, "--against", FOLDER, "--summary", out, "--people", one
    )
    row = (
        polars.read_parquet(out).filter(polars.col("programme") == "paas_action").row(0, named=True)
    )
    expected = int(independent(people)["gains"].sum())
    assert (row["loses"], row["gains"]) == (expected, 0)
    assert (row["loses_month_least"], row["loses_month_most"]) == (0, 7 * expected)
    assert row["cost_month_high"] == -7 * expected
    persons = polars.read_parquet(one)
    moves = persons["paas_action.change_least"] != 0
    assert set(persons.filter(moves)["paas_action.effect"]) == {"loses"}
    assert set(persons.filter(moves)["paas_action.change_least"]) == {-7}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_is_whole_and_says_that_people_are_invented(
    tmp_path: Path, people: Path, changes: Path, language: str
) -> None:
    arguments: list[Any] = [people, "--against", changes, "--by", "area", "--on", DAY]
    charts = [tmp_path / "one.svg", tmp_path / "two.svg"]
    for chart in charts:
        population(*arguments, "--chart", chart, "--language", language)
    assert charts[0].read_bytes() == charts[1].read_bytes()
    texts = [
        "".join(text.itertext()).strip() for text in ElementTree.parse(charts[0]).iter(f"{SVG}text")
    ]
    for id in ("chart.title", "chart.gains", "chart.cost", "told.invented_people"):
        assert say(language, id) in texts, id
    assert set("ABCDE") <= set(texts)


def test_the_years_to_come_are_not_changed_by_the_copy(changes: Path) -> None:
    """A reform is computed on a copy: the rules' own values stay."""
    allowance = document("paas_action").parameters["support_allowance"]
    assert allowance.number(date.fromisoformat(DAY)) == 173
    assert not [name for name in os.listdir(FOLDER) if "draft" in name]
