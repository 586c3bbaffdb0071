"""``python -m compiler new``: what it writes is whole but for its marks, which no build takes."""

import re
import shutil
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from compiler.check.to_be_written import MARKS, check_to_be_written
from compiler.new import new
from compiler.read.documents import read_documents
from compiler.read.mistake import SourceError
from compiler.read.sources import read_sources
from rules.dated import programme_ids
from rules.values_file import read_values

# A place in what the command says: a file, a line, and colons behind both.
PLACE = re.compile(r"[\w/.-]+:[0-9]+:")
FOLDERS = ("rules/programmes", "calculator/words/messages", "docs/facts", "docs/fr", "docs/en")
GIVEN = ("programme", "paas_essai", "--name-fr", "PAAS Essai", "--since", "2027-01-01")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in FOLDERS:
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


def by_default(question: str, default: str) -> str:
    return default


def test_every_file_of_a_programme_can_be_read(project: Path) -> None:
    new(project, GIVEN, by_default)
    values = read_values(str(project / "rules/programmes/paas_essai.toml"))
    assert values["programme"]["order"] == len(programme_ids()) + 1
    module = (project / "rules/programmes/paas_essai.py").read_text(encoding="utf-8")
    compile(module, "paas_essai.py", "exec")
    ids = []
    for language in MARKS:
        file = project / f"calculator/words/messages/paas_essai.{language}.toml"
        ids.append(repr(_keys(tomllib.loads(file.read_text(encoding="utf-8")))))
    assert ids[0] == ids[1]
    facts = (project / "docs/facts/paas_essai.yaml").read_text(encoding="utf-8")
    (fact,) = yaml.safe_load(facts)["facts"]
    assert fact["value"] in values["values"]
    documents = read_documents(project / "docs")
    assert {document.id for document in documents} == {"paas_essai"}


def test_a_day_within_a_month_is_no_date_of_a_document(project: Path) -> None:
    """The document's date stands for its month, as the remark above it asks."""
    new(project, (*GIVEN[:-1], "2027-01-15"), by_default)
    values = read_values(str(project / "rules/programmes/paas_essai.toml"))
    assert values["document"]["dated"] == date(2027, 1, 1)
    assert values["values"]["weekly_hours"]["dated"][0]["effective"] == date(2027, 1, 15)


def _keys(words: object) -> object:
    return {k: _keys(v) for k, v in words.items()} if isinstance(words, dict) else None


def test_each_mark_stops_the_build_and_is_named(
    copied_sources: Path,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    forget: Callable[[], None],
) -> None:
    project = copied_sources
    shutil.copytree(root / "rules" / "programmes", project / "rules" / "programmes")
    said = new(project, GIVEN, by_default)
    monkeypatch.setattr("rules.dated.FOLDER", str(project / "rules" / "programmes"))
    forget()
    try:
        with pytest.raises(SourceError) as refused:
            check_to_be_written(project, read_sources(project))
        places = [f"{one.file}:{one.line}:" for one in refused.value.mistakes]
        assert sorted(places) == sorted(place for place in PLACE.findall(said))
        for file in {one.file for one in refused.value.mistakes}:
            text = (project / file).read_text(encoding="utf-8")
            for mark in MARKS.values():
                text = text.replace(mark, "x")
            (project / file).write_text(text, encoding="utf-8")
        forget()
        check_to_be_written(project, read_sources(project))
    finally:
        monkeypatch.undo()
        forget()


def test_it_asks_for_what_is_not_given(project: Path) -> None:
    answers = {"Name in French": "Une page", "Address of the English page": "a-page"}
    new(project, ("page", "a_page"), lambda question, default: answers.get(question, default))
    assert (project / "docs/fr/a-page.md").is_file()
    text = (project / "docs/en/a-page.md").read_text(encoding="utf-8")
    assert 'title: "Une page"' in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("page", "Été", "--name-fr", "x"), "id: must be small letters"),
        (("page", "a_page"), "--name-fr: must be a name"),
        (("page", "a", "--name-fr", 'a"b'), "--name-fr: must be a name"),
        (("page", "a", "--name-fr", "x", "--address-fr", "A b"), "--address-fr: must be small"),
        ((*GIVEN[:-1], "2027-13-01"), "--since: must be a day such as"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(
    arguments: tuple[str, ...], said: str, project: Path
) -> None:
    with pytest.raises(SourceError, match=said):
        new(project, arguments, by_default)
    assert [file for file in project.rglob("*") if file.is_file()] == []


def test_nothing_is_written_over(project: Path) -> None:
    new(project, GIVEN, by_default)
    before = {file: file.read_text(encoding="utf-8") for file in project.rglob("*.*")}
    with pytest.raises(SourceError, match="is there already"):
        new(project, GIVEN, by_default)
    assert {file: file.read_text(encoding="utf-8") for file in project.rglob("*.*")} == before
