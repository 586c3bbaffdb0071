"""Names of towns: how they are compared, and each sentence for what is wrong with them."""

from pathlib import Path

import pytest

from compiler.read.mistake import Mistake
from compiler.read.towns import town_key, town_mistakes
from compiler.read.yaml_file import read_yaml

KEYS = {
    "Sacré-Cœur": "sacre-coeur",
    "ŒUVRE": "oeuvre",
    "Val-d’Or": "val-d-or",
    "Saint-Louis-du-Ha! Ha!": "saint-louis-du-ha-ha",
    "L’Ancienne–Lorette ": "l-ancienne-lorette",
    "Gaspe\u0301": "gaspe",
    "3-Rivières": "3-rivieres",
    "Xanadu": "xanadu",
}


@pytest.mark.parametrize(("name", "key"), KEYS.items())
def test_how_a_name_is_compared(name: str, key: str) -> None:
    assert town_key(name) == key


TEXT = """\
towns:
  Alma: [a]
  Élan: [a]
  Dolbeau: [a]
  elan: [a]
other_town_names:
  MTL: Montréal
  ALMA: Alma
  Zed: 3
"""


def test_what_is_wrong_with_names_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(TEXT, encoding="utf-8")
    once = "accepted: each name once, accents and signs ignored"
    assert list(town_mistakes(read_yaml(tmp_path / "a.yaml", "a.yaml"))) == [
        Mistake("a.yaml", 5, f"elan is already on line 3, as Élan; {once}"),
        Mistake("a.yaml", 8, f"ALMA is already on line 2, as Alma; {once}"),
        Mistake("a.yaml", 4, "towns has Dolbeau after Élan; accepted: alphabetical order"),
        Mistake("a.yaml", 8, "other_town_names has ALMA after MTL; accepted: alphabetical order"),
        Mistake(
            "a.yaml",
            7,
            "MTL stands for Montréal, which towns lacks; accepted: a name in towns",
        ),
    ]


@pytest.mark.parametrize("text", ["", "towns: 3\nother_town_names:\n", "towns: [Alma]\n"])
def test_what_holds_no_names_is_told_elsewhere(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert list(town_mistakes(read_yaml(tmp_path / "a.yaml", "a.yaml"))) == []
