"""What the browser asks of Python: fields in, the drawn answer out, all as JSON text."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from calculator.catalogue import Catalogue, catalogue
from calculator.fields import explain, read_fields
from calculator.html import Markup
from calculator.result import View, announcement, result
from rules.answers import ParticipantAnswer
from rules.participant import participant
from rules.questions import PARTICIPANT
from rules.reading import InputError


def answer(request: str) -> str:
    """Answer a request of the page script.

    The request is ``{"language", "today", "links", "fields"}``: the page's language, the
    device's own date in ISO form, addresses as in `calculator.result.View`, and the form's
    fields by name. The reply is ``{"html", "announcement", "errors", "answer"}``: `errors`
    says by field what to write instead; such a field counts as unanswered in the rest.
    """
    asked = json.loads(request)
    words = catalogue(asked["language"])
    today = date.fromisoformat(asked["today"])
    answered, given, errors = _answer_what_can_be(asked["fields"], today, words)
    on = date.fromisoformat(answered["on"])
    view = View(words, asked["links"], on, given.get("weekly_hours"))
    reply = {
        "html": result(answered, view),
        "announcement": announcement(answered, words),
        "errors": errors,
        "answer": answered,
    }
    return json.dumps(reply, ensure_ascii=False)


def first_result(language: str, links: Mapping[str, str], on: date) -> Markup:
    """The result before any answer, for the page as built; it bears no date."""
    return result(participant({}, on), View(catalogue(language), links, on), dated=False)


def _answer_what_can_be(
    fields: Mapping[str, str], today: date, words: Catalogue
) -> tuple[ParticipantAnswer, dict[str, Any], dict[str, str]]:
    """The answer, the input it was made from, and the errors of the fields left out."""
    errors: dict[str, str] = {}
    while True:
        kept = {key: typed for key, typed in fields.items() if key not in errors}
        given = read_fields(PARTICIPANT, kept)
        try:
            return participant(given, today), given, errors
        except InputError as error:
            found = {p.key: explain(p, words) for p in error.problems if p.key in kept}
            if not found:
                raise  # a fault of the device (its date), not of a field
            errors |= found
