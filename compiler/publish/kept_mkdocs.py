"""MkDocs as it is, but that the Markdown of a page which has not changed is not converted again.

``python kept_mkdocs.py FOLDER BASE NAME …`` runs ``mkdocs …``. Menus, templates and the checks of
links between pages are made anew each time: they depend on all pages. What a page's own Markdown
becomes depends on itself, and on which files there are; it is kept as NAME in FOLDER.
"""

import os
import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

# This folder has names that would hide others', such as mkdocs.
sys.path[0:1] = [os.getcwd(), str(Path(__file__).resolve().parents[2])]

from compiler.read.kept import Kept, hash_of  # noqa: E402
from compiler.read.results import Results, results  # noqa: E402

# What `Page.render` sets, beside the links to other files.
PARTS = ("content", "toc", "_title_from_render", "present_anchor_ids")


def main(arguments: list[str]) -> None:
    """Run MkDocs; raises SystemExit where it fails."""
    from mkdocs.structure.pages import Page

    folder, base, name, *rest = arguments
    with results(Kept(Path(folder), base), name) as known:
        Page.render = _kept(Page.render, known)  # type: ignore[method-assign]
        sys.argv[1:] = rest
        try:
            runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
        except SystemExit as end:
            # Of pages with warnings, which fail, nothing is kept: they are to be told again.
            if end.code:
                raise


def _kept(render: Callable[[Any, Any, Any], None], known: Results) -> Callable[..., None]:
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


if __name__ == "__main__":
    main(sys.argv[1:])
