"""Placeholder values: the values of the rules as documents show them."""

from datetime import date
from decimal import Decimal

import pytest

from calculator.words.catalogue import LANGUAGES, catalogue
from compiler.read.placeholder_values import placeholders, write
from rules.dated import DatedValue, Parameter, Range, document, programme_ids

DAY = date(2026, 5, 1)
AMOUNT = Parameter(
    "x.amount",
    "CAD/month",
    "stated",
    "x.section",
    (
        DatedValue(date(2026, 4, 1), Decimal("173.00")),
        DatedValue(date(2027, 1, 1), Decimal("1180.5")),
    ),
)


def parameter(unit: str, value: Decimal | Range) -> Parameter:
    return Parameter("x.y", unit, "stated", "x.z", (DatedValue(None, value),))


@pytest.mark.parametrize(
    ("unit", "value", "french", "english"),
    [
        ("CAD/month", Decimal("173.00"), "173~$", "$173"),
        ("CAD/month/place", Decimal("45.5"), "45,50~$", "$45.50"),
        (
            "CAD/month",
            Range(Decimal(45), Decimal("61.5")),
            "de 45~$ à 61,50~$",
            "from $45 to $61.50",
        ),
        ("hours/week", Decimal(20), "20~heures", "20~hours"),
        ("hours/week", Decimal(1), "1~heure", "1~hour"),
        ("hours/week", Range(Decimal(10), Decimal(15)), "10 à 15~heures", "10 to 15~hours"),
        ("months", Decimal(6), "6~mois", "6~months"),
        ("months", Decimal(1), "1~mois", "1~month"),
    ],
)
def test_units_are_formatted(unit: str, value: Decimal | Range, french: str, english: str) -> None:
    for language, shown in zip(LANGUAGES, (french, english), strict=True):
        written = write(parameter(unit, value), DAY, catalogue(language))
        assert written == shown.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 4, 1), "$173"),
        (date(2026, 12, 31), "$173"),
        (date(2027, 1, 1), "$1,180.50"),
    ],
)
def test_value_of_the_day_is_used(day: date, shown: str) -> None:
    assert write(AMOUNT, day, catalogue("en")) == shown


@pytest.mark.parametrize(
    ("missing", "day"),
    [(AMOUNT, date(2026, 3, 31)), (AMOUNT._replace(history=()), DAY)],
    ids=["before the first", "never stated"],
)
def test_unknown_value_raises(missing: Parameter, day: date) -> None:
    with pytest.raises(LookupError):
        write(missing, day, catalogue("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_match_stated_values(language: str) -> None:
    found = placeholders(DAY, catalogue(language))
    assert list(found) == list(programme_ids())
    for programme, values in found.items():
        about = document(programme)
        stated = {id for id, value in about.parameters.items() if value.stated}
        dated = {"document_date"} if about.dated else set()
        # Our own calculation: what an average of hours a month is a week.
        monthly = {id for id in stated if about.parameters[id].unit == "hours/month"}
        assert set(values) == stated | dated | {f"{id}_per_week" for id in monthly}
        assert all(values.values())
    # Of Interagir no amount is known: none can slip into a page.
    assert not any("$" in value for value in found["interagir"].values())
    assert "document_date" not in found["interagir"]


@pytest.mark.parametrize(
    ("language", "shown"),
    [("fr", "environ 18~heures et demie"), ("en", "about 18 and a half~hours")],
)
def test_hours_a_week_of_the_monthly_average(language: str, shown: str) -> None:
    found = placeholders(DAY, catalogue(language))["interagir"]
    assert found["monthly_hours_average_per_week"] == shown.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("language", "values"),
    [
        ("fr", ["20~heures", "{}~$", "{}~$", "avril 2026"]),
        ("en", ["20~hours", "${}", "${}", "April 2026"]),
    ],
)
def test_paas_action_placeholder_values(language: str, values: list[str]) -> None:
    found = placeholders(DAY, catalogue(language))["paas_action"]
    about = document("paas_action").parameters
    for at, id in ((1, "support_allowance"), (2, "monthly_amount_per_place")):
        number = about[id].number(DAY)
        written = f"{number:.2f}".removesuffix(".00")
        values[at] = values[at].format(written.replace(".", "," if language == "fr" else "."))
    assert [value.replace("\u00a0", "~") for value in found.values()] == values
