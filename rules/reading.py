"""Reading input: JSON objects to answers, with every problem found and named.

A problem is data (key, code, what is accepted, what was given), so that the command line
can say it in English and the calculator in the person's language.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from rules.dated import first_known_day
from rules.parsing import WHOLE_INPUT, Digits, Problem, RawObject
from rules.questions import Question

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DECIMAL_STRING = re.compile(r"-?[0-9]+(\.[0-9]+)?")
CENT = Decimal("0.01")
DECIMALS = 2
# What is wrong with something that is no number at all, by the question's kind.
NO_NUMBER = {"number": "not_a_number", "money": "not_money", "count": "not_a_count"}

Path = tuple[str, ...]


def read(questions: Sequence[Question], given: object) -> tuple[dict[str, Any], list[Problem]]:
    """The answers to some questions by their dotted keys, and the problems met.

    Unanswered keys are left out. Dates become `date`, numbers and money `Decimal`.
    """
    answers: dict[str, Any] = {}
    if not isinstance(given, dict):
        return answers, [Problem(WHOLE_INPUT, "not_an_object", got=given)]
    asked = {tuple(question.key.split(".")): question for question in questions}
    problems: list[Problem] = []
    for path, value in _flatten(given, {path[0] for path in asked if len(path) > 1}, problems):
        if path not in asked:
            problems.append(Problem(dotted(path), "unknown_key", _siblings(path, asked)))
        elif value is not None:
            answer = _answer(asked[path], value)
            if isinstance(answer, Problem):
                problems.append(answer)
            else:
                answers[dotted(path)] = answer
    return answers, problems


def read_dated(
    questions: Sequence[Question], given: object, today: date | None
) -> tuple[dict[str, Any], date, list[Problem]]:
    """The answers to some questions, the day for which to answer, and the problems met.

    The day is `on`, or else today; one before the first known day of every programme is a
    problem.
    """
    answers, problems = read(questions, given)
    on = answers.get("on") or today or date.today()
    if on < first_known_day():
        problems.append(Problem("on", "before_first_value", first_known_day(), on))
    return answers, on, problems


def dotted(path: Path) -> str:
    """A key as the contract writes it, such as ``monthly_costs.transport``."""
    return ".".join(path)


def _siblings(path: Path, asked: Iterable[Path]) -> tuple[str, ...]:
    """The names that an unknown key could have had, where it stands."""
    depth = len(path) - 1
    return tuple(dict.fromkeys(other[depth] for other in asked if other[:depth] == path[:depth]))


def _flatten(
    given: dict[Any, Any], groups: set[str], problems: list[Problem]
) -> Iterator[tuple[Path, Any]]:
    """Every key with its value, one level down into the groups of questions."""
    problems.extend(_repeated(given, ()))
    for name, value in given.items():
        if name not in groups:
            yield (str(name),), value
        elif isinstance(value, dict):
            problems.extend(_repeated(value, (name,)))
            yield from (((name, str(inner)), answer) for inner, answer in value.items())
        elif value is not None:
            problems.append(Problem(name, "not_an_object", got=value))


def _repeated(given: dict[Any, Any], group: Path) -> list[Problem]:
    names = given.repeated if isinstance(given, RawObject) else ()
    return [Problem(dotted((*group, name)), "repeated_key") for name in names]


def _answer(question: Question, value: object) -> Any:
    """The value as the rules use it, or the Problem with it."""
    match question.kind:
        case "date":
            return _date(question, value)
        case "boolean":
            ok = isinstance(value, bool)
            return value if ok else Problem(question.key, "not_a_boolean", got=value)
        case "choice":
            ok = isinstance(value, str) and value in question.choices
            return value if ok else Problem(question.key, "not_a_choice", question.choices, value)
        case _:
            return _number(question, value)


def _date(question: Question, value: object) -> date | Problem:
    if not isinstance(value, str) or not ISO_DATE.fullmatch(value):
        return Problem(question.key, "not_a_date", got=value)
    try:
        return date.fromisoformat(value)
    except ValueError:
        return Problem(question.key, "impossible_date", got=value)


def _too_long(value: object) -> bool:
    """Whether a string has more than two decimals, be they zeros: 1.000 may mean a thousand."""
    return isinstance(value, str) and len(value.partition(".")[2]) > DECIMALS


def _beyond(digits: Digits) -> str:
    """What is wrong with a number beyond Decimal: too close to zero, or too far from it."""
    if "e-" in digits.lower():
        return "too_many_decimals"
    return "negative" if digits.startswith("-") else "too_large"


def _number(question: Question, value: object) -> Decimal | Problem:
    # True is an int to Python, and never a number to a person.
    if isinstance(value, bool):
        number = None
    elif isinstance(value, int | float | Decimal):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    elif question.kind == "money" and isinstance(value, str) and DECIMAL_STRING.fullmatch(value):
        number = Decimal(value)
    else:
        number = None
    if isinstance(value, Digits):
        code = _beyond(value)
    elif number is None:
        code = NO_NUMBER[question.kind]
    elif not number.is_finite():
        code = "not_finite"
    elif number < 0:
        code = "negative"
    elif number > question.maximum:
        code = "too_large"
    elif question.kind == "count" and number != number.to_integral_value():
        code = "not_whole"
    elif number != number.quantize(CENT) or _too_long(value):
        code = "too_many_decimals"
    else:
        return abs(number)  # no minus zero
    return Problem(question.key, code, question.maximum, value)
