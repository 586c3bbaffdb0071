"""Objects unused by the recorded requests are removed before the snapshot, and no others.

Run in a Python process of its own, which cannot be used afterwards.
"""

import json
import subprocess
import sys
from pathlib import Path

REMOVE = Path(__file__).resolve().parents[2] / "pyodide_bundle" / "remove_unused.py"
LIBRARY = """
def called(x): return helper(x) + LIMIT + getattr(Thing, "by_text")
def helper(x): return x
def forgotten(): return only_here()
def only_here(): return unread
def asked_by_script(): pass
def named_in_c(): pass
class Thing:
    "A text."
    by_text = 3
    unmentioned = 4
    def unused_method(self): pass
    def __len__(self): return 1
LIMIT = 5
unread = 6
__all__ = ["called"]
"""
OWN = """
def never_called(): return "whole"
constant = 7
"""
RUN = """
import json, sys, types
def module(name, source):
    made = sys.modules[name] = types.ModuleType(name)
    exec(compile(source, name, "exec"), made.__dict__)
    return made
library, ours = module("library", LIBRARY), module("rules.own", OWN)
thing, forgotten, length = library.Thing, library.forgotten, library.Thing.__len__
out = sys.stdout
remove = {"__name__": "__main__"}
exec(compile(REMOVE, "remove", "exec"), remove)
codes = [library.called.__code__, library.helper.__code__]
ran = [[code.co_filename, code.co_firstlineno, code.co_qualname] for code in codes]
remove["remove"]('["rules"]', json.dumps(ran), '["asked_by_script", "Thing"]', '["named_in_c"]')
try:
    forgotten()
except BaseException as error:
    raised = [type(error).__name__, str(error)]
found = [
    [name for name in library.__dict__ if not name.startswith("__")],
    [name for name in thing.__dict__ if not name.startswith("__")] + [thing.__doc__],
    library.called(1), ours.never_called(), ours.constant, raised, "__all__" in library.__dict__,
]
remove["remove_own_names"]()
found.append("remove" in remove)
out.write(repr(found).replace("'", '"').replace("True", "true").replace("False", "false"))
"""


def test_only_what_is_called_or_mentioned_stays() -> None:
    given = f"LIBRARY, OWN, REMOVE = {LIBRARY!r}, {OWN!r}, {REMOVE.read_text(encoding='utf-8')!r}\n"
    done = subprocess.run(
        [sys.executable, "-c", given + RUN], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    names, of_class, answer, own, constant, raised, listed, left = json.loads(done.stdout)
    assert names == ["called", "helper", "asked_by_script", "named_in_c", "Thing", "LIMIT"]
    assert of_class == ["by_text", ""]
    assert answer == 1 + 5 + 3
    assert (own, constant) == ("whole", 7)
    assert raised == ["BaseException", "not in the lean engine"]
    assert (listed, left) == (False, False)
