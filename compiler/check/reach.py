"""From any page at most two links lead to the page of any region."""

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from compiler.read.kept import NOTHING_KEPT, Kept
from compiler.read.mistake import Mistake, refuse
from compiler.read.pages import ROOTS
from compiler.read.regions import Directory
from compiler.read.results import results

LINK = re.compile(r'<a\b[^>]*\bhref="([^"#?]*)')


def check_reach(site: Path, directory: Directory, site_url: str, kept: Kept = NOTHING_KEPT) -> None:
    """Raise SourceError for each page below `site` from which a region's page is too far."""
    refuse(out_of_reach(site, directory, site_url, kept))


def out_of_reach(
    site: Path, directory: Directory, site_url: str, kept: Kept = NOTHING_KEPT
) -> list[Mistake]:
    """A mistake for each page below `site` that is more than two links from a region's page.

    `site_url` is the absolute address of the site's root; the pages for missing addresses
    link from there.
    """
    targets = {}
    with results(kept, "targets") as known:
        for file in sorted(site.rglob("*.html")):
            path = file.relative_to(site).as_posix().removesuffix("index.html")
            given = (file.read_text("utf-8"), site_url + path, site_url)
            targets[path] = known.of(given, partial(_targets, *given))
    return [
        Mistake(path or "the home page", None, f"more than two links away from {region}")
        for path in targets
        for region in _regions(path, directory)
        if region != path and not _in_two(path, region, targets)
    ]


def _regions(path: str, directory: Directory) -> list[str]:
    root = ROOTS["en"] if path.startswith(ROOTS["en"]) else ROOTS["fr"]
    return [f"{root}regions/{region.slug}/" for region in directory.regions]


def _targets(html: str, url: str, site_url: str) -> frozenset[str]:
    base = urlsplit(site_url)
    found = (urlsplit(urljoin(url, href)) for href in {*LINK.findall(html)})
    return frozenset(
        unquote(one.path.removeprefix(base.path)) for one in found if one.netloc == base.netloc
    )


def _in_two(path: str, region: str, targets: Mapping[str, frozenset[str]]) -> bool:
    near = targets[path]
    return region in near or any(region in targets.get(step, ()) for step in near)
