"""Runs in Pyodide beside precompile.py: replaces modules of which no function was called.

Some hundred modules of the standard library are only there because another one imports them
(asyncio alone has sixty). Such a module is replaced by one with the same names: classes that can be
inherited from, compared with and caught, but not instantiated; functions that raise; constants. Any
use of one raises the error that leads to the stock bundle. The modules that a replaced module
imported are not imported any more; where an importer needs a name that cannot be written in this
way, the build fails.
"""

import inspect
import sys
from collections.abc import Callable
from enum import Enum
from types import CodeType, FunctionType, ModuleType

# The module that every placeholder imports, and its source.
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
    """Whether no function of a module's code ran; class bodies run on import."""
    inner = (one for one in code.co_consts if isinstance(one, CodeType))
    return not any(
        ran(one) if one.co_flags & inspect.CO_OPTIMIZED else not silent(one, ran) for one in inner
    )


def placeholder(module: ModuleType) -> str:
    """The source of the module that replaces `module`."""
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
    """The lines that define a name; none where the value cannot be written."""
    home = getattr(value, "__module__", None)
    if isinstance(value, type) and home == module:
        base, imports = _base(value)
        return [*imports, f"{name} = placeholder({value.__name__!r}, {base})"]
    if isinstance(value, FunctionType):
        return [f"{name} = raising"]
    if isinstance(value, type) or inspect.isbuiltin(value):
        return _import(home, value, name)
    if isinstance(value, int) and isinstance(value, Enum):
        value = int(value)
    return [f"{name} = {value!r}"] if _constant(value) else []


def _base(value: type) -> tuple[str, list[str]]:
    """The nearest base from another module, as an expression, and the lines that import it."""
    for place, base in enumerate(value.__mro__[1:]):
        if base.__module__ == "builtins":
            return base.__name__, []
        # A class with a metaclass (an abstract one) cannot be the base of a placeholder.
        imports = _import(base.__module__, base, f"_base_{place}")
        if base.__module__ != value.__module__ and type(base) is type and imports:
            return f"_base_{place}", imports
    return "object", []


def _import(home: str | None, value: object, name: str) -> list[str]:
    """The line that imports an object of another module; none where its name is not there."""
    original = getattr(value, "__name__", name)
    if getattr(sys.modules.get(home or ""), original, None) is not value:
        return []
    return [f"from {home} import {original} as {name}"]


def _constant(value: object) -> bool:
    """Whether `repr` writes a value exactly; a subclass of these types would lose its type."""
    if type(value) is dict:
        return _constant([*value, *value.values()])
    if isinstance(value, (tuple, list, set, frozenset)) and type(value) in CONTAINERS:
        return all(_constant(one) for one in value)
    return type(value) in CONSTANTS
