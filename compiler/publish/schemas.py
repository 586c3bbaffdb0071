"""JSON Schemas of what the command line reads and prints, made from the code's own types."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from rules.dated import programme_ids
from rules.organisation import organisation_questions
from rules.programme import for_organisations
from rules.questions import PARTICIPANT, Question
from rules.result_json import OrganisationJson, ParticipantJson

DRAFT = "https://json-schema.org/draft/2020-12/schema"

# Said, not checked: multipleOf is reckoned in binary fractions, and refuses 45.55.
TWO_DECIMALS = {"description": "Two decimals at most."}

Schema = dict[str, Any]


def schemas(site_url: str, others: Mapping[str, Schema] | None = None) -> Mapping[str, Schema]:
    """Every schema by its file name; `site_url` is where the site will stand.

    `others` are those of further files, by their names without suffix.
    """
    made = {
        "participant-input": _input("A person's answers", PARTICIPANT),
        "participant-output": _output("The answer for a person", ParticipantJson, programme_ids()),
        "organisation-input": _input("An organisation's answers", organisation_questions()),
        "organisation-output": _output(
            "The answer for an organisation", OrganisationJson, [*for_organisations()]
        ),
        **(others or {}),
    }
    return {
        f"{name}.json": {
            "$schema": DRAFT,
            "$id": f"{site_url}api/schemas/{name}.json",
            **schema,
        }
        for name, schema in made.items()
    }


def _input(title: str, questions: Sequence[Question]) -> Schema:
    """An object in which every key may be left out, or null."""
    whole: Schema = _object()
    for question in questions:
        group, _, name = question.key.rpartition(".")
        place = whole["properties"].setdefault(group, _object(nullable=True)) if group else whole
        place["properties"][name] = _question(question)
    return {"title": title, **whole}


def _object(nullable: bool = False) -> Schema:
    return {
        "type": ["object", "null"] if nullable else "object",
        "properties": {},
        "additionalProperties": False,
    }


def _question(question: Question) -> Schema:
    within = {"minimum": 0, "maximum": question.maximum}
    match question.kind:
        case "date":
            date = {"format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
            return {"type": ["string", "null"], **date}
        case "boolean":
            return {"type": ["boolean", "null"]}
        case "choice":
            return {"enum": [*question.choices, None]}
        case "count":
            return {"type": ["integer", "null"], **within}
        case "number":
            return {"type": ["number", "null"], **within, **TWO_DECIMALS}
        case "money":
            text = {"type": "string", "pattern": r"^[0-9]+(\.[0-9]{1,2})?$"}
            return {"anyOf": [{"type": ["number", "null"], **within}, text], **TWO_DECIMALS}


def _output(title: str, answer: type, programmes: Sequence[str]) -> Schema:
    """The schema of an answer, with every programme that it has required by its id."""
    schema = TypeAdapter(answer).json_schema()
    of_programme = schema["properties"]["programmes"]["additionalProperties"]
    schema["properties"]["programmes"] = {
        "type": "object",
        "properties": dict.fromkeys(programmes, of_programme),
        "required": list(programmes),
        "additionalProperties": False,
    }
    return {**schema, "title": title}
