"""The bill of materials of two small lock files, as a whole."""

import json
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest

from compiler.publish import bill_of_materials as module
from compiler.publish.bill_of_materials import bill_of_materials
from rules import RULES_VERSION

URL = "https://site.example/"
DIGESTS = {letter: letter * 64 for letter in "abcd"}
# Of 64 bytes as package-lock.json writes them, and as CycloneDX does.
INTEGRITY, OF_64_BYTES = f"sha512-{'A' * 86}==", "00" * 64

REQUIREMENTS = f"""\
# Made by `make lock`.
mkdocs-material==9.7.1 \\
    --hash=sha256:{DIGESTS["a"]} \\
    --hash=sha256:{DIGESTS["b"]}
    # via -r requirements/site.in
Jinja2.x==3.1 ; python_version < "4" \\
    --hash=sha256:{DIGESTS["c"]}
not-installed==0.1 \\
    --hash=sha256:{DIGESTS["d"]}
"""
LOCK = {
    "packages": {
        "": {"name": "passerelle", "version": "1.0.0"},
        "node_modules/@expo-google-fonts/public-sans": {
            "version": "0.4.2",
            "license": "OFL-1.1",
            "integrity": INTEGRITY,
        },
        "node_modules/a/node_modules/b": {"version": "2.0.0", "integrity": INTEGRITY},
        "node_modules/of-tests": {"version": "3.0.0", "integrity": INTEGRITY, "dev": True},
    }
}
LICENSES = {"mkdocs-material": "MIT", "Jinja2.x": None}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The lock files of a project; what is installed of it says its licence, or none."""

    def metadata(name: str) -> dict[str, str | None]:
        if name not in LICENSES:
            raise module.metadata.PackageNotFoundError(name)
        return {"License-Expression": LICENSES[name]} if LICENSES[name] else {}

    monkeypatch.setattr(module.metadata, "metadata", metadata)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/site.txt").write_text(REQUIREMENTS, encoding="utf-8")
    (tmp_path / "package-lock.json").write_text(json.dumps(LOCK), encoding="utf-8")
    return tmp_path


def component(
    purl: str, name: str, version: str, scope: str, license: str, *hashes: tuple[str, str]
) -> dict[str, object]:
    return {
        "bom-ref": purl,
        "externalReferences": [
            {
                "hashes": [{"alg": algorithm, "content": content} for algorithm, content in hashes],
                "type": "distribution",
                "url": purl,
            }
        ],
        **({"licenses": [{"license": {"id": license}}]} if license else {}),
        "name": name,
        "purl": purl,
        "scope": scope,
        "type": "library",
        "version": version,
    }


def of_python(*letters: str) -> list[tuple[str, str]]:
    return [("SHA-256", DIGESTS[letter]) for letter in letters]


OF_NODE = ("SHA-512", OF_64_BYTES)
FONT = "pkg:npm/%40expo-google-fonts/public-sans@0.4.2"
COMPONENTS = [
    component(FONT, "@expo-google-fonts/public-sans", "0.4.2", "required", "OFL-1.1", OF_NODE),
    component("pkg:pypi/jinja2.x@3.1", "Jinja2.x", "3.1", "excluded", "", *of_python("c")),
    component("pkg:npm/b@2.0.0", "b", "2.0.0", "excluded", "", OF_NODE),
    component(
        "pkg:pypi/mkdocs-material@9.7.1",
        *("mkdocs-material", "9.7.1", "required", "MIT"),
        *of_python("a", "b"),
    ),
    component(
        "pkg:pypi/not-installed@0.1", "not-installed", "0.1", "excluded", "", *of_python("d")
    ),
]
PURLS = sorted(str(one["purl"]) for one in COMPONENTS)


def test_the_bill_as_a_whole(project: Path) -> None:
    names = "\n".join(PURLS)
    serial = uuid5(NAMESPACE_URL, f"{URL}\n{RULES_VERSION}\n{names}")
    expected = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "components": COMPONENTS,
        "dependencies": [
            {"ref": "passerelle", "dependsOn": PURLS},
            *({"ref": purl} for purl in PURLS),
        ],
        # No time: two builds agree.
        "metadata": {
            "component": {
                "bom-ref": "passerelle",
                "licenses": [{"license": {"id": "MIT"}}],
                "name": "passerelle",
                "type": "application",
                "version": RULES_VERSION,
            }
        },
        "serialNumber": f"urn:uuid:{serial}",
        "specVersion": "1.6",
        "version": 1,
    }
    text = bill_of_materials(project, URL)
    assert text == json.dumps(expected, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def test_the_same_lock_files_give_the_same_bytes(project: Path) -> None:
    assert bill_of_materials(project, URL) == bill_of_materials(project, URL)
    assert bill_of_materials(project, "https://other.example/") != bill_of_materials(project, URL)
