"""Which programmes are shown first where there are many: what is possible, and what is open."""

from collections.abc import Iterable, Mapping

from rules.dated import programme_ids

# So many results are read one after the other, on a telephone too. Where there are more
# programmes, so many are shown at first and the others are named. A page that tells of every
# programme in turn is read in the same way, so that the same number divides it (`are_many`).
FEW = 5
# So many stand side by side, each always in its own place. More are read one below the other, so
# that what is possible comes first.
SIDE_BY_SIDE = 2

# What is possible stands before what an answer or an office can still open, and both before what
# is closed. The names of what is not shown stand by verdict, in this order.
ORDER: Mapping[str, int] = {
    "possible": 0,
    "meets_conditions": 0,
    "to_confirm": 1,
    "unknown": 1,
    "not_in_force": 2,
    "not_possible": 3,
    "does_not_meet": 3,
}
# The first place of those that are closed.
CLOSED = ORDER["not_in_force"]
# Verdicts that leave a way in, with nothing left to answer: messages count these among the others,
# and name their amounts.
POSSIBLE_OR_TO_CONFIRM = ("possible", "to_confirm", "meets_conditions")


def are_many() -> bool:
    """Whether there are so many programmes that no page tells of all of them in turn."""
    return len(programme_ids()) > FEW


def shown_first(
    verdicts: Mapping[str, str], chosen: Iterable[str] = (), first: int = FEW
) -> tuple[str, ...]:
    """The programmes (their ids) whose results are shown, of all in their declared order.

    A few are all shown, two in their own order and more by verdict. Of many, the `first` that are
    possible or open, and the first of all only where none is; then those that the person has
    chosen. `chosen` may name what there is not.
    """
    ordered = sorted(verdicts, key=lambda id: ORDER[verdicts[id]])
    if len(verdicts) <= FEW:
        return tuple(verdicts if len(verdicts) <= SIDE_BY_SIDE else ordered)
    still_open = [id for id in ordered if ORDER[verdicts[id]] < CLOSED]
    by_themselves = (still_open or ordered)[:first]
    return tuple(dict.fromkeys((*by_themselves, *(id for id in chosen if id in verdicts))))
