"""Changes the Python code in every small way: does a test notice? Run by `make mutants`.

The changes are mutmut's. Running them is not: mutmut leaves alone whatever stands outside of
functions or below a decorator, and switches mutants on after the code was imported. Much
of the law is in tables that are read once, so here a mutant is a changed file in a copy of
the project, and fresh imports of it (mutants_worker.py).

`python tools/mutants.py [--minutes N] [--sample N] [--seed N] [--jobs N] [FOLDER or FILE...]`,
from the project's folder; without files all of `rules/`. mutants.toml says which tests are those
of a folder, and names the changes that no test can notice, and why. What survives in a whole
folder is written to benchmarks/mutants/; what survives of a sample, to a file beside it.
"""

import argparse
import json
import os
import queue
import random
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from mutants_changes import Mutant, how_many, mutants
from mutants_report import Report, write_report

SETTINGS: Mapping[str, Any] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
# The tests of each folder of the code.
TESTS: Mapping[str, list[str]] = SETTINGS["tests"]
WORKER = Path(__file__).with_name("mutants_worker.py")
# Installed, and too large to copy.
LINKED = "node_modules"
# The quick tests go first, all in one run of pytest, as most mutants do not survive them.
QUICK = 1.0


class Reach:
    """What the tests do on the code as it is: which to run for a mutant, and how long."""

    def __init__(self, learnt: Mapping[str, Any]):
        self._lines: Mapping[str, Mapping[str, list[str]]] = learnt["lines"]
        seconds: Mapping[str, float] = learnt["seconds"]
        self._parts = {
            test: {test, *fixtures}.intersection(seconds)
            for test, fixtures in learnt["uses"].items()
        }
        self._seconds = {
            test: sum(seconds[part] for part in parts) for test, parts in self._parts.items()
        }
        self._starting = {
            test for test, parts in self._parts.items() if not parts.isdisjoint(learnt["starting"])
        }

    def groups(self, mutant: Mutant) -> list[tuple[list[str], float]]:
        """The tests to run for a mutant: those that reach it, and those that start a Python.

        The quickest of those that come nearest go first, in a group of their own: most mutants
        do not survive it. Each group has a limit of seconds, far above what it should take.
        """
        lines = self._lines.get(mutant.file, {})
        in_file = set().union(*(lines[line] for line in lines))
        reaching = {test for line in mutant.statement for test in lines.get(str(line), ())}
        if "" in reaching:
            # Run on import, any test may need it: those that go through the file are likelier.
            near, candidates = in_file - {""}, set(self._parts)
        else:
            near = reaching
            candidates = self._reaching(reaching)
        likely = self._reaching(near)
        name = f"test_{Path(mutant.file).stem}.py"
        groups: list[list[str]] = [[], [], []]
        seconds = 0.0
        for test in sorted(
            candidates | self._starting,
            key=lambda test: (test not in likely, name not in test, self._seconds[test]),
        ):
            if test in self._starting:
                groups[2].append(test)
                continue
            seconds += self._seconds[test]
            groups[seconds > QUICK].append(test)
        return [(group, self._limit(group)) for group in groups if group]

    def _reaching(self, contexts: set[str]) -> set[str]:
        """The tests that are among these, or use a fixture that is."""
        return {test for test, parts in self._parts.items() if not parts.isdisjoint(contexts)}

    def _limit(self, tests: list[str]) -> float:
        return 15 + 10 * sum(self._seconds[test] for test in tests)


class Worker:
    """A copy of the project and a process that runs the tests of one of its folders there."""

    def __init__(self, place: Path, folder: str):
        for name in project_files():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(name, place / name, follow_symlinks=False)
        if Path(LINKED).exists():
            (place / LINKED).symlink_to(Path(LINKED).resolve())
        shutil.copy(WORKER, place)
        command = [sys.executable, WORKER.name, folder, *TESTS[folder]]
        self._folder = place
        self._process = subprocess.Popen(
            command, cwd=place, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, **request: Any) -> str:
        """What comes of a request: `passed`, `failed` or `timeout`."""
        self._process.stdin.write(f"{json.dumps(request)}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def learn(self) -> Reach:
        """What the tests do without a mutant; ends the program where they fail."""
        if self.ask() != "passed":
            print((self._folder / "learnt.log").read_text(encoding="utf-8"), file=sys.stderr)
            sys.exit("The tests fail without a mutant.")
        return Reach(json.loads((self._folder / "learnt.json").read_text(encoding="utf-8")))

    def attempt(self, mutant: Mutant, reach: Reach) -> str:
        """What comes of a mutant: `killed`, `survived` or `timeout`."""
        outcome = self.ask(file=mutant.file, code=mutant.code, groups=reach.groups(mutant))
        return {"passed": "survived", "failed": "killed"}.get(outcome, outcome)

    def end(self) -> None:
        """Let the process end."""
        self._process.stdin.close()
        self._process.wait()


def project_files() -> list[str]:
    """What git has of the project, or would take; nothing that was built or installed."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [name for name in listed.split("\0") if name and Path(name).is_file()]


def attempts(tried: list[Mutant], folder: str, place: Path, end: float, jobs: int) -> list[str]:
    """What comes of each mutant; `jobs` are tried at a time.

    Those whose turn does not come before `end`, of `time.monotonic()`, are `left`.
    """
    workers = [Worker(place / str(number), folder) for number in range(jobs)]
    reach = workers[0].learn()
    idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
    for worker in workers:
        idle.put(worker)
    outcomes: list[str] = []

    def attempt(mutant: Mutant) -> str:
        if time.monotonic() > end:
            return "left"
        worker = idle.get()
        try:
            outcome = worker.attempt(mutant, reach)
        finally:
            idle.put(worker)
        outcomes.append(outcome)
        if outcome != "killed":
            print(f"{outcome}: {mutant}", flush=True)
        if len(outcomes) % 100 == 0:
            survived = outcomes.count("survived")
            print(f"{len(outcomes)} of {len(tried)} tried, {survived} survived", flush=True)
        return outcome

    with ThreadPoolExecutor(len(workers)) as pool:
        found = list(pool.map(attempt, tried))
    for worker in workers:
        worker.end()
    return found


def explained() -> set[tuple[str, str, str, str]]:
    """The changes that make no difference: file, function, and the lines before and after."""
    return {
        (entry["file"], entry["where"], entry["was"], becomes)
        for entry in SETTINGS["same"]
        for becomes in entry["becomes"]
    }


def attempt_folder(folder: str, files: list[str], given: argparse.Namespace) -> None:
    """Try the mutants of some files of a folder; print what survived, and the score."""
    start = time.monotonic()
    chosen = random.Random(f"{folder}{given.seed or ''}")
    same = {change for change in explained() if change[0] in files}
    with ProcessPoolExecutor(given.jobs) as pool:
        counts = list(pool.map(how_many, files))
        places = [
            (file, at) for file, count in zip(files, counts, strict=True) for at in range(count)
        ]
        if given.sample is not None and given.sample < len(places):
            places = chosen.sample(places, given.sample)
        numbers = [{at for name, at in places if name == file} for file in files]
        every = [mutant for some in pool.map(mutants, files, numbers) for mutant in some]
    if len(every) == sum(counts):
        for file, where, was, becomes in same - {mutant.change for mutant in every}:
            print(f"mutants.toml: nothing in {file} {where} is {was!r} now, or {becomes!r}")
    tried = [mutant for mutant in every if mutant.change not in same]
    if given.minutes < float("inf"):
        # The time may not be enough for all: then each part of the folder has its share.
        chosen.shuffle(tried)
    with tempfile.TemporaryDirectory() as place:
        end = start + 60 * given.minutes
        outcomes = attempts(tried, folder, Path(place), end, given.jobs)
    report = Report(
        folder,
        made=sum(counts),
        same=len(same),
        counts=Counter(outcomes),
        survived=[
            mutant for mutant, outcome in zip(tried, outcomes, strict=True) if outcome == "survived"
        ],
    )
    print(f"{report.summary()} ({(time.monotonic() - start) / 60:.0f} min)")
    if files == python_files(folder):
        write_report(report)


def python_files(folder: str) -> list[str]:
    """The Python files of a folder, those below it too."""
    return sorted(map(str, Path(folder).rglob("*.py")))


def main() -> None:
    """Try the mutants of files and folders that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", default=["rules"], metavar="FOLDER or FILE")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="for each folder")
    parser.add_argument("--sample", type=int, help="so many mutants of each folder, not all")
    parser.add_argument("--seed", type=int, default=0, help="which sample: another, another number")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="so many at a time")
    given = parser.parse_args()
    groups: dict[str, list[str]] = {}
    for name in given.names:
        path = Path(name)
        within = [folder for folder in TESTS if path.is_relative_to(folder)]
        if not path.exists() or not within:
            parser.error(f"{name}: a file or folder within {', '.join(TESTS)} is needed")
        files = python_files(name) if path.is_dir() else [name]
        groups.setdefault(max(within, key=len), []).extend(files)
    for folder, files in groups.items():
        attempt_folder(folder, files, given)


if __name__ == "__main__":
    main()
