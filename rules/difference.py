"""Which answers change between two sets of values, with an example of each change.

The same rules run once on each set, in processes of their own, over every state of the
questions, on each day from which a value of either set is in force, and with numbers on
both sides of every threshold. Where a set is a whole copy of the folder `rules`, such as that of
an older release, it runs with its own rules.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from rules.dated import FOLDER
from rules.states import organisation_states, participant_states

Probe = dict[str, Any]

# What is asked with every state: something in each field that has no end of answers.
NUMBERS: Probe = {
    "start_date": "2028-02-29",
    "monthly_costs": {"transport": 100, "childcare": 100, "other": 100},
}
PLACES: Probe = {"places": 1}


class ValuesUnusableError(Exception):
    """A set of values with which the rules do not run; the text says why."""


class Change(NamedTuple):
    """One part of the output that changes: in how many probes, and the first of them.

    `path` is dotted; `old` and `new` are JSON values, ``{"errors": …}`` where the day has
    no value in one set.
    """

    command: str
    path: str
    times: int
    example: Probe
    old: Any
    new: Any


def changes(old: Path, new: Path = Path(FOLDER)) -> tuple[list[Change], int]:
    """Every change between two folders of values, and the number of probes made.

    Raises ValuesUnusableError where a folder holds no usable values.
    """
    for folder in (old, new):
        _run("participant", folder, [{}])  # refuses a set that is not usable
    found: dict[tuple[str, str], Change] = {}
    probes = {
        "participant": list(_participant_probes(old, new)),
        "organisation": list(_organisation_probes(old, new)),
    }
    for command, asked in probes.items():
        answers = zip(asked, _run(command, old, asked), _run(command, new, asked), strict=True)
        for probe, before, after in answers:
            for path, was, now in _differences(before, after):
                first = found.get((command, path))
                times = first.times + 1 if first else 1
                found[command, path] = (
                    first._replace(times=times)
                    if first
                    else Change(command, path, times, probe, was, now)
                )
    return list(found.values()), sum(map(len, probes.values()))


def record(old: Path, new: Path = Path(FOLDER)) -> dict[str, Any]:
    """The changes as data: what a release says of itself beside the one before it."""
    found, probes = changes(old, new)
    versions = [_run("participant", folder, [{}])[0]["rules_version"] for folder in (old, new)]
    return {
        "rules_version": versions[1],
        "before": versions[0],
        "inputs": probes,
        "changes": [change._asdict() for change in found if change.path != "rules_version"],
    }


def _participant_probes(old: Path, new: Path) -> Iterator[Probe]:
    for on in _days(old, new):
        for state in participant_states():
            yield {"on": on, **state, **NUMBERS}
        for hours in _thresholds(old, new):
            yield {"on": on, "weekly_hours": float(hours)}


def _organisation_probes(old: Path, new: Path) -> Iterator[Probe]:
    for on in _days(old, new):
        for state in organisation_states():
            yield {"on": on, **state, **PLACES}


def _days(*folders: Path) -> list[str]:
    """The days from which a value of some folder is in force, and today."""
    effective = (d["effective"] for d in _dated(*folders) if "effective" in d)
    return sorted({day.isoformat() for day in (*effective, date.today())})


def _thresholds(*folders: Path) -> list[Decimal]:
    """Hours a week just below, at and just above every number of every value."""
    cent = Decimal("0.01")
    numbers = {Decimal(number) for d in _dated(*folders) for number in _numbers(d["value"])}
    # A number of hours a month is reached at twelve fifty-seconds of it a week.
    numbers |= {(number * 12 / 52).quantize(cent) for number in numbers}
    around = {number + step for number in numbers for step in (-cent, 0, cent)}
    return sorted(hours for hours in around if 0 <= hours <= 168)


def _numbers(value: Any) -> Sequence[Any]:
    return list(value.values()) if isinstance(value, dict) else [value]


def _dated(*folders: Path) -> Iterator[Mapping[str, Any]]:
    for folder in folders:
        for file in sorted(_values(folder).glob("*.toml")):
            for entry in tomllib.loads(file.read_bytes().decode())["values"].values():
                yield from entry["dated"]


def _is_whole(folder: Path) -> bool:
    """Whether a folder holds rules, and not their values alone."""
    return (folder / "__main__.py").is_file()


def _values(folder: Path) -> Path:
    return folder / "programmes" if _is_whole(folder) else folder


def _run(command: str, values: Path, probes: list[Probe]) -> list[Any]:
    """The answers of these rules with those values, a process of its own for each set."""
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder, "rules")
        if _is_whole(values):
            shutil.copytree(values, package)
        else:
            own = os.path.dirname(__file__)
            shutil.copytree(own, package, ignore=shutil.ignore_patterns("*.toml"))
            for file in values.iterdir():
                if file.suffix == ".toml":
                    shutil.copy(file, package / "programmes")
        done = subprocess.run(
            [sys.executable, "-m", "rules", command, "--lines"],
            cwd=folder,
            input="".join(f"{json.dumps(probe)}\n" for probe in probes),
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise ValuesUnusableError(f"{values}: {_reason(done.stderr)}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def _reason(said: str) -> str:
    """Why a set of values is not usable, from what the process said: all its complaints, or the
    last line of a traceback."""
    lines = said.strip().splitlines() or ["the rules stopped"]
    return lines[-1] if lines[0].startswith("Traceback") else "; ".join(lines)


def _differences(old: Any, new: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """The innermost parts in which two JSON values differ, by their dotted paths."""
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        for key in old:
            yield from _differences(old[key], new[key], f"{path}.{key}" if path else key)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for place, (was, now) in enumerate(zip(old, new, strict=True)):
            yield from _differences(was, now, f"{path}.{place}")
    elif old != new:
        yield path, old, new
