"""Where a page tells of one programme."""

import pytest

from calculator.words.own_pages import part_of, programme_slug


def test_a_few_programmes_stand_on_one_page() -> None:
    assert part_of("../sources/", "paas_action") == "../sources/"


def test_of_many_each_has_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rules.relevance.FEW", 1)
    assert part_of("../sources/", "paas_action") == "../sources/paas-action/"


def test_a_slug_has_no_underscores() -> None:
    assert programme_slug("a_b_2") == "a-b-2"
