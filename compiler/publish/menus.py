"""The configuration that MkDocs is given: a language's file, with the programmes in its menus."""

import yaml

from compiler.read.programme_pages import LIST_PAGE, has_list_page, own_pages
from compiler.read.sources import SETTINGS, Sources


def configuration(language: str, sources: Sources) -> str:
    """The configuration of a language, as text: what its file says, and its menus.

    ``extra.programme_pages`` are the files that the header leaves out: their list, the file
    ``extra.list_page``, stands there in their place.
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
                for group in sources.navigation[language]
            ],
            "extra": {
                "list_page": str(sources.documents[language, LIST_PAGE].file) if listed else "",
                "programme_pages": [str(file) for file in files],
            },
        },
        allow_unicode=True,
        sort_keys=False,
    )
