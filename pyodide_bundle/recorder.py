"""Runs in Pyodide as ``sitecustomize``: notes which functions of Python are called.

`EARLY` are the modules that were there before anything could be noted, `RAN` the functions, and
`USED` those of them that ran once their module was there: others serve its own import alone.
"""

import sys
from types import CodeType

EARLY = frozenset(sys.modules)
RAN: set[tuple[str, int, str]] = set()
USED: set[tuple[str, int, str]] = set()


def key(code: CodeType) -> tuple[str, int, str]:
    """What names a function, whichever compilation of its file it comes from."""
    return code.co_filename, code.co_firstlineno, code.co_qualname


def write(path: str) -> None:
    """Write what was noted, and which modules were imported, as JSON."""
    import json  # not before everything else was noted

    modules = {"early": sorted(EARLY), "imported": sorted(sys.modules)}
    noted = {"ran": sorted(RAN), "used": sorted(USED), **modules}
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(noted))


def _note(code: CodeType, _: int) -> object:
    RAN.add(key(code))
    module = sys._getframe(1).f_globals.get("__spec__")
    if getattr(module, "_initializing", False):
        return None
    USED.add(key(code))
    return sys.monitoring.DISABLE


sys.monitoring.use_tool_id(sys.monitoring.COVERAGE_ID, "passerelle")
sys.monitoring.register_callback(sys.monitoring.COVERAGE_ID, sys.monitoring.events.PY_START, _note)
sys.monitoring.set_events(sys.monitoring.COVERAGE_ID, sys.monitoring.events.PY_START)
