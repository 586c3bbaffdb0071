"""One run: from the command line's wishes to files."""

import argparse
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from population.expressions import identifier
from population.files import Drafts, check_kind, check_outputs, drafts, found_files
from population.mapping import Column, read_mapping, source_of, sources
from population.sql import (
    SUMMARY_NAMES,
    Asked,
    answers_sql,
    counts_sql,
    rejects_sql,
    summary_sql,
)
from population.tracing import UntranslatableError
from population.translation import Translation
from population.values import translation_of
from population.words import NO_SQL, PopulationError, messages, say
from rules.questions import PARTICIPANT

LINE_PROBLEMS = {"MISSING COLUMNS": "missing_columns", "TOO MANY COLUMNS": "too_many_columns"}


class Engine(Protocol):
    """What answers SQL about the relation `people`; see `population.duck`."""

    dialect: str

    def columns(self) -> dict[str, Column]: ...
    def write(self, sql: str, path: Path) -> int: ...
    def fetch(self, sql: str) -> list[dict[str, Any]]: ...
    def unreadable_lines(self) -> list[tuple[str, str, int, str]]: ...
    def add_rows(
        self, name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
    ) -> None: ...
    def close(self) -> None: ...


def run(wishes: argparse.Namespace) -> Iterator[str]:
    """Do what the command line asks; gives what there is to tell, line by line."""
    files = found_files(wishes.files)
    if not (wishes.people or wishes.summary or wishes.explain):
        raise PopulationError("no_output")
    outputs = [path for path in (wishes.people, wishes.summary) if path]
    for path in outputs:
        check_kind(path)
    if wishes.rejects:
        check_kind(wishes.rejects, (".csv",))
        outputs.append(wishes.rejects)
    check_outputs(outputs, files)
    translation = translation_of(wishes.values)
    on = _day(wishes.on, translation)
    engine = _engine(wishes, files)
    try:
        asked = _asked(wishes, engine.columns(), on)
        if wishes.explain:
            yield from _explained(wishes, engine, translation, asked)
            return
        yield from _told_before(wishes, asked)
        with drafts() as made:
            yield from _written(wishes, engine, translation, asked, made)
    except UntranslatableError as error:
        raise PopulationError("no_sql", NO_SQL, reason=error) from error
    finally:
        engine.close()


def _day(given: str | None, translation: Translation) -> date:
    try:
        on = date.fromisoformat(given) if given else date.today()
    except ValueError:
        on = date.min
    if on < translation.first_day:
        raise PopulationError("bad_day", day=given, first=translation.first_day)
    return on


def _engine(wishes: argparse.Namespace, files: Any) -> Engine:
    if wishes.engine == "spark":
        from population.spark import Spark

        return Spark(files, wishes.threads, wishes.memory, wishes.delimiter)
    try:
        from population.duck import Duck
    except ImportError as error:
        raise PopulationError("no_library", library=error.name) from error
    options = {"threads": wishes.threads, "memory_limit": wishes.memory}
    given = {name: str(value) for name, value in options.items() if value}
    return Duck(files, given, wishes.delimiter)


def _asked(wishes: argparse.Namespace, columns: dict[str, Column], on: date) -> Asked:
    mapping = read_mapping(wishes.mapping, wishes.column)
    found = sources(mapping, columns, wishes.decimal)
    groups = tuple(filter(None, wishes.by.split(",")))
    if wishes.keep is None:
        used = {source.sql for source in found.values()}
        kept = tuple(name for name in columns if identifier(name) not in used)
    else:
        kept = tuple(filter(None, wishes.keep.split(",")))
    for name in (*groups, *kept):
        source_of(name, columns)
        if name.startswith("answer.") or (name in groups and name in SUMMARY_NAMES):
            raise PopulationError("reserved", column=name)
    weight = source_of(wishes.weight, columns) if wishes.weight else None
    words = messages(wishes.language)["problems"]
    return Asked(found, on, kept, groups, weight, words)


def _told_before(wishes: argparse.Namespace, asked: Asked) -> Iterator[str]:
    lacking = [
        question.key
        for question in PARTICIPANT
        if question.key not in asked.sources and question.kind != "date"
    ]
    if lacking:
        yield say(wishes.language, "told.not_answered", keys=", ".join(lacking))
    if "on" not in asked.sources:
        yield say(wishes.language, "told.on", on=asked.on)


def _explained(
    wishes: argparse.Namespace, engine: Engine, translation: Translation, asked: Asked
) -> Iterator[str]:
    """The statements of a run, on standard output."""
    statements = {}
    if wishes.people or not wishes.summary:
        statements["people"] = answers_sql(translation, asked)
    statements["rejects"] = rejects_sql(translation, asked, list(engine.columns()))
    if wishes.summary:
        statements["summary"] = summary_sql(translation, asked)
    for name, sql in statements.items():
        print(f"-- {name}\n{_in_dialect(engine, sql)};\n")
    yield from _told_before(wishes, asked)


def _in_dialect(engine: Engine, sql: str) -> str:
    if engine.dialect == "duckdb":
        return sql
    from population.spark import spark_sql

    return spark_sql(sql)


def _written(
    wishes: argparse.Namespace,
    engine: Engine,
    translation: Translation,
    asked: Asked,
    made: Drafts,
) -> Iterator[str]:
    """Write everything under draft names; gives what came of it."""
    lines = []
    if wishes.people:
        rows = engine.write(answers_sql(translation, asked), made.draft(wishes.people))
        lines.append(say(wishes.language, "told.file", file=wishes.people, rows=rows))
    if wishes.summary:
        rows = engine.write(summary_sql(translation, asked), made.draft(wishes.summary))
        lines.append(say(wishes.language, "told.file", file=wishes.summary, rows=rows))
    first = wishes.people or wishes.summary
    rejects = wishes.rejects or first.with_name(f"{first.stem}.rejects.csv")
    read, accepted, refused = _refused(wishes, engine, translation, asked, made, rejects)
    yield say(wishes.language, "told.rows", rows=read, accepted=accepted, rejected=refused)
    if refused:
        yield say(wishes.language, "told.refused", file=rejects)
    yield from lines


def _refused(
    wishes: argparse.Namespace,
    engine: Engine,
    translation: Translation,
    asked: Asked,
    made: Drafts,
    path: Path,
) -> tuple[int, int, int]:
    """Write the rows that cannot be read, if any; gives rows read, answered and refused."""
    counts = engine.fetch(counts_sql(translation, asked))[0]
    lines = engine.unreadable_lines()
    read = int(counts["rows_read"]) + len(lines)
    accepted = int(counts["accepted"])
    if read == accepted:
        # Those of an earlier run would seem to be of this one.
        path.unlink(missing_ok=True)
        return read, accepted, 0
    columns = list(engine.columns())
    sql = rejects_sql(translation, asked, columns)
    if lines:
        reasons = [[_line_reason(wishes.language, *line), line[3]] for line in lines]
        engine.add_rows("unreadable", ["reason", "line"], reasons)
        nothing = ", ".join(f"CAST(NULL AS VARCHAR) AS {identifier(name)}" for name in columns)
        sql = (
            f"SELECT *, CAST(NULL AS VARCHAR) AS line FROM (\n{sql}\n) AS refused\n"
            f"UNION ALL\nSELECT {nothing}, reason, line FROM unreadable"
        )
    engine.write(sql, made.draft(path))
    return read, accepted, read - accepted


def _line_reason(language: str, kind: str, file: str, line: int, _: str) -> str:
    id = LINE_PROBLEMS.get(kind, "unreadable_line")
    return say(language, f"problems.{id}", file=os.path.basename(file), line=line)
