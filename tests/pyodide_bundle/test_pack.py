"""The stock bundle's folder, packed from the npm package and a copy of this tree.

The lean bundle is made by `make site`, and tested in tests/site/test_engine.py.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from decimal import Decimal
from email.parser import Parser
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from calculator.words.catalogue import catalogue
from compiler.publish.application import application
from pyodide_bundle import PackError
from pyodide_bundle import pack as packing
from pyodide_bundle.application import Application
from pyodide_bundle.pack import ESBUILD, content_hash, pack
from pyodide_bundle.steps import LEAN, Steps, steps_of
from pyodide_bundle.steps import STOCK as STOCK_STEPS

STOCK = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"]
LOCK = "pyodide-lock.json"
NO_NODE = Path("there is no Node here")


@pytest.fixture(scope="session")
def pyodide(root: Path) -> Path:
    folder = root / "node_modules" / "pyodide"
    if not (folder / LOCK).is_file():
        pytest.fail("node_modules/pyodide is not there: run `make site` first.", pytrace=False)
    return folder


@pytest.fixture(scope="session")
def small_pyodide(pyodide: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The npm package with its large files cut short: for what only looks at names."""
    folder = tmp_path_factory.mktemp("npm") / "pyodide"
    folder.mkdir()
    for name in (*STOCK, LOCK, "package.json"):
        content = (pyodide / name).read_bytes()
        (folder / name).write_bytes(content if name.endswith(".json") else content[:100])
    esbuild = folder.with_name("esbuild")
    esbuild.mkdir()
    shutil.copy(pyodide.with_name("esbuild") / "package.json", esbuild)
    return folder


def copy_project(root: Path, to: Path) -> Path:
    """The files that the bundle is made from, and files beside them that must not get in."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("rules", "calculator", "browser", "pyodide_bundle"):
        shutil.copytree(root / name, to / name, ignore=ignored)
    for name in ("pyproject.toml", "LICENSE"):
        shutil.copy2(root / name, to / name)
    (to / "compiler").mkdir()
    (to / "compiler" / "site.py").write_text("'not for the browser'\n")
    return to


class Packed(NamedTuple):
    project: Path
    application: Application
    folder: Path

    @property
    def stock(self) -> Path:
        return self.folder / "stock"

    @property
    def wheel(self) -> Path:
        (found,) = self.stock.glob("*.whl")
        return found

    @property
    def lock(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.stock / LOCK).read_text())
        return found


@pytest.fixture(scope="session")
def packed(root: Path, pyodide: Path, tmp_path_factory: pytest.TempPathFactory) -> Packed:
    project = copy_project(root, tmp_path_factory.mktemp("project"))
    made = application(project, tmp_path_factory.mktemp("build"))
    return Packed(project, made, pack(made, pyodide, NO_NODE, STOCK_STEPS))


def test_the_folder_holds_what_a_browser_fetches_and_nothing_else(
    packed: Packed, pyodide: Path
) -> None:
    assert packed.folder.parent == packed.application.folder
    assert len(packed.folder.name) == 12
    assert int(packed.folder.name, 16) >= 0
    assert sorted(file.name for file in packed.folder.iterdir()) == ["engine.json", "stock"]
    names = sorted(file.name for file in packed.stock.iterdir())
    assert names == sorted([*STOCK, LOCK, packed.wheel.name])
    for name in STOCK:
        stock = (pyodide / name).read_bytes()
        if name.endswith(".mjs"):
            # Maps are not published, and a browser's tools would ask for them.
            lines = stock.split(b"\n")
            named = [line for line in lines if line.startswith(b"//# sourceMappingURL=")]
            stock = b"\n".join(b"" if line in named else line for line in lines)
            assert len(named) <= 1
        assert (packed.stock / name).read_bytes() == stock, name
    assert [folder.name for folder in packed.application.folder.iterdir()] == [packed.folder.name]


def test_the_lock_names_our_wheel_and_no_other_package(packed: Packed, pyodide: Path) -> None:
    (name, package), *others = packed.lock["packages"].items()
    assert others == []
    assert name == package["name"] == "passerelle"
    assert package["file_name"] == packed.wheel.name
    assert package["sha256"] == hashlib.sha256(packed.wheel.read_bytes()).hexdigest()
    assert set(package["imports"]) == {"rules", "calculator"}
    assert package["depends"] == []
    stock = json.loads((pyodide / LOCK).read_text())
    assert packed.lock["info"] == stock["info"]
    assert len(stock["packages"]) > 1


def test_nothing_in_the_lock_leads_elsewhere(packed: Packed) -> None:
    assert "://" not in (packed.stock / LOCK).read_text()


def test_the_wheel_holds_the_law_and_what_draws_its_answers(packed: Packed) -> None:
    with zipfile.ZipFile(packed.wheel) as wheel:
        held = {name: wheel.read(name) for name in wheel.namelist()}
    files = {name: content for name, content in held.items() if ".dist-info/" not in name}
    project = packed.project
    expected = {
        file.relative_to(project).as_posix(): file.read_bytes()
        for folder in ("rules", "calculator")
        for file in (project / folder).rglob("*")
        if file.suffix in (".py", ".toml")
    }
    assert files == expected
    assert {"rules/programmes/paas_action.toml", "calculator/words/messages/fr.toml"} <= set(files)
    assert not [name for name in held if name.endswith(".js") or "pyodide_bundle" in name]
    (metadata,) = (text for name, text in held.items() if name.endswith("/METADATA"))
    assert Parser().parsestr(metadata.decode())["Name"] == "passerelle"
    assert Parser().parsestr(metadata.decode())["Requires-Dist"] is None
    assert packed.wheel.name.endswith("-py3-none-any.whl")


def test_the_wheel_answers_with_python_alone(packed: Packed, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed.wheel) as wheel:
        wheel.extractall(tmp_path)
    request = {
        "kind": "participant",
        "language": "fr",
        "today": "2026-05-01",
        "links": {"sources": "s", "regions": "r"},
        "fields": {"assistance": "basic_income", "work_outlook": "long_term"},
    }
    done = subprocess.run(
        [
            *(sys.executable, "-S", "-E", "-c"),
            "import sys; from calculator.handle_request import answer; print(answer(sys.argv[1]))",
            json.dumps(request),
        ],
        cwd=tmp_path,
        capture_output=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    reply = json.loads(done.stdout.decode())
    assert reply["answer"]["programmes"]["paas_action"]["verdict"] == "possible"
    monthly = reply["answer"]["programmes"]["paas_action"]["allowance"]["monthly"]
    assert catalogue("fr").money(Decimal(monthly["high"])) in reply["html"]


def test_sizes_are_those_of_what_is_fetched(packed: Packed) -> None:
    (engine,) = json.loads((packed.folder / "engine.json").read_text())["engines"]
    assert engine["name"] == "stock"
    sizes = engine["sizes"]
    fetched = ["pyodide.asm.wasm", "python_stdlib.zip", LOCK, packed.wheel.name]
    assert sizes == {name: (packed.stock / name).stat().st_size for name in fetched}
    assert all(size > 0 for size in sizes.values())


def test_packing_again_changes_nothing(packed: Packed, pyodide: Path) -> None:
    def state() -> dict[str, tuple[int, int]]:
        every = [packed.folder, *packed.folder.iterdir()]
        return {file.name: (file.stat().st_mtime_ns, file.stat().st_ino) for file in every}

    before = state()
    assert pack(packed.application, pyodide, NO_NODE, STOCK_STEPS) == packed.folder
    assert state() == before


def test_the_time_of_the_build_is_not_in_it(
    packed: Packed, pyodide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1777593600")
    again = pack(application(packed.project, tmp_path), pyodide, NO_NODE, STOCK_STEPS)
    for file in packed.stock.iterdir():
        assert (again / "stock" / file.name).read_bytes() == file.read_bytes(), file.name


# ---- Names --------------------------------------------------------------------------------


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    return copy_project(root, tmp_path)


def name(
    made: Application, pyodide: Path, steps: Steps = STOCK_STEPS, packing: Path = packing.FOLDER
) -> str:
    """The name of the folder that an application would be packed into, without packing it.

    `packing` is the folder with the files of pyodide_bundle.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pyodide_bundle.pack.FOLDER", packing)
        patch.setattr("pyodide_bundle.pack._fill", lambda *_: None)
        return pack(made, pyodide, NO_NODE, steps).name


@pytest.fixture
def name_of(small_pyodide: Path, tmp_path: Path) -> Any:
    """The name that a copy of the project has, with its own files of pyodide_bundle."""

    def name_of(project: Path) -> str:
        made = application(project, tmp_path / "build")
        return name(made, small_pyodide, packing=project / "pyodide_bundle")

    return name_of


@pytest.fixture(scope="session")
def unchanged(packed: Packed, small_pyodide: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a copy of the project in which nothing is changed."""
    made = packed.application._replace(folder=tmp_path_factory.mktemp("unchanged"))
    return name(made, small_pyodide)


def test_a_copy_of_the_project_has_the_same_name(
    project: Path, name_of: Any, unchanged: str
) -> None:
    assert name_of(project) == unchanged


@pytest.mark.parametrize(
    "changed",
    [
        "rules/programmes/interagir.py",
        "rules/programmes/paas_action.toml",
        "calculator/results/result.py",
        "calculator/words/messages/en.toml",
        "pyproject.toml",
        "LICENSE",
        "browser/python/start.js",
        "pyodide_bundle/lean.py",
        "pyodide_bundle/rehearse.mjs",
        "pyodide_bundle/unread_tables.json",
    ],
)
def test_a_changed_source_has_another_name(
    project: Path, name_of: Any, unchanged: str, changed: str
) -> None:
    text = (project / changed).read_text()
    # A comment in pyproject.toml changes no wheel; its version does.
    text = text.replace('version = "0.1.0"', 'version = "0.1.1"')
    (project / changed).write_text(f"{text}\n# changed\n")
    assert name_of(project) != unchanged


@pytest.mark.parametrize("field", ["requests", "prepare"])
def test_other_requests_and_preparation_have_another_name(
    packed: Packed, small_pyodide: Path, tmp_path: Path, unchanged: str, field: str
) -> None:
    other = tmp_path / "requests.json"
    other.write_text("[]")
    values = {"requests": other, "prepare": "calculator.handle_request:other"}
    made = packed.application._replace(folder=tmp_path, **{field: values[field]})
    assert name(made, small_pyodide) != unchanged


def test_other_steps_have_another_name(packed: Packed, small_pyodide: Path, tmp_path: Path) -> None:
    made = packed.application._replace(folder=tmp_path)
    without = steps_of("lean -scripts", "NAME")
    names = [name(made, small_pyodide, steps) for steps in (STOCK_STEPS, LEAN, without)]
    assert len(set(names)) == 3


def test_a_new_or_renamed_source_has_another_name(
    project: Path, name_of: Any, unchanged: str
) -> None:
    names = [unchanged]
    (project / "rules" / "more.py").write_text("")
    names.append(name_of(project))
    (project / "rules" / "more.py").rename(project / "rules" / "other.py")
    names.append(name_of(project))
    assert len(set(names)) == 3


def test_another_pyodide_has_another_name(
    packed: Packed, small_pyodide: Path, tmp_path: Path, unchanged: str
) -> None:
    made = packed.application._replace(folder=tmp_path / "cache")
    newer = Path(shutil.copytree(small_pyodide.parent, tmp_path / "newer")) / "pyodide"
    assert name(made, newer) == unchanged
    for file in (*STOCK, LOCK, "package.json", ESBUILD):
        content = (newer / file).read_bytes()
        (newer / file).write_bytes(content + b" ")
        assert name(made, newer) != unchanged, file
        (newer / file).write_bytes(content)


@pytest.mark.parametrize("beside", ["browser/calculator/page.js", "compiler/site.py", "README.md"])
def test_what_is_not_packed_has_no_say(
    project: Path, name_of: Any, unchanged: str, beside: str
) -> None:
    (project / beside).write_text("changed")
    assert name_of(project) == unchanged


def test_a_hash_tells_names_and_borders_apart() -> None:
    hashes = [
        content_hash(contents)
        for contents in (
            [],
            [("a", b"")],
            [("b", b"")],
            [("a", b"b")],
            [("ab", b"")],
            [("a", b""), ("b", b"")],
            [("b", b""), ("a", b"")],
            # What the pair above would be too, if only names and contents were strung together.
            [("a", b"b\0")],
        )
    ]
    assert len(set(hashes)) == len(hashes)
    assert content_hash([("a", b"b")]) == content_hash(iter([("a", b"b")]))


# ---- Faults -------------------------------------------------------------------------------


def test_a_pack_broken_off_is_done_again(
    packed: Packed, small_pyodide: Path, tmp_path: Path
) -> None:
    made = packed.application._replace(folder=tmp_path / "cache")
    done = pack(made, small_pyodide, NO_NODE, STOCK_STEPS)
    draft = done.with_name(f"{done.name}.part")
    done.rename(draft)
    (draft / "half-written").write_text("")
    (draft / "engine.json").unlink()
    assert pack(made, small_pyodide, NO_NODE, STOCK_STEPS) == done
    assert not draft.exists()
    assert not (done / "half-written").exists()
    assert (done / "engine.json").is_file()


@pytest.mark.parametrize("lacking", [*STOCK, LOCK, ESBUILD])
def test_a_missing_file_of_pyodide_is_named(
    packed: Packed, small_pyodide: Path, tmp_path: Path, lacking: str
) -> None:
    made = packed.application._replace(folder=tmp_path / "cache")
    broken = Path(shutil.copytree(small_pyodide.parent, tmp_path / "npm")) / "pyodide"
    (broken / lacking).unlink()
    with pytest.raises(PackError) as caught:
        pack(made, broken, NO_NODE, STOCK_STEPS)
    assert (
        str(caught.value) == f"pyodide: {lacking} not found; run `npm ci`, or take a newer Pyodide"
    )
    assert not (tmp_path / "cache").exists()


def test_without_pyodide_it_says_what_to_do(packed: Packed, tmp_path: Path) -> None:
    made = packed.application._replace(folder=tmp_path / "cache")
    with pytest.raises(
        PackError, match=r"pyodide\.mjs, .*not found; run `npm ci`, or take a newer Pyodide$"
    ):
        pack(made, tmp_path / "nowhere" / "pyodide", NO_NODE, STOCK_STEPS)
