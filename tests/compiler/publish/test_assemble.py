"""The site put together from a small one: which files it has, where, and what pages load.

The tools are those of the build: PurgeCSS and esbuild.
"""

import os
import re
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from compiler.publish import assemble as module
from compiler.publish.assemble import assemble
from compiler.publish.bundle import PAGE_STYLES, STYLESHEETS
from compiler.publish.store import Store
from compiler.read.kept import Kept
from compiler.read.paired import Paired
from compiler.read.regions import Directory
from compiler.render.publication import Publication

ROOT = Path(__file__).resolve().parents[3]
NODE = Path(sys.prefix) / "bin" / "node"
SCRIPTS, ENGINE = "calculator/0123/", "engine/4567/"

HEAD = '<link rel="stylesheet" href="{root}assets/passerelle.css">'
POSTER = '<link rel="stylesheet" href="{root}assets/passerelle.poster.css">'
THEME = """
.on-page { color: red } .by-script { color: red } .by-calculator { color: red }
.by-renderer { color: red } .nowhere { color: red } [title="part"] { color: red }
"""

# What MkDocs made, by language, and what of it stands in the site.
COMMON = {
    "index.html": HEAD + '<p class="on-page">é</p>',
    "assets/stylesheets/main.0123.min.css": THEME,
    "assets/stylesheets/main.0123.min.css.map": "a map",
    "assets/stylesheets/palette.4567.min.css": ".palette {}",
    "assets/stylesheets/palette.4567.min.css.map": "a map",
    "assets/icons/a.svg": "<svg/>",
    "assets/favicon.svg": "<svg/>",
    "assets/app/192.png": "picture",
    "assets/javascripts/bundle.js": "the theme's",
    "assets/javascripts/workers/search.js": "the theme's",
    "assets/images/favicon.png": "the theme's",
    "css/timeago.css": "the theme's",
}
MADE: Mapping[str, Mapping[str, str]] = {
    "fr": {**COMMON, "regions/index.html": "<p>liste</p>", "regions/a.map": "a map"},
    "en": {**COMMON, "regions/index.html": "<p>list</p>", "poster/index.html": HEAD + POSTER},
}
PROJECT = {
    **{f"theme/css/{name}": "" for name in (*STYLESHEETS, *PAGE_STYLES.values())},
    "theme/css/base.css": '.ours { background: url("icons/a.svg") }',
    "theme/css/poster.css": ".sheet { color: green }",
    "theme/css/notes/README.txt": "no stylesheet",
    "calculator/words/view.py": "class_ = 'by-calculator'",
    "browser/site/a.js": "const name = 'by-script';",
    "compiler/render/blocks.py": "class_ = 'by-renderer'",
    "handbook/a.py": "class_ = 'nowhere'",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in which MkDocs has run, scripts are made and an engine is packed."""
    folder = tmp_path / "project"
    made = {f"build/mkdocs/{one}/{name}": text for one in MADE for name, text in MADE[one].items()}
    scripts = {"build/scripts/page.js": "script", "build/scripts/worker.js": "worker"}
    engine = {"build/engine/pyodide.mjs": "engine", "build/engine/stock/a.wasm": "last resort"}
    write_files(folder, {**PROJECT, **made, **scripts, **engine})
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


@pytest.fixture
def publication(directory: Directory) -> Publication:
    """What of a publication takes part."""
    day = date(2026, 5, 1)
    return Publication(Paired([]), directory, day, SCRIPTS, ENGINE, engines="[]")


def write_files(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def assembled(project: Path, publication: Publication) -> Path:
    scripts = [project / "build/scripts/page.js", project / "build/scripts/worker.js"]
    engine = project / "build/engine"
    store = Store(project / "build/stored")
    return assemble(project, NODE, project / "build", publication, scripts, engine, store)


def files_below(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def text_of(folder: Path, pattern: str) -> str:
    (file,) = folder.glob(pattern)
    return file.read_text(encoding="utf-8")


def without_hash(name: str) -> str:
    return re.sub(r"\.[0-9a-f]{12}\.css$", ".HASH.css", name)


# Each file of the site, the hashes of stylesheets left out.
STANDS = {
    *("index.html", "regions/index.html"),
    *("en/index.html", "en/regions/index.html", "en/poster/index.html"),
    # One stylesheet for both languages, with its icons; one for each kind of page.
    *("assets/passerelle.HASH.css", "assets/icons/a.svg", "assets/app/192.png"),
    *("assets/favicon.svg", "en/assets/favicon.svg"),
    *(f"assets/passerelle.{kind}.HASH.css" for kind in ("poster", "comparison", "situations")),
    *("calculator/0123/page.js", "calculator/0123/worker.js"),
    *("engine/4567/pyodide.mjs", "engine/4567/stock/a.wasm"),
}


def test_every_file_of_the_site(project: Path, publication: Publication) -> None:
    # A build was stopped, and the one before it replaced a site.
    write_files(project / "build/site", {"of-a-stopped-build/index.html": ""})
    write_files(project / "build/replaced", {"index.html": "old", "gone/index.html": ""})
    site = assembled(project, publication)
    assert site == project / "build/site"
    assert set(map(without_hash, files_below(site))) == STANDS
    # Folders that hold nothing are none of the site's.
    assert not [path for path in site.rglob("*") if path.is_dir() and not files_below(path)]
    assert text_of(site, "calculator/0123/page.js") == "script"
    assert text_of(site, "calculator/0123/worker.js") == "worker"
    # The bundle is large: its files are those of the build, not copies.
    for name in ("pyodide.mjs", "stock/a.wasm"):
        assert (site / ENGINE / name).samefile(project / "build/engine" / name)
    # A page that is as it was is the same file for each build; no other is written into.
    before = {name: (site / name).stat().st_ino for name in files_below(site)}
    os.link(site / "index.html", project / "kept")
    write_files(project, {"build/mkdocs/fr/index.html": "another"})
    site = assembled(project, publication)
    changed = {name for name in before if before[name] != (site / name).stat().st_ino}
    assert changed == {"index.html"}
    assert "another" not in (project / "kept").read_text(encoding="utf-8")
    # What was made is left as it is, for the next build.
    assert files_below(project / "build/mkdocs/en") == set(MADE["en"])


# The theme's rules that a page, a script or a renderer names, and all of ours.
STYLES = {
    "assets/passerelle.HASH.css": (
        ".on-page,.by-script,.by-calculator,.by-renderer{color:red}"
        ".ours:not(#_){background:url(icons/a.svg)}\n"
    ),
    "assets/passerelle.poster.HASH.css": ".sheet:not(#_){color:green}\n",
    "assets/passerelle.comparison.HASH.css": "",
    "assets/passerelle.situations.HASH.css": "",
}
LOADED = {
    "index.html": {"assets/passerelle.HASH.css"},
    "regions/index.html": set[str](),
    "en/index.html": {"assets/passerelle.HASH.css"},
    "en/poster/index.html": {"assets/passerelle.HASH.css", "assets/passerelle.poster.HASH.css"},
}


def test_pages_load_stylesheets_by_their_content(project: Path, publication: Publication) -> None:
    site = assembled(project, publication)
    names = {name for name in files_below(site) if name.endswith(".css")}
    texts = {name: (site / name).read_text(encoding="utf-8") for name in names}
    assert {without_hash(name): text for name, text in texts.items()} == STYLES
    for page, expected in LOADED.items():
        html = (site / page).read_text(encoding="utf-8")
        loaded = set(re.findall(r'href="\{root\}([^"]+)"', html))
        assert loaded <= names, page
        assert set(map(without_hash, loaded)) == expected, page
    assert (site / "index.html").read_text(encoding="utf-8").endswith('<p class="on-page">é</p>')


def styles_of(site: Path) -> dict[str, str]:
    """The full name of each stylesheet by the one without a hash."""
    return {without_hash(name): name for name in files_below(site) if name.endswith(".css")}


def test_a_stylesheet_has_another_name_only_when_it_is_another(
    project: Path, publication: Publication
) -> None:
    before = styles_of(assembled(project, publication))
    assert styles_of(assembled(project, publication)) == before
    (project / "theme/css/poster.css").write_text(".sheet { color: blue }", encoding="utf-8")
    after = styles_of(assembled(project, publication))
    assert {name for name in before if before[name] != after[name]} == {
        "assets/passerelle.poster.HASH.css"
    }


# ---- Styles that are kept --------------------------------------------------------------------

# An edit since the last build, and whether the stylesheets are made again for it.
MAIN = "assets/stylesheets/main.0123.min.css"
EDITED: Mapping[str, tuple[Mapping[str, str], bool]] = {
    "nothing": ({}, False),
    "other words on a page": (
        {"build/mkdocs/fr/index.html": HEAD + "<i class='on-page'>a</i>"},
        False,
    ),
    "a page that names a class of the theme": (
        {"build/mkdocs/en/new/index.html": "<p class='nowhere'>"},
        True,
    ),
    "a page that names it no more": (
        {"build/mkdocs/fr/index.html": HEAD, "build/mkdocs/en/index.html": HEAD},
        True,
    ),
    # `[title="part"]` of the theme.
    "a value of an attribute": ({"build/mkdocs/fr/new/index.html": "<p title=part>"}, True),
    "a word that begins with it": ({"build/mkdocs/fr/new/index.html": "<p>partly"}, True),
    "a word that ends with it": ({"build/mkdocs/fr/new/index.html": "<p>depart"}, True),
    "a word that has it": ({"build/mkdocs/fr/new/index.html": "<p>departed"}, True),
    "our styles": ({"theme/css/base.css": ".ours { color: blue }"}, True),
    "styles of a kind of page": ({"theme/css/poster.css": ".sheet { color: blue }"}, True),
    "the theme's styles": (
        {f"build/mkdocs/{one}/{MAIN}": ".on-page { color: blue }" for one in MADE},
        True,
    ),
}


@pytest.mark.parametrize(("edits", "again"), EDITED.values(), ids=EDITED)
def test_when_styles_are_made_again(
    project: Path,
    publication: Publication,
    monkeypatch: pytest.MonkeyPatch,
    edits: Mapping[str, str],
    again: bool,
) -> None:
    made: list[str] = []

    def bundled(*given: object) -> str:
        made.append("styles")
        return "common"

    monkeypatch.setattr(module, "bundle_styles", bundled)
    monkeypatch.setattr(module, "bundle_page_styles", lambda *_: dict.fromkeys(PAGE_STYLES, "kind"))
    keeping = publication._replace(kept=Kept(project / "kept", "base"))
    assembled(project, keeping)
    write_files(project, edits)
    site = assembled(project, keeping)
    assert len(made) == 1 + again
    named = {name: (site / full).read_text("utf-8") for name, full in styles_of(site).items()}
    assert named == {
        name: "common" if name == "assets/passerelle.HASH.css" else "kind" for name in STYLES
    }


def test_what_templates_indent_weighs_nothing(project: Path, publication: Publication) -> None:
    fr = project / "build/mkdocs/fr"
    write_files(fr, {"a/index.html": "\n\n<ul>\n    <li>un</li>\n\n  <li>deux</li>\n</ul>\n"})
    write_files(fr, {"b/index.html": "<pre>un\n  deux\n\ntrois</pre>\n"})
    site = assembled(project, publication)
    assert (site / "a/index.html").read_text() == "<ul>\n<li>un</li>\n\n<li>deux</li>\n</ul>\n"
    assert (site / "b/index.html").read_text() == "<pre>un\n  deux\n\ntrois</pre>\n"
