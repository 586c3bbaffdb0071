"""The menus that MkDocs is given."""

from pathlib import PurePosixPath

import pytest
import yaml

from compiler.publish.menus import configuration, menus
from compiler.read.navigation import Group
from compiler.read.programme_pages import own_pages
from compiler.read.sources import Sources
from compiler.read.words import words_of
from rules.dated import programme_ids

GROUPS = (
    Group(None, {PurePosixPath("index.md"): "Home"}),
    Group("More", {PurePosixPath("a.md"): "A", PurePosixPath("b.md"): "B: “b”"}),
)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_programme_stands_in_the_menus_under_its_name(sources: Sources, language: str) -> None:
    names = {file: name for group in menus(sources)[language] for file, name in group.names.items()}
    for id in programme_ids():
        file = sources.documents[language, id].file
        assert names[file] == words_of(language).text(f"programme.{id}")


@pytest.mark.parametrize("many", [False, True])
def test_configuration_says_the_menus_and_nothing_twice(
    sources: Sources, many: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compiler.publish.menus.has_list_page", lambda: many)
    monkeypatch.setattr("compiler.publish.menus.are_many", lambda: many)
    given = yaml.safe_load(configuration("en", GROUPS, sources))
    assert given.pop("nav") == [{"Home": "index.md"}, {"More": [{"A": "a.md"}, {"B: “b”": "b.md"}]}]
    # The header has the list in the place of the programmes.
    files = list(map(str, own_pages("en", sources.documents))) if many else []
    list_page = "programs.md" if many else ""
    extra = {"many_programmes": many, "list_page": list_page, "programme_pages": files}
    extra["of_ministry"] = True
    assert given == {"INHERIT": "mkdocs.en.yml", "extra": extra}
