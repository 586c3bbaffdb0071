"""``python -m compiler.waiting``: a build that begins once it is told, by a line on standard input.

To load the code of a build takes about as long as to make the pages of one changed word: whoever
edits (`compiler.builds`) has the next one load it while they write.
"""

import sys

import compiler.site  # noqa: F401
from compiler.__main__ import build_site


def main() -> int:
    """Build once told; returns the exit status, 0 too where nobody wants a build any more."""
    return build_site() if sys.stdin.readline() else 0


if __name__ == "__main__":
    sys.exit(main())
