"""How many people a second can be answered for at once, by a join and by OpenFisca.

Each engine holds the people in its own form before the time is taken: DuckDB in a table,
OpenFisca in a simulation, the command line as text. What is timed leaves both verdicts and
the highest allowance of everybody in the engine's memory; ``--lines`` gives everything that
it always gives.
"""

import os
from collections import Counter

import numpy

from benchmarks import lines
from benchmarks.join import Join
from benchmarks.people import Answer, People, first, people, situations, states
from benchmarks.rivals.openfisca.system import OpenFisca
from benchmarks.rounds import Way, agree, scaled
from rules.states import participant_states

JOINED = scaled(10_000_000)
SIMULATED = scaled(1_000_000)
SAMPLE = scaled(20_000)

DAY, MONTH = "2026-05-01", "2026-05"


def ways() -> list[Way]:
    """What there is to time, once the answers have been held against each other."""
    everybody, threads = people(JOINED), os.cpu_count() or 1
    some, few = first(everybody, SIMULATED), first(everybody, SAMPLE)
    join = Join(everybody, DAY)
    fisca, fisca_for_all = OpenFisca(some, MONTH), OpenFisca(everybody, MONTH)
    text = lines.text({"on": DAY, **person} for person in situations(few))

    join.run(threads)
    fisca.prepare()
    fisca.run()
    _compare_persons(few, text, {"the join": join, "openfisca-core": fisca})
    _compare_counts(everybody, "the join", join)
    _compare_counts(some, "openfisca-core", fisca)
    return [
        Way(f"the join, {threads} threads", JOINED, lambda: join.run(threads)),
        Way("the join, 1 thread", JOINED, lambda: join.run(1)),
        Way("openfisca-core, as many people", JOINED, fisca_for_all.run, fisca_for_all.prepare),
        Way("openfisca-core, a tenth of them", SIMULATED, fisca.run, fisca.prepare),
        Way("--lines, one process", SAMPLE, lambda: lines.ask(text)),
    ]


def _compare_persons(few: People, text: bytes, engines: dict[str, Join | OpenFisca]) -> None:
    """Hold each engine's answers for some people against those of the command line."""
    ours = _answers(text)
    for name, engine in engines.items():
        agree(situations(few), ("--lines", name), ours, engine.first(SAMPLE))
        print(f"--lines and {name} give the same answers for {SAMPLE:,} people, one by one.")


def _compare_counts(population: People, name: str, engine: Join | OpenFisca) -> None:
    """Hold the counts of answers of a whole population against those from its states."""
    of_states = _answers(lines.text({"on": DAY, **state} for state in participant_states()))
    weights = numpy.bincount(states(population), minlength=len(of_states)).tolist()
    ours: Counter[Answer] = Counter()
    for answer, weight in zip(of_states, weights, strict=True):
        ours[answer] += weight
    theirs = engine.counts()
    cases = sorted(ours | theirs)
    agree(
        cases,
        ("--lines by state", name),
        (ours[case] for case in cases),
        (theirs[case] for case in cases),
    )
    print(f"--lines by state and {name} count the same answers for {ours.total():,} people.")


def _answers(text: bytes) -> list[Answer]:
    """The command line's answers."""
    return [
        (
            programmes["paas_action"]["verdict"],
            programmes["interagir"]["verdict"],
            programmes["paas_action"]["allowance"]["monthly"]["high"],
        )
        for programmes in lines.programmes(lines.ask(text))
    ]
