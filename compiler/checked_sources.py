"""The sources of the site, read and checked before anything is made from them."""

from datetime import date
from pathlib import Path

from compiler.check.comparing_numbers import compare_numbers
from compiler.check.fact_marks import check_fact_marks
from compiler.check.hard_coded_numbers import check_hard_coded_numbers
from compiler.check.markup import check_markup
from compiler.check.paired_text import check_paired_text
from compiler.check.pairs import check_pairs
from compiler.check.replaced_values import check_replaced_values
from compiler.check.to_be_written import check_to_be_written
from compiler.check.wording import check_wording
from compiler.missing_messages import check_messages
from compiler.publish.structured_data import with_structured_data
from compiler.read.kept import NOTHING_KEPT, Kept
from compiler.read.mistake import mistakes_of_rules
from compiler.read.pages import Page
from compiler.read.paired import Paired
from compiler.read.sources import Sources, read_sources
from compiler.render.publication import Publication
from compiler.render.rendering import render


def checked_sources(project: Path, on: date, kept: Kept = NOTHING_KEPT) -> Sources:
    """Read and check what the project's folder holds; `on` is the day of the values.

    Raises SourceError.
    """
    sources = read_sources(project)
    check_to_be_written(project, sources)
    check_replaced_values(project)
    check_markup(sources.documents)
    check_messages(sources.message_files, on, kept)
    check_wording(project, sources)
    # Before the languages are compared: a hard-coded number is a placeholder that lacks, too.
    check_hard_coded_numbers(sources.documents, sources.facts, sources.message_files, on)
    check_pairs(sources.documents)
    check_paired_text(sources.documents)
    check_fact_marks(sources.fact_marks, sources.facts)
    return sources


def filled_pages(publication: Publication) -> Paired[Page]:
    """The pages as MkDocs gets them. Raises SourceError, also where two languages show other
    numbers."""
    with mistakes_of_rules():
        pages = Paired(
            with_structured_data(
                render(page, publication), publication.directory, publication.site_url
            )
            for page in publication.pages
        )
    compare_numbers(pages)
    return pages
