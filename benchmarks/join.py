"""A population joined with the published decision table by DuckDB (`join.sql`)."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import duckdb
import numpy

from benchmarks.people import Answer, People, size
from rules.logic import DOMAINS, Verdict

SQL = Path(__file__).with_name("join.sql").read_text(encoding="utf-8")
VERDICTS = get_args(Verdict)


class Join:
    """DuckDB with a population in its memory."""

    def __init__(self, population: People, day: str):
        self._day = day
        self._database = duckdb.connect()
        self._database.execute("SET enable_progress_bar = false")
        self._type("verdict", VERDICTS)
        columns = [
            # A list's first element has the number 1, and is the answer not given.
            f"([NULL, {self._type(question, map(_cell, answers))}])[{question} + 1]::{question}"
            f" AS {question}"
            for question, answers in DOMAINS.items()
        ]
        numbered = numpy.arange(size(population), dtype=numpy.int32)
        given = {"person": numbered, **population}
        self._database.register("given", given)
        self._database.execute(
            f"CREATE TABLE people AS SELECT person, {', '.join(columns)} FROM given"
        )
        self._database.unregister("given")

    def _type(self, name: str, words: Iterable[str]) -> str:
        """Make a type whose values are some words; gives the words as SQL."""
        listed = ", ".join(f"'{word}'" for word in words)
        self._database.execute(f"CREATE TYPE {name} AS ENUM ({listed})")
        return listed

    def run(self, threads: int) -> None:
        """Answer for everybody, into a table of answers."""
        self._database.execute(f"SET threads = {threads}")
        self._database.execute(f"CREATE OR REPLACE TABLE answers AS {SQL}", {"day": self._day})

    def counts(self) -> Counter[Answer]:
        """How many people have each answer."""
        asked = (
            "SELECT count(*), paas_action, interagir, allowance_maximum FROM answers GROUP BY ALL"
        )
        rows = self._database.execute(asked).fetchall()
        return Counter({tuple(map(str, answer)): count for count, *answer in rows})

    def first(self, count: int) -> list[Answer]:
        """The answers of the first so many people."""
        asked = (
            "SELECT paas_action, interagir, allowance_maximum FROM answers"
            " WHERE person < $count ORDER BY person"
        )
        rows = self._database.execute(asked, {"count": count}).fetchall()
        return [tuple(map(str, answer)) for answer in rows]


def _cell(answer: str | bool) -> str:
    """An answer as the decision table writes it."""
    return str(answer).lower()
