"""The bill of materials of the site in CycloneDX: ``site/sbom.cdx.json``.

It is made from the lock files, which pin every download by its hash.
"""

import base64
import json
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from rules import RULES_VERSION

# The components whose code, letters or words reach visitors; the build alone uses the others.
SERVED = {
    *("mkdocs-material", "pyodide", "pagefind-bin", "public-sans"),
    *("dictionary-fr", "dictionary-en-ca"),
}

PINNED = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+).*?(?P<hashes>(?:\\\n +--hash=\S+ ?)+)", re.M
)
LICENSES = LicenseFactory()


def bill_of_materials(project: Path, site_url: str) -> str:
    """The JSON text. It holds no date, so that the same lock files give the same bytes."""
    components = [
        *_python((project / "requirements/site.txt").read_text(encoding="utf-8")),
        *_node(json.loads((project / "package-lock.json").read_text(encoding="utf-8"))),
    ]
    bom = Bom(components=components)
    bom.metadata.component = Component(
        name="passerelle",
        version=RULES_VERSION,
        type=ComponentType.APPLICATION,
        bom_ref="passerelle",
        licenses=[LICENSES.make_from_string("MIT")],
    )
    bom.register_dependency(bom.metadata.component, components)
    names = "\n".join(sorted(str(component.purl) for component in components))
    bom.serial_number = uuid5(NAMESPACE_URL, f"{site_url}\n{RULES_VERSION}\n{names}")
    text = json.loads(JsonV1Dot6(bom).output_as_string())
    # The time of the build would make two builds differ.
    del text["metadata"]["timestamp"]
    return json.dumps(text, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _python(requirements: str) -> Iterator[Component]:
    for match in PINNED.finditer(requirements):
        hashes = re.findall(r"sha256:([0-9a-f]{64})", match["hashes"])
        yield _component("pypi", match["name"], match["version"], _license(match["name"]), hashes)


def _license(name: str) -> str | None:
    """The licence that an installed package states, if any; None where it is not installed here."""
    try:
        return metadata.metadata(name).get("License-Expression")
    except metadata.PackageNotFoundError:
        return None


def _node(lock: dict[str, dict[str, dict[str, str]]]) -> Iterator[Component]:
    for place, about in lock["packages"].items():
        if place and not about.get("dev"):
            name = place.rpartition("node_modules/")[2]
            digest = base64.b64decode(about["integrity"].removeprefix("sha512-")).hex()
            yield _component("npm", name, about["version"], about.get("license"), [digest])


def _component(
    kind: str, name: str, version: str, license: str | None, hashes: list[str]
) -> Component:
    namespace, _, bare = name.rpartition("/")
    purl = PackageURL(kind, namespace or None, bare, version)
    algorithm = HashAlgorithm.SHA_512 if kind == "npm" else HashAlgorithm.SHA_256
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY,
        scope=ComponentScope.REQUIRED if bare in SERVED else ComponentScope.EXCLUDED,
        bom_ref=str(purl),
        purl=purl,
        licenses=[LICENSES.make_from_string(license)] if license else [],
        # A package has several files, one for each platform: the hashes of all of them.
        external_references=[
            ExternalReference(
                type=ExternalReferenceType.DISTRIBUTION,
                url=XsUri(str(purl)),
                hashes=[HashType(alg=algorithm, content=digest) for digest in hashes],
            )
        ],
    )
