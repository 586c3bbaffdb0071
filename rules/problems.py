"""Problems in words, for the command line: ``KEY: what is wrong, and what is accepted``."""

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import cast

from rules.parsing import Digits, Problem

LONGEST_SHOWN = 40
PLAIN_KEY = re.compile(r"[A-Za-z0-9_.-]+")

WORDS: dict[str, Callable[[Problem], str]] = {
    "empty": lambda p: "is empty, one JSON object is accepted",
    "not_utf8": lambda p: f"must be UTF-8 text, byte {p.got} is not",
    "not_json": lambda p: f"must be one JSON object, it stops being JSON at {_place(p.got)}",
    "too_deep": lambda p: "must be one JSON object, got one nested too deeply",
    "not_an_object": lambda p: f"must be one JSON object, got {shown(p.got)}",
    "unreadable": lambda p: f"must be a file that can be read ({p.got})",
    "unknown_key": lambda p: f"is not a key, accepted are {_listed(p.accepted)}",
    "repeated_key": lambda p: "is given more than once, must stand once at most",
    "not_a_date": lambda p: f"must be a date written YYYY-MM-DD, got {shown(p.got)}",
    "impossible_date": lambda p: f"must be a date of the calendar, got {shown(p.got)}",
    "before_first_value": lambda p: (
        f"must be {p.accepted} or later, the first day whose values are known, got {p.got}"
    ),
    "too_late": lambda p: f"must be followed by dates up to 9999-12-31 only, got {p.got}",
    "not_a_boolean": lambda p: f"must be true, false or null, got {shown(p.got)}",
    "not_a_choice": lambda p: f"must be one of {_listed(p.accepted)}, got {shown(p.got)}",
    "not_a_number": lambda p: f"must be a number from 0 to {p.accepted}, got {shown(p.got)}",
    "not_a_count": lambda p: f"must be a whole number from 0 to {p.accepted}, got {shown(p.got)}",
    "not_money": lambda p: (
        f'must be dollars from 0 to {p.accepted}, as a number or a string like "45.50", '
        f"got {shown(p.got)}"
    ),
    "not_finite": lambda p: f"must be a number from 0 to {p.accepted}, got {shown(p.got)}",
    "negative": lambda p: f"must be 0 or more, got {shown(p.got)}",
    "too_large": lambda p: f"must be {p.accepted} or less, got {shown(p.got)}",
    "not_whole": lambda p: f"must be a whole number, got {shown(p.got)}",
    "too_many_decimals": lambda p: f"must have two decimals at most, got {shown(p.got)}",
}


def line(problem: Problem) -> str:
    """One line of printable ASCII for one problem."""
    return f"{_key(problem.key)}: {WORDS[problem.code](problem)}"


def shown(value: object) -> str:
    """A value as it was given, cut short: nobody reads a megabyte of digits."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)  # str() refuses an int of thousands of digits
    plain = isinstance(value, Decimal | Digits | date)
    text = str(value) if plain else json.dumps(value, default=repr)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."


def _key(key: str) -> str:
    """A key that cannot break the line or the terminal, whatever it was."""
    return key if PLAIN_KEY.fullmatch(key) and len(key) <= LONGEST_SHOWN else shown(key)


def _listed(accepted: object) -> str:
    return ", ".join(cast(tuple[str, ...], accepted))


def _place(got: object) -> str:
    line_number, column = cast(tuple[int, int], got)
    return f"line {line_number}, column {column}"
