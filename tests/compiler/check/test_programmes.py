"""Modules of programmes that fail, and values that no text has words for: told, with the line."""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from compiler.check.programmes import check_programmes
from compiler.read.mistake import SourceError
from rules.programme import LEFT_OUT

EXAMPLE = Path(__file__).parents[1] / "third_programme" / "rules" / "programmes"
DAY = date(2026, 5, 1)
VALUES, MODULE = "rules/programmes/third.toml", "rules/programmes/third.py"


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forget: Callable[[], None]
) -> Iterator[Path]:
    """A project whose only programme is the third."""
    folder = tmp_path / "rules" / "programmes"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr("rules.dated.FOLDER", str(folder))
    monkeypatch.setattr("rules.programmes.__path__", [str(folder)])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    forget()
    yield tmp_path
    sys.modules.pop("rules.programmes.third", None)
    forget()


def edit(project: Path, file: str, old: str, new: str) -> int:
    """Edit a file; returns the line of the edit."""
    text = (project / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (project / file).write_text(text.replace(old, new), encoding="utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def told() -> list[str]:
    try:
        check_programmes(DAY)
    except SourceError as error:
        return str(error).splitlines()
    return []


def test_the_example_has_no_mistake(project: Path) -> None:
    assert told() == []


FUNDING = '"receives" # the organisation receives this amount; "may_receive": up to this amount'


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (VALUES, FUNDING, '"stated"', [
            "subsidy is FUNDING of third.py: certainty is stated; accepted there: may_receive, "
            "receives",
        ]),
        (VALUES, '"CAD/month/place"', '"CAD/year/place"', [
            "subsidy is FUNDING of third.py: unit is CAD/year/place; accepted there: dollars a "
            "month, CAD/month",
        ]),
        (VALUES, "value = 15 }", "value = { low = 1, high = 2 } }", [
            "childcare_most is REIMBURSED_UP_TO of third.py: value is a range; accepted there: "
            "one number",
        ]),
        (MODULE, 'VALUES["subsidy"]', 'VALUES["subsidies"]', [
            "rules/programmes/third.toml has no value subsidies, which this line uses; it has: "
            "grant, length, childcare_most, subsidy. Take out what uses it, or write the value "
            "there",
        ]),
        (MODULE, 'VALUES["grant"]', 'VALUES["grants"]', [
            "rules/programmes/third.toml has no value grants, which this line uses; it has: "
            "grant, length, childcare_most, subsidy. Take out what uses it, or write the value "
            "there",
        ]),
        (MODULE, "if person.start_date is None:", "if person.start_date is None", [
            "this line is no Python (expected ':'); have somebody who writes Python look at it",
        ]),
        (MODULE, "    months = int(", "    months = int(1 / 0 + ", [
            "this line fails (ZeroDivisionError: division by zero); have somebody who writes "
            "Python look at it",
        ]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_line(
    project: Path, file: str, old: str, new: str, says: list[str]
) -> None:
    line = edit(project, file, old, new)
    assert told() == [f"{file}:{line}: {said}" for said in says]


def test_a_certainty_that_a_module_gives_has_words(project: Path) -> None:
    edit(project, MODULE, 'certainty="may_receive"', 'certainty="stated"')
    text = (project / MODULE).read_text(encoding="utf-8")
    line = text.count("\n", 0, text.index("def allowance")) + 1
    assert told() == [
        f"{MODULE}:{line}: allowance gives stated; accepted: may_receive, entitled, receives, "
        "depends, not_stated, none"
    ]


def test_a_programme_has_criteria(project: Path) -> None:
    line = edit(project, MODULE, "def criteria(", "def criterias(")
    named, lacking = told()
    assert named.startswith(f"{MODULE}:{line}: the rules read no criterias of a programme; ")
    assert lacking.startswith(f"{MODULE}: the module has no criteria")


@pytest.mark.parametrize(
    ("old", "new"), [("def reimbursements(", "def reimbursments("), ("FUNDING = ", "FOUNDING = ")]
)
def test_a_misspelt_name_is_told(project: Path, old: str, new: str) -> None:
    """It would leave its part out: the costs, or what organisations get."""
    line = edit(project, MODULE, f"\n{old}", f"\n{new}") + 1
    name = re.findall(r"\w+", new)[-1]
    (one,) = told()
    assert one == (
        f"{MODULE}:{line}: the rules read no {name} of a programme; accepted: criteria, "
        f"{', '.join(LEFT_OUT)}. The name of what only this file uses begins with _"
    )


@pytest.mark.parametrize(
    "before",
    ['"allowance": ', 'otherwise="not_met"), ', "NON_PROFIT_SOURCE = ", 'CONDITIONS = {"kind": '],
)
def test_a_section_that_is_not_there_is_told(project: Path, before: str) -> None:
    line = edit(project, MODULE, f'{before}"third.all"', f'{before}"third.al"')
    assert told() == [f"{MODULE}:{line}: {VALUES} has no section third.al; accepted: third.all"]


def test_a_programme_has_a_module(project: Path) -> None:
    (project / MODULE).unlink()
    assert told() == [f"{MODULE}: there is no such file; {VALUES} needs it"]
