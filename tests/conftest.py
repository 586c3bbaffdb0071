"""What the tests of the built site share: the site itself, its pages, a server over it.

Nothing here stands in for anything: it is the site that `make site` built, and the server
that `make serve` runs.
"""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from compiler.serve import server

ROOT = Path(__file__).resolve().parents[1]

# The pages of contract.md, French beside English, by a name of ours.
ADDRESSES = {
    "home": ("", "en/"),
    "paas_action": ("paas-action/", "en/paas-action/"),
    "interagir": ("interagir/", "en/interagir/"),
    "estimate": ("estimer/", "en/estimate/"),
    "questions": ("questions/", "en/questions/"),
    "compare": ("comparer/", "en/compare/"),
    "situations": ("situations/", "en/situations/"),
    "organizations": ("organismes/", "en/organizations/"),
    "check": ("organismes/verifier/", "en/organizations/check/"),
    "regions": ("regions/", "en/regions/"),
    "sources": ("sources/", "en/sources/"),
    "about": ("a-propos/", "en/about/"),
    "accessibility": ("accessibilite/", "en/accessibility/"),
    "search": ("recherche/", "en/search/"),
    "embed": ("integrer/", "en/embed/"),
    "embedded": ("integrer/calculateur/", "en/embed/calculator/"),
}

REGION_SLUGS = (
    "abitibi-temiscamingue",
    "bas-saint-laurent",
    "capitale-nationale",
    "centre-du-quebec",
    "chaudiere-appalaches",
    "cote-nord",
    "estrie",
    "gaspesie-iles-de-la-madeleine",
    "lanaudiere",
    "laurentides",
    "laval",
    "mauricie",
    "monteregie",
    "montreal",
    "nord-du-quebec",
    "outaouais",
    "saguenay-lac-saint-jean",
)


class Address(NamedTuple):
    """A page by name and language; `path` is its address from the site's root."""

    name: str
    language: str
    path: str


def _addresses() -> Iterator[Address]:
    regions = {f"region {slug}": slug for slug in REGION_SLUGS}
    for name, paths in ADDRESSES.items():
        yield from map(Address, (name, name), ("fr", "en"), paths)
    for name, slug in regions.items():
        yield Address(name, "fr", f"regions/{slug}/")
        yield Address(name, "en", f"en/regions/{slug}/")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def addresses() -> tuple[Address, ...]:
    """Every page of the site, in both languages."""
    return tuple(_addresses())


@pytest.fixture(scope="session")
def one_of_each(addresses: tuple[Address, ...]) -> tuple[Address, ...]:
    """Every page in both languages, but one region for all: their pages are made alike."""
    regions = {f"region {slug}" for slug in REGION_SLUGS} - {"region cote-nord"}
    return tuple(address for address in addresses if address.name not in regions)


@pytest.fixture(scope="session")
def region_slugs() -> tuple[str, ...]:
    return REGION_SLUGS


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site."""
    folder = ROOT / "site"
    if not (folder / "index.html").is_file():
        pytest.fail("site/ is not built: run `make site` first.", pytrace=False)
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The base address, with its last slash, of a server over the built site."""
    serving = server(0, site)
    thread = threading.Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{serving.server_port}/"
    serving.shutdown()
    serving.server_close()
    thread.join()


# What a folder's tests need, by its name.
MARKS = {"browser": pytest.mark.browser, "site": pytest.mark.whole_site}
MARKS["deploy"] = MARKS["site"]
MARKS["browsers"] = MARKS["browser"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        folder = item.path.relative_to(ROOT / "tests").parts[0]
        if folder in MARKS:
            item.add_marker(MARKS[folder])
