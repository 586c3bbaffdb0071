"""Builds in a process of their own, one after each change of a source: what `make serve` shows."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from compiler.read.kept import NO_INPUT, OF_CALLERS, files
from compiler.read.settings import LATER, REST

COMMAND = (sys.executable, "-m", "compiler")
WAITING = (sys.executable, "-m", "compiler.waiting")
# How often the sources are looked at, and how long they must have been left alone (s): an editor
# may write a file in several steps.
EVERY = 0.2

# The time of a source's last change (ns) and its size, by its path from the project's folder.
State = Mapping[str, tuple[int, int]]


class Builds:
    """The builds of a project so far.

    `number` counts those that have ended; `fault` is what stopped the last one, empty where it
    succeeded. `wait` sleeps until another one has ended.

    Where there is a site already, a build leaves the search's index as it was, and no file has its
    compressed form; another one, of which nobody hears and which gives way to the next change,
    does the rest. Meanwhile the next one has loaded its code and waits.
    """

    def __init__(self, project: Path, environment: Mapping[str, str]) -> None:
        """Nothing is built yet; `environment` has the variables of each build."""
        self.number = 0
        self.fault = ""
        self._project = project
        self._environment = environment
        # The sources as the last build began with them: what is saved while it runs counts.
        self._built = state(project)
        self._ended = threading.Condition()
        self._process: subprocess.Popen[str] | None = None
        self._catching_up: subprocess.Popen[bytes] | None = None
        self._waiting: subprocess.Popen[str] | None = None
        # The sources as that one's code was loaded.
        self._loaded: State = {}

    def build(self) -> None:
        """Build once; its steps go to standard output, and what stops it to standard error."""
        _end(self._catching_up)
        self._built = state(self._project)
        with self._begun() as self._process:
            _, said = self._process.communicate("now\n")
            failed = self._process.returncode
        sys.stderr.write(said)
        with self._ended:
            self.fault = (said.strip() or f"The build ended with {failed}") if failed else ""
            self.number += 1
            self._ended.notify_all()
        if not failed:
            self._catch_up()

    def _begun(self) -> subprocess.Popen[str]:
        """A build that waits to be told: the one that does already, unless its code, or what that
        code has read, was changed meanwhile."""
        waiting, self._waiting = self._waiting, None
        if waiting and _of_code(self._loaded) == _of_code(self._built):
            return waiting
        _end(waiting)
        return self._begin()

    def _begin(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            WAITING,
            cwd=self._project,
            env={REST: LATER, **self._environment},
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # Ctrl-C reaches this process alone, which then stops the build: see `stop`.
            start_new_session=True,
        )

    def _prepare(self) -> None:
        """Have the next build load its code."""
        self._loaded = state(self._project)
        self._waiting = self._begin()

    def _catch_up(self) -> None:
        """Have what the last build left for later done for the pages as they are now."""
        self._catching_up = subprocess.Popen(
            COMMAND,
            cwd=self._project,
            env={**self._environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def watch(self) -> None:
        """Build after each change of a source, until this process ends."""
        self._prepare()
        while True:
            now = _after(EVERY, self._project)
            if now == self._built:
                continue
            while (later := _after(EVERY, self._project)) != now:
                now = later
            self.build()
            self._prepare()

    def wait(self, known: int | None, seconds: float) -> int:
        """The number of builds, once it is another one than `known` or the seconds are over."""
        with self._ended:
            self._ended.wait_for(lambda: self.number != known, seconds)
            return self.number

    def stop(self) -> None:
        """Stop the builds that are going on, with the tools that they run."""
        for process in (self._process, self._catching_up, self._waiting):
            _end(process)


def _end(process: subprocess.Popen[Any] | None) -> None:
    if process and process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def state(project: Path) -> State:
    """What tells whether a source has changed."""
    hidden = {path.name for path in project.glob(".*")}
    found = {}
    for file in files(project, {*NO_INPUT, *hidden}):
        try:
            about = file.stat()
        except OSError:  # removed meanwhile
            continue
        found[file.relative_to(project).as_posix()] = (about.st_mtime_ns, about.st_size)
    return found


def _of_code(sources: State) -> State:
    """Of the sources those that a build may read while it loads its code."""
    return {
        path: about for path, about in sources.items() if path.partition("/")[0] not in OF_CALLERS
    }


def _after(seconds: float, project: Path) -> State:
    time.sleep(seconds)
    return state(project)
