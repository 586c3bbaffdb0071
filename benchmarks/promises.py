"""The tests of each promise, run one after another: how many failed, and how much they saw."""

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

PROJECT = Path(__file__).resolve().parent.parent
# What it promises, and its tests.
TESTED = {
    "Accessibility (axe, every page and state)": ["browser/test_accessibility.py"],
    "Keyboard, reflow, targets, nothing jumps": [
        "browser/test_keyboard.py",
        "browser/test_keyboard_steps.py",
        "browser/test_layout.py",
    ],
    "Language of every part": ["site/test_language_of_parts.py"],
    "Valid HTML (Nu checker, every page)": ["site/test_html.py"],
    "Links and fragments, every page": ["site/test_links.py"],
    "Policy, injected scripts, frames": [
        "browser/test_policy.py",
        "compiler/publish/test_headers.py",
    ],
    "Requests, cookies, storage": ["browser/test_requests.py", "browser/test_journey.py"],
    "nginx, and a scan of its headers over TLS": [
        "deploy/test_nginx.py",
        "deploy/test_header_scan.py",
    ],
    "Faults": ["browser/test_faults.py", "browser/test_two_releases.py"],
    "Two builds byte-equal": ["compiler/test_reproducible.py"],
}


class NoBrowserError(Exception):
    """The tests need a browser, and none is named."""


def table() -> str:
    """A row a promise; prints each as it is done. Raises NoBrowserError."""
    if not os.environ.get("PASSERELLE_CHROMIUM"):
        raise NoBrowserError("PASSERELLE_CHROMIUM names no browser (use make report)")
    rows = ["| | tests | failed | left out | looked at |", "|---|---|---|---|---|"]
    for name, paths in TESTED.items():
        began = time.monotonic()
        rows.append(row(name, [PROJECT / "tests" / path for path in paths]))
        print(f"      {time.monotonic() - began:4.0f} s  {rows[-1]}", flush=True)
    return "\n".join(rows)


def row(name: str, files: list[Path]) -> str:
    """Run some files of tests; what they recorded that they looked at is summed up."""
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "junit.xml"
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={results}", *map(str, files)]
        subprocess.run(command, cwd=PROJECT, stdout=subprocess.DEVNULL, check=False)
        # The first and only suite; pytest that does not start writes none.
        suite = ElementTree.parse(results).getroot()[0]
    seen: Counter[str] = Counter()
    for one in suite.iterfind(".//property"):
        seen[str(one.get("name"))] += int(one.get("value", 0))
    failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    told = ", ".join(f"{number:,} {what}" for what, number in seen.items())
    return f"| {name} | {suite.get('tests')} | {failed} | {suite.get('skipped')} | {told} |"
