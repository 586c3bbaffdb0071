"""The files beside the pages that programs and servers read: their paths and small texts."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from calculator.words.catalogue import LANGUAGES
from compiler.publish import headers
from compiler.publish.api import api_files
from compiler.publish.bill_of_materials import bill_of_materials
from compiler.publish.offline import manifests
from compiler.publish.published_files import (
    PROJECT,
    header_rules,
    nginx_files,
    published_files,
)
from compiler.publish.vcard import vcards
from compiler.read.kept import Kept
from compiler.read.words import words_of
from compiler.render.publication import Publication

URL = "https://site.example/folder/"


@pytest.fixture(scope="module")
def published(publication: Publication) -> Publication:
    return publication._replace(site_url=URL, contact="mailto:us@site.example")


@pytest.fixture(scope="module")
def made(published: Publication) -> Mapping[str, str]:
    return published_files(published, header_rules(published))


def test_every_file_has_its_path(made: Mapping[str, str]) -> None:
    alone = {name for name in made if not name.endswith(".vcf") and not name.startswith("api/")}
    assert alone == {
        *(".well-known/security.txt", "_headers", "_redirects", "assets/towns.json"),
        *("en/manifest.webmanifest", "manifest.webmanifest", "robots.txt", "sbom.cdx.json"),
    }
    assert {name for name in made if name.startswith("api/")} == {
        f"api/{name}"
        for name in (
            *("changes.json", "decision-table.csv", "openapi.json", "parameters.json"),
            *("population.duckdb.sql", "population.spark.sql", "postal-areas.json"),
            *("province-wide.csv", "regions.csv", "regions.json"),
            *("schemas/changes.json", "schemas/organisation-input.json"),
            *("schemas/organisation-output.json", "schemas/participant-input.json"),
            *("schemas/participant-output.json", "schemas/postal-areas.json"),
            *("schemas/regions.json", "values.en.atom", "values.fr.atom"),
        )
    }
    assert sum(name.endswith(".vcf") for name in made) == 2 * 17 + 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "robots.txt",
            f"User-agent: *\nAllow: /\nSitemap: {URL}sitemap.xml\nSitemap: {URL}en/sitemap.xml\n",
        ),
        # The first that fits is taken: English before all.
        ("_redirects", "/en/* /en/404.html 404\n/* /404.html 404\n"),
        (
            ".well-known/security.txt",
            "Contact: mailto:us@site.example\nExpires: 2027-04-30T00:00:00Z\n"
            f"Preferred-Languages: fr, en\nCanonical: {URL}.well-known/security.txt\n",
        ),
    ],
)
def test_small_files_as_they_are(made: Mapping[str, str], name: str, text: str) -> None:
    assert made[name] == text


def test_without_a_contact_nobody_is_named(
    published: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What takes long and is of no interest here.
    for name in ("_bill_of_materials", "api_files"):
        monkeypatch.setattr(f"compiler.publish.published_files.{name}", lambda *_: {})
    made = published_files(published._replace(contact=None), [])
    assert {"robots.txt", "_redirects"} < set(made)
    assert ".well-known/security.txt" not in made


def test_towns_are_written_short_and_with_their_accents(made: Mapping[str, str]) -> None:
    text = made["assets/towns.json"]
    assert "Montréal" in text
    assert text == json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))


def test_each_part_of_the_site_has_its_headers(published: Publication) -> None:
    rules = header_rules(published)
    patterns = [rule.pattern.removeprefix("/folder/") for rule in rules]
    assert all(rule.pattern.startswith("/folder/") for rule in rules)
    assert patterns[0] == "*"
    assert set(patterns[1:-9]) == {
        *("estimer/", "estimer/comparer/", "integrer/calculateur/", "organismes/verifier/"),
        *("recherche/", "en/estimate/", "en/estimate/compare/", "en/embed/calculator/"),
        *("en/organizations/check/", "en/search/"),
    }
    assert patterns[-9] == "calculator/*"
    assert patterns[-8:] == [
        *("integrer/calculateur/", "en/embed/calculator/"),
        *("assets/passerelle.*", "calculator/*", "engine/*", "results/*", "search/*", "sw.js"),
    ]
    files = nginx_files(rules)
    assert set(files) == {"nginx-maps.conf", "nginx-headers.conf"}
    assert files["nginx-maps.conf"].startswith("map $request_uri $passerelle_path {\n")
    assert files["nginx-headers.conf"].startswith("add_header Cross-Origin-Opener-Policy ")


def test_each_file_is_what_its_part_makes_of_the_publication(
    published: Publication, made: Mapping[str, str]
) -> None:
    rules = header_rules(published)
    assert made["_headers"] == headers.written(rules)
    assert made["sbom.cdx.json"] == bill_of_materials(PROJECT, URL)
    assert {name: made[name] for name in made if name.endswith(".webmanifest")} == manifests(
        {language: words_of(language) for language in LANGUAGES}
    )
    assert {name: made[name] for name in made if name.endswith(".vcf")} == vcards(
        published.pages, published.directory, URL
    )
    assert {name: made[name] for name in made if name.startswith("api/")} == {
        f"api/{name}": text for name, text in api_files(published.directory, URL).items()
    }
    assert nginx_files(rules) == {
        "nginx-maps.conf": headers.nginx_maps(rules),
        "nginx-headers.conf": headers.nginx_headers(rules),
    }


def test_what_takes_long_is_kept(published: Publication, tmp_path: Path) -> None:
    published_files(published._replace(kept=Kept(tmp_path, "base")), [])
    assert {file.name for file in tmp_path.iterdir()} == {
        *("bill-of-materials", "decision-table", "population-sql"),
    }


def test_policies_are_those_of_the_pages(published: Publication) -> None:
    """Where WebAssembly runs, and what other sites may show."""
    rules = header_rules(published)

    def policy(path: str) -> tuple[bool, bool]:
        found = headers.headers_of(f"/folder/{path}", rules)[headers.POLICY]
        return "wasm-unsafe-eval" in found, "frame-ancestors *" in found

    assert {
        path: policy(path) for path in ("", "estimer/", "en/embed/calculator/", "regions/")
    } == {
        "": (False, False),
        "estimer/": (True, False),
        "en/embed/calculator/": (True, True),
        "regions/": (False, False),
    }
    for path in ("calculator/0/a.js", "engine/0/a", "results/0", "search/0/a"):
        headers_there = headers.headers_of(f"/folder/{path}", rules)
        assert headers_there.items() >= headers.KEEP_FOR_EVER.items()
    assert policy("calculator/0/worker.js") == (True, False)
