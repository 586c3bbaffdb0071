"""Mistakes that do not depend on one another are told at once."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from compiler.checked_sources import checked_sources
from compiler.read.mistake import SourceError

DAY = date(2026, 5, 1)
VALUES = "rules/programmes/paas_action.toml"


@pytest.fixture
def project(
    copied_sources: Path, root: Path, monkeypatch: pytest.MonkeyPatch, forget: Callable[[], None]
) -> Path:
    ignored = shutil.ignore_patterns("__pycache__")
    folder = copied_sources / "rules" / "programmes"
    shutil.copytree(root / "rules" / "programmes", folder, ignore=ignored)
    monkeypatch.setattr("rules.dated.FOLDER", str(folder))
    monkeypatch.setattr("calculator.words.catalogue.programme_ids", lambda: ())
    forget()
    return copied_sources


def edit(project: Path, file: str, old: str, new: str) -> str:
    """Edit a file; returns its path and the line of the edit, as mistakes name them."""
    text = (project / file).read_text(encoding="utf-8")
    (project / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return f"{file}:{text.count(chr(10), 0, text.index(old)) + 1}:"


def places(project: Path) -> list[str]:
    with pytest.raises(SourceError) as refused:
        checked_sources(project, DAY)
    return [":".join(line.split(":")[:2]) + ":" for line in str(refused.value).splitlines()]


def test_what_cannot_be_read_is_told_of_all_files(project: Path) -> None:
    wrong = [
        edit(project, "regional_contacts.yaml", "collect_calls: true", "collect_calls: perhaps"),
        edit(project, "calculator/words/messages/fr.toml", 'one = "', "one = “"),
        edit(project, "docs/fr/interagir.md", 'title: "', "title: “"),
        edit(project, "docs/words/definitions.toml", "says = ", "says "),
        edit(project, VALUES, "value = 173.00", "value = 173,00"),
        edit(project, "rules/programmes/interagir.toml", '"hours/month"', '"hours/mont"'),
    ]
    assert "\n".join(sorted(places(project))) == "\n".join(sorted(wrong))


def test_what_was_read_is_checked_for_all_that_can_be_wrong(project: Path) -> None:
    wrong = [
        edit(project, "docs/fr/index.md", "{{ paas_action.support_allowance }}", "175 $"),
        edit(project, "docs/en/situations.md", "# ", "TO BE WRITTEN\n\n# "),
        edit(project, "docs/fr/a-propos.md", "# ", "<div>\n\n# "),
        edit(project, "docs/en/about.md", "\n\n", "\n\nWe offer welfare.\n\n"),
        edit(project, "docs/en/questions.md", "\n## ", "\n### "),
    ]
    said = places(project)
    for place in wrong[:3]:
        assert place in said
    assert any(place.startswith("docs/en/about.md:") for place in said)
    assert any(place.startswith("docs/fr/questions.md:") for place in said)
    # What follows from these is not told beside them.
    assert not any(
        place.startswith(("docs/en/index.md", "docs/fr/situations.md")) for place in said
    )


def test_no_code_needs_values_before_they_are_checked(tmp_path: Path, root: Path) -> None:
    """A slip in a value is told by the build: loading its code must not trip over it."""
    for package in ("rules", "calculator", "compiler", "population", "pyodide_bundle"):
        shutil.copytree(root / package, tmp_path / package)
    edit(tmp_path, VALUES, "value = 173.00", "value = 173,00")
    done = subprocess.run(
        [sys.executable, "-c", "import compiler.site, compiler.serve, compiler.new"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
