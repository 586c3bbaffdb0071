"""Changes the rules in every small way and sees whether a test notices. Run by `make mutants`.

The changes are mutmut's. Running them is not: mutmut leaves alone whatever stands outside of
functions or below a decorator, and switches mutants on after the rules were imported. Much
of the law is in tables that are read once, so here a mutant is a changed file in a copy of
the project, and fresh imports of it (mutants_worker.py).

`python tools/mutants.py [FILE...]`, from the project's folder; without files all of `rules/`.
mutants.toml names the changes that no test can notice, and why.
"""

import json
import os
import queue
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

from mutants_changes import Mutant, mutants

# Every room of the code: the tests' own modules import what builds and serves the site too.
ROOMS = tomllib.loads(Path("tests/import_order.toml").read_text(encoding="utf-8"))["rooms"]
PACKAGES = {room.partition(".")[0] for room in ROOMS}
COPIED = (*sorted(PACKAGES), "tests", "pyproject.toml")
EXPLAINED = Path(__file__).with_suffix(".toml")
WORKER = Path(__file__).with_name("mutants_worker.py")
# The quick tests go first, all in one run of pytest, as most mutants do not survive them.
QUICK = 1.0


class Reach:
    """What the tests do on the rules as they are: which to run for a mutant, and how long."""

    def __init__(self, learnt: Mapping[str, Any]):
        self._seconds: Mapping[str, float] = learnt["seconds"]
        self._starting = set(learnt["starting"])
        self._tests: Mapping[str, Mapping[str, list[str]]] = learnt["lines"]

    def groups(self, mutant: Mutant) -> list[tuple[list[str], float]]:
        """The tests to run for a mutant: those that reach it and are quick, then all others.

        Others may notice it too: by a process of its own, or by what a fixture has kept. Each
        group has a limit of seconds, far above what it should take.
        """
        lines = self._tests.get(mutant.file, {})
        reaching = {test for line in mutant.statement for test in lines.get(str(line), ())}
        name = f"test_{Path(mutant.file).stem}.py"
        groups: list[list[str]] = [[], [], []]
        seconds = 0.0
        # Where a line is run on import, any test may need it: the module's own first.
        for test in sorted(self._seconds, key=lambda test: (name not in test, self.of(test))):
            if test in self._starting or not (test in reaching or "" in reaching):
                groups[2].append(test)
            else:
                seconds += self.of(test)
                groups[seconds > QUICK].append(test)
        return [(group, 15 + 10 * sum(map(self.of, group))) for group in groups if group]

    def of(self, test: str) -> float:
        """How many seconds a test takes."""
        return self._seconds[test]


class Worker:
    """A copy of the project and a process that runs tests in it."""

    def __init__(self, folder: Path):
        for name in COPIED:
            copy = shutil.copytree if Path(name).is_dir() else shutil.copy2
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            copy(name, folder / name)
        shutil.copy(WORKER, folder)
        command = [sys.executable, WORKER.name]
        self._folder = folder
        self._process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
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


def attempts(tried: list[Mutant], folder: Path) -> list[str]:
    """What comes of each mutant; as many are tried at a time as there are processors."""
    workers = [Worker(folder / str(number)) for number in range(os.cpu_count() or 1)]
    reach = workers[0].learn()
    idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
    for worker in workers:
        idle.put(worker)
    outcomes: list[str] = []

    def attempt(mutant: Mutant) -> str:
        worker = idle.get()
        try:
            outcome = worker.attempt(mutant, reach)
        finally:
            idle.put(worker)
        outcomes.append(outcome)
        if outcome != "killed":
            print(f"{outcome}: {mutant}", flush=True)
        if len(outcomes) % 100 == 0:
            left = outcomes.count("survived")
            print(f"{len(outcomes)} of {len(tried)} tried, {left} survived", flush=True)
        return outcome

    with ThreadPoolExecutor(len(workers)) as pool:
        found = list(pool.map(attempt, tried))
    for worker in workers:
        worker.end()
    return found


def explained() -> set[tuple[str, str, str, str]]:
    """The changes that make no difference: file, function, and the lines before and after."""
    entries = tomllib.loads(EXPLAINED.read_text(encoding="utf-8")).get("same", [])
    return {
        (entry["file"], entry["where"], entry["was"], becomes)
        for entry in entries
        for becomes in entry["becomes"]
    }


def main(files: list[str]) -> None:
    """Try every mutant of some files; print what survived, and the score."""
    start = time.monotonic()
    with ProcessPoolExecutor() as pool:
        every = [mutant for some in pool.map(mutants, files) for mutant in some]
    same = explained()
    tried = [mutant for mutant in every if mutant.change not in same]
    with tempfile.TemporaryDirectory() as folder:
        outcomes = attempts(tried, Path(folder))
    for file, where, was, becomes in same - {mutant.change for mutant in every}:
        if file in files:
            print(
                f"{EXPLAINED.name}: nothing in {file} {where} is {was!r} any more, or {becomes!r}"
            )
    counts = Counter(outcomes)
    noticed, untold = counts["killed"] + counts["timeout"], len(every) - len(tried)
    print(
        f"{len(every)} mutants in {(time.monotonic() - start) / 60:.0f} min:"
        f" {counts['killed']} killed, {counts['timeout']} timed out,"
        f" {counts['survived']} survived, {untold} not tried as they change nothing\n"
        f"Mutation score: {100 * noticed / len(every):.1f} % of all,"
        f" {100 * noticed / len(tried):.1f} % of those tried"
    )


if __name__ == "__main__":
    main(sys.argv[1:] or sorted(map(str, Path("rules").rglob("*.py"))))
