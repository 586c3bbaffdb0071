"""A build that uses what the last one made gives the bytes of a clean one, whatever was edited."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.build_growth import copy_with
from calculator.words.catalogue import LANGUAGES

pytestmark = [pytest.mark.whole_site, pytest.mark.slow, pytest.mark.timeout(1800)]

EPOCH = "1793448000"
NOTHING = "Nothing has changed"


def build(project: Path) -> str:
    """Build; what the build said."""
    done = subprocess.run(
        [sys.executable, "-m", "compiler"],
        cwd=project,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PASSERELLE_ENGINE": "stock"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def hashes(project: Path) -> dict[str, str]:
    """SHA-256 of each file of the site, and of what servers are given, by its path."""
    return {
        file.relative_to(project).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for folder in ("site", "build/deploy")
        for file in (project / folder).rglob("*")
        if file.is_file()
    }


def edited(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(project: Path) -> None:
        file = project / name
        text = file.read_text(encoding="utf-8")
        assert old in text, name
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


PAGE = """---
page: trial
title: "Trial {language}"
description: "Trial {language}."
---

# Trial

Nothing.
"""


def with_a_page(project: Path) -> None:
    """A page that stands in no menu, in both languages."""
    for language in LANGUAGES:
        text = PAGE.format(language=language)
        (project / "docs" / language / "trial.md").write_text(text, encoding="utf-8")


def without_it(project: Path) -> None:
    for language in LANGUAGES:
        (project / "docs" / language / "trial.md").unlink()


EDITS: dict[str, Callable[[Path], None]] = {
    "word": edited("docs/fr/paas-action.md", "dans un organisme.", "chez un organisme."),
    "value": edited("rules/programmes/paas_action.toml", "value = 173.00", "value = 181.50"),
    "contact": edited("regional_contacts.yaml", "+18776444545", "+18776444546"),
    "theme": edited("theme/base.html", "<main", "<main data-edited"),
    "page": with_a_page,
    "page removed": without_it,
    "style": edited("theme/css/home.css", "{", "{ --edited: 1;"),
    "message": edited("calculator/words/messages/fr.toml", "Conditions du", "Les conditions du"),
    "script": edited("browser/site/copying.js", "\n", "\n// edited\n"),
}


def test_kept_builds_are_those_of_clean_ones(tmp_path: Path) -> None:
    project = copy_with(tmp_path / "kept", 0)
    build(project)
    first = hashes(project)
    assert NOTHING in build(project)
    assert hashes(project) == first
    before = first
    for name, edit in EDITS.items():
        edit(project)
        assert NOTHING not in build(project), name
        after = hashes(project)
        if name != "script":  # a remark, which is left out of what is published
            assert after != before, name
        before = after
    clean = copy_with(tmp_path / "clean", 0)
    for edit in EDITS.values():
        edit(clean)
    build(clean)
    assert hashes(project) == hashes(clean)

    # Back to where it began, over a site that somebody has spoilt and over kept files that are
    # cut off.
    for name in ("docs", "rules", "calculator", "browser", "theme"):
        shutil.rmtree(project / name)
        shutil.copytree(Path(__file__).resolve().parents[2] / name, project / name)
    shutil.copy(Path(__file__).resolve().parents[2] / "regional_contacts.yaml", project)
    for file in (project / "build" / "kept").iterdir():
        file.write_bytes(file.read_bytes()[:40])
    (project / "site" / "index.html").unlink()
    assert NOTHING not in build(project)
    assert hashes(project) == first

    # A file less in the site is enough.
    (project / "site" / "robots.txt").unlink()
    assert NOTHING not in build(project)
    assert hashes(project) == first
