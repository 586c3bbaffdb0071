"""``python -m compiler`` builds the site into ``site/``; with ``new``, see `compiler.new`."""

import sys
import time

from compiler.new import new
from compiler.publish.bundle import BundleError
from compiler.publish.tools import ToolError
from compiler.read.mistake import SourceError
from compiler.site import PROJECT, build
from pyodide_bundle.errors import PackError


def main() -> int:
    """Build the site, or write the files of something new; returns the exit status."""
    if sys.argv[1:2] == ["new"]:
        return write_new(sys.argv[2:])
    return build_site()


def write_new(arguments: list[str]) -> int:
    """Write what ``new`` is asked for, and say what to do next."""
    try:
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
    try:
        site = build(lambda step: print(f"    {time.monotonic() - start:5.1f} s  {step}"))
    except (SourceError, BundleError, PackError, ToolError) as error:
        print(error, file=sys.stderr)
        return 1
    files = [file for file in site.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files) / 1e6
    spent = time.monotonic() - start
    where = site.relative_to(PROJECT)
    print(f"    {spent:5.1f} s  Built {where}/: {len(files)} files, {size:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
