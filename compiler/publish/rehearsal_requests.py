"""Questions that take the engine through all that it can be asked, to see what it needs.

Every state of the choices, in one language or the other, every kind of number, amount and date
that a person may type, and every way to type them wrongly. What is like none of these
is answered all the same, by the stock engine: see `pyodide_bundle.wasm`.

Where there are many programmes, most questions are asked of one of them, by turns: how a form is
read, an amount written or a plan drawn is the same for all. What a programme's own module does
is asked of each: every state of a person's choices.
"""

import json
import random
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import cycle, islice
from typing import Any

from calculator.results.result import KINDS
from calculator.words.catalogue import LANGUAGES
from pyodide_bundle.rehearsal import SAMPLE
from rules.dated import first_known_day, programme_ids
from rules.plan import PLAN, WEEK_KEYS
from rules.states import organisation_states_together, participant_states

STATES = {"participant": participant_states, "organisation": organisation_states_together}
LINKS = {
    name: f"../{name}/"
    for name in ("regions", "sources", "situations", "organizations", "comparison")
}

# As many programmes are asked together; of more, only every so many questions is for all. None of
# these is among the sample with which a snapshot is made: it has to fit into little memory.
TOGETHER = 3
FOR_ALL = 2 * SAMPLE


# Days of calls: to come, the same, past, no day at all; None for no call.
def _calls() -> tuple[str | None, ...]:
    return ("9998-12-31", first_known_day().isoformat(), "2020-02-29", "soon", None)


# Forms filled by chance, the same ones each time.
PLAUSIBLE = 200
SEED = 2026

STRANGE = 1500
PIECES = (
    *"0123456789,.-+eE $%€/:;'\"<>&{}[]()*\\#@!?~^_|=`",
    *("\u00a0", "\u202f", "\u2009", "\t", "\n", "\r", "\x00", "\x7f", "\u202e", "\ufeff"),
    *("é", "É", "ß", "ﬁ", "ı", "İ", "Σ", "ς", "œ", "½", "²", "٣", "५", "三", "Ⅷ", "𝟙", "👍🏽"),
    *(
        "a\u0301",
        "\u0301",
        "\u200d",
        "\u2212",
        "–",
        "NaN",
        "Infinity",
        "true",
        "null",
        "1e99",
        "-0",
    ),
    *(
        "2026-",
        "-02-30",
        "{0}",
        "{percent}",
        "%s",
        "</script>",
        "&amp;",
        "heures",
        "hours",
        "1 000",
    ),
    "é" * 300,
)

# An answer that no choice has.
NO_CHOICE = "maybe"

# Typed into every field that is no choice, right or wrong there.
TYPED = (
    "0", "9.99", "10", "12,5", "15", "18.46", "18,47", "20", "20.01", "168", "169", "1000000",
    "1 234,50", "1,234.5", "1\u00a0000,01 $", "$45.5", "45,5 $", "100000", "100000.01", "0.001",
    "-5", "+3", "1e3", "NaN", "Infinity", "abc", "é€𝄞", "«\u00a0douze\u00a0»", "12 heures", "½",
    "9" * 400, "0." + "3" * 400, "2026-12-01", "2026-02-29", "2028-02-29", "2026-08-31",
    "1900-01-01", "9999-12-31", "10000-01-01", "2026-13-01", "26-1-1", "12/01/2026", "<b>&\"'",
    "true", "null", "[]", "\x00", "\U0001f600", NO_CHOICE, "٣", "9999-01-01", "9999-06-30",
    "9998-06-30", "0026-12-01", "0001-01-01", "2062-12-01",
    "12 h", "12h30", "12 H 20 min", "12:45", "20.001", "1,200",
)  # fmt: skip


def requests() -> Iterator[str]:
    """Each question as the page script asks it, see `calculator.handle_request.answer`."""
    if len(programme_ids()) <= TOGETHER:
        yield from _questions()
        return
    turns = cycle(programme_ids())
    for place, request in enumerate(_questions()):
        yield request if place % FOR_ALL == 1 else _of_one(request, next(turns))
    language = cycle(LANGUAGES)
    plans = cycle(_plans())
    day = first_known_day().isoformat()
    for id in programme_ids():
        for state in map(_fields, participant_states()):
            yield _of_one(_request("participant", next(language), day, next(plans), state), id)


def _of_one(request: str, id: str) -> str:
    """The question asked of one programme alone."""
    asked = json.loads(request)
    return json.dumps(asked | {"programme": id}, ensure_ascii=asked["language"] == LANGUAGES[0])


def _questions() -> Iterator[str]:
    """The questions, asked of all programmes."""
    day = first_known_day().isoformat()
    language = cycle(LANGUAGES)
    typed = cycle(TYPED)
    plans = cycle(_plans())
    for kind_id, states in STATES.items():
        fields = [question.key for question in KINDS[kind_id].questions() if not question.values]
        for state in map(_fields, states()):
            yield _request(kind_id, next(language), day, next(plans), state)
        for state in islice(map(_fields, states()), 0, None, 3):
            filled = dict(zip(fields, typed, strict=False))
            yield _request(kind_id, next(language), day, next(plans), state | filled)
        for text in TYPED:
            yield _request(kind_id, next(language), day, next(plans), dict.fromkeys(fields, text))
        for text in TYPED:
            for field in fields:
                # An error has words of its own in each.
                for each in LANGUAGES:
                    yield _request(kind_id, each, day, next(plans), {field: text})
        for question in KINDS[kind_id].questions():
            if question.values:
                wrong = {question.key: NO_CHOICE}
                yield from (_request(kind_id, each, day, next(plans), wrong) for each in LANGUAGES)
        for plan in _plans():
            yield _request(kind_id, next(language), day, plan, {"start_date": "2027-01-31"})
        for filled in _by_chance(fields):
            yield _request(kind_id, next(language), day, filled, filled)
        for filled in _plausible(kind_id):
            yield _request(kind_id, next(language), day, next(plans), filled)


def _plausible(kind_id: str) -> Iterator[dict[str, str]]:
    """Many forms that people might fill, always the same ones: numbers of every length."""
    chance = random.Random(SEED)
    for _ in range(PLAUSIBLE):
        filled = {}
        for question in KINDS[kind_id].questions():
            if question.values:
                filled[question.key] = str(chance.choice(question.values)).lower()
            elif question.key in ("on", "start_date"):
                first = first_known_day()
                day = first + timedelta(days=chance.randrange(4000))
                filled[question.key] = str(day)
            elif question.key == "places":
                filled[question.key] = str(chance.randrange(10 ** chance.randrange(1, 6)))
            else:
                most = 168 if question.key == "weekly_hours" else 10 ** chance.randrange(1, 6)
                digits = chance.randrange(3)
                filled[question.key] = f"{chance.uniform(0, most):.{digits}f}"
        yield {key: text for key, text in filled.items() if chance.random() < 0.8}


def _by_chance(fields: list[str]) -> Iterator[dict[str, str]]:
    """What nobody would type on purpose: pieces of text in any order and of any length, so
    that the ways through the machine which only strange text takes are among those kept."""
    chance = random.Random(SEED)
    names = [*fields, *(question.key for question in PLAN)]
    for _ in range(STRANGE):
        typed = {}
        for name in chance.sample(names, 3):
            pieces = (chance.choice(PIECES) for _ in range(chance.randrange(1, 9)))
            typed[name] = "".join(pieces) * chance.choice((1, 1, 1, 2, 30))
        yield typed


def _plans() -> Iterator[dict[str, str]]:
    """Plans of hours as the planner sends them: by three fields, or week by week."""
    way = [question.key for question in PLAN if question.key not in WEEK_KEYS]
    yield dict.fromkeys(way, "")
    hours = ("8", "10", "12,5", "15", "18.47", "20", "21", "40", "0")
    for start, target in zip(hours, reversed(hours), strict=True):
        yield dict(zip(way, (start, target, "13"), strict=True))
        yield dict(zip(way, ("", target, ""), strict=True))
    yield dict(zip(way, ("18", "", ""), strict=True))  # half an hour short of the average
    for text in TYPED:
        yield dict.fromkeys(way, text)
        yield dict(zip(WEEK_KEYS, cycle((text, "12", "18,5")), strict=False))
    for first, step in ((5, 1), (10, 0), (15, 0), (19, 0), (20, 0), (30, -1)):
        yield {key: str(first + step * number) for number, key in enumerate(WEEK_KEYS)}


def _fields(answers: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """An input of contract.md as the form's fields: dotted names, text."""
    fields: dict[str, str] = {}
    for key, value in answers.items():
        if isinstance(value, dict):
            fields |= _fields(value, f"{prefix}{key}.")
        else:
            fields[prefix + key] = json.dumps(value) if isinstance(value, bool) else str(value)
    return fields


def _request(
    kind: str, language: str, today: str, plan: Mapping[str, str], fields: Mapping[str, str]
) -> str:
    asked: dict[str, object] = {
        "kind": kind,
        "language": language,
        "today": today,
        "links": LINKS,
        "fields": dict(fields),
    }
    if kind == "participant":
        asked["plan"] = plan
        asked["rows"] = True
    call = _calls()[len(fields) % len(_calls())]
    if call or "start_date" in fields:
        identity = {"owner": "0123456789abcdef", "sequence": 218000000}
        office = {"call": call, "office": "Côte-Nord, 1 418 555-0123"} if call else {}
        asked["calendar"] = identity | office
    # Half of them with letters as escapes, half as they are.
    return json.dumps(asked, ensure_ascii=language == LANGUAGES[0])
