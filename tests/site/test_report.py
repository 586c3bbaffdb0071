"""The parts of `make report`: what is cheap is measured here, what cannot run says why."""

import os
import sys
from pathlib import Path

import pytest

from benchmarks import report
from benchmarks.first_view import weight
from benchmarks.lighthouse.__main__ import PAGES


def test_first_views_of_every_layout_are_told(site: Path) -> None:
    text = report.first_views()
    for layout, (french, english) in PAGES.items():
        row = f"| {layout} | {weight(site, french):,} | {weight(site, english):,} |"
        assert row in text


def test_sizes_are_told(site: Path) -> None:
    count = sum(file.is_file() for file in site.rglob("*"))
    assert report.sizes().startswith(f"{count} files, ")


def test_a_part_that_wrote_nothing_says_why(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; sys.exit('nginx is not here')"]
    with pytest.raises(report.CannotRunError, match=r"status 1: nginx is not here"):
        report.from_file(tmp_path / "load.md", command)()


def test_a_page_of_last_time_is_not_told_again(tmp_path: Path) -> None:
    file = tmp_path / "load.md"
    file.write_text("# Load\n\nOld figures\n")
    os.utime(file, (0, 0))
    with pytest.raises(report.CannotRunError):
        report.from_file(file, [sys.executable, "-c", ""])()


def test_what_was_measured_and_is_not_enough_is_marked(tmp_path: Path) -> None:
    file = tmp_path / "lighthouse.md"
    write = f"open({str(file)!r}, 'w').write('# Lighthouse\\n\\n97'); raise SystemExit(1)"
    told = report.from_file(file, [sys.executable, "-c", write])()
    assert told == "**Less than promised.**\n\n97"


def test_without_a_browser_its_tests_are_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PASSERELLE_CHROMIUM", raising=False)
    with pytest.raises(report.CannotRunError, match="no browser"):
        report.tested()
