"""Slips of markup in a document, each told with its line and in whole."""

from pathlib import PurePosixPath

import pytest

from compiler.check.markup import check_markup
from compiler.read.documents import parse_document
from compiler.read.mistake import SourceError
from compiler.read.paired import Paired

FILE = "docs/fr/a.md"


def mistakes(*texts: str) -> list[str]:
    """What is said of documents; the text of each begins on line 7 of its file."""
    matter = "---\npage: {}\ntitle: A\ndescription: A\n---\n\n"
    documents = [
        parse_document("fr", PurePosixPath(f"{name}.md"), matter.format(name) + text)
        for name, text in zip("abc", texts, strict=False)
    ]
    try:
        check_markup(Paired(documents))
    except SourceError as error:
        return str(error).splitlines()
    return []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# A\n\n## B\n\n## C\n\n### D", []),
        ("# A\n\n```\n# B\n## C\n## C\n<div>\n```\n\n## C", []),
        ("# A\n{#\n# B\n## C\n#}\n## C", []),
        ("# A\n\n## {{ region.name }}\n\n## {{ region.name }}", []),
        ('<div class="a">\n<div>x</div>\n</div>', []),
        (
            "# A\n\n```\nx\n```\n# B\n\n# C d",
            [
                f"{FILE}:{line}: {title} is a second title; "
                "a page has one, and other headings begin with ##"
                for line, title in ((12, "# B"), (14, "# C d"))
            ],
        ),
        (
            "# A\n## B { #b }\n\n### B\n\n## B {.c}",
            [
                f"{FILE}:{line}: the heading B is already on line 8; give each its own words"
                for line in (10, 12)
            ],
        ),
        (
            # The text of another heading does not end it.
            "## B\n## C\n## B",
            [f"{FILE}:9: the heading B is already on line 7; give each its own words"],
        ),
        (
            "x\n<div>\n<div>\n</div>\ny",
            [f"{FILE}:8: this <div> is never closed; write </div> where it ends"],
        ),
        (
            "<div>\n<div>",
            [
                f"{FILE}:{line}: this <div> is never closed; write </div> where it ends"
                for line in (7, 8)
            ],
        ),
        (
            "<section>\n<b>x\n</section>\n<TABLE>",
            [
                f"{FILE}:8: this <b> is never closed; write </b> where it ends",
                f"{FILE}:10: this <table> is never closed; write </table> where it ends",
            ],
        ),
        (
            "a<br>b <img src='a'>\n<i/> `<b>` <!-- <b> --> {{ a('<b>') }} <https://a.example> < b",
            [],
        ),
        ("<div>x</div>\n\n</div>", [f"{FILE}:9: </div> closes what nothing has opened"]),
    ],
)
def test_slips_of_markup(text: str, said: list[str]) -> None:
    assert mistakes(text) == said


def test_every_document_is_read_by_itself() -> None:
    assert mistakes("# A\n## B", "# A\n## B") == []
    assert mistakes("# A", "</div>") == ["docs/fr/b.md:7: </div> closes what nothing has opened"]
