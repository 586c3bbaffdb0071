"""Several ways to the same answers, timed in turn, so that a busy machine slows all alike."""

import os
import resource
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from statistics import median
from typing import NamedTuple

ROUNDS = 5

# For a quick try: PASSERELLE_BENCH_SIZE=0.01 makes everything a hundred times smaller.
SIZE = float(os.environ.get("PASSERELLE_BENCH_SIZE", "1"))


class Way(NamedTuple):
    """One way to answer for some number of people; `prepare` comes before and is not timed."""

    name: str
    people: int
    run: Callable[[], object]
    prepare: Callable[[], object] = lambda: None


class Taken(NamedTuple):
    """What one run took: seconds on the clock, and seconds of processors at work."""

    seconds: float
    processor: float


class DifferentError(Exception):
    """Two ways do not give the same answer; the text names the first case."""


def scaled(people: int) -> int:
    """How many people to take where the whole measurement takes that many."""
    return max(1, round(people * SIZE))


def agree(cases: Iterable[object], names: tuple[str, str], *answers: Iterable[object]) -> None:
    """Hold the answers of two ways against each other; DifferentError at the first case."""
    for case, one, other in zip_longest(cases, *answers, fillvalue="nothing"):
        if one != other:
            raise DifferentError(
                f"Not the same answer for {case}:\n  {names[0]}: {one}\n  {names[1]}: {other}"
            )


def side_by_side(title: str, ways: Sequence[Way]) -> None:
    """Time the ways in turn; print people a second of each, and how often the first outdoes it."""
    taken: dict[str, list[Taken]] = {way.name: [] for way in ways}
    for place in range(ROUNDS):
        # Each goes first in its turn, as nobody knows what the one before leaves behind.
        first = place % len(ways)
        for way in (*ways[first:], *ways[:first]):
            taken[way.name].append(_run(way))
    width = max(len(way.name) for way in ways)
    print(f"{title}: people a second, medians of {ROUNDS} rounds taken in turn")
    print(
        f"  {'':{width}} {'people':>11} {'a second':>11} {'slowest – fastest':>23} {'ratio':>8}"
        f" {'a processor second':>19} {'ratio':>8}"
    )
    base: tuple[float, float] | None = None
    for way in ways:
        clock = [way.people / one.seconds for one in taken[way.name]]
        work = median(way.people / one.processor for one in taken[way.name])
        base = base or (median(clock), work)
        spread = f"{min(clock):,.0f} – {max(clock):,.0f}"
        print(
            f"  {way.name:{width}} {way.people:11,} {median(clock):11,.0f} {spread:>23}"
            f" {base[0] / median(clock):8,.2f} {work:19,.0f} {base[1] / work:8,.2f}",
            flush=True,
        )


def _run(way: Way) -> Taken:
    way.prepare()
    processor, start = _processor(), time.perf_counter()
    way.run()
    return Taken(time.perf_counter() - start, _processor() - processor)


def _processor() -> float:
    """Seconds that this process and those which it has started and ended were at work."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)
