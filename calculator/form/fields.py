"""What a person typed in the form, as the rules' input; and what was wrong, in words.

A person writes ``12,5`` or ``45,50 $``; the rules want numbers. What cannot be read for
certain is handed on as it is, so that the rules refuse it: nothing is guessed.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from calculator.words.catalogue import Catalogue
from rules.parsing import Problem
from rules.questions import Question
from rules.reading import NO_NUMBER
from rules.states import nested

# Spaces of every kind between groups of three digits, a comma or a point before one or two
# decimals; or, as in English, commas between groups and a point before the decimals. "1,000" fits
# neither: it may be one or a thousand, and a link is read alike in both languages.
NUMBER = (
    r"-?(?:(?:[0-9]+|[0-9]{1,3}(?:\s[0-9]{3})+)(?:[.,][0-9]{1,2})?"
    r"|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,2})"
)

# How a typed number may look, by kind of question. The form gives these patterns to the
# browser too, which is there before Python, and reads them alike. The kind "number" is hours,
# which have a unit or minutes too ("12 h", "12h30", "12:30").
SHAPES = {
    "number": (
        rf"\s*(?:({NUMBER})\s*(?:[hH](?:eures?|ours?)?\.?)?"
        r"|([0-9]{1,3})\s*(?:[hH]|:)\s*([0-5][0-9])(?:\s*min\.?)?)\s*"
    ),
    "count": rf"\s*({NUMBER})\s*",
    "money": rf"\s*\$*\s*({NUMBER})\s*\$*\s*",
}
# The nested input of contract.md, as the rules take it.
Given: TypeAlias = dict[str, object]

MINUTES_AN_HOUR = 60
CENT = Decimal("0.01")

BOOLEANS = {"true": True, "false": False}


def read_fields(questions: tuple[Question, ...], fields: Mapping[str, str]) -> Given:
    """The form's fields (name → text) as the nested input of contract.md.

    Empty fields are unanswered; names that no question has are left out.
    """
    typed = {question: fields.get(question.key, "").strip() for question in questions}
    return nested({asked.key: _value(asked, text) for asked, text in typed.items() if text})


def _value(question: Question, typed: str) -> object:
    match question.kind:
        case "boolean":
            return BOOLEANS.get(typed, typed)
        case "number" | "money" | "count":
            if found := re.fullmatch(SHAPES[question.kind], typed):
                if found[1] is None:
                    hours, minutes = map(Decimal, found.group(2, 3))
                    return hours + (minutes / MINUTES_AN_HOUR).quantize(CENT)
                bare = re.sub(r"\s", "", found[1])
                bare = bare.replace(",", "" if "." in bare else ".")
                number = Decimal(bare)
                return number or abs(number)  # no minus zero
            # Not a string of digits: the rules would read "1.000" as money, and refuse "?".
            return f"? {typed}"
        case _:
            return typed


def unreadable(question: Question, words: Catalogue) -> str:
    """What to write in a field of numbers instead of what is no number at all."""
    return explain(Problem(question.key, NO_NUMBER[question.kind], question.maximum), words)


def explain(problem: Problem, words: Catalogue) -> str:
    """A problem with an answer, in the person's language: what to write instead."""
    accepted = problem.accepted
    if isinstance(accepted, date):
        text = words.day(accepted)
    elif isinstance(accepted, int):
        text = words.number(accepted)
    else:
        text = ""
    return words.text(f"problem.{problem.code}", accepted=text)
