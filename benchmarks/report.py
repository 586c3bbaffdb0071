"""`make report`: one page with the figures of all that is promised, benchmarks/report.md.

Each part can be called by itself and gives Markdown. A part that cannot run says why, and the
page has it all the same.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

from benchmarks import lighthouse, load
from benchmarks.first_view import weight
from benchmarks.lighthouse.__main__ import PAGES

PROJECT = Path(__file__).resolve().parent.parent
SITE = PROJECT / "site"
RESULTS = Path(__file__).with_suffix(".md")
LIGHTHOUSE = Path(lighthouse.__file__).parent
# What every page of the theme as it comes loads beside its own text.
STOCK_THEME = ("stylesheets/main.*.css", "stylesheets/palette.*.css", "javascripts/bundle.*.js")
# Chapter, what it promises, its tests.
TESTED = {
    "Accessibility (axe)": ["browser/test_accessibility.py"],
    "Keyboard, reflow, targets": ["browser/test_keyboard.py", "browser/test_layout.py"],
    "Valid HTML (Nu checker, every page)": ["site/test_html.py"],
    "Links and fragments, every page": ["site/test_links.py"],
    "Policy, injected scripts, frames": ["browser/test_policy.py", "compiler/test_headers.py"],
    "Requests, cookies, storage": ["browser/test_requests.py"],
    "nginx": ["deploy/test_nginx.py"],
    "Faults": ["browser/test_faults.py", "browser/test_two_releases.py"],
    "Two builds byte-equal": ["compiler/test_reproducible.py"],
}


class CannotRunError(Exception):
    """A part that cannot run here; the text says why."""


def first_views() -> str:
    """Bytes of the first view of each layout, compressed with gzip, beside the stock theme."""
    material = find_spec("material")
    if material is None or not material.submodule_search_locations:
        raise CannotRunError("Material for MkDocs is not installed")
    assets = Path(material.submodule_search_locations[0]) / "templates" / "assets"
    theme = sum(
        len(gzip.compress(file.read_bytes(), 9, mtime=0))
        for pattern in STOCK_THEME
        for file in assets.glob(pattern)
    )
    rows = [
        f"| {layout} | {weight(SITE, french):,} | {weight(SITE, english):,} |"
        for layout, (french, english) in PAGES.items()
    ]
    return "\n".join(
        [
            "Bytes with gzip, all that a page loads. Before, the theme's own scripts and styles",
            f"alone were {theme:,} bytes, without any page's text.",
            "",
            *("| layout | French | English |", "|---|---|---|", *rows),
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
    """Results of the tests of each promise, and how many states axe looked at."""
    if not os.environ.get("PASSERELLE_CHROMIUM"):
        raise CannotRunError("PASSERELLE_CHROMIUM names no browser (use make report)")
    rows = ["| | tests | failed | left out |", "|---|---|---|---|"]
    states = 0
    for name, paths in TESTED.items():
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "junit.xml"
            tests = [str(PROJECT / "tests" / path) for path in paths]
            subprocess.run(
                [sys.executable, "-m", "pytest", "-q", f"--junitxml={file}", *tests],
                cwd=PROJECT,
                stdout=subprocess.DEVNULL,
                check=False,
            )
            suite = ElementTree.parse(file).getroot()[0]
        states += sum(int(one.get("value", 0)) for one in suite.iterfind(".//property"))
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        rows.append(f"| {name} | {suite.get('tests')} | {failed} | {suite.get('skipped')} |")
    return "\n".join([*rows, "", f"axe looked at {states} states of pages; a violation fails."])


def collected() -> str:
    """How many tests there are in all."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip().splitlines()[-1]


def from_file(path: Path, command: list[str]) -> Callable[[], str]:
    """A part that another program measures and writes as a page of its own."""

    def part() -> str:
        began = datetime.now(UTC).timestamp()
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
        if not path.is_file() or path.stat().st_mtime < began:
            last = (done.stderr.strip() or done.stdout.strip() or "nothing").splitlines()[-1]
            raise CannotRunError(f"{path.stem} ended with status {done.returncode}: {last}")
        told = "\n".join(path.read_text(encoding="utf-8").splitlines()[2:])
        return told if done.returncode == 0 else f"**Less than promised.**\n\n{told}"

    return part


def parts() -> dict[str, Callable[[], str]]:
    """The parts of the page by their headings, in order."""
    module = [sys.executable, "-m"]
    return {
        "First view": first_views,
        "Sizes": sizes,
        "Lighthouse": from_file(LIGHTHOUSE.with_suffix(".md"), [*module, "benchmarks.lighthouse"]),
        "Load": from_file(load.RESULTS, [*module, "benchmarks.load"]),
        "Promises and their tests": tested,
        "All tests": collected,
    }


def main() -> int:
    """Measure and write the page; 1 where a part could not run."""
    missing = 0
    text = (
        f"# Quality report\n\n{datetime.now(UTC).date()}, {os.cpu_count()} processors, load "
        f"average at the beginning {os.getloadavg()[0]:.1f}.\n"
    )
    for heading, part in parts().items():
        print(f"    {heading}", flush=True)
        try:
            told = part()
        except (CannotRunError, OSError, subprocess.SubprocessError) as error:
            told, missing = f"Not measured: {error}.", missing + 1
        text += f"\n## {heading}\n\n{told.strip()}\n"
        RESULTS.write_text(text, encoding="utf-8")
    print(f"    Written to {RESULTS.relative_to(PROJECT)}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
