"""Whole builds of a copy: a changed amount, and a programme added by new files only."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.whole_site

ROOT = Path(__file__).resolve().parents[2]
MADE_FROM = (
    *("rules", "calculator", "browser", "population", "pyodide_bundle", "compiler"),
    *("docs", "theme"),
    *("mkdocs.yml", "mkdocs.en.yml", "regional_contacts.yaml", "pyproject.toml", "LICENSE"),
    *("requirements", "package-lock.json"),
)
MAY_2026, JANUARY_2027 = "1777593600", "1798848000"
TEXT = {".html", ".json", ".csv", ".xml", ".txt", ".webmanifest"}
VALUES = "rules/programmes/paas_action.toml"
OLD, NEW = "173.00", "181.50"
SHOWN = {
    "173\u00a0$": "181,50\u00a0$",
    # As a text message has it.
    "173 $": "181,50 $",
    "$173": "$181.50",
    "173.00": "181.50",
    '"173"': '"181.5"',
}

Change = Callable[[Path], None]
Site = dict[str, str]


def packages_of_a_build(folder: Path) -> None:
    """Fill node_modules with what npm fetches for a build: tests and checks have more."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    for place, about in lock["packages"].items():
        name = place.removeprefix("node_modules/")
        if place and not about.get("dev") and "node_modules/" not in name:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).symlink_to(ROOT / place)


def build(folder: Path, change: Change, epoch: str) -> Site:
    """Copy the project to a folder, change the copy, build it; the site's texts by path."""
    for name in MADE_FROM:
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy(ROOT / name, folder)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    packages_of_a_build(folder / "node_modules")
    change(folder)
    done = subprocess.run(
        [sys.executable, "-m", "compiler"],
        cwd=folder,
        # The lean engine takes half a minute to make, and shows on no page.
        env={**os.environ, "SOURCE_DATE_EPOCH": epoch, "PASSERELLE_ENGINE": "stock"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    site = folder / "site"
    return {
        file.relative_to(site).as_posix(): file.read_text(encoding="utf-8")
        for file in site.rglob("*")
        # What is made from the rules or from the pages follows them, under another name.
        if file.suffix in TEXT and not {"engine", "search"} & set(file.relative_to(site).parts)
    }


def replaced(old: str, new: str) -> Change:
    def change(project: Path) -> None:
        file = project / VALUES
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build(tmp_path_factory.mktemp("unchanged"), lambda _: None, MAY_2026)


# Folders are named after what they hold: rules, or the pages that can be found; and a page
# bears the sizes of the engine's files, which hold the rules.
NAMED = re.compile(r"""(?:engine|search)/[0-9a-f]{12}/|data-engines="[^"]*\"""")


def test_corrected_amount_changes_only_files_that_depend_on_it(
    unchanged: Site, tmp_path: Path
) -> None:
    corrected = build(tmp_path, replaced(f"value = {OLD}", f"value = {NEW}"), MAY_2026)
    assert set(corrected) == set(unchanged)
    follows = set()
    for path, text in unchanged.items():
        expected = text
        for old, new in SHOWN.items():
            expected = re.sub(rf"(?<!\d){re.escape(old)}(?!\d)", new, expected)
        if expected != text:
            follows.add(path)
        assert NAMED.sub("", corrected[path]) == NAMED.sub("", expected), path
    assert {
        *("index.html", "paas-action/index.html", "questions/index.html"),
        *("situations/index.html", "estimer/index.html", "sources/index.html"),
        *("en/index.html", "en/paas-action/index.html", "en/questions/index.html"),
        *("api/parameters.json", "api/decision-table.csv"),
    } <= follows


def test_amount_with_later_day_applies_from_that_day(unchanged: Site, tmp_path: Path) -> None:
    raised = build(
        tmp_path,
        replaced(
            f"value = {OLD} }}]", f"value = {OLD} }}, {{ effective = 2027-01-01, value = {NEW} }}]"
        ),
        JANUARY_2027,
    )
    for path in ("index.html", "paas-action/index.html", "questions/index.html"):
        for old, new in (("173\u00a0$", "181,50\u00a0$"), ("$173", "$181.50")):
            page = path if "$1" not in new else f"en/{path}"
            assert old in unchanged[page]
            assert old not in raised[page]
            assert raised[page].count(new) == unchanged[page].count(old)
    # The table of values keeps the old one, with its day.
    assert "173\u00a0$" in raised["sources/index.html"]
    assert "181,50\u00a0$" in raised["sources/index.html"]
    parameters = json.loads(raised["api/parameters.json"])["programmes"]["paas_action"]
    assert parameters["parameters"]["support_allowance"]["history"] == [
        {"effective": "2026-04-01", "value": "173"},
        {"effective": "2027-01-01", "value": "181.5"},
    ]
    table = raised["api/decision-table.csv"]
    assert table.count("2027-01-01") > 0
    assert unchanged["api/decision-table.csv"].count("173.00") == table.count("173.00")


# ---- What this site adds -----------------------------------------------------------------

ADDED = re.compile(r"(?<=\nprovince_wide:\n).*?(?=\nregions:)", re.DOTALL)


def test_what_this_site_adds_is_left_out_with_its_lines(unchanged: Site, tmp_path: Path) -> None:
    def leave_out(project: Path) -> None:
        file = project / "regional_contacts.yaml"
        text, times = ADDED.subn("", file.read_text(encoding="utf-8"))
        assert times == 1
        assert "services_quebec" not in text
        file.write_text(text, encoding="utf-8")

    def naming(site: Site) -> set[str]:
        marks = ("8776444545", "644-4545", "data-contact", "services-quebec.vcf")
        return {path for path, text in site.items() if any(mark in text for mark in marks)}

    left = build(tmp_path, leave_out, MAY_2026)
    assert set(left) == set(unchanged)
    assert {"estimer/index.html", "en/estimate/index.html", "api/regions.json"} <= naming(unchanged)
    assert naming(left) == set()
    assert not list((tmp_path / "site").rglob("services-quebec*"))
    # Nothing leads to a card that is not there.
    for path, text in left.items():
        if path.endswith(".html"):
            folder = (tmp_path / "site" / path).parent
            for href in re.findall(r'href="([^"]*\.vcf)"', text):
                assert (folder / href).is_file(), (path, href)


# ---- A third programme -------------------------------------------------------------------

THIRD = Path(__file__).with_name("third_programme")
# It leaves out all that a programme can leave out, and begins in 2027.
LATER = Path(__file__).with_name("later_programme")


def test_third_programme_needs_only_new_files(unchanged: Site, tmp_path: Path) -> None:
    """Values, module, messages, register and pages are added; no file is edited."""

    def add(project: Path) -> None:
        for example in (THIRD, LATER):
            for file in sorted(example.rglob("*.*")):
                copy = project / file.relative_to(example)
                assert not copy.exists()
                shutil.copy(file, copy)

    added = build(tmp_path, add, MAY_2026)
    assert set(added) - set(unchanged) == {
        *("troisieme/index.html", "en/third/index.html"),
        *("paas-reussir/index.html", "en/paas-reussir/index.html"),
        # With more than two the header leads to their list.
        *("programmes/index.html", "en/programs/index.html"),
    }
    _named_where_programmes_are_listed(added)
    for page in ("estimer", "situations", "sources", "organismes/verifier"):
        assert "Troisième" in added[f"{page}/index.html"], page
        assert "Troisième" not in unchanged[f"{page}/index.html"], page
    for page in ("estimate", "situations", "sources", "organizations/check"):
        assert "Third" in added[f"en/{page}/index.html"], page
    assert "de 50\u00a0$ à 75,50\u00a0$" in added["troisieme/index.html"]
    assert 'href="../../en/third/#fact-third-grant"' in added["en/sources/index.html"]
    assert 'data-programme="third"' in added["en/estimate/index.html"]
    parameters = json.loads(added["api/parameters.json"])["programmes"]
    assert list(parameters) == ["paas_action", "interagir", "third", "later"]
    # Before its first day a page has the values of that day, and says so.
    assert "1er\u00a0janvier 2027" in added["paas-reussir/index.html"].replace(
        "1er j", "1er\u00a0j"
    )
    assert "15\u00a0heures" in added["paas-reussir/index.html"]
    assert 'data-programme="later"' in added["estimer/index.html"]
    assert 'data-programme="later"' not in added["organismes/verifier/index.html"]
    assert "later." not in added["organismes/verifier/index.html"]
    # Nobody is named whom its document does not name.
    assert "servicePhone" not in added["paas-reussir/index.html"]
    assert "third" in added["api/decision-table.csv"].partition("\n")[0]


def _named_where_programmes_are_listed(added: Site) -> None:
    """The third programme stands in the menus and in what lists the programmes, two others too."""
    for root, about, named in (
        ("", "Les quatre programmes", "Troisième"),
        ("en/", "The four programs", "Third"),
    ):
        home = BeautifulSoup(added[f"{root}index.html"], "html.parser")
        # The header does not grow: the way to the telephone numbers stays where it was.
        assert len(home.select("header nav li")) == 4
        assert named in [one.text for one in home.select("footer nav a")]
        assert named in [one.h3.text for one in home.select(".programmes > .programme")]
        assert about in [one.text for one in home.find_all("h2")]
        two = re.compile(r"deux programmes|two programs|[Bb]oth programs|deux documents")
        for page in (added[f"{root}index.html"], added[f"{root}questions/index.html"]):
            assert not two.search(BeautifulSoup(page, "html.parser").text)
        questions = BeautifulSoup(added[f"{root}questions/index.html"], "html.parser")
        assert named in [one.h3.text for one in questions.select(".programmes > .programme")]
        assert not questions.select("table.compare")
        answered = [one.text.rstrip(".") for one in questions.select("li > strong")]
        # Whether one has to, how much, the costs, whom to call, for whom: not the hours.
        assert answered.count(named) == 5
    own = BeautifulSoup(added["troisieme/index.html"], "html.parser")
    data = json.loads(own.find("script", type="application/ld+json").string)
    assert data["mainEntity"]["provider"]["name"] == "Un ministère"
    assert added["manifest.webmanifest"].count("Quatre programmes") == 1
