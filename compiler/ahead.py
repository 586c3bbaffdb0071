"""What a build has done before it is needed: in a process of its own, by a processor that is idle.

Each such work leaves what it made where the build looks for it; where it failed, or is not ready,
the build makes the same itself, and tells what is wrong.
"""

from collections.abc import Callable
from contextlib import suppress
from multiprocessing import Process


def ahead(work: Callable[..., object], *given: object) -> Process:
    """A process that does some work; it ends with the build's own, wherever it is by then."""
    process = Process(target=_quietly, args=(work, *given), daemon=True)
    process.start()
    return process


def _quietly(work: Callable[..., object], *given: object) -> None:
    with suppress(Exception, KeyboardInterrupt):
        work(*given)
