"""Placeholders in documents, filled: values of the rules, messages, blocks made from data."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from jinja2 import Environment, StrictUndefined, TemplateError, UndefinedError

from calculator.frame import Assets, calculator
from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup
from compiler.read import contact
from compiler.read.anchors import Anchor, placed
from compiler.read.definitions import Definitions, with_definitions
from compiler.read.facts import Facts
from compiler.read.navigation import Group
from compiler.read.offices import for_programme
from compiler.read.pages import DocumentError, Page
from compiler.read.placeholder_values import placeholders
from compiler.read.region_names import in_phrase
from compiler.read.regions import Directory, Region
from compiler.read.words import words_of
from compiler.render import blocks
from compiler.render.contacts import contact_line, contact_list
from compiler.render.embedding import embed_code
from compiler.render.facts_register import facts_register
from compiler.render.pictures import drawing
from compiler.render.policy import page_policy
from compiler.render.postal_field import postal_field
from compiler.render.region_map import region_map
from compiler.render.search_page import page_list, search_form
from compiler.render.situations import situations
from rules.dated import programme_ids

# The pages that hold a calculator, and its kind.
CALCULATORS = {"estimate": "participant", "embedded": "participant", "check": "organisation"}

# The pages that a result links to, and those that serve where there is no JavaScript.
LINKED = ("regions", "sources", "situations", "organizations")


# The pages that run WebAssembly: Python, or the search.
WITH_ENGINE = {*CALCULATORS, "search"}

NO_DEFINITIONS: Definitions = {}
NO_NAVIGATION: Mapping[str, Sequence[Group]] = {}


class Publication(NamedTuple):
    """What every page of one build shares. `scripts` and `engine` are folders' addresses
    from the site's root, `engines` lists what is in the latter (JSON); `site_url` is where the
    site will stand; `built` is the day whose values the pages show; `contact` is whom to write
    to, if the publisher says so; `anchors` are the places of the `facts`; `navigation` has the
    groups of the menus by language."""

    pages: Mapping[tuple[str, str], Page]
    directory: Directory
    built: date
    scripts: str
    engine: str
    engines: str
    contact: str | None = None
    definitions: Definitions = NO_DEFINITIONS
    facts: Facts = Facts(())
    anchors: Sequence[Anchor] = ()
    site_url: str = ""
    navigation: Mapping[str, Sequence[Group]] = NO_NAVIGATION

    def link(self, page: Page, id: str) -> str:
        """The way from a page to the page of that id in the same language."""
        return page.root + self.pages[page.language, id].address


def needs_engine(page: Page) -> bool:
    """Whether a page runs WebAssembly, which its policy has to allow."""
    return page.id in WITH_ENGINE


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
            one = page._replace(file=file, meta=meta, template=page.file)
            published.append((one, region))
    return published


class Unknown(StrictUndefined):
    """A placeholder that there is not; of a programme's values it says which there are."""

    @property
    def _undefined_message(self) -> str:
        if isinstance(self._undefined_obj, dict):
            known = ", ".join(sorted(self._undefined_obj))
            return f"'{self._undefined_name}' is no value here; accepted: {known}"
        return super()._undefined_message


def render(page: Page, region: Region | None, publication: Publication) -> Page:
    """The page with its text and its front matter filled.

    Raises DocumentError, with file and line, for a placeholder that there is not.
    """
    context = _context(page, region, publication)
    # Markup stands in documents as it is; nothing that a stranger wrote comes in here.
    environment = Environment(undefined=Unknown, keep_trailing_newline=True)

    def fill(template: str, first_line: int) -> str:
        try:
            return environment.from_string(template).render(context)
        except TemplateError as error:
            line = _line(error) + first_line - 1
            raise DocumentError(f"{page.source}:{line}: {error.message}") from error

    meta = {
        key: fill(value, page.line_of(key)) if isinstance(value, str) else value
        for key, value in page.meta.items()
    }
    meta["policy"] = page_policy(engine=needs_engine(page))
    # What a printed page says of its amounts.
    meta["documents"] = blocks.dated_documents(words_of(page.language))
    meta["values_on"] = words_of(page.language).day(publication.built)
    text = with_definitions(
        fill(placed(page, region), page.first_line),
        publication.definitions.get(page.language, ()),
        words_of(page.language),
    )
    return page._replace(meta=meta, text=text)


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


def _picture(words: Catalogue) -> Callable[[str], Markup]:
    """A function for documents: the drawing of a name, with its words."""

    def picture(name: str) -> Markup:
        try:
            return drawing(name, words)
        except LookupError as error:
            raise UndefinedError(str(error.args[0])) from error

    return picture


def _contacts_of(
    directory: Directory, regions_address: str, words: Catalogue
) -> Callable[[str], Markup]:
    """A function for documents: the contacts that this site adds for a programme, as a list."""

    def contacts_of(programme: str) -> Markup:
        if programme not in programme_ids():
            known = ", ".join(programme_ids())
            raise UndefinedError(f"{programme!r} is no programme; accepted: {known}")
        contacts = for_programme(directory.province_wide, programme)
        return contact_list(contacts, words, cards=regions_address)

    return contacts_of


def _context(page: Page, region: Region | None, publication: Publication) -> dict[str, Any]:
    words = words_of(page.language)
    links = {id: publication.link(page, id) for id in LINKED}
    own_pages = {
        id: publication.link(page, id)
        for id in programme_ids()
        if (page.language, id) in publication.pages
    }
    regions = links["regions"]
    region_list = blocks.region_list(publication.directory, regions, words)
    context: dict[str, Any] = {
        **placeholders(publication.built, words),
        "message": _message(words),
        "picture": _picture(words),
        "contacts_of": _contacts_of(publication.directory, regions, words),
        # Documents name it, and say nothing in its place where its lines were deleted.
        "services_quebec": contact_line(
            publication.directory.province_wide, "services_quebec", words
        ),
        "region_count": words.number(len(publication.directory.regions)),
        "regions_list": region_list,
        "values_table": blocks.values_table(publication.built, publication.facts, words),
        "documents_list": blocks.documents_list(words, own_pages),
        "api": f"{page.root}api/",
        "contact": contact.sentence(publication.contact, words),
        "postal_areas_credit": getattr(publication.directory.postal_areas_credit, page.language),
    }
    if page.id == "sources":
        context["fact_count"] = words.number(len(publication.facts.facts))
        context["facts_register"] = facts_register(
            publication.facts, publication.anchors, page, words
        )
    if page.id in CALCULATORS:
        context["calculator"] = _calculator(page, publication, links, region_list)
    if page.id == "regions":
        script = f"{page.root}{publication.scripts}directory.js"
        context["postal_field"] = postal_field(publication.directory, script, words)
        context["region_map"] = region_map(publication.directory, regions, words)
    if page.id == "search":
        script = f"{page.root}{publication.scripts}search.js"
        context["search_form"] = search_form(page, script, regions, words)
        groups = publication.navigation.get(page.language, ())
        context["page_list"] = page_list(page, publication.pages.values(), groups, words)
    if page.id == "embed":
        embedded = publication.pages[page.language, "embedded"]
        address = publication.site_url + embedded.address
        context["embed_code"] = embed_code(address, embedded.meta["title"])
    if page.id == "situations":
        context["situations"] = situations(links, publication.built, words)
    if region:
        context["estimate"] = f"{publication.link(page, 'estimate')}#region={region.slug}"
        context["region"] = {
            "name": region.name,
            "office": words.text("regions.office", region=in_phrase(region, page.language)),
            "place": words.text("regions.place", region=in_phrase(region, page.language)),
            "slug": region.slug,
            "collect_calls": region.collect_calls,
            "telephone_link": blocks.telephone_link(region.telephone),
            "toll_free_link": region.toll_free and blocks.telephone_link(region.toll_free),
            "more": blocks.more_of_office(region, words),
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
        engines=publication.engines,
        postal_areas=f"{page.root}api/postal-areas.json",
        embed=f"{scripts}embed.js" if page.id == "embedded" else None,
        page=publication.link(page, "estimate") if page.id == "embedded" else None,
    )
    kind = CALCULATORS[page.id]
    contacts = contact_list(publication.directory.province_wide, words_of(page.language))
    return calculator(kind, page.language, links, assets, region_list, publication.built, contacts)
