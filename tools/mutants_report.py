"""What came of the mutants of a folder: a summary, and a file in benchmarks/mutants/."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, Protocol

REPORTS = Path("benchmarks/mutants")


class Survivor(Protocol):
    """A change that no test noticed; `str` of it shows the lines before and after."""

    @property
    def file(self) -> str: ...

    @property
    def line(self) -> int: ...


class Report(NamedTuple):
    """What came of the mutants of a folder.

    `made` counts all of them, `same` those that change nothing and were not tried; `counts` are
    of the outcomes killed, timeout, survived, and left: no time, or not in the sample.
    """

    folder: str
    made: int
    same: int
    counts: Counter[str]
    survived: Sequence[Survivor]

    @property
    def score(self) -> float:
        """How many of the mutants that were tried a test noticed, in percent."""
        noticed = self.counts["killed"] + self.counts["timeout"]
        return 100 * noticed / max(noticed + self.counts["survived"], 1)

    @property
    def left(self) -> int:
        """How many were not tried that could have been."""
        tried = sum(self.counts.values()) - self.counts["left"]
        return self.made - self.same - tried

    def summary(self) -> str:
        """The figures, in a line of text."""
        tried = sum(self.counts.values()) - self.counts["left"]
        which = "a random sample of " if self.left else ""
        return (
            f"{self.folder}: {self.score:.1f} % noticed of {which}{tried} mutants tried:"
            f" {self.counts['killed']} by a test, {self.counts['timeout']} by its time limit;"
            f" {self.counts['survived']} survived. Of {self.made} made, {self.same} change nothing"
            f" (tools/mutants.toml) and {self.left} were not tried."
        )


def write_report(report: Report) -> None:
    """Write what survived to a file of the folder's name, by files and lines.

    A sample has a file of its own: it says less than an earlier report of the whole folder.
    """
    parts = [f"# Mutants of `{report.folder}/`\n\nBy `make mutants`. {report.summary()}"]
    ordered = sorted(report.survived, key=lambda one: (one.file, one.line))
    for file, survived in groupby(ordered, key=lambda one: one.file):
        shown = "\n".join(str(one).removeprefix(f"{file}:") for one in survived)
        parts.append(f"## {file}\n\n```diff\n{shown}\n```")
    REPORTS.mkdir(parents=True, exist_ok=True)
    name = f"{report.folder.replace('/', '-')}{'.sample' if report.left else ''}.md"
    (REPORTS / name).write_text("\n\n".join(parts) + "\n", encoding="utf-8")
