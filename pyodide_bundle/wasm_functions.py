"""WebAssembly modules: which functions run, and a module without the others.

`instrument` makes a module that records each function as it is entered; `trim` empties those
that were never entered. An emptied function traps (`unreachable`) and never returns a wrong
value: the worker then reports a failure and the page starts the stock bundle.
"""

from collections.abc import Collection

from pyodide_bundle import wasm

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
    bodies = wasm.function_bodies(module)
    parts = dict(wasm.sections(module))
    first = sum(one.kind == wasm.GLOBAL_KIND for one in wasm.imports(module))
    first += wasm.Reader(parts[wasm.GLOBAL]).number()
    kind = bytes([wasm.GLOBAL_KIND])
    exported = [
        wasm.sized(f"{COUNTER_NAME}{place}".encode()) + kind + wasm.number(first + place)
        for place in range(len(bodies))
    ]
    counted = [wasm.sized(_counted(body, first + place)) for place, body in enumerate(bodies)]
    changed = {
        wasm.GLOBAL: _longer(parts[wasm.GLOBAL], [COUNTER] * len(bodies)),
        wasm.EXPORT: _longer(parts[wasm.EXPORT], exported),
        wasm.CODE: wasm.vector(counted),
    }
    return wasm.with_sections(module, changed)


def _longer(section: bytes, more: Collection[bytes]) -> bytes:
    """A section's body with more items at its end."""
    reader = wasm.Reader(section)
    count = reader.number() + len(more)
    return wasm.number(count) + section[reader.at :] + b"".join(more)


def _counted(body: bytes, counter: int) -> bytes:
    """A function body that first sets its counter: i32.const 1, global.set."""
    reader = wasm.Reader(body)
    for _ in range(reader.number()):
        reader.number()  # so many locals ...
        reader.take(1)  # ... of a type
    return body[: reader.at] + b"\x41\x01\x24" + wasm.number(counter) + body[reader.at :]


def trim(module: bytes, ran: Collection[int], exported: Collection[str]) -> bytes:
    """The module with only the functions `ran` (places in the code section) and the exports named.

    The bodies of other functions are emptied, so that no function index changes; custom
    sections other than the loader's ``dylink.0`` (debug information) are removed.
    """
    bodies = enumerate(wasm.function_bodies(module))
    kept = [wasm.sized(body if place in ran else EMPTY_BODY) for place, body in bodies]
    exports = [one.entry for one in wasm.exports(module) if one.name in exported]
    changed = {wasm.CODE: wasm.vector(kept), wasm.EXPORT: wasm.vector(exports)}
    parts = wasm.sections(wasm.with_sections(module, changed))

    def is_needed(id: int, body: bytes) -> bool:
        return id != wasm.CUSTOM or wasm.Reader(body).name() == "dylink.0"

    return wasm.assemble([part for part in parts if is_needed(*part)])
