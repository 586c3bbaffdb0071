"""The parts of `make report`: what they measure, and what they say if they cannot run."""

import os
import sys
from pathlib import Path

import pytest

from benchmarks import promises, report
from benchmarks.first_view import weight
from benchmarks.lighthouse.__main__ import CATEGORIES, PAGES, row


def test_report_compares_first_views_with_stock_theme(site: Path) -> None:
    rows = [line.strip("| ").split(" | ") for line in report.first_views().splitlines()]
    told = {row[0]: row[1:] for row in rows if len(row) == 5}
    for layout, (french, english) in PAGES.items():
        before_french, now_french, before_english, now_english = told[layout]
        assert now_french == f"{weight(site, french):,}"
        assert now_english == f"{weight(site, english):,}"
        # Material's own scripts and styles are more than 60 kB.
        for before, now in ((before_french, now_french), (before_english, now_english)):
            assert int(before.replace(",", "")) > max(60_000, int(now.replace(",", "")))


def test_report_has_sizes(site: Path) -> None:
    count = sum(file.is_file() for file in site.rglob("*"))
    assert report.sizes().startswith(f"{count} files, ")


def test_part_without_output_says_why(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; sys.exit('nginx is not here')"]
    with pytest.raises(report.CannotRunError, match=r"status 1: nginx is not here"):
        report.from_file(tmp_path / "load.md", command)()


def test_page_of_earlier_run_is_not_reported(tmp_path: Path) -> None:
    file = tmp_path / "load.md"
    file.write_text("# Load\n\nOld figures\n")
    os.utime(file, (0, 0))
    with pytest.raises(report.CannotRunError):
        report.from_file(file, [sys.executable, "-c", ""])()


def test_insufficient_result_is_marked(tmp_path: Path) -> None:
    file = tmp_path / "lighthouse.md"
    write = f"open({str(file)!r}, 'w').write('# Lighthouse\\n\\n97'); raise SystemExit(1)"
    told = report.from_file(file, [sys.executable, "-c", write])()
    assert told == "**Less than promised.**\n\n97"


@pytest.fixture
def two_parts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A report of two parts, the second of which cannot run; the file that it writes."""

    def broken() -> str:
        raise report.CannotRunError("nginx is not here")

    known = {"sizes": ("Sizes", lambda: "12 files"), "load": ("Load", broken)}
    monkeypatch.setattr(report, "parts", lambda: known)
    monkeypatch.setattr(report, "PROJECT", tmp_path)
    monkeypatch.setattr(report, "circumstances", lambda: "*today*")
    monkeypatch.setattr(report, "RESULTS", tmp_path / "report.md")
    return tmp_path / "report.md"


def test_running_one_part_keeps_the_others(two_parts: Path) -> None:
    assert report.main(["sizes"]) == 0
    first = report.chapters(two_parts.read_text())
    assert first["Sizes"] == "*today*\n\n12 files"
    assert first["Load"].startswith("Not measured yet")
    assert report.main(["load"]) == 1
    second = report.chapters(two_parts.read_text())
    assert second == {
        "Sizes": first["Sizes"],
        "Load": "*today*\n\nNot measured: nginx is not here.",
    }


def test_all_parts_run_by_default(two_parts: Path) -> None:
    assert report.main([]) == 1
    assert "12 files" in two_parts.read_text()
    assert "nginx is not here" in two_parts.read_text()


def test_unknown_part_runs_nothing(two_parts: Path) -> None:
    assert report.main(["sizes", "lighthose"]) == 2
    assert not two_parts.exists()


def test_report_has_failed_tests_and_properties(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text(
        "def test_a(record_property): record_property('pages', 1200)\n"
        "def test_b(record_property): record_property('pages', 34)\n"
        "def test_c(): assert False\n"
    )
    assert promises.row("HTML", [tmp_path / "test_one.py"]) == "| HTML | 3 | 1 | 0 | 1,234 pages |"


def test_every_promise_has_tests() -> None:
    missing = [
        path
        for paths in promises.TESTED.values()
        for path in paths
        if not (promises.PROJECT / "tests" / path).is_file()
    ]
    assert not missing


@pytest.mark.parametrize(
    ("layout", "scores", "told", "enough"),
    [
        ("home", (98, 100, 100, 100), "98 | 100 | 100 | 100", True),
        ("home", (97, 100, 100, 100), "97 | 100 | 100 | 100", False),
        ("home", (100, 100, 99, 100), "100 | 100 | 99 | 100", False),
        ("home", (100, 100, 100, 66), "100 | 100 | 100 | 66", False),
        ("embedded calculator", (100, 100, 100, 66), "100 | 100 | 100 | not listed", True),
    ],
)
def test_page_score_is_compared_with_limit(
    layout: str, scores: tuple[int, ...], told: str, enough: bool
) -> None:
    runs = [dict(zip(CATEGORIES, scores, strict=True))]
    assert row(layout, "en/", runs) == (f"| {layout} | /en/ | {told} |", enough)


def test_browser_tests_are_left_out_without_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PASSERELLE_CHROMIUM", raising=False)
    with pytest.raises(report.CannotRunError, match="no browser"):
        report.tested()
