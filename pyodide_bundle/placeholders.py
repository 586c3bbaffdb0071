"""Runs in Pyodide beside precompile.py: stands in for modules that do nothing but be imported.

A hundred modules of the standard library are there only because another one imports them
(asyncio alone has sixty), and none of their functions is ever called. In place of such a module
comes one with the same names and nothing behind them: classes that can be inherited from,
compared with and caught, but have no instances, functions that raise, and plain constants.
Whoever makes use of one has the error that gives way to the stock engine. What such a module
imports itself is not imported any more; a name that an importer needs and that cannot be
written so ends the build.
"""

import inspect
import sys
from collections.abc import Callable
from enum import Enum
from types import CodeType, FunctionType, ModuleType

# The module that all of the others import, and its content.
COMMON = "_placeholders"
COMMON_SOURCE = """
def raising(*given, **named):
    raise BaseException("not in the lean engine")
def _own(cls):
    return "_placeholder" in cls.__dict__
class Placeholder(type):
    def __call__(cls, *given, **named):
        return raising() if _own(cls) else super().__call__(*given, **named)
    def __getattr__(cls, name):
        if name.startswith("__") or not _own(cls):
            raise AttributeError(name)
        raising()
def placeholder(name, base=object):
    return Placeholder(name, (base,), {"_placeholder": True, "__slots__": ()})
"""
CONTAINERS = (tuple, list, set, frozenset)
CONSTANTS = (type(None), bool, int, float, str, bytes)


def silent(code: CodeType, ran: Callable[[CodeType], bool]) -> bool:
    """Whether no function of a module's code ran; bodies of classes run in any case."""
    inner = (one for one in code.co_consts if isinstance(one, CodeType))
    return not any(
        ran(one) if one.co_flags & inspect.CO_OPTIMIZED else not silent(one, ran) for one in inner
    )


def placeholder(module: ModuleType) -> str:
    """The source of a module with the same names and nothing behind them."""
    lines = [f"from {COMMON} import placeholder, raising"]
    names = []
    for name, value in vars(module).items():
        if name.startswith("__") or isinstance(value, ModuleType):
            continue
        written = _lines(module.__name__, name, value)
        if written:
            lines += written
            names.append(name)
    public = getattr(module, "__all__", None)
    if public is not None:
        lines.append(f"__all__ = {type(public)(name for name in public if name in names)!r}")
    return "\n".join(lines)


def _lines(module: str, name: str, value: object) -> list[str]:
    """What makes a name; nothing where the value cannot be written."""
    home = getattr(value, "__module__", None)
    if isinstance(value, type) and home == module:
        base, brought = _base(value)
        return [*brought, f"{name} = placeholder({value.__name__!r}, {base})"]
    if isinstance(value, FunctionType):
        return [f"{name} = raising"]
    if isinstance(value, type) or inspect.isbuiltin(value):
        return _import(home, value, name)
    if isinstance(value, int) and isinstance(value, Enum):
        value = int(value)
    return [f"{name} = {value!r}"] if _constant(value) else []


def _base(value: type) -> tuple[str, list[str]]:
    """The nearest base from another module, by which a class is known, and what brings it."""
    for place, base in enumerate(value.__mro__[1:]):
        if base.__module__ == "builtins":
            return base.__name__, []
        # Of a class of its own kind (an abstract one) a placeholder cannot be made.
        brought = _import(base.__module__, base, f"_base_{place}")
        if base.__module__ != value.__module__ and type(base) is type and brought:
            return f"_base_{place}", brought
    return "object", []


def _import(home: str | None, value: object, name: str) -> list[str]:
    """What brings a thing of another module; nothing where it is not there by its own name."""
    original = getattr(value, "__name__", name)
    if getattr(sys.modules.get(home or ""), original, None) is not value:
        return []
    return [f"from {home} import {original} as {name}"]


def _constant(value: object) -> bool:
    """Whether a value can be written as it is: subclasses would lose what they are."""
    if type(value) is dict:
        return _constant([*value, *value.values()])
    if isinstance(value, (tuple, list, set, frozenset)) and type(value) in CONTAINERS:
        return all(_constant(one) for one in value)
    return type(value) in CONSTANTS
