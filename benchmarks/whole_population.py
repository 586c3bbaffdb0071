"""``make bench-population``: `python -m population` beside OpenFisca, `--lines` and Spark, one run.

Each way is a process of its own from its start to its end, on the same file of invented people.
First the answers are held against each other; only then is time taken. Memory is that of the
process and all that it started, looked at every twentieth of a second.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import lines
from benchmarks.agreement import DAY, MONTH, invent, lines_of, sample, with_lines, with_openfisca
from benchmarks.rounds import SIZE, DifferentError, scaled

RESULTS = Path(__file__).with_name("population.md")
PEOPLE = scaled(10_000_000)
COMPARED = scaled(1_000_000)
SAMPLE = scaled(20_000)
GROWTH = tuple(map(scaled, (1_000_000, 10_000_000, 50_000_000)))
ROUNDS = 3
LOOK = 0.05
# Cells of a row of /proc/PID/stat behind the name.
SESSION, USER, SYSTEM, RESIDENT = 3, 11, 12, 21


class Taken(NamedTuple):
    """What a process took: seconds on the clock and of processors, and megabytes at most."""

    seconds: float
    processor: float
    memory: float
    printed: str


class Way(NamedTuple):
    """One way to answer: its name, what it gives, for how many, its command and its input."""

    name: str
    gives: str
    people: int
    command: tuple[str, ...]
    input: bytes = b""
    rounds: int = ROUNDS


def measured(command: Sequence[str], given: bytes = b"") -> Taken:
    """Run a command to its end, in a session of its own."""
    most, work, ticks = 0.0, {}, os.sysconf("SC_CLK_TCK")
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as out:
        source.write(given)
        source.seek(0)
        began = time.perf_counter()
        with subprocess.Popen(
            command, stdin=source, stdout=out, stderr=subprocess.PIPE, start_new_session=True
        ) as run:
            while run.poll() is None:
                found = dict(_session(run.pid))
                most = max(most, sum(resident for _, resident in found.values()))
                work |= {pid: used for pid, (used, _) in found.items()}
                time.sleep(LOOK)
            seconds = time.perf_counter() - began
            told = run.stderr.read().decode() if run.stderr else ""
        if run.returncode:
            raise subprocess.CalledProcessError(run.returncode, command, stderr=told)
        out.seek(0)
        printed = out.read().decode()
    page = os.sysconf("SC_PAGE_SIZE")
    return Taken(seconds, sum(work.values()) / ticks, most * page / 1e6, printed)


def _session(leader: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """Processor ticks and pages in memory of each process that a command has started."""
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            told = Path("/proc", name, "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        cells = told.rpartition(")")[2].split()
        if int(cells[SESSION]) == leader:
            yield int(name), (int(cells[USER]) + int(cells[SYSTEM]), int(cells[RESIDENT]))


def population(people: Path, folder: Path, gives: str, *more: str) -> tuple[str, ...]:
    """The command that gives sums or a row a person."""
    out = folder / f"out-{'-'.join(more) or 'duckdb'}"
    outputs = {
        "sums of five groups": ["--summary", f"{out}.csv", "--by", "area"],
        "a row a person": ["--people", f"{out}.parquet", "--keep", "id"],
    }
    asked = ["--on", DAY, *outputs[gives], *more]
    return (sys.executable, "-m", "population", str(people), *asked)


GIVES = ("sums of five groups", "a row a person")


def ways(people: Path, folder: Path) -> Iterator[Way]:
    """What there is to time."""
    for gives in GIVES:
        yield Way("DuckDB", gives, PEOPLE, population(people, folder, gives))
    module = (sys.executable, "-m", "benchmarks.rivals.openfisca")
    out = str(folder / "openfisca.parquet")
    yield Way("openfisca-core", "14 columns a person", PEOPLE, (*module, str(people), out, MONTH))
    text = lines_of(sample(people, SAMPLE))
    yield Way("--lines", "a line a person", SAMPLE, (*lines.COMMAND, "--lines"), text)
    if find_spec("pyspark") and (shutil.which("java") or os.environ.get("JAVA_HOME")):
        for gives in GIVES:
            command = population(people, folder, gives, "--engine", "spark")
            yield Way("Spark, local", gives, PEOPLE, command, rounds=1)


def table(found: Sequence[Way]) -> Iterator[str]:
    """Time the ways in turn; gives Markdown, line by line."""
    taken: dict[Way, list[Taken]] = {way: [] for way in found}
    for place in range(ROUNDS):
        for way in found[place:] + found[:place]:
            if place < way.rounds:
                taken[way].append(measured(way.command, way.input))
    yield "| | gives | people | seconds | people a second | processor seconds | MB |"
    yield "|---|---|---|---|---|---|---|"
    for way, runs in taken.items():
        seconds = sorted(run.seconds for run in runs)
        spread = f" ({seconds[0]:.1f} – {seconds[-1]:.1f})" if len(seconds) > 1 else ""
        yield (
            f"| {way.name} | {way.gives} | {way.people:,} | {median(seconds):.1f}{spread}"
            f" | {way.people / median(seconds):,.0f}"
            f" | {median(run.processor for run in runs):.1f}"
            f" | {max(run.memory for run in runs):,.0f} |"
        )
    for way, runs in taken.items():
        if way.name == "openfisca-core":
            steps = [json.loads(run.printed) for run in runs]
            middle = {step: median(each[step] for each in steps) for step in steps[0]}
            told = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in middle.items())
            yield ""
            yield f"openfisca-core: {told}; computing alone gives"
            yield f"{way.people / middle['compute']:,.0f} people a second."


def growth(folder: Path) -> Iterator[str]:
    """Does memory stay as it is while the people grow? Gives Markdown, line by line."""
    yield "| people | gives | seconds | people a second | processor seconds | MB |"
    yield "|---|---|---|---|---|---|"
    for count in GROWTH:
        people = folder / f"people-{count}.parquet"
        invent(people, count)
        for gives in GIVES:
            run = measured(population(people, folder, gives))
            yield (
                f"| {count:,} | {gives} | {run.seconds:.1f} | {count / run.seconds:,.0f}"
                f" | {run.processor:.1f} | {run.memory:,.0f} |"
            )
        people.unlink()


def page(folder: Path) -> Iterator[str]:
    """All of it, as Markdown, line by line."""
    names = ("duckdb", "pyspark", "sqlglot", "openfisca-core", "numpy")
    programs = ", ".join(f"{name} {_version(name)}" for name in names)
    yield "# A whole population"
    yield ""
    yield f"{datetime.now(UTC).date()}, {os.cpu_count()} processors, {programs}."
    yield f"Load average at the beginning: {os.getloadavg()[0]:.1f}. Invented people, Parquet."
    yield ""
    yield "## The same answers"
    yield ""
    compared = folder / "compared.parquet"
    invent(compared, COMPARED, seed=2026)
    people, columns = with_openfisca(compared, folder)
    yield f"- DuckDB and openfisca-core: {people:,} people, {columns} columns, no difference."
    people, columns = with_lines(compared, folder, SAMPLE)
    yield f"- DuckDB and `--lines`: {people:,} people, all {columns} columns, no difference."
    yield ""
    yield "## Side by side"
    yield ""
    whole = folder / "people.parquet"
    invent(whole, PEOPLE)
    found = list(ways(whole, folder))
    yield from table(found)
    if not any(way.name.startswith("Spark") for way in found):
        yield "\nNo Spark or no Java is on this machine: not measured (make population-test)."
    whole.unlink()
    yield ""
    yield "## Memory"
    yield ""
    yield from growth(folder)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(none)"


def main() -> int:
    """Print the page as it comes; a full measurement becomes a page beside results.md."""
    told = []
    # About 3 GB for the full measurement.
    with tempfile.TemporaryDirectory(prefix="bench-population-") as folder:
        try:
            for line in page(Path(folder)):
                print(line, flush=True)
                told.append(f"{line}\n")
        except DifferentError as error:
            print(error, file=sys.stderr)
            return 1
    if SIZE == 1:
        RESULTS.write_text("".join(told), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
