"""What the tests of the rules share: the cases, and ways to run the rules.

The rules are looked for beside this folder's parent (`ROOT/rules`), so that the same tests
run against a copy of the project.
"""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from rules.dated import document

ROOT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).with_name("cases")

DAY = date(2026, 5, 1)


class Case(NamedTuple):
    """One case of `cases/*.toml`, with the word "null" already made None."""

    file: str
    name: str
    says: str
    section: str
    answers: dict[str, Any]
    expected: dict[str, Any]
    problems: list[dict[str, str]]


def load_cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            filled = {"expected": {}, "problems": [], **without_null_words(entry)}
            filled["expected"] = with_values(filled["expected"], filled["answers"].get("on"))
            yield Case(file=path.name, **filled)  # an unknown or missing key is a TypeError


def without_null_words(value: Any) -> Any:
    """TOML has no null: the cases write the word."""
    if isinstance(value, dict):
        return {key: without_null_words(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_null_words(inner) for inner in value]
    return None if value == "null" else value


def with_values(value: Any, on: str | None) -> Any:
    """What follows from a value of the rules is named: ``@paas_action.support_allowance``.

    It is the value in force on the case's own day, with its cents. That the value is what the
    document states is held by the case about it, and by `test_dated.py`.
    """
    if isinstance(value, dict):
        return {key: with_values(inner, on) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_values(inner, on) for inner in value]
    if isinstance(value, str) and value.startswith("@") and on:
        programme, _, id = value[1:].partition(".")
        return f"{document(programme).parameters[id].number(date.fromisoformat(on)):.2f}"
    return value


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        cases = list(load_cases())
        names = [f"{case.file.removesuffix('.toml')}: {case.name}" for case in cases]
        metafunc.parametrize("case", cases, ids=names)


@pytest.fixture(autouse=True, scope="module")
def _contract(contract_programmes: None) -> None:
    """These tests hold what the contract says of its own programmes."""


@pytest.fixture(scope="session")
def cases() -> list[Case]:
    return list(load_cases())


@pytest.fixture(scope="session")
def day() -> date:
    """The day of every answer that names none."""
    return DAY


@pytest.fixture(scope="session")
def ask() -> Callable[..., dict[str, Any]]:
    """Answers in, as Python objects; the contract's output out."""
    from rules.participant import participant
    from rules.result_json import participant_json

    return lambda answers, today=DAY: participant_json(participant(answers, today))


@pytest.fixture(scope="session")
def complaints() -> Callable[[object], list[str]]:
    """The lines of problems with some input: text or bytes are read as JSON, else taken as is.

    Empty where the input was answered.
    """
    from rules.parsing import InputError, parse
    from rules.participant import participant
    from rules.problems import line

    def lines(given: object) -> list[str]:
        try:
            participant(parse(given) if isinstance(given, str | bytes) else given, DAY)
        except InputError as error:
            # An error that names nothing must not look like an answer.
            return [line(problem) for problem in error.problems] or ["no problem named"]
        return []

    return lines


@pytest.fixture(scope="session")
def is_a_line() -> Callable[[str], bool]:
    """Whether a text is `KEY: what is wrong` in one line of printable ASCII."""
    return lambda text: re.fullmatch(r"[!-~][ -~]*: [!-~][ -~]*", text) is not None


class Ran(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def answer(self) -> Any:
        assert (self.status, self.err) == (0, ""), self
        return json.loads(self.out)

    @property
    def answers(self) -> list[Any]:
        assert (self.status, self.err) == (0, ""), self
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """The command line's `main`, in this process: quick, so that every bad input can go by it."""
    from rules.__main__ import main

    def run_main(given: bytes, *arguments: str, command: str = "participant") -> Ran:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        status = main([command, *arguments])
        return Ran(status, *capsys.readouterr())

    return run_main


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """What a fresh shell would give: Python's own variables change what is tested."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return {**plain, "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture(scope="session")
def command(environment: dict[str, str], contract_project: Path) -> Callable[..., Ran]:
    """The real command line: `python [flags] -m rules ARGUMENTS` in the project's folder, with
    the programmes of the contract."""

    def run_command(
        *arguments: str | Path,
        given: bytes = b"",
        flags: tuple[str, ...] = (),
        folder: Path = contract_project,
        module: tuple[str, ...] = ("-m", "rules"),
    ) -> Ran:
        done = subprocess.run(
            [sys.executable, *flags, *module, *map(str, arguments)],
            input=given,
            capture_output=True,
            cwd=folder,
            env=environment,
            check=False,
        )
        # Strict decoding: what is printed is ASCII, whatever came in.
        return Ran(done.returncode, done.stdout.decode("ascii"), done.stderr.decode("ascii"))

    return run_command


@pytest.fixture
def copied_rules(tmp_path: Path, contract_project: Path) -> Path:
    """A folder that holds a copy of `rules/`, to add to and to break."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(contract_project / "rules", tmp_path / "rules", ignore=ignored)
    return tmp_path
