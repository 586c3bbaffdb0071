"""Two builds in unlike surroundings give the same bytes; `make reproducible` packs the engine
anew as well."""

import shutil
import time
from pathlib import Path

import pytest

from tools.reproducible import differing, twice

pytestmark = pytest.mark.whole_site

ROOT = Path(__file__).resolve().parents[2]
MADE_FROM = (
    *("rules", "calculator", "browser", "population", "pyodide_bundle", "compiler"),
    *("docs", "theme"),
    *("mkdocs.yml", "mkdocs.en.yml", "regional_contacts.yaml", "pyproject.toml", "LICENSE"),
    *("requirements", "package-lock.json"),
)
# What is larger is of the engine, and takes a minute to compress.
LARGE = 50_000


def copy_with_engine(folder: Path) -> None:
    """Fill a folder with the project and with the engine that `make site` packed."""
    for name in MADE_FROM:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, folder)
    build = folder / "build"
    shutil.copytree(ROOT / "build" / "engine", build / "engine")
    compressed = build / "compressed"
    compressed.mkdir()
    for file in (ROOT / "build" / "compressed").iterdir():
        if file.stat().st_size > LARGE:
            shutil.copy(file, compressed)


def test_two_builds_of_a_day_are_identical(tmp_path: Path) -> None:
    one, other = twice(tmp_path, int(time.time()), copy_with_engine)
    assert len(one) > 500
    assert differing(one, other) == []


def test_changed_missing_and_added_files_are_found() -> None:
    one = {"same": "0", "changed": "1", "missing": "2"}
    other = {"same": "0", "changed": "3", "added": "4"}
    assert differing(one, other) == ["added", "changed", "missing"]
