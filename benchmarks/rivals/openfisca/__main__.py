"""``python -m benchmarks.rivals.openfisca PEOPLE.parquet OUT.parquet MONTH``.

A file of invented people, answered for by OpenFisca in a process of its own, as `python -m
population` answers for it. Prints, as JSON, the seconds that reading, computing and writing took.
"""

import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import duckdb
import numpy
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from benchmarks.rivals.openfisca.amounts import AMOUNTS, COLUMNS, COSTS
from benchmarks.rivals.openfisca.system import PARAMETERS
from benchmarks.rivals.openfisca.variables import VARIABLES, Person
from rules.logic import DOMAINS

Arrays = Mapping[str, numpy.ndarray]


def read(path: Path) -> Arrays:
    """The answers of everybody as OpenFisca takes them, in the order of their ids."""
    columns = ["id::INTEGER AS id"]
    for question, answers in DOMAINS.items():
        whens = " ".join(
            f"WHEN '{str(answer).lower()}' THEN {place}" for place, answer in enumerate(answers, 1)
        )
        columns.append(f"CASE {question}::VARCHAR {whens} ELSE 0 END::UTINYINT AS {question}")
    columns.append("coalesce(weekly_hours::FLOAT, 'nan') AS weekly_hours")
    columns += [
        f"coalesce(\"monthly_costs.{cost}\"::FLOAT, 'nan') AS cost_{cost}" for cost in COSTS
    ]
    found = duckdb.execute(f"SELECT {', '.join(columns)} FROM read_parquet($1)", [str(path)])
    return {name: numpy.asarray(column) for name, column in found.fetchnumpy().items()}


def compute(people: Arrays, month: str) -> dict[str, numpy.ndarray]:
    """Every variable that has a column of `python -m population` beside it."""
    system = TaxBenefitSystem([Person])
    system.add_variables(*VARIABLES, *AMOUNTS)
    system.load_parameters(str(PARAMETERS))
    simulation = SimulationBuilder().build_default_simulation(system, len(people["id"]))
    for name, values in people.items():
        if name != "id":
            simulation.set_input(name, month, values)
    return {name: simulation.calculate(name, month) for name in COLUMNS}


def write(ids: numpy.ndarray, found: Mapping[str, numpy.ndarray], path: Path) -> None:
    """A row a person, in the words and the cents of `python -m population`."""
    columns, given = ["id"], {"id": ids}
    for name, values in found.items():
        column = f'"{COLUMNS[name]}"'
        words = getattr(values, "possible_values", None)
        given[name] = numpy.asarray(values)
        if words is not None:
            listed = ", ".join(
                "NULL" if word.name == "unanswered" else f"'{word.name}'" for word in words
            )
            columns.append(f"([{listed}])[{name} + 1] AS {column}")
        elif values.dtype == bool:
            columns.append(f"{name} AS {column}")
        else:
            # Its numbers have 24 binary digits: as many cents as there can be here.
            cents = f"round({name}::DOUBLE, 2)::DECIMAL(18, 2)"
            columns.append(f"CASE WHEN NOT isnan({name}) THEN {cents} END AS {column}")
    duckdb.register("found", given)
    duckdb.execute(f"COPY (SELECT {', '.join(columns)} FROM found) TO '{path}' (FORMAT parquet)")


def main(people: Path, out: Path, month: str) -> None:
    """Read, compute and write, each timed."""
    times = [time.perf_counter()]
    given = read(people)
    times.append(time.perf_counter())
    found = compute(given, month)
    times.append(time.perf_counter())
    write(given["id"], found, out)
    times.append(time.perf_counter())
    steps = zip(("read", "compute", "write"), times, times[1:], strict=False)
    print(json.dumps({step: end - begin for step, begin, end in steps}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
