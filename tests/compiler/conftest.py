"""What the tests of the compiler share: the project's own documents, and small ones to spoil."""

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from compiler.read.anchors import checked_anchors
from compiler.read.definitions import read_definitions
from compiler.read.facts import Facts, load_facts
from compiler.read.navigation import read_navigation
from compiler.read.pages import Page, read_pages
from compiler.read.regions import Directory, load_directory
from compiler.render.rendering import Publication, expand, render

ROOT = Path(__file__).resolve().parents[2]

Rendered = Mapping[tuple[str, str], Page]


@pytest.fixture(scope="session")
def directory() -> Directory:
    return load_directory(ROOT / "regional_contacts.yaml")


@pytest.fixture(scope="session")
def pages() -> list[Page]:
    """The project's own documents, still with their placeholders."""
    return read_pages(ROOT / "docs")


@pytest.fixture(scope="session")
def facts(directory: Directory) -> Facts:
    """The project's own register."""
    return load_facts(ROOT / "docs" / "facts", directory)


@pytest.fixture(scope="session")
def publication(pages: list[Page], directory: Directory, facts: Facts) -> Publication:
    return Publication(
        pages={(page.language, page.id): page for page, _ in expand(pages, directory)},
        directory=directory,
        built=date(2026, 5, 1),
        scripts="calculator/0123456789ab/",
        engine="engine/ba9876543210/",
        engines="[]",
        definitions=read_definitions(ROOT / "docs" / "words" / "definitions.toml"),
        facts=facts,
        anchors=checked_anchors(expand(pages, directory), facts),
        navigation={
            "fr": read_navigation(ROOT / "mkdocs.yml"),
            "en": read_navigation(ROOT / "mkdocs.en.yml"),
        },
    )


@pytest.fixture(scope="session")
def rendered(pages: list[Page], directory: Directory, publication: Publication) -> Rendered:
    """The project's own pages, filled: what MkDocs is given."""
    return {
        (page.language, page.id): render(page, region, publication)
        for page, region in expand(pages, directory)
    }


@pytest.fixture
def copied_sources(tmp_path: Path) -> Path:
    """A folder with a copy of what people edit beside the rules: documents, data, messages."""
    for package in ("calculator/words", "compiler/render"):
        shutil.copytree(ROOT / package / "messages", tmp_path / package / "messages")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copy(ROOT / "regional_contacts.yaml", tmp_path)
    return tmp_path


@pytest.fixture
def write_docs(tmp_path: Path) -> Callable[..., Path]:
    """Write documents (path inside docs → text); returns the folder docs."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        for name, text in files.items():
            file = tmp_path / "docs" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode() if isinstance(text, str) else text)
        return tmp_path / "docs"

    return write
