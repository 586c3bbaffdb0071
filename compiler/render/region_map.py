"""The schematic map: each region one tile, roughly in its place, as a link with a name.

It is a grid of text, not a drawing: names wrap and grow with the font size, and the links are
ordinary ones. The list of regions has the same links.
"""

from collections.abc import Mapping

from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element
from compiler.read.regions import SLUGS, Directory

# From north to south, each row from west to east; "." is empty, and a region that stands
# twice side by side is as wide as two. So the order of the links is the visual one.
PLAN = """
nord-du-quebec        nord-du-quebec           cote-nord           cote-nord
abitibi-temiscamingue saguenay-lac-saint-jean  .                   gaspesie-iles-de-la-madeleine
laurentides           mauricie                 capitale-nationale  bas-saint-laurent
outaouais             lanaudiere               centre-du-quebec    chaudiere-appalaches
laval                 montreal                 monteregie          estrie
"""
SOFT_HYPHEN = "\u00ad"
# Where a word that is wider than a tile on a phone may be broken.
BREAKS = {
    "Témiscamingue": f"Témisca{SOFT_HYPHEN}mingue",
    "Laurentides": f"Lauren{SOFT_HYPHEN}tides",
    "Lanaudière": f"Lanau{SOFT_HYPHEN}dière",
    "Montérégie": f"Monté{SOFT_HYPHEN}régie",
    "Chaudière": f"Chau{SOFT_HYPHEN}dière",
    "Appalaches": f"Appa{SOFT_HYPHEN}laches",
    "Madeleine": f"Made{SOFT_HYPHEN}leine",
    "Outaouais": f"Outa{SOFT_HYPHEN}ouais",
    "Nationale": f"Natio{SOFT_HYPHEN}nale",
    "Capitale": f"Capi{SOFT_HYPHEN}tale",
    "Saguenay": f"Sague{SOFT_HYPHEN}nay",
}


def places(plan: str = PLAN) -> Mapping[str, tuple[int, int, int]]:
    """Row, column (both from 1) and width of every region's tile, in reading order."""
    found: dict[str, tuple[int, int, int]] = {}
    for row, line in enumerate(plan.split("\n")[1:-1], start=1):
        for column, slug in enumerate(line.split(), start=1):
            if slug in found:
                first_row, first, width = found[slug]
                if (first_row, first + width) != (row, column):
                    raise ValueError(f"the tile of {slug} is in pieces")
                found[slug] = (row, first, width + 1)
            elif slug != ".":
                found[slug] = (row, column, 1)
    if set(found) != set(SLUGS):
        raise ValueError(f"not the regions that there are: {set(found) ^ set(SLUGS)}")
    return found


def region_map(directory: Directory, regions_address: str, words: Catalogue) -> Markup:
    """The map; `regions_address` leads to the directory's folder."""
    names: dict[str, str] = {region.slug: region.name for region in directory.regions}
    tiles = (
        element(
            "li",
            element("a", _breakable(names[slug]), href=f"{regions_address}{slug}/"),
            class_=f"row-{row} column-{column}" + (" wide" if width > 1 else ""),
        )
        for slug, (row, column, width) in places().items()
    )
    return element(
        "nav",
        element("ul", *tiles),
        class_="region-map",
        aria_label=words.text("regions.map"),
    )


def _breakable(name: str) -> str:
    for word, broken in BREAKS.items():
        name = name.replace(word, broken)
    return name
