"""The directory for other programs: JSON, CSV for a spreadsheet, and their JSON Schemas.

The CSV files are for people: a spreadsheet opens them as they are. It takes the byte-order mark
for a sign of UTF-8, without which it shows accents wrong, and a number in E.164 form (+1...) for
an amount; so numbers stand there as they are written (819 763-3226). Programs read the JSON.

A contact that this site adds is told from those of the source documents wherever it stands:
`in_source_documents` is false, and `note` says so to people.
"""

import csv
import io
from collections.abc import Iterable
from typing import Any

from calculator.words.catalogue import LANGUAGES
from calculator.words.typography import NO_BREAK_SPACE
from compiler.read.offices import ProvinceWideContact, Texts, display_number, is_toll_free
from compiler.read.regions import SLUGS, Directory, Region
from compiler.read.words import words_of
from rules.dated import programme_ids
from rules.result_json import SOURCE

_REACHED = (*(f"hours_{language}" for language in LANGUAGES), "email", "web")
COLUMNS = (
    "slug", "name", "telephone", "collect_calls", "toll_free", "postal_areas",
    "shared_postal_areas", "more_telephones", *_REACHED,
)  # fmt: skip
PROVINCE_WIDE_COLUMNS = (
    "id", *(f"name_{language}" for language in LANGUAGES), "telephone", "programmes", *_REACHED,
    "checked", *(f"{text}_{language}" for text in ("source", "note") for language in LANGUAGES),
)  # fmt: skip

BYTE_ORDER_MARK = "\ufeff"

Schema = dict[str, Any]
_SLUG: Schema = {"enum": list(SLUGS)}
_AREA: Schema = {"type": "string", "pattern": "^[GHJ][0-9][ABCEGHJKLMNPRSTVWXYZ]$"}
_NUMBER: Schema = {"type": "string", "pattern": r"^\+1[0-9]{10}$", "description": "E.164"}
_SOURCE: Schema = {"type": "string", "pattern": SOURCE}
_TEXT: Schema = {"type": "string", "minLength": 1}
_DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def regions(directory: Directory) -> dict[str, Any]:
    """The regional offices, with the document that lists them and their postal areas.

    `province_wide` holds the contacts that this site adds, perhaps none.
    """
    return {
        "source": _source(directory),
        "postal_areas_credit": directory.postal_areas_credit.model_dump(),
        "regions": [_region(region) for region in directory.regions],
        "province_wide": [_province_wide(contact) for contact in directory.province_wide],
        "shared_postal_areas": dict(directory.shared_postal_areas),
    }


def _region(region: Region) -> dict[str, Any]:
    more = [
        {**one.model_dump(), "is_toll_free": is_toll_free(one.number)}
        for one in region.more_telephones
    ]
    return {**region.model_dump(), "more_telephones": more}


def _province_wide(contact: ProvinceWideContact) -> dict[str, Any]:
    return {
        **contact.model_dump(mode="json"),
        "is_toll_free": is_toll_free(contact.telephone),
        "in_source_documents": False,
        "note": _note(),
    }


def _note() -> dict[str, str]:
    """What is said beside every number that this site adds, by language."""
    return {language: words_of(language).text("contacts.added") for language in LANGUAGES}


def postal_areas(directory: Directory) -> dict[str, Any]:
    """Every postal area with the slugs of its regions, the likeliest first."""
    return {
        "source": _source(directory),
        "postal_areas_credit": directory.postal_areas_credit.model_dump(),
        "postal_areas": directory.postal_areas,
    }


def towns(directory: Directory) -> dict[str, Any]:
    """The towns for the pages' scripts, as small as can be: see `TownList` in towns.js.

    Within a region and among the shared ones, names stand in alphabetical order.
    """
    own: dict[str, list[str]] = {region.slug: [] for region in directory.regions}
    for name, slugs in directory.towns.items():
        if len(slugs) == 1:
            own[slugs[0]].append(name)
    return {
        "regions": {region.slug: region.name for region in directory.regions},
        "own": {slug: "|".join(names) for slug, names in own.items() if names},
        "shared": {name: slugs for name, slugs in directory.towns.items() if len(slugs) > 1},
        "also": dict(directory.other_town_names),
    }


def regions_csv(directory: Directory) -> str:
    """The regional offices, one a line; several postal areas stand in a cell with spaces."""
    return _csv(COLUMNS, (_row(directory, region) for region in directory.regions))


def province_wide_csv(directory: Directory) -> str:
    """The contacts that this site adds, one a line, in a file of their own: they are no regions."""
    return _csv(PROVINCE_WIDE_COLUMNS, map(_province_wide_row, directory.province_wide))


def _csv(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    # Who looks for a text in a spreadsheet types plain spaces.
    return BYTE_ORDER_MARK + text.getvalue().replace(NO_BREAK_SPACE, " ")


def _row(directory: Directory, region: Region) -> tuple[str, ...]:
    shared = directory.shared_postal_areas.items()
    return (
        region.slug,
        region.name,
        display_number(region.telephone),
        "true" if region.collect_calls else "false",
        display_number(region.toll_free) if region.toll_free else "",
        " ".join(region.postal_areas),
        " ".join(area for area, slugs in shared if region.slug in slugs),
        ", ".join(display_number(one.number) for one in region.more_telephones),
        *_reached(region),
    )


def _province_wide_row(contact: ProvinceWideContact) -> tuple[str, ...]:
    return (
        contact.id,
        *_texts(contact.name),
        display_number(contact.telephone),
        " ".join(contact.programmes),
        *_reached(contact),
        contact.checked.isoformat(),
        *_texts(contact.source),
        *_note().values(),
    )


def _reached(office: Region | ProvinceWideContact) -> tuple[str, ...]:
    """Hours by language, e-mail address, web page; empty where there is none."""
    return (*_texts(office.hours), office.email or "", office.web or "")


def _texts(texts: Texts | None) -> tuple[str, ...]:
    return tuple(texts.of(language) if texts else "" for language in LANGUAGES)


def _source(directory: Directory) -> str:
    return f"{directory.source.document}.{directory.source.section}"


def schemas() -> dict[str, Schema]:
    """The JSON Schemas of `regions` and `postal_areas`, by name."""
    texts = _object(**dict.fromkeys(LANGUAGES, _TEXT))
    several = {"type": "array", "items": _SLUG, "uniqueItems": True, "minItems": 2}
    reached = {
        "hours": _or_null(texts),
        "email": {"type": ["string", "null"], "pattern": "^[^@\\s]+@[^@\\s]+$"},
        "web": {"type": ["string", "null"], "pattern": "^https://"},
    }
    region = _object(
        slug=_SLUG,
        name=_TEXT,
        telephone=_NUMBER,
        collect_calls={"type": "boolean"},
        toll_free={**_NUMBER, "type": ["string", "null"]},
        more_telephones={
            "type": "array",
            "items": _object(
                number=_NUMBER, label=_or_null(texts), is_toll_free={"type": "boolean"}
            ),
        },
        **reached,
        postal_areas={"type": "array", "items": _AREA, "uniqueItems": True, "minItems": 1},
    )
    province_wide = _object(
        id={"type": "string", "pattern": "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"},
        name=texts,
        telephone=_NUMBER,
        is_toll_free={"type": "boolean"},
        **reached,
        programmes={
            "type": "array",
            "items": {"enum": list(programme_ids())},
            "uniqueItems": True,
            "minItems": 1,
        },
        source={**texts, "description": "Where the number was found."},
        checked={**_DAY, "description": "The day on which the number was last seen there."},
        in_source_documents={"const": False},
        note={**texts, "description": "To be shown wherever the number is shown."},
    )
    all_regions = {"type": "array", "items": region, "minItems": 17, "maxItems": 17}
    return {
        "regions": {
            "title": "The regional offices",
            **_object(
                source=_SOURCE,
                postal_areas_credit=texts,
                regions=all_regions,
                province_wide={"type": "array", "items": province_wide},
                shared_postal_areas=_by_area(several),
            ),
        },
        "postal-areas": {
            "title": "The regions of every postal area, the likeliest first",
            **_object(
                source=_SOURCE,
                postal_areas_credit=texts,
                postal_areas=_by_area({**several, "minItems": 1}),
            ),
        },
    }


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _by_area(regions: Schema) -> Schema:
    return {"type": "object", "propertyNames": _AREA, "additionalProperties": regions}
