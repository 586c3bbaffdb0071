"""`make load`: how many visits one nginx on this machine serves, beside one small file.

wrk asks the nginx of deploy/ on the loopback for what a visit asks for, pages and engine
mixed as a visit mixes them, compressed as the build left them. The same server handing out
one small file is the limit that nothing can pass.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from urllib.request import Request, urlopen

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
TRAFFICS = {"100 GB": 1e11, "1 TB": 1e12, "10 TB": 1e13}
# What the service worker keeps once somebody uses the calculator, as the build wrote it.
KEPT = re.compile(r'"keep":(\[[^\]]*\])')


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


def reading() -> list[str]:
    """What a person asks for who reads three pages: a browser keeps what it has."""
    return list(dict.fromkeys(part for page in READ for part in parts(SITE, page)))


def estimating() -> list[str]:
    """The same, and then the calculator with its Python, which the device keeps."""
    (kept,) = KEPT.findall((SITE / "sw.js").read_text(encoding="utf-8"))
    return list(dict.fromkeys([*reading(), *parts(SITE, ESTIMATE), "sw.js", *json.loads(kept)]))


def visits() -> list[str]:
    """What ten visitors ask for in turn."""
    return [path for number in range(VISITS) for path in _visit(number < ESTIMATES)]


def _visit(estimate: bool) -> list[str]:
    return estimating() if estimate else reading()


class Visits(NamedTuple):
    """Bytes that a visit brings over the line, headers included."""

    reading: int
    estimating: int
    reading_again: int
    estimating_again: int

    @property
    def mixed(self) -> float:
        return (ESTIMATES * self.estimating + (VISITS - ESTIMATES) * self.reading) / VISITS


def bytes_of_visits(address: str) -> Visits:
    """Ask a server for what each kind of visit asks for, and count."""
    return Visits(
        sum(_asked(address + path) for path in reading()),
        sum(_asked(address + path) for path in estimating()),
        # The next day a browser asks whether what it has still holds; not of what bears a hash.
        _asked_again(address + path for path in reading()),
        # The device answers; only the service worker asks whether there is a new release.
        _asked_again([address + "sw.js"]),
    )


def _asked(address: str) -> int:
    with urlopen(Request(address, headers={"Accept-Encoding": "br, gzip"})) as answer:
        return len(answer.read()) + _size_of_headers(answer)


def _asked_again(addresses: Iterable[str]) -> int:
    total = 0
    for address in addresses:
        with urlopen(Request(address, headers={"Accept-Encoding": "br, gzip"})) as answer:
            if "immutable" not in answer.headers["Cache-Control"]:
                # "Not modified" repeats the headers, those of the body left out.
                total += _size_of_headers(answer)
    return total


def _size_of_headers(answer: Any) -> int:
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}", *map(": ".join, answer.headers.items())]
    return sum(len(line) + 2 for line in lines) + 2


def attack(address: str, paths: list[str], seconds: int) -> Load:
    """Ask for the paths in turn as fast as the server answers."""
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(SCRIPT), address]
    environment = {**os.environ, "PASSERELLE_PATHS": " ".join(f"/{path}" for path in paths)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("RESULT "))
    return Load(**json.loads(line.removeprefix("RESULT ")))


def traffic(visit: Visits) -> str:
    """How many visits a month a traffic is enough for, by kind of visit."""
    kinds = {
        "first visit, three pages": visit.reading,
        "first visit, and the estimate": visit.estimating,
        f"the mean, where {ESTIMATES} of {VISITS} estimate": visit.mixed,
        "next day, three pages": visit.reading_again,
        "next day, and the estimate": visit.estimating_again,
    }
    rows = [
        f"| {kind} | {size / 1000:,.1f} | "
        + " | ".join(rounded(bytes_a_month / size) for bytes_a_month in TRAFFICS.values())
        + " |"
        for kind, size in kinds.items()
    ]
    heads = [
        "| | kB a visit | " + " | ".join(TRAFFICS) + " |",
        "|---|---|" + "---|" * len(TRAFFICS),
    ]
    return "\n".join([*heads, *rows])


def rounded(number: float) -> str:
    """A number with two digits that count: 2,700,000."""
    digits = max(0, len(str(int(number))) - 2)
    return f"{int(number / 10**digits) * 10**digits:,}"


def report(small: list[Load], visit: list[Load], requests_a_visit: float, size: Visits) -> str:
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
    ratio = speed / median(load.per_second for load in small)
    return f"""# Load

`make load`, {len(visit)} rounds of {SECONDS} s in turn, {CONNECTIONS} connections, {os.cpu_count()}
processors which nginx and wrk share. Ten visits read {len(READ)} pages each; {ESTIMATES} of them
go on to the estimate, fetch the whole engine and keep the calculator on the device.

| | requests a second | median ms | 99th percentile ms | bytes each | errors |
|---|---|---|---|---|---|
{row("one small file, the limit", small)}
{row("visits", visit)}

Visits reach {ratio:.2f} of the limit: {speed / requests_a_visit:,.0f} visits a second,
{speed / requests_a_visit * 3600:,.0f} an hour, of {requests_a_visit:.1f} requests and
{size.mixed / 1000:,.0f} kB each, headers included.

Visits a month that a traffic is enough for:

{traffic(size)}
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
        size = bytes_of_visits(address)
        for number in range(ROUNDS):
            print(f"Round {number + 1} of {ROUNDS}", flush=True)
            small.append(attack(address, [SMALL], SECONDS))
            visit.append(attack(address, paths, SECONDS))
    text = report(small, visit, len(paths) / VISITS, size)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)
    # wrk counts answers of 400 and above among the errors.
    return 1 if any(load.errors for load in [*small, *visit]) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except NginxError as error:
        sys.exit(str(error))
