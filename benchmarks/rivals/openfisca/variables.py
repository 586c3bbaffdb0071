"""The questions and the verdicts as OpenFisca variables.

OpenFisca has no "not answered" of its own: each question has a member for it, and each
formula says what follows. Conditions of `numpy.select` are read from top to bottom.
Formulas give the index of a member, not the member: with a million people that is many
times as fast.
"""

import numpy
from openfisca_core.entities import Entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

Person = Entity("person", "persons", "A person", "")

# The members of each question stand in the order of its answers, "not answered" first.


class Assistance(Enum):
    """The programme that a person receives help from."""

    unanswered = "Not answered"
    social_assistance = "Social Assistance"
    social_solidarity = "Social Solidarity"
    aim_for_employment = "Aim for Employment"
    basic_income = "Basic Income"
    none = "None of them"


class Adult(Enum):
    """Whether a person is an adult."""

    unanswered = "Not answered"
    true = "Yes"
    false = "No"


class Outlook(Enum):
    """When a person could work."""

    unanswered = "Not answered"
    ready = "Now"
    after_preparation = "After preparation"
    long_term = "In the long term only"


class Verdict(Enum):
    """What a programme says of a person."""

    unknown = "Not known"
    possible = "Possible"
    to_confirm = "To be confirmed"
    not_possible = "Not possible"


class assistance(Variable):
    value_type = Enum
    possible_values = Assistance
    default_value = Assistance.unanswered
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Programme of assistance"


class adult(Variable):
    value_type = Enum
    possible_values = Adult
    default_value = Adult.unanswered
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Adult"


class work_outlook(Variable):
    value_type = Enum
    possible_values = Outlook
    default_value = Outlook.unanswered
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Outlook on work"


class paas_action_verdict(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Person
    definition_period = DateUnit.MONTH
    label = "PAAS Action: verdict"

    def formula(persons, period, parameters):
        assistance = persons("assistance", period)
        outlook = persons("work_outlook", period)
        return numpy.select(
            [
                assistance == Assistance.none,
                assistance == Assistance.unanswered,
                outlook == Outlook.unanswered,
                outlook == Outlook.ready,
            ],
            [
                Verdict.not_possible.index,
                Verdict.unknown.index,
                Verdict.unknown.index,
                Verdict.to_confirm.index,
            ],
            Verdict.possible.index,
        )


class paas_action_allowance_maximum(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "PAAS Action: highest support allowance, in dollars a month"

    def formula(persons, period, parameters):
        verdict = persons("paas_action_verdict", period)
        highest = parameters(period).paas_action.support_allowance
        return numpy.where(verdict == Verdict.not_possible, 0, highest)


class interagir_verdict(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Interagir: verdict"

    def formula(persons, period, parameters):
        assistance = persons("assistance", period)
        adult = persons("adult", period)
        outlook = persons("work_outlook", period)
        open_assistance = assistance == Assistance.unanswered
        open_adult = adult == Adult.unanswered
        open_outlook = outlook == Outlook.unanswered
        last_resort = (assistance == Assistance.social_assistance) | (
            assistance == Assistance.social_solidarity
        )
        outside = (
            ~(last_resort | open_assistance)
            | (adult == Adult.false)
            | ~((outlook == Outlook.long_term) | open_outlook)
        )
        return numpy.select(
            [outside, open_assistance | open_adult | open_outlook],
            [Verdict.to_confirm.index, Verdict.unknown.index],
            Verdict.possible.index,
        )


VARIABLES = (
    assistance,
    adult,
    work_outlook,
    paas_action_verdict,
    paas_action_allowance_maximum,
    interagir_verdict,
)
