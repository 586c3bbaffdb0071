"""Runs in Pyodide after requests were recorded: cuts and compiles the standard library.

Of the library only the modules are kept that the rehearsals imported, or their placeholders
(placeholders.py); of those only bytecode, and in it only the functions that were called. There are
no assertions, docstrings (-OO) or line numbers in it. Bytecode depends on the version of Python
that reads it, so this runs in Pyodide and not in the build's own Python.

A function that was never called is emptied: it raises an error that only a bare ``except`` catches
and that makes the worker start the stock bundle. The application's packages stay whole.

Writes to /out: ``python_stdlib.zip`` and ``packages/``.
"""

import importlib.util
import inspect
import json
import marshal
import os
import sys
import zipfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from types import CodeType

# pyodide_bundle is mounted below this folder.
sys.path.append("/build")
from pyodide_bundle.placeholders import (
    COMMON,
    COMMON_SOURCE,
    placeholder,
    silent,
)

STDLIB = next(path for path in sys.path if path.endswith(".zip"))
SITE = next(path for path in sys.path if path.endswith("site-packages"))
OPTIMIZE = 2
# A fixed time, so that the same input makes the same zip.
DATE = (2020, 1, 1, 0, 0, 0)
# Packages and modules that may be replaced where none of their functions ran: large ones, or with
# many imports, that neither Python nor Pyodide needs to start.
REPLACED = """
    _colorize asyncio base64 bz2 codeop compression concurrent contextvars dis linecache lzma
    ntpath opcode pathlib random selectors signal socket ssl subprocess tempfile token traceback
    zipfile
"""
# The finder for imports that no other finder knows. Which imports reach it depends on their order,
# and so on what is replaced: none of its functions is emptied.
WHOLE = frozenset({"_pyodide._importhook"})
# Flags and hash of a .pyc that is never checked against its source (PEP 552).
UNCHECKED = (1).to_bytes(4, "little") + bytes(8)


def _emptied() -> None:
    raise BaseException("not in the lean engine")


async def _emptied_coroutine() -> None:
    raise BaseException("not in the lean engine")


def _emptied_generator() -> Iterator[None]:
    raise BaseException("not in the lean engine")
    yield


async def _emptied_asynchronous_generator() -> AsyncIterator[None]:
    raise BaseException("not in the lean engine")
    yield


# A call has to return the same kind of object (a generator, a coroutine), which may never be used.
KINDS = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
EMPTY = {
    function.__code__.co_flags & KINDS: function.__code__
    for function in (
        _emptied,
        _emptied_coroutine,
        _emptied_generator,
        _emptied_asynchronous_generator,
    )
}


def without_lines(code: CodeType) -> CodeType:
    """The code with a location table of "no location" entries only (PEP 626, code 15)."""
    full, rest = divmod(len(code.co_code) // 2, 8)
    # An entry covers up to 8 code units; its last three bits are their number less one.
    units = [8] * full + [rest] * bool(rest)
    return code.replace(co_linetable=bytes(0x80 | 15 << 3 | count - 1 for count in units))


def emptied(code: CodeType) -> CodeType:
    """A function with the same name and arguments that only raises."""
    arguments = code.co_argcount + code.co_kwonlyargcount
    arguments += bool(code.co_flags & 0x04) + bool(code.co_flags & 0x08)  # *args, **kwargs
    empty = EMPTY[code.co_flags & KINDS]
    return code.replace(
        co_code=empty.co_code,
        co_consts=empty.co_consts,
        co_names=empty.co_names,
        co_stacksize=empty.co_stacksize,
        co_exceptiontable=empty.co_exceptiontable,
        co_varnames=code.co_varnames[:arguments],
        co_nlocals=arguments,
        co_cellvars=(),
    )


def lean(code: CodeType, ran: Callable[[CodeType], bool]) -> CodeType:
    """The code with the functions emptied that did not run, and without line numbers."""
    constants = tuple(
        (lean(one, ran) if ran(one) else without_lines(emptied(one)))
        if isinstance(one, CodeType)
        else one
        for one in code.co_consts
    )
    return without_lines(code.replace(co_consts=constants))


def compiled(source: bytes | str, name: str) -> CodeType:
    """The code of a module."""
    return compile(source, name, "exec", dont_inherit=True, optimize=OPTIMIZE)


def pyc(code: CodeType) -> bytes:
    """The content of a .pyc file."""
    return importlib.util.MAGIC_NUMBER + UNCHECKED + marshal.dumps(code)


class Recorded:
    """What the rehearsals used, from the files that recorder.py wrote."""

    def __init__(self, folder: Path):
        found = [json.loads(file.read_text()) for file in folder.glob("recorded-*.json")]
        self.imported = {name for record in found for name in record["imported"]}
        self.early = {name for record in found for name in record["early"]}
        self._ran = {tuple(one) for record in found for one in record["ran"]}
        self._used = {tuple(one) for record in found for one in record["used"]}

    def ran(self, code: CodeType) -> bool:
        return self._key(code) in self._ran

    def used(self, code: CodeType) -> bool:
        return self._key(code) in self._used

    @staticmethod
    def _key(code: CodeType) -> tuple[str, int, str]:
        return f"{STDLIB}/{code.co_filename}", code.co_firstlineno, code.co_qualname


def write_library(out: str, recorded: Recorded) -> None:
    """Write the modules as a zip without compression, which the web server does better."""
    emptying, replacing = ("LEAN_FUNCTIONS" in os.environ, "LEAN_PLACEHOLDERS" in os.environ)
    imported = {name: importlib.import_module(name) for name in sorted(recorded.imported)}
    files = {name: getattr(module, "__file__", None) or "" for name, module in imported.items()}
    modules = {
        file.removeprefix(f"{STDLIB}/"): name
        for name, file in files.items()
        if file.startswith(STDLIB)
    }

    def ran(code: CodeType) -> bool:
        whole = not emptying or modules[code.co_filename] in WHOLE | recorded.early
        return whole or recorded.ran(code)

    codes = {}
    with zipfile.ZipFile(STDLIB) as stock:
        for path, name in modules.items():
            code = compiled(stock.read(path), path)
            replaceable = replacing and name.partition(".")[0] in REPLACED.split()
            if replaceable and silent(code, recorded.used):
                codes[path] = without_lines(compiled(placeholder(imported[name]), path))
                codes[f"{COMMON}.py"] = compiled(COMMON_SOURCE, COMMON)
            else:
                codes[path] = lean(code, ran)
    with zipfile.ZipFile(out, "w") as library:
        for path in sorted(codes):
            library.writestr(zipfile.ZipInfo(f"{path}c", DATE), pyc(codes[path]))


def write_packages(out: str) -> None:
    """Write the application's packages: .pyc for .py, other files as they are."""
    for folder, _, names in os.walk(SITE):
        inside = os.path.relpath(folder, SITE)
        for name in names:
            path = os.path.normpath(os.path.join(inside, name))
            if "__pycache__" in path or name == "sitecustomize.py":
                continue
            with open(os.path.join(folder, name), "rb") as file:
                content = file.read()
            if name.endswith(".py"):
                path, content = f"{path}c", pyc(lean(compiled(content, path), lambda _: True))
            os.makedirs(os.path.join(out, os.path.dirname(path)), exist_ok=True)
            with open(os.path.join(out, path), "wb") as file:
                file.write(content)


write_library("/out/python_stdlib.zip", Recorded(Path("/out")))
write_packages("/out/packages")
