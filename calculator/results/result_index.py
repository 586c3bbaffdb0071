"""What a page fetches with the first answer where there are many programmes.

The index says of every state which programmes are possible, open or closed, so that the page
knows which of them to show; the cards of each are in a file of its own (`programme_table`).
"""

import json
from collections.abc import Mapping, Sequence
from typing import TypedDict

from calculator.results import others
from calculator.results.card_data import StillAsked
from calculator.results.cards import View, put_away
from calculator.results.result import framed, none_chosen
from calculator.results.result_table import Dated, Period, ProgrammeTable, dated_line
from calculator.words.catalogue import Catalogue, catalogue
from calculator.words.html import Markup
from rules.relevance import CLOSED, FEW, ORDER


class Outcome(StillAsked):
    """What decides whether a programme is shown, and which questions are asked for it."""

    verdict: str


class IndexedProgramme(TypedDict):
    """A programme: its table's file, and the number of the outcome of each state, in the order
    of `ProgrammeTable`."""

    programme: str
    name: str
    file: str
    keys: Sequence[tuple[str, list[str]]]
    states: list[int]


class IndexedPeriod(TypedDict):
    """What holds from the day `since` (ISO) until the next period's."""

    since: str
    programmes: list[IndexedProgramme]


class Others(TypedDict):
    """The names of the programmes that are not shown as HTML, cut where the page fills it:
    around the groups; around a group's number and its items, by verdict; around an item's
    programme, verdict and name. `put_away` is around the name of a programme that was chosen, at
    the end of its card."""

    around: list[str]
    groups: dict[str, list[str]]
    item: list[str]
    put_away: list[str]


class ResultIndex(TypedDict):
    """The index as JSON; `frame` is what stands before the cards, between them and the names of
    the others, and after those. `order`, `few` and `closed` are those of `rules.relevance`;
    `first` are shown of themselves.

    Where a person chooses first what to look at, no verdict shows anything: there are no `others`,
    one outcome of every state, and `none` stands there before.
    """

    frame: list[str]
    dated: Dated
    order: Mapping[str, int]
    few: int
    first: int
    closed: int
    others: Others | None
    none: str
    outcomes: list[Outcome]
    periods: list[IndexedPeriod]


# The table of a programme in whose place another file has it.
ANY: ProgrammeTable = {
    "keys": [],
    "cards": [],
    "data": {"same": {"verdict": "unknown", "missing": [], "further": []}, "cards": [{}]},
    "states": [0],
}

# Where HTML is cut.
CUT = "\0"
HERE = Markup(CUT)


def result_index(
    language: str,
    programmes: Mapping[str, Sequence[Period]],
    files: Mapping[str, str],
    chosen_first: bool = False,
) -> ResultIndex:
    """The index of the tables of some programmes, period by period; `files` has the name of each
    one's file."""
    words = catalogue(language)
    outcomes: dict[str, int] = {}
    some = next(iter(programmes.values()))
    return {
        "frame": framed([HERE], words, HERE).split(CUT),
        "dated": dated_line(words),
        "order": ORDER,
        "few": FEW,
        "first": 0 if chosen_first else FEW,
        "closed": CLOSED,
        "others": None if chosen_first else _others(words),
        "none": none_chosen(words) if chosen_first else "",
        "periods": [
            {
                "since": period["since"],
                "programmes": [
                    _programme(
                        id,
                        files[id],
                        ANY if chosen_first else periods[number]["programmes"][0],
                        words,
                        outcomes,
                    )
                    for id, periods in programmes.items()
                ],
            }
            for number, period in enumerate(some)
        ],
        "outcomes": [json.loads(one) for one in outcomes],
    }


def _programme(
    id: str, file: str, table: ProgrammeTable, words: Catalogue, outcomes: dict[str, int]
) -> IndexedProgramme:
    data = table["data"]
    cards = [{**data["same"], **card} for card in data["cards"]]
    named = [
        json.dumps({name: card[name] for name in ("verdict", "missing", "further")})
        for card in cards
    ]
    numbers = [outcomes.setdefault(one, len(outcomes)) for one in named]
    return {
        "programme": id,
        "name": words.text(f"programme.{id}"),
        "file": file,
        "keys": table["keys"],
        "states": [numbers[card] for card in table["states"] or range(len(cards))],
    }


def _others(words: Catalogue) -> Others:
    """Drawn by the same functions as what Python answers."""
    view = View(words, {})
    return {
        "around": others.around(HERE, view).split(CUT),
        "groups": {
            verdict: others.group(verdict, CUT, HERE, words).split(CUT) for verdict in ORDER
        },
        "item": others.one(CUT, CUT, CUT).split(CUT),
        "put_away": put_away(CUT, words).split(CUT),
    }
