"""Everything flows one way: rules → calculator → compiler. An import may not go back."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

OWN = ("rules", "calculator", "compiler")
# Checks the writing for people who edit; nothing that builds the site needs it.
BESIDE = "writing"


def imported(file: Path, package: str) -> Iterator[str]:
    """The modules that a file imports, wherever in it; `package` is the folder's dotted name."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom(level=0, module=str(module)):
                # "from calculator import engine" imports a module too.
                yield module
                yield from (f"{module}.{alias.name}" for alias in node.names)
            case ast.ImportFrom():
                base = package.split(".")[: len(package.split(".")) - node.level + 1]
                yield ".".join([*base, *([node.module] if node.module else [])])
            case ast.Call(func=ast.Name(id="__import__") | ast.Name(id="import_module")):
                match node.args[0]:
                    case ast.Constant(value=str(name)):
                        yield name
                    case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
                        yield start


def inside(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def backward(root: Path) -> list[str]:
    """Imports against the arrows, as ``FILE imports MODULE``."""
    found = []
    for file in sorted(file for own in OWN for file in (root / own).rglob("*.py")):
        name = file.relative_to(root).as_posix()
        package = ".".join(file.relative_to(root).parent.parts)
        for module in imported(file, package):
            top = module.partition(".")[0]
            if _against(package, module, top):
                found.append(f"{name} imports {module}")
    return found


def _against(package: str, module: str, top: str) -> bool:
    if top == BESIDE:
        return True
    if inside(package, "rules"):
        return top not in {"rules", *sys.stdlib_module_names}
    if inside(package, "calculator.engine"):  # at build time only: it may use packing tools
        return top == "compiler"
    if inside(package, "calculator"):
        return inside(module, "calculator.engine") or (
            top not in {"rules", "calculator", *sys.stdlib_module_names}
        )
    return False


def test_no_import_goes_against_the_arrows(root: Path) -> None:
    for own in OWN:
        assert len(list((root / own).rglob("*.py"))) > 5, own
    assert backward(root) == []


def test_the_arrows_are_used(root: Path) -> None:
    """So that a renamed folder does not leave this test with nothing to look at."""
    for package, other in (("calculator", "rules"), ("compiler", "calculator")):
        files = (root / package).glob("*.py")
        modules = {module for file in files for module in imported(file, package)}
        assert any(inside(module, other) for module in modules)


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("rules/a.py", "import calculator"),
        ("rules/a.py", "from calculator.html import Markup"),
        ("rules/a.py", "import yaml"),
        ("compiler/a.py", "from writing.spelling import Speller"),
        ("rules/a/b.py", "def f():\n    from compiler import site"),
        ("rules/a.py", "import json, babel.numbers"),
        ("calculator/a.py", "import compiler.pages"),
        ("calculator/a.py", "from calculator.engine import pack"),
        ("calculator/a.py", "from calculator import engine"),
        ("calculator/a.py", "from .engine import pack"),
        ("calculator/a.py", "import jinja2"),
        ("calculator/a.py", "from importlib import import_module\nimport_module('compiler.x')"),
        ("calculator/engine/a.py", "from compiler.site import build"),
    ],
)
def test_an_import_against_the_arrows_is_seen(tmp_path: Path, file: str, line: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(line)
    found = backward(tmp_path)
    assert len(found) >= 1
    assert all(text.startswith(f"{file} imports ") for text in found)


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("rules/a.py", "from rules.dated import document\nimport tomllib, os.path"),
        ("calculator/a.py", "from rules import logic\nfrom calculator import html\nimport json"),
        ("calculator/engine/a.py", "import build\nfrom calculator import html"),
        ("compiler/a.py", "import rules, calculator.engine.pack, yaml"),
    ],
)
def test_an_import_along_the_arrows_is_none_of_them(tmp_path: Path, file: str, line: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(line)
    assert backward(tmp_path) == []
