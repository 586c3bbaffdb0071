"""The groups of a configuration's ``nav``."""

from pathlib import Path, PurePosixPath

from compiler.read.navigation import Group, read_navigation
from rules.relevance import SIDE_BY_SIDE

TEXT = """\
site_url: !ENV [ADDRESS, "https://site.invalid/"]
nav:
  - Home: index.md
  - First things:
      - A page: a.md
      - Another?: folder/b.md
"""


def test_groups_and_names_in_their_order() -> None:
    assert read_navigation(TEXT) == (
        Group(None, {PurePosixPath("index.md"): "Home"}),
        Group(
            "First things",
            {PurePosixPath("a.md"): "A page", PurePosixPath("folder/b.md"): "Another?"},
        ),
    )


def test_both_languages_have_the_same_groups(root: Path) -> None:
    texts = [(root / name).read_text("utf-8") for name in ("mkdocs.yml", "mkdocs.en.yml")]
    french, english = map(read_navigation, texts)
    assert [len(group.names) for group in french] == [len(group.names) for group in english]
    # The first group with a title stands in the header, with two programmes in the place of one.
    assert next(len(group.names) for group in french if group.title) + SIDE_BY_SIDE - 1 == 5
