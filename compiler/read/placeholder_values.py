"""Values of the rules as text for documents: ``{{ paas_action.support_allowance }}``."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from calculator.words.catalogue import Catalogue
from rules.dated import Parameter, Range, document, known_from, programme_ids
from rules.quantities import weekly_from_monthly

# How each unit is written. What is per week, month or place is said by the sentence around.
Write = Callable[[Catalogue, Decimal], str]
UNITS: dict[str, Write] = {
    "CAD": Catalogue.money,
    "hours": lambda words, number: words.quantity("hours", number),
    "months": lambda words, number: words.quantity("months", number),
    "weeks": lambda words, number: words.quantity("weeks", number),
    "years": lambda words, number: words.quantity("years", number),
}


def write(parameter: Parameter, on: date, words: Catalogue) -> str:
    """A parameter's value on a day, with its unit: ``173 $``, ``10 to 15 hours``.

    Raises LookupError where the document states none.
    """
    unit = parameter.unit.partition("/")[0]
    value = parameter.at(on)
    if isinstance(value, Range) and unit == "CAD":
        return words.money_range(*value)
    if isinstance(value, Range):
        return words.quantity_range(unit, *value)
    return UNITS[unit](words, value)


def placeholders(on: date, words: Catalogue) -> dict[str, dict[str, str]]:
    """Every stated value by programme and id, and each document's date where it has one.

    Of a programme that begins after `on`, the values of its first day.
    """
    return {programme: placeholders_of(programme, on, words) for programme in programme_ids()}


def placeholders_of(programme: str, on: date, words: Catalogue) -> dict[str, str]:
    """Those of one programme, by the value's id."""
    about = document(programme)
    # A page may be ready before its programme is in force: it shows what will then hold.
    on = max(on, known_from(programme))
    found = {
        id: write(parameter, on, words)
        for id, parameter in about.parameters.items()
        if parameter.stated
    }
    # Our own calculation, in words that leave no doubt that it is rounded.
    found |= {
        f"{id}_per_week": words.about_hours(weekly_from_monthly(parameter.number(on)))
        for id, parameter in about.parameters.items()
        if parameter.stated and parameter.unit == "hours/month"
    }
    if about.dated:
        found["document_date"] = words.month(about.dated)
    return found
