"""What people type in the form, and what the rules are given."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.form.fields import explain, read_fields
from calculator.words.catalogue import catalogue
from rules.organisation import organisation_questions
from rules.parsing import InputError, Problem
from rules.participant import participant
from rules.questions import PARTICIPANT
from rules.reading import read_dated

KEYS = {
    "participant": [question.key for question in PARTICIPANT],
    "organisation": [question.key for question in organisation_questions()],
}
MONEY_KEYS = ["monthly_costs.transport", "monthly_costs.childcare", "monthly_costs.other"]
NUMBER_KEYS = ["weekly_hours", *MONEY_KEYS]


def read(fields: dict[str, str]) -> dict[str, Any]:
    return read_fields(PARTICIPANT, fields)


def number(key: str, typed: str) -> Any:
    """What the rules are given for one number."""
    group, _, name = key.rpartition(".")
    given = read({key: typed})
    return given[group][name] if group else given[name]


def problem(key: str, typed: str) -> Problem | None:
    """What the rules say against one field, if they do."""
    try:
        participant(read({key: typed}))
    except InputError as error:
        (found,) = error.problems
        assert found.key == key
        return found
    return None


@pytest.mark.parametrize("key", NUMBER_KEYS)
@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("12,50", "12.5"),
        ("12", "12"),
        ("007", "7"),
        ("0", "0"),
        ("0,07", "0.07"),
        ("  12  ", "12"),
        ("1 000", "1000"),
        ("1\u00a0000", "1000"),
        ("1\u202f000", "1000"),
        ("1\u2009000,25", "1000.25"),
        ("12 345 678,90", "12345678.9"),
        ("1,000.50", "1000.5"),  # a point behind a comma: the comma parts thousands
        ("12,345,678.90", "12345678.9"),
        ("-5", "-5"),
    ],
)
def test_numbers_are_read_as_meant(key: str, typed: str, value: str) -> None:
    assert number(key, typed) == Decimal(value)


@pytest.mark.parametrize("key", NUMBER_KEYS)
@pytest.mark.parametrize("typed", ["-0", "-0,00", "-00", "0"])
def test_no_zero_has_a_sign(key: str, typed: str) -> None:
    """It would be shown, as -0 $."""
    assert not number(key, typed).is_signed()


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        *(("12 h", "12"), ("12h", "12"), ("12 H", "12"), ("12 h.", "12"), ("12,5 h", "12.5")),
        *(("12 heures", "12"), ("1 heure", "1"), ("12 hours", "12"), ("1 hour", "1")),
        *(("12h30", "12.5"), ("12 h 30", "12.5"), ("12 h 30 min", "12.5"), ("12:30", "12.5")),
        *(
            ("12\u00a0h\u00a015", "12.25"),
            ("12 h 05", "12.08"),
            ("12h20", "12.33"),
            ("0h45", "0.75"),
        ),
        *(("12:00", "12"), (" 18h28 ", "18.47")),
    ],
)
def test_hours_may_bear_their_unit_and_minutes(typed: str, hours: str) -> None:
    assert number("weekly_hours", typed) == Decimal(hours)
    for key in MONEY_KEYS:
        assert problem(key, typed) == Problem(key, "not_money", 100_000, f"? {typed.strip()}")


@pytest.mark.parametrize(
    "typed",
    ["12 h 60", "12h3", "12:3", "12:300", "12.5h30", "-1:30", "h", "h30", "12 hx", "12 jours"],
)
def test_what_is_no_time_is_no_number_of_hours(typed: str) -> None:
    found = problem("weekly_hours", typed)
    assert found is not None
    assert found.code == "not_a_number"


@pytest.mark.parametrize("key", MONEY_KEYS)
@pytest.mark.parametrize(
    "typed",
    [
        *("45,50 $", "45,50$", "45.50 $", "$45.50", "$ 45.50", " 45,5 $ "),
        *("45,50\u00a0$", "45,50\u202f$"),
    ],
)
def test_money_may_bear_its_sign(key: str, typed: str) -> None:
    assert number(key, typed) == Decimal("45.5")


@pytest.mark.parametrize("key", NUMBER_KEYS)
@pytest.mark.parametrize(
    "typed",
    [
        *(
            "1,000",
            "1.000",
            "1,00.50",
            "1,0000.50",
            "1.000,50",
            "12,345",
            "0.333",
        ),  # one, or a thousand?
        *("1 00", "10 00", "1  000", "1 0000", "1,5 000"),
        *("12 d", "douze", "?", "12-15", "10 à 15", "1/2", "½", "1e3", "0x10", "1_000"),
        *(".5", ",5", "5,", "5.", "--5", "- 5", "+5", "−5", "5-", ".", ",", "-", "$"),
        *("NaN", "Infinity", "-inf", "true", "null", "١٢", "\uff11\uff12", "²"),
        *("12 €", "12 $ 5", "12;5", "12'000", "12\x005", "<b>12</b>"),
    ],
)
def test_what_is_not_one_number_for_certain_is_refused(key: str, typed: str) -> None:
    found = problem(key, typed)
    assert found is not None, number(key, typed)
    assert found.code == ("not_a_number" if key == "weekly_hours" else "not_money")


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [
        ("weekly_hours", "-5", "negative"),
        ("weekly_hours", "-0,01", "negative"),
        ("weekly_hours", "168,01", "too_large"),
        ("weekly_hours", "9" * 5000, "too_large"),
        ("monthly_costs.transport", "100 000,01", "too_large"),
        ("monthly_costs.other", "-5 $", "negative"),
        ("on", "2026-02-30", "impossible_date"),
        ("on", "1er mai 2026", "not_a_date"),
        ("on", "2026-03-31", "before_first_value"),
        ("start_date", "20260501", "not_a_date"),
        ("start_date", "9999-12-31", "too_late"),
        ("assistance", "social", "not_a_choice"),
        ("assistance", "Social_Assistance", "not_a_choice"),
        ("adult", "yes", "not_a_boolean"),
        ("adult", "True", "not_a_boolean"),
        ("adult", "1", "not_a_boolean"),
        ("work_outlook", "True", "not_a_choice"),
    ],
)
def test_what_the_rules_refuse(key: str, typed: str, code: str) -> None:
    found = problem(key, typed)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("key", "typed"),
    [("weekly_hours", "168"), ("monthly_costs.other", "100 000,00 $"), ("weekly_hours", "0,00")],
)
def test_limits_are_accepted(key: str, typed: str) -> None:
    assert problem(key, typed) is None


@pytest.mark.parametrize("empty", ["", " ", "\u00a0", "\t\n"])
@pytest.mark.parametrize("key", KEYS["participant"])
def test_empty_is_unanswered(key: str, empty: str) -> None:
    assert read({key: empty}) == {}


def test_all_fields_together() -> None:
    fields = {
        "on": "2026-05-01",
        "assistance": "basic_income",
        "adult": "false",
        "work_outlook": " ready ",
        "weekly_hours": "12,5",
        "start_date": "",
        "monthly_costs.transport": "60",
        "monthly_costs.other": "1 000,5",
        "monthly_costs": "5",
        "transport": "5",
        "email": "a@b.example",
    }
    assert read(fields) == {
        "on": "2026-05-01",
        "assistance": "basic_income",
        "adult": False,
        "work_outlook": "ready",
        "weekly_hours": Decimal("12.5"),
        "monthly_costs": {"transport": Decimal(60), "other": Decimal("1000.5")},
    }


def test_an_organisations_fields() -> None:
    fields = {
        "non_profit": "true",
        "places": "1 200",
        "paas_action.expertise": "false",
        "paas_action.regular_staff": "",
        "interagir.obeys_laws": "true",
        "interagir": "true",
        "assistance": "none",
    }
    assert read_fields(organisation_questions(), fields) == {
        "non_profit": True,
        "places": Decimal(1200),
        "paas_action": {"expertise": False},
        "interagir": {"obeys_laws": True},
    }


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12,5", "not_whole"),
        ("0.01", "not_whole"),
        ("-1", "negative"),
        ("100 001", "too_large"),
        ("1,000", "not_a_count"),
        ("douze", "not_a_count"),
        ("12,0", None),
        ("100 000", None),
        ("0", None),
    ],
)
def test_places_are_whole(typed: str, code: str | None) -> None:
    given = read_fields(organisation_questions(), {"places": typed})
    _, _, problems = read_dated(organisation_questions(), given, date(2026, 5, 1))
    assert [(found.key, found.code) for found in problems] == [("places", code)] * bool(code)


def test_nothing_typed_is_nothing_given() -> None:
    assert read({}) == {}


@pytest.mark.parametrize(
    ("language", "problem", "part"),
    [
        ("fr", Problem("weekly_hours", "not_a_number", 168, "?"), " 168."),
        ("fr", Problem("monthly_costs.other", "too_large", 100_000), " 100~000 "),
        ("en", Problem("monthly_costs.other", "too_large", 100_000), " 100,000 "),
        ("fr", Problem("on", "before_first_value", date(2026, 4, 1)), " 1er avril 2026 "),
        ("en", Problem("on", "before_first_value", date(2026, 4, 1)), " April 1, 2026 "),
        ("fr", Problem("assistance", "not_a_choice", ("a", "b"), "c"), "Choisissez "),
        ("en", Problem("assistance", "not_a_choice", ("a", "b"), "c"), "Choose "),
    ],
)
def test_a_problem_says_what_to_write(language: str, problem: Problem, part: str) -> None:
    assert part.replace("~", "\u00a0") in explain(problem, catalogue(language))


# ---- Anything at all ------------------------------------------------------------------

# Halves of surrogate pairs included: a browser can send them.
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)
NEARLY_NUMBERS = st.text(alphabet="0123456789,. $-\u00a0\u202f", max_size=12)
NEARLY_DATES = st.from_regex(r"[0-9]{1,5}-[0-9]{1,2}-[0-9]{1,2}", fullmatch=True)
ANSWERS = st.sampled_from(["true", "false", "none", "ready", "long_term", "social_solidarity"])
TYPED = ANY_TEXT | NEARLY_NUMBERS | NEARLY_DATES | ANSWERS


@pytest.mark.slow
@pytest.mark.parametrize("kind", KEYS)
@given(data=st.data(), language=st.sampled_from(["fr", "en"]))
def test_any_text_in_any_field_gets_an_answer_or_an_error(
    ask: Callable[..., dict[str, Any]], kind: str, data: st.DataObject, language: str
) -> None:
    names = st.sampled_from(KEYS[kind]) | ANY_TEXT
    fields = data.draw(st.dictionaries(names, TYPED, max_size=12))
    reply = ask(language, fields, kind=kind)
    assert set(reply["answer"]["programmes"]) == {"paas_action", "interagir"}
    assert reply["html"]
    assert set(reply["errors"]) <= {key for key in KEYS[kind] if fields.get(key, "").strip()}
    assert all(reply["errors"].values())
    # What is not in error has been read, and is answered alike without the rest.
    kept = {key: typed for key, typed in fields.items() if key not in reply["errors"]}
    again = ask(language, kept, kind=kind)
    assert again["errors"] == {}
    assert again["html"] == reply["html"]


@given(st.sampled_from(NUMBER_KEYS), NEARLY_NUMBERS.filter(str.strip))
def test_a_number_keeps_its_digits(key: str, typed: str) -> None:
    """Whatever is read as a number has exactly the digits that were typed."""
    value = number(key, typed)
    if isinstance(value, Decimal):
        typed_digits = [character for character in typed if character.isdigit()]
        assert [str(digit) for digit in value.as_tuple().digits] == (
            list("".join(typed_digits).lstrip("0")) or ["0"]
        )
        assert value.is_signed() == ("-" in typed)
    else:
        assert problem(key, typed) is not None
