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
def full_directory(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """The directory with all that an office may have; its first region and its contact have it."""
    details = """
    hours: {fr: "De 9 h à 16 h, sauf <mardi>", en: "9 a.m. to 4 p.m., not <Tuesday>"}
    email: office@site.example
    web: https://site.example/a_b?c=1&d=2
"""
    more = """    more_telephones:
      - number: "+18195550123"
        label: {fr: "Réception; jour", en: "Front desk; day"}
      - number: "+18005550123"
      - number: "+18195550124"
"""
    text = (ROOT / "regional_contacts.yaml").read_text(encoding="utf-8")
    for old, new in (
        ('toll_free: "+18772534001"\n', f'toll_free: "+18772534001"{details}{more}'),
        ('telephone: "+18776444545"\n', f'telephone: "+18776444545"{details}'),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    file = tmp_path_factory.mktemp("full") / "regional_contacts.yaml"
    file.write_text(text, encoding="utf-8")
    return load_directory(file)


@pytest.fixture(scope="session")
def bare_directory(directory: Directory) -> Directory:
    """The directory of a publisher who has left out all that this site adds."""
    return directory.model_copy(update={"province_wide": ()})


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
