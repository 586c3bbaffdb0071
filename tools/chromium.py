"""Prints the path of a Chromium for the browser tests, installing one where there is none.

Run from the project's folder with the environment's Python. The path is the only line on
standard output. It is kept in .cache/chromium-path, so that the next run is quick.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from packages import install, say

REMEMBERED = Path(".cache/chromium-path")
ON_PATH = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
ON_A_MAC = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
]
# A bare machine has no font at all, and a page without letters cannot be judged.
PACKAGES = {
    "apt-get": ["chromium", "fonts-dejavu-core", "fonts-liberation"],
    "dnf": ["chromium", "dejavu-sans-fonts", "liberation-fonts"],
    "pacman": ["chromium", "ttf-dejavu", "ttf-liberation"],
}


def main() -> int:
    wanted = os.environ.get("PASSERELLE_CHROMIUM")
    if wanted:
        if not runs(wanted):
            say(f"PASSERELLE_CHROMIUM is {wanted}, which is not a browser that runs")
            return 1
        return answer(wanted)
    for path in remembered_or_present():
        if runs(path):
            return answer(path)
    for path in fetched():
        if runs(path):
            return answer(path)
    say(
        "No Chromium was found and none could be installed: install Chromium or Chrome, "
        "or set PASSERELLE_CHROMIUM to the path of one, then run make again."
    )
    return 1


def answer(path: str) -> int:
    REMEMBERED.parent.mkdir(exist_ok=True)
    REMEMBERED.write_text(path + "\n", encoding="utf-8")
    print(path)
    return 0


def runs(path: str) -> bool:
    """Whether the browser starts at all: a stub or one without its libraries does not."""
    try:
        done = subprocess.run(
            [path, "--version"], capture_output=True, stdin=subprocess.DEVNULL, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def remembered_or_present() -> Iterator[str]:
    if REMEMBERED.exists():
        yield REMEMBERED.read_text(encoding="utf-8").strip()
    yield from on_machine()
    yield from of_playwright()


def fetched() -> Iterator[str]:
    # Playwright's download lacks the system's libraries and fonts; where we may install
    # packages, the system's own browser brings them along.
    if install(PACKAGES, "Chromium and two fonts (about 130 MB)"):
        yield from on_machine()
    say("Fetching Chromium with Playwright (about 180 MB, ten minutes at most)")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        # Its own report of a failure is long and of no use here: what to do instead is said
        # at the end. The limit is for networks that swallow requests without an answer.
        subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=600)
    except subprocess.TimeoutExpired:
        say("Playwright could not fetch it in that time")
    yield from of_playwright()


def on_machine() -> Iterator[str]:
    for name in ON_PATH:
        path = shutil.which(name)
        if path:
            yield path
    if sys.platform == "darwin":
        yield from ON_A_MAC


def of_playwright() -> Iterator[str]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


if __name__ == "__main__":
    sys.exit(main())
