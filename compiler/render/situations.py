"""Common situations with their answers, drawn by the calculator's own renderer.

The twin of the calculator for whoever has no JavaScript: the answers are the rules' own.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from calculator.results.cards import View
from calculator.results.participant_card import participant_card
from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from rules.logic import DOMAINS
from rules.participant import participant


def situations(links: Mapping[str, str], on: date, words: Catalogue) -> Markup:
    """For each kind of assistance, and each outlook on work, what the programmes say.

    An adult's answers: the page says in words what is otherwise for somebody who is not.
    """
    return joined(*_sections(links, on, words))


def _sections(links: Mapping[str, str], on: date, words: Catalogue) -> Iterator[Markup]:
    for assistance in DOMAINS["assistance"]:
        id = f"{assistance}".replace("_", "-")
        yield element("h2", words.text(f"question.assistance.{assistance}"), id=id)
        for outlook in DOMAINS["work_outlook"]:
            person = {"assistance": assistance, "adult": True, "work_outlook": outlook}
            result = participant({"on": on.isoformat(), **person})
            view = View(words, links, prefix=f"{id}-{outlook}".replace("_", "-"))
            cards = (
                participant_card(programme, found, view)
                for programme, found in result.programmes.items()
            )
            yield element(
                "details",
                element("summary", words.text(f"question.work_outlook.{outlook}")),
                element("div", *cards, class_="cards"),
                class_="situation",
                data_assistance=str(assistance),
                data_work_outlook=str(outlook),
            )
