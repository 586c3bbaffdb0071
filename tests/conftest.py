"""What the tests of the built site share: the site itself, its pages, a server over it.

Nothing here stands in for anything: it is the site that `make site` built, and the server
that `make serve` runs.
"""

import io
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageOps

from compiler.__main__ import MADE_FROM
from compiler.read.kept import changed_files
from compiler.serve import server

ROOT = Path(__file__).resolve().parents[1]

# The pages of contract.md, French beside English, by a name of ours.
ADDRESSES = {
    "home": ("", "en/"),
    "paas_action": ("paas-action/", "en/paas-action/"),
    "interagir": ("interagir/", "en/interagir/"),
    "estimate": ("estimer/", "en/estimate/"),
    "comparison": ("estimer/comparer/", "en/estimate/compare/"),
    "questions": ("questions/", "en/questions/"),
    "compare": ("comparer/", "en/compare/"),
    "helping": ("aider/", "en/helping/"),
    "situations": ("situations/", "en/situations/"),
    "organizations": ("organismes/", "en/organizations/"),
    "check": ("organismes/verifier/", "en/organizations/check/"),
    "regions": ("regions/", "en/regions/"),
    "sources": ("sources/", "en/sources/"),
    "data": ("donnees/", "en/data/"),
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
        yield Address(f"poster {slug}", "fr", f"regions/{slug}/affiche/")
        yield Address(f"poster {slug}", "en", f"en/regions/{slug}/poster/")


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
    others = set(REGION_SLUGS) - {"cote-nord"}
    alike = {f"{kind} {slug}" for kind in ("region", "poster") for slug in others}
    return tuple(address for address in addresses if address.name not in alike)


@pytest.fixture(scope="session")
def region_slugs() -> tuple[str, ...]:
    return REGION_SLUGS


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site; fails where it was made from other files than today's."""
    folder = ROOT / "site"
    if not (folder / "index.html").is_file():
        pytest.fail("site/ is not built: run `make site` first.", pytrace=False)
    try:
        changed = changed_files(MADE_FROM, ROOT)
    except (OSError, ValueError):
        pytest.fail("What site/ was made from is not known: run `make site`.", pytrace=False)
    if changed:
        names = ", ".join(changed[:5])
        pytest.fail(f"site/ is older than {names}: run `make site` first.", pytrace=False)
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


@pytest.fixture(scope="session")
def photographed() -> Callable[[Image.Image], Image.Image]:
    """A function: a picture as a telephone takes it of a wall. Held askew, in uneven light, out
    of focus, grey, and with the noise and the losses of a small camera."""

    def photograph(picture: Image.Image) -> Image.Image:
        grey = ImageOps.expand(picture.convert("L"), border=40, fill=190)
        askew = grey.rotate(11, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=190)
        width, height = askew.size
        corners = (0, 0, width * 0.03, height, width, height * 0.96, width * 0.97, height * 0.02)
        tilted = askew.transform(
            askew.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC
        )
        shade = Image.linear_gradient("L").resize(tilted.size).point(lambda one: 255 - one // 2)
        lit = ImageChops.multiply(tilted, shade)
        noisy = Image.blend(lit, Image.effect_noise(lit.size, 60), 0.08)
        kept = io.BytesIO()
        noisy.filter(ImageFilter.GaussianBlur(1.1)).save(kept, "JPEG", quality=45)
        return Image.open(kept)

    return photograph


# The programmes whose every answer contract.md fixes.
CONTRACT = ("paas_action", "interagir")
PACKAGES = ("rules", "calculator", "compiler", "population")


@pytest.fixture(scope="session")
def contract_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, or where it has more programmes than the contract, a folder whose `rules`
    have those of the contract alone."""
    others = [
        file.stem
        for file in (ROOT / "rules" / "programmes").glob("*.toml")
        if file.stem not in CONTRACT
    ]
    if not others:
        return ROOT
    folder = tmp_path_factory.mktemp("contract")
    ignored = shutil.ignore_patterns("__pycache__", *(f"{other}.*" for other in others))
    shutil.copytree(ROOT / "rules", folder / "rules", ignore=ignored)
    return folder


@pytest.fixture(scope="module")
def contract_programmes(contract_project: Path) -> Iterator[None]:
    """While a module's tests run, there are only the programmes of the contract.

    For tests of what the contract says of these: a programme that somebody adds breaks none.
    """
    if contract_project == ROOT:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rules.dated.FOLDER", str(contract_project / "rules" / "programmes"))
        _forget()
        yield
    _forget()


@pytest.fixture(scope="session")
def forget() -> Callable[[], None]:
    """A function that empties what the code keeps, after its files were changed."""
    return _forget


@pytest.fixture
def copied_rules_of_today(tmp_path: Path) -> Path:
    """A folder that holds a copy of `rules/`, all programmes included."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "rules", tmp_path / "rules", ignore=ignored)
    return tmp_path


def _forget() -> None:
    """Empty what the code keeps of earlier answers."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in PACKAGES:
            for kept in list(vars(module).values()):
                if hasattr(kept, "cache_clear"):
                    kept.cache_clear()


# What a folder's tests need, by its name.
MARKS = {"browser": pytest.mark.browser, "site": pytest.mark.whole_site}
MARKS["deploy"] = MARKS["site"]
MARKS["browsers"] = MARKS["browser"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        folder = item.path.relative_to(ROOT / "tests").parts[0]
        if folder in MARKS:
            item.add_marker(MARKS[folder])
