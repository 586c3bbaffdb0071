"""Runs in Pyodide before the requests: records which functions they call; then `remove` removes the
objects that they do not use, and a snapshot is taken.

Functions that no rehearsal called are replaced by one that raises an error which only a bare
``except`` catches and which makes the worker start the stock bundle. Names in modules and classes
that nothing mentions are deleted, and with them the objects that only they referred to. The
application's packages stay whole.

A name is mentioned where a remaining function, Pyodide's scripts or a string constant of the
WebAssembly module contains it; for modules written in C the constants do not count, as their
method tables are such strings. Access to a deleted name raises an error that leads to the stock
bundle too.
"""

import gc
import json
import re
import sys
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType
from weakref import ReferenceType

# The application's top-level packages, which stay whole; set by `remove`.
OWN: set[str] = set()
# The identities of the code that was called.
RAN: set[int] = set()
Holder = type | ModuleType
WORD = re.compile(r"\w+")
GENERATES = 0x2A0  # CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR
HEAP_TYPE = 1 << 9  # Py_TPFLAGS_HEAPTYPE: a class that is not static in C
# Modules whose names C code or the functions below look up.
WHOLE = ("builtins", "sys", "gc", "json", "_json", "__main__")
# Names of a class or module that only introspection reads.
UNREAD = {
    *("__all__", "__cached__", "__file__", "__firstlineno__", "__static_attributes__"),
    *("__annotate__", "__annotate_func__", "__annotations__", "__annotations_cache__"),
}


def raising(*given: object, **named: object) -> None:
    raise BaseException("not in the lean engine")


EMPTY = raising.__code__.replace(co_linetable=b"")
# For each kind of function, see `emptied`.
EMPTIED: dict[tuple[tuple[str, ...], int], CodeType] = {((), 0): EMPTY}


def record(code: CodeType, _: int) -> object:
    RAN.add(id(code))
    return sys.monitoring.DISABLE


def recorded() -> str:
    """The identities of the code that was called, as JSON."""
    return json.dumps(sorted(RAN))


def functions() -> list[FunctionType]:
    return [one for one in gc.get_objects() if type(one) is FunctionType]


def modules() -> list[ModuleType]:
    found = (one for one in sys.modules.values() if type(one) is ModuleType)
    return [one for one in found if not own(one.__dict__.get("__name__"))]


def holders() -> list[Holder]:
    """Modules and classes, but for the application's."""
    found = (one for one in gc.get_objects() if isinstance(one, type))
    classes = (one for one in found if one.__flags__ & HEAP_TYPE and not own(one.__module__))
    return [*modules(), *classes]


def own(module: object) -> bool:
    return isinstance(module, str) and module.partition(".")[0] in (*OWN, "__main__")


def special(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")


def names() -> str:
    """All names in modules and classes, as JSON."""
    found = {name for one in holders() for name in vars(one)}
    return json.dumps(sorted(name for name in found if isinstance(name, str)))


def remove(needed: str) -> None:
    """Remove what is not needed. The argument is JSON, an object of lists.

    `own`: the application's top-level packages; `called`: what was recorded by others that
    started from the same memory; `of_scripts`: the names that Pyodide's scripts contain;
    `of_constants`: those that are string constants of the WebAssembly module.
    """
    sys.monitoring.set_events(TOOL, 0)
    sys.monitoring.free_tool_id(TOOL)
    given = {key: set(some) for key, some in json.loads(needed).items()}
    OWN.update(given["own"])
    RAN.clear()  # of what led here
    RAN.update(given["called"])
    empty_functions()
    for one in modules():
        # Nothing is imported from a file any more, and these hold the files' times.
        vars(one).update(dict.fromkeys(("__loader__", "__spec__") & vars(one).keys()))
    sys.path_importer_cache.clear()
    getattr(sys.modules.get("zipimport"), "_zip_directory_cache", {}).clear()
    # There is no input to read; the buffer holds what was in its memory before.
    vars(sys).update(stdin=None, __stdin__=None)
    while delete_names(given["of_scripts"], given["of_constants"]):
        gc.collect()


def empty_functions() -> None:
    leaner: dict[int, tuple[CodeType, CodeType]] = {}

    def lean(code: CodeType, whole: bool) -> CodeType:
        """The code without line numbers, and with an emptied one for each in it that was not
        called, unless it is to stay whole."""
        if id(code) not in leaner:
            constants = list(code.co_consts)
            for place, one in enumerate(constants):
                if isinstance(one, CodeType):
                    called_too = whole or id(one) in RAN
                    constants[place] = lean(one, whole) if called_too else emptied(one)
            new = code.replace(co_consts=tuple(constants), co_linetable=b"")
            leaner[id(code)] = code, new
        return leaner[id(code)][1]

    # An error in one of these would lead nowhere.
    references = (one for one in gc.get_objects() if isinstance(one, ReferenceType))
    callbacks = {id(one.__callback__) for one in references}
    for one in functions():
        if one.__module__ == "__main__" or id(one) in callbacks:
            continue
        one.__doc__ = None
        setattr(one, "__annotate__", None)  # noqa: B010 (newer than the Python of the build)
        whole = own(one.__module__)
        if whole or id(one.__code__) in RAN:
            one.__code__ = lean(one.__code__, whole)
        else:
            one.__code__ = emptied(one.__code__)
            one.__defaults__ = one.__kwdefaults__ = None
    for holder in holders():
        for name, value in list(vars(holder).items()):
            # Python makes these class methods by their names.
            if not empty(value) or name in ("__init_subclass__", "__class_getitem__"):
                continue
            change(holder, name, raising)


def emptied(code: CodeType) -> CodeType:
    """Code that raises, of the same kind and with the same variables of outer functions."""
    kind = code.co_freevars, code.co_flags & GENERATES
    if kind not in EMPTIED:
        EMPTIED[kind] = EMPTY.replace(co_freevars=kind[0], co_flags=EMPTY.co_flags | kind[1])
    return EMPTIED[kind]


def empty(value: object) -> bool:
    return type(value) is FunctionType and value.__code__ in EMPTIED.values()


def change(holder: Holder, name: str, *value: object) -> bool:
    """Set a name of a module or class, or delete it without a value; tells whether it could."""
    kind = type if isinstance(holder, type) else ModuleType
    try:
        (kind.__setattr__ if value else kind.__delattr__)(holder, name, *value)
    except (AttributeError, TypeError):  # an immutable type
        return False
    return True


def delete_names(of_scripts: set[str], of_constants: set[str]) -> int:
    """Delete the names that nothing mentions; returns how many.

    The arguments are names that scripts and constants mention.
    """
    # The functions of this file do not count.
    left = [one for one in functions() if not empty(one) and one.__module__ != "__main__"]
    of_python = {name for one in left for name in mentioned(one.__code__)}
    gone = 0
    for holder in holders():
        home = str(vars(holder).get("__name__"))
        if home in WHOLE:
            continue
        module = isinstance(holder, ModuleType)
        of_c = module and home in sys.builtin_module_names
        mentions = of_python
        if not module or home.rpartition(".")[2] in of_scripts:
            mentions = mentions | of_scripts
        for name, value in list(vars(holder).items()):
            # C looks up no constant in a module of Python, and only some of its own in one of C.
            in_c = name in of_constants and not (module and (of_c or not callable(value)))
            kept = name in mentions or special(name) or in_c
            if type(value).__module__ == "pyodide.ffi":
                continue  # an object of JavaScript, which Pyodide finds by its place
            if name in UNREAD or not kept:
                gone += change(holder, name)
        if module and not of_c:
            vars(holder).setdefault("__getattr__", missing)
    return gone


def missing(name: str) -> None:
    """What a module calls for a name that it does not have."""
    if name.startswith("__"):
        raise AttributeError(name)
    raise BaseException("not in the lean engine: " + name)


def mentioned(value: object) -> Iterator[str]:
    """The names that code may look up; words in its string constants too, for getattr."""
    if isinstance(value, CodeType):
        yield from value.co_names
        yield from mentioned(value.co_consts)
    elif isinstance(value, str):
        yield from WORD.findall(value)
    elif isinstance(value, (tuple, frozenset)):
        for one in value:
            yield from mentioned(one)


def interned_table() -> dict[str, str]:
    """Python's table of interned strings: of the dicts whose keys are their values, the largest."""
    tables = (one for one in gc.get_objects() if type(one) is dict)
    return max((one for one in tables if all(k is v for k, v in one.items())), key=len)


def interned() -> str:
    """Address and size of each interned string, as JSON."""
    return json.dumps([(id(one), sys.getsizeof(one)) for one in interned_table()])


def forget(addresses: str) -> None:
    """Remove the interned strings at some addresses (JSON), then this file's own names."""
    dead, table = set(json.loads(addresses)), interned_table()
    for one in [one for one in table if id(one) in dead]:
        del table[one]
    for name in [name for name in globals() if not special(name)]:
        del globals()[name]


TOOL = sys.monitoring.COVERAGE_ID
sys.monitoring.use_tool_id(TOOL, "record")
sys.monitoring.register_callback(TOOL, sys.monitoring.events.PY_START, record)
sys.monitoring.set_events(TOOL, sys.monitoring.events.PY_START)
