"""The directory for other programs: the same data as the file, and valid."""

import csv
import gzip
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from compiler.publish.api import api_files
from compiler.publish.directory_files import province_wide_csv, regions_csv, schemas, towns
from compiler.read.offices import Texts
from compiler.read.regions import Directory
from compiler.render.postal_field import compact_postal_areas

HERE = Path(__file__).parent
SITE = "https://passerelle.example/"


@pytest.fixture(scope="module")
def files(directory: Directory) -> dict[str, str]:
    return dict(api_files(directory, SITE))


@pytest.fixture(scope="module")
def full(full_directory: Directory) -> dict[str, str]:
    """The files of a directory with all that an office may have."""
    return dict(api_files(full_directory, SITE))


def rows_of(text: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file as a spreadsheet reads them: the mark in front says UTF-8."""
    return csv.DictReader(io.StringIO(text.encode().decode("utf-8-sig"), newline=""))


def written(number: str) -> str:
    area, rest = number[2:5], f"{number[5:8]}-{number[8:]}"
    return f"{'1 ' if area.startswith('8') and area not in ('819', '873') else ''}{area} {rest}"


def test_a_spreadsheet_opens_the_csv_as_it_is(full: dict[str, str]) -> None:
    """Without the mark Excel takes UTF-8 for Windows-1252; +1418... it takes for an amount."""
    for name in ("regions.csv", "province-wide.csv"):
        assert full[name].encode().startswith(b"\xef\xbb\xbf")
        cells = [cell for row in rows_of(full[name]) for cell in row.values()]
        assert [cell for cell in cells if cell[:1] in ("+", "-", "=", "@", "\t")] == []
        assert [cell for cell in cells if re.fullmatch(r"[0-9.,eE]+", cell)] == []
        assert "\u00a0" not in full[name]


def test_csv_has_data_of_directory(files: dict[str, str], directory: Directory) -> None:
    assert files["regions.csv"].count("\r\n") == 1 + 17
    rows = list(rows_of(files["regions.csv"]))
    assert [row["slug"] for row in rows] == [region.slug for region in directory.regions]
    for row, region in zip(rows, directory.regions, strict=True):
        assert row["name"] == region.name
        assert row["telephone"] == written(region.telephone)
        assert row["toll_free"] == ((region.toll_free and written(region.toll_free)) or "")
        assert (row["collect_calls"] == "true") == region.collect_calls
        assert tuple(row["postal_areas"].split()) == region.postal_areas
        areas = {*row["postal_areas"].split(), *row["shared_postal_areas"].split()}
        assert areas == {
            area for area, slugs in directory.postal_areas.items() if region.slug in slugs
        }


def test_the_document_of_the_offices_may_have_any_id() -> None:
    """One that compiler/new.py takes: with digits too."""
    for name, schema in schemas().items():
        source = Draft202012Validator(schema["properties"]["source"])
        assert source.is_valid("copy_10.regional_offices"), name
        assert not source.is_valid("regional_offices"), name


ADDED: dict[str, Any] = {
    "id": "services_quebec",
    "name": {"fr": "Services Québec", "en": "Services Québec"},
    "telephone": "+18776444545",
    "hours": None,
    "email": None,
    "web": None,
    "programmes": ["paas_action"],
    "checked": "2026-11-28",
    "is_toll_free": True,
    "in_source_documents": False,
    "note": {
        "fr": "numéro ajouté par ce site; à vérifier",
        "en": "number added by this site; to be checked",
    },
}


def test_what_this_site_adds_has_a_place_of_its_own(files: dict[str, str]) -> None:
    (contact,) = json.loads(files["regions.json"])["province_wide"]
    assert set(contact.pop("source")) == {"fr", "en"}
    assert contact == ADDED
    (row,) = rows_of(files["province-wide.csv"])
    assert row["id"] == "services_quebec"
    assert row["telephone"] == "1 877 644-4545"
    assert row["programmes"] == "paas_action"
    assert row["checked"] == "2026-11-28"
    for language, note in ADDED["note"].items():
        assert row[f"note_{language}"] == note
        assert row[f"name_{language}"] == "Services Québec"
        assert "document" in row[f"source_{language}"]
    # It is no region: whoever reads the regions alone meets no number that no document gives.
    assert "644-4545" not in files["regions.csv"]


def test_a_site_without_it_has_the_same_files(
    files: dict[str, str], bare_directory: Directory
) -> None:
    bare = dict(api_files(bare_directory, SITE))
    assert bare.keys() == files.keys()
    assert json.loads(bare["regions.json"])["province_wide"] == []
    assert bare["province-wide.csv"].splitlines() == files["province-wide.csv"].splitlines()[:1]
    assert not [name for name, text in bare.items() if re.search("877 ?644-?4545", text)]
    check_schema(bare, "regions")


HOURS = {"fr": "De 9\u00a0h à 16\u00a0h, sauf <mardi>", "en": "9 a.m. to 4 p.m., not <Tuesday>"}
# Who looks for a text in a spreadsheet types plain spaces.
PLAIN = HOURS["fr"].replace("\u00a0", " ")
LABEL = {"fr": "Réception; jour", "en": "Front desk; day"}


def test_all_that_an_office_has_is_there(full: dict[str, str]) -> None:
    check_schema(full, "regions")
    said = json.loads(full["regions.json"])
    first, *others = said["regions"]
    assert first["more_telephones"] == [
        {"number": "+18195550123", "label": LABEL, "is_toll_free": False},
        {"number": "+18005550123", "label": None, "is_toll_free": True},
        {"number": "+18195550124", "label": None, "is_toll_free": False},
    ]
    (added,) = said["province_wide"]
    for office in (first, added):
        assert office["hours"] == HOURS
        assert office["email"] == "office@site.example"
        assert office["web"] == "https://site.example/a_b?c=1&d=2"
    for region in others:
        assert region["more_telephones"] == []
        assert (region["hours"], region["email"], region["web"]) == (None, None, None)
    row, *rows = rows_of(full["regions.csv"])
    assert row["more_telephones"] == "819 555-0123, 1 800 555-0123, 819 555-0124"
    (one,) = rows_of(full["province-wide.csv"])
    for cells in (row, one):
        assert (cells["hours_fr"], cells["hours_en"]) == (PLAIN, HOURS["en"])
        assert cells["email"] == "office@site.example"
        assert cells["web"] == "https://site.example/a_b?c=1&d=2"
    for cells in rows:
        assert not any(
            cells[c] for c in ("more_telephones", "hours_fr", "hours_en", "email", "web")
        )


REST = f'"{PLAIN}","{HOURS["en"]}",office@site.example,https://site.example/a_b?c=1&d=2'
LINES = {
    "regions.csv": (
        "slug,name,telephone,collect_calls,toll_free,postal_areas,shared_postal_areas,"
        "more_telephones,hours_fr,hours_en,email,web",
        "abitibi-temiscamingue,Abitibi-Témiscamingue,819 763-3226,true,1 877 253-4001,"
        "J0Z J9P J9T J9V J9X J9Y J9Z,J0Y,"
        f'"819 555-0123, 1 800 555-0123, 819 555-0124",{REST}',
    ),
    "province-wide.csv": (
        "id,name_fr,name_en,telephone,programmes,hours_fr,hours_en,email,web,checked,"
        "source_fr,source_en,note_fr,note_en",
        f"services_quebec,Services Québec,Services Québec,1 877 644-4545,paas_action,{REST},"
        "2026-11-28,Un annuaire,A listing,"
        "numéro ajouté par ce site; à vérifier,number added by this site; to be checked",
    ),
}


@pytest.mark.parametrize("name", LINES)
def test_the_first_lines_of_a_table_as_wholes(full_directory: Directory, name: str) -> None:
    (contact,) = full_directory.province_wide
    # What this site says of its own number is written by hand, and may change.
    source = Texts(fr="Un annuaire", en="A listing")
    contact = contact.model_copy(update={"checked": date(2026, 11, 28), "source": source})
    own = full_directory.model_copy(update={"province_wide": (contact,)})
    tables = {"regions.csv": regions_csv(own), "province-wide.csv": province_wide_csv(own)}
    head, first, *_ = tables[name].split("\r\n")
    assert (head, first) == ("\ufeff" + LINES[name][0], LINES[name][1])


def test_the_directory_as_a_whole(full: dict[str, str], full_directory: Directory) -> None:
    credit = full_directory.postal_areas_credit
    said = json.loads(full["regions.json"])
    areas = json.loads(full["postal-areas.json"])
    common = {
        "source": "interagir.regional_offices",
        "postal_areas_credit": {"fr": credit.fr, "en": credit.en},
    }
    assert {key: said[key] for key in common} == common
    assert {key: areas[key] for key in common} == common
    assert list(said) == [*common, "regions", "province_wide", "shared_postal_areas"]
    assert list(areas) == [*common, "postal_areas"]
    assert said["shared_postal_areas"] == {
        area: list(slugs) for area, slugs in full_directory.postal_areas.items() if len(slugs) > 1
    }
    (contact,) = full_directory.province_wide
    assert said["province_wide"] == [
        {
            **ADDED,
            "hours": HOURS,
            "email": "office@site.example",
            "web": "https://site.example/a_b?c=1&d=2",
            "checked": contact.checked.isoformat(),
            "source": {"fr": contact.source.fr, "en": contact.source.en},
        }
    ]
    assert said["regions"][0] == {
        "slug": "abitibi-temiscamingue",
        "name": "Abitibi-Témiscamingue",
        "telephone": "+18197633226",
        "collect_calls": True,
        "toll_free": "+18772534001",
        "more_telephones": [
            {"number": "+18195550123", "label": LABEL, "is_toll_free": False},
            {"number": "+18005550123", "label": None, "is_toll_free": True},
            {"number": "+18195550124", "label": None, "is_toll_free": False},
        ],
        "hours": HOURS,
        "email": "office@site.example",
        "web": "https://site.example/a_b?c=1&d=2",
        "postal_areas": ["J0Z", "J9P", "J9T", "J9V", "J9X", "J9Y", "J9Z"],
    }


def test_towns_as_a_whole(directory: Directory) -> None:
    few = directory.model_copy(
        update={
            "towns": {
                "Amos": ("abitibi-temiscamingue",),
                "Lac-Simon": ("abitibi-temiscamingue", "outaouais"),
                "Laval": ("laval",),
                "Val-d’Or": ("abitibi-temiscamingue",),
            },
            "other_town_names": {"Magdalen Islands": "Les Îles-de-la-Madeleine"},
        }
    )
    assert towns(few) == {
        "regions": {region.slug: region.name for region in directory.regions},
        "own": {"abitibi-temiscamingue": "Amos|Val-d’Or", "laval": "Laval"},
        "shared": {"Lac-Simon": ("abitibi-temiscamingue", "outaouais")},
        "also": {"Magdalen Islands": "Les Îles-de-la-Madeleine"},
    }


def check_schema(files: dict[str, str], name: str) -> None:
    schema = json.loads(files[f"schemas/{name}.json"])
    Draft202012Validator(schema).validate(json.loads(files[f"{name}.json"]))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"is_toll_free": true', '"is_toll_free": "yes"'),
        ('"+18005550123"', '"1 800 555-0123"'),
        ('"https://site.example', '"http://site.example'),
        ('"office@site.example"', '"office"'),
        ('"in_source_documents": false', '"in_source_documents": true'),
        ('"checked": "2026-11-28"', '"checked": "28 novembre 2026"'),
        ('"paas_action"', '"paas"'),
        ('"id": "services_quebec"', '"id": "Services Québec"'),
    ],
)
def test_the_schema_refuses_what_is_wrong_in_details(
    full: dict[str, str], old: str, new: str
) -> None:
    assert old in full["regions.json"]
    with pytest.raises(ValidationError):
        check_schema({**full, "regions.json": full["regions.json"].replace(old, new)}, "regions")


def test_postal_areas_match_computed_table(files: dict[str, str]) -> None:
    with (HERE.parent / "read" / "test_regions_postal_areas.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        computed = {row["postal_area"]: row["regions"].split() for row in csv.DictReader(file)}
    assert json.loads(files["postal-areas.json"])["postal_areas"] == computed
    assert len(computed) == 421


def test_towns_of_the_scripts_are_all_towns_and_small(directory: Directory) -> None:
    made = json.loads(json.dumps(towns(directory), ensure_ascii=False))
    found = dict(made["shared"])
    for slug, row in made["own"].items():
        found |= {name: [slug] for name in row.split("|")}
    assert found == {name: list(slugs) for name, slugs in directory.towns.items()}
    assert len(found) == 492
    assert set(made["also"].values()) <= set(found)
    assert made["regions"]["laval"] == "Laval"
    assert len(gzip.compress(json.dumps(made, ensure_ascii=False).encode())) < 8000


@pytest.mark.parametrize("name", ["regions", "postal-areas"])
def test_each_file_is_valid_against_its_schema(files: dict[str, str], name: str) -> None:
    schema = json.loads(files[f"schemas/{name}.json"])
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"{SITE}api/schemas/{name}.json"
    Draft202012Validator(schema).validate(json.loads(files[f"{name}.json"]))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("regions", '"+14507526888"', '"450 752-6888"'),
        ("regions", '"collect_calls": true', '"collect_calls": "yes"'),
        ("regions", '"slug": "laval"', '"slug": "ontario"'),
        ("regions", '"J0M"', '"K1A"'),
        ("regions", '"toll_free": null', '"fax": null'),
        ("postal-areas", '"G0G": [', '"K1A": ['),
        ("postal-areas", '"nord-du-quebec"', '"nunavik"'),
    ],
)
def test_schema_rejects_invalid_data(files: dict[str, str], name: str, old: str, new: str) -> None:
    text = files[f"{name}.json"]
    assert old in text
    with pytest.raises(ValidationError):
        Draft202012Validator(json.loads(files[f"schemas/{name}.json"])).validate(
            json.loads(text.replace(old, new))
        )


def test_compact_postal_areas_match_directory(directory: Directory) -> None:
    compact = compact_postal_areas(directory)
    areas = {area: (slug,) for slug, row in compact["own"].items() for area in row.split()}
    assert {**areas, **compact["shared"]} == dict(directory.postal_areas)
    assert len(json.dumps(compact, separators=(",", ":"))) < 5_000
