"""The answers of all categorical states, for the page to show before Python has started.

The states are few and their cards much alike: a card is kept as a list of numbered parts,
each written once. What is typed (hours, dates, costs) is left to the live engine.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise, product
from typing import Any, NotRequired, TypedDict, cast

from calculator.results.card_data import card_data
from calculator.results.cards import View
from calculator.results.comparison_rows import compared_programme
from calculator.results.result import KINDS, Kind, card_of, date_line, framed
from calculator.words.catalogue import Catalogue, catalogue
from calculator.words.html import Markup
from rules import RULES_VERSION, VALUES_KNOWN_UNTIL
from rules.dated import days_of_change
from rules.questions import Question
from rules.relevance import ORDER, SIDE_BY_SIDE
from rules.results import ParticipantResult, Result
from rules.states import nested

# Where a card is cut into parts: before an element that may differ from state to state.
CUT = re.compile(r"<(?:section|h[2-6]|p|ul|li|table|tr|details|div)\b")

# Stands for the cards where the frame around them is cut in two.
CARDS = Markup("\0")
# Stands for a link, by its name.
PLACE = re.compile("\1(.*?)\1")

# The values of a question answered by yes or no, as the form writes them.
BOOLEANS = {"true": True, "false": False}

Number = Callable[[str], int]
# A card as HTML, and what scripts need of it.
Drawn = Callable[[str, Result], tuple[str, Mapping[str, object]]]


class _Places(dict[str, str]):
    """Links of which none is known yet."""

    def __missing__(self, name: str) -> str:
        return f"\1{name}\1"


# Fields of `CardData` that are lists of sentences; the table has the numbers of their parts.
SENTENCES = ("lines", "ask")


class Data(TypedDict):
    """What scripts need of each card (`CardData`): what all have the same, and the rest of each.

    In place of the sentences of SENTENCES stand the numbers of parts.
    """

    same: dict[str, object]
    cards: list[dict[str, object]]


class ProgrammeTable(TypedDict):
    """The cards of a programme, as numbers of parts, and which of them each state has.

    `keys` are the questions that decide with their values, "" for "not answered"; the
    states stand in the order of the product of the values, the last key's first; `states` is empty
    where each has a card of its own, in this order. `data` is what scripts need of each card.
    """

    keys: list[tuple[str, list[str]]]
    cards: list[list[int]]
    data: Data
    states: list[int]


class Period(TypedDict):
    """What holds from the day `since` (ISO) until the next period's."""

    since: str
    programmes: list[ProgrammeTable]


class Dated(TypedDict):
    """The line with the day and the version, whatever the day, with places in braces.

    `line` is for days up to `known_until` (ISO), `last_known` for those after it.
    """

    line: str
    last_known: str
    known_until: str
    date: str
    first_day: str
    months: Sequence[str]


class AnswerTable(TypedDict):
    """The table as JSON; `frame` is what stands before and after the cards, `parts` are HTML.

    `order` has the place of each verdict, where the cards stand in the order of their verdicts.
    """

    order: NotRequired[Mapping[str, int]]
    frame: list[str]
    dated: Dated
    periods: list[Period]
    parts: list[str]


def answer_table(kind_id: str, language: str, links: Mapping[str, str], built: date) -> AnswerTable:
    """The table of a kind of calculator as JSON, for `browser/calculator/result_table.js`."""
    table = _table(kind_id, language, built, _days_in_force(built))

    def filled(texts: list[str]) -> list[str]:
        return [PLACE.sub(lambda found: links[found[1]], text) for text in texts]

    return {**table, "frame": filled(table["frame"]), "parts": filled(table["parts"])}


def _days_in_force(built: date) -> tuple[date, ...]:
    """The days of change from the last before the build: what was in force before is asked of
    the engine."""
    known = days_of_change()
    in_force = max((day for day in known if day <= built), default=known[0])
    return tuple(day for day in known if day >= in_force)


@cache
def _table(kind_id: str, language: str, built: date, days: tuple[date, ...]) -> AnswerTable:
    """The table with a place for each link: pages at other depths have the same one."""
    words = catalogue(language)
    before, _, after = framed([CARDS], words).partition(CARDS)
    kind = KINDS[kind_id]
    table = _periods(kind, kind.programmes(), _cards(words), words, built, days)
    whole: AnswerTable = {**table, "frame": [before, after]}
    # As `shown_first` has it.
    return {**whole, "order": ORDER} if len(kind.programmes()) > SIDE_BY_SIDE else whole


def programme_table(kind_id: str, id: str, language: str, built: date) -> AnswerTable:
    """The table of one programme of many, with a place for each link; it has no frame."""
    words = catalogue(language)
    return _periods(KINDS[kind_id], [id], _cards(words), words, built, _days_in_force(built))


def _cards(words: Catalogue) -> Drawn:
    view = View(words, _Places(), kept={})
    return lambda id, result: (
        card_of(id, result, view),
        cast(Mapping[str, object], card_data(id, result, words)),
    )


@cache
def comparison_table(language: str, built: date) -> AnswerTable:
    """The table of the page that compares two situations: no cards, only what its script needs,
    a `ComparedProgramme` each."""
    words = catalogue(language)

    def drawn(id: str, result: Result) -> tuple[str, Mapping[str, object]]:
        assert isinstance(result, ParticipantResult)
        return "", cast(Mapping[str, object], compared_programme(id, result, words))

    kind = KINDS["participant"]
    return _periods(kind, kind.programmes(), drawn, words, built, _days_in_force(built))


def _periods(
    kind: Kind,
    ids: Sequence[str],
    drawn: Drawn,
    words: Catalogue,
    built: date,
    days: Sequence[date],
) -> AnswerTable:
    parts: dict[str, int] = {}
    return {
        "frame": ["", ""],
        "dated": dated_line(words),
        "periods": [
            _period(kind, ids, since, max(since, built), drawn, _numbered(parts)) for since in days
        ],
        "parts": list(parts),
    }


def _numbered(parts: dict[str, int]) -> Number:
    return lambda part: parts.setdefault(part, len(parts))


def _period(
    kind: Kind, ids: Sequence[str], since: date, on: date, drawn: Drawn, number: Number
) -> Period:
    return {
        "since": since.isoformat(),
        "programmes": [_programme(kind, id, on, drawn, number) for id in ids],
    }


def dated_line(words: Catalogue) -> Dated:
    """People come on other days than that of the build."""
    return {
        "line": date_line("{date}", RULES_VERSION, words, known=True),
        "last_known": date_line("{date}", RULES_VERSION, words, known=False),
        "known_until": VALUES_KNOWN_UNTIL.isoformat(),
        "date": words.text("format.date", day="{day}", month="{month}", year="{year}"),
        "first_day": words.text("format.first_day"),
        "months": words.months,
    }


def _programme(kind: Kind, id: str, on: date, drawn: Drawn, number: Number) -> ProgrammeTable:
    keys, results = _results(kind, id, on)
    # Cards that look alike may differ in what scripts need of them.
    cards: dict[tuple[str, str], int] = {}
    data: list[Mapping[str, object]] = []
    # Many states have one result: it is drawn once.
    known: dict[str, int] = {}
    states = []
    for name, result in results:
        if name not in known:
            card, own = drawn(id, result)
            known[name] = cards.setdefault((card, json.dumps(own)), len(cards))
            if len(data) < len(cards):
                data.append(own)
        states.append(known[name])
    parts = _joined([_cut(card) for card, _ in cards])
    return {
        "keys": keys,
        "cards": [[number(part) for part in card] for card in parts],
        "data": _data([_with_numbers(one, number) for one in data]),
        "states": [] if states == list(range(len(cards))) else states,
    }


def _cut(card: str) -> list[str]:
    """The parts of a card, none of them empty."""
    cuts = [0, *(found.start() for found in CUT.finditer(card)), len(card)]
    return [card[begin:end] for begin, end in pairwise(cuts) if begin < end]


def _joined(cards: list[list[str]]) -> list[list[str]]:
    """The cards with parts put together that stand side by side wherever they stand."""
    pairs: set[tuple[str, str]] = set()
    for card in cards:
        pairs.update(pairwise(["", *card, ""]))
    after = Counter(one for one, _ in pairs)
    before = Counter(next for _, next in pairs)
    joined = []
    for card in cards:
        whole = card[:1]
        for one, next in pairwise(card):
            if after[one] == before[next] == 1:
                whole[-1] += next
            else:
                whole.append(next)
        joined.append(whole)
    return joined


def _with_numbers(card: Mapping[str, Any], number: Number) -> dict[str, object]:
    """The data of a card with its sentences as numbers of parts: cards have many in common."""
    return {
        field: [number(text) for text in own] if field in SENTENCES else own
        for field, own in card.items()
    }


def _data(cards: list[dict[str, object]]) -> Data:
    """What scripts need of each card, with what all have the same written once."""
    first = cards[0]
    same = {key: first[key] for key in first if all(card[key] == first[key] for card in cards)}
    rest = [{key: card[key] for key in card if key not in same} for card in cards]
    return {"same": same, "cards": rest}


def _deciding(kind: Kind, id: str) -> Iterator[Question]:
    """The questions that a programme's verdict can depend on: never another's conditions."""
    for question in kind.questions():
        group = question.key.rpartition(".")[0]
        if question.values and group in ("", id):
            yield question


def _values(question: Question) -> list[str]:
    """The values as the form writes them."""
    return ["", *(str(v).lower() if isinstance(v, bool) else v for v in question.values)]


# Another language, drawn next, has the same.
@lru_cache(4)
def _results(
    kind: Kind, id: str, on: date
) -> tuple[list[tuple[str, list[str]]], list[tuple[str, Result]]]:
    """The questions that decide with their values, and the result of each state with a text that
    only equal ones have."""
    keys = [(question.key, _values(question)) for question in _deciding(kind, id)]
    names = [key for key, _ in keys]
    results = []
    for state in product(*(values for _, values in keys)):
        given = {k: BOOLEANS.get(v, v) for k, v in zip(names, state, strict=True) if v}
        result = kind.rules(nested(given), on, id)
        results.append((repr(result), result))
    return keys, results
