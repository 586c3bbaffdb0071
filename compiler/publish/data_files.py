"""For people who use the data: a description of the files, a feed of changes, the rules as SQL."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from calculator.words.catalogue import LANGUAGES, Catalogue
from compiler.read.placeholder_values import write
from compiler.read.words import words_of
from population.decision import Asked
from population.dialects import spark_sql
from population.expressions import identifier
from population.reading import Source
from population.sql import answers_sql
from population.translation import translate
from rules import RULES_VERSION, VALUES_KNOWN_UNTIL
from rules.dated import DatedValue, Parameter, document, programme_ids
from rules.questions import PARTICIPANT

ATOM = "http://www.w3.org/2005/Atom"

# How OpenAPI calls what a file holds, by the end of its name.
MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "sql": "application/sql",
    "atom": "application/atom+xml",
}
# Files that have a JSON Schema among those published, by their names.
DESCRIBED = {
    "regions.json": "regions.json",
    "postal-areas.json": "postal-areas.json",
    "changes.json": "changes.json",
}

# What each release of the rules changed beside the one before, as `python -m rules diff --json`
# said it then: a record is written once, and stays as it is.
RELEASES = Path(__file__).with_name("releases")


def population_sql() -> Mapping[str, str]:
    """The rules as one statement, by file name: for a table `people` with a column a question.

    Where a row names no day, the last one for which values are known serves.
    """
    sources = {
        question.key: Source(identifier(question.key), "text", "VARCHAR")
        for question in PARTICIPANT
    }
    sql = answers_sql(translate(), Asked(sources, VALUES_KNOWN_UNTIL, kept=("id",)))
    keys = ", ".join(sources)
    about = (
        f"-- What each programme says of everybody in the table people: rules {RULES_VERSION}.\n"
        f"-- Columns of text: {keys}.\n"
        "-- Its column id, of any type, comes back with each answer.\n"
        f'-- Nothing in a column is "not answered". Rows that hold something else are left out.\n'
    )
    return {
        "population.duckdb.sql": f"{about}{sql};\n",
        "population.spark.sql": f"{about}{spark_sql(sql)};\n",
    }


def changes() -> dict[str, Any]:
    """Every release of the rules but the first, the newest first, and what it changed."""
    records = [json.loads(file.read_text(encoding="utf-8")) for file in RELEASES.glob("*.json")]
    return {"releases": sorted(records, key=_version, reverse=True)}


def _version(record: Mapping[str, Any]) -> tuple[int, ...]:
    return tuple(map(int, record["rules_version"].split(".")))


def changes_schema() -> dict[str, Any]:
    """The JSON Schema of `changes`."""
    version = {"type": "string", "pattern": r"^[0-9]+\.[0-9]+\.[0-9]+$"}
    any_value = {"description": "A JSON value of the answers."}
    change = {
        "command": {"enum": ["participant", "organisation"]},
        "path": {"type": "string", "description": "The part of the answer, with points."},
        "times": {"type": "integer", "minimum": 1, "description": "In how many of the inputs."},
        "example": {"type": "object", "description": "The first of these inputs."},
        "old": any_value,
        "new": any_value,
    }
    release = {
        "rules_version": version,
        "before": {**version, "description": "The release that the answers are held against."},
        "inputs": {"type": "integer", "minimum": 1, "description": "Asked of both releases."},
        "changes": {"type": "array", "items": _closed(change)},
    }
    releases = {"type": "array", "items": _closed(release)}
    return {"title": "What each release changed", **_closed({"releases": releases})}


def _closed(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def feeds(site_url: str) -> Mapping[str, str]:
    """An Atom feed a language, by file name: an entry for each dated value."""
    return {
        f"values.{language}.atom": _feed(
            words_of(language), f"{site_url}api/values.{language}.atom"
        )
        for language in LANGUAGES
    }


def _feed(words: Catalogue, address: str) -> str:
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed", {"xml:lang": words.language})
    dated = sorted(_dated(), key=lambda one: one[1].effective or date.min, reverse=True)
    days = [value.effective for _, value in dated if value.effective]
    _add(feed, "title", words.text("feed.title"))
    _add(feed, "id", address)
    ET.SubElement(feed, f"{{{ATOM}}}link", rel="self", href=address)
    _add(ET.SubElement(feed, f"{{{ATOM}}}author"), "name", "Passerelle")
    _add(feed, "updated", _moment(max(days, default=VALUES_KNOWN_UNTIL)))
    for parameter, value in dated:
        if value.effective is None:
            continue
        entry = ET.SubElement(feed, f"{{{ATOM}}}entry")
        programme = words.text(f"programme.{parameter.id.partition('.')[0]}")
        name = f"{programme} – {words.text(f'value.{parameter.id}')}"
        amount = write(parameter._replace(history=(value,)), value.effective, words)
        _add(entry, "title", name)
        _add(entry, "id", f"{address}#{parameter.id}-{value.effective}")
        _add(entry, "updated", _moment(value.effective))
        since = words.day(value.effective)
        _add(entry, "summary", words.text("feed.entry", amount=amount, since=since))
    ET.indent(feed)
    return ET.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def _dated() -> Iterable[tuple[Parameter, DatedValue]]:
    for id in programme_ids():
        for parameter in document(id).parameters.values():
            for value in parameter.history:
                yield parameter, value


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def openapi(names: Iterable[str], site_url: str) -> dict[str, Any]:
    """OpenAPI's description of the published files, of which `names` are all."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Passerelle",
            "version": RULES_VERSION,
            "summary": "The rules of PAAS Action and Interagir as files. Not a government site.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": f"{site_url}api"}],
        "paths": {
            f"/{name}": {"get": _operation(name)} for name in sorted(names) if _media_type(name)
        },
    }


def _operation(name: str) -> dict[str, Any]:
    id = "".join(part.capitalize() for part in name.replace("/", "-").replace(".", "-").split("-"))
    schema: dict[str, Any] = {}
    if name in DESCRIBED:
        schema = {"schema": {"$ref": f"schemas/{DESCRIBED[name]}"}}
    return {
        "operationId": f"get{id}",
        "responses": {
            "200": {"description": name, "content": {_media_type(name): schema}},
        },
    }


def _media_type(name: str) -> str:
    return MEDIA_TYPES.get(name.rpartition(".")[2], "")
