"""The command line of contract.md: ``python -m rules participant [--lines] [FILE|-]``."""

import argparse
import errno
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO

from rules.dated import FOLDER
from rules.difference import ValuesUnusableError, changes, record
from rules.organisation import organisation
from rules.parsing import WHOLE_INPUT, InputError, Problem, parse
from rules.participant import participant
from rules.problems import line
from rules.result_json import result_json
from rules.results import Result, Rules
from rules.values_file import ValuesError

COMMANDS: dict[str, tuple[Rules, str]] = {
    "participant": (participant, "what each programme says of a person"),
    "organisation": (organisation, "whether an organisation meets each programme's conditions"),
}

# What a reader of the JSON is most likely to look up; handbook/contract.md has all of it.
EPILOGS = {
    "participant": (
        "Verdicts: possible, to_confirm, not_possible, unknown (what is missing decides) and "
        "not_in_force (before in_force_from). In monthly_total, high_if_one is the highest total "
        "if only the dearer of transport and childcare comes back. A certainty that depends "
        "waits for the answer to assistance."
    ),
    "organisation": (
        "Verdicts: meets_conditions, does_not_meet, unknown (what is missing decides) and "
        "not_in_force (before in_force_from)."
    ),
}

BAD_INPUT = 2
STOPPED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns its exit status."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.command == "diff":
            if asked.json:
                print(json.dumps(record(asked.old, asked.new), ensure_ascii=False, indent=2))
            else:
                print_changes(asked.old, asked.new)
        else:
            print_answers(asked)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the answers has stopped; Python's own flush at exit must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return STOPPED
    except KeyboardInterrupt:
        return STOPPED
    except OSError as error:
        return _complain([Problem(WHOLE_INPUT, "unreadable", got=error.strerror)])
    except InputError as error:
        return _complain(error.problems)
    except (ValuesError, ValuesUnusableError) as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    return 0


def print_answers(asked: argparse.Namespace) -> None:
    """Answer the input that the command line names."""
    # One day for the whole run, however long it takes.
    rules = partial(COMMANDS[asked.command][0], today=date.today())
    with _opened(asked.file) as source:
        if asked.lines:
            print_lines(rules, source)
        else:
            print(json.dumps(result_json(rules(parse(source.read()))), indent=2))


def print_changes(old: Path, new: Path) -> None:
    """Say which answers change between two folders of values, with an example of each."""
    found, probes = changes(old, new)
    print(f"{probes} inputs asked of both; {len(found)} parts of the answers change")
    for change in found:
        example, was, now = (
            json.dumps(value, separators=(",", ":"))
            for value in (change.example, change.old, change.new)
        )
        print(f"{change.command}: {change.path}: {change.times} answers")
        print(f"    {was} becomes {now}, for instance for {example}")


def _opened(name: str) -> IO[bytes]:
    """The input to read, ``-`` being standard input; OSError where there is none."""
    if name != "-":
        return open(name, "rb")
    if sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed")
    return sys.stdin.buffer


def print_lines(rules: Callable[[object], Result], source: Iterable[bytes]) -> None:
    """One answer a line, in order; a bad line says what is wrong with it, the rest go on."""
    for text in source:
        try:
            found: Mapping[str, object] = result_json(rules(parse(text.removesuffix(b"\n"))))
        except InputError as error:
            found = {"errors": [line(problem) for problem in error.problems]}
        sys.stdout.write(json.dumps(found, separators=(",", ":")) + "\n")


def _complain(problems: Iterable[Problem]) -> int:
    for problem in problems:
        print(line(problem), file=sys.stderr)
    return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m rules",
        description="Answers from the rules of PAAS Action and Interagir, as JSON.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_, help_text) in COMMANDS.items():
        command = commands.add_parser(
            name, help=help_text, description=help_text.capitalize(), epilog=EPILOGS[name]
        )
        command.add_argument("file", nargs="?", default="-", metavar="FILE|-")
        command.add_argument("--lines", action="store_true", help="read and print JSON Lines")
    help_text = "which answers change between two folders of values"
    epilog = "A folder may also be a whole copy of the folder rules, which then answers itself."
    command = commands.add_parser(
        "diff", help=help_text, description=help_text.capitalize(), epilog=epilog
    )
    command.add_argument("--json", action="store_true", help="print the changes as data")
    command.add_argument("old", type=Path, metavar="OLD_VALUES_DIR")
    command.add_argument("new", type=Path, nargs="?", default=FOLDER, metavar="NEW_VALUES_DIR")
    return parser


if __name__ == "__main__":
    sys.exit(main())
