"""What the browser asks of Python: fields in, the drawn answer out, all as JSON text."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from calculator.form.fields import explain, read_fields
from calculator.planner.calendar_file import calendar_file
from calculator.planner.planner import plan_reply
from calculator.results.cards import Answer, View
from calculator.results.result import KINDS, Kind, announcement, card_data, result
from calculator.words.catalogue import LANGUAGES, Catalogue, catalogue
from calculator.words.html import Markup
from rules.parsing import InputError


def prepare() -> None:
    """Read the words of every language, so that a snapshot of the memory holds them."""
    for language in LANGUAGES:
        catalogue(language)


def answer(request: str) -> str:
    """Answer a request of the page script.

    The request is ``{"kind", "language", "today", "links", "fields"}``: the calculator's
    kind (``participant`` or ``organisation``), the page's language, the device's own date
    in ISO form, addresses as in `calculator.results.cards.View`, and the form's fields by name. The
    reply is ``{"html", "announcement", "errors", "answer", "cards"}``: `errors` says by field
    what to write instead; such a field counts as unanswered in the rest. `cards` has for each
    programme what the page's script needs of it, see `card_data`.
    """
    asked = json.loads(request)
    kind = KINDS[asked["kind"]]
    words = catalogue(asked["language"])
    today = date.fromisoformat(asked["today"])
    answered, given, errors = _answer_what_can_be(kind, asked["fields"], today, words)
    numbers = {key: value for key, value in given.items() if isinstance(value, Decimal)}
    view = View(words, asked["links"], date.fromisoformat(answered["on"]), numbers)
    reply: dict[str, Any] = {
        "html": result(kind, answered, view),
        "announcement": announcement(kind, answered, words),
        "errors": errors,
        "answer": answered,
        "cards": [
            card_data(kind, id, found, words) for id, found in answered["programmes"].items()
        ],
    }
    if "plan" in asked:
        reply["plan"] = plan_reply(asked["plan"], given, answered, view)
        calendar = calendar_file(answered, given.get("start_date"), today, words)
        reply["calendar"] = calendar and calendar._asdict()
    return json.dumps(reply, ensure_ascii=False)


def first_result(kind: Kind, language: str, links: Mapping[str, str], on: date) -> Markup:
    """The result before any answer, for the page as built; it bears no date."""
    return result(kind, kind.answer({}, on), View(catalogue(language), links, on), dated=False)


def _answer_what_can_be(
    kind: Kind, fields: Mapping[str, str], today: date, words: Catalogue
) -> tuple[Answer, dict[str, Any], dict[str, str]]:
    """The answer, the input it was made from, and the errors of the fields left out."""
    errors: dict[str, str] = {}
    while True:
        kept = {key: typed for key, typed in fields.items() if key not in errors}
        given = read_fields(kind.questions(), kept)
        try:
            return kind.answer(given, today), given, errors
        except InputError as error:
            found = {p.key: explain(p, words) for p in error.problems if p.key in kept}
            if not found:
                raise  # a fault of the device (its date), not of a field
            errors |= found
