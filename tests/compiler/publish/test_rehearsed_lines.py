"""The engine is rehearsed with every way that the code takes, errors above all.

What never ran in a rehearsal is not in the lean engine: an error that nobody rehearsed starts the
stock one, and without a network nothing. `add_months` wrote a day into its error, and no request
had a start from which a date follows after the year 9999, and none before.
"""

import json
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from calculator.form.fields import read_fields
from calculator.results.result import KINDS
from calculator.words.catalogue import LANGUAGES, catalogue
from compiler.publish.rehearsal_requests import requests
from rules.dated import first_known_day
from rules.parsing import InputError
from rules.questions import Question

ROOT = Path(__file__).resolve().parents[3]

# With why each is there.
UNREACHED = Path(__file__).with_name("unreached_lines.toml")


@pytest.mark.slow
def test_no_line_that_a_request_can_reach_is_left_out() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.compiler.publish.lines_run"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    left_out = [tuple(line) for line in json.loads(done.stdout)]
    known = tomllib.loads(UNREACHED.read_text(encoding="utf-8"))["unreached"]
    assert left_out == sorted(tuple(line) for some in known for line in some["lines"])


# ---- Every error, at every question -----------------------------------------------------------

# What may be wrong with an answer of the form, by the question's kind, and a text with which it is.
WRONG = {
    "choice": {"not_a_choice": "maybe"},
    "boolean": {"not_a_boolean": "maybe"},
    "number": {"not_a_number": "abc", "negative": "-5", "too_large": "1000000"},
    "money": {"not_money": "abc", "negative": "-5", "too_large": "1000000"},
    "count": {
        "not_a_count": "abc",
        "negative": "-5",
        "too_large": "1000000",
        "not_whole": "9.99",
    },
    "date": {"not_a_date": "abc", "impossible_date": "2026-02-29"},
}
# And of the rules, beyond what one answer is.
FURTHER = {
    "on": {"before_first_value": ["1900-01-01"]},
    "start_date": {
        "too_late": ["9999-12-31", "9999-01-01", "9999-06-30"],
    },
}


def errors_of(question: Question) -> dict[str, list[str]]:
    """Texts for each error that a question can have."""
    of_kind = {code: [text] for code, text in WRONG[question.kind].items()}
    return of_kind | FURTHER.get(question.key, {})


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_of_every_question_is_rehearsed_in_every_language(
    kind: str, contract_programmes: None
) -> None:
    rehearsed = defaultdict(set)
    for request in map(json.loads, requests()):
        if request["kind"] == kind:
            for key, text in request["fields"].items():
                rehearsed[key, text].add(request["language"])
    for question in KINDS[kind].questions():
        for texts in errors_of(question).values():
            for text in texts:
                assert rehearsed[question.key, text] == set(LANGUAGES), (question.key, text)


@pytest.mark.parametrize("kind", KINDS)
def test_these_are_their_errors(kind: str, contract_programmes: None) -> None:
    """The texts above have the errors that they stand for; the start's are those of people."""
    for question in KINDS[kind].questions():
        for code, texts in errors_of(question).items():
            for text in texts:
                assert code in found_in(kind, question, text), (question.key, text)


def found_in(kind: str, question: Question, text: str) -> set[str]:
    given = read_fields((question,), {question.key: text})
    try:
        KINDS[kind].rules(given, first_known_day(), None)
    except InputError as error:
        return {problem.code for problem in error.problems}
    return set()


def test_every_message_about_an_error_is_that_of_one_of_these() -> None:
    words = catalogue(LANGUAGES[0])
    told = {id.removeprefix("problem.") for id in words.messages if id.startswith("problem.")}
    codes = {code for codes in (*WRONG.values(), *FURTHER.values()) for code in codes}
    assert told == codes
