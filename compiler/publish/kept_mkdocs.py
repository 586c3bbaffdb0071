"""MkDocs as it is, but that a page which has not changed is not made again.

``python kept_mkdocs.py FOLDER MARKDOWN PAGES NAME …`` runs ``mkdocs …``. MARKDOWN and PAGES are
hashes of all that Markdown is converted by, and that pages are drawn by beside their Markdown;
what was made is kept in FOLDER, for a language by NAME. Menus and the checks of links between
pages are made anew each time: they depend on all pages. What a page's own Markdown becomes depends
on itself, and on which files there are; the page around it, on the menus too.

Of what MkDocs writes only what is new touches the disk: a folder of hundreds of files is not
emptied first, but what was not written this time is removed.
"""

import os
import runpy
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

# This folder has names that would hide others', such as mkdocs.
sys.path[0:1] = [os.getcwd(), str(Path(__file__).resolve().parents[2])]

from compiler.read.kept import Kept, files, hash_of  # noqa: E402
from compiler.read.results import Results, results  # noqa: E402

# What `Page.render` sets, beside the links to other files.
PARTS = ("content", "toc", "_title_from_render", "present_anchor_ids")
# The template of pages.
TEMPLATE = "main.html"


def main(arguments: list[str]) -> None:
    """Run MkDocs; raises SystemExit where it fails."""
    folder, markdown, pages, name, *rest = arguments
    with (
        results(Kept(Path(folder), markdown), f"markdown-{name}") as converted,
        results(Kept(Path(folder), pages), f"pages-{name}") as drawn,
        _written_in_place(),
    ):
        _keep(converted, drawn)
        sys.argv[1:] = rest
        try:
            runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
        except SystemExit as end:
            # Of pages with warnings, which fail, nothing is kept: they are to be told again.
            if end.code:
                raise


def _keep(converted: Results, drawn: Results) -> None:
    from jinja2 import Template
    from mkdocs.structure.pages import Page

    Page.render = _converting(Page.render, converted)  # type: ignore[method-assign]
    Template.render = _drawing(Template.render, drawn)  # type: ignore[method-assign]


def _converting(render: Callable[[Any, Any, Any], None], known: Results) -> Callable[..., None]:
    """`Page.render` of MkDocs with what was kept of it."""
    names: dict[int, str] = {}

    def kept_render(page: Any, config: Any, files: Any) -> None:
        if id(files) not in names:
            names[id(files)] = hash_of(sorted(f"{file.src_uri}\0{file.url}" for file in files))

        def make() -> dict[str, Any]:
            render(page, config, files)
            links = page.links_to_anchors or {}
            return {
                **{part: getattr(page, part) for part in PARTS},
                # Files are found again by their names: they are others in each build.
                "links": {file.src_uri: anchors for file, anchors in links.items()},
            }

        found = dict(known.of([page.file.src_uri, page.markdown, names[id(files)]], make))
        links = found.pop("links").items()
        page.links_to_anchors = {files.get_file_from_path(uri): anchors for uri, anchors in links}
        for part, value in found.items():
            setattr(page, part, value)

    return kept_render


def _drawing(render: Callable[..., str], known: Results) -> Callable[..., str]:
    """`Template.render` of Jinja with what was kept of pages."""
    menus: dict[int, str] = {}

    def kept_render(template: Any, *given: Any, **named: Any) -> str:
        if template.name != TEMPLATE:
            return render(template, *given, **named)
        (context,) = given
        page, nav = context["page"], context["nav"]
        if id(nav) not in menus:
            menus[id(nav)] = str(nav)
        made_from = [menus[id(nav)], page.file.src_uri, repr(page.meta), page.content]
        return known.of(made_from, lambda: render(template, context))

    return kept_render


@contextmanager
def _written_in_place() -> Iterator[None]:
    """What MkDocs writes, written where it differs from what stands there; the rest of what stands
    there is removed in the end."""
    from mkdocs import utils

    places: list[Path] = []
    written: set[Path] = set()

    def write(content: bytes, output_path: str) -> None:
        file = Path(output_path)
        written.add(file)
        with suppress(FileNotFoundError):
            if file.read_bytes() == content:
                return
        write_file(content, output_path)

    write_file = utils.write_file
    utils.write_file = write
    utils.copy_file = lambda source_path, output_path: write(
        Path(source_path).read_bytes(), output_path
    )
    utils.clean_directory = lambda directory: places.append(Path(directory))
    yield
    for place in places:
        for file in list(files(place)):
            # The sitemap's compressed form is written beside it.
            if file not in written and file.with_suffix("") not in written:
                file.unlink()


if __name__ == "__main__":
    main(sys.argv[1:])
