"""The shapes of the answers, as contract.md fixes them.

The published JSON Schemas are made from these types, and mypy holds the code to them.
"""

from typing import Annotated, Any, Literal, NamedTuple, NotRequired, TypedDict

from rules.logic import Settled, Status, Verdict


class Pattern(NamedTuple):
    """The form of a text, as a regular expression."""

    regex: str

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        """What pydantic asks for where the compiler makes a JSON Schema of these types."""
        return {**handler(core_schema), "pattern": self.regex}


Dollars = Annotated[str, Pattern(r"^[0-9]+\.[0-9]{2}$")]
NumberOfHours = Annotated[str, Pattern(r"^[0-9]+(\.[0-9]+)?$")]
Day = Annotated[str, Pattern(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Source = Annotated[str, Pattern(r"^[a-z0-9_]+\.[a-z0-9_]+$")]


class MoneyRange(TypedDict):
    """Dollars, from the least to the most."""

    low: Dollars
    high: Dollars


class HoursRange(TypedDict):
    """Hours, from the least to the most."""

    low: NumberOfHours
    high: NumberOfHours


class CriterionAnswer(TypedDict):
    """One criterion or condition, how it stands, and the section that asks for it."""

    id: str
    status: Status
    source: Source


AllowanceCertainty = Literal["may_receive", "entitled", "not_stated", "none"]
ReimbursementCertainty = Literal["may_receive", "in_some_cases", "not_stated"]
OrganisationVerdict = Literal["meets_conditions", "does_not_meet", "unknown"]
FundingCertainty = Literal["may_receive", "receives", "none"]
Cost = Literal["transport", "childcare", "other"]
HoursCheck = Literal[
    "within", "above_maximum", "below_minimum", "depends", "meets_start", "meets_average"
]


class AllowanceAnswer(TypedDict):
    """The support allowance; `monthly` is null where its amount is not stated."""

    stated: bool
    certainty: AllowanceCertainty
    monthly: MoneyRange | None


class ReimbursementAnswer(TypedDict):
    """What of a cost may come back; null where the cost is not known or nothing is stated."""

    cost: Cost
    certainty: ReimbursementCertainty
    monthly: MoneyRange | None


class TotalAnswer(TypedDict):
    """The sum of the known ranges; not `complete` where something has no stated amount."""

    low: Dollars
    high: Dollars
    complete: bool


class HoursAnswer(TypedDict):
    """The hours that a programme states, and how the person's own stand to them."""

    weekly_minimum: HoursRange | None
    weekly_maximum: NumberOfHours | None
    monthly_average: NumberOfHours | None
    monthly_average_per_week: NumberOfHours | None
    check: HoursCheck | None


class MilestoneAnswer(TypedDict):
    """A day on which something is due."""

    id: str
    on: Day


class ProgrammeForPerson(TypedDict):
    """What one programme says of a person."""

    verdict: Verdict
    reachable: list[Settled]
    missing: list[str]
    criteria: list[CriterionAnswer]
    allowance: AllowanceAnswer
    reimbursements: list[ReimbursementAnswer]
    monthly_total: TotalAnswer
    hours: HoursAnswer
    milestones: list[MilestoneAnswer]


class ParticipantAnswer(TypedDict):
    """The answer for a person: each programme by its id."""

    rules_version: str
    on: Day
    programmes: dict[str, ProgrammeForPerson]


class FundingAnswer(TypedDict):
    """What an organisation may receive: dollars a month for each place, and in all."""

    stated: bool
    certainty: FundingCertainty
    monthly_per_place: Dollars | None
    monthly: MoneyRange | None
    yearly: MoneyRange | None


class FurtherFundingAnswer(TypedDict):
    """Something else that an organisation could receive."""

    stated: bool
    certainty: Literal["might_be_granted"]


class ProgrammeForOrganisation(TypedDict):
    """What one programme asks of an organisation. Interagir alone has a literacy allowance."""

    verdict: OrganisationVerdict
    missing: list[str]
    conditions: list[CriterionAnswer]
    funding: FundingAnswer
    literacy_allowance: NotRequired[FurtherFundingAnswer]


class OrganisationAnswer(TypedDict):
    """The answer for an organisation: each programme by its id."""

    rules_version: str
    on: Day
    programmes: dict[str, ProgrammeForOrganisation]
