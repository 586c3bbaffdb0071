"""``python -m compiler`` builds the site into ``site/``; with ``new``, see `compiler.new`."""

import os
import sys
import time
from pathlib import Path

from compiler.read.kept import inputs, note_files, stands, write_record

PROJECT = Path(__file__).resolve().parent.parent
SITE, BUILD = PROJECT / "site", PROJECT / "build"
RECORD = BUILD / "built.json"
# Which files the site was made from, for tests that must not read one of others.
MADE_FROM = BUILD / "made_from.json"
# What a build leaves for others.
LEFT = (SITE, BUILD / "deploy")


def main() -> int:
    """Build the site, or write the files of something new; returns the exit status."""
    if sys.argv[1:2] == ["new"]:
        return write_new(sys.argv[2:])
    return build_site()


def write_new(arguments: list[str]) -> int:
    """Write what ``new`` is asked for, and say what to do next."""
    from compiler.new import new
    from compiler.read.mistake import SourceError, mistakes_of_rules

    try:
        with mistakes_of_rules():
            print(new(PROJECT, arguments, ask))
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def ask(question: str, default: str) -> str:
    """What a person at a terminal answers; elsewhere, or to an empty answer, the default."""
    if not sys.stdin.isatty():
        return default
    return input(f"{question}{f' [{default}]' if default else ''}: ").strip() or default


def build_site() -> int:
    """Build the site, telling each step; returns the exit status."""
    start = time.monotonic()
    wanted = inputs(PROJECT, os.environ)
    if MADE_FROM.is_file() and stands(RECORD, wanted, LEFT):
        _tell(start, "Nothing has changed:")
        return 0
    # Not before it is needed: reading its code alone takes a second.
    from compiler.site import FAULTS, build

    MADE_FROM.unlink(missing_ok=True)
    draft = MADE_FROM.with_suffix(".part")
    note_files(draft, PROJECT)
    try:
        build(lambda step: print(f"    {time.monotonic() - start:5.1f} s  {step}"))
    except FAULTS as error:
        print(error, file=sys.stderr)
        return 1
    draft.replace(MADE_FROM)
    write_record(RECORD, wanted, LEFT)
    _tell(start, "Built")
    return 0


def _tell(start: float, what: str) -> None:
    files = [file for file in SITE.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files) / 1e6
    spent, where = time.monotonic() - start, SITE.relative_to(PROJECT)
    print(f"    {spent:5.1f} s  {what} {where}/: {len(files)} files, {size:.1f} MB")


if __name__ == "__main__":
    sys.exit(main())
