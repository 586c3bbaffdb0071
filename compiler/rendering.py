"""Placeholders in documents, filled: values of the rules, messages, blocks made from data."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, StrictUndefined, TemplateError, UndefinedError

from calculator.catalogue import Catalogue, catalogue
from calculator.frame import Assets, calculator
from calculator.html import Markup
from compiler import blocks
from compiler.embedding import embed_code
from compiler.figures import placeholders
from compiler.pages import DocumentError, Page
from compiler.regions import Directory, Region
from compiler.situations import situations

# The pages that hold a calculator, and its kind.
CALCULATORS = {"estimate": "participant", "embedded": "participant", "check": "organisation"}

# The pages that a result links to, and those that serve where there is no JavaScript.
LINKED = ("regions", "sources", "situations", "organizations")

# `import … from "./name.js"` at the beginning of a line, over several lines too.
IMPORTED = re.compile(r'^import\b[^;]*?"\./([\w-]+\.js)";', re.MULTILINE)


class Publication(NamedTuple):
    """What every page of one build shares. `scripts` and `engine` are folders' addresses
    from the site's root; `modules` are the names of the scripts that the page's script
    imports; `url` is where the site will stand; `built` is the day whose values the pages show."""

    pages: Mapping[tuple[str, str], Page]
    directory: Directory
    built: date
    scripts: str
    engine: str
    modules: tuple[str, ...] = ()
    url: str = ""

    def link(self, page: Page, id: str) -> str:
        """The way from a page to the page of that id in the same language."""
        return page.root + self.pages[page.language, id].address


def words_of(language: str) -> Catalogue:
    """All the messages of a language, the calculator's and the site's."""
    return catalogue(language, "compiler")


def expand(pages: list[Page], directory: Directory) -> list[tuple[Page, Region | None]]:
    """The pages to publish: templates stand for one page a region."""
    published: list[tuple[Page, Region | None]] = []
    for page in pages:
        if not page.is_template:
            published.append((page, None))
            continue
        for region in directory.regions:
            file = page.file.with_name(f"{region.slug}.md")
            meta = {**page.meta, "page": f"{page.id}/{region.slug}"}
            published.append((page._replace(file=file, meta=meta), region))
    return published


def render(page: Page, region: Region | None, publication: Publication) -> Page:
    """The page with its text and its front matter filled.

    Raises DocumentError, with file and line, for a placeholder that there is not.
    """
    context = _context(page, region, publication)
    # Markup stands in documents as it is; nothing that a stranger wrote comes in here.
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True)
    name = f"docs/{page.language}/{page.file}"

    def fill(template: str, first_line: int) -> str:
        try:
            return environment.from_string(template).render(context)
        except TemplateError as error:
            line = _line(error) + first_line - 1
            raise DocumentError(f"{name}:{line}: {error.message}") from error

    meta = {
        key: fill(value, page.line_of(key)) if isinstance(value, str) else value
        for key, value in page.meta.items()
    }
    return page._replace(meta=meta, text=fill(page.text, page.first_line))


def _line(error: TemplateError) -> int:
    """The line of the template that an error came from; Jinja puts it in the traceback."""
    if lineno := getattr(error, "lineno", None):
        return int(lineno)
    line = 1
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _message(words: Catalogue) -> Callable[[str], str]:
    """A function for documents: the message of an id."""

    def message(id: str) -> str:
        try:
            return words.text(id)
        except KeyError as error:
            raise UndefinedError(f"message {id!r} cannot be shown: {error.args[0]}") from error

    return message


def _context(page: Page, region: Region | None, publication: Publication) -> dict[str, Any]:
    words = words_of(page.language)
    links = {id: publication.link(page, id) for id in LINKED}
    regions = links["regions"]
    region_list = blocks.region_list(publication.directory, regions, words)
    context: dict[str, Any] = {
        **placeholders(publication.built, words),
        "message": _message(words),
        "region_count": words.number(len(publication.directory.regions)),
        "regions_list": region_list,
        "values_table": blocks.values_table(publication.built, words),
        "documents_list": blocks.documents_list(words),
        "api": f"{page.root}api/",
        "postal_areas_credit": getattr(publication.directory.postal_areas_credit, page.language),
    }
    if page.id in CALCULATORS:
        context["calculator"] = _calculator(page, publication, links, region_list)
    if page.id == "embed":
        embedded = publication.pages[page.language, "embedded"]
        address = publication.url + embedded.address
        context["embed_code"] = embed_code(address, embedded.meta["title"])
    if page.id == "situations":
        context["situations"] = situations(links, publication.built, words)
    if region:
        context["region"] = {
            "name": region.name,
            "slug": region.slug,
            "collect_calls": region.collect_calls,
            "telephone_link": blocks.telephone_link(region.telephone),
            "toll_free_link": region.toll_free and blocks.telephone_link(region.toll_free),
        }
    return context


def _calculator(
    page: Page, publication: Publication, links: Mapping[str, str], region_list: Markup
) -> Markup:
    scripts = page.root + publication.scripts
    assets = Assets(
        script=f"{scripts}page.js",
        worker=f"{scripts}worker.js",
        engine=page.root + publication.engine,
        modules=tuple(scripts + name for name in publication.modules),
        embed=f"{scripts}embed.js" if page.id == "embedded" else None,
        page=publication.link(page, "estimate") if page.id == "embedded" else None,
    )
    kind = CALCULATORS[page.id]
    return calculator(kind, page.language, links, assets, region_list, publication.built)


def scripts_of(calculator_folder: Path) -> list[Path]:
    """The browser's own scripts, which are served as they are."""
    return sorted(calculator_folder.glob("*.js"))


def imported_by(script: Path) -> tuple[str, ...]:
    """The names of the modules that a script imports from its own folder, at any depth."""
    found: list[str] = []
    waiting = [script]
    while waiting:
        for name in IMPORTED.findall(waiting.pop().read_text(encoding="utf-8")):
            if name not in found:
                found.append(name)
                waiting.append(script.with_name(name))
    return tuple(sorted(found))
