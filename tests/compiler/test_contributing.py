"""CONTRIBUTING.md and handbook/contribuer.md: the same steps, and all that they name exists."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from compiler.read.facts import Strength
from compiler.read.placeholder_values import placeholders
from compiler.read.words import words_of
from compiler.site import BUILD, SITE
from rules.values_file import CERTAINTIES, UNITS

GUIDES = ("CONTRIBUTING.md", "handbook/contribuer.md")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
# Files of the examples, which are made by following the steps.
EXAMPLES = Path("tests/compiler/third_programme")
NEW = {"docs/es/", "mkdocs.es.yml", "es.toml"}


@pytest.fixture(params=GUIDES)
def guide(request: pytest.FixtureRequest, root: Path) -> str:
    return (root / str(request.param)).read_text(encoding="utf-8")


def codes(text: str) -> list[str]:
    return [code.strip("`") for code in CODE.findall(text)]


def test_both_languages_have_the_same_steps(root: Path) -> None:
    english, french = ((root / name).read_text(encoding="utf-8") for name in GUIDES)
    for pattern in (r"^#+ ", r"^\d+\. ", r"^- ", r"^\|"):
        steps = re.compile(pattern, re.MULTILINE)
        assert steps.findall(english) == steps.findall(french), pattern
    assert sorted(codes(english)) == sorted(codes(french))


def test_guide_names_existing_files(guide: str, root: Path) -> None:
    named = [code for code in codes(guide) if re.fullmatch(r"[\w.-]*[/.][\w./-]*\w*", code)]
    paths = [name for name in named if "/" in name.strip("/") or name.endswith((".yml", ".yaml"))]
    assert len(paths) > 20
    made = {f"{BUILD.name}/", f"{SITE.name}/api/", f"{SITE.name}/api/decision-table.csv"}
    missing = [
        path
        for path in paths
        if not path.startswith("/")
        and path not in NEW | made
        and not (root / path).exists()
        and not (root / EXAMPLES / path).exists()
    ]
    assert missing == []


def test_guide_names_existing_commands(guide: str, root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"\bmake (\w+)", "\n".join(codes(guide)))
    assert {"serve", "test"} <= set(targets)
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.M)] == []


def test_guide_example_of_amount_is_accepted(guide: str, root: Path) -> None:
    (snippet,) = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    example = tomllib.loads("\n".join(line.strip() for line in snippet.splitlines()))
    file = root / "rules" / "programmes" / "paas_action.toml"
    stated = tomllib.loads(file.read_text(encoding="utf-8"))["values"]["support_allowance"]
    first, later = example["dated"]
    assert set(first) == set(later) == set(stated["dated"][0])
    assert first["effective"] == stated["dated"][0]["effective"] < later["effective"]


def test_guide_placeholder_exists(guide: str) -> None:
    (name,) = set(re.findall(r"\{\{ (\w+\.\w+) \}\}", guide))
    programme, _, id = name.partition(".")
    assert id in placeholders(date(2026, 5, 1), words_of("en"))[programme]


def test_guide_lists_all_that_is_accepted(guide: str) -> None:
    """In the order of the code, so that a word that is added there is added here."""
    rows = {
        key: re.findall(rf"^\| `{key}`[^|]*\| `([^`]*)` \|$", guide, re.MULTILINE)
        for key in ("unit", "certainty", "strength")
    }
    listed = {key: ", ".join(found).split(", ") for key, found in rows.items()}
    assert listed == {
        "unit": list(UNITS),
        "certainty": list(CERTAINTIES),
        "strength": list(get_args(Strength)),
    }
