"""Files of values that people have slipped in: the line and what to write, to the letter."""

from decimal import Decimal

import pytest

from rules.values_file import UNITS, ValuesError, read_values

FILE = """[programme]
order = 1
[document]
title = "Third"
publisher = "Somebody"
[sections]
only = "A section"
[values.amount]
unit = "{unit}"
certainty = "stated"
source = "only"
dated = [{{ {dated} }}]
"""

NUMBER = "write a number with a point and no sign, such as 180.00"
DAY = "write a day as 2027-04-01: year, month, day"
WHOLE_DAY = "write a whole day, such as 2027-04-01, or the first of the month"
NO_DAY = "is no day; write year-month-day, such as 2027-04-01"
STRAIGHT = "a text stands between straight quotes"
QUOTE = "a quote is missing on this line: a text begins and ends with one"

# A line that is no TOML, and what is said of it.
SLIPS = {
    "a = 180,00": f"180,00: {NUMBER}",
    "a = 1,5": f"1,5: {NUMBER}",
    "a = $180.00": f"$180.00: {NUMBER}",
    "a = $ 180": f"$ 180: {NUMBER}",
    "a = $180,00": f"$180,00: {NUMBER}",
    "a = 180.00 $": f"180.00 $: {NUMBER}",
    "a = 1 800 $": f"1 800 $: {NUMBER}",
    "a = 1\u00a0800$": f"1\u00a0800$: {NUMBER}",
    "a = 01-04-2027": f"01-04-2027: {DAY}",
    "a = 2026-09": f"2026-09: {WHOLE_DAY}",
    "a = 2026-9 # September": f"2026-9: {WHOLE_DAY}",
    "a = 1/4/2027": f"1/4/2027: {DAY}",
    "a = 2027/04/01": f"2027/04/01: {DAY}",
    "a = 2027/4/1 # a day": f"2027/4/1: {DAY}",
    "a = 2027-02-29": f"2027-02-29 {NO_DAY}",
    "a = 2027-4-1": f"2027-4-1 {NO_DAY}",
    "a = [2027-04-01, { b = 2027-13-01 }]": f"2027-13-01 {NO_DAY}",
    "a = “text”": f"”: {STRAIGHT}",
    "a = « text »": f"»: {STRAIGHT}",
    "a = ‘text’ # said": f"’: {STRAIGHT}",
    'a = "text': QUOTE,
    'a = "text" and" more': QUOTE,
    'a = text" # "': QUOTE,
}


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("before", [0, 1, 3])
def test_a_usual_slip_is_told_with_its_line(tmp_path, slip, before):
    path = tmp_path / "third.toml"
    path.write_text('fine = "12" # 2027-04-01\n' * before + f"{slip}\n?\n", encoding="utf-8")
    with pytest.raises(ValuesError) as told:
        read_values(str(path))
    assert str(told.value) == f"third.toml:{before + 1}: {SLIPS[slip]}"


@pytest.mark.parametrize("line", ["[values", 'a = "one" "two"', "a = 2027-04-01 x", "= # 1,5"])
def test_any_other_slip_is_told_as_toml_tells_it_with_its_line(tmp_path, line):
    path = tmp_path / "third.toml"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    said = r"^third\.toml:2: this line cannot be read as TOML: [^()]+$"
    with pytest.raises(ValuesError, match=said):
        read_values(str(path))


def test_bytes_that_are_no_text_are_told(tmp_path):
    (tmp_path / "third.toml").write_bytes(b"a = \xff")
    said = "third.toml:1: must be UTF-8 text, and is not"
    with pytest.raises(ValuesError) as told:
        read_values(str(tmp_path / "third.toml"))
    assert str(told.value) == said


HIGH = "or less, got {}: look at its digits"
YEARS = "effective must lie between 1970 and 2099, got {}: look at its year"


@pytest.mark.parametrize(
    ("unit", "dated", "said"),
    [
        ("CAD/month", "value = 10000", None),
        ("CAD", "value = 10000.01", f"value must be 10000 {HIGH.format('10000.01')}"),
        ("CAD/month", "value = 10001", f"value must be 10000 {HIGH.format(10001)}"),
        ("hours/week", "value = 744", None),
        ("hours/week", "value = 745", f"value must be 744 {HIGH.format(745)}"),
        (
            "hours/week",
            "value = { low = 1, high = 745 }",
            f"value must be 744 {HIGH.format(745)}",
        ),
        ("months", "value = 600", None),
        ("months", "value = 601", f"value must be 600 {HIGH.format(601)}"),
        ("months", "effective = 1970-01-01, value = 1", None),
        ("months", "effective = 1969-12-31, value = 1", YEARS.format("1969-12-31")),
        ("months", "effective = 2099-12-31, value = 1", None),
        ("months", "effective = 2100-01-01, value = 1", YEARS.format("2100-01-01")),
    ],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_amounts_and_days_are_accepted_up_to_their_limits(tmp_path, unit, dated, said, mark):
    path = tmp_path / "third.toml"
    path.write_text(mark + FILE.format(unit=unit, dated=dated), encoding="utf-8")
    if said is None:
        found = read_values(str(path))["values"]["amount"]
        assert (found["unit"], len(found["dated"])) == (unit, 1)
    else:
        with pytest.raises(ValuesError) as told:
            read_values(str(path))
        assert str(told.value) == f"third.toml:12: amount: {said}"


def test_a_value_whose_head_is_written_otherwise_is_told_at_the_end_of_the_file(tmp_path):
    path = tmp_path / "third.toml"
    text = FILE.format(unit="francs", dated="value = 1")
    path.write_text(text.replace("[values.amount]", '[ "values".amount ]'), encoding="utf-8")
    with pytest.raises(ValuesError) as told:
        read_values(str(path))
    said = f"unit is francs; accepted: {', '.join(UNITS)}"
    assert str(told.value) == f"third.toml:12: amount: {said}"


def test_numbers_are_read_exactly(tmp_path):
    path = tmp_path / "third.toml"
    path.write_text(FILE.format(unit="CAD", dated="value = 0.10"), encoding="utf-8")
    (dated,) = read_values(str(path))["values"]["amount"]["dated"]
    assert (type(dated["value"]), str(dated["value"])) == (Decimal, "0.10")


def test_all_slips_of_a_file_are_told_at_once(tmp_path):
    path = tmp_path / "third.toml"
    path.write_text('a = 180,00\nb = "C#"\nc = 2027-13-01\nd = "text\n', encoding="utf-8")
    with pytest.raises(ValuesError) as told:
        read_values(str(path))
    assert str(told.value).splitlines() == [
        f"third.toml:1: 180,00: {NUMBER}",
        f"third.toml:3: 2027-13-01 {NO_DAY}",
        f"third.toml:4: {QUOTE}",
    ]


def test_all_complaints_of_a_file_are_told_each_at_its_line(tmp_path):
    dated = """
  { value = 1 }, # the first
  { effective = 2206-04-01, value = 18000 },
  { effective = 2026-04-01, value = 20000 },
"""
    text = FILE.format(unit="CAD/week/participant", dated="DATED").replace("{ DATED }", dated)
    path = tmp_path / "third.toml"
    path.write_text(text.replace('"stated"', '"sure"'), encoding="utf-8")
    with pytest.raises(ValuesError) as told:
        read_values(str(path))
    lines = [one.split(" is ")[0].split(", got")[0] for one in str(told.value).splitlines()]
    assert lines == [
        "third.toml:9: amount: unit",
        "third.toml:10: amount: certainty",
        "third.toml:14: amount: effective must lie between 1970 and 2099",
        "third.toml:15: amount: value must be 10000 or less",
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        (
            "[sections]",
            "datd = 2026-04-01\n[sections]",
            6,
            "datd is an unknown key; accepted: dated, publisher, title",
        ),
        (
            "[document]",
            "until = 2027-08-31\n[document]",
            3,
            "until is an unknown key; accepted: order",
        ),
        (
            "[values.amount]",
            "[more]\n[values.amount]",
            8,
            "[more] is an unknown part; accepted: programme, document, sections, values",
        ),
    ],
)
def test_what_nobody_reads_is_told(tmp_path, old, new, line, said):
    """A key that is misspelt would leave out what it says, without a word."""
    text = FILE.format(unit="CAD", dated="value = 1").replace(old, new)
    path = tmp_path / "third.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValuesError) as told:
        read_values(str(path))
    assert str(told.value) == f"third.toml:{line}: {said}"


@pytest.mark.parametrize("id", ["trem-plin", "Tremplin", "étape", "2026", "a__b", "_a", "a b"])
def test_name_of_a_file_that_can_be_no_id_is_told(tmp_path, id):
    path = tmp_path / f"{id}.toml"
    path.write_text(FILE.format(unit="CAD", dated="value = 1"), encoding="utf-8")
    with pytest.raises(
        ValuesError, match=f"^{id}.toml: {id} cannot be a programme's id; accepted:"
    ):
        read_values(str(path))
