"""Comparing numbers: how numbers are parsed in each language."""

from decimal import Decimal

import pytest

from calculator.words.catalogue import catalogue
from compiler.check.comparing_numbers import numbers_of

NB = "\u00a0"


@pytest.mark.parametrize(
    ("french", "english", "found"),
    [
        (f"C’est 173{NB}$ par mois.", "It is $173 a month.", {("amount", "173"): 1}),
        (f"45,50{NB}$", "$45.50", {("amount", "45.5"): 1}),
        (f"1{NB}173,50{NB}$", "$1,173.50", {("amount", "1173.5"): 1}),
        (f"10 à 15{NB}heures", f"10 to 15{NB}hours", {("number of hours", "10–15"): 1}),
        (f"1{NB}heure", f"1{NB}hour", {("number of hours", "1"): 1}),
        (f"80{NB}heures, 12{NB}mois", f"80{NB}hours, 12{NB}months",
         {("number of hours", "80"): 1, ("number of months", "12"): 1}),
        ("1er décembre 2026", "December 1, 2026", {("date", "2026-12-01"): 1}),
        ("12 mai 2026", "May 12, 2026", {("date", "2026-05-12"): 1}),
        ("avril 2026", "April 2026", {("month", "2026-04"): 1}),
        (f"1{NB}800{NB}463-5907", "1 800 463-5907", {("telephone number", "1 800 463-5907"): 1}),
        ("418 727-5677 et 17", "418 727-5677 and 17",
         {("telephone number", "418 727-5677"): 1, ("number", "17"): 1}),
        ("règles 1.0.0", "rules 1.0.0", {("version", "1.0.0"): 1}),
        ("CC BY 4.0", "CC BY 4.0", {("version", "4.0"): 1}),
        ('<a href="/12/">ici</a>', "[here](12.md){ .a-3 }", {}),
        ("20 et 20", "20 and 20", {("number", "20"): 2}),
    ],
)  # fmt: skip
def test_numbers_of_both_languages_are_equal(
    french: str, english: str, found: dict[tuple[str, str], int]
) -> None:
    assert numbers_of(french, "fr") == found
    assert numbers_of(english, "en") == found


@pytest.mark.parametrize(
    ("french", "english"),
    [
        (f"173{NB}$", "$137"),
        (f"173{NB}$", "173"),
        (f"80{NB}heures", f"80{NB}months"),
        (f"10 à 15{NB}heures", f"15{NB}hours"),
        ("avril 2026", "May 2026"),
        ("1er avril 2026", "April 2, 2026"),
        ("418 727-5677", "418 727-5678"),
        ("4 et 4", "4"),
        (f"1,5{NB}$", "$15"),
    ],
)
def test_different_numbers_are_found(french: str, english: str) -> None:
    assert numbers_of(french, "fr") != numbers_of(english, "en")


def test_half_hours_are_the_same_in_both_languages() -> None:
    french, english = (
        numbers_of(f"C’est {catalogue(language).about_hours(Decimal('18.47'))}.", language)
        for language in ("fr", "en")
    )
    assert french == english == {("number of hours and a half", "18"): 1}
