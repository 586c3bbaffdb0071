"""DuckDB: one machine, as many threads as it has, and less memory than there is data."""

import re
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from population.expressions import identifier, text
from population.files import Files, check_header, check_names
from population.mapping import Column
from population.words import NOT_WRITTEN, PopulationError

KINDS = {
    "VARCHAR": "text",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
    "TIMESTAMP_S": "timestamp",
    "TIMESTAMP_MS": "timestamp",
    "TIMESTAMP_NS": "timestamp",
    "FLOAT": "float",
    "DOUBLE": "float",
}
LINE_PROBLEMS = {"MISSING COLUMNS": "missing_columns", "TOO MANY COLUMNS": "too_many_columns"}
# How often the progress is looked at, in seconds.
TICK = 0.5
NAMED_FILE = re.compile(r"""(?:file|File)\s+['"]([^'"]+)['"]""")


class Duck:
    """An engine that reads files as the relation `people`, and answers SQL about it."""

    dialect = "duckdb"

    def __init__(
        self, files: Files | None, options: Mapping[str, str], delimiter: str | None = None
    ):
        self._files = files
        self._spill = tempfile.TemporaryDirectory(prefix="population-")
        self._pool = ThreadPoolExecutor(1)
        self._database = duckdb.connect(config={"temp_directory": self._spill.name, **options})
        self._database.execute("SET enable_progress_bar = false")
        # People stay on the side that streams, and so in their order: the table is small anyway.
        self._database.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
        if files is None:
            return
        with self._reading():
            relation = _relation(files, delimiter)
            self._database.execute(f"CREATE VIEW people AS SELECT * FROM {relation}")
            if files.kind == "csv":
                # A line is unreadable by any of its cells. Were only those read that a statement
                # asks for, it would count in one statement and not in another.
                cells = ", ".join(map(identifier, self.columns()))
                self._database.execute(
                    f"CREATE OR REPLACE VIEW people AS SELECT * FROM {relation}"
                    f" WHERE hash({cells}) >= 0"
                )
            for path in files.paths:
                self._check_names(path, files.kind, delimiter)

    def _check_names(self, path: str, kind: str, delimiter: str | None) -> None:
        """Refuse two columns of one name, to the second of which DuckDB gives another."""
        if kind == "csv":
            sniffed = f"SELECT Delimiter FROM sniff_csv({text(path)}, header = true)"
            sign = delimiter or self._database.execute(sniffed).fetchall()[0][0]
            check_header(path, sign)
            return
        schema = f"SELECT name, num_children FROM parquet_schema({text(path)})"
        (_, count), *fields = self._database.execute(schema).fetchall()
        names = []
        for _ in range(count):
            names.append(fields[0][0])
            # What stands inside a field comes right after it.
            inside = 1
            while inside:
                _, children = fields.pop(0)
                inside += (children or 0) - 1
        check_names(path, names)

    def columns(self) -> dict[str, Column]:
        """The columns of the files, by name."""
        with self._reading():
            rows = self._database.execute("DESCRIBE people").fetchall()
        return {name: Column(_kind(type), type) for name, type, *_ in rows}

    def write(self, sql: str, path: Path) -> int:
        """Put a statement's rows into a file; gives their number."""
        form = (
            "FORMAT parquet, COMPRESSION zstd"
            if path.suffix.lower() == ".parquet"
            else ("FORMAT csv, HEADER true")
        )
        with self._reading(path):
            _, rows = self._wait_for(f"COPY (\n{sql}\n) TO {text(str(path))} ({form})")
            return int(rows[0][0])

    def write_small(self, sql: str, path: Path) -> int:
        """The same for few rows; here that makes no difference."""
        return self.write(sql, path)

    def fetch(self, sql: str) -> list[dict[str, Any]]:
        """A statement's rows."""
        with self._reading():
            names, rows = self._wait_for(sql)
            return [dict(zip(names, row, strict=True)) for row in rows]

    def unreadable(self, words: Mapping[str, str]) -> int:
        """Make a relation of the lines of CSV that are no rows; gives their number.

        They are known once the files have been read.
        """
        if self._files is None or self._files.kind == "parquet":
            return 0
        whens = " ".join(
            f"WHEN {text(kind)} THEN {text(words[id])}" for kind, id in LINE_PROBLEMS.items()
        )
        template = f"CASE error_type {whens} ELSE {text(words['unreadable_line'])} END"
        reason = f"replace({template}, '{{line}}', line::VARCHAR)"
        self._database.execute(
            "CREATE OR REPLACE TABLE unreadable AS SELECT DISTINCT"
            f" replace({reason}, '{{file}}', parse_filename(file_path)) AS reason,"
            # (Of a file from Windows, the end of the line before may come along.)
            " trim(csv_line, chr(13) || chr(10)) AS line"
            " FROM reject_errors JOIN reject_scans USING (scan_id, file_id)"
        )
        found = self._database.execute("SELECT count(*) FROM unreadable").fetchall()
        return int(found[0][0])

    def close(self) -> None:
        """Give back memory and disk."""
        self._pool.shutdown()
        self._database.close()
        self._spill.cleanup()

    @contextmanager
    def _reading(self, output: Path | None = None) -> Iterator[None]:
        """What goes wrong inside, as a reason to stop that a person can use."""
        try:
            yield
        except duckdb.OutOfMemoryException as error:
            raise PopulationError("no_memory") from error
        except duckdb.Error as error:
            raise self._told(error, output) from error

    def _told(self, error: duckdb.Error, output: Path | None) -> PopulationError:
        reason = str(error).strip().splitlines()[0]
        if output is not None and (
            shutil.disk_usage(output.parent).free < 1 << 20 or "No space" in str(error)
        ):
            return PopulationError("disk_full", NOT_WRITTEN, file=output.name)
        if output is not None and str(output) in str(error):
            return PopulationError("not_written", NOT_WRITTEN, file=output.name, reason=reason)
        if self._files and isinstance(
            error, duckdb.IOException | duckdb.InvalidInputException | duckdb.SerializationException
        ):
            named = NAMED_FILE.search(str(error))
            file = named[1] if named else ", ".join(self._files.paths[:3])
            return PopulationError(f"unreadable_{self._files.kind}", file=file, reason=reason)
        return PopulationError("failed", reason=reason)

    def _wait_for(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """A statement's columns and rows.

        It runs in a thread of its own, so that this one can show how far it is, and can stop it
        at once: DuckDB itself looks for signals only now and then.
        """
        drawn = False
        try:
            with _noted() as asked_to_stop:
                running = self._pool.submit(self._execute, sql)
                while True:
                    try:
                        found = running.result(timeout=TICK)
                        break
                    except TimeoutError:
                        if running.done():
                            raise
                    except duckdb.Error:
                        if not asked_to_stop:
                            raise
                        break
                    if asked_to_stop:
                        # Again each time: one that comes before the statement has begun is lost.
                        self._database.interrupt()
                    drawn = sys.stderr.isatty()
                    if drawn:
                        self._show()
            if asked_to_stop:
                raise KeyboardInterrupt
            return found
        finally:
            if drawn:
                sys.stderr.write(f"\r{' ' * 34}\r")

    def _execute(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        done = self._database.execute(sql)
        return [column[0] for column in done.description or ()], done.fetchall()

    def _show(self) -> None:
        percent = min(100, int(max(0.0, self._database.query_progress())))
        sys.stderr.write(f"\r[{'#' * (percent // 4):<25}] {percent:3d} %")
        sys.stderr.flush()


@contextmanager
def _noted() -> Iterator[list[int]]:
    """Note the signals to stop that would raise KeyboardInterrupt: one that is raised between two
    steps of a lock leaves it locked, and whoever waits for it waits for ever."""
    noted: list[int] = []
    before: dict[signal.Signals, Any] = {}
    if threading.current_thread() is threading.main_thread():
        for one in (signal.SIGINT, signal.SIGTERM):
            if callable(signal.getsignal(one)):
                before[one] = signal.signal(one, lambda number, _: noted.append(number))
    try:
        yield noted
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _relation(files: Files, delimiter: str | None) -> str:
    paths = ", ".join(map(text, files.paths))
    several = ", union_by_name = true" if len(files.paths) > 1 else ""
    if files.kind == "parquet":
        return f"read_parquet([{paths}]{several})"
    sign = f", delim = {text(delimiter)}" if delimiter else ""
    # Everything as text: what a cell means is decided in one place, by the question.
    return (
        f"read_csv([{paths}], header = true, all_varchar = true,"
        f" store_rejects = true{sign}{several})"
    )


def _kind(type: str) -> str:
    """What kind of column a type of DuckDB's is."""
    if type.startswith("DECIMAL"):
        return "decimal"
    if type.startswith("ENUM"):
        return "text"
    if type.endswith("INT") or type == "INTEGER":
        return "integer"
    return KINDS.get(type, "other")
