"""What a document may put between double braces: values, messages, blocks made from data."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from jinja2 import Template, UndefinedError

from calculator.comparison import comparison
from calculator.frame import Assets, calculator
from calculator.results.cards import note
from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, joined
from compiler.read import contact
from compiler.read.offices import for_programme
from compiler.read.pages import Page
from compiler.read.placeholder_values import placeholders_of
from compiler.read.programme_pages import LIST_PAGE, has_list_page
from compiler.read.region_names import in_phrase
from compiler.read.regions import Region
from compiler.read.words import words_of
from compiler.render import blocks
from compiler.render.contacts import contact_line, contact_list
from compiler.render.embedding import embed_code
from compiler.render.facts_register import facts_register
from compiler.render.pictures import drawing
from compiler.render.postal_field import TOWNS, postal_field
from compiler.render.poster import poster_previews
from compiler.render.programme_index import situations_index, sources_index
from compiler.render.programmes import blocks_of_programmes, of_programmes
from compiler.render.publication import CALCULATORS, Publication
from compiler.render.region_map import region_map
from compiler.render.result_files import compared_results, result_files
from compiler.render.search_page import page_list, search_form
from compiler.render.sending import region_to_send
from compiler.render.situations import if_not_adult, situations
from rules.dated import programme_ids
from rules.relevance import are_many

# The pages that a result links to, and those that serve where there is no JavaScript.
LINKED = ("regions", "sources", "situations", "organizations", "comparison")

# An id of a programme is a word of its own.
WORD = re.compile(r"\w+")

Context = dict[str, Any]


def context_of(page: Page, publication: Publication) -> Context:
    """The names that the document of a page may use, with their values."""
    words = words_of(page.language)
    return {
        **_values(page, publication),
        "message": _message(words),
        "picture": _picture(words),
        "contacts_of": _contacts_of(page, publication),
        # Documents name it, and say nothing in its place where its lines were deleted.
        "services_quebec": contact_line(
            publication.directory.province_wide, "services_quebec", words
        ),
        "region_count": words.number(len(publication.directory.regions)),
        "api": f"{page.root}api/",
        "contact": contact.sentence(publication.contact, words),
        # Without an address nobody is asked to write.
        "has_contact": publication.contact is not None,
        "postal_areas_credit": getattr(publication.directory.postal_areas_credit, page.language),
        "towns_credit": getattr(publication.directory.towns_credit, page.language),
        **of_programmes(page, publication),
        **_blocks(page, publication),
        **_of_one_page(page, publication),
        **(_of_region(page, page.region, publication) if page.region else {}),
        **(_of_programme(page, page.programme, publication) if page.programme else {}),
        **({"poster": poster_previews(page, publication)} if page.kind == "poster" else {}),
    }


def _values(page: Page, publication: Publication) -> Context:
    """The values of the programmes that the document names: a page names few of many."""
    words = words_of(page.language)
    return {id: placeholders_of(id, publication.built, words) for id in programmes_of(page)}


def programmes_of(page: Page) -> Sequence[str]:
    """The programmes that a page's document names by their ids, in their own order; that of a
    page about one."""
    if page.programme:
        return [page.programme]
    named = set(WORD.findall("\n".join([page.document.text, *map(str, page.meta.values())])))
    return [id for id in programme_ids() if id in named]


class Block:
    """What a placeholder stands for, made when it is shown: a document may name one in a part
    that is not for as many programmes as there are."""

    def __init__(self, make: Callable[[], str]) -> None:
        self._make = cache(make)

    def __str__(self) -> str:
        return self._make()

    def __bool__(self) -> bool:
        return bool(self._make())


def _blocks(page: Page, publication: Publication) -> Context:
    """The lists and tables that any document may use; only those that this one shows are made."""
    words = words_of(page.language)
    ids = [page.programme] if page.programme else programme_ids()
    old_places = f"{page.root}{publication.scripts}old_places.js"
    makers: Mapping[str, Callable[[], Markup | str]] = {
        **blocks_of_programmes(page, publication),
        "regions_list": lambda: _region_list(page, publication),
        "poster_links": lambda: _poster_links(page, publication),
        "values_table": lambda: joined(blocks.values_table(ids, publication.facts, words)),
        "documents_list": lambda: blocks.documents_list(
            ids, words, _own_pages(ids, page, publication)
        ),
        "facts_register": lambda: facts_register(
            ids, publication.facts, publication.fact_marks, page, words
        ),
        "fact_count": lambda: words.number(sum(len(publication.facts.of(id)) for id in ids)),
        "sources_index": lambda: sources_index(publication.facts, old_places, words),
        "situations_index": lambda: situations_index(publication.built, words),
    }
    return {name: Block(make) for name, make in makers.items() if name in page.document.text}


def _of_one_page(page: Page, publication: Publication) -> Context:
    """The names that only one page has."""
    words = words_of(page.language)
    links = {id: publication.link(page, id) for id in LINKED}
    scripts = page.root + publication.scripts
    match page.id:
        case "regions":
            directory = publication.directory
            return {
                "postal_field": postal_field(directory, page.root, f"{scripts}directory.js", words),
                "region_map": region_map(directory, links["regions"], words),
            }
        case "search":
            return {
                "search_form": search_form(page, f"{scripts}search.js", links["regions"], words),
                "page_list": page_list(
                    page, publication.pages, publication.navigation.get(page.language, ()), words
                ),
            }
        case "data":
            return {"api_url": f"{publication.site_url}api/"}
        case "embed":
            embedded = publication.pages[page.language, "embedded"]
            address = publication.site_url + embedded.address
            title = Template(embedded.meta["title"]).render(of_programmes(page, publication))
            return {"embed_code": embed_code(address, title)}
        case "situations" if not are_many():
            given = (programme_ids(), links, publication.built)
            return {
                "situations": _kept(page, publication, given, lambda: situations(*given, words))
            }
        case "comparison":
            return {"comparison": _comparison(page, publication, links)}
        case id if id in CALCULATORS:
            return {"calculator": _calculator(page, publication, links)}
    return {}


def _of_region(page: Page, region: Region, publication: Publication) -> Context:
    """The names that the page of a region has."""
    words = words_of(page.language)
    phrase = in_phrase(region, page.language)
    return {
        # Not as a path of MkDocs': in each language the poster's file has another name.
        "poster_page": publication.link(page, f"poster/{region.slug}"),
        "estimate": f"{publication.link(page, 'estimate')}#region={region.slug}",
        **({"send": region_to_send(page, publication)} if page.kind == "region" else {}),
        "region": {
            "name": region.name,
            "office": words.text("regions.office", region=phrase),
            "place": words.text("regions.place", region=phrase),
            "slug": region.slug,
            "collect_calls": region.collect_calls,
            "telephone_link": blocks.telephone_link(region.telephone),
            "toll_free_link": region.toll_free and blocks.telephone_link(region.toll_free),
            "more": blocks.more_of_office(region, words),
        },
    }


def _of_programme(page: Page, id: str, publication: Publication) -> Context:
    """The names that a page of one of many programmes has."""
    words = words_of(page.language)
    found: Context = {
        "programme": {
            "name": words.text(f"programme.{id}"),
            "status": joined(note(f"{id}.status", words, "status-note")),
        }
    }
    if page.kind == "situation":
        links = {one: publication.link(page, one) for one in LINKED}
        found["situations"] = situations([id], links, publication.built, words)
        found["if_not_adult"] = if_not_adult(id, publication.built, words)
    return found


def _region_list(page: Page, publication: Publication) -> Markup:
    words = words_of(page.language)
    return blocks.region_list(publication.directory, publication.link(page, "regions"), words)


def _poster_links(page: Page, publication: Publication) -> Markup:
    regions = publication.directory.alphabetical
    posters: dict[str, str] = {
        one.slug: publication.link(page, f"poster/{one.slug}") for one in regions
    }
    return blocks.poster_links(regions, posters)


def _own_pages(
    programmes: Sequence[str], page: Page, publication: Publication
) -> Mapping[str, str]:
    """The address of each programme's own page, where it has one, by the programme's id."""
    return {
        id: publication.link(page, id)
        for id in programmes
        if (page.language, id) in publication.pages
    }


def _assets(page: Page, publication: Publication, script: str) -> Assets:
    """The addresses of what a page with Python needs, with its own script."""
    scripts = page.root + publication.scripts
    return Assets(
        script=scripts + script,
        worker=f"{scripts}worker.js",
        engine=page.root + publication.engine,
        engines=publication.engines,
        postal_areas=f"{page.root}api/postal-areas.json",
        towns=page.root + TOWNS,
    )


def _calculator(page: Page, publication: Publication, links: Mapping[str, str]) -> Markup:
    assets = _assets(page, publication, "page.js")
    if page.id == "embedded":
        embed = f"{page.root}{publication.scripts}embed.js"
        assets = assets._replace(embed=embed, page=publication.link(page, "estimate"))
    kind, regions = CALCULATORS[page.id], _region_list(page, publication)
    if files := result_files(kind, page.language, publication):
        assets = assets._replace(results=page.root + files.address)
    if has_list_page():
        links = {**links, LIST_PAGE: publication.link(page, LIST_PAGE)}
    contacts = contact_list(publication.directory.province_wide, words_of(page.language))
    given = (kind, page.language, links, assets, regions, publication.built, contacts)
    return _kept(page, publication, given, lambda: calculator(*given))


def _comparison(page: Page, publication: Publication, links: Mapping[str, str]) -> Markup:
    assets, regions = _assets(page, publication, "compare.js"), _region_list(page, publication)
    if files := compared_results(page.language, publication):
        assets = assets._replace(results=page.root + files.address)
    contacts = contact_list(publication.directory.province_wide, words_of(page.language))
    ways = {**links, "estimate": publication.link(page, "estimate")}
    given = (page.language, ways, assets, regions, publication.built, contacts)
    return _kept(page, publication, given, lambda: comparison(*given))


def _kept(
    page: Page, publication: Publication, given: object, make: Callable[[], Markup]
) -> Markup:
    """A block of a page that takes long, the last build's where it was given the same."""
    return Markup(publication.kept.text(f"{page.language}-{page.id}", [repr(given)], make))


def _contacts_of(page: Page, publication: Publication) -> Callable[[str], Markup]:
    """A function for documents: the contacts that this site adds for a programme, as a list."""

    def contacts_of(programme: str) -> Markup:
        if programme not in programme_ids():
            known = ", ".join(programme_ids())
            raise UndefinedError(f"{programme!r} is no programme; accepted: {known}")
        contacts = for_programme(publication.directory.province_wide, programme)
        cards = publication.link(page, "regions")
        return contact_list(contacts, words_of(page.language), cards=cards)

    return contacts_of


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
