"""``python -m benchmarks``: runs every measurement and prints its table."""

import os
import sys

from benchmarks import command_line, engine


def main() -> int:
    """Run what can be run; returns the exit status."""
    command_line.run()
    browser = os.environ.get("PASSERELLE_CHROMIUM")
    if browser:
        engine.run(browser)
    else:
        print("PASSERELLE_CHROMIUM is not set: nothing measured in a browser (use make bench)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
