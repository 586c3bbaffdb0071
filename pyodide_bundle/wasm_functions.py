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
    exports,
    function_bodies,
    imports,
    number,
    sections,
    sized,
    vector,
)

# No locals, `unreachable`, `end`.
EMPTY_BODY = b"\0\0\x0b"
# A mutable i32 with the initial value 0.
COUNTER = b"\x7f\x01\x41\0\x0b"
# Name of an exported counter: this, then the function's place in the code section.
COUNTER_NAME = "ran:"


def instrument(module: bytes) -> bytes:
    """The module with an exported counter, `COUNTER_NAME`N, for the Nth function.

    A counter is a global i32: 0, and 1 once its function has been entered.
    """
    bodies = function_bodies(module)
    imported = sum(one.kind == GLOBAL_KIND for one in imports(module))
    first = imported + next(Reader(body).number() for id, body in sections(module) if id == GLOBAL)
    counters = range(first, first + len(bodies))
    names = (f"{COUNTER_NAME}{counter - first}".encode() for counter in counters)
    kind = bytes([GLOBAL_KIND])
    added = {
        GLOBAL: [COUNTER] * len(bodies),
        EXPORT: [sized(name) + kind + number(n) for name, n in zip(names, counters, strict=True)],
    }
    counted = vector([sized(_counted(body, n)) for body, n in zip(bodies, counters, strict=True)])

    def changed(part: Section) -> bytes:
        if part.id == CODE:
            return counted
        more = added.get(part.id)
        if not more:
            return part.body
        reader = Reader(part.body)
        before = reader.number()
        return number(before + len(more)) + part.body[reader.at :] + b"".join(more)

    return assemble(Section(part.id, changed(part)) for part in sections(module))


def _counted(body: bytes, counter: int) -> bytes:
    """A function body that first sets its counter: i32.const 1, global.set."""
    reader = Reader(body)
    for _ in range(reader.number()):
        reader.number()  # so many locals ...
        reader.take(1)  # ... of a type
    return body[: reader.at] + b"\x41\x01\x24" + number(counter) + body[reader.at :]


def trim(module: bytes, ran: Collection[int], exported: Collection[str]) -> bytes:
    """The module with only the functions `ran` (places in the code section) and the exports named.

    The bodies of other functions are emptied, so that no function index changes; custom
    sections other than the loader's ``dylink.0`` (debug information) are removed.
    """
    bodies = enumerate(function_bodies(module))
    changed = {
        CODE: vector([sized(body if place in ran else EMPTY_BODY) for place, body in bodies]),
        EXPORT: vector([one.entry for one in exports(module) if one.name in exported]),
    }
    return assemble(
        Section(part.id, changed.get(part.id, part.body))
        for part in sections(module)
        if part.id != CUSTOM or Reader(part.body).name() == "dylink.0"
    )
