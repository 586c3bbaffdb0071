"""``python -m compiler`` builds the site into ``site/``."""

import sys
import time

from compiler.publish.bundle import BundleError
from compiler.publish.tools import ToolError
from compiler.read.mistake import SourceError
from compiler.site import PROJECT, build
from pyodide_bundle.errors import PackError


def main() -> int:
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
