"""What the packing is told of the calculator: a wheel and requests that depend on nothing else."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from compiler.publish import application as module
from compiler.publish.application import application
from compiler.publish.rehearsal_requests import requests
from compiler.read.kept import Kept
from pyodide_bundle.application import Application

PYPROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "small"
version = "1.2"
requires-python = ">=3.11"

[tool.hatch.build.targets.wheel]
packages = ["rules"]
"""
WHEEL = "small-1.2-py3-none-any.whl"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "rules").mkdir(parents=True)
    (folder / "rules/__init__.py").write_text("ANSWER = 'é'\n", encoding="utf-8")
    (folder / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    return folder


def test_what_the_packing_is_told(project: Path, tmp_path: Path) -> None:
    build = tmp_path / "of the site" / "build"
    folder = build / "application"
    assert application(project, build) == Application(
        wheel=folder / WHEEL,
        start=project / "browser/python/start.js",
        prepare="calculator.handle_request:prepare",
        requests=folder / "requests.json",
        folder=build / "engine",
    )
    assert {file.name for file in folder.iterdir()} == {WHEEL, "requests.json"}
    assert json.loads((folder / "requests.json").read_text(encoding="utf-8")) == list(requests())
    with zipfile.ZipFile(folder / WHEEL) as wheel:
        assert wheel.read("rules/__init__.py").decode() == "ANSWER = 'é'\n"


def test_neither_the_day_nor_a_setting_changes_a_byte(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for number, epoch in enumerate((None, "1777593600")):
        if epoch:
            monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
            os.utime(project / "rules/__init__.py", (0, 10**9))
        wheel = application(project, tmp_path / str(number)).wheel
        with zipfile.ZipFile(wheel) as opened:
            assert {one.date_time for one in opened.infolist()} == {(2020, 2, 2, 0, 0, 0)}
        made.append(wheel.read_bytes())
    assert made[0] == made[1]


def test_it_is_made_again_when_something_changed(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def noted() -> list[str]:
        asked.append("requests")
        return ["request"]

    monkeypatch.setattr(module, "requests", noted)
    kept = Kept(tmp_path / "kept", "base")
    first = application(project, tmp_path / "build", kept)
    left = first.wheel.with_name("small-1.1-py3-none-any.whl")
    assert application(project, tmp_path / "build", kept) == first
    assert asked == ["requests"]
    assert [file.name for file in (tmp_path / "kept").iterdir()] == ["application"]
    # A wheel of an earlier version must not stay beside this one.
    left.touch()
    assert application(project, tmp_path / "build", kept._replace(base="other")) == first
    assert asked == ["requests"] * 2
    assert not left.exists()
