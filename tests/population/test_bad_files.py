"""Files as people have them: each is refused in one line, or its rows are, with reasons."""

from functools import cache
from pathlib import Path

import polars
import pytest

from population.__main__ import main
from population.files import found_files
from population.translation import translate
from population.words import LANGUAGES, PopulationError
from rules.dated import programme_ids
from tests.population.conftest import DAY, population, read_csv

HEAD = "id,assistance,weekly_hours,monthly_costs.transport\n"
HUGE = "9" * 400

TRANSLATED = cache(translate)

# What is refused as a whole: the file's bytes, what else is asked, and what is said of it.
REFUSED = {
    "empty": (b"", [], "is empty"),
    "only blank lines": (b"\r\n\n\n", [], "is empty"),
    "only a mark of order": (b"\xef\xbb\xbf", [], "is empty"),
    "Latin-1": ("id,assistance,région\n1,none,A\n".encode("latin-1"), [], "UTF-8"),
    "Latin-1 in a cell": ("id,assistance\nÉ,none\n".encode("latin-1"), [], "UTF-8"),
    "UTF-16, as Excel's Unicode text": ("id\tassistance\n1\tnone\n".encode("utf-16"), [], "UTF-8"),
    "no text": (bytes(range(256)) * 40, [], "UTF-8"),
    "a column twice": (b"id,assistance,assistance\n1,none,none\n", [], "two columns called"),
    "but for a capital": (b"id;assistance;Assistance\n1;none;none\n", [], "two columns called"),
    "other names": (b"ID;PROG;MAJEUR\n1;2;O\n", [], "The file has: ID, PROG, MAJEUR."),
    "capitals": (b"ASSISTANCE,ADULT\nnone,true\n", [], "The file has: ASSISTANCE, ADULT."),
    "a group that is none": (b"assistance\nnone\n", ["--by", "town"], "no column town"),
    "a weight that is none": (b"assistance\nnone\n", ["--weight", "w"], "no column w"),
    "a column that is none": (b"assistance\nnone\n", ["--column", "adult=x"], "no column x"),
    "something kept that is none": (b"assistance\nnone\n", ["--keep", "x"], "no column x"),
}

# What is read: the file's bytes, what else is asked, rows answered, and the reasons of the others.
READ = {
    "a header alone": (HEAD.encode(), [], 0, []),
    "a header without its end": (b"id,assistance", [], 0, []),
    "a mark of order": (b"\xef\xbb\xbfassistance,adult\r\nnone,true\r\n", [], 1, []),
    "ends of lines of old": (b"assistance,adult\rnone,true\r", [], 1, []),
    "one column": (b"assistance\nnone\nbasic_income\n", [], 2, []),
    "a comma at each end": (b"id,assistance,\n1,none,\n", [], 1, []),
    "Excel's French CSV": (
        (
            "\ufeffid;assistance;weekly_hours;monthly_costs.transport\r\n"
            "1;none;12,5;45,50\r\n2;none;15;1\u00a0000,00\r\n"
        ).encode(),
        ["--decimal", ","],
        1,
        ["monthly_costs.transport"],
    ),
    "decimal commas that nobody told of": (
        b"id;assistance;weekly_hours\n1;none;12,5\n2;none;12\n",
        [],
        1,
        ["weekly_hours"],
    ),
    "numbers that are none": (
        (HEAD + "1,none,NaN,5\n2,none,Infinity,5\n3,none,5,-inf\n4,none,5,5\n").encode(),
        [],
        1,
        ["weekly_hours", "weekly_hours", "monthly_costs.transport"],
    ),
    "huge and negative numbers": (
        f"{HEAD}1,none,{HUGE},5\n2,none,1e400,5\n3,none,5,{HUGE}\n4,none,-1,-0.01\n".encode(),
        [],
        0,
        [
            "weekly_hours",
            "weekly_hours",
            "monthly_costs.transport",
            "weekly_hours monthly_costs.transport",
        ],
    ),
    "weights": (
        (
            "assistance,w\nnone,-1\nnone,NaN\nnone,inf\nnone,1e30\nnone,\nnone,x\nnone,2.5\n"
            f"none,{HUGE}\n"
        ).encode(),
        ["--weight", "w"],
        1,
        ["weight"] * 7,
    ),
    "weights with a decimal comma": (
        b"assistance;w\nnone;2,5\nnone;-0,5\n",
        ["--weight", "w", "--decimal", ","],
        1,
        ["weight"],
    ),
    "a quotation mark that nobody closes": (
        b'id,assistance,adult\n1,"none,true\n2,none,true\n',
        [],
        1,
        ["assistance"],
    ),
}


@pytest.fixture(autouse=True)
def _translated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules are the same for all files; making SQL of them takes longest."""
    monkeypatch.setattr("population.values.translate", TRANSLATED)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a test puts its file."""
    return tmp_path / "people.csv"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_used_is_refused_in_one_line(
    file: Path, capsys: pytest.CaptureFixture[str], name: str, language: str
) -> None:
    content, asked, says = REFUSED[name]
    file.write_bytes(content)
    out = file.with_name("out.csv")
    status = main([str(file), "--people", str(out), "--language", language, *asked])
    told = capsys.readouterr().err
    assert status == 2
    assert told.count("\n") == 1, told
    if language == "en":
        assert says in told
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("name", READ)
def test_rows_of_an_odd_file_are_answered_or_refused_with_reasons(file: Path, name: str) -> None:
    content, asked, answered, reasons = READ[name]
    file.write_bytes(content)
    out, sums = file.with_name("out.csv"), file.with_name("sums.csv")
    population(file, "--people", out, "--summary", sums, "--on", DAY, *asked)
    rejects = file.with_name("out.rejects.csv")
    told = [row["reason"] for row in read_csv(rejects)] if rejects.exists() else []
    assert len(read_csv(out)) == answered
    assert len(read_csv(sums)) == len(programme_ids())  # a row a programme, of nobody too
    keys = [" ".join(part.partition(":")[0] for part in one.split("; ")) for one in told]
    assert keys == reasons


@pytest.mark.parametrize("keep", ["id", "id,town"])
def test_signs_that_are_not_utf8_far_down_cost_their_row_alone(
    file: Path, capsys: pytest.CaptureFixture[str], keep: str
) -> None:
    rows = "".join(f"{number},none,A\n" for number in range(100_000))
    file.write_bytes(
        f"id,assistance,town\n{rows}".encode()
        + "x,none,Montréal\n".encode("latin-1")
        + b"y,none,B\n"
    )
    out = file.with_name("out.csv")
    population(file, "--people", out, "--on", DAY, "--keep", keep)
    assert "100002 rows read, 100001 answered, 1 refused" in capsys.readouterr().out
    answered = [row["id"] for row in read_csv(out)]
    assert len(answered) == 100_001
    assert answered[-1] == "y"
    assert "cannot be read" in read_csv(file.with_name("out.rejects.csv"))[0]["reason"]


def test_columns_of_parquet_that_differ_by_a_capital_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "people.parquet"
    inside = {"assistance": [{"assistance": 1, "Assistance": 2}]}
    polars.DataFrame(
        {"adult": [True], "more": inside["assistance"], "assistance": ["none"]}
    ).write_parquet(file)
    population(file, "--people", tmp_path / "out.csv", "--keep", "")
    polars.DataFrame({"assistance": ["none"], "Assistance": ["none"]}).write_parquet(file)
    assert main([str(file), "--people", str(tmp_path / "out.csv")]) == 2
    assert "two columns called Assistance" in capsys.readouterr().err


def test_a_folder_or_pattern_without_files_is_said_to_be_none(tmp_path: Path) -> None:
    for pattern in (tmp_path, tmp_path / "*.csv", tmp_path / "people.csv"):
        with pytest.raises(PopulationError) as stopped:
            found_files([str(pattern)])
        assert stopped.value.id == "no_such_file"


def test_no_output_takes_the_place_of_what_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rejects = tmp_path / "out.rejects.csv"
    rejects.write_text("id,assistance\n1,none\n")
    # Somebody has mended the rows refused, and gives them again.
    assert main([str(rejects), "--people", str(tmp_path / "out.csv")]) == 2
    assert "is one of the files that are read" in capsys.readouterr().err
    assert rejects.read_text() == "id,assistance\n1,none\n"


def test_two_outputs_of_one_name_are_refused(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("assistance\nnone\n")
    out = str(file.with_name("out.csv"))
    assert main([str(file), "--people", out, "--summary", out]) == 2
    assert "twice" in capsys.readouterr().err


def test_rejects_of_an_earlier_run_stay_where_this_one_fails(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("assistance\nnone\n")
    rejects = file.with_name("out.rejects.csv")
    rejects.write_text("earlier")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "out.csv")

    monkeypatch.setattr("os.replace", full)
    assert main([str(file), "--people", str(file.with_name("out.csv"))]) == 4
    assert rejects.read_text() == "earlier"
