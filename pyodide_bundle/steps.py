"""Which steps make the engine: PASSERELLE_ENGINE.

``lean`` (the default) takes every step, ``stock`` none: Pyodide as it comes, and nothing but
that. ``lean -scripts`` leaves a step out, as long as one looks for a fault after an upgrade of
Pyodide.
"""

from typing import NamedTuple

NAME = "PASSERELLE_ENGINE"


class EngineError(Exception):
    """The engine cannot be made; the text says why, and what to do or what is accepted."""


class Steps(NamedTuple):
    """The steps to take.

    `lean`: only the modules that are imported, compiled. `functions`: functions of Python that
    never ran are emptied. `placeholders`: modules of which nothing ran are replaced. `machine`:
    functions of the WebAssembly module that never ran are emptied. `charsets`: so are its tables
    of East Asian characters, which only those functions read. `tables`: so are other large
    tables. `scripts`: names of what is gone are left out of Pyodide's own script. `snapshot`: a
    browser starts from Python's memory as it stands before the first question.
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
# What cannot be without another step.
NEEDS = {
    "placeholders": "functions",
    "charsets": "machine",
    "tables": "machine",
    "scripts": "machine",
}


def steps_of(setting: str) -> Steps:
    """The steps that a setting names; raises EngineError."""
    first, *rest = setting.split() or ["lean"]
    left_out = [word.removeprefix("-") for word in rest]
    accepted = [step for step in Steps._fields if step != "lean"]
    if (
        first not in ("lean", "stock")
        or (first == "stock" and rest)
        or not all(word.startswith("-") and word[1:] in accepted for word in rest)
    ):
        ways = " ".join(f"-{step}" for step in accepted)
        raise EngineError(
            f"{NAME}: must be stock, or lean with steps to leave out ({ways}), got {setting}"
        )
    if first == "stock":
        return STOCK
    for step, needed in NEEDS.items():
        if needed in left_out and step not in left_out:
            raise EngineError(f"{NAME}: without {needed} there is no {step}, add -{step}")
    return Steps(**{step: step not in left_out for step in Steps._fields})
