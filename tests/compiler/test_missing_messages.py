"""The check of messages draws few cards: they ask for all the messages that any card asks for."""

import re
from datetime import date
from pathlib import Path

import pytest

from calculator.results.card_data import card_data
from calculator.results.cards import View
from calculator.results.result import KINDS, card_of
from calculator.words.catalogue import Catalogue
from compiler import missing_messages
from compiler.read.message_files import read_message_files
from compiler.read.mistake import SourceError
from compiler.read.words import words_of
from rules.dated import programme_ids
from rules.states import states_of

ON = date(2026, 11, 28)


class Asked(Catalogue):
    """A catalogue that notes the messages that it is asked for."""

    def __init__(self, words: Catalogue) -> None:
        self.language, self.months, self.messages = words.language, words.months, words.messages
        self.ids: set[tuple[str, ...]] = set()

    def text(self, *ids: str, **values: str) -> str:
        self.ids.add(ids)
        return super().text(*ids, **values)


@pytest.mark.parametrize("id", programme_ids())
def test_few_cards_ask_for_what_all_ask_for(id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    few, drawn = Asked(words_of("fr")), []
    monkeypatch.setattr(
        missing_messages, "card_of", lambda *given: drawn.append(given) or card_of(*given)
    )
    missing_messages.draw(id, ON, few)
    every, states = Asked(words_of("fr")), 0
    for kind_id, kind in KINDS.items():
        if id not in kind.programmes():
            continue
        for state in states_of(kind.questions(id)):
            numbers = missing_messages.NUMBERS if kind_id == "participant" else {"places": 2}
            result = kind.rules({"on": ON.isoformat(), **state, **numbers}, ON, id)
            card_of(id, result, View(every, missing_messages.LINKS))
            card_data(id, result, every)
            states += 1
    assert every.ids <= few.ids
    assert len(drawn) < states


class Edited(Catalogue):
    """A catalogue with other messages than its file has."""

    def __init__(self, words: Catalogue, **messages: str) -> None:
        self.language, self.months = words.language, words.months
        self.messages = {**words.messages, **messages}


@pytest.mark.parametrize("text", ["{childcare_mots} at most", "{money", "{} at most", "{money.x}"])
def test_message_that_inserts_what_it_is_not_given_is_told(
    monkeypatch: pytest.MonkeyPatch, text: str, root: Path
) -> None:
    """In both languages: what differs between them is told by their comparison."""
    ids = {"programme.interagir": text, "situation.costs.interagir": text}
    monkeypatch.setattr(
        missing_messages, "words_of", lambda language: Edited(words_of(language), **ids)
    )
    files = [
        one._replace(
            messages={
                id: each._replace(text=ids.get(id, each.text)) for id, each in one.messages.items()
            }
        )
        for one in read_message_files(root)
    ]
    with pytest.raises(SourceError) as told:
        missing_messages.check_messages(files, ON)
    found = str(told.value).splitlines()
    assert [one.partition(".toml:")[0].rpartition("/")[2] for one in found] == ["fr", "en"] * 2
    for one in found:
        assert re.search(r":\d+: the message [a-z_.]+ inserts .*; accepted: ", one), one
    accepted = {one.partition("the message ")[2].partition(" ")[0]: one for one in found}
    assert accepted.keys() == ids.keys()
    assert accepted["programme.interagir"].endswith("accepted: nothing in braces")
