"""Runs in Pyodide before the requests: records which Python functions they call.

`RAN` has a key for each, see `key`.
"""

import sys
from types import CodeType

RAN: set[tuple[str, int, str]] = set()


def key(code: CodeType) -> tuple[str, int, str]:
    """Identifies a function, the same one in another start of Python."""
    return code.co_filename, code.co_firstlineno, code.co_qualname


def told() -> str:
    """The keys of what was called, as JSON."""
    import json

    return json.dumps(sorted(RAN))


def _record(code: CodeType, _: int) -> object:
    RAN.add(key(code))
    return sys.monitoring.DISABLE


TOOL, CALLED = sys.monitoring.COVERAGE_ID, sys.monitoring.events.PY_START
sys.monitoring.use_tool_id(TOOL, "recorder")
sys.monitoring.register_callback(TOOL, CALLED, _record)
sys.monitoring.set_events(TOOL, CALLED)
