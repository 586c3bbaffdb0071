"""Third: for adults, with a grant that is a range."""

from rules.dated import document
from rules.logic import Criterion, status
from rules.quantities import NOTHING, add_months
from rules.results import Allowance, Hours, Milestone

GRANT = document("third").parameters["grant"]
EITHER_COST = ()
SOURCES = dict.fromkeys(("allowance", "reimbursements", "hours", "milestones"), "third.all")


def criteria(situation):
    return (Criterion("grown_up", status(situation.adult, otherwise="not_met"), "third.all"),)


def allowance(person, verdict):
    if verdict == "not_possible":
        return Allowance(True, "none", NOTHING)
    return Allowance(True, GRANT.certainty, GRANT.range(person.on))


def reimbursements(situation):
    return {"transport": "not_stated", "childcare": "in_some_cases", "other": "may_receive"}


def hours(person):
    return Hours()


def milestones(person):
    if person.start_date is None:
        return ()
    return (Milestone("end", add_months(person.start_date, 18)),)


CONDITIONS = {"kind": "third.all"}
FUNDING = document("third").parameters["subsidy"]
FURTHER_FUNDING = {}
