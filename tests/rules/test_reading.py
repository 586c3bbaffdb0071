"""Reading input: whatever comes in, an answer or a list of problems comes out."""

import json
import math
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rules.organisation import organisation_questions
from rules.parsing import InputError, parse
from rules.plan import PLAN
from rules.questions import PARTICIPANT, Kind, Question
from rules.reading import read

CALM = settings(deadline=None, derandomize=True, database=None, max_examples=400)

KEYS = ["on", "assistance", "adult", "work_outlook", "weekly_hours", "start_date"]
COSTS = ["transport", "childcare", "other"]

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.text(),
    st.sampled_from(["2026-05-01", "9999-12-31", "none", "ready", "45.50", "-5", "1e5", ""]),
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
nearly_right = st.builds(
    lambda asked, costs, more: {**more, **asked, **costs},
    st.fixed_dictionaries({}, optional=dict.fromkeys(KEYS, anything)),
    st.fixed_dictionaries(
        {},
        optional={
            "monthly_costs": st.fixed_dictionaries({}, optional=dict.fromkeys(COSTS, anything))
            | st.dictionaries(st.text(), anything, max_size=3)
            | anything
        },
    ),
    st.just({}) | st.dictionaries(st.text(), anything, max_size=2),
)


@pytest.mark.slow
@CALM
@given(anything | nearly_right)
@example({" ": 1})
@example({"": 1})
@example({"monthly_costs": {" ": 1, "": 2, "\n": 3}})
@example({"\ud800": "\udfff", "\x00": "\x7f", "a\nb": "\u2028", "é": "\x85"})
@example({"a: b": 1, "k" * 10_000: "v" * 10_000})
@example({"weekly_hours": math.nan, "adult": -math.inf})
@example({"weekly_hours": Decimal("sNaN"), "adult": Decimal("-Infinity")})
@example({"weekly_hours": 5e-324, "monthly_costs": {"transport": 1.7976931348623157e308}})
def test_any_json_is_answered_or_complained_of_in_lines(complaints, is_a_line, value):
    assert [text for text in complaints(value) if not is_a_line(text)] == []


@CALM
@given(st.text() | st.binary() | st.text().map(lambda text: text.encode("utf-16")))
@example("\ufeff{}")
@example(b"\xef\xbb\xbf{}")
@example(b"\xc0\x80")
@example(b"\xed\xa0\x80")
@example("{}\x00")
@example('{"a": "\x00"}')
@example("\u00a0{}")
@example("{}{}")
@example("{'a': 1}")
@example('{"adult": true,}')
@example("// no\n{}")
@example("{}")
def test_any_text_is_answered_or_complained_of_in_lines(complaints, is_a_line, text):
    lines = complaints(text)
    assert [line for line in lines if not is_a_line(line)] == []
    if not lines:  # answered, so another reader must find an object there as well
        text = text.decode() if isinstance(text, bytes) else text
        assert isinstance(json.loads(text.removeprefix("\ufeff")), dict)


RIGHT = (
    b'{"on":"2026-05-01","assistance":"none","adult":true,"work_outlook":"ready",'
    b'"weekly_hours":18.47,"start_date":"2026-08-31",'
    b'"monthly_costs":{"transport":45.5,"childcare":"310.10","other":null}}'
)


@CALM
@given(
    st.integers(0, len(RIGHT)),
    st.integers(0, 3),
    st.binary(max_size=3) | st.sampled_from([b'"', b"{", b"}", b"[", b",", b"9", b"-", b"e", b"."]),
)
def test_a_right_text_with_a_slip_in_it(complaints, is_a_line, where, gone, put):
    slipped = RIGHT[:where] + put + RIGHT[where + gone :]
    assert [line for line in complaints(slipped) if not is_a_line(line)] == []


def test_the_right_text_is_right(complaints):
    assert complaints(RIGHT) == []


@pytest.mark.parametrize("size", [400, 4_301, 50_000])
@pytest.mark.parametrize("key", ["weekly_hours", "adult", "on", "assistance", "huge"])
def test_a_python_int_of_any_size(complaints, is_a_line, key, size):
    """Python refuses to write an int of more than 4300 digits; the input is at fault, not we."""
    (line,) = complaints({key: 10**size})
    assert is_a_line(line)
    assert line.startswith(f"{key}: ")


@pytest.mark.parametrize("brackets", ["[", '{"a":', '{"monthly_costs":', '[{"on":'])
@pytest.mark.parametrize("depth", [500, 990, 5_000, 100_000])
def test_any_depth_of_nesting(complaints, is_a_line, brackets, depth):
    """Open ends, and the same closed: some of them are JSON, none is an answer."""
    closing = {"[": "]", '{"a":': "}", '{"monthly_costs":': "}", '[{"on":': "}]"}[brackets]
    for text in (brackets * depth, brackets * depth + "1" + closing * depth):
        lines = complaints(text)
        assert lines
        assert all(is_a_line(line) for line in lines)


# ---- parse ---------------------------------------------------------------------------


def test_numbers_are_read_exactly():
    assert parse("[0.1, 12, -0, 1e2, 18.470]") == [
        Decimal("0.1"),
        12,
        0,
        100,
        Decimal("18.47"),
    ]
    assert all(isinstance(number, Decimal) for number in parse("[0.1, 12, -0, 1e2]"))


def test_text_and_bytes_are_the_same():
    assert parse('{"a": "é"}') == parse('{"a": "é"}'.encode()) == {"a": "é"}


@pytest.mark.parametrize("written", ["1e-99999999999999999999", "1E-99999999999999999999"])
def test_a_small_number_is_not_told_as_an_infinite_one(written, complaints):
    (line,) = complaints(f'{{"weekly_hours": {written}}}')
    assert "Infinity" not in line
    assert "two decimals" in line


def problems_of(text):
    with pytest.raises(InputError) as caught:
        parse(text)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (b"", "empty"),
        (" \n\t\r\n", "empty"),
        ("{", "not_json"),
        ("\ufeff", "empty"),
        ("\ufeff\ufeff{}", "not_json"),
        (b"\xff", "not_utf8"),
        ("[" * 100_000, "too_deep"),
    ],
)
def test_what_is_wrong_with_the_whole_input(text, code):
    problem = problems_of(text)
    assert (problem.key, problem.code) == ("input", code)


@pytest.mark.parametrize("text", ["\ufeff{}", b"\xef\xbb\xbf{}"])
def test_a_byte_order_mark_in_front_is_no_part_of_the_input(text):
    """Editors on Windows put it in front of what they save as UTF-8."""
    assert parse(text) == {}


def test_the_place_where_json_stops_is_told():
    assert problems_of('{\n  "adult": yes\n}').got == (2, 12)
    assert problems_of(b'{"assistance": "\xff"}').got == 16


# ---- read ----------------------------------------------------------------------------


def test_answers_come_by_their_dotted_keys_and_unanswered_ones_are_left_out():
    answers, problems = read(
        PARTICIPANT,
        {"adult": False, "on": None, "weekly_hours": 0, "monthly_costs": {"other": "1.50"}},
    )
    assert answers == {
        "adult": False,
        "weekly_hours": 0,
        "monthly_costs.other": Decimal("1.5"),
    }
    assert problems == []


def test_any_questions_can_be_read():
    """The reader knows the kinds of questions, not the questions."""
    questions = (
        Question("places", "number", maximum=7),
        Question("site.size", "choice", ("small", "large")),
        Question("site.open", "boolean"),
    )
    given_answers = {"places": 7, "site": {"size": "large", "open": False}}
    assert read(questions, given_answers) == (
        {"places": 7, "site.size": "large", "site.open": False},
        [],
    )
    _, problems = read(questions, {"places": 8, "site": {"size": "huge", "shut": 1}, "on": 1})
    assert [(p.key, p.code, p.accepted) for p in problems] == [
        ("places", "too_large", 7),
        ("site.size", "not_a_choice", ("small", "large")),
        ("site.shut", "unknown_key", ("size", "open")),
        ("on", "unknown_key", ("places", "site")),
    ]


def test_the_values_of_a_question():
    assert Question("a", "boolean").values == (True, False)
    assert Question("a", "choice", ("x", "y")).values == ("x", "y")
    assert Question("a", "number", maximum=3).values == ()
    assert Question("a", "date").values == ()


def test_an_input_error_counts_its_problems():
    with pytest.raises(InputError, match="1 problem"):
        parse("")


@pytest.mark.parametrize("text", ["12", "-1.50", "1e3", "NaN", "Infinity", "-Infinity"])
def test_every_number_is_read_as_it_is_written(text):
    number = parse(text)
    assert isinstance(number, Decimal)
    assert str(number) == str(Decimal(text))


def test_every_kind_is_asked_and_no_other():
    """A kind that no program knows would be read as a number, and shown as who knows what."""
    asked = {question.kind for question in (*PARTICIPANT, *organisation_questions(), *PLAN)}
    assert asked == set(get_args(Kind))
