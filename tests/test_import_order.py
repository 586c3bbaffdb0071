"""Imports go one way: each room may look into those that `import_order.toml` gives it."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ORDER = tomllib.loads(Path(__file__).with_name("import_order.toml").read_text(encoding="utf-8"))
ROOMS: dict[str, list[str]] = ORDER["rooms"]
STANDARD_LIBRARY_ONLY = ORDER["packages"]["standard_library"]
OWN = sorted({room.partition(".")[0] for room in ROOMS})
DIAGRAM = "handbook/architecture.md"


def imported(file: Path, package: str) -> Iterator[str]:
    """The modules that a file imports, wherever in it; `package` is the folder's dotted name."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom(level=0, module=str(module)):
                # "from calculator import frame" imports a module too.
                yield module
                yield from (f"{module}.{alias.name}" for alias in node.names)
            case ast.ImportFrom():
                base = package.split(".")[: len(package.split(".")) - node.level + 1]
                yield ".".join([*base, *([node.module] if node.module else [])])
            case ast.Call(func=ast.Name(id="__import__") | ast.Name(id="import_module")):
                match node.args[0]:
                    case ast.Constant(value=str(name)):
                        yield name


def room_of(module: str) -> str | None:
    """The room in which a module stands; None for one that is not ours."""
    parts = module.split(".")
    starts = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((start for start in starts if start in ROOMS), None)


def backward(root: Path) -> list[str]:
    """Imports that the table does not allow, as ``FILE imports MODULE``."""
    found = []
    for file in sorted(file for own in OWN for file in (root / own).rglob("*.py")):
        package = ".".join(file.relative_to(root).parent.parts)
        found += [
            f"{file.relative_to(root).as_posix()} imports {module}"
            for module in dict.fromkeys(imported(file, package))
            if not _allowed(package, module)
        ]
    return found


def _allowed(package: str, module: str) -> bool:
    here = room_of(package)
    assert here == package, f"{package} is no room of import_order.toml"
    there = room_of(module)
    if there is None:
        top = module.partition(".")[0]
        return top in sys.stdlib_module_names or here not in STANDARD_LIBRARY_ONLY
    # `from rules import RULES_VERSION` names the package of every room inside it.
    return there == here or there in ROOMS[here] or (module == there and here.startswith(there))


def arrows() -> str:
    """The table as a Mermaid diagram: an arrow leads to what is imported."""
    lines = ["flowchart RL"]
    for own in OWN:
        lines.append(f"  subgraph {own}_[{own}/]")
        lines += [f"    {room}" for room in ROOMS if room.partition(".")[0] == own]
        lines.append("  end")
    for room in ROOMS:
        lines += [f"  {room} --> {other}" for other in _nearest(room)]
    return "\n".join(lines)


def _nearest(room: str) -> list[str]:
    """The rooms that `room` imports, without those that it reaches through another of them."""
    direct = ROOMS[room]
    further = {far for one in direct for far in ROOMS[one]}
    return [one for one in direct if one not in further]


def test_no_import_goes_against_the_order(root: Path) -> None:
    for own in OWN:
        assert len(list((root / own).rglob("*.py"))) > 5, own
    assert backward(root) == []


def test_the_order_has_no_circle() -> None:
    done: list[str] = []
    while len(done) < len(ROOMS):
        free = [room for room in ROOMS if room not in done and set(ROOMS[room]) <= set(done)]
        assert free, f"a circle among {sorted(set(ROOMS) - set(done))}"
        done += free


def test_every_arrow_is_used(root: Path) -> None:
    """So that the table says what is true, and not more."""
    used: dict[str, set[str | None]] = {room: set() for room in ROOMS}
    for room in ROOMS:
        for file in (root / room.replace(".", "/")).glob("*.py"):
            used[room] |= {room_of(module) for module in imported(file, room)}
    unused = {room: sorted(set(others) - used[room]) for room, others in ROOMS.items()}
    assert {room: others for room, others in unused.items() if others} == {}


def test_the_handbook_draws_this_table(root: Path) -> None:
    assert f"```mermaid\n{arrows()}\n```" in (root / DIAGRAM).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("rules/a.py", "import calculator"),
        ("rules/a.py", "from calculator.words.html import Markup"),
        ("rules/a.py", "import yaml"),
        ("rules/programmes/b.py", "def f():\n    from compiler import site"),
        ("rules/a.py", "import json, babel.numbers"),
        ("calculator/a.py", "import compiler.read.pages"),
        ("calculator/words/a.py", "from calculator.results import cards"),
        ("calculator/a.py", "from pyodide_bundle import pack"),
        ("calculator/a.py", "from calculator import frame\nimport jinja2"),
        ("calculator/words/a.py", "from ..results import cards"),
        ("calculator/a.py", "from importlib import import_module\nimport_module('compiler.x')"),
        ("pyodide_bundle/a.py", "from compiler.site import build"),
        ("pyodide_bundle/a.py", "from calculator.words.catalogue import LANGUAGES"),
        ("compiler/read/a.py", "from compiler.render.blocks import x"),
        ("compiler/check/a.py", "from compiler.render import blocks"),
        ("compiler/render/a.py", "from compiler.publish.headers import Rule"),
        ("compiler/publish/a.py", "from compiler.site import SITE"),
    ],
)
def test_an_import_against_the_order_is_seen(tmp_path: Path, file: str, line: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(line)
    found = backward(tmp_path)
    assert len(found) >= 1
    assert all(text.startswith(f"{file} imports ") for text in found)


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("rules/a.py", "from rules.dated import document\nimport tomllib, os.path"),
        ("calculator/a.py", "from rules import logic\nfrom calculator import frame\nimport json"),
        ("pyodide_bundle/a.py", "import build\nfrom pyodide_bundle import wasm"),
        ("compiler/publish/a.py", "import rules, pyodide_bundle.pack, yaml"),
    ],
)
def test_an_import_along_the_order_is_none_of_them(tmp_path: Path, file: str, line: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(line)
    assert backward(tmp_path) == []
