"""What the two programmes say in numbers, as OpenFisca variables beside the verdicts.

Written from the documents, not from the rules: the two are held against each other. OpenFisca's
numbers have no "not answered" of their own, for which NaN stands.
"""

import numpy
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from benchmarks.rivals.openfisca.variables import Assistance, Person, Verdict

COSTS = ("transport", "childcare", "other")


class Check(Enum):
    """What a programme says of a number of hours a week."""

    unanswered = "Not answered"
    within = "Within the maximum"
    above_maximum = "Above the maximum"
    below_minimum = "Below the minimum"
    depends = "Between the two minimums"
    meets_start = "Enough at the start"
    meets_average = "Enough later too"


def _given(name: str) -> type[Variable]:
    about = {
        "value_type": float,
        "default_value": float("nan"),
        "entity": Person,
        "definition_period": DateUnit.MONTH,
        "label": name,
    }
    return type(name, (Variable,), about)


def _found(name, formula, kind: type = float) -> type[Variable]:
    about = {
        "value_type": kind,
        "entity": Person,
        "definition_period": DateUnit.MONTH,
        "label": name,
        "formula": formula,
    }
    if kind is Enum:
        about |= {"possible_values": Check, "default_value": Check.unanswered}
    return type(name, (Variable,), about)


def _paas_action_refund(cost):
    """Transport or childcare, of whom is not refused."""

    def formula(persons, period, parameters):
        refused = persons("paas_action_verdict", period) == Verdict.not_possible
        return numpy.where(refused, numpy.nan, persons(f"cost_{cost}", period))

    return formula


def _interagir_refund(cost):
    """Of those on last resort assistance it is said, of others not; who knows of the rest."""

    def formula(persons, period, parameters):
        assistance = persons("assistance", period)
        said = (
            (assistance == Assistance.social_assistance)
            | (assistance == Assistance.social_solidarity)
            | (assistance == Assistance.unanswered)
        )
        # Interagir refuses nobody.
        return numpy.where(said, persons(f"cost_{cost}", period), numpy.nan)

    return formula


def _paas_action_high(persons, period, parameters):
    total = persons("paas_action_allowance_maximum", period)
    for cost in ("transport", "childcare"):
        total = total + numpy.nan_to_num(persons(f"paas_action_{cost}", period))
    return total


def _paas_action_high_if_one(persons, period, parameters):
    transport, childcare = (
        persons(f"paas_action_{cost}", period) for cost in ("transport", "childcare")
    )
    both = (transport > 0) & (childcare > 0)
    one = persons("paas_action_allowance_maximum", period) + numpy.maximum(transport, childcare)
    return numpy.where(both, one, numpy.nan)


def _paas_action_complete(persons, period, parameters):
    refused = persons("paas_action_verdict", period) == Verdict.not_possible
    return refused | ~(persons("cost_other", period) > 0)


def _interagir_high(persons, period, parameters):
    return sum(numpy.nan_to_num(persons(f"interagir_{cost}", period)) for cost in COSTS)


def _paas_action_check(persons, period, parameters):
    hours = persons("weekly_hours", period)
    return numpy.select(
        [numpy.isnan(hours), hours <= 20],
        [Check.unanswered.index, Check.within.index],
        Check.above_maximum.index,
    )


def _interagir_check(persons, period, parameters):
    hours = persons("weekly_hours", period)
    return numpy.select(
        # 80 hours a month, in 52 weeks for 12 months.
        [numpy.isnan(hours), hours < 10, hours < 15, hours * 52 < 80 * 12],
        [
            Check.unanswered.index,
            Check.below_minimum.index,
            Check.depends.index,
            Check.meets_start.index,
        ],
        Check.meets_average.index,
    )


AMOUNTS = (
    _given("weekly_hours"),
    *(_given(f"cost_{cost}") for cost in COSTS),
    *(_found(f"paas_action_{cost}", _paas_action_refund(cost)) for cost in COSTS[:2]),
    *(_found(f"interagir_{cost}", _interagir_refund(cost)) for cost in COSTS),
    _found("paas_action_high", _paas_action_high),
    _found("paas_action_high_if_one", _paas_action_high_if_one),
    _found("paas_action_complete", _paas_action_complete, bool),
    _found("interagir_high", _interagir_high),
    _found("paas_action_hours", _paas_action_check, Enum),
    _found("interagir_hours", _interagir_check, Enum),
)

# The column of `python -m population` that each variable has to equal.
COLUMNS = {
    "paas_action_verdict": "paas_action.verdict",
    "paas_action_allowance_maximum": "paas_action.allowance.high",
    "paas_action_transport": "paas_action.reimbursements.transport.high",
    "paas_action_childcare": "paas_action.reimbursements.childcare.high",
    "paas_action_high": "paas_action.monthly_total.high",
    "paas_action_high_if_one": "paas_action.monthly_total.high_if_one",
    "paas_action_complete": "paas_action.monthly_total.complete",
    "paas_action_hours": "paas_action.hours.check",
    "interagir_verdict": "interagir.verdict",
    "interagir_transport": "interagir.reimbursements.transport.high",
    "interagir_childcare": "interagir.reimbursements.childcare.high",
    "interagir_other": "interagir.reimbursements.other.high",
    "interagir_high": "interagir.monthly_total.high",
    "interagir_hours": "interagir.hours.check",
}
