"""The programmes' own pages, and where they are listed: the menus, and a page for all of them."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from compiler.read.documents import Document
from compiler.read.navigation import Group
from compiler.read.paired import Paired
from compiler.read.words import words_of
from rules.dated import programme_ids
from rules.relevance import SIDE_BY_SIDE, are_many

# The page that lists the programmes. The `nav` of a configuration names it in the place where
# the programmes stand.
LIST_PAGE = "programmes"


def has_list_page() -> bool:
    """Whether there are so many programmes that a page lists them.

    With the entries beside them, two programmes fill two rows of the header on a phone, and the
    columns that a table has room for there. Of more, the header leads to their list.
    """
    return len(programme_ids()) > SIDE_BY_SIDE


def is_published(id: str) -> bool:
    """Whether a page is, by its id: the list of the programmes only where it is needed."""
    return id != LIST_PAGE or has_list_page()


def own_pages(language: str, documents: Paired[Document]) -> dict[PurePosixPath, str]:
    """The name of each programme that has a page, by the page's file, in their order."""
    words = words_of(language)
    return {
        documents[language, id].file: words.text(f"programme.{id}")
        for id in programme_ids()
        if (language, id) in documents
    }


def with_programmes(
    groups: Sequence[Group], language: str, documents: Paired[Document]
) -> tuple[Group, ...]:
    """The groups of the menus with the programmes in the place of their list, or behind it.

    A few stand behind the list; where they are many, the list stands alone.
    """
    if (language, LIST_PAGE) not in documents:
        return tuple(groups)
    place = documents[language, LIST_PAGE].file
    programmes = own_pages(language, documents)
    return tuple(
        group._replace(names=dict(_entries(group.names, place, programmes))) for group in groups
    )


def _entries(
    names: Mapping[PurePosixPath, str],
    place: PurePosixPath,
    programmes: Mapping[PurePosixPath, str],
) -> Iterator[tuple[PurePosixPath, str]]:
    for file, name in names.items():
        if file != place or has_list_page():
            yield file, name
        if file == place and not are_many():
            yield from programmes.items()
