"""``python -m benchmarks``: runs every measurement and prints its table."""

import itertools
import os
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import browser, command_line, families, population, search
from benchmarks.rounds import DifferentError, side_by_side
from benchmarks.versions import versions

RESULTS = Path(__file__).with_name("results.md")


def browser_report(path: str) -> None:
    """Measure in the browser at a path; print the tables and write them to results.md."""
    now = datetime.now(UTC).date().isoformat()
    with RESULTS.open("w", encoding="utf-8") as file:
        # Others at work on the machine make all slower: the ratios say more than the times.
        load = f"Load average at the beginning: {os.getloadavg()[0]:.1f}."
        head = ["# In the browser", "", f"{now}. {versions(path)}", "", load]
        for line in itertools.chain(head, browser.run(path), families.run()):
            print(line, flush=True)
            file.write(f"{line}\n")


def main() -> int:
    """Run what can be run; returns the exit status, 1 where two ways do not agree."""
    path = os.environ.get("PASSERELLE_CHROMIUM")
    print(versions(path), flush=True)
    try:
        one_by_one, at_once = command_line.ways(), population.ways()
    except DifferentError as error:
        print(error, file=sys.stderr)
        return 1
    side_by_side("The command line", one_by_one)
    side_by_side("A population", at_once)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"  At most {peak:.1f} GiB of memory.", flush=True)
    if path:
        browser_report(path)
        search.run(path)
    else:
        print("PASSERELLE_CHROMIUM is not set: nothing measured in a browser (use make bench)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
