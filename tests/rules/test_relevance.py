"""Which programmes are shown first where there are many."""

from collections.abc import Sequence

import pytest

from rules.relevance import CLOSED, FEW, ORDER, are_many, shown_first

CLOSED_VERDICTS = ("not_possible", "does_not_meet", "not_in_force")


def verdicts(*given: str) -> dict[str, str]:
    return {f"p{number}": verdict for number, verdict in enumerate(given)}


def test_two_stand_in_their_own_order() -> None:
    given = verdicts("not_possible", "possible")
    assert shown_first(given) == tuple(given)


@pytest.mark.parametrize("chosen", [(), ("p3", "p0")])
def test_a_few_are_all_shown_by_verdict(chosen: Sequence[str]) -> None:
    given = verdicts("not_possible", "unknown", "to_confirm", "not_in_force", "possible")
    assert len(given) == FEW
    assert shown_first(given, chosen) == ("p4", "p1", "p2", "p3", "p0")


def test_many_are_more_than_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (FEW, FEW + 1):
        ids = tuple(verdicts(*["possible"] * number))
        monkeypatch.setattr("rules.relevance.programme_ids", lambda ids=ids: ids)
        assert are_many() == (number > FEW)


@pytest.mark.parametrize(
    ("given", "chosen", "shown"),
    [
        # Possible before open, open before closed; as declared where they are alike.
        (["unknown", "to_confirm"] * 3 + ["possible"], (), (6, 0, 1, 2, 3)),
        (["possible"] * 9, (), (0, 1, 2, 3, 4)),
        # What is closed is not shown beside what is open.
        (["not_possible"] * 6 + ["unknown"], (), (6,)),
        (["not_in_force"] * 6 + ["to_confirm"], (), (6,)),
        (["does_not_meet"] * 6 + ["meets_conditions"], (), (6,)),
        # Where all is closed, a person still sees why.
        (["not_possible"] * 6 + ["not_in_force"], (), (6, 0, 1, 2, 3)),
        # What a person has chosen comes after, once.
        (["possible"] * 9, (8, 1, 7, 8), (0, 1, 2, 3, 4, 8, 7)),
        (["possible"] * 9, (99,), (0, 1, 2, 3, 4)),
    ],
)
def test_of_many_the_first(given: list[str], chosen: Sequence[int], shown: Sequence[int]) -> None:
    found = shown_first(verdicts(*given), [f"p{number}" for number in chosen])
    assert found == tuple(f"p{number}" for number in shown)


def test_what_nobody_answered_is_never_taken_for_closed() -> None:
    assert {one for one in ORDER if ORDER[one] >= CLOSED} == set(CLOSED_VERDICTS)
