"""Another application can be packed: pyodide_bundle knows nothing of the calculator."""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from pyodide_bundle import PackError
from pyodide_bundle.application import Application
from pyodide_bundle.pack import pack
from pyodide_bundle.rehearsal import Rehearsal
from pyodide_bundle.steps import LEAN, STOCK
from rules.organisation import organisation_questions
from rules.plan import PLAN
from rules.questions import PARTICIPANT

# Words of the project, of its rooms and of its subject.
PROJECT_WORDS = (
    *("passerelle", "calculator", "compiler.", "compiler/", "programme", "paas", "interagir"),
    *(
        "participant",
        "organisation",
        "question",
        "rule",
        "allowance",
        "verdict",
        "french",
        "english",
    ),
)
REQUESTS = [json.dumps({"add": [one, 2]}) for one in range(600)]
# Keeps a little of each request, so that only more than REQUESTS make Python collect garbage.
MAIN = """
import json
import textwrap
TABLE = {}
KEPT = None
def prepare():
    TABLE.update(json.loads('{"unit": "m"}'))
def respond(request):
    global KEPT
    if not TABLE:
        prepare()
    numbers = json.loads(request)["add"]
    KEPT = [KEPT, numbers]
    pile = [[numbers] for _ in range(200)]
    return json.dumps({"sum": sum(pile[0][0]), "unit": TABLE["unit"]})
"""
METADATA = {
    "METADATA": "Metadata-Version: 2.1\nName: toy\nVersion: 1.0\n",
    "WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    "RECORD": "",
}


@pytest.fixture
def toy(root: Path, tmp_path: Path) -> Application:
    """An application of one module; its start module is ours with the other names in it."""
    wheel = tmp_path / "toy-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("toy/__init__.py", "")
        archive.writestr("toy/main.py", MAIN)
        for name, text in METADATA.items():
            archive.writestr(f"toy-1.0.dist-info/{name}", text)
    start = (root / "browser" / "python" / "start.js").read_text(encoding="utf-8")
    start = start.replace("calculator.handle_request", "toy.main").replace(".answer;", ".respond;")
    start = start.replace('"passerelle"', '"toy"')
    (tmp_path / "start.js").write_text(start, encoding="utf-8")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "requests.json").write_text(json.dumps(REQUESTS))
    return Application(
        wheel=wheel,
        start=tmp_path / "start.js",
        prepare="toy.main:prepare",
        requests=tmp_path / "requests.json",
        folder=tmp_path / "bundles",
    )


def test_no_file_names_the_project(root: Path) -> None:
    fields = {question.key for question in (*PARTICIPANT, *organisation_questions(), *PLAN)}
    keys = [key for key in fields if "_" in key]
    assert keys
    words = re.compile("|".join(map(re.escape, (*PROJECT_WORDS, *keys))), re.IGNORECASE)
    named = [
        f"{file.name}: {line.strip()}"
        for file in (root / "pyodide_bundle").iterdir()
        if file.suffix in (".py", ".mjs", ".json")
        for line in file.read_text(encoding="utf-8").splitlines()
        if words.search(line)
    ]
    assert not named, "\n".join(named)


def test_application_names_its_files_and_packages(toy: Application, tmp_path: Path) -> None:
    assert toy.snapshot_file == "toy.image"
    assert Rehearsal(tmp_path / "a", toy, tmp_path, Path("node"), {}).own == ["toy"]
    with zipfile.ZipFile(toy.wheel, "a") as archive:
        archive.writestr("one.py", "")
    assert Rehearsal(tmp_path / "b", toy, tmp_path, Path("node"), {}).own == ["one", "toy"]
    assert toy.prepare_code() == "import toy.main; toy.main.prepare(); del toy\n"
    assert toy._replace(prepare="").prepare_code() == ""


def test_stock_bundle_of_another_application(toy: Application, root: Path) -> None:
    pyodide, node = root / "node_modules" / "pyodide", root / ".venv" / "bin" / "node"
    stock = pack(toy, pyodide, node, STOCK) / "stock"
    assert (stock / toy.wheel.name).read_bytes() == toy.wheel.read_bytes()
    assert list(json.loads((stock / "pyodide-lock.json").read_text())["packages"]) == ["toy"]


@pytest.mark.slow
def test_lean_bundle_of_another_application_runs_its_requests(
    toy: Application, root: Path, tmp_path: Path
) -> None:
    pyodide, node = root / "node_modules" / "pyodide", root / ".venv" / "bin" / "node"
    folder = pack(toy, pyodide, node, LEAN)
    lean, *_ = json.loads((folder / "engine.json").read_text())["engines"]
    assert list(lean["sizes"]) == ["pyodide.asm.wasm", "toy.image"]
    image = (folder / "lean" / "toy.image").read_bytes()
    assert b"toy.main" in image
    # A method of a module that the toy imports, and calls nothing of.
    assert b"_munge_whitespace" not in image
    bundle = Path(shutil.copytree(folder / "lean", tmp_path / "lean"))
    (bundle / "python_stdlib.zip").write_bytes(b"")  # is asked for, and not read
    # So many requests that Python collects garbage, which it never did in a rehearsal by itself.
    asked = REQUESTS * 50
    (tmp_path / "requests.json").write_text(json.dumps(asked))
    # Starts the lean bundle in a folder of its own.
    job = {
        "bundle": f"{bundle}/",
        "lock": lean["lock"],
        "start": str(toy.start),
        "image": str(bundle / "toy.image"),
        "requests": str(tmp_path / "requests.json"),
        "first": 0,
        "every": 1,
        "out": str(tmp_path / "out.json"),
    }
    command = [str(node), str(root / "pyodide_bundle/rehearse.mjs")]
    done = subprocess.run(
        command, input=json.dumps(job), capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    responses = json.loads((tmp_path / "out.json").read_text())["responses"]
    expected = [f'{{"sum": {one + 2}, "unit": "m"}}' for one in range(len(REQUESTS))] * 50
    assert responses == [
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in expected
    ]


@pytest.mark.slow
def test_requests_that_fail_stop_the_build(toy: Application, root: Path) -> None:
    toy.requests.write_text('["no JSON"]')
    pyodide, node = root / "node_modules" / "pyodide", root / ".venv" / "bin" / "node"
    with pytest.raises(PackError, match=r"(?s)did not run under Node: .*JSONDecodeError"):
        pack(toy, pyodide, node, LEAN)
    assert not list(toy.folder.glob("*/engine.json"))
