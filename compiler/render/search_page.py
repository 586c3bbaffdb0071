"""The search page: the field, which needs its script, and a list of all the pages."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from calculator.words.catalogue import Catalogue
from calculator.words.html import NEEDS_SCRIPT, Markup, by_script, element, joined
from compiler.read.navigation import Group
from compiler.read.pages import Page
from compiler.render.postal_field import TOWNS

# Replaced by the folder of the search index when the hash in its name is known.
FOLDER_MARK = "search/-/"

TEXTS = (
    "one",
    "many",
    "none",
    "mended",
    "instead",
    "unknown",
    "silent",
    "titles",
    "failed",
    "town",
)
PUT_IN = {name: f"{{{name}}}" for name in ("number", "query", "typed", "words", "town", "region")}


def search_form(page: Page, script: str, regions_address: str, words: Catalogue) -> Markup:
    """The field and the place for its results, hidden until the script at `script` shows it.

    The field has no `name`, so it can send nothing. `regions_address` is that of the directory.
    """
    field = element(
        "input",
        type="search",
        id="search-field",
        autocomplete="off",
        aria_describedby="search-hint",
    )
    button = element(
        "button",
        words.text("search.button"),
        type="submit",
        class_="md-button md-button--primary",
    )
    phones = element("a", words.text("search.telephones"), href=regions_address)
    texts = {f"data_text_{id}": words.text(f"search.{id}", **PUT_IN) for id in TEXTS}
    form = element(
        "form",
        element("label", words.text("search.label"), for_="search-field"),
        element("p", words.text("search.hint"), id="search-hint", class_="hint"),
        element("div", field, button, class_="typed"),
        element("p", role="status", class_="search-status", tabindex="-1"),
        element("p", data_instead=True, hidden=True),
        element("p", words.text("search.nothing"), " ", phones, data_nothing=True, hidden=True),
        element("ol", class_="search-results"),
        element("script", type="module", src=script),
        class_="search",
        role="search",
        data_search=True,
        data_bundle=page.root + FOLDER_MARK,
        data_root=page.root,
        data_regions=regions_address,
        data_towns=page.root + TOWNS,
        data_language=page.language,
        **NEEDS_SCRIPT,
        **texts,
    )
    return by_script(form, element("p", words.text("search.without_script")))


def page_list(
    page: Page, pages: Iterable[Page], groups: Sequence[Group], words: Catalogue
) -> Markup:
    """A link to every page of the same language but `page` itself, in the groups of the menus.

    What the menus do not have stands in a last group; a page for other sites is
    left out, and an old address that only leads on.
    """
    files = {
        one.file: one
        for one in pages
        if one.language == page.language
        and one.id != page.id
        and not one.meta.get("bare")
        and one.meta.get("searched") is not False
        and not one.meta.get("moved")
        and not one.region
        # Of one of many programmes: the pages that list those are here.
        and not one.programme
    }
    named = {file: name for group in groups for file, name in group.names.items()}
    others = {file: one.meta["title"] for file, one in files.items() if file not in named}
    last = Group(words.text("search.other_pages"), others)
    return joined(
        *(
            _group(group, {file: page.root + one.address for file, one in files.items()})
            for group in (*groups, last)
            if files.keys() & group.names.keys()
        )
    )


def _group(group: Group, links: Mapping[PurePosixPath, str]) -> Markup:
    items = (
        element("li", element("a", name, href=links[file]))
        for file, name in group.names.items()
        if file in links
    )
    title = element("h3", group.title) if group.title else None
    return joined(title, element("ul", *items, class_="page-list"))
