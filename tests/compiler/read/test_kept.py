"""What builds keep: made again when an input is another, and when what is kept was touched."""

import hashlib
import os
import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from compiler.read import kept as module
from compiler.read.kept import (
    OF_CALLERS,
    Kept,
    changed_files,
    files,
    hash_of,
    inputs,
    named,
    note_files,
    stands,
    write_record,
)


def made_with(kept: Kept, name: str, made_from: list[str], text: str) -> tuple[str, bool]:
    """The text, and whether it was made for this."""
    asked = []

    def make() -> str:
        asked.append(name)
        return text

    return kept.text(name, made_from, make), bool(asked)


def test_text_is_made_once_for_the_same_inputs(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept", "base")
    text = "é\r\n\nline"
    assert made_with(kept, "one", ["a", "b"], text) == (text, True)
    assert made_with(kept, "one", ["a", "b"], "other") == (text, False)
    # Another name, other inputs, the same put together in another way, another base.
    assert made_with(kept, "two", ["a", "b"], "2") == ("2", True)
    assert made_with(kept, "one", ["a", "c"], "3") == ("3", True)
    assert made_with(kept, "one", ["ac"], "4") == ("4", True)
    assert made_with(Kept(tmp_path / "kept", "later"), "one", ["ac"], "5") == ("5", True)


def test_without_a_folder_nothing_is_kept() -> None:
    assert made_with(Kept(), "one", [], "1") == ("1", True)
    assert made_with(Kept(), "one", [], "2") == ("2", True)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"\xff\xfe"),
        lambda file: file.write_bytes(file.read_bytes()[:-1]),
        lambda file: file.write_bytes(file.read_bytes().replace(b"text", b"tent")),
        lambda file: file.unlink(),
    ],
)
def test_spoilt_text_is_made_again(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    kept = Kept(tmp_path, "base")
    made_with(kept, "one", ["a"], "a text")
    spoil(tmp_path / "one")
    assert made_with(kept, "one", ["a"], "a text") == ("a text", True)


def change_size(folder: Path) -> None:
    (folder / "a.txt").write_text("longer")


def change_content_alone(folder: Path) -> None:
    file = folder / "a.txt"
    file.write_text("z")
    os.utime(file, ns=(time.time_ns(), time.time_ns() + 10**9))


def remove(folder: Path) -> None:
    (folder / "below" / "b.txt").unlink()


def add(folder: Path) -> None:
    (folder / "below" / "c.txt").write_text("c")


@pytest.mark.parametrize("touch", [change_size, change_content_alone, remove, add, shutil.rmtree])
def test_touched_folder_is_made_again(tmp_path: Path, touch: Callable[[Path], object]) -> None:
    kept, folder, asked = Kept(tmp_path / "kept", "base"), tmp_path / "made", []

    def make() -> None:
        asked.append(1)
        (folder / "below").mkdir(parents=True, exist_ok=True)
        (folder / "a.txt").write_text("a")
        (folder / "below" / "b.txt").write_text("b")

    for _ in range(2):
        kept.made("it", ["x"], folder, make)
    assert len(asked) == 1
    touch(folder)
    kept.made("it", ["x"], folder, make)
    assert len(asked) == 2
    kept.made("it", ["y"], folder, make)
    assert len(asked) == 3


def test_broken_record_does_not_stand(tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    assert not stands(record, "key", [tmp_path / "site"])
    for text in ("", "[", '"key"', "{}"):
        record.write_text(text)
        assert not stands(record, "key", [tmp_path / "site"])
    write_record(record, "key", [tmp_path / "site"])
    assert stands(record, "key", [tmp_path / "site"])
    assert not stands(record, "other", [tmp_path / "site"])


def test_a_record_makes_its_folders(tmp_path: Path) -> None:
    record = tmp_path / "build" / "kept" / "record.json"
    for key in ("key", "other"):
        write_record(record, key, [])
        assert stands(record, key, [])
    assert [file.name for file in record.parent.iterdir()] == ["record.json"]


def test_every_file_and_setting_is_an_input(tmp_path: Path) -> None:
    for name in ("docs/fr/a.md", "browser/site/a.js", "theme/.icons/a.svg", "LICENSE"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("1")
    seen = {inputs(tmp_path, {})}
    for file in list(files(tmp_path)):
        file.write_text("2")
        seen.add(inputs(tmp_path, {}))
    for settings in ({"PASSERELLE_URL": "u"}, {"SOURCE_DATE_EPOCH": "1793000000"}):
        seen.add(inputs(tmp_path, settings))
    assert len(seen) == 1 + 4 + 2
    # What builds write, and what none reads.
    before = inputs(tmp_path, {})
    for name in ("build/a", "site/a", "tests/a", ".git", "docs/__pycache__/a"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    assert inputs(tmp_path, {"LANG": "C"}) == before
    assert inputs(tmp_path, {}, ["docs"]) != before


def test_parts_of_a_hash_do_not_run_together() -> None:
    assert hash_of(["ab", "c"]) != hash_of(["a", "bc"])
    assert hash_of(["é"]) == hash_of(["é".encode()])


@pytest.mark.parametrize(
    "name", ["build", "site", "dist", "node_modules", "tests", "benchmarks", ".git", ".cache"]
)
def test_what_no_build_reads_is_no_input(tmp_path: Path, name: str) -> None:
    before = inputs(tmp_path, {})
    # Below another folder it may be one.
    for folder, same in ((tmp_path / name, True), (tmp_path / "docs" / name, False)):
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text("1", encoding="utf-8")
        assert (inputs(tmp_path, {}) == before) is same


@pytest.mark.parametrize(
    "name", ["node_modules/.package-lock.json", "node_modules/.ready", ".venv/site.ready"]
)
def test_what_was_fetched_is_an_input(tmp_path: Path, name: str) -> None:
    seen = {inputs(tmp_path, {})}
    file = tmp_path / name
    file.parent.mkdir()
    for text in ("1", "2"):
        file.write_text(text, encoding="utf-8")
        seen.add(inputs(tmp_path, {}))
    assert len(seen) == 3


def test_the_day_is_an_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Day(date):
        day_of_build = date(2026, 5, 1)

        @classmethod
        def today(cls) -> date:
            return cls.day_of_build

    monkeypatch.setattr(module, "date", Day)
    first = inputs(tmp_path, {})
    Day.day_of_build = date(2026, 5, 2)
    assert inputs(tmp_path, {}) != first
    settings = {"SOURCE_DATE_EPOCH": "1777593600", "OTHER": "x"}
    fixed = inputs(tmp_path, settings)
    Day.day_of_build = date(2026, 5, 3)
    assert inputs(tmp_path, settings) == fixed
    assert inputs(tmp_path, {**settings, "OTHER": "y"}) == fixed
    assert inputs(tmp_path, {**settings, "PASSERELLE_DAY": "2026-06-01"}) != fixed


def test_what_callers_say_themselves_stands_at_the_top_of_the_project(root: Path) -> None:
    names = {"docs", "theme", "handbook", "regional_contacts.yaml", "mkdocs.yml", "mkdocs.en.yml"}
    assert names == OF_CALLERS
    assert names <= {path.name for path in root.iterdir()}


def test_a_kept_text_is_sealed(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "base")
    assert kept.text("name", ["a", b"b"], lambda: "é") == "é"
    seal = hash_of([hash_of(["base", "a", "b"]), "é"])
    assert (tmp_path / "name").read_bytes() == f"{seal}\né".encode()
    assert hash_of(["é"]) == hashlib.sha256(b"2\0\xc3\xa9").hexdigest()


def test_files_of_a_folder_in_their_order(tmp_path: Path) -> None:
    for name in ("b/a", "b/skipped/a", "a", "skipped/a", "c/__pycache__/a", "c/a", "z"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    found = list(files(tmp_path, {"skipped", "z"}))
    assert [file.relative_to(tmp_path).as_posix() for file in found] == [
        *("a", "b/a", "b/skipped/a", "c/a"),
    ]
    assert list(named(found[:2], tmp_path)) == ["a", b"a", "b/a", b"b/a"]


# An edit since the site was built, and the files that are told as changed.
EDITS: dict[str, tuple[dict[str, str | None], list[str]]] = {
    "nothing": ({}, []),
    "a file": ({"docs/fr/a.md": "2"}, ["docs/fr/a.md"]),
    "a file at the top": ({"mkdocs.yml": "2"}, ["mkdocs.yml"]),
    "a new file": ({"rules/new.py": ""}, ["rules/new.py"]),
    "a removed file": ({"docs/fr/a.md": None}, ["docs/fr/a.md"]),
    "a moved file": (
        {"docs/fr/a.md": None, "docs/en/a.md": "1"},
        ["docs/en/a.md", "docs/fr/a.md"],
    ),
    "what no build reads": ({"tests/a.py": "", ".git/a": "", "site/a": "", "build/a": ""}, []),
    "what a program has put beside them": ({"derby.log": "", "metastore/a": ""}, []),
}


@pytest.mark.parametrize(("edits", "told"), EDITS.values(), ids=EDITS)
def test_files_that_changed_since_a_build_are_told(
    tmp_path: Path, edits: dict[str, str | None], told: list[str]
) -> None:
    project, record = tmp_path / "project", tmp_path / "build" / "record.json"
    files = {"docs/fr/a.md": "1", "rules/a.py": "1", "mkdocs.yml": "1"}
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    note_files(record, project)
    for name, text in edits.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            (project / name).unlink()
        else:
            (project / name).write_text(text, encoding="utf-8")
    assert changed_files(record, project) == told


def test_files_are_compared_with_a_record_alone(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"record\.json"):
        changed_files(tmp_path / "record.json", tmp_path)
    (tmp_path / "record.json").write_text("[", encoding="utf-8")
    with pytest.raises(ValueError, match="Expecting"):
        changed_files(tmp_path / "record.json", tmp_path)
