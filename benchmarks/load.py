"""`make load`: how many visits one nginx on this machine serves, beside one small file.

wrk asks the nginx of deploy/ on the loopback for what a visit asks for, pages and engine
mixed as a visit mixes them, compressed as the build left them. The same server handing out
one small file is the limit that nothing can pass.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.first_view import parts
from deploy.local import NginxError, nginx

PROJECT = Path(__file__).resolve().parent.parent
SITE = PROJECT / "site"
RESULTS = Path(__file__).with_name("load.md")
SCRIPT = Path(__file__).with_suffix(".lua")
SECONDS = int(os.environ.get("PASSERELLE_LOAD_SECONDS", "10"))
ROUNDS = 3
CONNECTIONS = 64
# Of ten visits that read three pages, so many start the calculator's Python.
VISITS, ESTIMATES = 10, 4
READ = ("", "paas-action/", "regions/")
ESTIMATE = "estimer/"
SMALL = "robots.txt"


class Load(NamedTuple):
    """What wrk measured in one round; times in microseconds."""

    requests: int
    microseconds: int
    bytes: int
    median: int
    p99: int
    errors: int

    @property
    def per_second(self) -> float:
        return self.requests / self.microseconds * 1e6


def visits() -> list[str]:
    """What ten visitors ask for in turn: a browser keeps what it has, so each file once."""
    described = next(SITE.glob("engine/*/engine.json"))
    # The first is the one that every visitor fetches; the next only stands by.
    first = (
        described.parent / json.loads(described.read_text(encoding="utf-8"))["engines"][0]["name"]
    )
    plain = (file for file in sorted(first.iterdir()) if file.suffix not in (".br", ".gz"))
    engine = [file.relative_to(SITE).as_posix() for file in (described, *plain)]
    asked = []
    for number in range(VISITS):
        pages = [*READ, ESTIMATE] if number < ESTIMATES else READ
        visit = list(dict.fromkeys(part for page in pages for part in parts(SITE, page)))
        if number < ESTIMATES:
            visit += engine
        asked += visit
    return asked


def attack(address: str, paths: list[str], seconds: int) -> Load:
    """Ask for the paths in turn as fast as the server answers."""
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(SCRIPT), address]
    environment = {**os.environ, "PASSERELLE_PATHS": " ".join(f"/{path}" for path in paths)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("RESULT "))
    return Load(**json.loads(line.removeprefix("RESULT ")))


def report(small: list[Load], visit: list[Load], requests_a_visit: float) -> str:
    """The page of results."""

    def row(name: str, loads: list[Load]) -> str:
        each = sorted(load.per_second for load in loads)
        return (
            f"| {name} | {median(each):,.0f} ({each[0]:,.0f} to {each[-1]:,.0f})"
            f" | {median(load.median for load in loads) / 1000:.1f}"
            f" | {median(load.p99 for load in loads) / 1000:.1f}"
            f" | {sum(load.bytes for load in loads) / sum(load.requests for load in loads):,.0f}"
            f" | {sum(load.errors for load in loads)} |"
        )

    speed = median(load.per_second for load in visit)
    size = sum(load.bytes for load in visit) / sum(load.requests for load in visit)
    visit_bytes = size * requests_a_visit
    month = 1e12 / visit_bytes
    ratio = speed / median(load.per_second for load in small)
    return f"""# Load

`make load`, {len(visit)} rounds of {SECONDS} s in turn, {CONNECTIONS} connections, {os.cpu_count()}
processors which nginx and wrk share. Ten visits read {len(READ)} pages each; {ESTIMATES} of them
go on to the estimate and fetch the whole engine.

| | requests a second | median ms | 99th percentile ms | bytes each | errors |
|---|---|---|---|---|---|
{row("one small file, the limit", small)}
{row("visits", visit)}

Visits reach {ratio:.2f} of the limit: {speed / requests_a_visit:,.0f} visits a second,
{speed / requests_a_visit * 3600:,.0f} an hour, of {requests_a_visit:.1f} requests and
{visit_bytes / 1000:,.0f} kB each, headers included. A thousand gigabytes of traffic a month are
{month:,.0f} visits.
"""


def main() -> int:
    """Measure and write the results; returns the exit status."""
    if shutil.which("wrk") is None:
        print("wrk is not on this machine (on Debian: apt-get install wrk)", file=sys.stderr)
        return 1
    paths = visits()
    small: list[Load] = []
    visit: list[Load] = []
    with tempfile.TemporaryDirectory() as folder, nginx(Path(folder), SITE) as address:
        for number in range(ROUNDS):
            print(f"Round {number + 1} of {ROUNDS}", flush=True)
            small.append(attack(address, [SMALL], SECONDS))
            visit.append(attack(address, paths, SECONDS))
    text = report(small, visit, len(paths) / VISITS)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)
    # wrk counts answers of 400 and above among the errors.
    return 1 if any(load.errors for load in [*small, *visit]) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except NginxError as error:
        sys.exit(str(error))
