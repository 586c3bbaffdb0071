"""Dated values: what the documents state, since when, how certain, and where."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from rules import dated
from rules.dated import (
    DatedValue,
    Parameter,
    Range,
    all_known_from,
    days_of_change,
    document,
    first_known_day,
    in_force,
    known_from,
    programme_ids,
)
from rules.participant import participant
from rules.programme import programmes
from rules.values_file import CERTAINTIES as WORDS
from rules.values_file import UNITS

FIRST = date(2026, 4, 1)

# What the two documents state, read from them a second time.
STATED = {
    "paas_action.weekly_hours_maximum": (FIRST, 20, "hours/week", "features"),
    "paas_action.support_allowance": (FIRST, Decimal("173.00"), "CAD/month", "features"),
    "paas_action.monthly_amount_per_place": (FIRST, 200, "CAD/month/place", "features"),
    "interagir.weekly_hours_minimum": (None, Range(10, 15), "hours/week", "participation"),
    "interagir.monthly_hours_average": (None, 80, "hours/month", "participation"),
    "interagir.average_due_after": (None, 6, "months", "participation"),
    "interagir.reevaluation_every": (None, 12, "months", "participation"),
}
NOT_STATED = {
    "interagir.support_allowance": ("CAD/month", "participation"),
    "interagir.monthly_amount_per_participant": ("CAD/month/participant", "role"),
    "interagir.literacy_allowance": ("CAD/participant", "role"),
}
CERTAINTIES = {
    "paas_action.support_allowance": "may_receive",
    "paas_action.monthly_amount_per_place": "may_receive",
    "interagir.support_allowance": "entitled",
    "interagir.monthly_amount_per_participant": "receives",
    "interagir.literacy_allowance": "might_be_granted",
}
KNOWN_CERTAINTIES = {
    "stated",
    "required",
    "may_receive",
    "entitled",
    "receives",
    "might_be_granted",
}

PARAMETERS = {
    parameter.id: parameter
    for id in ("paas_action", "interagir")
    for parameter in document(id).parameters.values()
}
EACH = pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=PARAMETERS)


def test_nothing_is_stated_that_the_documents_do_not_state():
    assert set(PARAMETERS) == {*STATED, *NOT_STATED}


@pytest.mark.parametrize("id", STATED)
def test_what_the_documents_state(id):
    effective, value, unit, section = STATED[id]
    parameter = PARAMETERS[id]
    assert parameter.stated is True
    assert parameter.history[0] == (effective, value)
    assert parameter.unit == unit
    assert parameter.source == f"{id.split('.')[0]}.{section}"
    assert parameter.at(FIRST) == value


@pytest.mark.parametrize("id", NOT_STATED)
def test_what_the_documents_grant_without_an_amount(id):
    unit, section = NOT_STATED[id]
    parameter = PARAMETERS[id]
    assert parameter.stated is False
    assert parameter.history == ()
    assert (parameter.unit, parameter.source) == (unit, f"{id.split('.')[0]}.{section}")
    with pytest.raises(LookupError):
        parameter.at(date(2026, 5, 1))


@pytest.mark.parametrize("id", CERTAINTIES)
def test_the_strength_of_the_documents_word(id):
    assert PARAMETERS[id].certainty == CERTAINTIES[id]


@EACH
def test_every_value_says_how_certain_it_is_and_where_it_stands(parameter):
    programme, section = parameter.source.split(".")
    assert parameter.id.startswith(f"{programme}.")
    assert section in document(programme).sections
    assert parameter.certainty in KNOWN_CERTAINTIES
    assert re.fullmatch(r"(CAD|hours|months)(/[a-z]+)*", parameter.unit)


@EACH
def test_every_value_holds_on_its_first_day_and_not_on_the_day_before(parameter):
    for number, (effective, value) in enumerate(parameter.history):
        if effective is None:
            assert parameter.at(date.min) == value
            continue
        assert parameter.at(effective) == value
        before = effective - timedelta(days=1)
        if number == 0:
            with pytest.raises(LookupError, match=f"{parameter.id}: .*no value.* {before}"):
                parameter.at(before)
        else:
            assert parameter.at(before) == parameter.history[number - 1].value


def test_money_is_decimal_never_a_float():
    for parameter in PARAMETERS.values():
        for _, value in parameter.history:
            assert all(
                isinstance(part, Decimal)
                for part in (value if isinstance(value, Range) else (value,))
            )


def test_programmes_stand_in_their_order():
    assert programme_ids() == ("paas_action", "interagir")
    assert list(programmes()) == ["paas_action", "interagir"]


def test_the_documents():
    paas_action, interagir = document("paas_action"), document("interagir")
    assert str(paas_action.dated).startswith("2026-04")
    assert interagir.dated is None
    assert "PAAS" in paas_action.title
    assert interagir.title == "Interagir"
    assert (paas_action.programme, paas_action.order) == ("paas_action", 1)
    assert (interagir.programme, interagir.order) == ("interagir", 2)
    for about in (paas_action, interagir):
        assert about.publisher == "Ministère de l’Emploi et de la Solidarité sociale"
        assert all(heading.strip() for heading in about.sections.values())


def test_every_source_in_the_answers_is_a_section_of_a_document():
    answers = participant({}, FIRST).programmes
    for id, module in programmes().items():
        sources = [criterion.source for criterion in answers[id].criteria]
        sources += list(module.SOURCES.values())
        assert answers[id].sources == module.SOURCES
        assert set(module.SOURCES) == {"allowance", "reimbursements", "hours", "milestones"}
        for source in sources:
            programme, section = source.split(".")
            assert programme == id
            assert section in document(id).sections


def test_the_first_day_on_which_everything_is_known():
    assert first_known_day() == FIRST


# ---- Reading a value on a day --------------------------------------------------------

A, B, C = Decimal(1), Decimal(2), Range(Decimal(3), Decimal(4))


def parameter_with(*history):
    return Parameter(
        "x.y", "hours", "stated", "x.z", tuple(DatedValue(*entry) for entry in history)
    )


def test_the_latest_value_in_force_is_read():
    parameter = parameter_with((date(2026, 4, 1), A), (date(2027, 1, 1), B), (date(2028, 2, 29), C))
    assert parameter.number(date(2026, 4, 1)) == A
    assert parameter.number(date(2026, 12, 31)) == A
    assert parameter.number(date(2027, 1, 1)) == B
    assert parameter.number(date(2028, 2, 28)) == B
    assert parameter.range(date(2028, 2, 29)) == C
    assert parameter.range(date.max) == C
    with pytest.raises(LookupError, match=r"x\.y.*2026-03-31"):
        parameter.number(date(2026, 3, 31))


def test_an_undated_value_holds_until_the_first_dated_one():
    parameter = parameter_with((None, A), (date(2027, 1, 1), B))
    assert parameter.at(date.min) == parameter.at(date(2026, 12, 31)) == A
    assert parameter.at(date(2027, 1, 1)) == B


def test_a_range_is_not_a_number_and_a_number_not_a_range():
    with pytest.raises(TypeError, match=r"x\.y.*range.*3.*4"):
        parameter_with((None, C)).number(FIRST)
    with pytest.raises(TypeError, match=r"x\.y.*number.*1"):
        parameter_with((None, A)).range(FIRST)


# ---- Files of values that are changed or broken --------------------------------------

FILE = """
[programme]
order = {order}

[document]
title = "Third"
publisher = "Somebody"

[sections]
first = "A section"
only = "The only section in use"

[values.hours]
unit = "hours/week"
certainty = "stated"
source = "{source}"
dated = [{values}]
"""


CACHED = (document, programme_ids, known_from, first_known_day, all_known_from, days_of_change)


@pytest.fixture
def write_values(tmp_path, monkeypatch):
    """Write files of values into a folder that the rules then read, and forget afterwards."""

    def forget():
        for function in CACHED:
            function.cache_clear()

    def write(name="third", order=1, source="only", values="{ value = 1 }"):
        text = FILE.format(order=order, source=source, values=values)
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        forget()

    monkeypatch.setattr(dated, "FOLDER", str(tmp_path))
    forget()
    yield write
    forget()


def test_a_right_file_is_read(write_values):
    write_values(
        values="{ value = 1 }, { effective = 2027-01-01, value = { low = 2, high = 2.5 } }"
    )
    hours = document("third").parameters["hours"]
    assert hours == (
        "third.hours",
        "hours/week",
        "stated",
        "third.only",
        ((None, 1), (date(2027, 1, 1), (2, Decimal("2.5")))),
    )


def test_a_source_that_names_no_section_is_refused(write_values):
    write_values(source="elsewhere")
    said = "third.toml:16: hours: source is elsewhere; accepted: first, only"
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        document("third")


@pytest.mark.parametrize(
    "values",
    [
        "{ effective = 2027-01-01, value = 1 }, { effective = 2026-01-01, value = 2 }",
        "{ effective = 2027-01-01, value = 1 }, { effective = 2027-01-01, value = 2 }",
        "{ effective = 2027-01-01, value = 1 }, { value = 2 }",
        "{ value = 1 }, { value = 2 }",
        "{ value = 1 }, {effective = 2027-01-01, value = 2}, {effective = 2026-01-01, value = 3}",
    ],
)
def test_values_out_of_order_are_refused(values, write_values):
    write_values(values=values)
    said = "values must stand in the order of time, one for each day they begin"
    with pytest.raises(ValueError, match=rf"^third\.toml:17: hours: {said}$"):
        document("third")


LACKS = "is missing; needed: unit, certainty, source, dated"
CERTAINTY = f"certainty is probable; accepted: {', '.join(WORDS)}"
UNIT = f"accepted: {', '.join(UNITS)}"
DATED = "dated must hold tables with value, and effective where it is known"
DAY = "effective must be a date such as 2026-04-01, got"
NUMBER = "value must be a number, or a range of low and high, got"
ORDER = "value must be 0 or more, and low not above high"

# What is changed in a right file, and the sentence about it.
BROKEN = {
    "no unit": ('unit = "hours/week"', "", f"unit {LACKS}"),
    "no certainty": ('certainty = "stated"', "", f"certainty {LACKS}"),
    "no source": ('source = "only"', "", f"source {LACKS}"),
    "no values": ("dated = [{ value = 1 }]", "", f"dated {LACKS}"),
    "a key that nobody knows": (
        "dated =",
        "note = 1\ndated =",
        "note is an unknown key; accepted: unit, certainty, source, dated",
    ),
    "a certainty that nobody knows": (
        '"stated"',
        '"probable"',
        CERTAINTY,
    ),
    "a unit that nobody knows": ('"hours/week"', '"francs"', f"unit is francs; {UNIT}"),
    "a unit that is no text": ('"hours/week"', "7", f"unit is 7; {UNIT}"),
    "a day that is a text": ("{ value", '{ effective = "soon", value', f"{DAY} soon"),
    "a day with an hour": (
        "{ value",
        "{ effective = 2026-04-01T00:00:00, value",
        f"{DAY} 2026-04-01 00:00:00",
    ),
    "a day under a misspelt key": ("{ value", "{ efective = 2026-04-01, value", DATED),
    "a value that is a text": ("value = 1", 'value = "one"', f"{NUMBER} one"),
    "a value that is true": ("value = 1", "value = true", f"{NUMBER} True"),
    "a value that is no number": ("value = 1", "value = nan", f"{NUMBER} NaN"),
    "a value without end": ("value = 1", "value = inf", f"{NUMBER} Infinity"),
    "a value below zero": ("value = 1", "value = -1", ORDER),
    "no value": ("value = 1", "", DATED),
    "a range without its end": ("value = 1", "value = { low = 1 }", f"{NUMBER} {{'low': 1}}"),
    "a range below zero": ("value = 1", "value = { low = -1, high = 1 }", ORDER),
    "a range the wrong way round": ("value = 1", "value = { low = 2, high = 1 }", ORDER),
    "a range with a third end": (
        "value = 1",
        "value = { low = 1, high = 2, middle = 1 }",
        f"{NUMBER} {{'low': 1, 'high': 2, 'middle': 1}}",
    ),
    "values that are no list": (
        "[{ value = 1 }]",
        "5",
        "dated must be a list of tables with effective and value",
    ),
    "a value that is no table": ("[{ value = 1 }]", "[5]", DATED),
}


@pytest.mark.parametrize(("old", "new", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_value_is_refused(old, new, said, write_values, tmp_path):
    """By a sentence that names the file and the value, not by whatever trips over it."""
    write_values()
    path = tmp_path / "third.toml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    # At the key, or at the head of the value where the key is missing.
    line = 13
    if LACKS not in said:
        lines = path.read_text(encoding="utf-8").splitlines()
        key = next((key for key in ("unit", "certainty", "note") if said.startswith(key)), "dated")
        (line,) = (number for number, one in enumerate(lines, 1) if one.startswith(f"{key} ="))
    with pytest.raises(ValueError, match=r"^third\.toml:[0-9]+: hours: ") as refused:
        document("third")
    assert str(refused.value) == f"third.toml:{line}: hours: {said}"


@pytest.mark.parametrize("value", ["0", "0.5", "{ low = 0, high = 0 }", "{ low = 2, high = 2 }"])
def test_the_last_value_that_is_right(value, write_values):
    write_values(values=f"{{ value = {value} }}")
    assert document("third").parameters["hours"].stated


@pytest.mark.parametrize(
    ("section", "lacking"),
    [
        ("programme", ["[programme] must have order"]),
        ("document", ["[document] must have publisher", "[document] must have title"]),
        ("sections", ["there must be a part [sections]"]),
        ("values", ["there must be a part [values]"]),
    ],
)
def test_a_file_that_lacks_a_part_is_refused(section, lacking, write_values, tmp_path):
    """At the head of the part, or at the end of the file where the part would go."""
    write_values()
    path = tmp_path / "third.toml"
    text = path.read_text(encoding="utf-8")
    start = text.index(f"[{section}")
    end = text.find("\n\n", start)
    head = f"[{section}]" if "must have" in lacking[0] else ""
    text = text[:start] + head + (text[end:] if end > 0 else "")
    path.write_text(text, encoding="utf-8")
    lines = text.splitlines()
    line = lines.index(head) + 1 if head else len(lines)
    with pytest.raises(ValueError, match=r"^third\.toml:") as refused:
        document("third")
    told = str(refused.value).splitlines()
    assert [one for one in told if "hours: source" not in one] == [
        f"third.toml:{line}: {said}" for said in lacking
    ]


def test_a_file_that_is_not_toml_is_refused(write_values, tmp_path):
    write_values()
    (tmp_path / "third.toml").write_text("[values", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^third\.toml:1: "):
        document("third")


def test_programmes_go_by_their_order_then_by_their_name(write_values):
    for name, order in (("a", 3), ("c", 1), ("b", 1), ("d", 2)):
        write_values(name, order)
    assert programme_ids() == ("b", "c", "d", "a")


def test_the_first_known_day_is_the_earliest_of_the_programmes(write_values):
    """Each programme has its own; before it some value would be missing, and none is guessed."""
    write_values("a", values="{ effective = 2026-04-01, value = 1 }")
    assert first_known_day() == all_known_from() == date(2026, 4, 1)
    write_values(
        "b", values="{ effective = 2026-06-01, value = 1 }, { effective = 2027-01-01, value = 2 }"
    )
    write_values("c", values="{ value = 1 }")
    write_values("d", values="")
    assert first_known_day() == date(2026, 4, 1)
    assert all_known_from() == date(2026, 6, 1)
    days = {"a": date(2026, 4, 1), "b": date(2026, 6, 1), "c": date.min, "d": date.min}
    assert {id: known_from(id) for id in programme_ids()} == days
    assert [id for id in programme_ids() if in_force(id, date(2026, 5, 31))] == ["a", "c", "d"]
    assert [id for id in programme_ids() if in_force(id, date(2026, 6, 1))] == [*"abcd"]


def test_a_programme_is_known_from_the_latest_first_day_of_its_values(write_values, tmp_path):
    write_values("a", values="{ effective = 2026-04-01, value = 1 }")
    path = tmp_path / "a.toml"
    more = path.read_text(encoding="utf-8").partition("[values.hours]")[2]
    for name, day in (("later", "2026-07-01"), ("sooner", "2026-05-01")):
        text = f"[values.{name}]{more}".replace("2026-04-01", day)
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    document.cache_clear()
    assert known_from("a") == date(2026, 7, 1)


def test_the_days_of_change_begin_with_the_first_known_day(write_values):
    """Each once, in order, those of every programme; what came before is not known."""
    write_values("a", values="{ effective = 2026-04-01, value = 1 }")
    write_values(
        "b", values="{ effective = 2026-06-01, value = 1 }, { effective = 2027-01-01, value = 2 }"
    )
    write_values(
        "c",
        values="{ value = 1 }, { effective = 2026-09-01, value = 2 }, "
        "{ effective = 2027-01-01, value = 3 }",
    )
    assert days_of_change() == (
        date(2026, 4, 1),
        date(2026, 6, 1),
        date(2026, 9, 1),
        date(2027, 1, 1),
    )


def test_without_any_date_every_day_is_known(write_values):
    write_values("b", values="")
    assert first_known_day() == date.min
    write_values("a")
    assert first_known_day() == date.min


def test_only_files_of_values_are_programmes(write_values, tmp_path):
    write_values("a")
    (tmp_path / "notes.txt").write_text("no values", encoding="utf-8")
    assert programme_ids() == ("a",)


# ---- A later value, all the way through ----------------------------------------------


def test_a_later_value_is_used_from_its_first_day_on(copied_rules, command):
    path = copied_rules / "rules" / "programmes" / "paas_action.toml"
    text = path.read_text(encoding="utf-8")
    allowance = document("paas_action").parameters["support_allowance"]
    first = allowance.history[0].value
    more = first + Decimal("7.10")
    for id, value, later in (
        ("weekly_hours_maximum", 20, "{ effective = 2027-01-01, value = 24.5 }"),
        ("support_allowance", first, f"{{ effective = 2027-04-01, value = {more} }}"),
    ):
        # In place of whatever history there is by now.
        text, times = re.subn(
            rf"(\[values\.{id}\][^\[]*dated = )\[.*?\n?\]\n",
            rf"\g<1>[{{ effective = 2026-04-01, value = {value} }}, {later}]\n",
            text,
            flags=re.DOTALL,
        )
        assert times == 1
    path.write_text(text, encoding="utf-8")

    days = ["2026-04-01", "2026-12-31", "2027-01-01", "2027-03-31", "2027-04-01", "2030-01-01"]
    lines = "".join(f'{{"on":"{day}","weekly_hours":22}}\n' for day in days)
    ran = command("participant", "--lines", given=lines.encode(), folder=copied_rules)
    got = [answer["programmes"]["paas_action"] for answer in ran.answers]
    amounts = [f"{first}"] * 4 + [f"{more}"] * 2
    assert [a["allowance"]["monthly"]["high"] for a in got] == amounts
    assert [a["monthly_total"]["high"] for a in got] == amounts
    assert [a["hours"]["weekly_maximum"] for a in got] == ["20"] * 2 + ["24.5"] * 4
    assert [a["hours"]["check"] for a in got] == ["above_maximum"] * 2 + ["within"] * 4
    assert [answer["on"] for answer in ran.answers] == days


def test_a_later_first_value_moves_the_first_known_day(copied_rules, command):
    path = copied_rules / "rules" / "programmes" / "paas_action.toml"
    text = path.read_text(encoding="utf-8").replace(
        "2026-04-01, value = 20 }", "2026-06-01, value = 20 }"
    )
    path.write_text(text, encoding="utf-8")
    lines = b'{"on":"2026-05-31"}\n{"on":"2026-06-01"}\n'
    before, first = command("participant", "--lines", given=lines, folder=copied_rules).answers
    (error,) = before["errors"]
    assert error.startswith("on: ")
    assert "2026-06-01" in error
    assert first["programmes"]["paas_action"]["hours"]["weekly_maximum"] == "20"


def test_interagirs_values_are_read_on_the_day_once_they_have_one(copied_rules, command):
    """Its document is undated today; a later value must hold from its first day on, not before."""
    path = copied_rules / "rules" / "programmes" / "interagir.toml"
    text = path.read_text(encoding="utf-8")
    for value, later in (
        ("{ low = 10, high = 15 }", "{ low = 12, high = 16 }"),
        ("80", "60"),
        ("6", "9"),
        ("12", "24"),
    ):
        before = f"dated = [{{ value = {value} }}]"
        assert text.count(before) == 1
        after = f"dated = [{{ value = {value} }}, {{ effective = 2027-01-01, value = {later} }}]"
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")

    given = "".join(
        f'{{"on":"{day}","weekly_hours":16,"start_date":"2027-03-31"}}\n'
        for day in ("2026-12-31", "2027-01-01")
    )
    ran = command("participant", "--lines", given=given.encode(), folder=copied_rules)
    got = [answer["programmes"]["interagir"] for answer in ran.answers]
    assert [list(a["hours"]["weekly_minimum"].values()) for a in got] == [
        ["10", "15"],
        ["12", "16"],
    ]
    assert [a["hours"]["monthly_average"] for a in got] == ["80", "60"]
    assert [a["hours"]["check"] for a in got] == ["meets_start", "meets_average"]
    assert [[m["on"] for m in a["milestones"]] for a in got] == [
        ["2027-09-30", "2028-03-31"],
        ["2027-12-31", "2029-03-31"],
    ]
