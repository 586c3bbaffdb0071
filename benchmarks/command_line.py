"""How many people a second the command line answers for, in one process or one each."""

import itertools
import json
import subprocess
import sys
import time

from rules.questions import PARTICIPANT

PEOPLE = 10_000
PROCESSES = 20


def run() -> None:
    """Print people a second for ``--lines`` and for one process a person, and their ratio."""
    people = list(itertools.islice(itertools.cycle(_situations()), PEOPLE))
    lines = "".join(f"{json.dumps(person)}\n" for person in people)
    many = PEOPLE / _seconds(["--lines"], lines)
    one = PROCESSES / sum(_seconds([], json.dumps(person)) for person in people[:PROCESSES])
    print("The command line, people a second")
    print(f"  --lines, {PEOPLE:,} people in one process  {many:10,.0f}")
    print(f"  one process a person                      {one:10,.0f}")
    print(f"  ratio                                     {many / one:10,.0f}")


def _situations() -> list[dict[str, object]]:
    """Every combination of the categorical answers, unanswered included, with some hours."""
    questions = [question for question in PARTICIPANT if question.values]
    keys = [question.key for question in questions]
    return [
        {"on": "2026-05-01", "weekly_hours": 12, **dict(zip(keys, answers, strict=True))}
        for answers in itertools.product(*((None, *question.values) for question in questions))
    ]


def _seconds(options: list[str], text: str) -> float:
    start = time.perf_counter()
    command = [sys.executable, "-m", "rules", "participant", *options]
    subprocess.run(command, input=text.encode(), stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start
