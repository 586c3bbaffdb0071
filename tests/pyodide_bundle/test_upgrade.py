"""`make upgrade-pyodide`: what it says of a new Pyodide, and that a failure changes nothing."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pyodide_bundle import unread_data, wasm

NAMES = "names of characters"


@pytest.fixture
def module(root: Path) -> bytes:
    return (root / "node_modules" / "pyodide" / "pyodide.asm.wasm").read_bytes()


@pytest.fixture
def project(root: Path, tmp_path: Path, module: bytes) -> Path:
    """The tool and what it reads, with a lean bundle in which no function is left."""
    shutil.copytree(root / "pyodide_bundle", tmp_path / "pyodide_bundle")
    (tmp_path / "tools").mkdir()
    shutil.copy2(root / "tools" / "upgrade_pyodide.py", tmp_path / "tools")
    lean = tmp_path / "site" / "engine" / "0123456789ab" / "lean"
    lean.mkdir(parents=True)
    (lean / "pyodide.asm.wasm").write_bytes(wasm.trim(module, set(), set()))
    (lean / "pyodide.asm.wasm.br").write_bytes(bytes(1234))
    put(tmp_path, module)
    return tmp_path


def put(project: Path, module: bytes) -> None:
    folder = project / "node_modules" / "pyodide"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pyodide.asm.wasm").write_bytes(module)


def compare(project: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, project / "tools" / "upgrade_pyodide.py"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )


def state(folder: Path) -> dict[Path, str]:
    """The hash of each file; links, to what many share, are not followed."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_of_the_same_pyodide_only_the_sizes_are_said(project: Path) -> None:
    before = state(project)
    done = compare(project)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "pyodide.asm.wasm.br: 1,234 bytes\n"
    assert state(project) == before


def test_a_table_that_changed_is_named_with_what_may_have_become_of_it(
    project: Path, module: bytes
) -> None:
    (table,) = (one for one in unread_data.TABLES if one["holds"] == NAMES)
    content = wasm.memory(module)
    place = unread_data.place_of(table, content, ())
    assert place
    content[place[0] + 300] ^= 1  # after what it begins with
    put(project, wasm.with_memory(module, content))
    done = compare(project)
    assert (done.returncode, done.stderr) == (0, "")
    first, *others = done.stdout.splitlines()
    assert first == f"not in this Pyodide: {NAMES}, {table['size']} bytes"
    assert not [line for line in others if line.startswith("not in this")]
    begins = [line for line in others if line.startswith("    begins ")]
    assert len([line for line in others if line.startswith("unread: ")]) == len(begins) > 0
    # One of the pieces has the changed table in it: its address is in no function that is left.
    sizes = [int(line.split()[1]) for line in others if line.startswith("unread: ")]
    assert max(sizes) >= table["size"] - 300


def test_without_a_lean_bundle_it_says_what_to_do(project: Path) -> None:
    shutil.rmtree(project / "site")
    done = compare(project)
    assert done.returncode == 1
    assert done.stderr == (
        "upgrade_pyodide: site/ has no lean bundle; run `make site` without settings\n"
    )


def test_a_version_that_cannot_be_had_changes_nothing(root: Path, tmp_path: Path) -> None:
    for name in ("Makefile", "package.json", "package-lock.json"):
        shutil.copy2(root / name, tmp_path)
    shutil.copytree(root / "requirements", tmp_path / "requirements")
    shutil.copytree(
        root / "tools", tmp_path / "tools", ignore=shutil.ignore_patterns("__pycache__")
    )
    (tmp_path / ".venv").symlink_to((root / ".venv").resolve())
    before = state(tmp_path)
    # Nothing listens there: as without a network, or for a version that is not published.
    nowhere = {"npm_config_registry": "http://127.0.0.1:9/", "npm_config_fetch_retries": "0"}
    done = subprocess.run(
        [
            *("make", "--silent", "-o", ".venv/node.ready", "upgrade-pyodide"),
            "VERSION=0.0.1-none",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, **nowhere, "npm_config_cache": str(tmp_path.with_name("npm-cache"))},
        check=False,
        timeout=120,
    )
    assert done.returncode == 2, done.stdout
    assert "Pyodide 0.0.1-none could not be had: nothing has changed.\n" in done.stderr
    # It stopped there: nothing was built or compared.
    assert done.stdout == "==> Taking Pyodide 0.0.1-none\n"
    assert state(tmp_path) == before
