"""Spark: the same SQL, in Spark's words, for populations that one machine is not enough for.

Started by `spark-submit`, this uses the cluster that it is given; started by itself, the cores of
this machine. What is written of each person becomes a folder of files, one a partition.
"""

import csv
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pyspark import SparkConf
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, Observation, SparkSession
from pyspark.sql import functions as of
from pyspark.sql.types import DecimalType, StringType, StructField, StructType

from population.dialects import spark_sql
from population.files import Files, check_header, not_written
from population.mapping import Column
from population.words import NOT_WRITTEN, PopulationError

# Spark's types by name: their kind, and the word for them in the SQL that is translated.
TYPES = {
    "string": ("text", "VARCHAR"),
    "boolean": ("boolean", "BOOLEAN"),
    "tinyint": ("integer", "TINYINT"),
    "smallint": ("integer", "SMALLINT"),
    "int": ("integer", "INTEGER"),
    "bigint": ("integer", "BIGINT"),
    "float": ("float", "FLOAT"),
    "double": ("float", "DOUBLE"),
    "date": ("date", "DATE"),
    "timestamp": ("timestamp", "TIMESTAMP"),
    "timestamp_ntz": ("timestamp", "TIMESTAMP"),
}
BROKEN = "answer.broken line"
# What Spark says in different places of a file that it cannot read.
UNREADABLE = (
    *("is not a Parquet file", "CANNOT_READ_FILE", "FAILED_READ_FILE", "FOOTER"),
    "UNABLE_TO_INFER_SCHEMA",
)
NAMED_FILE = re.compile(r"reading file file:/+(\S+?)[.,]?(?:\s|$)")
TWICE = re.compile(r"COLUMN_ALREADY_EXISTS\] The column `([^`]+)`")


class Spark:
    """An engine that reads files as the relation `people`, and answers SQL about it."""

    dialect = "spark"

    def __init__(
        self, files: Files, threads: int | None, memory: str | None, delimiter: str | None
    ):
        self._files = files
        builder = SparkSession.builder.appName("population")
        if SparkConf().get("spark.master") is None:
            builder = builder.master(f"local[{threads or '*'}]")
            builder = builder.config("spark.ui.enabled", "false")
            builder = builder.config("spark.sql.shuffle.partitions", str(2 * (threads or 4)))
        if memory:
            builder = builder.config("spark.driver.memory", memory.lower().removesuffix("b"))
        progress = str(sys.stderr.isatty()).lower()
        builder = builder.config("spark.ui.showConsoleProgress", progress)
        # Otherwise a line with a cell too many would pass where nobody asks for that cell.
        builder = builder.config("spark.sql.csv.parser.columnPruning.enabled", "false")
        with self._reading():
            try:
                self._session = builder.getOrCreate()
            except PySparkException as error:
                raise PopulationError("no_library", library="Java") from error
            self._session.sparkContext.setLogLevel("ERROR")
            self._people = self._read(delimiter)
            self._people.createOrReplaceTempView("people")

    def _read(self, delimiter: str | None) -> DataFrame:
        paths = list(self._files.paths)
        self._broken: DataFrame | None = None
        if self._files.kind == "parquet":
            return self._session.read.option("mergeSchema", "true").parquet(*paths)
        sign = delimiter or ("\t" if ".tsv" in paths[0].lower() else ",")
        for path in paths:
            check_header(path, sign)
        options = {"sep": sign, "header": True, "quote": '"', "escape": '"', "multiLine": False}
        names = self._session.read.options(**options).csv(paths[0]).columns
        fields = [StructField(name, StringType()) for name in (*names, BROKEN)]
        lines = self._session.read.options(
            **options, mode="PERMISSIVE", columnNameOfCorruptRecord=BROKEN, enforceSchema=True
        ).csv(paths, schema=StructType(fields))
        broken = f"`{BROKEN}`"
        # Kept, since Spark asks that of whoever wants these lines alone.
        self._broken = lines.where(f"{broken} IS NOT NULL").cache()
        return lines.where(f"{broken} IS NULL").drop(of.col(broken))

    def columns(self) -> dict[str, Column]:
        """The columns of the files, by name."""
        return {field.name: _column(field) for field in self._people.schema.fields}

    def write(self, sql: str, path: Path) -> int:
        """Put a statement's rows into a folder of files; gives their number."""
        counted = Observation()
        with self._reading(path):
            found = self._session.sql(spark_sql(sql)).observe(
                counted, of.count(of.lit(1)).alias("rows")
            )
            if path.suffix.lower() == ".parquet":
                found.write.option("compression", "zstd").parquet(str(path))
            else:
                found.write.csv(str(path), header=True, quote='"', escape='"')
            return int(counted.get["rows"])

    def write_small(self, sql: str, path: Path) -> int:
        """Put a statement's rows, which are few, into one CSV file; gives their number."""
        if path.suffix.lower() != ".csv":
            return self.write(sql, path)
        rows = self.fetch(sql)
        try:
            with open(path, "w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, list(rows[0]) if rows else [], lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        except OSError as error:
            raise not_written(path, error) from error
        return len(rows)

    def fetch(self, sql: str) -> list[dict[str, Any]]:
        """A statement's rows."""
        with self._reading():
            return [row.asDict() for row in self._session.sql(spark_sql(sql)).collect()]

    def unreadable(self, words: Mapping[str, str]) -> int:
        """Make a relation of the lines of CSV that are no rows; gives their number.

        Spark does not tell the number of a line, nor which of the two is wrong with it.
        """
        if self._broken is None:
            return 0
        file = of.element_at(of.split(of.input_file_name(), "/"), -1)
        reason = of.replace(of.lit(words["broken_line"]), of.lit("{file}"), file)
        found = self._broken.select(
            reason.alias("reason"), of.trim(of.col(f"`{BROKEN}`"), of.lit("\r\n")).alias("line")
        )
        found.createOrReplaceTempView("unreadable")
        with self._reading():
            return int(found.count())

    def close(self) -> None:
        """Give the cores back."""
        # After an interruption Java may answer no more; it ends with this process.
        with suppress(Exception):
            self._session.stop()

    @contextmanager
    def _reading(self, output: Path | None = None) -> Iterator[None]:
        """What goes wrong inside, as a reason to stop that a person can use."""
        try:
            yield
        except PySparkException as error:
            raise self._told(str(error), output) from error
        except Exception as error:
            # What the Java side throws comes as errors of the bridge between the two.
            if type(error).__module__.partition(".")[0] != "py4j":
                raise
            raise self._told(str(error), output) from error

    def _told(self, whole: str, output: Path | None) -> PopulationError:
        # What comes from Java begins with a line that says only this.
        lines = [line.removeprefix(": ") for line in whole.strip().splitlines()]
        reason = next((line for line in lines if not line.startswith("An error occurred")), "?")
        if twice := TWICE.search(whole):
            files = ", ".join(self._files.paths[:3])
            return PopulationError("column_twice", file=files, column=twice[1])
        if output is not None and "No space left" in whole:
            return PopulationError("disk_full", NOT_WRITTEN, file=output.name)
        if any(sign in whole for sign in UNREADABLE):
            named = NAMED_FILE.search(whole)
            files = unquote(f"/{named[1]}") if named else ", ".join(self._files.paths[:3])
            return PopulationError(f"unreadable_{self._files.kind}", file=files, reason=reason)
        return PopulationError("failed", reason=reason)


def _column(field: StructField) -> Column:
    if isinstance(field.dataType, DecimalType):
        return Column("decimal", field.dataType.simpleString().upper())
    return Column(*TYPES.get(field.dataType.simpleString(), ("other", "VARCHAR")))
