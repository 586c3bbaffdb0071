"""The check of messages draws few cards: they ask for all the messages that any card asks for."""

from datetime import date

import pytest

from calculator.results.card_data import card_data
from calculator.results.cards import View
from calculator.results.result import KINDS, card_of
from calculator.words.catalogue import Catalogue
from compiler import missing_messages
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
