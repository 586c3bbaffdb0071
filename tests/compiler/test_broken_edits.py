"""Edits that break the sources, and the mistakes that the build tells."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from calculator.words.catalogue import LANGUAGES, catalogue
from compiler.checked_sources import checked_sources
from compiler.filled_pages import filled_pages
from compiler.read.mistake import SourceError
from compiler.render.publication import Publication
from rules.dated import document

pytestmark = pytest.mark.slow

CASES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["case"]
BUILT = date(2026, 5, 1)


def problems(project: Path) -> list[str]:
    """What the build says of a project's sources; nothing where it takes them."""
    try:
        sources = checked_sources(project, BUILT)
        publication = Publication(
            pages=sources.pages,
            directory=sources.directory,
            built=BUILT,
            scripts="calculator/",
            engine="engine/",
            engines="[]",
            facts=sources.facts,
            fact_marks=sources.fact_marks,
        )
        filled_pages(publication)
    except SourceError as error:
        return str(error).splitlines()
    return []


def edited(project: Path, edit: dict[str, Any]) -> str:
    """Do an edit of a case, and return the text of its file."""
    file = project / edit["file"]
    if edit.get("remove"):
        file.unlink()
        return ""
    if "text" in edit:
        file.write_text(edit["text"], encoding="utf-8")
        return str(edit["text"])
    text = file.read_text(encoding="utf-8")
    for old, new in edit["replace"]:
        old, new = (put_in(each) for each in (old, new))
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {edit['file']}"
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return text


def put_in(text: str) -> str:
    """A text of a case with its no-break spaces, which cannot be seen there, and amounts."""
    allowance = document("paas_action").parameters["support_allowance"].number(BUILT)
    for language in LANGUAGES:
        shown = catalogue(language).money(allowance)
        text = text.replace(f"ALLOWANCE_{language.upper()}", shown)
    return text.replace("~", "\u00a0")


def line_of(text: str, sign: str) -> int:
    """The line of a text that stands once."""
    assert text.count(sign) == 1, f"{sign!r} stands {text.count(sign)} times"
    return text.count("\n", 0, text.index(sign)) + 1


def test_project_sources_have_no_mistake(copied_sources: Path) -> None:
    assert problems(copied_sources) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_broken_edit_has_its_mistakes(case: dict[str, Any], copied_sources: Path) -> None:
    for edit in case["edit"]:
        edited(copied_sources, edit)
    expected = []
    for problem in case["problems"]:
        lines = {
            name: line_of((copied_sources / file).read_text(encoding="utf-8"), sign)
            for name, (file, sign) in problem.get("lines", {}).items()
        }
        said = put_in(problem["says"])
        for name, line in lines.items():
            said = said.replace(f"<{name}>", str(line))
        expected.append(said)
    assert problems(copied_sources) == expected
