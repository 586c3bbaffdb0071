"""Use without a network: the manifests and the service worker."""

import hashlib
import json
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

from calculator.words.catalogue import LANGUAGES, Catalogue
from compiler.read.kept import files as every_file
from compiler.read.pages import ROOTS, Page
from compiler.read.programme_pages import has_list_page
from compiler.read.words import count_in_words
from compiler.render.publication import Publication
from rules.dated import programme_ids
from rules.relevance import are_many

# The name of the manifest in each language's folder, and of the service worker at the root.
MANIFEST = "manifest.webmanifest"
WORKER = "sw.js"

# As in theme/assets/favicon.svg and theme/css/colours.css.
COLOUR, PAPER = "#0b5351", "#fbf9f5"
ICONS = (("192", "any"), ("512", "any"), ("512", "maskable"))

# Pages that are stored with the calculator, visited or not.
KEPT_PAGES = ("home", "estimate", "comparison", "check", "regions", "about")
# In place of a page that is not stored; the theme lists there those that are.
INSTEAD = tuple(f"{root}503.html" for root in ROOTS.values())
# What is never kept: for other programs, for robots, for hosts, the results of many programmes,
# which Python gives too, and the engine of the last resort, which is four times as large as the
# rest together.
NEVER = ("api/", "results/", "robots.txt", "404.html", "en/404.html", WORKER)
NEVER_ENDING = (".br", ".gz", ".pdf", "sitemap.xml")
# Pages that are printed, and need not be seen again. A page of one of many programmes is not kept
# either: a list of them all would be loaded with every release.
NEVER_KINDS = ("poster",)
# Nor is what the search knows of each page: without a network it then says that it cannot search.
NEVER_OF_MANY = "search/*/fragment/*"

HASH_DIGITS = 12


def manifest(language: str, words: Catalogue) -> str:
    """The manifest of one language, which makes the site installable."""
    root = "../" if ROOTS[language] else ""
    count = count_in_words(len(programme_ids()), words)
    many = "_of_many" if has_list_page() else ""
    icons = [
        {
            "src": f"{root}assets/app/{'' if purpose == 'any' else f'{purpose}-'}{size}.png",
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size, purpose in ICONS
    ]
    content = {
        "id": f"/{ROOTS[language]}",
        "name": words.text(f"app.name{many}", count=count),
        "short_name": words.text("app.short_name"),
        "description": words.text(f"app.description{many}", count=count.capitalize()),
        "lang": language,
        "dir": "ltr",
        "start_url": "./",
        "scope": root or "./",
        "display": "minimal-ui",
        "theme_color": COLOUR,
        "background_color": PAPER,
        "icons": icons,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def service_worker(template: str, site: Path, pages: Iterable[Page], parts: Iterable[str]) -> str:
    """The service worker of the files in `site`: its release, and what it stores at once.

    `template` is its script; `parts` are the folders (from the root) whose files are all stored:
    scripts, styles, bundle. The release is named by the hash of all its files.
    """
    known = list(pages)
    never = {page.address for page in known if page.kind in NEVER_KINDS or page.programme}
    paths = sorted(file.relative_to(site).as_posix() for file in every_file(site))
    files = {
        address: _hash(site / path)
        for path in paths
        if _kept(path) and (address := _address(path)) not in never
    }
    wanted = {page.address for page in known if page.id in KEPT_PAGES} | set(INSTEAD)
    folders = tuple(parts)
    keep = [path for path in files if path in wanted or path.startswith(folders)]
    name = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:HASH_DIGITS]
    release = {"name": name, "keep": keep, "files": files}
    text = json.dumps(release, ensure_ascii=False, separators=(",", ":"))
    assert template.count('"RELEASE"') == 1
    return template.replace('"RELEASE"', text)


def write_service_worker(template: str, site: Path, publication: Publication) -> None:
    """Write the service worker of the files in `site`; `template` is its script."""
    parts = ("assets/", publication.scripts, publication.engine)
    text = service_worker(template, site, publication.pages, parts)
    (site / WORKER).write_text(text, encoding="utf-8")


def _kept(path: str) -> bool:
    return (
        not path.startswith(NEVER)
        and not path.endswith(NEVER_ENDING)
        and "/stock/" not in path
        and not (are_many() and fnmatch(path, NEVER_OF_MANY))
    )


def _address(path: str) -> str:
    """A file's address from the site's root; a page is its folder."""
    return path.removesuffix("index.html")


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:HASH_DIGITS]


def manifests(words: dict[str, Catalogue]) -> dict[str, str]:
    """The manifest of each language by its path from the site's root."""
    return {f"{ROOTS[one]}{MANIFEST}": manifest(one, words[one]) for one in LANGUAGES}
