"""The groups of a configuration's ``nav``."""

from pathlib import Path, PurePosixPath

from compiler.read.navigation import Group, read_navigation

TEXT = """\
site_url: !ENV [ADDRESS, "https://site.invalid/"]
nav:
  - Home: index.md
  - First things:
      - A page: a.md
      - Another?: folder/b.md
"""


def test_groups_and_names_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(TEXT, encoding="utf-8")
    assert read_navigation(tmp_path / "mkdocs.yml") == (
        Group(None, {PurePosixPath("index.md"): "Home"}),
        Group(
            "First things",
            {PurePosixPath("a.md"): "A page", PurePosixPath("folder/b.md"): "Another?"},
        ),
    )


def test_both_languages_have_the_same_groups(root: Path) -> None:
    french, english = (read_navigation(root / name) for name in ("mkdocs.yml", "mkdocs.en.yml"))
    assert [len(group.names) for group in french] == [len(group.names) for group in english]
    # The first group with a title stands in the header.
    assert next(len(group.names) for group in french if group.title) == 5
