"""What a page fetches of one programme where there are many."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from calculator.form.form import own_questions
from calculator.programme_file import programme_file
from calculator.results.result import KINDS
from calculator.results.result_table import programme_table
from calculator.words.catalogue import Catalogue
from rules.organisation import organisation_questions

DAY = date(2026, 11, 22)


@pytest.fixture
def two_are_many(monkeypatch: pytest.MonkeyPatch, forget: Callable[[], None]) -> Iterator[None]:
    forget()
    monkeypatch.setattr("calculator.results.result.FEW", 1)
    yield
    forget()


@pytest.mark.parametrize("id", ["paas_action", "interagir"])
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_the_table_of_one_programme(kind: str, id: str, language: str) -> None:
    table = programme_table(kind, id, language, DAY)
    assert programme_file(kind, id, language, DAY) == {
        "periods": table["periods"],
        "parts": table["parts"],
    }
    assert all(len(period["programmes"]) == 1 for period in table["periods"])


@pytest.mark.parametrize("id", ["paas_action", "interagir"])
def test_where_one_chooses_first_it_has_the_questions_of_the_programme(
    id: str, words: Catalogue, two_are_many: None
) -> None:
    found = programme_file("organisation", id, words.language, DAY)
    assert set(found) == {"periods", "parts", "form"}
    assert found["form"] == own_questions(id, organisation_questions(), words)
    assert "form" not in programme_file("participant", id, words.language, DAY)
