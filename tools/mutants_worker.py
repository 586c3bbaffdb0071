"""Runs the tests of a folder on one mutant after another, in a copy of the project.

Started by mutants.py in the copy, with the folder and its tests; reads a request a line and
prints an answer a line, both JSON. Whatever is not ours stays imported here, and each mutant is
tried in a fork of this process that imports the project and its tests anew: it sees what the
mutant does to constants, caches and processes of their own, and a fork costs little.
"""

import itertools
import json
import os
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import ModuleType
from typing import Any

import coverage
import hypothesis
import pytest

FOLDER = os.getcwd()
CODE, *TESTS = sys.argv[1:]
LEARNT = "learnt.json"
OPTIONS = ("-q", "-p", "no:cacheprovider", "--tb=no", "--basetemp=tmp")
# A mutant may ask for all of the memory.
MOST_MEMORY = 4 * 2**30
SECONDS = itertools.count(10, 10)


def own_modules() -> list[tuple[str, ModuleType]]:
    """What is imported of the project itself."""
    return [
        (name, module)
        for name, module in list(sys.modules.items())
        if name != "__main__" and (getattr(module, "__file__", None) or "").startswith(FOLDER)
    ]


def forget_answers() -> None:
    """Empty the caches of the project's modules."""
    for _, module in own_modules():
        for value in list(vars(module).values()):
            getattr(value, "cache_clear", lambda: None)()


class Watch:
    """Which lines of the code each test reaches, how long it takes, whether it starts Python.

    A fixture that is made once for many tests has lines and seconds of its own: they count for
    each test that uses it. `uses` has the fixtures of each test, and for the cases of one test
    function the first of them: what it left in caches, the others need too.
    """

    def __init__(self, reached: coverage.Coverage):
        self._reached = reached
        self._within = [""]
        self._function = self._first = ""
        self.seconds: dict[str, float] = defaultdict(float)
        self.starting: set[str] = set()
        self.uses: dict[str, list[str]] = {}
        sys.addaudithook(self._audit)

    def _audit(self, event: str, details: tuple[object, ...]) -> None:
        # Programs that are not Python do not run what is changed here.
        if event == "subprocess.Popen" and "python" in str(details[:2]):
            self.starting.add(self._within[-1])

    @contextmanager
    def _count(self, name: str) -> Iterator[None]:
        """Count what happens, lines and seconds, for this test or fixture alone."""
        self._within.append(name)
        self._reached.switch_context(name)
        start, before = time.perf_counter(), sum(self.seconds.values())
        try:
            yield
        finally:
            inside = sum(self.seconds.values()) - before
            self.seconds[name] += time.perf_counter() - start - inside
            self._within.pop()
            self._reached.switch_context(self._within[-1])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        function = item.nodeid.partition("[")[0]
        if function != self._function:
            # What an earlier test left in a cache would hide what this one needs.
            forget_answers()
            self._function, self._first = function, item.nodeid
        self.uses[item.nodeid] = [self._first, *getattr(item, "fixturenames", ())]
        with self._count(item.nodeid):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
        if fixturedef.scope == "function":
            return (yield)
        forget_answers()
        with self._count(fixturedef.argname):
            return (yield)


class Order:
    """Runs the tests that are asked for, in that order."""

    def __init__(self, tests: list[str]):
        self._places = {test: place for place, test in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self._places]
        items.sort(key=lambda item: self._places[item.nodeid])


def learn() -> int:
    """Run all tests on the code as it is; what they reach goes into a file."""
    os.environ["COVERAGE_CORE"] = "ctrace"
    reached = coverage.Coverage(data_file=None, include=[f"{CODE}/*"], config_file=False)
    watch = Watch(reached)
    reached.start()
    status = pytest.main([*OPTIONS, "--tb=short", *TESTS], plugins=[watch])
    reached.stop()
    data = reached.get_data()
    learnt = {
        "seconds": watch.seconds,
        "starting": sorted(watch.starting),
        "uses": watch.uses,
        "lines": {
            os.path.relpath(file, FOLDER): data.contexts_by_lineno(file)
            for file in data.measured_files()
        },
    }
    with open(LEARNT, "w", encoding="utf-8") as file:
        json.dump(learnt, file)
    return int(status)


def run(tests: list[str]) -> int:
    """Run some tests until one fails; gives pytest's status."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    files = {test.partition("::")[0] for test in tests}
    return int(pytest.main([*OPTIONS, "-x", *sorted(files)], plugins=[Order(tests)]))


def forked(work: Callable[[], int], limit: float, log: str) -> str:
    """Do some work in a fork: `passed`, `failed`, or `timeout` after so many seconds."""
    child = os.fork()
    if not child:
        os.setsid()  # so that all it starts can be ended with it
        written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(written, stream)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        status = 1
        try:
            status = work()
        finally:
            os._exit(min(status, 1))
    end = time.monotonic() + limit
    ended = 0
    try:
        while not ended and time.monotonic() < end:
            time.sleep(0.005)
            ended, status = os.waitpid(child, os.WNOHANG)
    finally:
        if not ended:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
    if not ended:
        return "timeout"
    return "failed" if status else "passed"


def attempt(file: str, code: str, groups: list[tuple[list[str], float]]) -> str:
    """Try one mutant, a file of the project with other code in it.

    Runs groups of tests, each with its limit in seconds, until one does not pass.
    """
    with open(file, encoding="utf-8") as original:
        kept, times = original.read(), os.stat(file)
    try:
        with open(file, "w", encoding="utf-8") as mutant:
            mutant.write(code)
        # Python takes compiled code for current where size and second are the same.
        second = times.st_mtime + next(SECONDS)
        os.utime(file, (second, second))
        outcome = "passed"
        for tests, limit in groups:
            if outcome == "passed":
                outcome = forked(partial(run, tests), limit, os.devnull)
        return outcome
    finally:
        with open(file, "w", encoding="utf-8") as original:
            original.write(kept)
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def warm_up() -> None:
    """Import all that the tests import, then forget what is the project's own."""
    # A failure is all that is asked for: no time for the smallest example of it.
    hypothesis.settings.register_profile(
        "mutants", phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate], database=None
    )
    hypothesis.settings.load_profile("mutants")
    sys.path.insert(0, FOLDER)
    answers, silence = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    pytest.main([*OPTIONS, "--collect-only", *TESTS])
    sys.stdout.flush()
    os.dup2(answers, 1)
    for name, _ in own_modules():
        del sys.modules[name]
    # What is compiled now serves every fork; a mutant's must not stay.
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"


def main() -> None:
    """Answer requests until there are no more."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    warm_up()
    for line in sys.stdin:
        request: dict[str, Any] = json.loads(line)
        outcome = attempt(**request) if request else forked(learn, 3600, "learnt.log")
        print(json.dumps(outcome), flush=True)


if __name__ == "__main__":
    main()
