"""Files of messages: what is read of them, and each sentence for what differs between two."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from compiler.read.message_files import Message, MessageFile, messages_of, read_message_files
from compiler.read.mistake import SourceError

WORDS, SITE = "calculator/words/messages", "compiler/render/messages"
FILES = {
    f"{WORDS}/fr.toml": 'a = "un"\n',
    f"{WORDS}/en.toml": 'a = "one"\n',
    f"{SITE}/fr.toml": 'b = "Un {n} et {m}"\n[c]\nd = "é"\n',
    f"{SITE}/en.toml": 'b = "{m} and {n}"\n[c]\nd = "e"\n',
    f"{SITE}/third.fr.toml": "",
    f"{SITE}/third.en.toml": "",
}


def write(project: Path, files: Mapping[str, str | bytes | None]) -> None:
    for name, text in {**FILES, **files}.items():
        file = project / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is not None:
            file.write_bytes(text.encode() if isinstance(text, str) else text)


def test_files_are_read_as_wholes(tmp_path: Path) -> None:
    write(tmp_path, {f"{SITE}/fr.toml": "\ufeff" + FILES[f"{SITE}/fr.toml"]})
    assert read_message_files(tmp_path) == [
        MessageFile(f"{WORDS}/fr.toml", "fr", 'a = "un"\n', {"a": Message(1, "un")}),
        MessageFile(f"{WORDS}/en.toml", "en", 'a = "one"\n', {"a": Message(1, "one")}),
        MessageFile(
            f"{SITE}/fr.toml",
            "fr",
            FILES[f"{SITE}/fr.toml"],
            {"b": Message(1, "Un {n} et {m}"), "c.d": Message(3, "é")},
        ),
        MessageFile(
            f"{SITE}/en.toml",
            "en",
            FILES[f"{SITE}/en.toml"],
            {"b": Message(1, "{m} and {n}"), "c.d": Message(3, "e")},
        ),
        MessageFile(f"{SITE}/third.fr.toml", "fr", "", {}),
        MessageFile(f"{SITE}/third.en.toml", "en", "", {}),
    ]


# Files that differ, and what is said.
DIFFERENT: Mapping[str, tuple[Mapping[str, str | bytes | None], list[str]]] = {
    "messages of one language alone": (
        {
            f"{WORDS}/fr.toml": 'a = "un"\n\ne = "deux"\n',
            f"{WORDS}/en.toml": 'f = "three"\na = "one"\n',
        },
        [
            f"{WORDS}/fr.toml:3: the message e is not in {WORDS}/en.toml",
            f"{WORDS}/en.toml:1: the message f is not in {WORDS}/fr.toml",
        ],
    ),
    "a message that two files have": (
        {f"{SITE}/third.fr.toml": '\na = "x"\n', f"{SITE}/third.en.toml": 'a = "y"\n'},
        [
            f"{SITE}/third.fr.toml:2: the message a is in {WORDS}/fr.toml:1 already; give one "
            "another name",
            f"{SITE}/third.en.toml:1: the message a is in {WORDS}/en.toml:1 already; give one "
            "another name",
        ],
    ),
    "a group that is a message of another file, and a message that is a group": (
        {
            f"{SITE}/third.fr.toml": 'c = "z"\n[a]\nx = "x"\n',
            f"{SITE}/third.en.toml": 'c = "z"\n[a]\nx = "y"\n',
        },
        [
            f"{SITE}/third.{language}.toml:{line} already; give one another name"
            for language in ("fr", "en")
            for line in (
                f"1: the message c is in {SITE}/{language}.toml:3",
                f"3: the message a.x is in {WORDS}/{language}.toml:1",
            )
        ],
    ),
    "half a pair of braces": (
        {f"{SITE}/fr.toml": 'b = "Un {n et {m}"\n[c]\nd = "é"\n'},
        [
            f"{SITE}/en.toml:1: the message b inserts {{m}}, {{n}}, but {SITE}/fr.toml:1 inserts"
            " {{}, {{}, {}}",
        ],
    ),
    "other insertions": (
        {
            f"{SITE}/fr.toml": 'b = "{n}, {a.b}, {n}"\n[c]\nd = "{{n}}"\n',
            f"{SITE}/en.toml": '[c]\nd = "{n}"\n\n["b"]\n',
        },
        [
            f"{SITE}/fr.toml:1: the message b is not in {SITE}/en.toml",
            f"{SITE}/en.toml:2: the message c.d inserts {{n}}, but {SITE}/fr.toml:3 inserts"
            " nothing",
        ],
    ),
    "insertions in another number": (
        {f"{SITE}/fr.toml": 'b = "{n}, {n} {m}"\n[c]\nd = "é"\n'},
        [
            f"{SITE}/en.toml:1: the message b inserts {{m}}, {{n}}, but {SITE}/fr.toml:1 inserts"
            " {m}, {n}, {n}",
        ],
    ),
    "a file that lacks": (
        {f"{SITE}/third.en.toml": None},
        [f"{SITE}/third.en.toml:1: there is no such file; both languages need it"],
    ),
    "a folder that lacks its catalogue": (
        {f"{WORDS}/fr.toml": None},
        [f"{WORDS}/fr.toml:1: there is no such file; both languages need it"],
    ),
    "what is no TOML": (
        {f"{WORDS}/fr.toml": "a = \n"},
        [f"{WORDS}/fr.toml:1: this line cannot be read as TOML: Invalid value"],
    ),
    "what is no UTF-8": (
        {f"{WORDS}/en.toml": b'a = "one"\nb = "\xe9"\n'},
        [f"{WORDS}/en.toml:2: must be UTF-8 text, and is not"],
    ),
    "mistakes of all files": (
        {f"{WORDS}/fr.toml": "a", f"{SITE}/third.fr.toml": 'a = "x"\n'},
        [
            f"{WORDS}/fr.toml:1: this line cannot be read as TOML: "
            "Expected '=' after a key in a key/value pair",
            f"{SITE}/third.fr.toml:1: the message a is not in {SITE}/third.en.toml",
        ],
    ),
}


@pytest.mark.parametrize(("files", "told"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_differs_is_told(
    tmp_path: Path, files: Mapping[str, str | bytes | None], told: list[str]
) -> None:
    write(tmp_path, files)
    with pytest.raises(SourceError) as caught:
        read_message_files(tmp_path)
    assert str(caught.value).splitlines() == told


IDS = """\
# a = "remark"
first = "1 = one"
a.b = "2"
number = 5

[table]
key = "3"
"in quotes.x" = "4"
list = [
  "x = y",
]
long = '''
inside = "no id"
other
'''
[table.inner]
key = "5"
[ 'quoted.table' ]
key = "6"
[[array]]
key = "7"
"""


def test_each_message_has_the_line_of_its_id() -> None:
    assert messages_of(IDS) == {
        "first": Message(2, "1 = one"),
        "a.b": Message(3, "2"),
        "table.key": Message(7, "3"),
        "table.in quotes.x": Message(8, "4"),
        "table.long": Message(12, 'inside = "no id"\nother\n'),
        "table.inner.key": Message(17, "5"),
        "quoted.table.key": Message(19, "6"),
    }


def test_an_id_of_an_inline_table_has_the_first_line() -> None:
    assert messages_of('\n\na = { b = "c" }\n') == {"a.b": Message(1, "c")}
