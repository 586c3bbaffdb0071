"""What each release changed: a record a release, none left out, none of a wrong shape."""

import itertools
import json

import jsonschema
import pytest

from compiler.publish import data_files
from compiler.publish.data_files import RELEASES, changes, changes_schema
from rules import RULES_VERSION

CHANGE = {
    "command": "participant",
    "path": "programmes.paas_action.allowance.monthly.high",
    "times": 3,
    "example": {"on": "2026-05-01"},
    "old": "173.00",
    "new": None,
}


def test_this_release_has_its_record():
    assert changes()["releases"][0]["rules_version"] == RULES_VERSION, (
        f"python -m rules diff --json THE_LAST_RELEASE/rules > {RELEASES.name}/{RULES_VERSION}.json"
    )


def test_each_release_follows_the_one_before():
    releases = changes()["releases"]
    for newer, older in itertools.pairwise(releases):
        assert newer["before"] == older["rules_version"]
    for file in RELEASES.iterdir():
        assert json.loads(file.read_text("utf-8"))["rules_version"] == file.stem


def test_records_are_as_their_schema_says():
    jsonschema.Draft202012Validator.check_schema(changes_schema())
    jsonschema.validate(changes(), changes_schema())


@pytest.mark.parametrize("wrong", [{"path": None}, {"times": 0}, {"command": "x"}, {"more": 1}])
def test_the_schema_refuses_a_change_of_another_shape(wrong):
    release = {"rules_version": "2.0.0", "before": "1.0.0", "inputs": 3}
    jsonschema.validate({"releases": [{**release, "changes": [CHANGE]}]}, changes_schema())
    bad = [{**CHANGE, **wrong}]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"releases": [{**release, "changes": bad}]}, changes_schema())


def test_the_tenth_release_of_a_month_comes_after_the_ninth(tmp_path, monkeypatch):
    for version in ("2026.9.10", "2026.9.9", "2026.10.0"):
        file = tmp_path / f"{version}.json"
        file.write_text(json.dumps({"rules_version": version}), encoding="utf-8")
    monkeypatch.setattr(data_files, "RELEASES", tmp_path)
    found = [release["rules_version"] for release in changes()["releases"]]
    assert found == ["2026.10.0", "2026.9.10", "2026.9.9"]
