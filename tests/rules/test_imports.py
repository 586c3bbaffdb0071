"""The rules need Python's standard library and nothing else, so that a browser can run them."""

import ast
import json
import sys
from datetime import date

import pytest

from rules.dated import document

# Runs the command line, then tells on standard error which modules were loaded for it.
RUN_AND_TELL = """
import json, runpy, sys
sys.argv = ["rules", "participant"]
try:
    runpy.run_module("rules", run_name="__main__")
except SystemExit as stop:
    assert not stop.code, stop.code
sys.stderr.write(json.dumps(sorted(sys.modules)))
"""
EXAMPLE = (
    b'{"assistance":"aim_for_employment","work_outlook":"after_preparation",'
    b'"weekly_hours":12,"on":"2026-05-01"}'
)
OWN = {"rules", "__main__"}
PROGRAMMES = {"rules.programmes.paas_action", "rules.programmes.interagir"}


def test_nothing_outside_the_standard_library_is_loaded(command):
    ran = command(given=EXAMPLE, flags=("-S", "-E"), module=("-c", RUN_AND_TELL))
    assert ran.status == 0, ran.err
    loaded = {name.partition(".")[0] for name in json.loads(ran.err)}
    assert loaded - set(sys.stdlib_module_names) == OWN
    assert json.loads(ran.out)["programmes"]["paas_action"]["hours"]["check"] == "within"


def test_the_example_runs_without_an_environment(command):
    ran = command("participant", given=EXAMPLE, flags=("-S", "-E"))
    paas_action = ran.answer["programmes"]["paas_action"]
    allowance = document("paas_action").parameters["support_allowance"].number(date(2026, 5, 1))
    assert paas_action["verdict"] == "possible"
    assert paas_action["allowance"]["monthly"]["high"] == f"{allowance:.2f}"


def modules(root):
    return sorted(path for path in (root / "rules").rglob("*.py"))


def imported(path):
    """The names of the modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: say which package it is from"
            yield node.module


def test_rules_import_the_standard_library_and_themselves_only(root):
    assert len(modules(root)) > 5
    for path in modules(root):
        for name in imported(path):
            top = name.partition(".")[0]
            assert top == "rules" or top in sys.stdlib_module_names, f"{path.name} imports {name}"


def test_no_shared_module_names_a_programme(root):
    """What is shared finds the programmes by their files: that is why a third one just works."""
    own = {"paas_action.py", "interagir.py"}
    for path in modules(root):
        if path.name not in own:
            names = set(imported(path))
            assert not names & {"rules.programmes.paas_action", "rules.programmes.interagir"}, (
                path.name
            )


@pytest.mark.parametrize("module", ["paas_action", "interagir"])
def test_a_programme_does_not_import_another(module, root):
    others = {"rules.programmes.paas_action", "rules.programmes.interagir"} - {
        f"rules.programmes.{module}"
    }
    assert not set(imported(root / "rules" / "programmes" / f"{module}.py")) & others


def test_every_module_says_what_it_is_for(root):
    for path in modules(root):
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path.name
