"""An organisation's answers in, what each programme asks of it out (contract.md)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, cast

from rules import RULES_VERSION
from rules.dated import Parameter
from rules.logic import Criterion, status
from rules.parsing import InputError
from rules.programme import Programme, programmes
from rules.quantities import MONTHS_A_YEAR, NOTHING, amount, dollars, up_to
from rules.questions import MAXIMUM_PLACES, Question
from rules.reading import read_dated
from rules.results import (
    FundingAnswer,
    FundingCertainty,
    OrganisationAnswer,
    OrganisationVerdict,
    ProgrammeForOrganisation,
)

# "only non-profit organisations may receive this help": both documents say so, each in
# the section on what an organisation receives.
NON_PROFIT = "non_profit"


@cache
def organisation_questions() -> tuple[Question, ...]:
    """The questions for an organisation: those of every programme's conditions included."""
    return (
        Question("on", "date"),
        Question(NON_PROFIT, "boolean"),
        Question("places", "count", maximum=MAXIMUM_PLACES),
        *(
            Question(f"{id}.{condition}", "boolean")
            for id, programme in programmes().items()
            for condition in programme.CONDITIONS
        ),
    )


def organisation(given: object, today: date | None = None) -> OrganisationAnswer:
    """Answer for one organisation.

    `given` is the JSON object of contract.md as Python reads it; `today` stands in for a
    missing `on`. Returns the contract's output, ready for `json.dumps`. Raises InputError
    with every problem of the input.
    """
    answers, on, problems = read_dated(organisation_questions(), given, today)
    if problems:
        raise InputError(problems)
    return {
        "rules_version": RULES_VERSION,
        "on": on.isoformat(),
        "programmes": {
            id: _answer(id, programme, answers, on) for id, programme in programmes().items()
        },
    }


def _answer(
    id: str, programme: Programme, answers: Mapping[str, Any], on: date
) -> ProgrammeForOrganisation:
    asked = {NON_PROFIT: programme.FUNDING.source} | {
        f"{id}.{condition}": source for condition, source in programme.CONDITIONS.items()
    }
    conditions = [
        Criterion(key.rpartition(".")[2], status(answers.get(key), "not_met"), source)
        for key, source in asked.items()
    ]
    verdict = _verdict(conditions)
    unanswered = [key for key in asked if key not in answers]
    further = {
        name: {"stated": parameter.stated, "certainty": parameter.certainty}
        for name, parameter in programme.FURTHER_FUNDING.items()
    }
    answer = {
        "verdict": verdict,
        "missing": unanswered if verdict == "unknown" else [],
        "conditions": [condition._asdict() for condition in conditions],
        "funding": funding(programme, verdict, answers.get("places"), on),
    }
    # What further funding there is differs by programme, which no static type can tell.
    return cast(ProgrammeForOrganisation, answer | further)


def _verdict(conditions: list[Criterion]) -> OrganisationVerdict:
    statuses = {condition.status for condition in conditions}
    if "not_met" in statuses:
        return "does_not_meet"
    return "unknown" if "unknown" in statuses else "meets_conditions"


def funding(
    programme: Programme, verdict: OrganisationVerdict, places: Decimal | None, on: date
) -> FundingAnswer:
    """The money a month for each place, for so many of them, and for twelve months."""
    stated = programme.FUNDING
    per_place = stated.number(on) if stated.stated else None
    monthly = None
    if per_place is not None:
        if verdict == "does_not_meet":
            monthly = NOTHING
        elif places is not None:
            monthly = up_to(per_place * places)
    yearly = None if monthly is None else up_to(monthly.high * MONTHS_A_YEAR)
    return {
        "stated": stated.stated,
        "certainty": "none" if verdict == "does_not_meet" else _certainty(stated),
        "monthly_per_place": None if per_place is None else amount(per_place),
        "monthly": dollars(monthly),
        "yearly": dollars(yearly),
    }


def _certainty(funding: Parameter) -> FundingCertainty:
    return cast(FundingCertainty, funding.certainty)
