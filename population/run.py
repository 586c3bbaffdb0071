"""One run: from the command line's wishes to files."""

import argparse
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from population.decision import Asked, strictest
from population.expressions import identifier
from population.files import (
    Drafts,
    check_kind,
    check_outputs,
    drafts,
    found_files,
    not_written,
)
from population.mapping import Column, read_mapping, source_of, sources
from population.reform import check_comparable, reform_people_sql, reform_summary_sql
from population.sql import SUMMARY_NAMES, answers_sql, counts_sql, rejects_sql, summary_sql
from population.tracing import UntranslatableError
from population.translation import Translation
from population.values import translation_of
from population.words import NO_SQL, PopulationError, messages, say
from rules.questions import PARTICIPANT

# The rules by the side of a comparison: one without a name, or old and new.
Sides = dict[str, Translation]

# The column by which `population.synthetic` says that nobody in a file exists.
INVENTED = "invented"


class Engine(Protocol):
    """What answers SQL about the relation `people`; see `population.duck`."""

    dialect: str

    def columns(self) -> dict[str, Column]: ...
    def write(self, sql: str, path: Path) -> int: ...
    def write_small(self, sql: str, path: Path) -> int: ...
    def fetch(self, sql: str) -> list[dict[str, Any]]: ...
    def unreadable(self, words: Mapping[str, str]) -> int: ...
    def close(self) -> None: ...


def run(wishes: argparse.Namespace) -> Iterator[str]:
    """Do what the command line asks; gives what there is to tell, line by line."""
    files = found_files(wishes.files)
    if not (wishes.people or wishes.summary or wishes.chart or wishes.explain):
        raise PopulationError("no_output")
    outputs = [path for path in (wishes.people, wishes.summary) if path]
    for path in outputs:
        check_kind(path)
    if wishes.chart:
        if not wishes.against:
            raise PopulationError("chart_of_nothing")
        check_kind(wishes.chart, (".svg",))
        outputs.append(wishes.chart)
    if wishes.rejects:
        check_kind(wishes.rejects, (".csv",))
    if outputs:
        # Not even by the name that it has by default may it replace what is read.
        outputs.append(_rejects(wishes))
    check_outputs(outputs, files)
    sides = _sides(wishes)
    on = _day(wishes.on, strictest(sides.values()))
    engine = _engine(wishes, files)
    try:
        asked = _asked(wishes, engine.columns(), on)
        if wishes.explain:
            yield from _explained(wishes, engine, sides, asked)
            return
        if INVENTED in engine.columns():
            yield say(wishes.language, "told.invented_people")
        yield from _told_before(wishes, asked)
        with drafts() as made:
            yield from _written(wishes, engine, sides, asked, made)
    except UntranslatableError as error:
        raise PopulationError("no_sql", NO_SQL, reason=error) from error
    finally:
        engine.close()


def _rejects(wishes: argparse.Namespace) -> Path:
    """Where the rows that cannot be read go."""
    first: Path = wishes.people or wishes.summary or wishes.chart
    return wishes.rejects or first.with_name(f"{first.stem}.rejects.csv")


def _sides(wishes: argparse.Namespace) -> Sides:
    """The rules with the values that are asked for: one set, or an old and a new one."""
    if not wishes.against:
        return {"": translation_of(wishes.values)}
    sides = {"old": translation_of(wishes.values), "new": translation_of(wishes.against)}
    check_comparable(sides["old"], sides["new"])
    return sides


def _statements(sides: Sides, asked: Asked) -> tuple[str, str]:
    """What is written of each person, and of groups."""
    if "" in sides:
        return answers_sql(sides[""], asked), summary_sql(sides[""], asked)
    old, new = sides["old"], sides["new"]
    return reform_people_sql(old, new, asked), reform_summary_sql(old, new, asked)


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
        try:
            from population.spark import Spark
        except ImportError as error:
            raise PopulationError("no_library", library=error.name) from error
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
    groups = tuple(dict.fromkeys(filter(None, wishes.by.split(","))))
    if wishes.keep is None:
        used = {source.sql for source in found.values()}
        kept = tuple(name for name in columns if identifier(name) not in used)
    else:
        kept = tuple(dict.fromkeys(filter(None, wishes.keep.split(","))))
    for name in (*groups, *kept):
        source_of(name, columns)
        if name.startswith("answer.") or (name in groups and name in SUMMARY_NAMES):
            raise PopulationError("reserved", column=name)
    weight = source_of(wishes.weight, columns, None, wishes.decimal) if wishes.weight else None
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
    wishes: argparse.Namespace, engine: Engine, sides: Sides, asked: Asked
) -> Iterator[str]:
    """The statements of a run, on standard output."""
    people, summary = _statements(sides, asked)
    statements = {"people": people} if wishes.people or not wishes.summary else {}
    columns = list(engine.columns())
    statements["rejects"] = rejects_sql(strictest(sides.values()), asked, columns)
    if wishes.summary or wishes.chart:
        statements["summary"] = summary
    for name, sql in statements.items():
        print(f"-- {name}\n{_in_dialect(engine, sql)};\n")
    yield from _told_before(wishes, asked)


def _in_dialect(engine: Engine, sql: str) -> str:
    if engine.dialect == "duckdb":
        return sql
    from population.dialects import spark_sql

    return spark_sql(sql)


def _written(
    wishes: argparse.Namespace, engine: Engine, sides: Sides, asked: Asked, made: Drafts
) -> Iterator[str]:
    """Write everything under draft names; gives what came of it."""
    lines = []
    people, summary = _statements(sides, asked)
    for path, sql, write in (
        (wishes.people, people, engine.write),
        (wishes.summary, summary, engine.write_small),
    ):
        if path:
            rows = write(sql, made.draft(path))
            lines.append(say(wishes.language, "told.file", file=path, rows=rows))
    if wishes.chart:
        _draw(wishes, engine.fetch(summary), asked, made, INVENTED in engine.columns())
        lines.append(str(wishes.chart))
    rejects = _rejects(wishes)
    translation = strictest(sides.values())
    read, accepted, refused = _refused(wishes, engine, translation, asked, made, rejects)
    yield say(wishes.language, "told.rows", rows=read, accepted=accepted, rejected=refused)
    if refused:
        yield say(wishes.language, "told.refused", file=rejects)
    yield from lines


def _draw(
    wishes: argparse.Namespace,
    rows: list[dict[str, Any]],
    asked: Asked,
    made: Drafts,
    invented: bool,
) -> None:
    try:
        from population.chart import draw
    except ImportError as error:
        raise PopulationError("no_library", library=error.name) from error
    path = made.draft(wishes.chart)
    try:
        draw(path, rows, asked, wishes.language, invented)
    except OSError as error:
        raise not_written(wishes.chart, error) from error


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
    lines = engine.unreadable(asked.words)
    read = int(counts["rows_read"]) + lines
    accepted = int(counts["accepted"])
    if read == accepted:
        # Those of an earlier run would seem to be of this one.
        made.remove(path)
        return read, accepted, 0
    columns = list(engine.columns())
    sql = rejects_sql(translation, asked, columns)
    if lines:
        nothing = ", ".join(f"CAST(NULL AS VARCHAR) AS {identifier(name)}" for name in columns)
        sql = (
            f"SELECT *, CAST(NULL AS VARCHAR) AS line FROM (\n{sql}\n) AS refused\n"
            f"UNION ALL\nSELECT {nothing}, reason, line FROM unreadable"
        )
    engine.write_small(sql, made.draft(path))
    return read, accepted, read - accepted
