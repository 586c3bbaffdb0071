"""The bill of materials: valid CycloneDX, and the same components as the lock files."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def text(site: Path) -> str:
    return (site / "sbom.cdx.json").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def components(text: str) -> list[dict[str, Any]]:
    return json.loads(text)["components"]


def test_bill_of_materials_is_valid(text: str) -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(text) is None
    assert validator.validate_str(text.replace('"library"', '"nonsense"')) is not None


def test_bill_of_materials_matches_lock_files(components: list[dict[str, Any]]) -> None:
    pinned = re.findall(
        r"^([^\s#=]+)==([^\s;]+)", (ROOT / "requirements/site.txt").read_text(), re.M
    )
    node = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    pinned += [
        (place.removeprefix("node_modules/"), about["version"])
        for place, about in node.items()
        if place and not about.get("dev")
    ]
    assert len(pinned) > 50
    assert {(each["name"], each["version"]) for each in components} == set(pinned)


def test_components_have_hashes_of_downloads(components: list[dict[str, Any]]) -> None:
    locked = (ROOT / "requirements/site.txt").read_text()
    for each in components:
        (source,) = each["externalReferences"]
        assert source["hashes"]
        if each["purl"].startswith("pkg:pypi/"):
            assert all(f"sha256:{one['content']}" in locked for one in source["hashes"])


def test_components_that_reach_visitors_are_required(components: list[dict[str, Any]]) -> None:
    served = {each["name"] for each in components if each["scope"] == "required"}
    assert served >= {"mkdocs-material", "pyodide", "@expo-google-fonts/public-sans"}
    assert not served & {"pydantic", "mkdocs"}
