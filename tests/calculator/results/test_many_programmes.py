"""Where there are many programmes: some results are shown, the others are named."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

import pytest
from bs4 import BeautifulSoup

from calculator.form.form import form, own_questions
from calculator.handle_request import answer
from calculator.results.cards import View
from calculator.results.result import KINDS, drawn, narrowed, shown_of
from calculator.results.result_index import ResultIndex, result_index
from calculator.results.result_table import answer_table, programme_table
from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup
from rules.states import nested

DAY = date(2026, 11, 22)
NOBODY = {"assistance": "none"}


@pytest.fixture(autouse=True)
def one_is_few(monkeypatch: pytest.MonkeyPatch, forget: Callable[[], None]) -> Iterator[None]:
    """As if the programmes of today were many."""
    forget()
    monkeypatch.setattr("rules.relevance.FEW", 1)
    monkeypatch.setattr("calculator.results.result.FEW", 1)
    monkeypatch.setattr("calculator.results.result_index.FEW", 1)
    yield
    forget()


def named(page: BeautifulSoup) -> dict[str, str]:
    return {
        str(item["data-programme"]): str(item["data-verdict"])
        for item in page.select(".others [data-programme]")
    }


def test_every_programme_stands_once_with_its_verdict(
    words: Catalogue, links: dict[str, str], parsed: Callable[[str], BeautifulSoup]
) -> None:
    result = KINDS["participant"].rules(NOBODY, DAY)
    page = parsed(drawn(result, View(words, links)))
    shown = [str(card["data-programme"]) for card in page.select(".card")]
    assert shown == ["interagir"], "what is not possible comes after what is open"
    assert named(page) == {"paas_action": "not_possible"}
    (fold,) = page.select(".others details")
    assert fold.summary is not None
    assert fold.summary.get_text() == f"{words.text('verdict_badge.not_possible')} (1)"
    (button,) = fold.select("button")
    assert button.get_text() == words.text("programme.paas_action")
    assert page.select(".result-date")[0].get_text()
    # Chosen, it stands there whole, and nothing is left to name.
    page = parsed(drawn(result, View(words, links), chosen=["paas_action"]))
    assert [card["data-programme"] for card in page.select(".card")] == ["interagir", "paas_action"]
    assert not page.select(".others")
    # It can be put away again; what is shown of itself can't.
    (button,) = page.select("[data-action=put-programme-away]")
    card = button.find_parent(class_="card")
    assert card is not None
    assert card["data-programme"] == "paas_action"
    name = words.text("programme.paas_action")
    assert button.get_text() == f"{words.text('others.put_away')} {name}"
    page = parsed(drawn(result, View(words, links), chosen=["interagir"]))
    assert [card["data-programme"] for card in page.select(".card")] == ["interagir"]
    assert not page.select("[data-action=put-programme-away]")


def test_response_is_about_what_is_shown_and_asks_for_all(
    language: str, links: dict[str, str]
) -> None:
    asked = {"kind": "participant", "language": language, "today": DAY.isoformat(), "links": links}
    open_ = json.loads(answer(json.dumps({**asked, "fields": {}})))
    assert [card["programme"] for card in open_["cards"]] == list(open_["answer"]["programmes"])
    assert len(open_["cards"]) == 1
    # What can still matter to the programme that is only named is asked too.
    assert set(open_["asked"]["missing"]) == {"assistance", "adult", "work_outlook"}
    assert "weekly_hours" in open_["asked"]["further"]
    both = {**asked, "fields": {}, "chosen": ["interagir", "paas_action", "no_such"]}
    response = json.loads(answer(json.dumps(both)))
    assert len(response["cards"]) == 2
    assert "asked" not in response


def test_an_organisation_chooses_first(
    words: Catalogue, links: dict[str, str], parsed: Callable[[str], BeautifulSoup]
) -> None:
    kind = KINDS["organisation"]
    assert kind.chosen_first
    assert not KINDS["participant"].chosen_first
    page = parsed(form(kind.questions(), words, kind.programmes()))
    boxes = page.select(".choosing input[type=checkbox]")
    assert [box["value"] for box in boxes] == list(kind.programmes())
    assert not any(box.has_attr("name") for box in boxes), "they are no answers"
    named = [words.text(f"programme.{id}") for id in kind.programmes()]
    assert [label.get_text() for label in page.select(".choosing label")] == named
    # Every question is asked in the form, or with its programme.
    asked = {str(field["name"]) for field in page.select("input[name]")}
    for id in kind.programmes():
        own = parsed(own_questions(id, kind.questions(id), words))
        names = {str(field["name"]) for field in own.select("input[name]")}
        assert names
        (group,) = own.select("[data-asked]")
        assert words.text(f"programme.{id}") in str(group["data-asked"])
        assert str(group["data-asked"]).endswith("{question}")
        assert all(name.startswith(f"{id}.") for name in names)
        asked |= names
    assert asked == {question.key for question in kind.questions()}
    # And of what is not chosen nothing is said.
    result = kind.rules({}, DAY)
    page = parsed(drawn(result, View(words, links)))
    assert not page.select("[data-programme]")
    assert words.text("choosing.none") in page.get_text()
    page = parsed(drawn(result, View(words, links), chosen=["interagir"]))
    assert [card["data-programme"] for card in page.select("[data-programme]")] == ["interagir"]
    assert not page.select("[data-action=put-programme-away]"), "its box does it"
    assert words.text("choosing.none") not in page.get_text()


def looked_up(index: ResultIndex, fields: Mapping[str, str]) -> dict[str, Mapping[str, Any]]:
    """The outcome of each programme, as `browser/calculator/result_files.js` finds it."""
    found = {}
    for programme in index["periods"][0]["programmes"]:
        state = 0
        for key, values in programme["keys"]:
            state = state * len(values) + values.index(fields.get(key, ""))
        found[programme["programme"]] = index["outcomes"][programme["states"][state]]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("kind_id", KINDS)
def test_index_has_the_verdict_of_every_state(kind_id: str, language: str) -> None:
    kind = KINDS[kind_id]
    tables = {
        id: programme_table(kind_id, id, language, DAY)["periods"] for id in kind.programmes()
    }
    files = {id: f"{id}.json" for id in tables}
    index = json.loads(json.dumps(result_index(language, tables, files)))
    seen = set()
    for programme in index["periods"][0]["programmes"]:
        id, keys = programme["programme"], programme["keys"]
        assert programme["file"] == files[id]
        for values in product(*(values for _, values in keys)):
            fields = {key: value for (key, _), value in zip(keys, values, strict=True) if value}
            given = {key: {"true": True, "false": False}.get(v, v) for key, v in fields.items()}
            result = kind.rules(nested(given), DAY, id).programmes[id]
            outcome = looked_up(index, fields)[id]
            assert outcome["verdict"] == result.verdict
            assert outcome["missing"] == list(result.missing)
            seen.add(result.verdict)
    assert len(seen) >= 3


def test_pieces_of_the_index_are_what_python_draws(
    words: Catalogue, language: str, links: dict[str, str]
) -> None:
    ids = KINDS["participant"].programmes()
    tables = {id: programme_table("participant", id, language, DAY)["periods"] for id in ids}
    index = result_index(language, tables, dict.fromkeys(ids, "f"))
    result = KINDS["participant"].rules(NOBODY, DAY)
    whole = drawn(result, View(words, links), dated=False)
    (shown,) = shown_of(result)
    cards = drawn(narrowed(result, [shown]), View(words, links), dated=False)
    around, item = index["others"]["around"], index["others"]["item"]
    group = index["others"]["groups"]["not_possible"]
    name = words.text("programme.paas_action")
    items = "".join((item[0], "paas_action", item[1], "not_possible", item[2], name, item[3]))
    others = around[0] + group[0] + "1" + group[1] + items + group[2] + around[1]
    before, between, after = index["frame"]
    assert whole == Markup(cards.removesuffix(between + after) + between + others + after)
    assert cards.startswith(before)


def test_a_programmes_own_table_is_its_part_of_the_whole(
    language: str, links: dict[str, str]
) -> None:
    whole = answer_table("participant", language, links, DAY)
    for place, id in enumerate(KINDS["participant"].programmes()):
        (own,) = programme_table("participant", id, language, DAY)["periods"][0]["programmes"]
        there = whole["periods"][0]["programmes"][place]
        assert (own["keys"], own["states"]) == (there["keys"], there["states"])
