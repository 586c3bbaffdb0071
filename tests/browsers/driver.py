"""What the journeys ask of a browser: only what any browser of the last ten years can do.

A way of driving (`chromium.py`, `firefox.py`, `webkit.py`) is a class with the methods of
`Driver`. Each starts its own process with a profile of its own, which goes away with it.
Elements are named by an expression of JavaScript that gives them, in syntax of 2017.
"""

from __future__ import annotations

import time
from typing import Any, Protocol

# What starts a browser, or a page in it, on a busy machine; what never comes must fail.
PATIENCE = 60


class DriverError(Exception):
    """The browser did not do what it was asked."""


class Driver(Protocol):
    """A running browser with one page."""

    version: str
    # What the page's scripts threw, where the way of driving can tell.
    thrown: list[str]

    def go(self, url: str) -> None:
        """Open an address and wait until it has loaded."""

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page, as JSON can hold it."""

    def click(self, element: str) -> None:
        """Press an element with the pointer, where it can be seen."""

    def type(self, element: str, text: str) -> None:
        """Write into a field with the keyboard."""

    def print(self) -> bytes:
        """The page as PDF. NotImplementedError where a driver cannot ask for it."""

    def screenshot(self) -> bytes:
        """What is seen, as PNG."""

    def close(self) -> None:
        """End the process and remove its profile."""


def wait(driver: Driver, expression: str, seconds: float = PATIENCE) -> Any:
    """Ask the page again and again until the expression gives something true."""
    end = time.monotonic() + seconds
    while not (found := driver.evaluate(expression)):
        if time.monotonic() > end:
            raise DriverError(f"not so within {seconds:.0f} s: {expression}")
        time.sleep(0.05)
    return found
