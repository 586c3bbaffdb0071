"""The questions that the rules ask, in the order of contract.md's input tables.

The command line, the form, the JSON Schemas and the verdicts all read this one list.
"""

from typing import Literal, NamedTuple

Kind = Literal["date", "choice", "boolean", "number", "money", "count"]


class Question(NamedTuple):
    """One input key (dotted where it is nested), and what it accepts.

    `choices` are the values of a choice; numbers and money go from 0 to `maximum`, with
    two decimals at most, counts with none. No question is obligatory: absent or null is
    "I don't know".
    """

    key: str
    kind: Kind
    choices: tuple[str, ...] = ()
    maximum: int = 0

    @property
    def values(self) -> tuple[str | bool, ...]:
        """Every value that an answer can take, empty where there is no end of them."""
        return (True, False) if self.kind == "boolean" else self.choices


MAXIMUM_DOLLARS = 100_000
MAXIMUM_PLACES = 100_000
HOURS_A_WEEK = 168

# The four programmes of social assistance, and the two of last resort assistance.
ASSISTANCE = ("social_assistance", "social_solidarity", "aim_for_employment", "basic_income")
LAST_RESORT = ("social_assistance", "social_solidarity")

Cost = Literal["transport", "childcare", "other"]
COSTS: tuple[Cost, ...] = ("transport", "childcare", "other")

PARTICIPANT = (
    Question("on", "date"),
    Question("assistance", "choice", (*ASSISTANCE, "none")),
    Question("adult", "boolean"),
    Question("work_outlook", "choice", ("ready", "after_preparation", "long_term")),
    Question("weekly_hours", "number", maximum=HOURS_A_WEEK),
    Question("start_date", "date"),
    *(Question(f"monthly_costs.{cost}", "money", maximum=MAXIMUM_DOLLARS) for cost in COSTS),
)
