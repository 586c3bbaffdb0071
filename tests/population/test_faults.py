"""What goes wrong is told in one sentence, and nothing half-written gets a file's name."""

import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

import duckdb
import pytest

from population.__main__ import main
from population.duck import Duck
from population.words import LANGUAGES, messages
from tests.population.conftest import DAY, ROOT, Given, population, read_csv, write_csv

# Names that compress badly, so that what is written is large.
NAMED = "md5(range::VARCHAR) AS name, 'none' AS assistance"
ONE = {"id": "1", "assistance": "basic_income", "adult": "true"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of one person."""
    return write_csv(tmp_path / "people.csv", ONE, [ONE])


def stopped(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """The exit status of a run that stops, and the one line that it says."""
    status = main([str(argument) for argument in arguments])
    told = capsys.readouterr().err
    assert told.count("\n") == 1, told
    assert "Traceback" not in told
    return status, told.strip()


def parquet(path: Path, rows: int, columns: str = "'none' AS assistance") -> Path:
    """A Parquet file with so many rows."""
    duckdb.execute(f"COPY (SELECT range AS id, {columns} FROM range({rows})) TO '{path}'")
    return path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_a_truncated_parquet_file_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], share: float, language: str
) -> None:
    file = parquet(tmp_path / "people.parquet", 1000)
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])
    out = tmp_path / "out.csv"
    status, told = stopped(capsys, file, "--people", out, "--language", language)
    assert status == 2
    assert told.startswith(str(file))
    assert "Parquet" in told
    assert [path.name for path in tmp_path.iterdir()] == ["people.parquet"]


def test_a_parquet_file_with_a_damaged_page_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = parquet(tmp_path / "people.parquet", 100_000, "md5(range::VARCHAR) AS assistance")
    content = bytearray(file.read_bytes())
    content[len(content) // 3 : len(content) // 3 + 4000] = os.urandom(4000)
    file.write_bytes(content)
    status = main([str(file), "--people", str(tmp_path / "out.csv")])
    assert status in (0, 2)  # random bytes may happen to be texts, which are then refused
    assert not list(tmp_path.glob(".*"))
    assert (tmp_path / "out.csv").exists() == (status == 0)


def test_one_row_in_a_hundred_is_bad_and_the_rest_go_on(
    tmp_path: Path, some_people: Callable[[int, int, float], Given]
) -> None:
    given = some_people(1000, 7, 0)
    people = [person | {"on": DAY, "start_date": ""} for person in given.people]
    for person in people[::100]:
        person["weekly_hours"] = "many"
    file = write_csv(tmp_path / "people.csv", given.columns, people)
    population(file, "--people", tmp_path / "out.csv", "--keep", "id")
    assert len(read_csv(tmp_path / "out.csv")) == 990
    refused = read_csv(tmp_path / "out.rejects.csv")
    assert [row["id"] for row in refused] == [person["id"] for person in people[::100]]
    assert {row["reason"] for row in refused} == {
        "weekly_hours: must be a number from 0 to 168, got many"
    }


def test_lines_that_are_no_rows_are_told_by_number(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("id,assistance,adult\n1,none,true\n2,none\n3,none,true,x\n4,none,false\n")
    population(file, "--people", tmp_path / "out.csv", "--language", "fr")
    assert [row["id"] for row in read_csv(tmp_path / "out.csv")] == ["1", "4"]
    told = {row["line"]: row["reason"] for row in read_csv(tmp_path / "out.rejects.csv")}
    assert told == {
        "2,none": "la ligne 3 de people.csv a trop peu de colonnes",
        "3,none,true,x": "la ligne 4 de people.csv a trop de colonnes",
    }


def test_a_clean_run_leaves_no_rejects_of_an_earlier_one(tmp_path: Path, file: Path) -> None:
    rejects = tmp_path / "out.rejects.csv"
    rejects.write_text("old")
    population(file, "--people", tmp_path / "out.csv")
    assert not rejects.exists()


def test_wrong_types_are_refused_row_by_row(tmp_path: Path) -> None:
    file = parquet(
        tmp_path / "people.parquet",
        3,
        "5 AS assistance, [1] AS adult, true AS weekly_hours, {'a': 1} AS \"monthly_costs.other\"",
    )
    population(file, "--people", tmp_path / "out.csv")
    assert read_csv(tmp_path / "out.csv") == []
    reasons = {row["reason"] for row in read_csv(tmp_path / "out.rejects.csv")}
    assert len(reasons) == 1
    keys = [reason.partition(":")[0] for reason in reasons.pop().split("; ")]
    assert keys == ["assistance", "adult", "weekly_hours", "monthly_costs.other"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere.csv", "--people", "o.csv"], "nowhere.csv: there is no such file"),
        (["people.csv"], "Say what to write"),
        (["people.csv", "--people", "o.xlsx"], "o.xlsx: must end in .parquet or .csv"),
        (["people.csv", "--people", "people.csv"], "is one of the files that are read"),
        (["people.csv", "--people", "no/o.csv"], "the folder does not exist"),
        (["people.csv", "other.parquet", "--people", "o.csv"], "several kinds"),
        (["people.csv", "--people", "o.csv", "--by", "town"], "There is no column town"),
        (["people.csv", "--people", "o.csv", "--column", "age=id"], "age is no question"),
        (["people.csv", "--people", "o.csv", "--column", "adult"], "must be written KEY=VALUE"),
        (["people.csv", "--people", "o.csv", "--on", "2020-01-01"], "2026-04-01 or later"),
        (["people.csv", "--people", "o.csv", "--on", "tomorrow"], "2026-04-01 or later"),
        (["ids.csv", "--people", "o.csv"], "No column of the file answers a question"),
        (["people.csv", "--people", "o.csv", "--mapping", "bad.toml"], "bad.toml: "),
        (["people.csv", "--people", "o.csv", "--mapping", "codes.toml"], "yes is no answer"),
        (["people.csv", "--people", "o.csv", "--values", "ids.csv"], "ids.csv: "),
        (["people.csv", "--people", "o.csv", "--values", "empty"], "empty: "),
        (["named.csv", "--summary", "o.csv", "--by", "level"], "a name that the results need"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_written(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    file: Path,
    arguments: Sequence[str],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    parquet(tmp_path / "other.parquet", 1)
    write_csv(tmp_path / "ids.csv", ["id"], [{"id": "1"}])
    write_csv(tmp_path / "named.csv", ["level", "adult"], [{"level": "1", "adult": "true"}])
    (tmp_path / "bad.toml").write_text("[columns\n")
    (tmp_path / "codes.toml").write_text('[values.adult]\n1 = "yes"\n')
    (tmp_path / "empty").mkdir()
    before = sorted(tmp_path.iterdir())
    status, told = stopped(capsys, *arguments)
    assert status == 2
    assert says in told
    assert sorted(tmp_path.iterdir()) == before


def test_every_message_exists_in_both_languages_and_is_used() -> None:
    french, english = messages("fr"), messages("en")
    assert {group: set(texts) for group, texts in french.items()} == {
        group: set(texts) for group, texts in english.items()
    }
    code = "".join(path.read_text("utf-8") for path in (ROOT / "population").glob("*.py"))
    for group, texts in english.items():
        for id, text in texts.items():
            used = re.search(rf"""["'](?:{group}\.)?{id}["']""", code)
            assert used or id in ("unreadable_csv", "unreadable_parquet"), id
            fields = {part.partition("}")[0] for part in text.split("{")[1:]}
            french_fields = {part.partition("}")[0] for part in french[group][id].split("{")[1:]}
            assert fields == french_fields, id


def _start(*arguments: object, limit: int | None = None) -> subprocess.Popen[str]:
    def limited() -> None:
        if limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [sys.executable, "-m", "population", *map(str, arguments)],
        cwd=ROOT,
        preexec_fn=limited,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_a_file_that_cannot_grow_leaves_what_was_there(tmp_path: Path, form: str) -> None:
    file = parquet(
        tmp_path / "people.parquet", 200_000, "md5(range::VARCHAR) AS name, 'none' AS assistance"
    )
    out = tmp_path / f"out.{form}"
    out.write_text("earlier")
    with _start(file, "--people", out, limit=1 << 20) as run:
        told = run.communicate(timeout=120)[1]
    assert run.returncode == 4, told
    assert told.startswith(f"out.{form}: could not be written")
    assert told.count("\n") == 1
    assert out.read_text() == "earlier"
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"out.{form}", "people.parquet"]


def until_it_writes(run: subprocess.Popen[str], folder: Path) -> None:
    """Wait until there is a draft with a file in it."""
    deadline = time.monotonic() + 60
    while not list(folder.glob(".out.parquet.draft-*/*")):
        assert time.monotonic() < deadline
        assert run.poll() is None
        time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_leaves_what_was_there(tmp_path: Path, sent: signal.Signals) -> None:
    file = parquet(tmp_path / "people.parquet", 8_000_000)
    out = tmp_path / "out.parquet"
    out.write_text("earlier")
    with _start(file, "--people", out) as run:
        until_it_writes(run, tmp_path)
        run.send_signal(sent)
        told = run.communicate(timeout=60)[1]
    assert run.returncode == 130
    assert told == "Stopped. No file was written.\n"
    assert out.read_text() == "earlier"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.parquet", "people.parquet"]


@pytest.mark.slow
def test_a_run_that_is_killed_leaves_what_was_there_and_the_next_one_goes_well(
    tmp_path: Path,
) -> None:
    file = parquet(tmp_path / "people.parquet", 8_000_000)
    out = tmp_path / "out.parquet"
    out.write_text("earlier")
    with _start(file, "--people", out) as run:
        until_it_writes(run, tmp_path)
        run.kill()
    assert out.read_text() == "earlier"
    # Nobody was left to remove the draft: its name says what it is, and nothing reads it.
    (left,) = tmp_path.glob(".*")
    assert left.name.startswith(".out.parquet.draft-")
    few = parquet(tmp_path / "few.parquet", 10)
    population(few, "--people", out)
    assert duckdb.execute("SELECT count(*) FROM read_parquet($1)", [str(out)]).fetchall() == [(10,)]


@pytest.mark.slow
def test_a_full_disk_is_named(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["sh", "-c", 'mount -t tmpfs -o size=2m tmpfs "$0"', disk], capture_output=True, check=False
    )
    if mounted.returncode:
        # Only root of a whole machine can mount a small disk: what DuckDB says on one.
        error = duckdb.IOException("Could not write all bytes to file: No space left on device")
        told = Duck._told(cast(Duck, None), error, disk / "out.parquet")
        assert told.id == "disk_full"
        return
    try:
        file = parquet(
            tmp_path / "people.parquet",
            300_000,
            "md5(range::VARCHAR) AS name, 'none' AS assistance",
        )
        with _start(file, "--people", disk / "out.parquet") as run:
            told = run.communicate(timeout=120)[1]
        assert run.returncode == 4, told
        assert told.startswith("out.parquet: could not be written, since the disk is full")
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", disk], check=True)
