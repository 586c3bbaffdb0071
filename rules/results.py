"""What the rules give back: typed results, before they become JSON or HTML.

Amounts are dollars and times hours, as `Decimal`; days are `date`; what is not stated or
not given is None. `rules.result_json` writes them as contract.md has them. A result holds
some things more than that JSON: what a drawing needs, so that it asks the rules nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, Protocol

from rules.dated import Range
from rules.logic import Criterion, NotInForce, Settled, Verdict
from rules.quantities import weekly_from_monthly
from rules.questions import Cost

AllowanceCertainty = Literal["may_receive", "entitled", "receives", "depends", "not_stated", "none"]
ReimbursementCertainty = Literal["may_receive", "in_some_cases", "depends", "not_stated"]
OrganisationVerdict = Literal["meets_conditions", "does_not_meet", "unknown"]
FundingCertainty = Literal["may_receive", "receives", "none"]
FurtherCertainty = Literal["might_be_granted", "may_receive", "receives"]
HoursCheck = Literal[
    "within", "above_maximum", "below_minimum", "depends", "meets_start", "meets_average"
]
# What the sections of a document are the source of.
Subject = Literal["allowance", "reimbursements", "hours", "milestones"]


class Allowance(NamedTuple):
    """The support allowance: dollars a month, None where its amount is not stated.

    Where its certainty is ``none`` the person gets none; if there is no amount either, the
    programme has none for anybody (`exists`).
    """

    stated: bool
    certainty: AllowanceCertainty
    monthly: Range | None

    @property
    def exists(self) -> bool:
        """Whether the document speaks of an allowance."""
        return self.certainty != "none" or self.monthly is not None


class Reimbursement(NamedTuple):
    """What of a cost may come back: dollars a month, None where the cost is not known or
    nothing is stated. `given` is the cost itself as the person gave it; `maximum` the most that
    the document names, None where it names none."""

    cost: Cost
    certainty: ReimbursementCertainty
    monthly: Range | None
    given: Decimal | None = None
    maximum: Decimal | None = None


class Total(NamedTuple):
    """The sum of the known ranges, in dollars a month.

    `high_if_one` is the highest total if only the dearer of two costs comes back, where the
    document says "one or the other" and both are above zero. Not `complete` where something
    has no stated amount.
    """

    low: Decimal
    high: Decimal
    high_if_one: Decimal | None
    complete: bool


class Hours(NamedTuple):
    """Hours that a programme asks for or allows; None where its document states none.

    `check` is how the person's own hours stand to them, None if these are not known.
    `average_due_after` is the number of months after the start from which the average
    counts, `reevaluation_every` that between two reviews of the participation; `given` are
    the person's own hours a week, filled in by `rules.participant`.
    """

    weekly_minimum: Range | None = None
    weekly_maximum: Decimal | None = None
    monthly_average: Decimal | None = None
    check: HoursCheck | None = None
    average_due_after: int | None = None
    reevaluation_every: int | None = None
    given: Decimal | None = None

    @property
    def monthly_average_per_week(self) -> Decimal | None:
        """The hours a week that make the average, rounded up so that they are enough."""
        average = self.monthly_average
        return None if average is None else weekly_from_monthly(average)


class Milestone(NamedTuple):
    """A day on which something is due."""

    id: str
    on: date


class ProgrammeForPerson(NamedTuple):
    """What one programme says of a person.

    `missing` are the keys of unanswered questions; `sources` gives the section
    (``<programme>.<section>``) behind each subject. `in_force_from` is the programme's first
    known day where that lies ahead: then nothing else is said, see `not_in_force`.
    """

    verdict: Verdict | NotInForce
    reachable: Sequence[Settled | NotInForce]
    missing: Sequence[str]
    criteria: Sequence[Criterion]
    allowance: Allowance
    reimbursements: Sequence[Reimbursement]
    monthly_total: Total
    hours: Hours
    milestones: Sequence[Milestone]
    sources: Mapping[Subject, str]
    in_force_from: date | None = None

    @property
    def open(self) -> bool:
        """Whether the person could take part, as far as is known."""
        return self.verdict not in ("not_possible", "not_in_force")


class ParticipantResult(NamedTuple):
    """The result for a person: each programme by its id, and the answers it is drawn from."""

    rules_version: str
    on: date
    assistance: str | None
    weekly_hours: Decimal | None
    start_date: date | None
    programmes: Mapping[str, ProgrammeForPerson]


class FundingByPlaces(NamedTuple):
    """What an organisation with so many places may receive, in dollars."""

    places: Decimal
    monthly: Range
    yearly: Range


class Funding(NamedTuple):
    """What an organisation may receive: dollars a month for each place, and in all.

    `places` is the number that it gave. `by_places` holds some usual numbers of places and
    its own (unless that is zero), in order; empty where no amount is stated. `source` is None
    where the document speaks of no money for organisations.
    """

    stated: bool
    certainty: FundingCertainty
    monthly_per_place: Decimal | None
    monthly: Range | None
    yearly: Range | None
    places: Decimal | None
    by_places: Sequence[FundingByPlaces]
    source: str | None


class FurtherFunding(NamedTuple):
    """Something else that an organisation could receive: dollars, None where not stated."""

    stated: bool
    certainty: FurtherCertainty
    amount: Decimal | None = None


class ProgrammeForOrganisation(NamedTuple):
    """What one programme asks of an organisation; `further` funding goes by its name.

    `in_force_from` as in `ProgrammeForPerson`.
    """

    verdict: OrganisationVerdict | NotInForce
    missing: Sequence[str]
    conditions: Sequence[Criterion]
    funding: Funding
    further: Mapping[str, FurtherFunding]
    in_force_from: date | None = None

    @property
    def open(self) -> bool:
        """Whether the organisation could take part, as far as is known."""
        return self.verdict not in ("does_not_meet", "not_in_force")


class OrganisationResult(NamedTuple):
    """The result for an organisation: each programme by its id."""

    rules_version: str
    on: date
    programmes: Mapping[str, ProgrammeForOrganisation]


Result = ParticipantResult | OrganisationResult


class Rules(Protocol):
    """What decides for one kind of answers: `rules.participant`, `rules.organisation`."""

    def __call__(
        self, given: object, today: date | None = None, only: str | None = None
    ) -> Result: ...
