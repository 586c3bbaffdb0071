"""The table of all categorical states says what the rules say, and stays small."""

import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, cast

import pytest
from bs4 import BeautifulSoup

from calculator.frame import Assets, calculator
from calculator.results.card_data import card_data
from calculator.results.cards import View
from calculator.results.result import KINDS, drawn
from calculator.results.result_table import SENTENCES, answer_table
from calculator.words.catalogue import catalogue
from calculator.words.html import Markup
from rules import dated
from rules.programmes import paas_action
from rules.states import organisation_states, participant_states

STATES = {"participant": participant_states, "organisation": organisation_states}
DAY = date(2026, 11, 22)
MAXIMUM_BYTES = 15_000

# What a page may read of the table, in Python: `browser/calculator/result_table.js` does the same.
Table = Mapping[str, Any]


def data_of(table: Table, fields: Mapping[str, str]) -> list[dict[str, Any]]:
    """What scripts need of each card, in the first period."""
    found = []
    for programme in table["periods"][0]["programmes"]:
        place = 0
        for key, values in programme["keys"]:
            place = place * len(values) + values.index(fields.get(key, ""))
        data = programme["data"]
        number = programme["states"][place] if programme["states"] else place
        card = {**data["same"], **data["cards"][number]}
        sentences = {
            field: [table["parts"][number] for number in card[field]] for field in SENTENCES
        }
        found.append(card | sentences)
    return found


def looked_up(table: Table, fields: Mapping[str, str], day: str) -> str:
    period = [period for period in table["periods"] if period["since"] <= day][-1]
    cards = []
    for programme in period["programmes"]:
        place = 0
        for key, values in programme["keys"]:
            place = place * len(values) + values.index(fields.get(key, ""))
        number = programme["states"][place] if programme["states"] else place
        parts = programme["cards"][number]
        cards.append("".join(table["parts"][part] for part in parts))
    before, after = table["frame"]
    return f"{before}{''.join(cards)}{after}{dated_line(table['dated'], date.fromisoformat(day))}"


def dated_line(dated: Mapping[str, Any], day: date) -> str:
    number = dated["first_day"] if day.day == 1 else day.day
    written = dated["date"].format(day=number, month=dated["months"][day.month - 1], year=day.year)
    line = dated["line" if day.isoformat() <= dated["known_until"] else "last_known"]
    return str(line.format(date=written))


def as_fields(state: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    fields: dict[str, str] = {}
    for key, value in state.items():
        if isinstance(value, dict):
            fields |= as_fields(value, f"{prefix}{key}.")
        else:
            fields[prefix + key] = str(value).lower() if isinstance(value, bool) else value
    return fields


@pytest.mark.slow
@pytest.mark.parametrize("kind_id", STATES)
def test_every_state_is_that_of_the_renderer(
    kind_id: str, language: str, links: dict[str, str]
) -> None:
    table = json.loads(json.dumps(answer_table(kind_id, language, links, DAY)))
    kind, view = KINDS[kind_id], View(catalogue(language), links)
    shown = set()
    for state in STATES[kind_id]():
        result = kind.rules(state, DAY)
        whole = drawn(result, view)
        assert looked_up(table, as_fields(state), DAY.isoformat()) == whole
        data = [
            json.loads(json.dumps(card_data(id, result, view.words))) for id in result.programmes
        ]
        assert data_of(table, as_fields(state)) == data
        shown.add(whole)
    assert len(shown) > 20


@pytest.mark.parametrize("kind_id", STATES)
def test_the_table_of_a_page_is_small(
    kind_id: str,
    language: str,
    links: dict[str, str],
    parsed: Callable[[str], BeautifulSoup],
) -> None:
    page = parsed(
        calculator(kind_id, language, links, Assets("a", "b", "c"), Markup(""), DAY, Markup(""))
    )
    (script,) = page.find_all("script", class_="answer-table")
    assert script["type"] == "application/json"
    text = script.string or ""
    assert json.loads(text) == json.loads(json.dumps(answer_table(kind_id, language, links, DAY)))
    assert "<" not in text, "nothing in it may end the element"
    assert len(gzip.compress(text.encode(), mtime=0)) <= MAXIMUM_BYTES


@pytest.fixture
def raised(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if the support allowance were another from the next year on."""
    today = paas_action.VALUES["support_allowance"]
    later = dated.DatedValue(date(2027, 1, 1), Decimal(180))
    changed = today._replace(history=(today.history[0], later))
    # One and the same, unless another test had the documents read again.
    for parameters in (paas_action.VALUES, dated.document("paas_action").parameters):
        monkeypatch.setitem(
            cast("dict[str, dated.Parameter]", parameters), "support_allowance", changed
        )
    dated.days_of_change.cache_clear()
    yield
    monkeypatch.undo()
    dated.days_of_change.cache_clear()


def test_a_later_value_gets_its_own_period(links: dict[str, str], raised: None) -> None:
    """From the day on which an amount changes the table has the new one."""
    table = answer_table("participant", "en", links, DAY)
    assert [period["since"] for period in table["periods"]] == ["2026-04-01", "2027-01-01"]
    fields = {"assistance": "basic_income", "work_outlook": "long_term"}
    first = catalogue("en").money(paas_action.VALUES["support_allowance"].number(DAY))
    assert first in looked_up(table, fields, "2026-12-31")
    later = looked_up(table, fields, "2027-01-01")
    assert "$180" in later
    assert first not in later
    assert "January 1, 2027" in later
    # What was in force before the build is left to the engine.
    (only,) = answer_table("participant", "en", links, date(2027, 2, 1))["periods"]
    assert only["since"] == "2027-01-01"


@pytest.mark.parametrize("kind", STATES)
def test_parts_that_always_stand_side_by_side_are_one(kind):
    table = answer_table(kind, "fr", defaultdict(str), DAY)
    for programme in table["periods"][0]["programmes"]:
        before, after = {}, {}
        for card in programme["cards"]:
            for one, following in pairwise([None, *card, None]):
                after.setdefault(one, set()).add(following)
                before.setdefault(following, set()).add(one)
        pairs = [(one, *after[one]) for one in after if one is not None and len(after[one]) == 1]
        alone = [pair for pair in pairs if pair[1] is not None and len(before[pair[1]]) == 1]
        assert not alone
