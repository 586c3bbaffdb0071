"""A region's name inside a French sentence: ``de l’Estrie``, ``du Bas-Saint-Laurent``."""

from compiler.read.regions import Region

# The article of each name in French; a name that takes none is not here.
_ARTICLES = {
    "abitibi-temiscamingue": "la",
    "bas-saint-laurent": "le",
    "capitale-nationale": "la",
    "centre-du-quebec": "le",
    "chaudiere-appalaches": "la",
    "cote-nord": "la",
    "estrie": "la",
    "gaspesie-iles-de-la-madeleine": "la",
    "laurentides": "les",
    "mauricie": "la",
    "monteregie": "la",
    "nord-du-quebec": "le",
    "outaouais": "le",
    "saguenay-lac-saint-jean": "le",
}
_VOWELS = tuple("AEIOUYÀÂÉÈÊÎÔÛ")


def in_phrase(region: Region, language: str) -> str:
    """What a phrase such as ``la direction régionale {region}`` needs in a language."""
    return of_region(region) if language == "fr" else region.name


def of_region(region: Region) -> str:
    """``de`` with the region's name, contracted and elided as French does."""
    article = _ARTICLES.get(region.slug, "")
    elided = region.name.startswith(_VOWELS)
    match article:
        case "le" | "la" if elided:
            return f"de l’{region.name}"
        case "le":
            return f"du {region.name}"
        case "la":
            return f"de la {region.name}"
        case "les":
            return f"des {region.name}"
    return f"d’{region.name}" if elided else f"de {region.name}"
