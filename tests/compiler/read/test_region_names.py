"""Region names in French sentences: contraction and elision for all 17."""

from compiler.read.region_names import of_region
from compiler.read.regions import Directory

OF = [
    "de l’Abitibi-Témiscamingue",
    "du Bas-Saint-Laurent",
    "de la Capitale-Nationale",
    "du Centre-du-Québec",
    "de la Chaudière-Appalaches",
    "de la Côte-Nord",
    "de l’Estrie",
    "de la Gaspésie–Îles-de-la-Madeleine",
    "de Lanaudière",
    "des Laurentides",
    "de Laval",
    "de la Mauricie",
    "de la Montérégie",
    "de Montréal",
    "du Nord-du-Québec",
    "de l’Outaouais",
    "du Saguenay–Lac-Saint-Jean",
]


def test_every_region_is_contracted_and_elided(directory: Directory) -> None:
    assert [of_region(region) for region in directory.regions] == OF
