"""Files for other programs: ``site/api/``, made from the same data as the pages."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from compiler.publish import data_files, directory_files
from compiler.publish.decision_table import decision_table
from compiler.publish.schemas import schemas
from compiler.read.kept import NOTHING_KEPT, Kept
from compiler.read.regions import Directory
from rules import RULES_VERSION, VALUES_KNOWN_UNTIL
from rules.dated import Document, Parameter, Range, document, programme_ids
from rules.result_json import plain


def api_files(directory: Directory, site_url: str, kept: Kept = NOTHING_KEPT) -> Mapping[str, str]:
    """Every file by its path below ``api/``, as text."""
    files = {
        "parameters.json": _json(parameters()),
        "regions.json": _json(directory_files.regions(directory)),
        "regions.csv": directory_files.regions_csv(directory),
        "province-wide.csv": directory_files.province_wide_csv(directory),
        "postal-areas.json": _json(directory_files.postal_areas(directory)),
        "decision-table.csv": kept.text("decision-table", [], decision_table),
        "changes.json": _json(data_files.changes()),
        **population_sql(kept),
        **data_files.feeds(site_url),
        **{
            f"schemas/{name}": _json(schema)
            for name, schema in schemas(
                site_url,
                {**directory_files.schemas(), "changes": data_files.changes_schema()},
            ).items()
        },
    }
    return {**files, "openapi.json": _json(data_files.openapi(files, site_url))}


def population_sql(kept: Kept) -> Mapping[str, str]:
    """The rules as SQL, by file name; the last build's where no rule changed."""
    made: Mapping[str, str] = json.loads(
        kept.text("population-sql", [], lambda: json.dumps(data_files.population_sql()))
    )
    return made


def parameters() -> dict[str, Any]:
    """Every value of the rules with its history, unit, certainty and source."""
    return {
        "rules_version": RULES_VERSION,
        "values_known_until": VALUES_KNOWN_UNTIL.isoformat(),
        "programmes": {id: _document(document(id)) for id in programme_ids()},
    }


def _document(about: Document) -> dict[str, Any]:
    return {
        "title": about.title,
        "publisher": about.publisher,
        "dated": about.dated and f"{about.dated:%Y-%m}",
        "sections": dict(about.sections),
        "parameters": {id: _parameter(each) for id, each in about.parameters.items()},
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "unit": parameter.unit,
        "certainty": parameter.certainty,
        "source": parameter.source,
        "stated": parameter.stated,
        "history": [
            {"effective": _day(dated.effective), "value": _value(dated.value)}
            for dated in parameter.history
        ],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _value(value: Any) -> Any:
    """A number as a decimal string, a range as its two ends."""
    if isinstance(value, Range):
        return {"low": plain(value.low), "high": plain(value.high)}
    return plain(value)


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
