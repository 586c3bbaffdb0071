"""The sources of the site, read and checked before anything is made from them."""

from datetime import date
from functools import partial
from pathlib import Path

from compiler.check.comparing_numbers import compare_numbers
from compiler.check.fact_marks import check_fact_marks
from compiler.check.hard_coded_numbers import check_hard_coded_numbers
from compiler.check.markup import check_markup
from compiler.check.paired_text import check_paired_text
from compiler.check.pairs import check_pairs
from compiler.check.programmes import check_programmes
from compiler.check.replaced_values import check_replaced_values
from compiler.check.to_be_written import check_to_be_written
from compiler.check.wording import check_wording
from compiler.missing_messages import check_messages
from compiler.publish.structured_data import with_structured_data
from compiler.read.documents import Document
from compiler.read.kept import NOTHING_KEPT, Kept
from compiler.read.mistake import Gathered
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
    found = Gathered()
    found.tried(lambda: check_to_be_written(project, sources))
    found.tried(lambda: check_replaced_values(project))
    found.tried(lambda: check_markup(sources.documents))
    before = len(found.mistakes)
    found.tried(lambda: check_programmes(on))
    if len(found.mistakes) == before:
        found.tried(lambda: check_messages(sources.message_files, on, kept))
    found.tried(lambda: check_wording(project, sources))
    found.tried(
        lambda: check_hard_coded_numbers(
            sources.documents, sources.facts, sources.message_files, on
        )
    )
    _compare_languages(sources, found)
    found.refuse()
    return sources


def _compare_languages(sources: Sources, found: Gathered) -> None:
    """Compare the pages of which nothing is known to be wrong: a hard-coded number, for instance,
    is a placeholder that lacks, too. So is a fact that one language has and the other lacks."""
    wrong = {mistake.file for mistake in found.mistakes}
    found.tried(lambda: check_pairs(sources.documents, wrong))
    compared = len(found.mistakes)
    found.tried(lambda: check_paired_text(_without_mistakes(sources.documents, found)))
    unsaid = {mistake.file for mistake in found.mistakes[:compared]}
    if not any(document.source in unsaid for document in sources.documents):
        found.tried(lambda: check_fact_marks(sources.fact_marks, sources.facts))


def _without_mistakes(documents: Paired[Document], found: Gathered) -> Paired[Document]:
    """The documents that have no mistake so far, nor have their equals in other languages."""
    wrong = {mistake.file for mistake in found.mistakes}
    return Paired(
        document
        for document in documents
        if not any(equal.source in wrong for equal in documents.by_id[document.id].values())
    )


def filled_pages(publication: Publication) -> Paired[Page]:
    """The pages as MkDocs gets them. Raises SourceError, also where two languages show other
    numbers."""
    found = Gathered()

    def filled(page: Page) -> Page:
        return with_structured_data(
            render(page, publication), publication.directory, publication.site_url
        )

    tried = [found.tried(partial(filled, page)) for page in publication.pages]
    found.refuse()
    pages = Paired(page for page in tried if page is not None)
    compare_numbers(pages)
    return pages
