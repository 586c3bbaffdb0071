"""Which steps make a bundle, as one setting (text).

``lean`` (the default) takes every step, ``stock`` none: Pyodide as published, and no lean bundle
beside it. ``lean -scripts`` leaves a step out, to find the step at fault after an upgrade of
Pyodide.
"""

from typing import NamedTuple

from pyodide_bundle.errors import PackError


class Steps(NamedTuple):
    """The steps to take.

    `lean`: make a bundle of the interpreter's memory, from which a browser starts. `objects`:
    remove Python objects that no request needs from it. `machine`: empty WebAssembly functions
    that never ran; without it there are neither `data`: remove data that only those functions
    read, nor `scripts`: remove unused names from Pyodide's own script.
    """

    lean: bool = True
    objects: bool = True
    machine: bool = True
    data: bool = True
    scripts: bool = True


STOCK = Steps(*[False] * len(Steps._fields))


def steps_of(setting: str, name: str) -> Steps:
    """The steps that a setting names; raises PackError, which says `name` for the setting."""
    first, *rest = setting.split() or ["lean"]
    ways = [f"-{step}" for step in Steps._fields if step != "lean"]
    if first not in ("lean", "stock") or (first == "stock" and rest) or not {*rest} <= {*ways}:
        raise PackError(
            f"{name}: must be stock, or lean with steps to leave out ({' '.join(ways)}), "
            f"got {setting}"
        )
    left_out = {*rest, "-data", "-scripts"} if "-machine" in rest else rest
    steps = Steps(**{step: f"-{step}" not in left_out for step in Steps._fields})
    return STOCK if first == "stock" else steps
