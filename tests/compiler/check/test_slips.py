"""Slips of somebody who does not program: each is told in words, with the line to mend."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from compiler.check.markup import check_markup
from compiler.check.replaced_values import check_replaced_values
from compiler.read.documents import parse_document
from compiler.read.mistake import SourceError
from compiler.read.paired import Paired
from compiler.read.yaml_file import read_yaml
from rules.dated import document
from rules.values_file import ValuesError, read_values

ROOT = Path(__file__).resolve().parents[3]
VALUE = "[values.support_allowance]"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("2026-04-01, value = 173.00", "2027-13-01, value = 173.00", 4, "2027-13-01 is no day"),
        ("value = 173.00", "value = 180,00", 4, "180,00: write a number with a point"),
        ("value = 173.00", "value = $180.00", 4, "write a number with a point and no sign"),
        ("value = 173.00", "value = 180.00 $", 4, "write a number with a point and no sign"),
        ("effective = 2026-04-01", "effective = 01/04/2026", 4, "write a day as 2027-04-01"),
        ('unit = "CAD/month"', 'unit = "CAD/month', 1, "a quote is missing on this line"),
        ("value = 173.00", "value = 18000", 4, "must be 10000 or less, got 18000"),
        ("effective = 2026-04-01", "effective = 2206-04-01", 4, "between 1970 and 2099"),
    ],
)
def test_slips_in_values(old: str, new: str, line: int, said: str, tmp_path: Path) -> None:
    text = (ROOT / "rules/programmes/paas_action.toml").read_text(encoding="utf-8")
    before, head, after = text.partition(VALUE)
    assert old in after
    file = tmp_path / "paas_action.toml"
    file.write_text(before + head + after.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValuesError) as refused:
        read_values(str(file))
    place = f"paas_action.toml:{before.count(chr(10)) + 1 + line}: "
    assert str(refused.value).startswith(place)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a:\n  b: 1\n\tc: 2\n", 3, "a tab stands at the beginning of this line"),
        ('a: "one\nb: "two"\nc: "three"\n', 1, "a quote is missing on this line"),
        ('a:\n  - "one\n  - "two"\n', 2, "a quote is missing on this line"),
    ],
)
def test_slips_in_yaml(text: str, line: int, said: str, tmp_path: Path) -> None:
    file = tmp_path / "data.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as refused:
        read_yaml(file, "data.yaml")
    (mistake,) = refused.value.mistakes
    assert mistake.line == line
    assert said in mistake.sentence


@pytest.mark.parametrize(
    ("matter", "line", "said"),
    [
        ('page: a\ntitle: "one\ndescription: "two"', 3, "a quote is missing on this line"),
        ("page: a\ntitle: one: two\ndescription: x", 3, "has a colon; write it between quotes"),
        ("page: a\n\ttitle: one", 3, "a tab stands at the beginning"),
        ('page: "a"\ntitle one\ndescription: x', 3, "a line without a key: title one"),
    ],
)
def test_slips_in_a_front_matter(matter: str, line: int, said: str) -> None:
    with pytest.raises(SourceError) as refused:
        parse_document("fr", PurePosixPath("a.md"), f"---\n{matter}\n---\n\n# A\n")
    (mistake,) = refused.value.mistakes
    assert mistake.line == line
    assert said in mistake.sentence


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("# A\n\n# B\n", 9, "# B is a second title"),
        ("# A\n\n## B\n\n## B\n", 11, "the heading B is already on line 9"),
        ('# A\n\n<div class="x">\n\ntext\n', 9, "this <div> is never closed"),
        ("# A\n\n</div>\n", 9, "closes what nothing has opened"),
    ],
)
def test_slips_in_a_document(text: str, line: int, said: str) -> None:
    matter = "---\npage: a\ntitle: A\ndescription: A\n---\n\n"
    one = parse_document("fr", PurePosixPath("a.md"), matter + text)
    with pytest.raises(SourceError) as refused:
        check_markup(Paired([one]))
    (mistake,) = refused.value.mistakes
    assert mistake.line == line
    assert said in mistake.sentence


def test_an_old_value_that_was_written_over(
    copied_rules_of_today: Path, monkeypatch: pytest.MonkeyPatch, forget: Callable[[], None]
) -> None:
    file = copied_rules_of_today / "rules/programmes/paas_action.toml"
    text = file.read_text(encoding="utf-8")
    before, head, after = text.partition(VALUE)
    assert "effective = 2026-04-01" in after
    # One later day than the first, and earlier than any that may follow.
    after = after.replace("effective = 2026-04-01", "effective = 2026-04-02", 1)
    file.write_text(before + head + after, encoding="utf-8")
    monkeypatch.setattr("rules.dated.FOLDER", str(file.parent))
    forget()
    try:
        assert document("paas_action").parameters
        with pytest.raises(SourceError, match="leave the old value where it is"):
            check_replaced_values(copied_rules_of_today)
    finally:
        monkeypatch.undo()
        forget()
