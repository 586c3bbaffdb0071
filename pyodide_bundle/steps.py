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
    that never ran. `data`: remove data that only those functions read. `scripts`: remove unused
    names from Pyodide's own script.
    """

    lean: bool = True
    objects: bool = True
    machine: bool = True
    data: bool = True
    scripts: bool = True


STOCK = Steps(*[False] * len(Steps._fields))
# Step → the step that it requires.
NEEDS = {"data": "machine", "scripts": "machine"}


def steps_of(setting: str, name: str) -> Steps:
    """The steps that a setting names; raises PackError, which says `name` for the setting."""
    first, *rest = setting.split() or ["lean"]
    left_out = [word.removeprefix("-") for word in rest]
    accepted = [step for step in Steps._fields if step != "lean"]
    if (
        first not in ("lean", "stock")
        or (first == "stock" and rest)
        or not all(word.startswith("-") and word[1:] in accepted for word in rest)
    ):
        ways = " ".join(f"-{step}" for step in accepted)
        raise PackError(
            f"{name}: must be stock, or lean with steps to leave out ({ways}), got {setting}"
        )
    if first == "stock":
        return STOCK
    for step, needed in NEEDS.items():
        if needed in left_out and step not in left_out:
            raise PackError(f"{name}: without {needed} there is no {step}, add -{step}")
    return Steps(**{step: step not in left_out for step in Steps._fields})
