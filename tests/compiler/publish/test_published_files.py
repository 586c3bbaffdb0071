"""The files beside the pages that programs and servers read: their paths and small texts."""

import json
from collections.abc import Mapping

import pytest

from compiler.publish.published_files import header_rules, nginx_files, published_files
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
    for name in ("bill_of_materials", "api_files"):
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
