"""Common situations with their results, rendered as the calculator renders them.

They replace the calculator where there is no JavaScript.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from calculator.results.cards import View
from calculator.results.result import KINDS
from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from rules.logic import DOMAINS
from rules.participant import participant


def situations(links: Mapping[str, str], on: date, words: Catalogue) -> Markup:
    """The cards of every programme, for each kind of assistance and each outlook on work.

    The person is an adult: the page says in words what differs for somebody who is not.
    """
    return joined(*_sections(links, on, words))


def _sections(links: Mapping[str, str], on: date, words: Catalogue) -> Iterator[Markup]:
    for assistance in DOMAINS["assistance"]:
        id = f"{assistance}".replace("_", "-")
        yield element("h2", words.text(f"question.assistance.{assistance}"), id=id)
        for outlook in DOMAINS["work_outlook"]:
            person = {"assistance": assistance, "adult": True, "work_outlook": outlook}
            answer = participant({"on": on.isoformat(), **person})
            view = View(words, links, on, prefix=f"{id}-{outlook}".replace("_", "-"))
            cards = (
                KINDS["participant"].card(programme, found, view)
                for programme, found in answer["programmes"].items()
            )
            yield element(
                "details",
                element("summary", words.text(f"question.work_outlook.{outlook}")),
                element("div", *cards, class_="cards"),
                class_="situation",
                data_assistance=str(assistance),
                data_work_outlook=str(outlook),
            )
