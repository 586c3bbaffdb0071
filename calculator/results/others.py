"""The programmes whose results are not shown, where there are many: their names, by verdict."""

from collections.abc import Mapping, Sequence

from calculator.results.cards import View
from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from rules.relevance import ORDER, POSSIBLE_OR_TO_CONFIRM


def others(verdicts: Mapping[str, str], shown: Sequence[str], view: View) -> Markup | None:
    """The names of all that are not `shown`, each with the way to its result; None for none."""
    words = view.words
    named: dict[str, list[str]] = {verdict: [] for verdict in ORDER}
    for id, verdict in verdicts.items():
        if id not in shown:
            named[verdict].append(id)
    groups = [
        group(
            verdict,
            words.number(len(ids)),
            joined(*(one(id, verdict, words.text(f"programme.{id}")) for id in ids)),
            words,
        )
        for verdict, ids in named.items()
        if ids
    ]
    return around(joined(*groups), view) if groups else None


def around(groups: Markup, view: View) -> Markup:
    """The block with its heading around the groups."""
    words = view.words
    return element(
        "div",
        view.heading(words.text("others.title")),
        element("p", words.text("others.intro"), class_="screen-only"),
        groups,
        class_="others",
        # Said of a programme whose result has been put away.
        data_text_put_away=words.messages["others.put_away_said"],
    )


def group(verdict: str, number: str, items: Markup, words: Catalogue) -> Markup:
    """The fold of a verdict, with so many programmes as list `items`."""
    summary = element("summary", f"{words.text(f'verdict_badge.{verdict}')} ({number})")
    return element(
        "details",
        summary,
        element("ul", items),
        data_others=verdict,
        # A message says how many there are.
        data_possible_or_to_confirm=verdict in POSSIBLE_OR_TO_CONFIRM,
    )


def one(id: str, verdict: str, name: str) -> Markup:
    """A programme's name, which shows its result when it is pressed."""
    shows = element("button", name, type="button", data_action="show-programme", translate="no")
    return element("li", shows, data_programme=id, data_verdict=verdict)
