"""The command line: ``python -m population FILE... --people OUT --summary OUT``.

handbook/population.md is the guide. Exit status 0: done, rows refused or not; 2: something in what
was asked or read; 3: the rules cannot be turned into SQL; 4: a file could not be written;
130: stopped.
"""

import argparse
import signal
import sys
from pathlib import Path
from typing import NoReturn

from population import run
from population.words import LANGUAGES, STOPPED, PopulationError, say


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns its exit status."""
    asked = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _stop)
    try:
        for line in run.run(asked):
            print(line, file=sys.stderr if asked.explain else sys.stdout, flush=True)
    except PopulationError as error:
        print(say(asked.language, f"stop.{error.id}", **error.about), file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        print(say(asked.language, "stop.stopped"), file=sys.stderr)
        return STOPPED
    return 0


def _stop(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m population",
        description="What PAAS Action and Interagir say of a whole population: answers for each "
        "person and sums by group, from Parquet or CSV. handbook/population.md is the guide.",
    )
    add = parser.add_argument
    add(
        "files",
        nargs="+",
        metavar="FILE",
        help="Parquet or CSV files, folders or patterns; one row a person",
    )
    add("--people", type=Path, metavar="OUT", help="write a row a person (.parquet or .csv)")
    add("--summary", type=Path, metavar="OUT", help="write sums by group (.parquet or .csv)")
    add(
        "--rejects",
        type=Path,
        metavar="OUT",
        help="where rows that cannot be read go (.csv); beside the other files by default",
    )
    add("--by", default="", metavar="A,B", help="columns of the file to make groups by")
    add(
        "--keep",
        metavar="A,B",
        help="columns that go into --people; by default all that answer no question, '' for none",
    )
    add("--weight", metavar="NAME", help="the column that says how many people a row stands for")
    add(
        "--column",
        action="append",
        default=[],
        metavar="KEY=NAME",
        help="which column answers a question, such as assistance=PROG; may be repeated",
    )
    add("--mapping", type=Path, metavar="TOML", help="a file with columns and the meaning of codes")
    add(
        "--on",
        metavar="DATE",
        help="the day whose values hold where a row names none; today by default",
    )
    add("--delimiter", metavar="SIGN", help="between the cells of CSV; found by itself by default")
    add("--decimal", default=".", choices=[".", ","], help="the decimal sign in CSV")
    add(
        "--values",
        type=Path,
        metavar="DIR",
        help="a folder of values, or a file of changes, in the place of the rules' own",
    )
    add("--against", type=Path, metavar="DIR", help="compare with these values: a reform")
    add(
        "--chart",
        type=Path,
        metavar="SVG",
        help="with --against: draw what changes, by the first group",
    )
    add("--engine", default="duckdb", choices=["duckdb", "spark"])
    add("--threads", type=int, metavar="N", help="how many; all cores by default")
    add("--memory", metavar="SIZE", help="at most so much memory, such as 4GB")
    add("--explain", action="store_true", help="print the SQL on standard output and run nothing")
    add("--language", default="en", choices=LANGUAGES, help="of messages; fr for French")
    return parser


if __name__ == "__main__":
    sys.exit(main())
