"""A language that is listed and not whole is refused in one sentence, with all that it lacks."""

import shutil
from pathlib import Path

import pytest

from compiler.read.languages import check_languages
from compiler.read.mistake import SourceError
from compiler.read.sources import read_sources

MODULES = ("languages", "documents", "message_files")


def refused(project: Path) -> list[str]:
    try:
        check_languages(project)
    except SourceError as error:
        return str(error).splitlines()
    return []


@pytest.fixture
def spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    """A third language is listed."""
    for module in MODULES:
        monkeypatch.setattr(f"compiler.read.{module}.LANGUAGES", ("fr", "en", "es"))


def test_both_languages_are_whole(copied_sources: Path) -> None:
    assert refused(copied_sources) == []


@pytest.mark.usefixtures("spanish")
def test_a_language_with_some_pages_is_refused_once(copied_sources: Path) -> None:
    (copied_sources / "docs/es").mkdir()
    shutil.copy(copied_sources / "docs/en/about.md", copied_sources / "docs/es/acerca.md")
    (said,) = refused(copied_sources)
    assert said.startswith("docs/es: the language es is not whole and lacks calculator/words/")
    for lacking in (
        "calculator/words/messages/es.toml",
        "compiler/render/messages/es.toml",
        "mkdocs.es.yml",
        "a line es in Entry of compiler/read/facts.py",
        "docs/fr/interagir.md",
    ):
        assert lacking in said
    assert "a-propos.md" not in said
    assert said.endswith("or take es out of LANGUAGES in calculator/words/catalogue.py")
    # The whole reading stops there too, before anything that a language lacks can break it.
    with pytest.raises(SourceError, match="the language es is not whole"):
        read_sources(copied_sources)


@pytest.mark.usefixtures("spanish")
def test_a_language_without_a_file_is_refused(copied_sources: Path) -> None:
    (said,) = refused(copied_sources)
    assert "docs/fr/a-propos.md" in said


def test_a_page_or_two_that_lack_are_told_by_their_own_names(copied_sources: Path) -> None:
    (copied_sources / "docs/en/about.md").unlink()
    assert refused(copied_sources) == []
    with pytest.raises(SourceError, match="page about has no equal in docs/en"):
        read_sources(copied_sources)


def test_a_language_that_loses_most_of_its_pages(copied_sources: Path) -> None:
    for file in sorted((copied_sources / "docs/en").rglob("*.md"))[3:]:
        file.unlink()
    (said,) = refused(copied_sources)
    assert said.startswith("docs/en: the language en is not whole and lacks the equals in docs/en")
