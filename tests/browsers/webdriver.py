"""The commands of W3C WebDriver, however they reach the browser."""

from __future__ import annotations

import base64
from abc import ABC, abstractmethod
from typing import Any

from tests.browsers.driver import PATIENCE, DriverError

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
# Seconds for a script that waits for something in the page, and for any answer of the driver.
LONGEST = 3 * PATIENCE
WIDTH, HEIGHT = 500, 900


class WebDriver(ABC):
    """A browser that understands WebDriver. The command's names are those of Marionette."""

    version: str

    def __init__(self) -> None:
        self.thrown: list[str] = []

    @abstractmethod
    def _ask(self, command: str, **parameters: Any) -> Any:
        """Send a command and return its value."""

    def _begin(self) -> None:
        timeouts = {"pageLoad": PATIENCE * 1000, "script": LONGEST * 1000}
        granted = self._ask("NewSession", capabilities={"alwaysMatch": {"timeouts": timeouts}})
        self.version = granted["capabilities"]["browserVersion"]
        self._ask("SetWindowRect", x=0, y=0, width=WIDTH, height=HEIGHT)

    def go(self, url: str) -> None:
        self._ask("Navigate", url=url)

    def evaluate(self, expression: str) -> Any:
        return self._ask("ExecuteScript", script=f"return ({expression})", args=[])

    def click(self, element: str) -> None:
        self._ask("ElementClick", id=self._find(element))

    def type(self, element: str, text: str) -> None:
        self._ask("ElementSendKeys", id=self._find(element), text=text)

    def print(self) -> bytes:
        return base64.b64decode(self._ask("Print"))

    def screenshot(self) -> bytes:
        return base64.b64decode(self._ask("TakeScreenshot", full=False))

    def _find(self, element: str) -> str:
        found = self.evaluate(element)
        if not found:
            raise DriverError(f"{element}: there is no such element")
        return found[ELEMENT]
