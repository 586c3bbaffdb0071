"""`make report`: one page with the figures of all that is promised, benchmarks/report.md.

Each part is a chapter and can be measured by itself (`make report ARGS="lighthouse load"`): the
others stay as they were, each under the day and the load at which it was measured. A part that
cannot run says why in its chapter.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import load, promises
from benchmarks.first_view import weight
from benchmarks.lighthouse.__main__ import PAGES
from benchmarks.lighthouse.__main__ import RESULTS as LIGHTHOUSE
from benchmarks.stock_theme import build_stock

PROJECT = Path(__file__).resolve().parent.parent
SITE = PROJECT / "site"
RESULTS = Path(__file__).with_suffix(".md")
CHAPTER = re.compile(r"^## (.+)\n", re.MULTILINE)


class CannotRunError(Exception):
    """A part that cannot run here; the text says why."""


def first_views() -> str:
    """Bytes of the first view of each layout with gzip, beside the same page in the stock theme."""
    with tempfile.TemporaryDirectory() as folder:
        stock = build_stock(Path(folder), SITE)
        rows = [
            f"| {layout} | {weight(stock, french):,} | {weight(SITE, french):,}"
            f" | {weight(stock, english):,} | {weight(SITE, english):,} |"
            for layout, (french, english) in PAGES.items()
        ]
    return "\n".join(
        [
            "Bytes with gzip, all that a page loads at once. Before: the same text in Material for",
            "MkDocs as it comes, without its search and fonts.",
            "",
            "| layout | French, before | French | English, before | English |",
            "|---|---|---|---|---|",
            *rows,
        ]
    )


def sizes() -> str:
    """Files and bytes of the built site, and of the engine over the wire."""
    files = [file for file in SITE.rglob("*") if file.is_file()]
    engine = sum(file.stat().st_size for file in SITE.glob("engine/*/lean/*.br"))
    total = sum(file.stat().st_size for file in files)
    return (
        f"{len(files)} files, {total / 1e6:.1f} MB, compressed forms included. "
        f"The engine is {engine / 1e6:.2f} MB with brotli."
    )


def tested() -> str:
    """Results of the tests of each promise, and how much they looked at."""
    try:
        return promises.table()
    except promises.NoBrowserError as error:
        raise CannotRunError(str(error)) from None


def collected() -> str:
    """How many tests there are in all."""
    return _said([sys.executable, "-m", "pytest", "--collect-only", "-q"]).splitlines()[-1]


def reproducible() -> str:
    """What `make reproducible` says in the end."""
    return "\n".join(_said([sys.executable, "tools/reproducible.py"]).splitlines()[-2:])


def _said(command: list[str]) -> str:
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "nothing").splitlines()[-1]
        raise CannotRunError(f"{command[-1]} ended with status {done.returncode}: {last}")
    return done.stdout.strip()


def from_file(path: Path, command: list[str]) -> Callable[[], str]:
    """A part that another program measures and writes as a page of its own."""

    def part() -> str:
        began = datetime.now(UTC).timestamp()
        # What it prints as it goes is for whoever waits.
        done = subprocess.run(command, cwd=PROJECT, stderr=subprocess.PIPE, text=True, check=False)
        if not path.is_file() or path.stat().st_mtime < began:
            last = (done.stderr.strip() or "nothing").splitlines()[-1]
            raise CannotRunError(f"{path.stem} ended with status {done.returncode}: {last}")
        told = "\n".join(path.read_text(encoding="utf-8").splitlines()[2:])
        return told if done.returncode == 0 else f"**Less than promised.**\n\n{told}"

    return part


def parts() -> dict[str, tuple[str, Callable[[], str]]]:
    """The parts by the names that the command takes, in order: heading and what measures it."""
    module = [sys.executable, "-m"]
    by_lighthouse = [*module, "benchmarks.lighthouse"]
    return {
        "first-view": ("First view", first_views),
        "sizes": ("Sizes", sizes),
        "lighthouse": ("Lighthouse", from_file(LIGHTHOUSE, by_lighthouse)),
        "load": ("Load", from_file(load.RESULTS, [*module, "benchmarks.load"])),
        "promises": ("Promises and their tests", tested),
        "reproducible": ("Two builds of the last commit from nothing", reproducible),
        "tests": ("All tests", collected),
    }


def chapters(text: str) -> dict[str, str]:
    """The chapters of a report by their headings."""
    _, *found = CHAPTER.split(text)
    return {heading: body.strip() for heading, body in zip(found[::2], found[1::2], strict=True)}


def page(measured: dict[str, str]) -> str:
    """The report: every part has its chapter, measured or not."""
    text = "# Quality report\n\nWritten by `make report`, whose parts can be measured one by one.\n"
    for name, (heading, _) in parts().items():
        missing = f'Not measured yet: `make report ARGS="{name}"`.'
        text += f"\n## {heading}\n\n{measured.get(heading, missing)}\n"
    return text


def circumstances() -> str:
    """When, on what, of which commit: figures of two days are not alike."""
    commit = _said(["git", "describe", "--always", "--dirty=, changed"])
    return (
        f"*{datetime.now(UTC).date()}, commit {commit}, {os.cpu_count()} processors, load "
        f"average at the beginning {os.getloadavg()[0]:.1f}.*"
    )


def main(chosen: Sequence[str]) -> int:
    """Measure the parts that are named, or all; 1 where one could not run, 2 for a wrong name."""
    known = parts()
    if unknown := [name for name in chosen if name not in known]:
        print(f"No part is called {', '.join(unknown)}; there are {', '.join(known)}.")
        return 2
    measured = chapters(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    missing = 0
    for name in chosen or known:
        heading, part = known[name]
        print(f"    {heading}", flush=True)
        began = circumstances()
        try:
            told = part().strip()
        except (CannotRunError, OSError, subprocess.SubprocessError) as error:
            told, missing = f"Not measured: {error}.", missing + 1
            print(f"      {told}")
        measured[heading] = f"{began}\n\n{told}"
        RESULTS.write_text(page(measured), encoding="utf-8")
    print(f"    Written to {RESULTS.relative_to(PROJECT)}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
