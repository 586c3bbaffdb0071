"""Which lines the rehearsed requests leave out of the functions that they run.

``python -m tests.compiler.publish.lines_run`` writes them as JSON, ``[[file, function, line]…]``:
in a process of its own nothing has been called, and kept, before.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path
from types import CodeType

from calculator.handle_request import answer, prepare
from compiler.publish.rehearsal_requests import requests
from rules.programme import programmes

ROOT = Path(__file__).resolve().parents[3]
OURS = tuple(f"{ROOT / room}/" for room in ("rules", "calculator"))


def left_out() -> list[tuple[str, str, str]]:
    """Each line that did not run, with its file and function; none of functions that did not."""
    run: dict[CodeType, set[int]] = defaultdict(set)

    def line_runs(code: CodeType, line: int) -> object:
        if code.co_filename.startswith(OURS):
            run[code].add(line)
        return sys.monitoring.DISABLE

    # What the build's snapshot has done before any request.
    prepare()
    programmes()
    tool, line_event = sys.monitoring.COVERAGE_ID, sys.monitoring.events.LINE
    sys.monitoring.use_tool_id(tool, "lines_run")
    sys.monitoring.register_callback(tool, line_event, line_runs)
    sys.monitoring.set_events(tool, line_event)
    for request in requests():
        answer(request)
    sys.monitoring.free_tool_id(tool)
    return sorted(
        (str(Path(code.co_filename).relative_to(ROOT)), code.co_qualname, _text(code, line))
        for code, lines in run.items()
        for line in _lines(code) - lines
    )


def _lines(code: CodeType) -> set[int]:
    """The lines on which a function does something, its head aside."""
    numbers = {line for _, _, line in code.co_lines() if line is not None}
    return numbers - {code.co_firstlineno}


def _text(code: CodeType, line: int) -> str:
    return Path(code.co_filename).read_text(encoding="utf-8").splitlines()[line - 1].strip()


if __name__ == "__main__":
    json.dump(left_out(), sys.stdout)
