"""Spark gives what DuckDB gives: the same SQL, translated (`make population-test`; needs Java)."""

import csv
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import duckdb
import polars
import pytest
from pyspark.sql import SparkSession

from population import synthetic
from population.__main__ import main
from population.spark import Spark
from tests.population.conftest import DAY, Given, Person, population, read_csv, write_csv
from tests.population.test_bad_files import READ

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]
NEW = "[paas_action]\nsupport_allowance = 180\n"


def spark(*arguments: object) -> None:
    """Run the tool on Spark; it must go well. (One Java serves all runs of this process.)"""
    population(*arguments, "--engine", "spark", "--threads", "2")


@pytest.fixture(scope="module", autouse=True)
def _one_session() -> Iterator[None]:
    """One session for all tests, stopped after the last: each takes its time to start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Spark, "close", lambda self: None)
        yield
    # (Where the last test has interrupted Java, it ends with this process.)
    with suppress(Exception):
        SparkSession.builder.getOrCreate().stop()


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A folder for what a run writes, and for nothing else."""
    folder = tmp_path / "room"
    folder.mkdir()
    return folder


def stopped(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """The exit status of a run on Spark that stops, and the one line that it says."""
    capsys.readouterr()
    status = main([*map(str, arguments), "--engine", "spark", "--threads", "2"])
    told = capsys.readouterr().err.strip()
    assert "\n" not in told
    assert "Traceback" not in told
    return status, told


def invented(path: Path, people: int, *more: str) -> Path:
    """A file of invented people."""
    assert synthetic.main([str(path), "--people", str(people), *more]) == 0
    return path


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


@pytest.mark.parametrize("damaged", ["cut off", "the end", "a page"])
def test_a_damaged_parquet_file_is_named(
    tmp_path: Path, room: Path, capsys: pytest.CaptureFixture[str], damaged: str
) -> None:
    file = invented(tmp_path / "people.parquet", 100_000)
    content = bytearray(file.read_bytes())
    match damaged:
        case "cut off":
            del content[len(content) // 3 :]
        case "the end":
            content[-400:-8] = bytes(392)
        case _:
            content[4000:60_000] = bytes(56_000)
    file.write_bytes(content)
    (room / "out.csv").write_text("earlier")
    status, told = stopped(capsys, file, "--people", room / "out.csv")
    assert status == 2, told
    assert str(file) in told
    assert "Parquet" in told
    assert [path.name for path in room.iterdir()] == ["out.csv"]
    assert (room / "out.csv").read_text() == "earlier"


def test_wrong_types_are_refused_row_by_row(tmp_path: Path, room: Path) -> None:
    file = tmp_path / "people.parquet"
    duckdb.execute(
        "COPY (SELECT 5 AS assistance, [1] AS adult, true AS weekly_hours,"
        f" {{'a': 1}} AS \"monthly_costs.other\" FROM range(3)) TO '{file}'"
    )
    spark(file, "--people", room / "out.csv")
    assert parts(room / "out.csv") == []
    reasons = [row["reason"] for row in read_csv(room / "out.rejects.csv")]
    assert len(reasons) == 3
    keys = [reason.partition(":")[0] for reason in reasons[0].split("; ")]
    assert keys == ["assistance", "adult", "weekly_hours", "monthly_costs.other"]


def test_one_row_in_a_hundred_is_bad_and_the_rest_go_on(tmp_path: Path) -> None:
    file = invented(tmp_path / "people.parquet", 5000, "--bad", "0.01")
    refused = {}
    for name, run in (("duckdb", population), ("spark", spark)):
        sums = tmp_path / f"{name}.csv"
        run(file, "--summary", sums, "--on", DAY)
        rejects = read_csv(tmp_path / f"{name}.rejects.csv")
        refused[name] = sorted((row["id"], row["reason"]) for row in rejects)
        people = {Decimal(row["people"]) for row in read_csv(sums)}
        assert people == {Decimal(5000 - len(rejects))}
    assert refused["spark"] == refused["duckdb"]
    assert 20 < len(refused["spark"]) < 100


@pytest.mark.parametrize("name", ["a header alone", "a mark of order", "weights"])
def test_odd_files_are_read_as_by_duckdb(tmp_path: Path, room: Path, name: str) -> None:
    content, asked, answered, reasons = READ[name]
    file = tmp_path / "people.csv"
    file.write_bytes(content)
    spark(file, "--people", room / "out.csv", "--on", DAY, *asked)
    assert len(parts(room / "out.csv")) == answered
    rejects = room / "out.rejects.csv"
    told = [row["reason"] for row in read_csv(rejects)] if rejects.exists() else []
    assert [reason.partition(":")[0] for reason in told] == reasons


def test_columns_of_one_name_are_refused(
    tmp_path: Path, room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("id,assistance,Assistance\n1,none,none\n")
    status, told = stopped(capsys, file, "--people", room / "out.csv")
    assert (status, "two columns called Assistance" in told) == (2, True)
    file = tmp_path / "people.parquet"
    columns = {"assistance": ["none"], "Assistance": ["none"]}
    polars.DataFrame(columns).write_parquet(file)
    status, told = stopped(capsys, file, "--people", room / "out.csv")
    assert (status, list(room.iterdir())) == (2, [])
    assert "two columns called assistance" in told


def test_a_full_disk_is_named(
    tmp_path: Path, room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", room], capture_output=True, check=False
    ).returncode:
        # Only root of a whole machine can mount a small disk: what Java says on one.
        whole = "An error occurred\njava.io.IOException: No space left on device"
        assert Spark._told(None, whole, room / "out.parquet").id == "disk_full"  # type: ignore[arg-type]
        return
    try:
        file = tmp_path / "people.parquet"
        duckdb.execute(
            "COPY (SELECT md5(range::VARCHAR) AS name, 'none' AS assistance"
            f" FROM range(300000)) TO '{file}'"
        )
        status, told = stopped(capsys, file, "--people", room / "out.parquet")
        assert status == 4
        assert told.startswith("out.parquet: could not be written, since the disk is full")
        assert list(room.iterdir()) == []
    finally:
        subprocess.run(["umount", "--lazy", room], check=True)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_leaves_what_was_there(
    tmp_path: Path, room: Path, capsys: pytest.CaptureFixture[str], sent: signal.Signals
) -> None:
    file = invented(tmp_path / "people.parquet", 3_000_000)
    out = room / "out.parquet"
    out.write_text("earlier")
    seen = []

    def interrupt() -> None:
        # Once there is a draft with a part in it, it is being written.
        deadline = time.monotonic() + 300
        while time.monotonic() < deadline:
            if any(path.suffix == ".parquet" for path in room.glob(".out*/out.parquet/**/*")):
                seen.append(True)
                os.kill(os.getpid(), sent)
                return
            time.sleep(0.05)

    threading.Thread(target=interrupt, daemon=True).start()
    status, told = stopped(capsys, file, "--people", out)
    assert seen
    assert (status, told) == (130, "Stopped. No file was written.")
    assert out.read_text() == "earlier"
    assert [path.name for path in room.iterdir()] == ["out.parquet"]
