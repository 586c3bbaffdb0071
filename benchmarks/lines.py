"""The command line, as the benchmarks call it."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from typing import Any

COMMAND = (sys.executable, "-m", "rules", "participant")


def text(people: Iterable[Mapping[str, object]]) -> bytes:
    """People as JSON Lines."""
    return "".join(f"{json.dumps(person)}\n" for person in people).encode()


def ask(people: bytes) -> bytes:
    """The answers for people, one process for all of them."""
    command = [*COMMAND, "--lines"]
    return subprocess.run(command, input=people, stdout=subprocess.PIPE, check=True).stdout


def ask_each(people: Iterable[bytes]) -> None:
    """The answers for people, one process for each of them."""
    for person in people:
        subprocess.run(COMMAND, input=person, stdout=subprocess.DEVNULL, check=True)


def programmes(answers: bytes) -> list[dict[str, Any]]:
    """What the programmes say, for each line of answers."""
    return [json.loads(answer)["programmes"] for answer in answers.splitlines()]
