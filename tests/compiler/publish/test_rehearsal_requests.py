"""What the engine is rehearsed with: all of it for the programmes there are, and with many not in
proportion to their square."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.build_growth import copy_with
from calculator.handle_request import answer
from calculator.results.result import KINDS
from compiler.publish import rehearsal_requests
from compiler.publish.rehearsal_requests import requests
from rules.dated import programme_ids
from rules.states import organisation_states_together, participant_states

LIST = "import json; from compiler.publish.rehearsal_requests import requests as r; \
print(json.dumps(list(r())))"


def asked_with(folder: Path, more: int) -> list[dict[str, Any]]:
    """The requests of a project with so many more programmes."""
    folder.mkdir()
    project = copy_with(folder, more)
    done = subprocess.run(
        [sys.executable, "-c", LIST],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        check=True,
    )
    return [json.loads(request) for request in json.loads(done.stdout)]


def test_few_programmes_are_asked_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsal_requests, "TOGETHER", len(programme_ids()))
    asked = [json.loads(request) for request in requests()]
    assert len(asked) > 4000
    assert not any("programme" in one for one in asked)


@pytest.mark.slow
def test_requests_grow_with_the_programmes_and_not_with_their_square(tmp_path: Path) -> None:
    answers = {}
    for more in (10, 20):
        asked = asked_with(tmp_path / str(more), more)
        together = sum("programme" not in one for one in asked)
        assert together > 40, "some are asked as the page asks"
        all_of_them = more + len(programme_ids())
        answers[more] = len(asked) - together + together * all_of_them
    states = sum(1 for _ in participant_states())
    # Each programme has its states, and its part in what is asked of all together.
    assert answers[20] - answers[10] < 10 * (states + 70)


@pytest.mark.slow
def test_every_programme_of_many_is_asked_for_every_state(tmp_path: Path) -> None:
    asked = asked_with(tmp_path / "twelve", 10)
    states: dict[str, set[str]] = {}
    kinds: dict[str, set[str]] = {}
    for one in asked:
        if "programme" in one:
            states.setdefault(one["programme"], set()).add(json.dumps(one["fields"]))
            kinds.setdefault(one["programme"], set()).add(one["kind"])
    assert len(states) == 10 + len(programme_ids())
    for id, found in states.items():
        assert len(found) >= sum(1 for _ in participant_states()), id
        assert kinds[id] == {"participant", "organisation"}, id


def test_request_for_one_programme_is_answered_as_in_the_request_for_all() -> None:
    one_of_each = {}
    for text in requests():
        asked = json.loads(text)
        asked.pop("programme", None)
        one_of_each.setdefault((asked["kind"], asked["language"]), asked)
    for asked in one_of_each.values():
        whole = json.loads(answer(json.dumps(asked)))
        found = list(whole["answer"]["programmes"])
        # A programme may have nothing for organisations; people are answered about all.
        assert set(found) <= set(programme_ids())
        assert asked["kind"] == "organisation" or len(found) == len(programme_ids())
        assert {"paas_action", "interagir"} <= set(found)
        for place, id in enumerate(found):
            alone = json.loads(answer(json.dumps(asked | {"programme": id})))
            assert list(alone["answer"]["programmes"]) == [id]
            assert alone["answer"]["programmes"][id] == whole["answer"]["programmes"][id]
            assert alone["cards"] == [whole["cards"][place]]


# ---- What is asked ---------------------------------------------------------------------------

# Texts that people may type, right or wrong where they do, by what is special about each.
TEXTS = {
    "nothing of it": "0",
    "just below ten": "9.99",
    "ten": "10",
    "a decimal comma": "12,5",
    "fifteen": "15",
    "just below the average": "18.46",
    "just above the average": "18,47",
    "the most hours": "20",
    "above the most hours": "20.01",
    "a week": "168",
    "more than a week": "169",
    "a million": "1000000",
    "a French amount": "1 234,50",
    "an English amount": "1,234.5",
    "an amount with a no-break space": "1\u00a0000,01 $",
    "a dollar sign before": "$45.5",
    "a dollar sign behind": "45,5 $",
    "the most dollars": "100000",
    "above the most dollars": "100000.01",
    "three decimals": "0.001",
    "below nothing": "-5",
    "a plus sign": "+3",
    "a power of ten": "1e3",
    "what Python takes for no number": "NaN",
    "what Python takes for a number": "Infinity",
    "a word": "abc",
    "letters of two, three and four bytes": "é€𝄞",
    "a number in words": "«\u00a0douze\u00a0»",
    "a unit": "12 heures",
    "a fraction": "½",
    "many digits": "9" * 400,
    "many decimals": "0." + "3" * 400,
    "a day": "2026-12-01",
    "the 29th of February of no leap year": "2026-02-29",
    "the 29th of February": "2028-02-29",
    "the last of a month": "2026-08-31",
    "a day long ago": "1900-01-01",
    "the last day": "9999-12-31",
    "a year of five digits": "10000-01-01",
    "a thirteenth month": "2026-13-01",
    "a short day": "26-1-1",
    "a day with slashes": "12/01/2026",
    "what markup is made of": "<b>&\"'",
    "true": "true",
    "null": "null",
    "a list": "[]",
    "a letter that ends a text": "\x00",
    "a picture": "\U0001f600",
    "no answer of a choice": "maybe",
    "a digit of another script": "٣",
    "a start with a date after the last year": "9999-01-01",
    "the last start with a plan of hours within that year": "9999-06-30",
    "a start in the year before the last": "9998-06-30",
    "a year of two digits": "0026-12-01",
    "the first day": "0001-01-01",
    "a year far away": "2062-12-01",
    "a short unit": "12 h",
    "hours and minutes": "12h30",
    "minutes with their unit": "12 H 20 min",
    "hours and minutes as a clock has them": "12:45",
    "a decimal too many": "20.001",
    "thousands in English": "1,200",
}
TYPED_FIELDS = {
    "participant": {
        *("on", "weekly_hours", "start_date"),
        *(f"monthly_costs.{cost}" for cost in ("transport", "childcare", "other")),
    },
    "organisation": {"on", "places"},
}
LINKS = {
    "regions": "../regions/",
    "sources": "../sources/",
    "situations": "../situations/",
    "organizations": "../organizations/",
    "comparison": "../comparison/",
}


@pytest.fixture(scope="module")
def asked(contract_programmes: None) -> list[dict[str, Any]]:
    """Each request for the programmes of the contract, in its order."""
    return [json.loads(request) for request in requests()]


def of_kind(asked: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [one for one in asked if one["kind"] == kind]


@pytest.mark.parametrize("kind", TYPED_FIELDS)
def test_every_text_is_typed_into_every_field(asked: list[dict[str, Any]], kind: str) -> None:
    fields = [one["fields"] for one in of_kind(asked, kind)]
    alone = {(*one.items(),) for one in fields if len(one) == 1}
    for name, text in TEXTS.items():
        for field in TYPED_FIELDS[kind]:
            assert ((field, text),) in alone, (name, field)
        assert dict.fromkeys(TYPED_FIELDS[kind], text) in fields, name
    # Beside every third state of the choices there are typed texts too.
    states = {"participant": "assistance", "organisation": "non_profit"}
    beside = [one for one in fields if states[kind] in one and TYPED_FIELDS[kind] <= one.keys()]
    assert {text for one in beside for text in one.values()} >= set(TEXTS.values())
    # A choice has what it does not offer.
    for question in KINDS[kind].questions():
        assert not question.values or {question.key: "maybe"} in fields, question.key


def test_every_request_is_asked_as_the_page_asks(asked: list[dict[str, Any]]) -> None:
    days, without, languages = set(), set(), {kind: set() for kind in TYPED_FIELDS}
    for one in asked:
        person = one["kind"] == "participant"
        assert set(one) == {
            *("kind", "language", "today", "links", "fields"),
            *(("plan", "rows") if person else ()),
            *(("calendar",) if "calendar" in one else ()),
        }
        assert (one["links"], one["today"]) == (LINKS, "2026-04-01")
        assert one.get("rows", True) is True
        languages[one["kind"]].add(one["language"])
        if "calendar" not in one:
            # The page sends whose dates they are where there are any, or a call.
            assert "start_date" not in one["fields"]
            without.add(one["kind"])
            continue
        identity = {"owner": "0123456789abcdef", "sequence": 218000000}
        call = one["calendar"].get("call")
        days.add(call)
        office = {"call": call, "office": "Côte-Nord, 1 418 555-0123"} if call else {}
        assert one["calendar"] == identity | office
    assert languages == {"participant": {"fr", "en"}, "organisation": {"fr", "en"}}
    assert without == {"participant", "organisation"}
    # Days of calls: to come, today, past, no day; and no call.
    assert days == {"9998-12-31", "2026-04-01", "2020-02-29", "soon", None}


def test_letters_are_escaped_in_one_language_and_plain_in_the_other() -> None:
    for request in requests():
        asked = json.loads(request)
        assert request == json.dumps(asked, ensure_ascii=asked["language"] == "fr")


WEEKS = [f"week_{number}" for number in range(1, 27)]
WAYS = [
    ("", "", ""),
    *(
        (start, target, "13")
        for start, target in (
            *(("8", "0"), ("10", "40"), ("12,5", "21"), ("15", "20"), ("18.47", "18.47")),
            *(("20", "15"), ("21", "12,5"), ("40", "10"), ("0", "8")),
        )
    ),
    *(("", target, "") for target in ["0", "40", "21", "20", "18.47", "15", "12,5", "10", "8"]),
    ("18", "", ""),
    *((text, text, text) for text in TEXTS.values()),
]
BY_WEEK = [
    *([text, "12", "18,5"] * 9 for text in TEXTS.values()),
    *(
        [str(first + step * number) for number in range(26)]
        for first, step in ((5, 1), (10, 0), (15, 0), (19, 0), (20, 0), (30, -1))
    ),
]
PLANS = [
    *(dict(zip(("start", "target", "week"), way, strict=True)) for way in WAYS),
    *(dict(zip(WEEKS, hours[: len(WEEKS)], strict=True)) for hours in BY_WEEK),
]

PLANS_IN_TURN = list(rehearsal_requests._plans())


def test_plans_are_these() -> None:
    assert sorted(map(str, PLANS_IN_TURN)) == sorted(map(str, PLANS))


def test_every_plan_is_asked_with_a_start_and_with_answers(asked: list[dict[str, Any]]) -> None:
    people = of_kind(asked, "participant")
    dated = [one["plan"] for one in people if one["fields"] == {"start_date": "2027-01-31"}]
    with_answers = [one["plan"] for one in people if one["fields"] != {"start_date": "2027-01-31"}]
    for plan in PLANS:
        assert plan in dated
        assert plan in with_answers
    assert len(dated) == len(PLANS)


@pytest.mark.parametrize(
    ("kind", "states"),
    [("participant", participant_states), ("organisation", organisation_states_together)],
)
def test_every_state_is_asked(asked: list[dict[str, Any]], kind: str, states: Any) -> None:
    fields = [one["fields"] for one in of_kind(asked, kind)]
    for state in states():
        assert flat(state) in fields


def flat(answers: Mapping[str, Any]) -> dict[str, str]:
    """Answers as a form has them."""
    words = {True: "true", False: "false"}
    return {
        f"{key}.{inner}" if isinstance(value, dict) else key: words.get(one, one)
        for key, value in answers.items()
        for inner, one in (value.items() if isinstance(value, dict) else [("", value)])
    }


def test_of_many_programmes_most_questions_are_asked_of_one_by_turns(
    asked: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = ["paas_action", "interagir"]
    monkeypatch.setattr(rehearsal_requests, "TOGETHER", 1)
    texts = list(requests())
    found = [json.loads(request) for request in texts]
    common, of_each = found[: len(asked)], found[len(asked) :]
    programmes = [one.get("programme") for one in common]
    # None that is asked of all together is among every 49th, the sample of the snapshot.
    together = [place for place, id in enumerate(programmes) if id is None]
    assert together == list(range(1, len(asked), 98))
    by_turns = [id for id in programmes if id]
    assert by_turns == [ids[place % 2] for place in range(len(by_turns))]
    assert [{k: v for k, v in one.items() if k != "programme"} for one in common] == asked
    # Then each is asked for every state of a person, in both languages by turns.
    states = [(id, flat(state)) for id in ids for state in participant_states()]
    assert [(one["programme"], one["fields"]) for one in of_each] == states
    for place, one in enumerate(of_each):
        assert (one["kind"], one["today"]) == ("participant", "2026-04-01")
        assert one["language"] == ("fr", "en")[place % 2]
        assert one["plan"] == PLANS_IN_TURN[place % len(PLANS_IN_TURN)]
    for text, one in zip(texts, found, strict=True):
        assert text == json.dumps(one, ensure_ascii=one["language"] == "fr")


# ---- Filled by chance ------------------------------------------------------------------------

# Pieces of texts that nobody would type on purpose, by what each may be mistaken for.
PIECES = {
    "digits and signs": [*"0123456789,.-+eE $%€/:;'\"<>&{}[]()*\\#@!?~^_|=`"],
    "spaces, and what cannot be seen": [
        *("\u00a0", "\u202f", "\u2009", "\t", "\n", "\r", "\x00", "\x7f", "\u202e", "\ufeff"),
    ],
    "letters that change with their case, and digits of other scripts": [
        *("é", "É", "ß", "ﬁ", "ı", "İ", "Σ", "ς", "œ", "½", "²", "٣", "५", "三", "Ⅷ", "𝟙", "👍🏽"),
    ],
    "letters of two parts": ["a\u0301", "\u0301", "\u200d"],
    "signs that look like a minus": ["\u2212", "–"],
    "what programs read as numbers or words": [
        *("NaN", "Infinity", "true", "null", "1e99", "-0", "2026-", "-02-30"),
    ],
    "what is filled in or escaped": ["{0}", "{percent}", "%s", "</script>", "&amp;"],
    "units": ["heures", "hours", "1 000"],
    "more than a line": ["é" * 300],
}


def test_strange_texts_are_made_of_these_pieces() -> None:
    assert set(rehearsal_requests.PIECES) == {one for some in PIECES.values() for one in some}


def test_what_is_filled_by_chance_is_the_same_everywhere() -> None:
    """The engine that is packed for these, and its address, do not depend on who builds it."""
    filled = list(rehearsal_requests._by_chance(["on", "places"]))
    assert len(filled) == 1500
    assert all(len(one) == 3 for one in filled)
    names = {name for one in filled for name in one}
    assert names == {"on", "places", "start", "target", "week", *WEEKS}
    texts = [text for one in filled for text in one.values()]
    for piece in {one for some in PIECES.values() for one in some}:
        assert any(piece in text for text in texts), ascii(piece)
    # Some are repeated thirty times, and even then are made of eight pieces at most.
    assert max(map(len, texts)) > 9000
    assert hashlib.sha256(json.dumps(filled).encode()).hexdigest() == BY_CHANCE


BY_CHANCE = "7b9c556094fd19994500f9056dfa5d4dbc5781a54e9f9b67ba598e92b4610f0e"


def test_strange_texts_are_typed_into_the_form_and_the_plan(asked: list[dict[str, Any]]) -> None:
    for kind in TYPED_FIELDS:
        fields = [one["fields"] for one in of_kind(asked, kind)]
        keys = [
            question.key
            for question in KINDS[kind].questions()
            if question.key in TYPED_FIELDS[kind]
        ]
        for filled in rehearsal_requests._by_chance(keys):
            assert filled in fields
    assert all(
        one["plan"] == one["fields"]
        for one in of_kind(asked, "participant")
        if {"start", "week", *WEEKS} & one["fields"].keys()
    )


@pytest.mark.parametrize("kind", TYPED_FIELDS)
def test_plausible_forms_have_answers_of_every_kind(kind: str, contract_programmes: None) -> None:
    forms = list(rehearsal_requests._plausible(kind))
    assert forms == list(rehearsal_requests._plausible(kind)), "always the same ones"
    assert len(forms) == 200
    for question in KINDS[kind].questions():
        given = [form[question.key] for form in forms if question.key in form]
        # Four of five are given.
        assert 140 < len(given) < 180, question.key
        if question.values:
            assert set(given) == {str(value).lower() for value in question.values}
        elif question.kind == "date":
            days = [(date.fromisoformat(day) - date(2026, 4, 1)).days for day in given]
            assert 0 <= min(days) < 100
            assert 3800 < max(days) < 4000
        elif question.kind == "count":
            assert all(text.isdigit() for text in given)
            assert {len(text) for text in given} == {1, 2, 3, 4, 5}
        else:
            assert {len(text.partition(".")[2]) for text in given} == {0, 1, 2}
            numbers = [float(text) for text in given]
            most = 168 if question.key == "weekly_hours" else 100_000
            assert min(numbers) >= 0
            assert 0.8 * most < max(numbers) <= most
            assert most == 168 or min(numbers) < 10
