"""WebAssembly modules: which functions run, and a module without the others.

`instrument` makes a module that records each function as it is entered; `trim` empties those
that were never entered. An emptied function traps (`unreachable`) and never returns a wrong
value: the worker then reports a failure and the page starts the stock bundle.
"""

from collections.abc import Collection

from pyodide_bundle.wasm import (
    CODE,
    CUSTOM,
    EXPORT,
    GLOBAL,
    GLOBAL_KIND,
    Reader,
    Section,
    assemble,
    bodies_of,
    code_section,
    encoded_name,
    exports,
    function_bodies,
    imports,
    number,
    sections,
)

# No locals, `unreachable`, `end`.
EMPTY_BODY = b"\0\0\x0b"
# A mutable i32 with the initial value 0.
COUNTER = b"\x7f\x01\x41\0\x0b"
# Name of an exported counter: this, then the function's index in the code section.
COUNTER_NAME = "ran:"


def instrument(module: bytes) -> bytes:
    """The module with an exported counter, `COUNTER_NAME`N, for the Nth function.

    A counter is a global i32: 0, and 1 once its function has been entered.
    """
    imported = sum(one.kind == GLOBAL_KIND for one in imports(module))
    parts = sections(module)
    count = len(function_bodies(module))
    first = imported + next(Reader(body).number() for id, body in parts if id == GLOBAL)

    def changed(part: Section) -> bytes:
        reader = Reader(part.body)
        match part.id:
            case 6:  # globals
                before = reader.number()
                return number(before + count) + part.body[reader.at :] + COUNTER * count
            case 7:  # exports
                before = reader.number()
                added = (
                    encoded_name(f"{COUNTER_NAME}{place}") + b"\x03" + number(first + place)
                    for place in range(count)
                )
                return number(before + count) + part.body[reader.at :] + b"".join(added)
            case 10:  # code
                bodies = bodies_of(part.body)
                return code_section([_counted(body, first + n) for n, body in enumerate(bodies)])
        return part.body

    return assemble(Section(part.id, changed(part)) for part in parts)


def _counted(body: bytes, counter: int) -> bytes:
    """A function body that first sets its counter: i32.const 1, global.set."""
    reader = Reader(body)
    for _ in range(reader.number()):
        reader.number()  # so many locals ...
        reader.take(1)  # ... of a type
    return body[: reader.at] + b"\x41\x01\x24" + number(counter) + body[reader.at :]


def trim(module: bytes, ran: Collection[int], exported: Collection[str]) -> bytes:
    """The module with only the functions `ran` (indexes in the code section) and the exports named.

    The bodies of other functions are emptied, so that no function index changes; custom
    sections other than the loader's ``dylink.0`` (debug information) are removed.
    """

    def changed(part: Section) -> bytes:
        if part.id == CODE:
            return code_section(
                [
                    body if place in ran else EMPTY_BODY
                    for place, body in enumerate(bodies_of(part.body))
                ]
            )
        if part.id == EXPORT:
            kept = [one.entry for one in exports(module) if one.name in exported]
            return number(len(kept)) + b"".join(kept)
        return part.body

    return assemble(
        Section(part.id, changed(part))
        for part in sections(module)
        if part.id != CUSTOM or Reader(part.body).name() == "dylink.0"
    )
