"""The programmes in the menus, and the page that lists them."""

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

import pytest

from compiler.read.documents import Document
from compiler.read.navigation import Group
from compiler.read.pages import pages_of
from compiler.read.paired import Paired
from compiler.read.programme_pages import with_programmes
from compiler.read.regions import Directory
from rules.relevance import FEW, SIDE_BY_SIDE

Count = Callable[[int], Sequence[str]]


def document(id: str) -> Document:
    return Document("en", PurePosixPath(f"{id}.md"), {"page": id, "title": id}, "", 1)


class Words:
    """A catalogue that names every programme by its message."""

    def text(self, id: str) -> str:
        return id


@pytest.fixture
def there_are(monkeypatch: pytest.MonkeyPatch) -> Count:
    """So many programmes."""

    def set_count(number: int) -> Sequence[str]:
        ids = [f"p{one}" for one in range(number)]
        for module in ("compiler.read.programme_pages", "rules.relevance"):
            monkeypatch.setattr(f"{module}.programme_ids", lambda: ids)
        monkeypatch.setattr("compiler.read.programme_pages.words_of", lambda language: Words())
        return ids

    return set_count


@pytest.mark.parametrize(
    ("number", "listed", "named"),
    [
        (SIDE_BY_SIDE, False, True),
        (SIDE_BY_SIDE + 1, True, True),
        (FEW, True, True),
        (FEW + 1, True, False),
    ],
)
def test_programmes_stand_in_the_place_of_their_list(
    there_are: Count, directory: Directory, number: int, listed: bool, named: bool
) -> None:
    ids = there_are(number)
    documents = Paired(map(document, ["first", "programmes", "last", *ids]))
    files = [PurePosixPath(f"{id}.md") for id in ("first", "programmes", "last")]
    group = Group("Title", dict.fromkeys(files, "name"))
    (found,) = with_programmes([group], "en", documents)
    assert list(map(str, found.names)) == [
        "first.md",
        *(["programmes.md"] if listed else []),
        *([f"{id}.md" for id in ids] if named else []),
        "last.md",
    ]
    if named:
        assert found.names[PurePosixPath("p1.md")] == "programme.p1"
    # The page of the list is made where a menu leads to it.
    assert ("programmes" in pages_of(documents, directory).by_id) is listed


def test_a_programme_without_a_page_is_in_no_menu(there_are: Count) -> None:
    there_are(2)
    documents = Paired(map(document, ["programmes", "p1"]))
    group = Group("Title", {PurePosixPath("programmes.md"): "name"})
    (found,) = with_programmes([group], "en", documents)
    assert list(map(str, found.names)) == ["p1.md"]
