"""Bad input: each wrong value is named by its key, with what would be accepted."""

import json

import pytest

KINDS = {
    "on": "date",
    "start_date": "date",
    "assistance": "choice",
    "work_outlook": "choice",
    "adult": "boolean",
    "weekly_hours": "number",
    "monthly_costs.transport": "money",
    "monthly_costs.childcare": "money",
    "monthly_costs.other": "money",
}

# JSON texts, one a line: wrong for every question, and what else is wrong for some kinds.
WRONG_EVERYWHERE = r"""
[]
{}
[true]
{"a":1}
""
" "
"null"
"x\ny"
"\ud800"
"é"
NaN
Infinity
-Infinity
-1
1e999999999999999999
-1e999999999999999999
1e9999999999999999999999
"""
WRONG_NUMBERS = """
true
false
-0.01
0.001
12.345
1e-3
1e-400
1e6
100000.01
"""
WRONG = {
    "date": r"""
true
0
20260501
"20260501"
"2026-5-1"
"2026-05-1"
"2026-W18-5"
"2026-121"
"2026-02-29"
"2026-02-30"
"2026-04-31"
"2026-13-01"
"2026-00-10"
"2026-01-00"
"0000-01-01"
"10000-01-01"
"-2026-01-01"
"2026-05-01T00:00"
"2026-05-01\n"
" 2026-05-01"
"2026/05/01"
"01-05-2026"
"tomorrow"
"٢٠٢٦-٠٥-٠١"
""",
    "choice": """
true
false
0
"NONE"
"None"
" none"
"ready "
"social"
"1"
""",
    "boolean": """
"true"
"false"
"True"
"yes"
0
1
0.0
1.0
""",
    "number": f"""
{WRONG_NUMBERS}
168.01
169
168.000000000000000000000000000000000001
"12"
"12.5"
""",
    "money": rf"""
{WRONG_NUMBERS}
"-5"
"-0.01"
"0.001"
"100000.01"
"1e3"
"1,50"
"$5"
"5 $"
" 5"
"5 "
"5."
".5"
"+5"
"--5"
"0x10"
"1_000"
"NaN"
"inf"
"Infinity"
"٥"
"5\n"
""",
}
WRONG_VALUES = [
    (key, value)
    for key, kind in KINDS.items()
    for value in (WRONG_EVERYWHERE + WRONG[kind]).splitlines()
    if value
]

# What the sentence may say is accepted: one of these, and all words of it.
ACCEPTED = {
    "date": [["YYYY-MM-DD"], ["date of the calendar"], ["2026-04-01 or later"]],
    "boolean": [["true", "false"]],
    "number": [["number", "0", "168"], ["0 or more"], ["168 or less"], ["two decimals at most"]],
    "money": [
        ["dollars", "0", "100000", "string"],
        ["number", "0", "100000"],
        ["0 or more"],
        ["100000 or less"],
        ["two decimals at most"],
    ],
    "assistance": [
        [
            "social_assistance",
            "social_solidarity",
            "aim_for_employment",
            "basic_income",
            "none",
        ]
    ],
    "work_outlook": [["ready", "after_preparation", "long_term"]],
}


def object_with(key, value):
    """The JSON text of an object that gives one (perhaps nested) key this JSON text."""
    *groups, name = key.split(".")
    text = f"{json.dumps(name)}:{value}"
    for group in reversed(groups):
        text = f"{json.dumps(group)}:{{{text}}}"
    on = "" if key == "on" else '"on":"2026-05-01",'
    return f"{{{on}{text}}}"


def keys_of(ran, is_a_line):
    """The keys of the problems told, after looking at everything else that must hold."""
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err.endswith("\n")
    lines = ran.err.removesuffix("\n").split("\n")
    assert [line for line in lines if not is_a_line(line)] == []
    assert "Traceback" not in ran.err
    return [line.partition(": ")[0] for line in lines]


def test_the_line_of_the_contract(run):
    ran = run(b'{"on":"2026-05-01","monthly_costs":{"transport":-5}}')
    assert ran == (2, "", "monthly_costs.transport: must be 0 or more, got -5\n")


@pytest.mark.slow
@pytest.mark.parametrize(("key", "value"), WRONG_VALUES)
def test_a_wrong_value(key, value, run, is_a_line):
    ran = run(object_with(key, value).encode("utf-8", "surrogatepass"))
    assert keys_of(ran, is_a_line) == [key]
    said = ran.err.removeprefix(f"{key}: ").partition(", got ")[0]
    ways = ACCEPTED.get(key) or ACCEPTED[KINDS[key]]
    assert any(all(word in said for word in words) for words in ways)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("weekly_hours", "-1", "0 or more"),
        ("weekly_hours", "168.01", "168 or less"),
        ("weekly_hours", "1.005", "two decimals at most"),
        ("monthly_costs.other", '"-0.01"', "0 or more"),
        ("monthly_costs.other", "100000.01", "100000 or less"),
        ("monthly_costs.other", '"1.005"', "two decimals at most"),
        ("monthly_costs.other", '"1.000"', "two decimals at most"),
        ("start_date", '"2026-02-30"', "calendar"),
        ("start_date", '"1 May"', "YYYY-MM-DD"),
        ("on", '"2026-03-31"', "2026-04-01 or later"),
    ],
)
def test_what_is_accepted_is_said(key, value, said, run, is_a_line):
    ran = run(object_with(key, value).encode())
    assert keys_of(ran, is_a_line) == [key]
    assert said in ran.err
    assert value.strip('"') in ran.err


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("weekly_hours", "168"),
        ("weekly_hours", "168.00"),
        ("weekly_hours", "0"),
        ("weekly_hours", "0.01"),
        ("monthly_costs.transport", "100000"),
        ("monthly_costs.transport", '"100000.00"'),
        ("monthly_costs.transport", '"0.01"'),
        ("monthly_costs.transport", '"007"'),
        ("monthly_costs.transport", '"1.50"'),
        ("on", '"2026-04-01"'),
        ("start_date", '"0001-01-01"'),
        ("start_date", '"9998-12-31"'),
        ("start_date", '"2028-02-29"'),
        ("adult", "false"),
        ("monthly_costs", "null"),
        ("monthly_costs", "{}"),
    ],
)
def test_the_last_value_that_is_right(key, value, run):
    assert run(object_with(key, value).encode()).status == 0


# ---- Keys ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key",
    [
        "asistance",
        "Adult",
        "adult ",
        " adult",
        "",
        " ",
        "\n",
        "a\nb",
        "a\r\nadult: b",
        "\x00",
        "\x1b[2J",
        "\x7f",
        "é",
        "\u2028",
        "\ud800",
        "😀",
        "input",
        "monthly_costs.transport",
        "programmes",
        "a: b",
        "__proto__",
        "k" * 100_000,
    ],
)
@pytest.mark.parametrize("group", ["", "monthly_costs"])
def test_a_key_that_nobody_asked_for(key, group, run, is_a_line):
    inside = {key: 5} if not group else {group: {key: 5}}
    ran = run(json.dumps({"on": "2026-05-01", **inside}).encode())
    (line,) = ran.err.splitlines()
    keys_of(ran, is_a_line)
    assert len(line) < 250, "a key may be long, a line may not"
    accepted = ["transport", "childcare", "other"] if group else ["assistance", "monthly_costs"]
    assert all(name in line for name in accepted)
    if key in ("asistance", "Adult", "programmes"):
        assert line.startswith(f"{group}.{key}: " if group else f"{key}: ")


def test_a_dotted_key_is_not_the_nested_one(run, is_a_line):
    ran = run(b'{"on":"2026-05-01","monthly_costs.transport":5}')
    assert keys_of(ran, is_a_line) == ["monthly_costs.transport"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('{"adult":true,"adult":true}', "adult"),
        ('{"adult":true,"adult":false,"adult":null}', "adult"),
        ('{"adult":null,"adult":null}', "adult"),
        ('{"adult":true,"\\u0061dult":true}', "adult"),
        ('{"monthly_costs":{"other":1,"other":1}}', "monthly_costs.other"),
        ('{"monthly_costs":{"other":1},"monthly_costs":{"other":1}}', "monthly_costs"),
        ('{"monthly_costs":null,"monthly_costs":null}', "monthly_costs"),
        ('{"on":"2026-05-01","on":"2026-05-01"}', "on"),
    ],
)
def test_a_key_that_is_given_twice(text, key, run, is_a_line):
    on = "" if key == "on" else '"on":"2026-05-01",'
    ran = run(("{" + on + text[1:]).encode())
    assert keys_of(ran, is_a_line) == [key]
    assert "once" in ran.err


@pytest.mark.parametrize("value", ["5", "true", '"5"', "[]", '["transport"]', "NaN"])
def test_costs_that_are_no_object(value, run, is_a_line):
    ran = run(object_with("monthly_costs", value).encode())
    assert keys_of(ran, is_a_line) == ["monthly_costs"]
    assert "object" in ran.err


# ---- The whole input -----------------------------------------------------------------

DIGITS = "1" * 1_000_000
WHOLE_INPUTS = {
    "empty": b"",
    "white space": b" \r\n\t ",
    "null": b"null",
    "a boolean": b"true",
    "a number": b"12",
    "a megabyte of digits": DIGITS.encode(),
    "not a number": b"NaN",
    "a text": b'"adult"',
    "a list": b'[{"on":"2026-05-01"}]',
    "two objects": b"{}{}",
    "two lines": b"{}\n{}",
    "an open object": b'{"adult":true',
    "an open text": b'{"adult',
    "a comma too many": b'{"adult":true,}',
    "single quotes": b"{'adult':true}",
    "a comment": b'{"adult":true} // yes',
    "Python's words": b'{"adult":True}',
    "a plus sign": b'{"weekly_hours":+5}',
    "leading zeros": b'{"weekly_hours":012}',
    "no leading digit": b'{"weekly_hours":.5}',
    "hexadecimal": b'{"weekly_hours":0x10}',
    "a line break in a text": b'{"assistance":"no\nne"}',
    "a bare NUL": b"\x00",
    "NULs around": b"\x00{}\x00",
    "two byte-order marks": b"\xef\xbb\xbf\xef\xbb\xbf{}",
    "a byte-order mark alone": b"\xef\xbb\xbf",
    "UTF-16": '{"adult":true}'.encode("utf-16"),
    "UTF-32": '{"adult":true}'.encode("utf-32"),
    "Latin-1": '{"assistance":"é"}'.encode("latin-1"),
    "a lone continuation byte": b'{"adult":\x80}',
    "an overlong NUL": b'{"\xc0\x80":1}',
    "an encoded surrogate": b'{"\xed\xa0\x80":1}',
    "a text cut in a character": '{"é'.encode()[:-1],
    "100,000 open lists": b"[" * 100_000,
    "100,000 open objects": b'{"a":' * 100_000,
    "100,000 lists": b"[" * 100_000 + b"]" * 100_000,
    "100,000 lists in a key": b'{"adult":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a web page": b"<!DOCTYPE html><html></html>",
    "YAML": b"adult: true",
    "a form": b"adult=true&weekly_hours=12",
}


@pytest.mark.parametrize("given", WHOLE_INPUTS.values(), ids=WHOLE_INPUTS)
def test_input_that_is_not_one_json_object(given, run, is_a_line):
    ran = run(given)
    assert keys_of(ran, is_a_line) == ["input"]
    assert len(ran.err) < 250


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("weekly_hours", DIGITS),
        ("weekly_hours", "-" + DIGITS),
        ("weekly_hours", "0." + DIGITS),
        ("weekly_hours", "1e" + DIGITS),
        ("weekly_hours", "1e-" + DIGITS),
        ("monthly_costs.transport", DIGITS),
        ("monthly_costs.transport", f'"{DIGITS}"'),
        ("monthly_costs.transport", f'"0.{DIGITS}"'),
        ("adult", DIGITS),
        ("assistance", f'"{DIGITS}"'),
        ("assistance", '"' + "é" * 100_000 + '"'),
        ("on", DIGITS),
        ("start_date", f'"{DIGITS}"'),
        (DIGITS, "1"),
    ],
    ids=lambda text: text[:12],
)
def test_a_megabyte_of_digits(key, value, run, is_a_line):
    ran = run(object_with(key, value).encode())
    (told,) = keys_of(ran, is_a_line)
    assert told == key or key == DIGITS
    assert len(ran.err) < 250, "what was given is told cut short"


@pytest.mark.parametrize("start", ["9999-12-31", "9999-07-01", "9999-06-30", "9999-01-01"])
def test_a_start_whose_milestones_are_after_the_calendars_end(start, run, is_a_line):
    ran = run(object_with("start_date", f'"{start}"').encode())
    assert keys_of(ran, is_a_line) == ["start_date"]
    assert start in ran.err


# ---- All problems at once ------------------------------------------------------------

WRONG_ALL_OVER = {
    "on": "2026-03-31",
    "assistance": "social",
    "adult": 1,
    "work_outlook": ["ready"],
    "weekly_hours": True,
    "start_date": "2026-02-30",
    "monthly_costs": {"transport": -5, "childcare": "a lot", "other": 1.005, "rent": 800},
    "region": "Laval",
}


def test_all_problems_are_told_at_once(run, is_a_line):
    ran = run(json.dumps(WRONG_ALL_OVER).encode())
    assert sorted(keys_of(ran, is_a_line)) == [
        "adult",
        "assistance",
        "monthly_costs.childcare",
        "monthly_costs.other",
        "monthly_costs.rent",
        "monthly_costs.transport",
        "on",
        "region",
        "start_date",
        "weekly_hours",
        "work_outlook",
    ]


def test_a_repeated_key_hides_no_other_problem(run, is_a_line):
    ran = run(
        b'{"on":"2026-05-01","adult":1,"weekly_hours":-1,"weekly_hours":-1,'
        b'"monthly_costs":{"other":1,"other":"x","rent":1}}'
    )
    assert set(keys_of(ran, is_a_line)) == {
        "adult",
        "weekly_hours",
        "monthly_costs.other",
        "monthly_costs.rent",
    }


def test_a_start_at_the_calendars_end_is_told_with_the_other_problems(run, is_a_line):
    ran = run(b'{"on":"2026-05-01","adult":1,"start_date":"9999-12-31"}')
    assert sorted(keys_of(ran, is_a_line)) == ["adult", "start_date"]


def test_a_day_too_early_is_told_with_a_start_at_the_calendars_end(run, is_a_line):
    ran = run(b'{"on":"2026-03-31","start_date":"9999-12-31"}')
    assert sorted(keys_of(ran, is_a_line)) == ["on", "start_date"]


def test_a_key_is_told_once_where_it_is_wrong_in_one_way(run, is_a_line):
    ran = run(b'{"on":"2026-03","adult":1}')
    assert sorted(keys_of(ran, is_a_line)) == ["adult", "on"]


# ---- What is said, word by word ------------------------------------------------------

NAMES = "on, assistance, adult, work_outlook, weekly_hours, start_date, monthly_costs"
SENTENCES = [
    (b"", "input: is empty, one JSON object is accepted"),
    (b"{}\xff", "input: must be UTF-8 text, byte 2 is not"),
    (b"{}\n []", "input: must be one JSON object, it stops being JSON at line 2, column 2"),
    (b"[" * 100_000, "input: must be one JSON object, got one nested too deeply"),
    (b"[]", "input: must be one JSON object, got a list"),
    (b'{"region":1}', f"region: is not a key, accepted are {NAMES}"),
    (
        b'{"monthly_costs":{"rent":1}}',
        "monthly_costs.rent: is not a key, accepted are transport, childcare, other",
    ),
    (b'{"adult":true,"adult":true}', "adult: is given more than once, must stand once at most"),
    (b'{"on":"1 May"}', 'on: must be a date written YYYY-MM-DD, got "1 May"'),
    (b'{"on":"2026-02-29"}', 'on: must be a date of the calendar, got "2026-02-29"'),
    (
        b'{"on":"2026-03-31"}',
        "on: must be 2026-04-01 or later, the first day whose values are known, got 2026-03-31",
    ),
    (
        b'{"start_date":"9999-01-01"}',
        "start_date: must be followed by dates up to 9999-12-31 only, got 9999-01-01",
    ),
    (b'{"adult":"yes"}', 'adult: must be true, false or null, got "yes"'),
    (
        b'{"work_outlook":"soon"}',
        'work_outlook: must be one of ready, after_preparation, long_term, got "soon"',
    ),
    (b'{"weekly_hours":"12"}', 'weekly_hours: must be a number from 0 to 168, got "12"'),
    (b'{"weekly_hours":NaN}', "weekly_hours: must be a number from 0 to 168, got NaN"),
    (b'{"weekly_hours":Infinity}', "weekly_hours: must be a number from 0 to 168, got Infinity"),
    (b'{"weekly_hours":true}', "weekly_hours: must be a number from 0 to 168, got true"),
    (b'{"weekly_hours":-1}', "weekly_hours: must be 0 or more, got -1"),
    (
        b'{"weekly_hours":1e9999999999999999999999}',
        "weekly_hours: must be 168 or less, got 1e9999999999999999999999",
    ),
    (
        b'{"weekly_hours":-1e9999999999999999999999}',
        "weekly_hours: must be 0 or more, got -1e9999999999999999999999",
    ),
    (b'{"weekly_hours":169}', "weekly_hours: must be 168 or less, got 169"),
    (b'{"weekly_hours":1.125}', "weekly_hours: must have two decimals at most, got 1.125"),
    (
        b'{"monthly_costs":{"other":"5 $"}}',
        "monthly_costs.other: must be dollars from 0 to 100000, "
        'as a number or a string like "45.50", got "5 $"',
    ),
]


@pytest.mark.parametrize(("given", "sentence"), SENTENCES, ids=[s for _, s in SENTENCES])
def test_a_sentence(given, sentence, run):
    if b'"on"' not in given:
        given = given.replace(b'{"', b'{"on":"2026-05-01","', 1)
    assert run(given) == (2, "", f"{sentence}\n")


@pytest.mark.parametrize(
    "value", ["2026-05-01\\n", "2026-05-01T00:00", "2026-05-011", "٢٠٢٦-05-01", "20260501", ""]
)
def test_a_date_in_another_form_is_told_the_right_form(value, run):
    assert "YYYY-MM-DD" in run(object_with("start_date", f'"{value}"').encode()).err


def test_the_sentence_for_a_file_that_cannot_be_read(run, tmp_path):
    ran = run(b"", str(tmp_path))
    assert ran == (2, "", "input: must be a file that can be read (Is a directory)\n")


def test_a_key_is_told_bare_up_to_40_characters(run):
    for key, told in (("k" * 40, "k" * 40), ("k" * 41, f'"{"k" * 39}...')):
        assert run(f'{{"{key}":1}}'.encode()).err.partition(": ")[0] == told


# ---- How values are shown ------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1", "got 1\n"),
        ("1.50", "got 1.50\n"),
        ("{}", "got an object\n"),
        ('{"a":1}', "got an object\n"),
        ("[1]", "got a list\n"),
        ('"yes"', 'got "yes"\n'),
        ('"a\\nb"', 'got "a\\nb"\n'),
        ('"é"', 'got "\\u00e9"\n'),
        ("NaN", "got NaN\n"),
        ("-Infinity", "got -Infinity\n"),
    ],
)
def test_what_was_given_is_shown_as_json(value, shown, run):
    assert run(object_with("adult", value).encode()).err.endswith(shown)


def test_what_json_cannot_hold_is_shown_as_python_has_it(complaints):
    """A program may hand over anything."""
    given = {"on": "2026-05-01", "adult": b"yes"}
    assert complaints(given) == ["adult: must be true, false or null, got \"b'yes'\""]


def test_what_was_given_is_shown_whole_up_to_40_characters(run):
    for size, shown in ((38, f'"{"x" * 38}"'), (39, f'"{"x" * 39}...')):
        ran = run(object_with("adult", f'"{"x" * size}"').encode())
        assert ran.err.endswith(f"got {shown}\n")


def test_the_line_and_column_of_broken_json(run):
    ran = run(b'{\n  "adult": yes\n}')
    assert "line 2, column 12" in ran.err
