"""Region names in French sentences: contraction and elision for all 17."""

import pytest

from compiler.read.region_names import in_phrase, of_region
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


# Names as French treats them; the article goes by the slug.
NAMES = {
    ("bas-saint-laurent", "Avignon"): "de l’Avignon",
    ("bas-saint-laurent", "Bonaventure"): "du Bonaventure",
    ("estrie", "Bonaventure"): "de la Bonaventure",
    ("laurentides", "Appalaches"): "des Appalaches",
    ("laval", "Bonaventure"): "de Bonaventure",
    **{("laval", f"{vowel}x"): f"d’{vowel}x" for vowel in "AEIOUYÀÂÉÈÊÎÔÛ"},
}


@pytest.mark.parametrize(("slug", "name"), NAMES)
def test_a_name_is_elided_before_every_vowel(directory: Directory, slug: str, name: str) -> None:
    region = directory.regions[0].model_copy(update={"slug": slug, "name": name})
    assert of_region(region) == NAMES[slug, name]
    assert in_phrase(region, "fr") == NAMES[slug, name]
    assert in_phrase(region, "en") == name
