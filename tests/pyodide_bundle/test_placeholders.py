"""Placeholders of modules that are only imported: the same names, no behaviour."""

import sys
from types import CodeType, ModuleType
from typing import Any

import pytest

from pyodide_bundle.placeholders import COMMON, COMMON_SOURCE, placeholder, silent

REAL = """
import json
from collections import OrderedDict
from decimal import Decimal as Number
from enum import IntEnum
from math import floor
from types import TracebackType
__all__ = ("Loop", "Ended", "run", "table")
class Base(json.JSONDecoder): pass
class Loop:
    def stop(self): return 1
class Ended(TimeoutError): pass
class Family(IntEnum):
    ANY = 7
ANY = Family.ANY
NAMES = ("a", frozenset({1}), {"b": [None]})
table = {"decimal": Number}
_hidden = b"x"
def run(): return 2
"""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The placeholder of REAL, imported."""
    real = _module("real", REAL)
    monkeypatch.setitem(sys.modules, "real", real)
    monkeypatch.setitem(sys.modules, COMMON, _module(COMMON, COMMON_SOURCE))
    return _module("real", placeholder(real))


def _module(name: str, source: str) -> ModuleType:
    module = ModuleType(name)
    exec(source, module.__dict__)
    return module


def test_placeholder_has_all_names_that_can_be_written(made: ModuleType) -> None:
    names = {name for name in vars(made) if not name.startswith("_")}
    written = {"Base", "Loop", "Ended", "Family", "ANY", "NAMES", "run"}
    again = {"OrderedDict", "Number", "IntEnum", "floor"}
    assert names == written | again | {"placeholder", "raising"}
    assert made.__dict__["__all__"] == ("Loop", "Ended", "run")


def test_constants_and_objects_of_other_modules_are_the_same(made: Any) -> None:
    assert (made.ANY, made.NAMES, made._hidden) == (7, ("a", frozenset({1}), {"b": [None]}), b"x")
    assert type(made.ANY) is int
    assert made.OrderedDict.__module__ == "collections"
    assert made.floor(1.5) == 1


def test_placeholder_class_can_be_inherited_from_caught_and_compared(made: Any) -> None:
    class WebLoop(made.Loop):
        def start(self) -> int:
            return 3

    assert WebLoop().start() == 3
    assert not hasattr(WebLoop, "other")
    assert not isinstance(3, made.Loop)
    assert issubclass(made.Ended, TimeoutError)
    assert made.Base.__mro__[1].__name__ == "JSONDecoder"
    with pytest.raises(made.Ended):
        raise type("Late", (made.Ended,), {})


@pytest.mark.parametrize("use", ["run()", "Loop()", "Loop.stop", "Family.ANY", "Ended()"])
def test_any_use_raises_the_error_that_starts_the_stock_bundle(made: ModuleType, use: str) -> None:
    with pytest.raises(BaseException, match="not in the lean engine") as caught:
        eval(use, made.__dict__)
    assert type(caught.value) is BaseException


@pytest.mark.parametrize(
    ("ran", "expected"), [(set(), True), ({"Loop"}, True), ({"run"}, False), ({"stop"}, False)]
)
def test_a_module_is_silent_where_none_of_its_functions_ran(ran: set[str], expected: bool) -> None:
    code = compile(REAL, "real", "exec")

    def called(one: CodeType) -> bool:
        return one.co_name in ran

    assert silent(code, called) is expected
