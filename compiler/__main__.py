"""``python -m compiler`` builds the site into ``site/``."""

import sys
import time

from calculator.catalogue import MissingMessageError
from calculator.engine.settings import EngineError
from compiler.bundle import BundleError
from compiler.contact import ContactError
from compiler.facts import FactsError
from compiler.pages import DocumentError
from compiler.regions import DirectoryError
from compiler.search_index import SearchError
from compiler.site import PROJECT, BuildError, build
from rules.values_file import ValuesError

# What a file that people edit, or a setting, can be refused with.
REFUSALS = (
    BuildError,
    BundleError,
    ContactError,
    DirectoryError,
    DocumentError,
    EngineError,
    FactsError,
    MissingMessageError,
    SearchError,
    ValuesError,
)


def main() -> int:
    """Build the site, telling each step; returns the exit status."""
    start = time.monotonic()
    try:
        site = build(lambda step: print(f"    {time.monotonic() - start:5.1f} s  {step}"))
    except REFUSALS as error:
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
