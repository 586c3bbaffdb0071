"""Which steps make a bundle, as one setting (text).

``lean`` (the default) takes every step, ``stock`` none: Pyodide as published, and no lean bundle
beside it. ``lean -scripts`` leaves a step out, to find the one at fault after an upgrade of
Pyodide, or to measure what it saves.
"""

from pyodide_bundle import PackError

# `lean`: a bundle with the interpreter's memory, from which a browser starts. `objects`: without
# Python objects that no request needs. `machine`: WebAssembly functions that never ran are emptied;
# and where they are, `data`: what only they read is removed, `scripts`: so are unused names of
# Pyodide's own script.
LEAN = ("lean", "objects", "machine", "data", "scripts")
STOCK = ()
Steps = tuple[str, ...]


def steps_of(setting: str, name: str) -> Steps:
    """The steps that a setting names; raises PackError, which says `name` for the setting."""
    ways = [f"-{step}" for step in LEAN[1:]]
    first, *left_out = setting.split() or ["lean"]
    if first == "lean" and {*left_out} <= {*ways}:
        return tuple(step for step in LEAN if f"-{step}" not in left_out)
    if setting.split() == ["stock"]:
        return STOCK
    accepted = f"stock, or lean with steps to leave out ({' '.join(ways)})"
    raise PackError(f"{name}: must be {accepted}, got {setting}")
