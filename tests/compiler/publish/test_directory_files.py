"""The directory for other programs: the same data as the file, and valid."""

import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

from compiler.publish.api import api_files
from compiler.read.regions import Directory
from compiler.render.postal_field import compact_postal_areas

HERE = Path(__file__).parent
SITE = "https://passerelle.example/"


@pytest.fixture(scope="module")
def files(directory: Directory) -> dict[str, str]:
    return dict(api_files(directory, SITE))


def test_csv_has_data_of_directory(files: dict[str, str], directory: Directory) -> None:
    assert files["regions.csv"].count("\r\n") == 1 + 17
    rows = list(csv.DictReader(io.StringIO(files["regions.csv"], newline="")))
    assert [row["slug"] for row in rows] == [region.slug for region in directory.regions]
    for row, region in zip(rows, directory.regions, strict=True):
        assert row["name"] == region.name
        assert row["telephone"] == region.telephone
        assert row["toll_free"] == (region.toll_free or "")
        assert (row["collect_calls"] == "true") == region.collect_calls
        assert tuple(row["postal_areas"].split()) == region.postal_areas
        areas = {*row["postal_areas"].split(), *row["shared_postal_areas"].split()}
        assert areas == {
            area for area, slugs in directory.postal_areas.items() if region.slug in slugs
        }


def test_postal_areas_match_computed_table(files: dict[str, str]) -> None:
    with (HERE.parent / "read" / "test_regions_postal_areas.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        computed = {row["postal_area"]: row["regions"].split() for row in csv.DictReader(file)}
    assert json.loads(files["postal-areas.json"])["postal_areas"] == computed
    assert len(computed) == 421


@pytest.mark.parametrize("name", ["regions", "postal-areas"])
def test_each_file_is_valid_against_its_schema(files: dict[str, str], name: str) -> None:
    schema = json.loads(files[f"schemas/{name}.json"])
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"{SITE}api/schemas/{name}.json"
    Draft202012Validator(schema).validate(json.loads(files[f"{name}.json"]))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("regions", '"+18197633226"', '"819 763-3226"'),
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
