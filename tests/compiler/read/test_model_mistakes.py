"""What each key of the files that people edit accepts, in the words of the mistakes; if any."""

import pytest
from pydantic import BaseModel

from compiler.read.facts import Entry, Register
from compiler.read.offices import MoreTelephone, ProvinceWideContact, Texts
from compiler.read.regions import Directory, Region, Source
from rules.dated import named_programmes

SLUGS = (
    "one of abitibi-temiscamingue, bas-saint-laurent, capitale-nationale, centre-du-quebec,"
    " chaudiere-appalaches, cote-nord, estrie, gaspesie-iles-de-la-madeleine, lanaudiere,"
    " laurentides, laval, mauricie, monteregie, montreal, nord-du-quebec, outaouais,"
    " saguenay-lac-saint-jean"
)
STRENGTHS = (
    "one of stated, required, entitled, may_receive, receives, might_be_granted, may_be_entitled,"
    " may, aims, believes, priority, depends, invites"
)
NEEDED = "a value is needed"

# What is accepted, and what counts where the key is left out.
FIELDS: dict[type[BaseModel], dict[str, tuple[str, object]]] = {
    Source: {
        "document": ("the id of a document", NEEDED),
        "section": ("the id of a section of that document", NEEDED),
    },
    Region: {
        "slug": (SLUGS, NEEDED),
        "name": ("the region's French name", NEEDED),
        "telephone": (
            "a Canadian number that is not toll-free, +1 and ten digits, in quotes",
            NEEDED,
        ),
        "collect_calls": ("true or false", NEEDED),
        "toll_free": (
            "a toll-free number, +1 and ten digits, in quotes; if none, no such key",
            None,
        ),
        "more_telephones": ("a list of numbers, each with the key number and perhaps label", ()),
        "hours": ("the keys fr and en, the opening hours in words; if none, no such key", None),
        "email": ("an address such as office@site.example; if none, no such key", None),
        "web": ("the address of a page that begins with https://; if none, no such key", None),
        "postal_areas": (
            "a list such as [G0A, H2X]: three characters each, the first G, H or J",
            NEEDED,
        ),
    },
    Directory: {
        "source": ("the keys document and section", NEEDED),
        "postal_areas_credit": ("the keys fr and en", NEEDED),
        "regions": ("a list of the 17 regions, each with its keys", NEEDED),
        "province_wide": ("a list of contacts, each with its keys; it may be left out", ()),
        "shared_postal_areas": (
            "lines such as G0J: [slug, slug], two or more regions, the likeliest first",
            NEEDED,
        ),
        "towns_credit": ("the keys fr and en", NEEDED),
        "towns": ("lines such as Alma: [slug], the name of a town and one or more regions", NEEDED),
        "other_town_names": (
            "lines such as MTL: Montréal, what people type and a name in towns",
            NEEDED,
        ),
    },
    Texts: {
        "fr": ("the text in French", NEEDED),
        "en": ("the text in English", NEEDED),
    },
    MoreTelephone: {
        "number": ("a Canadian number, +1 and ten digits, in quotes", NEEDED),
        "label": ("the keys fr and en, what the number is for; if not said, no such key", None),
    },
    ProvinceWideContact: {
        "id": ("words in lower case without accents, joined by underscores", NEEDED),
        "name": ("the keys fr and en", NEEDED),
        "telephone": ("a Canadian number, +1 and ten digits, in quotes", NEEDED),
        "hours": ("the keys fr and en, the opening hours in words; if none, no such key", None),
        "email": ("an address such as office@site.example; if none, no such key", None),
        "web": ("the address of a page that begins with https://; if none, no such key", None),
        "programmes": (
            f"a list of one or more of {', '.join(named_programmes())}, each once",
            NEEDED,
        ),
        "source": ("the keys fr and en, where the number was found", NEEDED),
        "checked": ("a day such as 2026-11-28, with or without quotes", NEEDED),
    },
    Entry: {
        "id": ("small letters, digits and hyphens, such as support-allowance", NEEDED),
        "section": ("the id of a section of the document", NEEDED),
        "audience": ("citizen, organisation or both", NEEDED),
        "strength": (STRENGTHS, NEEDED),
        "value": ("the id of a value of the rules", None),
        "region": ("the slug of a region", None),
        "fr": ("the fact in French", NEEDED),
        "en": ("the fact in English", NEEDED),
    },
    Register: {
        "facts": ("a list of facts, each with its keys", NEEDED),
    },
}


@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
def test_what_each_key_accepts(model: type[BaseModel]) -> None:
    found = {
        key: (field.description, NEEDED if field.is_required() else field.default)
        for key, field in model.model_fields.items()
    }
    assert found == FIELDS[model]


@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
def test_every_model_is_strict(model: type[BaseModel]) -> None:
    """Nothing is guessed, nothing unknown is passed over, and nobody changes what was read."""
    strict = {"frozen": True, "extra": "forbid", "strict": True, "str_min_length": 1}
    assert model.model_config == strict
