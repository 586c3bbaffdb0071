"""An organisation's answers in, what each programme asks of it out (contract.md)."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, cast

from rules import RULES_VERSION
from rules.dated import Parameter, Range, in_force, known_from
from rules.logic import Criterion, status
from rules.parsing import InputError
from rules.programme import Programme, wanted_for_organisations
from rules.quantities import MONTHS_A_YEAR, NOTHING, exactly, up_to
from rules.questions import MAXIMUM_PLACES, Question
from rules.reading import read_dated
from rules.results import (
    Funding,
    FundingByPlaces,
    FundingCertainty,
    FurtherCertainty,
    FurtherFunding,
    OrganisationResult,
    OrganisationVerdict,
    ProgrammeForOrganisation,
)

# Numbers of places that give an idea of the amounts; the organisation's own stands among them.
EXAMPLE_PLACES = tuple(map(Decimal, (1, 5, 10, 20)))

# A question for all programmes, which each asks whose document does (`NON_PROFIT_SOURCE`).
NON_PROFIT = "non_profit"


@cache
def organisation_questions(only: str | None = None) -> tuple[Question, ...]:
    """The questions for an organisation: those of every programme's conditions included, or of
    the one programme that is asked for alone."""
    return (
        Question("on", "date"),
        Question(NON_PROFIT, "boolean"),
        Question("places", "count", maximum=MAXIMUM_PLACES),
        *(
            Question(f"{id}.{condition}", "boolean")
            for id, programme in wanted_for_organisations(only)
            for condition in programme.CONDITIONS
        ),
    )


def organisation(
    given: object, today: date | None = None, only: str | None = None
) -> OrganisationResult:
    """The result for one organisation, by each programme that says something of organisations.

    `given` is the JSON object of contract.md as Python reads it; `today` stands in for a
    missing `on`; `only` names the one programme that is wanted, where not all are: the
    conditions of others are then no questions.
    `rules.result_json` makes the contract's output of the result. Raises InputError with
    every problem of the input.
    """
    answers, on, problems = read_dated(organisation_questions(only), given, today)
    if problems:
        raise InputError(problems)
    return OrganisationResult(
        RULES_VERSION,
        on,
        {
            id: _for_organisation(id, programme, answers, on)
            for id, programme in wanted_for_organisations(only)
        },
    )


def _for_organisation(
    id: str, programme: Programme, answers: Mapping[str, Any], on: date
) -> ProgrammeForOrganisation:
    if not in_force(id, on):
        return _not_in_force(id, programme, answers.get("places"))
    asked = {f"{id}.{condition}": source for condition, source in programme.CONDITIONS.items()}
    if programme.NON_PROFIT_SOURCE:
        asked = {NON_PROFIT: programme.NON_PROFIT_SOURCE} | asked
    conditions = [
        Criterion(key.rpartition(".")[2], status(answers.get(key), "not_met"), source)
        for key, source in asked.items()
    ]
    verdict = _verdict(conditions)
    unanswered = [key for key in asked if key not in answers]
    return ProgrammeForOrganisation(
        verdict,
        unanswered if verdict == "unknown" else [],
        conditions,
        _funding(programme.FUNDING, verdict, answers.get("places"), on),
        {name: _further(parameter, on) for name, parameter in programme.FURTHER_FUNDING.items()},
    )


def _further(parameter: Parameter, on: date) -> FurtherFunding:
    amount = parameter.number(on) if parameter.stated else None
    return FurtherFunding(parameter.stated, cast(FurtherCertainty, parameter.certainty), amount)


def _not_in_force(
    id: str, programme: Programme, places: Decimal | None
) -> ProgrammeForOrganisation:
    """Before its first known day nothing of a programme is known, and nothing is guessed."""
    nothing = _no_funding(programme.FUNDING, places)
    return ProgrammeForOrganisation("not_in_force", (), (), nothing, {}, known_from(id))


def _no_funding(stated: Parameter | None, places: Decimal | None) -> Funding:
    return Funding(False, "none", None, None, None, places, (), stated and stated.source)


def _verdict(conditions: list[Criterion]) -> OrganisationVerdict:
    statuses = {condition.status for condition in conditions}
    if "not_met" in statuses:
        return "does_not_meet"
    return "unknown" if "unknown" in statuses else "meets_conditions"


def _funding(
    stated: Parameter | None, verdict: OrganisationVerdict, places: Decimal | None, on: date
) -> Funding:
    """The money a month for each place, for so many of them, and for twelve months."""
    if stated is None:
        return _no_funding(stated, places)
    per_place = stated.number(on) if stated.stated else None
    monthly = None
    if per_place is not None:
        if verdict == "does_not_meet":
            monthly = NOTHING
        elif places is not None:
            monthly = _for_places(stated, per_place, places)
    return Funding(
        stated.stated,
        "none" if verdict == "does_not_meet" else cast(FundingCertainty, stated.certainty),
        per_place,
        monthly,
        None if monthly is None else _yearly(monthly),
        places,
        () if per_place is None else tuple(_by_places(stated, per_place, places)),
        stated.source,
    )


def _for_places(stated: Parameter, per_place: Decimal, places: Decimal) -> Range:
    """The money of a month: an organisation that receives it gets all, others up to all."""
    whole = per_place * places
    return exactly(whole) if stated.certainty == "receives" else up_to(whole)


def _by_places(
    stated: Parameter, per_place: Decimal, own: Decimal | None
) -> Iterable[FundingByPlaces]:
    examples = _of_examples(stated, per_place)
    if own and own not in EXAMPLE_PLACES:
        return sorted((*examples, _of(own, stated, per_place)), key=lambda each: each.places)
    return examples


# The same for every organisation; a build asks for some hundred of each programme.
@lru_cache(128)
def _of_examples(stated: Parameter, per_place: Decimal) -> tuple[FundingByPlaces, ...]:
    return tuple(_of(places, stated, per_place) for places in EXAMPLE_PLACES)


def _of(places: Decimal, stated: Parameter, per_place: Decimal) -> FundingByPlaces:
    monthly = _for_places(stated, per_place, places)
    return FundingByPlaces(places, monthly, _yearly(monthly))


def _yearly(monthly: Range) -> Range:
    return Range(monthly.low * MONTHS_A_YEAR, monthly.high * MONTHS_A_YEAR)
