"""The directory of regions for other programs: JSON, CSV, and their JSON Schemas."""

import csv
import io
from typing import Any

from compiler.read.regions import SLUGS, Directory, Region

COLUMNS = (
    "slug", "name", "telephone", "collect_calls", "toll_free", "postal_areas",
    "shared_postal_areas",
)  # fmt: skip

Schema = dict[str, Any]
_SLUG: Schema = {"enum": list(SLUGS)}
_AREA: Schema = {"type": "string", "pattern": "^[GHJ][0-9][ABCEGHJKLMNPRSTVWXYZ]$"}
_NUMBER: Schema = {"type": "string", "pattern": r"^\+1[0-9]{10}$", "description": "E.164"}
_SOURCE: Schema = {"type": "string", "pattern": r"^[a-z_]+\.[a-z_]+$"}
_TEXT: Schema = {"type": "string", "minLength": 1}


def regions(directory: Directory) -> dict[str, Any]:
    """The regional offices, with the document that lists them and their postal areas."""
    return {
        "source": _source(directory),
        "postal_areas_credit": directory.postal_areas_credit.model_dump(),
        "regions": [region.model_dump() for region in directory.regions],
        "shared_postal_areas": dict(directory.shared_postal_areas),
    }


def postal_areas(directory: Directory) -> dict[str, Any]:
    """Every postal area with the slugs of its regions, the likeliest first."""
    return {
        "source": _source(directory),
        "postal_areas_credit": directory.postal_areas_credit.model_dump(),
        "postal_areas": directory.postal_areas,
    }


def regions_csv(directory: Directory) -> str:
    """The regional offices as CSV, one a line; a cell holds postal areas separated by spaces."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(directory, region) for region in directory.regions)
    return text.getvalue()


def _row(directory: Directory, region: Region) -> tuple[str, ...]:
    shared = directory.shared_postal_areas.items()
    return (
        region.slug,
        region.name,
        region.telephone,
        "true" if region.collect_calls else "false",
        region.toll_free or "",
        " ".join(region.postal_areas),
        " ".join(area for area, slugs in shared if region.slug in slugs),
    )


def _source(directory: Directory) -> str:
    return f"{directory.source.document}.{directory.source.section}"


def schemas() -> dict[str, Schema]:
    """The JSON Schemas of `regions` and `postal_areas`, by name."""
    credit = _object(fr=_TEXT, en=_TEXT)
    several = {"type": "array", "items": _SLUG, "uniqueItems": True, "minItems": 2}
    region = _object(
        slug=_SLUG,
        name=_TEXT,
        telephone=_NUMBER,
        collect_calls={"type": "boolean"},
        toll_free={**_NUMBER, "type": ["string", "null"]},
        postal_areas={"type": "array", "items": _AREA, "uniqueItems": True, "minItems": 1},
    )
    all_regions = {"type": "array", "items": region, "minItems": 17, "maxItems": 17}
    return {
        "regions": {
            "title": "The regional offices",
            **_object(
                source=_SOURCE,
                postal_areas_credit=credit,
                regions=all_regions,
                shared_postal_areas=_by_area(several),
            ),
        },
        "postal-areas": {
            "title": "The regions of every postal area, the likeliest first",
            **_object(
                source=_SOURCE,
                postal_areas_credit=credit,
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


def _by_area(regions: Schema) -> Schema:
    return {"type": "object", "propertyNames": _AREA, "additionalProperties": regions}
