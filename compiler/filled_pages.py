"""The pages filled: the Markdown and front matter that MkDocs is given.

A page is filled without the text of any other, so that one which changed leaves the others as the
last build filled them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from typing import Any, NamedTuple

from calculator.results.result import KINDS
from calculator.words.catalogue import LANGUAGES
from compiler.ahead import ahead
from compiler.check.comparing_numbers import Numbers, compare_numbers, numbers_of
from compiler.publish.structured_data import with_structured_data
from compiler.read.documents import Document
from compiler.read.fact_marks import FactMarks
from compiler.read.mistake import Mistake, SourceError, mistakes_of_rules, refuse
from compiler.read.pages import Page
from compiler.read.paired import Paired
from compiler.read.results import results
from compiler.render.publication import Publication
from compiler.render.rendering import render
from compiler.render.result_files import compared_results, result_files

# Of fewer pages a second process is not worth its start.
FEW_PAGES = 8


class Filled(NamedTuple):
    """What becomes of a page: its front matter, its text, and the numbers that stand there."""

    meta: Mapping[str, Any]
    text: str
    numbers: Numbers


def filled_pages(publication: Publication) -> Paired[Page]:
    """The pages as MkDocs gets them. Raises SourceError, also where two languages show other
    numbers."""
    among = _without_texts(publication)
    with (
        mistakes_of_rules(),
        results(publication.kept.depending(_seen(among)), "filled-pages") as known,
    ):
        keys = [(page.language, str(page.file), page.document.text) for page in publication.pages]
        pages = list(zip(keys, publication.pages, strict=True))
        lacking = [page for key, page in pages if not known.has(key)]
        made = iter(_without_mistakes(_fill(lacking, among)))
        found = {page.address: known.of(key, lambda: next(made)) for key, page in pages}
        filled = Paired(_with(page, found[page.address]) for page in publication.pages)
        # Those that are kept were compared when they were filled.
        changed = {page.id for page in lacking}
        compare_numbers(
            Paired(page for page in filled if page.id in changed),
            lambda page: found[page.address].numbers,
        )
    return filled


def _with(page: Page, filled: Filled) -> Page:
    return page._replace(meta=filled.meta, text=filled.text)


def _without_mistakes(made: Iterable[Filled | SourceError]) -> Sequence[Filled]:
    """What became of pages; raises SourceError with what is wrong in all of them."""
    whole: list[Filled] = []
    mistakes: list[Mistake] = []
    for one in made:
        if isinstance(one, SourceError):
            mistakes += one.mistakes
        else:
            whole.append(one)
    refuse(mistakes)
    return whole


def _fill(pages: Sequence[Page], among: Publication) -> Iterable[Filled | SourceError]:
    """What becomes of some pages, in their order, or what is wrong in them."""
    if len(pages) <= FEW_PAGES or among.kept.folder is None:
        return (_filled(page, among) for page in pages)
    # Several pages need these, and making them takes processes of its own.
    _make_result_files(among)
    with ProcessPoolExecutor(initializer=_begin, initargs=(among,)) as pool:
        return list(pool.map(_filled, pages))


def _make_result_files(among: Publication) -> None:
    """Make those that lack, by all processors."""
    compared = [ahead(compared_results, language, among) for language in LANGUAGES]
    for kind_id in KINDS:
        # It makes those of all languages.
        result_files(kind_id, LANGUAGES[0], among)
    for one in compared:
        one.join()


# What a process that fills pages was begun with.
_begun: list[Publication] = []


def _begin(among: Publication) -> None:
    _begun[:] = [among]


def _filled(page: Page, among: Publication | None = None) -> Filled | SourceError:
    among = among or _begun[0]
    try:
        with mistakes_of_rules():
            filled = with_structured_data(render(page, among), among.directory, among.site_url)
    except SourceError as error:
        return error
    return Filled(filled.meta, filled.text, numbers_of(filled.text, filled.language))


def _without_texts(publication: Publication) -> Publication:
    """What a page may know of the others: where they are, and their front matter."""
    outlines: dict[str, Document] = {}

    def outline(page: Page) -> Page:
        document = page.document
        if document.source not in outlines:
            outlines[document.source] = replace(document, text="", first_line=1, key_lines={})
        return page._replace(document=outlines[document.source], text="")

    marks = FactMarks(
        mark._replace(page=outline(mark.page), line=1, block="") for mark in publication.fact_marks
    )
    return publication._replace(pages=Paired(map(outline, publication.pages)), fact_marks=marks)


def _seen(among: Publication) -> Iterator[str]:
    """All that pages may show of a publication without texts, beside what builds depend on."""
    yield repr([(page.language, page.file, page.meta) for page in among.pages])
    yield repr([(mark.fact, mark.page.address, mark.page_name) for mark in among.fact_marks])
    rest = among._asdict()
    for name in ("pages", "fact_marks", "kept"):
        del rest[name]
    yield repr(rest)
