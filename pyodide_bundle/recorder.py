"""Runs in Pyodide as ``sitecustomize``: records which Python functions are called.

`EARLY`: the modules imported before recording started. `RAN`: the functions called. `USED`: those
called after their module's import had ended; the others only serve the import itself.
"""

import sys
from types import CodeType

EARLY = frozenset(sys.modules)
RAN: set[tuple[str, int, str]] = set()
USED: set[tuple[str, int, str]] = set()


def key(code: CodeType) -> tuple[str, int, str]:
    """Identifies a function, whichever compilation of its file it comes from."""
    return code.co_filename, code.co_firstlineno, code.co_qualname


def write(path: str) -> None:
    """Write what was recorded, and which modules were imported, as JSON."""
    import json  # only now: its import would be recorded

    modules = {"early": sorted(EARLY), "imported": sorted(sys.modules)}
    recorded = {"ran": sorted(RAN), "used": sorted(USED), **modules}
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(recorded))


def _record(code: CodeType, _: int) -> object:
    RAN.add(key(code))
    module = sys._getframe(1).f_globals.get("__spec__")
    if getattr(module, "_initializing", False):
        return None
    USED.add(key(code))
    return sys.monitoring.DISABLE


TOOL, CALLED = sys.monitoring.COVERAGE_ID, sys.monitoring.events.PY_START
sys.monitoring.use_tool_id(TOOL, "recorder")
sys.monitoring.register_callback(TOOL, CALLED, _record)
sys.monitoring.set_events(TOOL, CALLED)
