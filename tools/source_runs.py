"""Write docs/words/source_runs.txt: hashes of the runs of nine words of the source documents.

    python tools/source_runs.py DOCUMENT [DOCUMENT …]

The documents are plain texts in French and are not in the repository, see
`compiler/check/copied_runs.py`. To be run again when a document changes, on all of them. A
run does not go beyond a paragraph or list item; a list of offices with their numbers is data,
not wording, so what has a telephone number is left out.
"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from compiler.check.copied_runs import HEXADECIMALS, RUN, hash_of, runs, tokens  # noqa: E402
from compiler.check.page_text import paragraphs  # noqa: E402
from compiler.check.spelling import official_names  # noqa: E402

FILE = PROJECT / "docs" / "words" / "source_runs.txt"
TELEPHONE = re.compile(r"\d{3} \d{3}-\d{4}")
HEAD = f"""\
# The first {HEXADECIMALS} signs of the SHA-256 of every run of {RUN} words of both documents.
# Written by tools/source_runs.py; see compiler/check/copied_runs.py.
"""


def main(files: Sequence[str]) -> int:
    """Hash the documents' runs; returns the exit status."""
    if not files:
        print("Say which documents: python tools/source_runs.py DOCUMENT …", file=sys.stderr)
        return 2
    words = PROJECT / "docs" / "words"
    names = official_names(words / "names.toml")["fr"]
    hashes = {
        hash_of(run)
        for file in files
        for block in paragraphs(Path(file).read_text(encoding="utf-8"))
        if not TELEPHONE.search(block)
        for run in runs(tokens(block, names))
    }
    FILE.write_text(HEAD + "".join(f"{one}\n" for one in sorted(hashes)), encoding="utf-8")
    print(f"{len(hashes)} runs written to {FILE.relative_to(PROJECT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
