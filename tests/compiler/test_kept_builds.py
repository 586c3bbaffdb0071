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


def build(project: Path, **variables: str) -> str:
    """Build, with variables of the environment; what the build said."""
    done = subprocess.run(
        [sys.executable, "-m", "compiler"],
        cwd=project,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PASSERELLE_ENGINE": "stock", **variables},
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


# Edits that are built together: none of a group is an input of what another of it changes. What
# makes most things anew comes first: a page that one edit left as it was would be mended by it.
EDITS: dict[str, list[Callable[[Path], None]]] = {
    "a value, a message": [
        edited("rules/programmes/paas_action.toml", "value = 173.00", "value = 181.50"),
        edited("calculator/words/messages/fr.toml", "Conditions du", "Les conditions du"),
    ],
    "a script": [edited("browser/site/started.js", '"[data-needs', '".edited, [data-needs')],
    "a fact, a name in the menus": [
        edited("docs/facts/interagir.yaml", "D’autres la reçoivent déjà", "D’autres la reçoivent"),
        edited("mkdocs.yml", "- Sources: sources.md", "- Les sources: sources.md"),
    ],
    "a definition": [
        edited("docs/words/definitions.toml", "un montant que peut", "le montant que peut"),
    ],
    "a contact, a page": [
        edited("regional_contacts.yaml", "+18776444545", "+18776444546"),
        with_a_page,
    ],
    "a title": [edited("docs/fr/donnees.md", "des fichiers pour vos", "les fichiers pour vos")],
    "a heading, by which the register names its page": [
        edited("docs/fr/interagir.md", "\n# ", "\n# Le programme "),
    ],
    "the theme, a page less": [edited("theme/base.html", "<main", "<main data-edited"), without_it],
    "a word, a style": [
        edited("docs/fr/paas-action.md", "dans un organisme.", "chez un organisme."),
        edited("theme/css/home.css", "{", "{ --edited: 1;"),
    ],
}


def test_kept_builds_are_those_of_clean_ones(tmp_path: Path) -> None:
    origin = copy_with(tmp_path / "origin", 0)
    project, clean = (
        Path(shutil.copytree(origin, tmp_path / name, symlinks=True)) for name in ("kept", "clean")
    )
    build(project)
    first = before = hashes(project)
    assert NOTHING in build(project)
    assert hashes(project) == first
    for number, (name, edits) in enumerate(EDITS.items()):
        for edit in edits:
            edit(project)
            edit(clean)
        # Every other one as `make serve` has it: first what pages show.
        if number % 2:
            assert NOTHING not in build(project, PASSERELLE_REST="later"), name
        assert NOTHING not in build(project), name
        after = hashes(project)
        assert after != before, name
        before = after
    build(clean)
    assert hashes(project) == hashes(clean)

    # Back to where it began, over a site that somebody has spoilt and over kept files that are
    # cut off.
    for one in origin.iterdir():
        if one.is_dir() and not one.is_symlink():
            shutil.rmtree(project / one.name)
            shutil.copytree(one, project / one.name)
        elif one.is_file():
            shutil.copy(one, project)
    for file in (project / "build" / "kept").iterdir():
        file.write_bytes(file.read_bytes()[:40])
    (project / "site" / "index.html").unlink()
    assert NOTHING not in build(project)
    assert hashes(project) == first

    # A file less in the site is enough.
    (project / "site" / "robots.txt").unlink()
    assert NOTHING not in build(project)
    assert hashes(project) == first
