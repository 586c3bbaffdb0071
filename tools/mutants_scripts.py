"""Changes the scripts in every small way: does a unit test notice? Run by `make mutants-scripts`.

StrykerJS makes the changes and runs the tests; here its report is read. Mutated are the scripts
that a unit test imports, or those named: `python tools/mutants_scripts.py [FILE...]`, from the
project's folder. mutants.toml names the changes that no test can notice.
"""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from mutants import explained
from mutants_report import Report, write_report

FOLDER = Path("tests/browser/mutants")
STRYKER = FOLDER / "node_modules/@stryker-mutator/core/bin/stryker.js"
SETTINGS = FOLDER / "stryker.config.json"
# Where StrykerJS finds the settings, and writes its report.
WORK = Path("build/mutants")
FOUND = WORK / "scripts.json"
UNIT_TESTS = Path("tests/browser/unit")
IMPORTED = re.compile(r'from "\.\./\.\./\.\./(browser/[^"]+\.js)"')
# Tests that read the text of scripts would see StrykerJS's own.
READS_TEXT = 'from "./sources.js"'
OUTCOMES = {
    "Killed": "killed",
    "Timeout": "timeout",
    "Survived": "survived",
    # No test even runs the line.
    "NoCoverage": "survived",
}


class ScriptMutant(NamedTuple):
    """A script with one change in it: what it was becomes something else, within its line."""

    file: str
    line: int
    where: str
    was: str
    becomes: str

    @property
    def change(self) -> tuple[str, str, str, str]:
        """What stays the same when lines are added above it."""
        return self.file, self.where, self.was, self.becomes

    def __str__(self) -> str:
        shown = [f"{self.file}:{self.line} {self.where}"]
        for sign, text in (("-", self.was), ("+", self.becomes)):
            shown += [f"  {sign} {line.strip()}" for line in text.splitlines()]
        return "\n".join(shown)


def tested_scripts() -> list[str]:
    """The scripts that unit tests import."""
    texts = (test.read_text(encoding="utf-8") for test in tests())
    return sorted({name for text in texts for name in IMPORTED.findall(text)})


def tests() -> list[Path]:
    """The unit tests that run scripts."""
    every = sorted(UNIT_TESTS.glob("*.test.js"))
    return [test for test in every if READS_TEXT not in test.read_text(encoding="utf-8")]


def outcomes(found: dict[str, Any]) -> list[tuple[ScriptMutant, str]]:
    """The mutants of StrykerJS's report, each with what came of it."""
    return [
        (script_mutant(file, source["source"], mutant), OUTCOMES[mutant["status"]])
        for file, source in sorted(found["files"].items())
        for mutant in source["mutants"]
        if mutant["status"] in OUTCOMES
    ]


def script_mutant(file: str, source: str, mutant: dict[str, Any]) -> ScriptMutant:
    """A mutant of the report, by the text of its script."""
    lines = source.splitlines(keepends=True)
    start, end = mutant["location"]["start"], mutant["location"]["end"]

    def offset(place: dict[str, int]) -> int:
        return sum(map(len, lines[: place["line"] - 1])) + place["column"] - 1

    was = source[offset(start) : offset(end)]
    where = lines[start["line"] - 1].strip()
    return ScriptMutant(file, start["line"], where, was, mutant.get("replacement", ""))


def main(files: list[str]) -> None:
    """Try every mutant of some scripts; print what survived, and the score."""
    FOUND.unlink(missing_ok=True)
    settings = json.loads(SETTINGS.read_text(encoding="utf-8"))
    settings["mutate"] = files or tested_scripts()
    settings["tap"] = {"testFiles": [test.as_posix() for test in tests()]}
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / SETTINGS.name).write_text(json.dumps(settings), encoding="utf-8")
    run = subprocess.run([".venv/bin/node", STRYKER, "run", WORK / SETTINGS.name], check=False)
    if run.returncode or not FOUND.exists():
        sys.exit("StrykerJS ended without a report; what it says is above.")
    tried = outcomes(json.loads(FOUND.read_text(encoding="utf-8")))
    same = explained()
    counted = [(mutant, outcome) for mutant, outcome in tried if mutant.change not in same]
    report = Report(
        "browser",
        made=len(tried),
        same=len(tried) - len(counted),
        counts=Counter(outcome for _, outcome in counted),
        survived=[mutant for mutant, outcome in counted if outcome == "survived"],
    )
    for mutant in report.survived:
        print(f"survived: {mutant}")
    print(report.summary())
    if not files:
        write_report(report)


if __name__ == "__main__":
    main(sys.argv[1:])
