"""Drawings: small, in the colours of the page, with alternative texts in both languages."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from calculator.words.catalogue import LANGUAGES
from compiler.read.documents import Document
from compiler.read.mistake import SourceError
from compiler.read.pages import page_of
from compiler.read.paired import Paired
from compiler.read.words import words_of
from compiler.render.pictures import FOLDER, drawing
from compiler.render.publication import Publication
from compiler.render.rendering import render

NAMES = sorted(file.stem for file in FOLDER.glob("*.svg"))
LARGEST = 1024  # bytes
LARGEST_SCREENSHOT = 45_000


@pytest.mark.parametrize("name", NAMES)
def test_drawings_are_small_and_use_current_colour(name: str) -> None:
    file = FOLDER / f"{name}.svg"
    text = file.read_text(encoding="utf-8")
    assert len(text) <= LARGEST
    assert set(re.findall(r'(?:stroke|fill)="([^"]*)"', text)) <= {"none", "currentColor"}
    assert not re.search(r"style|href|script|#", text)
    assert ElementTree.fromstring(text).get("viewBox") == "0 0 48 48"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_drawings_have_alternative_text(language: str, name: str) -> None:
    words = words_of(language)
    svg = drawing(name, words)
    assert ElementTree.fromstring(svg).attrib == {
        "class": "picture",
        "role": "img",
        "aria-label": words.text(f"picture.{name}"),
        "focusable": "false",
        "viewBox": "0 0 48 48",
        "width": "48",
        "height": "48",
    }


def test_readme_screenshots_are_small(root: Path) -> None:
    shown = re.findall(
        r"\]\((handbook/screenshots/[^)]+)\)", (root / "README.md").read_text("utf-8")
    )
    there = [
        f"handbook/screenshots/{file.name}" for file in (root / "handbook/screenshots").iterdir()
    ]
    assert sorted(shown) == sorted(there)
    assert 5 <= len([name for name in shown if "journey" in name]) <= 8
    sizes = {name: (root / name).stat().st_size for name in shown}
    assert {name: size for name, size in sizes.items() if size > LARGEST_SCREENSHOT} == {}


def test_picture_messages_match_drawings(root: Path) -> None:
    for language in LANGUAGES:
        named = {id.partition(".")[2] for id in words_of(language).messages if "picture." in id}
        assert named == set(NAMES)
    assert len(NAMES) >= 8


def test_every_drawing_is_used(documents: Paired[Document]) -> None:
    for language in LANGUAGES:
        texts = " ".join(document.text for document in documents if document.language == language)
        assert [name for name in NAMES if f'picture("{name}")' not in texts] == []


def test_unknown_drawing_has_its_line(
    documents: Paired[Document], publication: Publication
) -> None:
    document = replace(next(iter(documents)), text='\n\n{{ picture("castle") }}')
    with pytest.raises(SourceError) as error:
        render(page_of(document), publication)
    assert str(error.value).startswith(
        f"{document.source}:{document.first_line + 2}: there is no picture 'castle'; there are act"
    )
