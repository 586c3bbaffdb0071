"""Which steps make a bundle, as one setting (text).

``lean`` (the default) takes every step, ``stock`` none: Pyodide as published, and no lean bundle
beside it. ``lean -scripts`` leaves a step out, to find the step at fault after an upgrade of
Pyodide.
"""

from typing import NamedTuple

from pyodide_bundle.errors import PackError


class Steps(NamedTuple):
    """The steps to take.

    `lean`: keep only imported modules of the standard library, compiled. `functions`: empty
    Python functions that never ran. `placeholders`: replace modules of which no function ran.
    `machine`: empty WebAssembly functions that never ran. `charsets`: remove the tables of East
    Asian character sets, which only those functions read. `tables`: remove other large tables
    that only those functions read. `scripts`: remove unused names from Pyodide's own script.
    `snapshot`: publish the interpreter's memory, from which a browser starts.
    """

    lean: bool = True
    functions: bool = True
    placeholders: bool = True
    machine: bool = True
    charsets: bool = True
    tables: bool = True
    scripts: bool = True
    snapshot: bool = True


STOCK = Steps(*[False] * len(Steps._fields))
# Step → the step that it requires.
NEEDS = {
    "placeholders": "functions",
    "charsets": "machine",
    "tables": "machine",
    "scripts": "machine",
}


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
