"""Objects unused by the recorded requests are removed before the snapshot, and no others.

Run in a Python process of its own, which cannot be used afterwards.
"""

import json
import subprocess
import sys
from pathlib import Path

REMOVE = Path(__file__).resolve().parents[2] / "pyodide_bundle" / "remove_unused.py"
LIBRARY = """
def called(x): return helper(x) + LIMIT + getattr(Thing, "by_text") + sum(each(x))
def each(x):
    yield from (one for one in [x])
    def inner(): return x
def later():
    yield 1
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
out, Code = sys.stdout, types.CodeType
remove = {"__name__": "__main__"}
exec(compile(REMOVE, "remove", "exec"), remove)
later = library.later
library.called(1)
recorded = remove["recorded"]()
library.asked_by_script()  # by what leads to the removal
needed = {"own": ["rules"], "called": json.loads(recorded), "of_constants": ["named_in_c"]}
needed["of_scripts"] = ["library", "asked_by_script", "called", "Thing"]
remove["remove"](json.dumps(needed))
def error_of(function, *given):
    try:
        function(*given)
    except BaseException as error:
        return [type(error).__name__, str(error)]
raised = [error_of(forgotten), error_of(later), error_of(getattr, library, "unread")]
raised.append(error_of(library.asked_by_script))
_, left = [one for one in library.each.__code__.co_consts if isinstance(one, Code)]
emptied = [left.co_name, [*left.co_freevars], len(library.each.__code__.co_linetable)]
found = [
    [name for name in library.__dict__ if not name.startswith("__")],
    [name for name in thing.__dict__ if not name.startswith("__")] + [thing.__doc__],
    library.called(1), ours.never_called(), ours.constant, raised, "__all__" in library.__dict__,
    emptied, error_of(getattr, library, "__unread__")[0],
]
# Of this process no text is to go, and its own json was removed as well.
remove.update(interned_table=dict, json=type("Json", (), {"loads": list}))
remove["forget"]("[]")
found.append("remove" in remove)
found.append(sys.monitoring.get_tool(sys.monitoring.COVERAGE_ID))
out.write(repr(found).replace("'", '"').replace("True", "true").replace("False", "false")
          .replace("None", "null"))
"""


def test_only_what_is_called_or_mentioned_stays() -> None:
    given = f"LIBRARY, OWN, REMOVE = {LIBRARY!r}, {OWN!r}, {REMOVE.read_text(encoding='utf-8')!r}\n"
    done = subprocess.run(
        [sys.executable, "-c", given + RUN], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    names, of_class, answer, own, constant, raised, listed, emptied, special, left, tool = found
    assert names == ["called", "each", "helper", "asked_by_script", "named_in_c", "Thing", "LIMIT"]
    assert of_class == ["by_text", "A text."]
    assert answer == 1 + 5 + 3 + 1
    assert (own, constant) == ("whole", 7)
    # Also where a name is gone: no code for other cases may take it for a name that never was.
    gone = ["not in the lean engine", "not in the lean engine", "not in the lean engine: unread"]
    gone.append("not in the lean engine")
    assert raised == [["BaseException", text] for text in gone]
    assert special == "AttributeError"
    # A function within one that is called, which was not called itself.
    assert emptied == ["raising", ["x"], 0]
    # Neither this file's names nor its recording are left.
    assert (listed, left, tool) == (False, False, None)
