"""All that people edit and the site is made from: read, and checked before anything is made."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from compiler.check.comparing_numbers import check_numbers
from compiler.check.hard_coded_numbers import check_typed_figures
from compiler.check.pairs import check_pairs
from compiler.check.wording import check_wording
from compiler.publish.structured_data import with_structured_data
from compiler.read.anchors import Anchor, checked_anchors
from compiler.read.facts import Facts, load_facts
from compiler.read.message_files import check_messages
from compiler.read.pages import Page, read_pages
from compiler.read.regions import Directory, Region, load_directory
from compiler.render.rendering import Publication, expand, render


class Sources(NamedTuple):
    """The documents and data of a project; `pages` are those to publish, not yet filled."""

    directory: Directory
    pages: Sequence[tuple[Page, Region | None]]
    facts: Facts
    anchors: Sequence[Anchor]


def read_sources(project: Path, on: date) -> Sources:
    """Read and check what the project's folder holds; `on` is the day of the values.

    Raises DirectoryError, DocumentError or FactsError.
    """
    directory = load_directory(project / "regional_contacts.yaml")
    check_messages(project)
    documents = read_pages(project / "docs")
    facts = load_facts(project / "docs" / "facts", directory)
    check_wording(project, documents)
    # Before the languages are compared: a typed figure is also a placeholder that lacks.
    check_typed_figures(documents, facts, on)
    check_pairs(documents)
    pages = expand(documents, directory)
    return Sources(directory, pages, facts, checked_anchors(pages, facts))


def filled(pages: Iterable[tuple[Page, Region | None]], publication: Publication) -> list[Page]:
    """The pages as MkDocs gets them. Raises DocumentError, also where equals differ."""
    made = [
        with_structured_data(
            render(page, region, publication),
            region,
            publication.directory,
            publication.site_url,
        )
        for page, region in pages
    ]
    check_numbers(made)
    return made
