"""What the page's scripts need of a programme's result, as JSON values."""

from typing import TypedDict

from calculator.results import message_text
from calculator.results.organisation_card import organisation_sentence
from calculator.results.participant_card import FURTHER, participant_sentence
from calculator.words.catalogue import Catalogue
from rules import result_json
from rules.results import (
    ParticipantResult,
    ProgrammeForOrganisation,
    ProgrammeForPerson,
    Result,
    Total,
)


class StillAsked(TypedDict):
    """`missing` names the questions that can still change the verdict, `further` those that
    change what follows it."""

    missing: list[str]
    further: list[str]


class CardData(StillAsked):
    """`CardData` of ``browser/types.d.ts``.

    `sentence` is the verdict in the page's language. `total` is the known
    money a month, low and high in dollars; None where nothing is known or nothing comes: that
    would read like an amount of zero dollars which somebody has promised. `short`, `lines` and
    `ask` are what a person sends of it, see `calculator.results.message_text`.
    """

    programme: str
    name: str
    verdict: str
    sentence: str
    total: tuple[str, str] | None
    short: str
    lines: list[str]
    ask: list[str]


def card_data(id: str, result: Result, words: Catalogue) -> CardData:
    """The data of the programme of an id."""
    name = words.text(f"programme.{id}")
    if isinstance(result, ParticipantResult):
        person = result.programmes[id]
        return CardData(
            programme=id,
            name=name,
            verdict=person.verdict,
            sentence=participant_sentence(id, person, words),
            **still_asked(person),
            total=_known(person.monthly_total),
            **message_text.of_person(id, person, words),
        )
    found = result.programmes[id]
    return CardData(
        programme=id,
        name=name,
        verdict=found.verdict,
        sentence=organisation_sentence(id, found, words),
        **still_asked(found),
        total=None,
        **message_text.of_organisation(id, found, words),
    )


def still_asked(found: ProgrammeForPerson | ProgrammeForOrganisation) -> StillAsked:
    """The questions that can still matter to a programme."""
    if isinstance(found, ProgrammeForPerson):
        further = list(FURTHER)
    else:
        # The number of places decides the money.
        further = ["places"] if found.funding.stated else []
    return {"missing": list(found.missing), "further": further if found.open else []}


def _known(total: Total) -> tuple[str, str] | None:
    return (result_json.amount(total.low), result_json.amount(total.high)) if total.high else None
