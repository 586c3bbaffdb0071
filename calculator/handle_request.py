"""What the browser asks of Python: fields in, the drawn result out, all as JSON text."""

import json
from collections.abc import Mapping
from datetime import date
from typing import NotRequired, TypedDict

from calculator.far_dates import withheld, without_dates
from calculator.form.fields import explain, read_fields
from calculator.planner.calendar_file import (
    calendar_file,
    call_file,
    read_call,
    read_identity,
)
from calculator.planner.planner import PlanResponse, plan_response
from calculator.results.card_data import CardData, StillAsked, card_data, still_asked
from calculator.results.cards import View
from calculator.results.comparison_rows import ComparedProgramme, compared_programme
from calculator.results.next_steps import at_hand
from calculator.results.result import KINDS, Kind, announcement, drawn, narrowed, shown_of
from calculator.words.catalogue import LANGUAGES, Catalogue, catalogue
from calculator.words.html import Markup
from rules.parsing import InputError
from rules.plan import PLAN, plan_result, read_plan
from rules.result_json import OrganisationJson, ParticipantJson, result_json
from rules.results import ParticipantResult, Result


class Request(TypedDict):
    """What the page script sends.

    `kind` is the calculator's (``participant`` or ``organisation``), `language` the page's,
    `today` the device's own date in ISO form, `links` as in `calculator.results.cards.View`;
    `fields` are the form's by name, `plan` those of the planner where the page has one.
    `calendar` is ``{"owner", "sequence"}``, with the day of a call ``{"call", "office"}`` too
    (`calculator.planner.calendar_file`).
    `programme` names the one programme that is wanted, where not all are; `chosen` are those
    whose results a person wants to see too, where there are many.
    With `rows` the request is for one of two participants' situations that are compared.
    """

    kind: str
    language: str
    today: str
    links: dict[str, str]
    fields: dict[str, str]
    plan: NotRequired[dict[str, str]]
    calendar: NotRequired[dict[str, object]]
    rows: NotRequired[bool]
    programme: NotRequired[str]
    chosen: NotRequired[list[str]]


class Response(TypedDict):
    """What the page script gets.

    `errors` says by field what to write instead; such a field counts as unanswered in the
    rest. `answer` is the contract's JSON, `cards` what scripts need of each programme that
    is shown; where not all are, `asked` has the questions that can still matter to any. Where the
    request has a plan, `plan` answers it and `calendar` is ``{"name", "text"}`` of the
    file with the dates to keep, null without any. `call` is such a file with the call that the
    request has, null for a day that is past.
    `rows` are those that were asked for.
    """

    html: str
    announcement: str
    errors: dict[str, str]
    answer: ParticipantJson | OrganisationJson
    cards: list[CardData]
    plan: NotRequired[PlanResponse]
    calendar: NotRequired[dict[str, str] | None]
    call: NotRequired[dict[str, str] | None]
    asked: NotRequired[StillAsked]
    rows: NotRequired[list[ComparedProgramme]]


def prepare() -> None:
    """Read the words of every language, so that a snapshot of the memory holds them."""
    for language in LANGUAGES:
        catalogue(language)


def answer(request: str) -> str:
    """Answer a request of the page script: a `Request` as JSON text in, a `Response` out.

    Raises KeyError for a kind of calculator that there is not, InputError where the device's
    date is before every known value.
    """
    asked: Request = json.loads(request)
    words = catalogue(asked["language"])
    today = date.fromisoformat(asked["today"])
    kind, only = KINDS[asked["kind"]], asked.get("programme")
    whole, errors = _decide_what_can_be(kind, asked["fields"], today, words, only)
    chosen = asked.get("chosen", [])
    shown = shown_of(whole, chosen)
    far = withheld(whole, today)
    said = without_dates(whole, far)
    result = narrowed(said, shown)
    response: Response = {
        "html": drawn(said, View(words, asked["links"], withheld=far), chosen=chosen),
        "announcement": announcement(result, words),
        "errors": errors,
        "answer": result_json(narrowed(whole, shown)),
        "cards": [card_data(id, result, words) for id in result.programmes],
    }
    if len(result.programmes) < len(whole.programmes):
        # What a person could take part in is asked about, shown or not; what an organisation has
        # not chosen is not.
        response["asked"] = _asked(whole if isinstance(whole, ParticipantResult) else result)
    identity = read_identity(asked.get("calendar"))
    if call := read_call(asked.get("calendar")):
        names = [words.text(f"programme.{id}") for id in result.programmes]
        planned = call_file(call, at_hand(asked["kind"], words), names, today, words, identity)
        response["call"] = planned and planned._asdict()
    if "plan" in asked and isinstance(result, ParticipantResult):
        undated = result._replace(start_date=None) if far else result
        response["plan"] = _plan(asked["plan"], undated, words)
        calendar = calendar_file(result, today, words, identity)
        response["calendar"] = calendar and calendar._asdict()
    if asked.get("rows") and isinstance(said, ParticipantResult):
        # Of all: what one situation has among the first may not be among those of the other.
        response["rows"] = [compared_programme(id, said, words) for id in said.programmes]
    return json.dumps(response, ensure_ascii=False)


def first_result(kind: Kind, language: str, links: Mapping[str, str], on: date) -> Markup:
    """The result before any answer, for the page as built; it bears no date."""
    return drawn(kind.rules({}, on), View(catalogue(language), links), dated=False)


def _asked(result: Result) -> StillAsked:
    """The questions that can still matter to any programme, each once."""
    found = [still_asked(one) for one in result.programmes.values()]
    return {
        "missing": list(dict.fromkeys(key for one in found for key in one["missing"])),
        "further": list(dict.fromkeys(key for one in found for key in one["further"])),
    }


def _plan(fields: Mapping[str, str], person: ParticipantResult, words: Catalogue) -> PlanResponse:
    given = read_fields(PLAN, {key: typed for key, typed in fields.items() if typed})
    plan, problems = read_plan(given, person.weekly_hours)
    found = None if plan is None else plan_result(plan, person)
    return plan_response(found, problems, person, words)


def _decide_what_can_be(
    kind: Kind, fields: Mapping[str, str], today: date, words: Catalogue, only: str | None
) -> tuple[Result, dict[str, str]]:
    """The result, and the errors of the fields left out of it."""
    errors: dict[str, str] = {}
    while True:
        kept = {key: typed for key, typed in fields.items() if key not in errors}
        given = read_fields(kind.questions(only), kept)
        try:
            return kind.rules(given, today, only), errors
        except InputError as error:
            found = {p.key: explain(p, words) for p in error.problems if p.key in kept}
            if not found:
                raise  # a fault of the device (its date), not of a field
            errors |= found
