"""The menus with the programmes in them, and the configuration with which MkDocs makes them."""

from collections.abc import Mapping, Sequence

import yaml

from compiler.read.navigation import Group, read_navigation
from compiler.read.programme_pages import LIST_PAGE, has_list_page, own_pages, with_programmes
from compiler.read.sources import SETTINGS, Sources
from compiler.render.programmes import are_of_ministry
from rules.relevance import are_many


def menus(sources: Sources) -> Mapping[str, Sequence[Group]]:
    """The groups of the menus of each language; the programmes' messages must be complete."""
    return {
        language: with_programmes(read_navigation(file.text), language, sources.documents)
        for language, file in sources.settings.items()
    }


def configuration(language: str, groups: Sequence[Group], sources: Sources) -> str:
    """The configuration of a language, as text: what its file says, with these menus.

    ``extra.programme_pages`` are the files that the header leaves out: their list, the file
    ``extra.list_page``, stands there in their place. ``extra.many_programmes``: an organisation
    chooses some of them first. ``extra.of_ministry``: they are the ministry's, every one.
    """
    listed = has_list_page()
    files = own_pages(language, sources.documents) if listed else ()
    return yaml.safe_dump(
        {
            "INHERIT": SETTINGS[language],
            "nav": [
                {group.title: [{name: str(file)} for file, name in group.names.items()]}
                if group.title
                else {name: str(file) for file, name in group.names.items()}
                for group in groups
            ],
            "extra": {
                "many_programmes": are_many(),
                "of_ministry": are_of_ministry(),
                "list_page": str(sources.documents[language, LIST_PAGE].file) if listed else "",
                "programme_pages": [str(file) for file in files],
            },
        },
        allow_unicode=True,
        sort_keys=False,
    )
