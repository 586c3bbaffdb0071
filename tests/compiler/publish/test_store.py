"""What is kept of files' contents, and the links to it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from compiler.publish.store import Store, empty, link, remove_empty_folders


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "stored")


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_texts_are_written_as_they_are(store: Store, tmp_path: Path) -> None:
    texts = {"a.txt": "é\r\n", "api/schemas/a.json": "{}\n"}
    for _ in ("new", "again"):
        store.write(tmp_path / "site", texts)
        found = {name: (tmp_path / "site" / name).read_bytes().decode() for name in texts}
        assert found == texts


def test_the_same_content_is_one_file(store: Store, tmp_path: Path) -> None:
    for name in ("a", "b", "c/d"):
        store.put(tmp_path / "site" / name, b"same")
    found = [(tmp_path / "site" / name).stat().st_ino for name in ("a", "b", "c/d")]
    assert len(set(found)) == 1
    assert len(list(store.folder.iterdir())) == 1


def over(file: Path) -> None:
    file.write_bytes(b"by hand")


def shorter(file: Path) -> None:
    os.truncate(file, 1)


def gone(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("damage", [over, shorter, gone])
def test_what_somebody_wrote_into_a_site_is_in_no_other(
    store: Store, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    file = tmp_path / "site" / "a"
    store.put(file, b"content")
    damage(file)
    store.put(tmp_path / "next", b"content")
    assert (tmp_path / "next").read_bytes() == b"content"


def test_another_content_leaves_other_sites_as_they_are(store: Store, tmp_path: Path) -> None:
    store.put(tmp_path / "old", b"one")
    link(tmp_path / "old", tmp_path / "new")
    store.put(tmp_path / "new", b"two")
    assert (tmp_path / "old").read_bytes() == b"one"
    assert (tmp_path / "new").read_bytes() == b"two"


def test_only_what_no_site_has_is_forgotten(store: Store, tmp_path: Path) -> None:
    store.forget_unused()  # there is nothing yet
    for name in ("stays", "goes"):
        store.put(tmp_path / name, name.encode())
    (tmp_path / "goes").unlink()
    store.forget_unused()
    assert len(list(store.folder.iterdir())) == 1
    store.put(tmp_path / "goes", b"goes")
    assert (tmp_path / "goes").read_bytes() == b"goes"


def test_an_emptied_folder_keeps_its_folders_until_they_are_not_wanted(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for name in ("a/b/c", "a/d", "e/f/g"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).touch()
    empty(site)
    assert names(site) == {"a", "a/b", "e", "e/f"}
    (site / "a" / "d").touch()
    remove_empty_folders(site)
    assert names(site) == {"a", "a/d"}
    empty(tmp_path / "none")
