"""The pages to publish: one for each document, one a region or a programme for each template."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from calculator.words.catalogue import LANGUAGES
from calculator.words.own_pages import programme_slug
from compiler.read.documents import Document
from compiler.read.paired import Paired
from compiler.read.programme_pages import is_published
from compiler.read.regions import Directory, Region
from rules.dated import programme_ids
from rules.relevance import are_many

# The folder of each language below the site's root; the first is at the root itself.
ROOTS = {language: "" if language == LANGUAGES[0] else f"{language}/" for language in LANGUAGES}


class Page(NamedTuple):
    """A page to publish.

    `file`: its path inside its language's folder, as MkDocs gets it. `meta` and `text` are those
    of its document, until `compiler.render.rendering` fills them. `region` or `programme` (its id):
    what a page is about that a template stands for.
    """

    document: Document
    file: PurePosixPath
    meta: Mapping[str, Any]
    text: str
    region: Region | None = None
    programme: str | None = None

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.document.language

    @property
    def id(self) -> str:
        """What the page is, in whichever language."""
        return str(self.meta["page"])

    @property
    def kind(self) -> str:
        """What the page is; the pages of all regions are of one kind."""
        return self.document.id

    @property
    def address(self) -> str:
        """The page's address from the site's root, without a leading slash."""
        return _address(self.language, self.file)

    @property
    def root(self) -> str:
        """The relative address of the site's root from the page."""
        return "../" * self.address.count("/") or "./"


@cache
def _address(language: str, file: PurePosixPath) -> str:
    folder = file.parent if file.stem == "index" else file.with_suffix("")
    inside = "" if folder == PurePosixPath(".") else f"{folder}/"
    return ROOTS[language] + inside


def page_of(document: Document) -> Page:
    """The page of a document that is no template."""
    return Page(document, document.file, document.meta, document.text)


def pages_of(documents: Iterable[Document], directory: Directory) -> Paired[Page]:
    """The pages to publish, in the order of their documents."""
    pages: list[Page] = []
    for document in documents:
        page = page_of(document)
        if document.of_programmes:
            # A few programmes stand on one page.
            ids = programme_ids() if are_many() else ()
            pages += [_page_of(page, programme_slug(id), programme=id) for id in ids]
        elif document.is_template:
            pages += [_page_of(page, one.slug, region=one) for one in directory.regions]
        elif is_published(page.id):
            pages.append(page)
    return Paired(pages)


def _page_of(
    template: Page, slug: str, region: Region | None = None, programme: str | None = None
) -> Page:
    parts = (
        slug + PurePosixPath(part).suffix if part.startswith("_") else part
        for part in template.file.parts
    )
    return template._replace(
        file=PurePosixPath(*parts),
        meta={**template.meta, "page": f"{template.id}/{slug}"},
        region=region,
        programme=programme,
    )
