"""Third: for adults, with a grant that is a range, some costs, a date and a subsidy."""

from collections.abc import Mapping, Sequence

from rules.dated import Parameter, document
from rules.logic import Criterion, Situation, Verdict, status
from rules.programme import Participant
from rules.quantities import NOTHING, add_months
from rules.questions import Cost
from rules.results import Allowance, Milestone, ReimbursementCertainty, Subject

VALUES = document("third").parameters

# What the document does not speak of is left out: this one has no hours, so no `hours`.
SOURCES: dict[Subject, str] = {
    "allowance": "third.all",
    "reimbursements": "third.all",
    "milestones": "third.all",
}


def criteria(situation: Situation) -> Sequence[Criterion]:
    """Whom the programme is for."""
    return (Criterion("grown_up", status(situation.adult, otherwise="not_met"), "third.all"),)


def allowance(person: Participant, verdict: Verdict) -> Allowance:
    """The grant, between two amounts: "may be entitled"."""
    if verdict == "not_possible":
        return Allowance(stated=True, certainty="none", monthly=NOTHING)
    grant = VALUES["grant"].range(person.on)
    return Allowance(stated=True, certainty="may_receive", monthly=grant)


def reimbursements(situation: Situation) -> Mapping[Cost, ReimbursementCertainty]:
    """What is said of each kind of cost."""
    return {"transport": "not_stated", "childcare": "in_some_cases", "other": "may_receive"}


# The most that comes back of a cost a month; left out where the document names none.
REIMBURSED_UP_TO: Mapping[Cost, Parameter] = {"childcare": VALUES["childcare_most"]}


def milestones(person: Participant) -> Sequence[Milestone]:
    """The end, so many months after the start."""
    if person.start_date is None:
        return ()
    months = int(VALUES["length"].number(person.on))
    return (Milestone("end", add_months(person.start_date, months)),)


# --- Organisations ---

# The section that asks for non-profit organisations; left out where none does.
NON_PROFIT_SOURCE = "third.all"

# What else is asked of an organisation, each with its section.
CONDITIONS = {"kind": "third.all"}

# Left out where organisations get no money.
FUNDING = VALUES["subsidy"]
