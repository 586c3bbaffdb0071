"""One build of the project in the working folder, for `benchmarks.build_growth`.

Prints JSON: each step with the seconds of all processors and of the clock that it took. It runs
with ``-P`` and the project on the PYTHONPATH, so that `compiler` is that of the project.
"""

import json
import os
import sys
import time
from itertools import pairwise
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from compiler.__main__ import LEFT, MADE_FROM, PROJECT, RECORD
from compiler.read.kept import inputs, note_files, write_record
from compiler.site import build


def main() -> int:
    """Build, and print the steps; returns the exit status."""
    marks: list[tuple[str, float, float]] = []

    def mark(step: str) -> None:
        marks.append((step, _processor(), time.monotonic()))

    wanted = inputs(PROJECT, os.environ)
    note_files(MADE_FROM, PROJECT)
    build(mark)
    # As `python -m compiler` does: the next build is told that nothing has changed.
    write_record(RECORD, wanted, LEFT)
    mark("end")
    spent = [
        (step, later - processor, end - begin)
        for (step, processor, begin), (_, later, end) in pairwise(marks)
    ]
    print(json.dumps(spent))
    return 0


def _processor() -> float:
    """Seconds of all processors so far, of this process and of those that it waited for."""
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    sys.exit(main())
