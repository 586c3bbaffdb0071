"""What MkDocs is given, how it is run, and when it need not run again.

A program in its place, in the folder of the project that it is run for, notes how it was run.
"""

import json
import sys
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from calculator.words.catalogue import LANGUAGES
from compiler.publish.mkdocs import front_matter, run_mkdocs, write_markdown
from compiler.publish.tools import ToolError
from compiler.read.documents import Document
from compiler.read.kept import Kept
from compiler.read.mistake import SourceError
from compiler.read.pages import Page
from compiler.read.paired import Paired
from compiler.render.policy import page_policy

URL = "https://site.example/folder/"
SCRIPTS = "calculator/0123/"
CONFIGURATIONS = {"fr": "INHERIT: mkdocs.yml", "en": "INHERIT: mkdocs.en.yml"}

# ---- Markdown --------------------------------------------------------------------------------


def page(id: str, language: str, file: str, title: str, text: str = "# A\n", **more: Any) -> Page:
    path = PurePosixPath(file)
    meta = {"page": id, "title": title, **more}
    return Page(Document(language, path, meta, text, 1), path, meta, text)


ABOUT = Paired(
    [
        page("home", "fr", "index.md", "Accueil"),
        page("home", "en", "index.md", "Home"),
        page("about", "fr", "a-propos/index.md", "À propos : « nous »", "# À propos\n", bare=True),
        page("about", "en", "about.md", "About"),
    ]
)

WRITTEN = {
    "fr/index.md": """---
page: home
title: Accueil
root: ./
alternates:
- lang: fr
  href: https://site.example/folder/
- lang: en
  href: https://site.example/folder/en/
- lang: x-default
  href: https://site.example/folder/
switch:
  lang: en
  href: ./en/
---
# A
""",
    "en/index.md": """---
page: home
title: Home
root: ../
alternates:
- lang: fr
  href: https://site.example/folder/
- lang: en
  href: https://site.example/folder/en/
- lang: x-default
  href: https://site.example/folder/
switch:
  lang: fr
  href: ../
---
# A
""",
    "fr/a-propos/index.md": """---
page: about
title: 'À propos : « nous »'
bare: true
root: ../
alternates:
- lang: fr
  href: https://site.example/folder/a-propos/
- lang: en
  href: https://site.example/folder/en/about/
- lang: x-default
  href: https://site.example/folder/a-propos/
switch:
  lang: en
  href: ../en/about/
---
# À propos
""",
    "en/about.md": """---
page: about
title: About
root: ../../
alternates:
- lang: fr
  href: https://site.example/folder/a-propos/
- lang: en
  href: https://site.example/folder/en/about/
- lang: x-default
  href: https://site.example/folder/a-propos/
switch:
  lang: fr
  href: ../../a-propos/
---
# A
""",
}


def texts_below(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes().decode()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_markdown_of_every_page_as_a_whole(tmp_path: Path) -> None:
    write_markdown(ABOUT, tmp_path, URL)
    assert texts_below(tmp_path) == WRITTEN


def test_what_an_earlier_build_wrote_goes(tmp_path: Path) -> None:
    for name in ("fr/removed.md", "en/removed/index.md", "kept.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    write_markdown(ABOUT, tmp_path, URL)
    assert texts_below(tmp_path) == {**WRITTEN, "kept.txt": ""}


def test_front_matter_is_what_stands_above_the_text() -> None:
    home = ABOUT["fr", "home"]
    text = front_matter(home, ABOUT.by_id["home"], URL)
    assert text + home.text == WRITTEN["fr/index.md"]
    # A reader of YAML finds the document's own keys as they were.
    assert home.meta.items() <= yaml.safe_load(text.split("---\n")[1]).items()


def test_titles_that_stand_twice_in_a_language_are_all_told(tmp_path: Path) -> None:
    pages = Paired(
        [
            *ABOUT,
            # The same in the other language is no mistake.
            page("same", "fr", "meme.md", "Home"),
            page("same", "en", "same.md", "Accueil"),
            page("twice", "fr", "deux.md", "Accueil"),
            page("twice", "en", "twice/index.md", "About"),
        ]
    )
    with pytest.raises(SourceError) as caught:
        write_markdown(pages, tmp_path, URL)
    assert str(caught.value).splitlines() == [
        "docs/fr/deux.md:1: the title stands on index.md too",
        "docs/en/twice/index.md:1: the title stands on about.md too",
    ]
    assert texts_below(tmp_path) == {}


# ---- How it is run ---------------------------------------------------------------------------

NOTES = """
import json, os, pathlib, sys
settings = sys.stdin.read()
language = {"INHERIT: mkdocs.yml": "fr", "INHERIT: mkdocs.en.yml": "en"}[settings.splitlines()[0]]
made = pathlib.Path("build/mkdocs", language)
made.mkdir(parents=True, exist_ok=True)
made.joinpath("index.html").write_text("made")
names = ("PASSERELLE_URL_OF_LANGUAGE", "PASSERELLE_POLICY", "PASSERELLE_SCRIPTS",
         "NO_MKDOCS_2_WARNING", "OF_THE_CALLER")
run = [os.getcwd(), sys.executable, sys.argv[1:], {name: os.environ.get(name) for name in names}]
with open(f"runs-{language}", "a") as file:
    print(json.dumps(run), file=file)
print("what is found")
print("what is wrong", file=sys.stderr)
sys.exit(pathlib.Path("fails").exists() and language == "en")
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose MkDocs notes how it was run."""
    files = {
        "mkdocs/__init__.py": "",
        "mkdocs/__main__.py": NOTES,
        "mkdocs/utils.py": "write_file = copy_file = clean_directory = None\n",
        "mkdocs/structure/pages.py": "class Page:\n    render = None\n",
        "mkdocs.yml": "fr",
        "mkdocs.en.yml": "en",
        "theme/main.html": "theme",
        "build/fr/index.md": "# Accueil",
        "build/en/index.md": "# Home",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("OF_THE_CALLER", "kept")
    monkeypatch.delenv("NO_MKDOCS_2_WARNING", raising=False)
    return tmp_path


def runs(project: Path, language: str) -> list[Any]:
    file = project / f"runs-{language}"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize(
    ("language", "url"),
    [("fr", URL), ("en", f"{URL}en/")],
)
def test_mkdocs_is_run_once_for_each_language(project: Path, language: str, url: str) -> None:
    run_mkdocs(project, URL, SCRIPTS, CONFIGURATIONS)
    assert runs(project, language) == [
        [
            str(project),
            sys.executable,
            ["build", "--strict", "--quiet", "--config-file", "-"],
            {
                "PASSERELLE_URL_OF_LANGUAGE": url,
                "PASSERELLE_POLICY": page_policy(engine=False),
                "PASSERELLE_SCRIPTS": SCRIPTS,
                "NO_MKDOCS_2_WARNING": "1",
                "OF_THE_CALLER": "kept",
            },
        ]
    ]


def test_a_failure_is_told_with_all_that_mkdocs_said(project: Path) -> None:
    (project / "fails").touch()
    with pytest.raises(ToolError) as caught:
        run_mkdocs(project, URL, SCRIPTS, CONFIGURATIONS)
    first, *said = str(caught.value).splitlines()
    assert first == "MkDocs, en:"
    assert sorted(said) == ["what is found", "what is wrong"]


# What was edited since the last build, and the languages that are made again for it.
EDITED = {
    "nothing": ({}, ""),
    "a page": ({"build/en/index.md": "# House"}, "en"),
    "a new page": ({"build/fr/new.md": "# New"}, "fr"),
    "the theme": ({"theme/main.html": "other"}, "fr en"),
    "settings": ({"mkdocs.en.yml": "other"}, "fr en"),
    "settings of the first language": ({"mkdocs.yml": "other"}, "fr en"),
    "what was made": ({"build/mkdocs/fr/index.html": "spoilt"}, "fr"),
    "what is no part of it": ({"README.md": "other"}, ""),
}


@pytest.mark.parametrize(("edits", "again"), EDITED.values(), ids=EDITED)
def test_what_is_made_again(project: Path, edits: dict[str, str], again: str) -> None:
    kept = Kept(project / "kept", "base")
    run_mkdocs(project, URL, SCRIPTS, CONFIGURATIONS, kept)
    for name, text in edits.items():
        (project / name).write_text(text, encoding="utf-8")
    run_mkdocs(project, URL, SCRIPTS, CONFIGURATIONS, kept)
    counts = {language: len(runs(project, language)) for language in LANGUAGES}
    assert counts == {language: 1 + (language in again.split()) for language in LANGUAGES}


def test_other_menus_make_their_language_again(project: Path) -> None:
    kept = Kept(project / "kept", "base")
    other = {**CONFIGURATIONS, "fr": f"{CONFIGURATIONS['fr']}\nnav: []"}
    for configurations in (CONFIGURATIONS, other):
        run_mkdocs(project, URL, SCRIPTS, configurations, kept)
    assert [len(runs(project, language)) for language in LANGUAGES] == [2, 1]


def test_another_folder_of_scripts_makes_all_again(project: Path) -> None:
    kept = Kept(project / "kept", "base")
    for scripts in (SCRIPTS, "calculator/4567/"):
        run_mkdocs(project, URL, scripts, CONFIGURATIONS, kept)
    assert [len(runs(project, language)) for language in LANGUAGES] == [2, 2]
