"""The SQL beside a vectorised model in openfisca-core, written from the documents themselves.

`make bench-population` does the same for a million people. openfisca-core is of the benchmarks'
packages (`make population-test` fetches them).
"""

from pathlib import Path

import pytest

pytest.importorskip("openfisca_core", reason="of requirements/bench.txt: make population-test")

import duckdb
import polars

from benchmarks import agreement
from benchmarks.agreement import invent, with_lines, with_openfisca
from benchmarks.rivals.openfisca.amounts import COLUMNS
from benchmarks.rounds import DifferentError

pytestmark = pytest.mark.slow

PEOPLE, SAMPLE = 100_000, 500


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A file of invented people, as the measurement takes them."""
    file = tmp_path / "people.parquet"
    invent(file, PEOPLE, seed=7)
    return file


def test_openfisca_and_the_sql_agree_in_every_column_that_both_have(
    people: Path, tmp_path: Path
) -> None:
    assert with_openfisca(people, tmp_path) == (PEOPLE, len(COLUMNS))
    # Neither is silent: each column holds several answers.
    for name in COLUMNS.values():
        (values,) = duckdb.execute(
            f'SELECT count(DISTINCT "{name}") FROM read_parquet($1)',
            [str(tmp_path / "openfisca.parquet")],
        ).fetchall()[0]
        assert values > 1, name


def test_a_difference_is_told_by_column(
    people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = agreement.ask

    def one_cent_more(command: list[object]) -> str:
        told = ask(command)
        if "benchmarks.rivals.openfisca" in command:
            theirs = tmp_path / "openfisca.parquet"
            cents = (
                polars.when(polars.col("id") == 5)
                .then(polars.lit("0.01"))
                .otherwise(polars.lit("0.00"))
            )
            high = polars.col("interagir.monthly_total.high") + cents.cast(polars.Decimal(18, 2))
            polars.read_parquet(theirs).with_columns(high).write_parquet(theirs)
        return told

    monkeypatch.setattr("benchmarks.agreement.ask", one_cent_more)
    with pytest.raises(DifferentError, match=r"interagir\.monthly_total\.high.: 1}"):
        with_openfisca(people, tmp_path)


def test_the_command_line_says_the_same_of_the_first_of_them(people: Path, tmp_path: Path) -> None:
    assert with_lines(people, tmp_path, SAMPLE)[0] == SAMPLE
