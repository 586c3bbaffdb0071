"""``python -m benchmarks``: runs every measurement and prints its table."""

import os
import resource
import sys

from benchmarks import command_line, engine, population, search
from benchmarks.rounds import DifferentError, side_by_side
from benchmarks.versions import versions


def main() -> int:
    """Run what can be run; returns the exit status, 1 where two ways do not agree."""
    browser = os.environ.get("PASSERELLE_CHROMIUM")
    print(versions(browser), flush=True)
    try:
        one_by_one, at_once = command_line.ways(), population.ways()
    except DifferentError as error:
        print(error, file=sys.stderr)
        return 1
    side_by_side("The command line", one_by_one)
    side_by_side("A population", at_once)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"  At most {peak:.1f} GiB of memory.", flush=True)
    if browser:
        engine.run(browser)
        search.run(browser)
    else:
        print("PASSERELLE_CHROMIUM is not set: nothing measured in a browser (use make bench)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
