"""How many people a second the command line answers for, beside publicodes.

Both answer the same lines in one process each, and are timed from its start to its end.
publicodes is asked for the verdicts, the allowance and the checks of the hours only;
``--lines`` gives everything that it always gives.
"""

import itertools
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import yaml

from benchmarks import lines
from benchmarks.rounds import Way, agree, scaled
from benchmarks.versions import NODE
from rules.states import participant_states

RIVAL = Path(__file__).with_name("rivals") / "publicodes"

PEOPLE = 10_000
PROCESSES = 20

DAY = "2026-05-01"
# Both sides of every number of hours in the documents, and no answer.
HOURS = (None, 0, 9.99, 10, 14.99, 15, 18.46, 18.47, 20, 20.01, 168)

# Our keys and those of the publicodes rules.
QUESTIONS = {
    "assistance": "assistance",
    "adult": "adult",
    "work_outlook": "work outlook",
    "weekly_hours": "weekly hours",
}


def ways() -> list[Way]:
    """What there is to time, once the answers have been held against each other."""
    people = list(itertools.islice(itertools.cycle(people_with_hours()), scaled(PEOPLE)))
    ours = lines.text({"on": DAY, **person} for person in people)
    theirs = json.dumps(rival_rules()).encode() + b"\n" + lines.text(map(_renamed, people))
    each = ours.splitlines()[:PROCESSES]
    agree(
        people,
        ("--lines", "publicodes"),
        map(asked_of_rivals, lines.programmes(lines.ask(ours))),
        map(json.loads, _publicodes(theirs).splitlines()),
    )
    print(f"--lines and publicodes give the same answers for {len(people):,} people, one by one.")
    return [
        Way("--lines, one process", len(people), lambda: lines.ask(ours)),
        Way("publicodes, one process", len(people), lambda: _publicodes(theirs)),
        Way("one process a person", len(each), lambda: lines.ask_each(each)),
    ]


def people_with_hours() -> list[dict[str, object]]:
    """Every state with every number of hours."""
    return [
        state if hours is None else {**state, "weekly_hours": hours}
        for state, hours in itertools.product(participant_states(), HOURS)
    ]


def asked_of_rivals(programmes: Mapping[str, dict]) -> list[object]:
    """What publicodes is asked for, in its order and words, out of our answer."""
    paas_action, interagir = programmes["paas_action"], programmes["interagir"]
    return [
        _verdict(paas_action),
        float(paas_action["allowance"]["monthly"]["high"]),
        paas_action["hours"]["check"],
        _verdict(interagir),
        interagir["hours"]["check"],
    ]


def _verdict(programme: Mapping[str, str]) -> str | None:
    return None if programme["verdict"] == "unknown" else programme["verdict"]


def _renamed(person: Mapping[str, object]) -> dict[str, object]:
    return {QUESTIONS[key]: answer for key, answer in person.items()}


def rival_rules() -> object:
    """The rules of publicodes, as it reads them."""
    text = (RIVAL / "programmes.publicodes.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def _publicodes(given: bytes) -> bytes:
    command = [NODE, RIVAL / "answer.mjs"]
    return subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True).stdout
