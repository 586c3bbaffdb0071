"""All sources: each file is read once, and the languages are paired once."""

from collections import Counter
from pathlib import Path, PurePosixPath

import pytest

from compiler.checked_sources import checked_sources
from compiler.read.documents import Document
from compiler.read.paired import Paired
from compiler.read.settings import build_day

# Settings of the checks, not sources of the site.
RULES = {"docs/words/wording.toml"}


def test_each_source_is_read_once(copied_sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: Counter[str] = Counter()
    read = Path.open

    def counted(self: Path, *arguments: object, **options: object) -> object:
        if self.is_relative_to(copied_sources):
            opened[self.relative_to(copied_sources).as_posix()] += 1
        return read(self, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", counted)
    checked_sources(copied_sources, build_day(None))
    assert set(opened.values()) == {1}
    everything = [
        *copied_sources.glob("*.y*ml"),
        *(copied_sources / "docs").rglob("*.md"),
        *(copied_sources / "docs" / "facts").glob("*.yaml"),
        *copied_sources.rglob("messages/*.toml"),
        copied_sources / "docs" / "words" / "definitions.toml",
    ]
    expected = {file.relative_to(copied_sources).as_posix() for file in everything}
    assert set(opened) == expected | RULES


def document(language: str, id: str, file: str = "a.md") -> Document:
    return Document(language, PurePosixPath(file), {"page": id}, "", 1)


def test_paired_finds_equals_by_id() -> None:
    french, english, alone = document("fr", "a"), document("en", "a"), document("fr", "b")
    paired = Paired([french, alone, english])
    assert list(paired) == [french, alone, english]
    assert len(paired) == 3
    assert paired.by_id == {"a": {"fr": french, "en": english}, "b": {"fr": alone}}
    assert paired["en", "a"] is english
    assert ("fr", "b") in paired
    assert ("en", "b") not in paired
    assert ("en", "c") not in paired


def test_paired_keeps_first_of_two_with_one_id() -> None:
    first, second = document("fr", "a", "1.md"), document("fr", "a", "2.md")
    assert Paired([first, second])["fr", "a"] is first
