"""JSON text to Python objects, numbers kept as they were written."""

import json
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

WHOLE_INPUT = "input"


class Problem(NamedTuple):
    """Something wrong with one key; `rules.problems` puts it in words."""

    key: str
    code: str
    accepted: object = None
    got: object = None


class InputError(Exception):
    """Input that cannot be answered; `problems` is never empty."""

    def __init__(self, problems: Sequence[Problem]):
        super().__init__(f"{len(problems)} problem(s) in the input")
        self.problems = tuple(problems)


class RawObject(dict[str, Any]):
    """A JSON object that remembers the keys it was given twice."""

    def __init__(self, pairs: list[tuple[str, Any]]):
        super().__init__(pairs)
        self.repeated = [key for key, times in Counter(k for k, _ in pairs).items() if times > 1]


def parse(text: str | bytes) -> object:
    """JSON text to Python objects, numbers as Decimal; InputError where it is not JSON."""
    try:
        if isinstance(text, bytes):
            text = text.decode()
        # Editors on Windows put a byte-order mark in front of what they save as UTF-8.
        text = text.removeprefix("\ufeff")
        # Integers are read as Decimal too: int() refuses thousands of digits with an error
        # of its own, and 12 and 12.0 are the same answer.
        return json.loads(
            text,
            object_pairs_hook=RawObject,
            parse_float=_decimal,
            parse_int=_decimal,
            parse_constant=_decimal,
        )
    except UnicodeDecodeError as error:
        raise InputError([Problem(WHOLE_INPUT, "not_utf8", got=error.start)]) from error
    except RecursionError as error:
        raise InputError([Problem(WHOLE_INPUT, "too_deep")]) from error
    except json.JSONDecodeError as error:
        place = (error.lineno, error.colno)
        code = "not_json" if text.strip() else "empty"
        raise InputError([Problem(WHOLE_INPUT, code, got=place)]) from error


class Digits(str):
    """A JSON number beyond what Decimal can hold, such as 1e99999999999999999999."""

    __slots__ = ()


def _decimal(digits: str) -> Decimal | Digits:
    try:
        return Decimal(digits)
    except InvalidOperation:
        return Digits(digits)
