"""The answers of all categorical states, for the page to show before Python has started.

The states are few and their cards much alike: a card is kept as a list of numbered parts,
each written once. What is typed (hours, dates, costs) is left to the live engine.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import product
from typing import Any

from calculator.results.cards import View
from calculator.results.result import KINDS, Kind, card_data, date_line, framed
from calculator.words.catalogue import Catalogue, catalogue
from calculator.words.html import Markup
from rules.dated import days_of_change, programme_ids
from rules.questions import Question
from rules.states import nested

# Where a card is cut into parts: before an element that may differ from state to state.
CUT = re.compile(r"(?=<(?:section|h[2-6]|p|ul|li|table|tr|details|div)\b)")

# Stands for the cards where the frame around them is cut in two.
CARDS = Markup("\0")
# Stands for a link, by its name.
PLACE = re.compile("\1(.*?)\1")

Number = Callable[[str], int]


class _Places(dict[str, str]):
    """Links of which none is known yet."""

    def __missing__(self, name: str) -> str:
        return f"\1{name}\1"


def answer_table(
    kind_id: str, language: str, links: Mapping[str, str], built: date
) -> dict[str, Any]:
    """The table of a kind of calculator, for `browser/calculator/static.js`, as JSON values.

    ``{"frame": [before, after], "dated", "parts": [html], "periods": [period]}``. `dated` is
    how the line with the day and the version is written, see `_dated`. A period is ``{"since",
    "programmes"}``: it holds from that day until the next period's. A programme is ``{"keys":
    [[name, [value]]], "cards": [[part]], "data", "states": [card]}``: its states in the order of
    the product of the values, the last key's first, "" for "not answered". `data` is ``{"same",
    "cards"}``: what scripts need of each card (`card_data`), apart from what all have the same.
    """
    known = days_of_change()
    # What was in force before the day of the build is asked of the engine.
    in_force = max((day for day in known if day <= built), default=known[0])
    days = tuple(day for day in known if day >= in_force)
    table = _table(kind_id, language, built, days)

    def filled(texts: list[str]) -> list[str]:
        return [PLACE.sub(lambda found: links[found[1]], text) for text in texts]

    return {**table, "frame": filled(table["frame"]), "parts": filled(table["parts"])}


@cache
def _table(kind_id: str, language: str, built: date, days: tuple[date, ...]) -> dict[str, Any]:
    """The table with a place for each link: pages at other depths have the same one."""
    kind, words, links = KINDS[kind_id], catalogue(language), _Places()
    parts: dict[str, int] = {}
    before, _, after = framed([CARDS], words).partition(CARDS)
    return {
        "frame": [before, after],
        "dated": _dated(kind, words, built),
        "periods": [
            _period(kind, since, View(words, links, max(since, built)), _numbered(parts))
            for since in days
        ],
        "parts": list(parts),
    }


def _numbered(parts: dict[str, int]) -> Number:
    return lambda part: parts.setdefault(part, len(parts))


def _period(kind: Kind, since: date, view: View, number: Number) -> dict[str, Any]:
    return {
        "since": since.isoformat(),
        "programmes": [_programme(kind, id, view, number) for id in programme_ids()],
    }


def _dated(kind: Kind, words: Catalogue, built: date) -> dict[str, Any]:
    """The line with the day and the version, whatever the day: ``{"line", "date", "first_day",
    "months"}``, with places in braces. People come on other days than that of the build."""
    version = kind.answer({}, built)["rules_version"]
    return {
        "line": date_line("{date}", version, words),
        "date": words.text("format.date", day="{day}", month="{month}", year="{year}"),
        "first_day": words.text("format.first_day"),
        "months": words.months,
    }


def _programme(kind: Kind, id: str, view: View, number: Number) -> dict[str, Any]:
    keys = [(question.key, _values(question)) for question in _deciding(kind, id)]
    # Cards that look alike may differ in what scripts need of them.
    cards: dict[tuple[str, str], int] = {}
    states = [cards.setdefault(card, len(cards)) for card in _cards(kind, id, keys, view)]
    return {
        "keys": keys,
        "cards": [[number(part) for part in CUT.split(card) if part] for card, _ in cards],
        "data": _data(json.loads(data) for _, data in cards),
        "states": states,
    }


def _data(cards: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """What scripts need of each card, with what all have the same written once."""
    all_cards = list(cards)
    first = all_cards[0]
    same = {key: first[key] for key in first if all(card[key] == first[key] for card in all_cards)}
    rest = [{key: card[key] for key in card if key not in same} for card in all_cards]
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


def _cards(
    kind: Kind, id: str, keys: list[tuple[str, list[str]]], view: View
) -> Iterator[tuple[str, str]]:
    """The card of each state, and as JSON text what scripts need of it."""
    booleans: dict[str, Any] = {"true": True, "false": False}
    names = [key for key, _ in keys]
    for state in product(*(values for _, values in keys)):
        given = {k: booleans.get(v, v) for k, v in zip(names, state, strict=True) if v}
        found = kind.answer(nested(given), view.on)["programmes"][id]
        data = card_data(kind, id, found, view.words)
        yield kind.card(id, found, view), json.dumps(data)
