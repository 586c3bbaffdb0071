"""Run by Pyodide's own Python before its memory is kept: lets go of what no question uses.

Once everything is imported, most of what Python holds has done its work. Functions that no
rehearsal called from here on are replaced by one that raises what nothing but a bare ``except``
catches, on which the worker gives way to the stock engine; names of modules and classes that
nothing mentions any more are deleted, and with them what only they held. Our own packages stay
whole.

A name is mentioned where a function that is left, Pyodide's scripts or a string of the module's
own code bears it; for modules written in C the last does not count, as their tables of functions
are such strings. Whoever asks for a name that is gone has an error that nothing answers either.
"""

import gc
import json
import sys
from collections.abc import Iterable, Iterator
from types import CodeType, FunctionType, ModuleType

OWN = ("rules", "calculator")
Holder = type | ModuleType
GENERATES = 0x2A0  # CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR
HEAP_TYPE = 1 << 9  # a class that is not part of the module's constants
# Asked by name from C, or by the functions below.
WHOLE = ("builtins", "sys", "gc", "json", "_json", "__main__")
# Of a class or module, what only looking at it from outside reads.
UNREAD = {
    *("__all__", "__cached__", "__file__", "__firstlineno__", "__static_attributes__"),
    *("__annotate__", "__annotate_func__", "__annotations__", "__annotations_cache__"),
}
# Fewer interned strings than this are not all there are.
FEWEST_NAMES = 5000


def raising(*given: object, **named: object) -> None:
    raise BaseException("not in the lean engine")


EMPTY = raising.__code__


def collect() -> None:
    gc.collect()


def functions() -> list[FunctionType]:
    return [one for one in gc.get_objects() if type(one) is FunctionType]


def classes() -> list[type]:
    found = (one for one in gc.get_objects() if isinstance(one, type))
    return [one for one in found if one.__flags__ & HEAP_TYPE and not own(one.__module__)]


def modules() -> list[ModuleType]:
    found = (one for one in sys.modules.values() if type(one) is ModuleType)
    return [one for one in found if not own(one.__dict__.get("__name__"))]


def holders() -> list[Holder]:
    return [*modules(), *classes()]


def own(module: object) -> bool:
    return isinstance(module, str) and module.partition(".")[0] in (*OWN, "__main__")


def special(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")


def names() -> str:
    """All names of modules and classes, as JSON."""
    found = {name for one in holders() for name in vars(one)}
    return json.dumps(sorted(name for name in found if isinstance(name, str)))


def let_go(ran: str, asked: str, named: str) -> None:
    """Let go of what is not needed; all three are JSON.

    `ran` lists the functions that were called as recorder.py names them, `asked` the names that
    Pyodide's scripts bear, `named` those that are strings of the module's constants.
    """
    called = {tuple(one) for one in json.loads(ran)}
    of_scripts, of_constants = set(json.loads(asked)), set(json.loads(named))
    empty_functions(called)
    for one in modules():
        # Nothing is imported from a file any more; when files were read is no one's business.
        vars(one).update(dict.fromkeys(("__loader__", "__spec__") & vars(one).keys()))
    sys.path_importer_cache.clear()
    # Nobody types into it; its buffer holds what lay in that place before.
    vars(sys).update(stdin=None, __stdin__=None)
    while delete_names(of_scripts, of_constants):
        collect()
    collect()


def empty_functions(called: set[tuple[object, ...]]) -> None:
    for one in functions():
        code = one.__code__
        if own(one.__module__) or code is EMPTY:
            continue
        one.__doc__ = None
        setattr(one, "__annotate__", None)  # noqa: B010 (of a Python newer than the build's)
        key = (code.co_filename, code.co_firstlineno, code.co_qualname)
        if key in called or code.co_freevars or code.co_flags & GENERATES:
            continue
        one.__code__ = EMPTY
        one.__defaults__ = one.__kwdefaults__ = None
    for holder in holders():
        if vars(holder).get("__doc__"):
            change(holder, "__doc__", "")  # a class cannot be without one
        for name, value in list(vars(holder).items()):
            # These two become methods of the class by their names.
            if not empty(value) or name in ("__init_subclass__", "__class_getitem__"):
                continue
            change(holder, name, raising)


def empty(value: object) -> bool:
    return type(value) is FunctionType and value.__code__ is EMPTY


def change(holder: Holder, name: str, value: object = None) -> bool:
    """Set a name of a module or class, or delete it for None; returns whether that went."""
    try:
        if isinstance(holder, ModuleType):
            if value is None:
                del vars(holder)[name]
            else:
                vars(holder)[name] = value
        elif value is None:
            type.__delattr__(holder, name)
        else:
            type.__setattr__(holder, name, value)
    except (AttributeError, TypeError):  # one that does not let itself be changed
        return False
    return True


def delete_names(of_scripts: set[str], of_constants: set[str]) -> int:
    """Delete the names that nothing mentions; returns how many."""
    # What runs just now is not what questions call.
    left = (one for one in functions() if not empty(one) and one.__module__ != "__main__")
    of_python = {name for one in left for name in mentioned(one.__code__)}
    gone = 0
    for holder in holders():
        home = vars(holder).get("__name__")
        if home in WHOLE:
            continue
        kept = of_python | of_scripts
        if not (isinstance(holder, ModuleType) and in_c(holder)):
            kept |= of_constants
        for name in list(vars(holder)):
            if name in UNREAD or not (name in kept or special(name)):
                gone += change(holder, name)
    return gone


def in_c(module: ModuleType) -> bool:
    return module.__name__ in sys.builtin_module_names


def mentioned(code: CodeType) -> Iterator[str]:
    """The names that a function may ask for: also those in its texts, for getattr."""
    yield from code.co_names
    yield from words(code.co_consts)


def words(constants: Iterable[object]) -> Iterator[str]:
    for one in constants:
        if isinstance(one, CodeType):
            yield from mentioned(one)
        elif isinstance(one, str):
            yield from "".join(
                sign if sign.isalnum() or sign == "_" else " " for sign in one
            ).split()
        elif isinstance(one, (tuple, frozenset)):
            yield from words(one)


def every_name() -> dict[str, str]:
    """Python's own table of the strings of which there is one each."""
    tables = (one for one in gc.get_objects() if type(one) is dict and len(one) > FEWEST_NAMES)
    return max((one for one in tables if all(k is v for k, v in one.items())), key=len)


def interned() -> str:
    """Address and size of each of those strings, as JSON."""
    return json.dumps([(id(one), sys.getsizeof(one)) for one in every_name()])


def forget(addresses: str) -> None:
    """Take the strings at some addresses (JSON) out of that table."""
    dead, table = set(json.loads(addresses)), every_name()
    for one in [one for one in table if id(one) in dead]:
        del table[one]
    leave()


def leave() -> None:
    """Take what this file has brought away again."""
    mine = globals()
    for name in [name for name in mine if not special(name)]:
        del mine[name]
    mine["__doc__"] = None
