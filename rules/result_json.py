"""Results as contract.md's JSON: at the edge, for the command line, the page and the table.

The published JSON Schemas are made from these types, and mypy holds the code to them.
Money and hours become decimal strings, days ISO dates, None null.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, NamedTuple, NotRequired, TypedDict, cast

from rules import VALUES_KNOWN_UNTIL
from rules.dated import Range
from rules.logic import Criterion, NotInForce, Settled, Status, Verdict
from rules.questions import Cost
from rules.results import (
    AllowanceCertainty,
    Funding,
    FundingCertainty,
    FurtherCertainty,
    FurtherFunding,
    Hours,
    HoursCheck,
    OrganisationResult,
    OrganisationVerdict,
    ParticipantResult,
    ProgrammeForOrganisation,
    ProgrammeForPerson,
    Reimbursement,
    ReimbursementCertainty,
    Result,
    Total,
)


class Pattern(NamedTuple):
    """The form of a text, as a regular expression."""

    regex: str

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        """What pydantic asks for where the compiler makes a JSON Schema of these types."""
        return {**handler(core_schema), "pattern": self.regex}


Dollars = Annotated[str, Pattern(r"^[0-9]+\.[0-9]{2}$")]
NumberOfHours = Annotated[str, Pattern(r"^[0-9]+(\.[0-9]+)?$")]
Day = Annotated[str, Pattern(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
# A document and a section of it, by their ids.
SOURCE = r"^[a-z0-9_]+\.[a-z0-9_]+$"
Source = Annotated[str, Pattern(SOURCE)]


class MoneyRange(TypedDict):
    """Dollars, from the least to the most."""

    low: Dollars
    high: Dollars


class HoursRange(TypedDict):
    """Hours, from the least to the most."""

    low: NumberOfHours
    high: NumberOfHours


class CriterionJson(TypedDict):
    """One criterion or condition, how it stands, and the section that asks for it."""

    id: str
    status: Status
    source: Source


class AllowanceJson(TypedDict):
    """The support allowance; `monthly` is null where its amount is not stated."""

    stated: bool
    certainty: AllowanceCertainty
    monthly: MoneyRange | None


class ReimbursementJson(TypedDict):
    """What of a cost may come back; null where the cost is not known or nothing is stated.
    Absent where the document names no such amount: `maximum`, the most a month."""

    cost: Cost
    certainty: ReimbursementCertainty
    monthly: MoneyRange | None
    maximum: NotRequired[Dollars]


class TotalJson(TypedDict):
    """The sum of the known ranges; not `complete` where something has no stated amount.

    `high_if_one` is the highest total if only one of transport and childcare comes back.
    """

    low: Dollars
    high: Dollars
    high_if_one: Dollars | None
    complete: bool


class HoursJson(TypedDict):
    """The hours that a programme states, and how the person's own stand to them."""

    weekly_minimum: HoursRange | None
    weekly_maximum: NumberOfHours | None
    monthly_average: NumberOfHours | None
    monthly_average_per_week: NumberOfHours | None
    check: HoursCheck | None


class MilestoneJson(TypedDict):
    """A day on which something is due."""

    id: str
    on: Day


class ProgrammeForPersonJson(TypedDict):
    """What one programme says of a person. Absent where in force: `in_force_from`."""

    verdict: Verdict | NotInForce
    reachable: list[Settled | NotInForce]
    missing: list[str]
    in_force_from: NotRequired[Day]
    criteria: list[CriterionJson]
    allowance: AllowanceJson
    reimbursements: list[ReimbursementJson]
    monthly_total: TotalJson
    hours: HoursJson
    milestones: list[MilestoneJson]


class ParticipantJson(TypedDict):
    """The result for a person: each programme by its id."""

    rules_version: str
    on: Day
    values_known_until: NotRequired[Day]
    programmes: dict[str, ProgrammeForPersonJson]


class FundingJson(TypedDict):
    """What an organisation may receive: dollars a month for each place, and in all."""

    stated: bool
    certainty: FundingCertainty
    monthly_per_place: Dollars | None
    monthly: MoneyRange | None
    yearly: MoneyRange | None


class FurtherFundingJson(TypedDict):
    """Something else that an organisation could receive. Absent where not stated: `amount`."""

    stated: bool
    certainty: FurtherCertainty
    amount: NotRequired[Dollars]


class ProgrammeForOrganisationJson(TypedDict):
    """What one programme asks of an organisation. Interagir alone has a literacy allowance."""

    verdict: OrganisationVerdict | NotInForce
    missing: list[str]
    in_force_from: NotRequired[Day]
    conditions: list[CriterionJson]
    funding: FundingJson
    literacy_allowance: NotRequired[FurtherFundingJson]


class OrganisationJson(TypedDict):
    """The result for an organisation: each programme by its id."""

    rules_version: str
    on: Day
    values_known_until: NotRequired[Day]
    programmes: dict[str, ProgrammeForOrganisationJson]


def result_json(result: Result) -> ParticipantJson | OrganisationJson:
    """A result of either kind, ready for `json.dumps`."""
    if isinstance(result, ParticipantResult):
        return participant_json(result)
    return organisation_json(result)


def participant_json(result: ParticipantResult) -> ParticipantJson:
    """A person's result, ready for `json.dumps`."""
    return {
        "rules_version": result.rules_version,
        "on": result.on.isoformat(),
        **_last_known(result.on),
        "programmes": {id: _for_person(found) for id, found in result.programmes.items()},
    }


def organisation_json(result: OrganisationResult) -> OrganisationJson:
    """An organisation's result, ready for `json.dumps`."""
    return {
        "rules_version": result.rules_version,
        "on": result.on.isoformat(),
        **_last_known(result.on),
        "programmes": {id: _for_organisation(found) for id, found in result.programmes.items()},
    }


class _LastKnown(TypedDict):
    values_known_until: NotRequired[Day]


def _last_known(on: date) -> _LastKnown:
    """Where a day lies after those for which the values are known, the last of these."""
    if on <= VALUES_KNOWN_UNTIL:
        return {}
    return {"values_known_until": VALUES_KNOWN_UNTIL.isoformat()}


def _for_person(found: ProgrammeForPerson) -> ProgrammeForPersonJson:
    allowance = found.allowance
    written: ProgrammeForPersonJson = {
        "verdict": found.verdict,
        "reachable": list(found.reachable),
        "missing": list(found.missing),
        "criteria": _criteria(found.criteria),
        "allowance": {
            "stated": allowance.stated,
            "certainty": allowance.certainty,
            "monthly": dollars(allowance.monthly),
        },
        "reimbursements": [_reimbursement(one) for one in found.reimbursements],
        "monthly_total": _total(found.monthly_total),
        "hours": _hours(found.hours),
        "milestones": [{"id": id, "on": on.isoformat()} for id, on in found.milestones],
    }
    if found.in_force_from is not None:
        written["in_force_from"] = found.in_force_from.isoformat()
    return written


def _criteria(criteria: Sequence[Criterion]) -> list[CriterionJson]:
    return [{"id": id, "status": status, "source": source} for id, status, source in criteria]


def _reimbursement(one: Reimbursement) -> ReimbursementJson:
    written: ReimbursementJson = {
        "cost": one.cost,
        "certainty": one.certainty,
        "monthly": dollars(one.monthly),
    }
    if one.maximum is not None:
        written["maximum"] = amount(one.maximum)
    return written


def _total(total: Total) -> TotalJson:
    one = total.high_if_one
    return {
        "low": amount(total.low),
        "high": amount(total.high),
        "high_if_one": None if one is None else amount(one),
        "complete": total.complete,
    }


def _hours(hours: Hours) -> HoursJson:
    minimum = hours.weekly_minimum
    return {
        "weekly_minimum": None if minimum is None else hours_range(minimum),
        "weekly_maximum": _number(hours.weekly_maximum),
        "monthly_average": _number(hours.monthly_average),
        "monthly_average_per_week": _number(hours.monthly_average_per_week),
        "check": hours.check,
    }


def _for_organisation(found: ProgrammeForOrganisation) -> ProgrammeForOrganisationJson:
    written = {
        "verdict": found.verdict,
        "missing": list(found.missing),
        "conditions": _criteria(found.conditions),
        "funding": _funding(found.funding),
    }
    # What further funding there is differs by programme, which no static type can tell.
    further = {name: _further(funding) for name, funding in found.further.items()}
    answer = cast(ProgrammeForOrganisationJson, written | further)
    if found.in_force_from is not None:
        answer["in_force_from"] = found.in_force_from.isoformat()
    return answer


def _further(funding: FurtherFunding) -> FurtherFundingJson:
    written: FurtherFundingJson = {"stated": funding.stated, "certainty": funding.certainty}
    if funding.amount is not None:
        written["amount"] = amount(funding.amount)
    return written


def _funding(funding: Funding) -> FundingJson:
    per_place = funding.monthly_per_place
    return {
        "stated": funding.stated,
        "certainty": funding.certainty,
        "monthly_per_place": None if per_place is None else amount(per_place),
        "monthly": dollars(funding.monthly),
        "yearly": dollars(funding.yearly),
    }


def dollars(range_: Range | None) -> MoneyRange | None:
    """A range of dollars as contract.md writes it, null where it is not known."""
    if range_ is None:
        return None
    return {"low": amount(range_.low), "high": amount(range_.high)}


def amount(dollars: Decimal) -> str:
    """An amount of dollars as contract.md writes it: ``173.00``."""
    return f"{dollars:.2f}"


def plain(number: Decimal) -> str:
    """A number of hours as contract.md writes it: no exponent, no needless zeros."""
    return f"{number.normalize():f}"


def hours_range(range_: Range) -> HoursRange:
    """A range of hours as contract.md writes it."""
    return {"low": plain(range_.low), "high": plain(range_.high)}


def _number(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)
