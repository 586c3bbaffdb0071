"""Use without a network: the manifests, and which files the service worker keeps, as wholes."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from calculator.words.catalogue import LANGUAGES
from compiler.publish.offline import (
    COLOUR,
    KEPT_PAGES,
    PAPER,
    manifests,
    service_worker,
    write_service_worker,
)
from compiler.read.documents import Document
from compiler.read.pages import Page
from compiler.read.paired import Paired
from compiler.read.regions import Directory
from compiler.read.words import words_of
from compiler.render.publication import Publication

ROOT = Path(__file__).resolve().parents[3]

# What a phone shows of the site that somebody has put on its first screen.
MANIFESTS: Mapping[str, Mapping[str, Any]] = {
    "manifest.webmanifest": {
        "id": "/",
        "lang": "fr",
        "scope": "./",
        "icons": "assets/app/",
    },
    "en/manifest.webmanifest": {
        "id": "/en/",
        "lang": "en",
        "scope": "../",
        "icons": "../assets/app/",
    },
}


@pytest.fixture(scope="module")
def made() -> Mapping[str, str]:
    return manifests({language: words_of(language) for language in LANGUAGES})


def test_there_is_a_manifest_for_each_language(made: Mapping[str, str]) -> None:
    assert list(made) == list(MANIFESTS)


@pytest.mark.parametrize("path", MANIFESTS)
def test_a_manifest_as_a_whole(made: Mapping[str, str], path: str) -> None:
    said = MANIFESTS[path]
    folder = said["icons"]
    words = words_of(said["lang"])
    expected = {
        "id": said["id"],
        "name": words.text("app.name"),
        "short_name": "Passerelle",
        "description": words.text("app.description"),
        "lang": said["lang"],
        "dir": "ltr",
        "start_url": "./",
        "scope": said["scope"],
        "display": "minimal-ui",
        "theme_color": "#0b5351",
        "background_color": "#fbf9f5",
        "icons": [
            {"src": f"{folder}192.png", "sizes": "192x192", "type": "image/png", "purpose": "any"},
            {"src": f"{folder}512.png", "sizes": "512x512", "type": "image/png", "purpose": "any"},
            {
                "src": f"{folder}maskable-512.png",
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "maskable",
            },
        ],
    }
    assert made[path] == json.dumps(expected, ensure_ascii=False, indent=2) + "\n"


def test_icons_of_the_manifests_are_those_of_the_theme(made: Mapping[str, str]) -> None:
    named = {
        PurePosixPath(icon["src"]).name
        for icon in json.loads(made["manifest.webmanifest"])["icons"]
    }
    assert named <= {file.name for file in (ROOT / "theme/assets/app").iterdir()}


def test_colours_are_those_of_the_theme() -> None:
    assert COLOUR in (ROOT / "theme/assets/favicon.svg").read_text(encoding="utf-8")
    assert PAPER in (ROOT / "theme/css/colours.css").read_text(encoding="utf-8")


# ---- The service worker ----------------------------------------------------------------------

# Files of a small site, and what the service worker does with them: `at once` it stores them,
# `when read` it keeps them once they were asked for, `never` it leaves them to the network.
FILES = {
    "index.html": ("", "at once"),
    "503.html": ("503.html", "at once"),
    "en/503.html": ("en/503.html", "at once"),
    "estimer/index.html": ("estimer/", "at once"),
    "comparison/index.html": ("comparison/", "at once"),
    "check/index.html": ("check/", "at once"),
    "regions/index.html": ("regions/", "at once"),
    "about/index.html": ("about/", "at once"),
    "en/index.html": ("en/", "at once"),
    "questions/index.html": ("questions/", "when read"),
    "regions/laval/index.html": ("regions/laval/", "when read"),
    "regions/laval/contact.vcf": ("regions/laval/contact.vcf", "when read"),
    "manifest.webmanifest": ("manifest.webmanifest", "when read"),
    "search/0123/fragment/en_4567.pf_fragment": (
        "search/0123/fragment/en_4567.pf_fragment",
        "when read",
    ),
    "search/0123/pagefind.js": ("search/0123/pagefind.js", "when read"),
    "assets/passerelle.0123.css": ("assets/passerelle.0123.css", "at once"),
    "assets/app/192.png": ("assets/app/192.png", "at once"),
    "calculator/0123/page.js": ("calculator/0123/page.js", "at once"),
    "calculator/4567/page.js": ("calculator/4567/page.js", "when read"),
    "engine/0123/pyodide.mjs": ("engine/0123/pyodide.mjs", "at once"),
    "engine/0123/stock/pyodide.asm.wasm": ("", "never"),
    "regions/laval/affiche/index.html": ("", "never"),
    "regions/laval/affiche/affiche.pdf": ("", "never"),
    "api/regions.json": ("", "never"),
    "api/schemas/regions.json": ("", "never"),
    "results/0123.js": ("", "never"),
    "robots.txt": ("", "never"),
    "sitemap.xml": ("", "never"),
    "en/sitemap.xml": ("", "never"),
    "404.html": ("", "never"),
    "en/404.html": ("", "never"),
    "sw.js": ("", "never"),
    "index.html.br": ("", "never"),
    "assets/passerelle.0123.css.gz": ("", "never"),
}
SCRIPTS, ENGINE = "calculator/0123/", "engine/0123/"
TEMPLATE = 'const release = "RELEASE";\n'


def page(id: str, language: str, file: str, kind: str = "") -> Page:
    path = PurePosixPath(file)
    document = Document(language, path, {"page": kind or id}, "", 1)
    return Page(document, path, {"page": id}, "")


PAGES = (
    page("home", "fr", "index.md"),
    page("home", "en", "index.md"),
    page("estimate", "fr", "estimer/index.md"),
    *(page(id, "fr", f"{id}/index.md") for id in ("comparison", "check", "regions", "about")),
    page("questions", "fr", "questions/index.md"),
    page("region/laval", "fr", "regions/laval/index.md", "region"),
    page("poster/laval", "fr", "regions/laval/affiche/index.md", "poster"),
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for name in FILES:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"é of {name}", encoding="utf-8")
    return folder


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def expected_release() -> dict[str, Any]:
    kept = [
        str(path) for path in sorted(map(PurePosixPath, FILES)) if FILES[str(path)][1] != "never"
    ]
    files = {FILES[name][0]: digest(f"é of {name}") for name in kept}
    return {
        "name": digest(json.dumps(files)),
        "keep": [FILES[name][0] for name in kept if FILES[name][1] == "at once"],
        "files": files,
    }


def test_what_the_service_worker_keeps(site: Path) -> None:
    parts = ("assets/", SCRIPTS, ENGINE)
    text = service_worker(TEMPLATE, site, iter(PAGES), iter(parts))
    written = json.dumps(expected_release(), ensure_ascii=False, separators=(",", ":"))
    assert text == f"const release = {written};\n"


@pytest.mark.usefixtures("few_are_many")
def test_of_many_programmes_no_list_is_kept(site: Path) -> None:
    own = page("source/a", "fr", "sources/a/index.md")._replace(programme="a")
    for file in ("sources/index.html", "sources/a/index.html"):
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        (site / file).write_text("", encoding="utf-8")
    text = service_worker('"RELEASE"', site, [*PAGES, own], ["assets/"])
    expected = {address for address, when in FILES.values() if when != "never"} | {"sources/"}
    assert set(json.loads(text)["files"]) == {one for one in expected if "/fragment/" not in one}


def test_addresses_are_written_as_they_are(site: Path) -> None:
    (site / "été.txt").write_text("", encoding="utf-8")
    assert '"été.txt":' in service_worker(TEMPLATE, site, PAGES, ["assets/"])


def test_a_release_is_named_by_its_files(site: Path) -> None:
    def name() -> str:
        text = service_worker(TEMPLATE, site, PAGES, ["assets/"])
        return json.loads(text.removeprefix("const release = ").rstrip(";\n"))["name"]

    before = name()
    (site / "api/regions.json").write_text("others", encoding="utf-8")
    assert name() == before, "what is never kept is no part of a release"
    (site / "questions/index.html").write_text("others", encoding="utf-8")
    assert name() != before


def test_a_script_without_a_place_for_its_release_is_refused(site: Path) -> None:
    for template in ("", TEMPLATE * 2):
        with pytest.raises(AssertionError):
            service_worker(template, site, PAGES, [])


def test_the_service_worker_stands_at_the_root_of_the_site(
    site: Path, directory: Directory
) -> None:
    publication = Publication(
        Paired(PAGES), directory, built=date(2026, 5, 1), scripts=SCRIPTS, engine=ENGINE, engines=""
    )
    write_service_worker(TEMPLATE, site, publication)
    text = (site / "sw.js").read_text(encoding="utf-8")
    assert text == service_worker(TEMPLATE, site, PAGES, ("assets/", SCRIPTS, ENGINE))


def test_every_page_that_is_stored_is_one(publication: Publication) -> None:
    known = {page.id for page in publication.pages}
    assert set(KEPT_PAGES) <= known
