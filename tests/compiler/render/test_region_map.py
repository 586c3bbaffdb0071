"""The map of the regions: every region once, roughly in its place."""

import pytest
from bs4 import BeautifulSoup

from compiler.read.regions import Directory
from compiler.read.words import words_of
from compiler.render.region_map import PLAN, SOFT_HYPHEN, places, region_map


def test_every_region_has_one_tile_without_overlap(directory: Directory) -> None:
    cells = [
        (row, column + step) for row, column, width in places().values() for step in range(width)
    ]
    assert len(cells) == len(set(cells))
    assert set(places()) == {region.slug for region in directory.regions}


@pytest.mark.parametrize(
    ("western", "eastern"),
    [
        ("outaouais", "laurentides"),
        ("abitibi-temiscamingue", "saguenay-lac-saint-jean"),
        ("laval", "montreal"),
        ("mauricie", "capitale-nationale"),
        ("capitale-nationale", "bas-saint-laurent"),
        ("centre-du-quebec", "chaudiere-appalaches"),
        ("montreal", "estrie"),
        ("nord-du-quebec", "cote-nord"),
    ],
)
def test_western_regions_are_left_of_eastern(western: str, eastern: str) -> None:
    assert places()[western][1] <= places()[eastern][1]


@pytest.mark.parametrize(
    ("northern", "southern"),
    [
        ("nord-du-quebec", "abitibi-temiscamingue"),
        ("cote-nord", "gaspesie-iles-de-la-madeleine"),
        ("saguenay-lac-saint-jean", "mauricie"),
        ("mauricie", "centre-du-quebec"),
        ("laurentides", "laval"),
        ("centre-du-quebec", "estrie"),
        ("capitale-nationale", "chaudiere-appalaches"),
    ],
)
def test_northern_regions_are_above_southern(northern: str, southern: str) -> None:
    assert places()[northern][0] < places()[southern][0]


def test_tile_order_is_visual_order() -> None:
    tiles = [(row, column) for row, column, _ in places().values()]
    assert tiles == sorted(tiles)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_tiles_link_to_regions_by_name(language: str, directory: Directory) -> None:
    soup = BeautifulSoup(region_map(directory, "./", words_of(language)), "html5lib")
    names = {region.slug: region.name for region in directory.regions}
    found = {
        link["href"].removesuffix("/").removeprefix("./"): link.get_text()
        for link in soup.select("a")
    }
    assert {slug: text.replace(SOFT_HYPHEN, "") for slug, text in found.items()} == names
    assert soup.nav["aria-label"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("estrie", ".", "not the regions"),
        ("estrie", "ontario", "not the regions"),
        ("estrie", "laval", "in pieces"),
    ],
)
def test_invalid_plan_is_refused(old: str, new: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        places(PLAN.replace(old, new))
