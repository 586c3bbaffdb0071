"""`make serve` as somebody who edits sees it: the open page follows the file that is saved."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from benchmarks.build_growth import copy_with

pytestmark = [pytest.mark.slow, pytest.mark.whole_site]

BUILD_MS = 120_000
PAGE = "docs/fr/a-propos.md"
# A shell may start what it runs in the background with this signal turned off.
AS_AT_A_TERMINAL = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("compiler.live", run_name="__main__")
"""


@pytest.fixture
def edited(tmp_path: Path) -> Iterator[tuple[Path, str, subprocess.Popen[str]]]:
    """A copy of the project, the address at which it is served, and the process that serves."""
    project = copy_with(tmp_path, 0)
    with subprocess.Popen(
        [sys.executable, "-c", AS_AT_A_TERMINAL],
        cwd=project,
        env={**os.environ, "PORT": "0", "PASSERELLE_ENGINE": "stock"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout
            line = next(line for line in process.stdout if "localhost" in line)
            yield project, re.findall(r"http://localhost:\d+/", line)[0], process
        finally:
            process.kill()


def test_open_page_follows_its_file(
    edited: tuple[Path, str, subprocess.Popen[str]], browser: Browser
) -> None:
    project, address, process = edited
    file = project / PAGE
    text = file.read_text(encoding="utf-8")
    heading = next(line for line in text.splitlines() if line.startswith("# "))
    context = browser.new_context()
    problems: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{address}a-propos/")
    fault = page.get_by_role("alert")

    # A word is seen without a touch.
    file.write_text(text.replace(heading, f"{heading} bis", 1), encoding="utf-8")
    expect(page.locator("h1")).to_contain_text("bis", timeout=BUILD_MS)
    expect(fault).to_have_count(0, timeout=BUILD_MS)

    # A mistake is told in the page, with its file and line; the page before stays below it.
    line = text.splitlines().index(heading) + 1
    file.write_text(text.replace(heading, f"{heading} 173 $", 1), encoding="utf-8")
    expect(fault).to_contain_text(f"{PAGE}:{line}: ", timeout=BUILD_MS)
    expect(page.locator("h1")).to_contain_text("bis", timeout=BUILD_MS)
    # Whoever opens a page now is told too.
    page.goto(f"{address}en/")
    expect(fault).to_contain_text(f"{PAGE}:{line}: ", timeout=BUILD_MS)

    # And once it is mended the page is shown anew.
    file.write_text(text, encoding="utf-8")
    expect(fault).to_have_count(0, timeout=BUILD_MS)
    page.goto(f"{address}a-propos/")
    expect(page.locator("h1")).not_to_contain_text("bis", timeout=BUILD_MS)
    assert problems == []
    context.close()

    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in told
