"""YAML files that people edit: every value with its line, and each sentence for what is refused."""

from pathlib import Path

import pytest

from compiler.read.mistake import Mistake, SourceError
from compiler.read.yaml_file import Located, Unquoted, parsed, read_yaml

TEXT = """\
# remark
words: text

list:
  - one
  - "2"
  - 3
yes_or_no: [true, No, "yes", on, 2026-11-28, 1.5, ~]
nothing:
long: >
  a
  b
inner: {key: [deep]}
tagged: !own value
"""


def test_every_value_has_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(TEXT, encoding="utf-8")
    read = read_yaml(file, "docs/a.yaml")
    assert (read.name, read.mistakes) == ("docs/a.yaml", [])
    every = (
        *(True, False, "yes", True),
        *(Unquoted("2026-11-28"), Unquoted("1.5"), None),
    )
    assert read.nodes == {
        ("words",): Located(2, "text"),
        ("list", 0): Located(5, "one"),
        ("list", 1): Located(6, "2"),
        ("list", 2): Located(7, Unquoted("3")),
        ("list",): Located(4, ("one", "2", Unquoted("3"))),
        **{("yes_or_no", place): Located(8, value) for place, value in enumerate(every)},
        ("yes_or_no",): Located(8, every),
        ("nothing",): Located(9, None),
        ("long",): Located(10, "a b\n"),
        ("inner", "key", 0): Located(13, "deep"),
        ("inner", "key"): Located(13, ("deep",)),
        ("inner",): Located(13, {"key": ("deep",)}),
        ("tagged",): Located(14, Unquoted("value")),
        (): Located(2, read.content),
    }
    # In the file's order, and each before what holds it.
    assert [keys[0] for keys in read.nodes if len(keys) == 1] == [
        *("words", "list", "yes_or_no", "nothing", "long", "inner", "tagged"),
    ]
    assert read.line(("list", 7, "key")) == 4
    assert read.line(("unknown",)) == 2
    assert read.mistake(("inner", "other"), "…") == Mistake("docs/a.yaml", 13, "…")


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("# remark\n", encoding="utf-8")
    read = read_yaml(tmp_path / "a.yaml", "a.yaml")
    assert (read.nodes, read.mistakes) == ({(): Located(1, None)}, [])
    assert read.content is None


def test_keys_that_stand_twice_or_are_no_text_are_told_and_passed_over(tmp_path: Path) -> None:
    text = "a: 1\nb: {c: x, c: y}\na: z\n? [d]\n: e\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    read = read_yaml(tmp_path / "a.yaml", "a.yaml")
    assert read.content == {"a": Unquoted("1"), "b": {"c": "x"}}
    assert read.mistakes == [
        Mistake("a.yaml", 2, "c is already on line 2; accepted: each key once"),
        Mistake("a.yaml", 3, "a is already on line 1; accepted: each key once"),
        Mistake("a.yaml", 4, "a key is not text; accepted: a word"),
    ]


CANNOT = "the file cannot be read: "
ALIAS = f"{CANNOT}aliases (*name) are not accepted; write the value out"
QUOTE = f"{CANNOT}a quote is missing on this line: a text begins and ends with one"
UNREADABLE = {
    "no UTF-8": (
        b"a: 1\nb: \xe9\n",
        f"a.yaml:2: {CANNOT}this line is not UTF-8; save the file as UTF-8",
    ),
    "what cannot be seen": (
        b"a: 1\n\nb: x\x07\n",
        f"a.yaml:3: {CANNOT}character U+0007 is not accepted",
    ),
    "an alias": (b"a: &x 1\nb: *x\n", f"a.yaml:2: {ALIAS}"),
    "an open quote": (b'a: "one\nb: two\n', f"a.yaml:1: {QUOTE}"),
    "an open quote in a list": (b'a: "x"\nb:\n  - "one\nc: two\n', f"a.yaml:3: {QUOTE}"),
    "a tab": (
        b"a:\n\tb: 1\n",
        f"a.yaml:2: {CANNOT}a tab stands at the beginning of this line; write spaces in its place",
    ),
    "an open bracket": (
        b"a: 1\nb: [x\nc: 1\n",
        f"a.yaml:2: {CANNOT}expected ',' or ']', but got ':' on line 3"
        " (while parsing a flow sequence from line 2)",
    ),
    "an open quote of another kind": (
        b"a: 1\nb: 'x\n\n",
        f"a.yaml:2: {CANNOT}found unexpected end of stream on line 4"
        " (while scanning a quoted scalar from line 2)",
    ),
    "a wrong indent": (
        b"a:\n  b: 1\n c: 2\n",
        f"a.yaml:3: {CANNOT}expected <block end>, but found '<block mapping start>' on line 3"
        " (while parsing a block mapping from line 1)",
    ),
    "a second colon": (b"a: b: c\n", f"a.yaml:1: {CANNOT}mapping values are not allowed here"),
}


@pytest.mark.parametrize(("content", "told"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_told_with_its_line(
    tmp_path: Path, content: bytes, told: str
) -> None:
    (tmp_path / "a.yaml").write_bytes(content)
    with pytest.raises(SourceError) as caught:
        read_yaml(tmp_path / "a.yaml", "a.yaml")
    assert str(caught.value) == told


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read_yaml(tmp_path / "a.yaml", "a.yaml")
    assert str(caught.value) == "a.yaml: there is no such file; it is needed"


def test_a_star_that_is_no_alias_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text('a: "*b*"\n', encoding="utf-8")
    assert read_yaml(tmp_path / "a.yaml", "a.yaml").content == {"a": "*b*"}


def test_settings_of_other_programs_may_have_aliases() -> None:
    node = parsed("a: &x [1]\nb: *x\n")
    assert node is not None
    assert node.value[0][1] is node.value[1][1]
