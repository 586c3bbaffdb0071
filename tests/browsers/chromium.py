"""Drives a Chromium of any age by its DevTools protocol, through a pipe.

Playwright and newer Puppeteers ask for commands that old ones do not know. These few are as old
as the oldest Chromium here.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.browsers.driver import PATIENCE, DriverError

WIDTH, HEIGHT = 360, 740
FLAGS = (
    "--headless",
    "--remote-debugging-pipe",
    # Only our own pages are opened, and root may not use the sandbox.
    "--no-sandbox",
    "--no-zygote",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--no-first-run",
    "--mute-audio",
    "--hide-scrollbars",
)

# Where to press an element: the middle of its first line box, once it is on the screen.
MIDDLE = """
(() => {
  const element = %s;
  if (!element) return "there is no such element";
  element.scrollIntoView({ block: "center", behavior: "instant" });
  const box = element.getClientRects()[0];
  if (!box) return "it is not shown";
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const there = document.elementFromPoint(x, y);
  if (!there || !(element.contains(there) || there.contains(element))) {
    return "something lies over it: " + (there ? there.outerHTML.slice(0, 200) : "nothing");
  }
  return [x, y];
})()
"""


class Chromium:
    """A Chromium that listens at a pipe."""

    def __init__(self, path: Path | str):
        self.folder = Path(tempfile.mkdtemp(prefix="passerelle-chromium-"))
        self._number = 0
        self._session: str | None = None
        self._unread = b""
        self.thrown: list[str] = []
        self._start(str(path))
        try:
            self.version = self._ask("Browser.getVersion")["product"].split("/")[1]
            target = self._ask("Target.createTarget", url="about:blank")["targetId"]
            attached = self._ask("Target.attachToTarget", targetId=target, flatten=True)
            self._session = attached["sessionId"]
            for domain in ("Page", "Runtime"):
                self._ask(f"{domain}.enable")
            self._ask(
                "Emulation.setDeviceMetricsOverride",
                width=WIDTH,
                height=HEIGHT,
                deviceScaleFactor=1,
                mobile=False,
            )
        except BaseException:
            self.close()
            raise

    def _start(self, path: str) -> None:
        # The browser reads commands from descriptor 3 and writes to 4.
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        shell = f'exec "$0" "$@" 3<&{theirs_in} 4>&{theirs_out}'
        self._log = (self.folder / "log").open("wb")
        self._process = subprocess.Popen(
            ["bash", "-c", shell, path, *FLAGS, f"--user-data-dir={self.folder}/profile"],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            pass_fds=(theirs_in, theirs_out),
        )
        os.close(theirs_in)
        os.close(theirs_out)

    def go(self, url: str) -> None:
        gone = self._ask("Page.navigate", url=url)
        if gone.get("errorText"):
            raise DriverError(f"{url}: {gone['errorText']}")
        end = time.monotonic() + PATIENCE
        while self.evaluate("document.readyState") != "complete":
            if time.monotonic() > end:
                raise DriverError(f"{url} did not load")
            time.sleep(0.02)

    def evaluate(self, expression: str) -> Any:
        done = self._ask(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in done:
            details = done["exceptionDetails"]
            raise DriverError(details.get("exception", {}).get("description") or details["text"])
        return done["result"].get("value")

    def click(self, element: str) -> None:
        spot = self.evaluate(MIDDLE % element)
        if isinstance(spot, str):
            raise DriverError(f"{element}: {spot}")
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            pressed = {} if kind == "mouseMoved" else {"button": "left", "clickCount": 1}
            self._ask("Input.dispatchMouseEvent", type=kind, x=spot[0], y=spot[1], **pressed)

    def type(self, element: str, text: str) -> None:
        self.click(element)
        for sign in text:
            self._ask("Input.dispatchKeyEvent", type="keyDown", text=sign, key=sign)
            self._ask("Input.dispatchKeyEvent", type="keyUp", key=sign)

    def print(self) -> bytes:
        return base64.b64decode(self._ask("Page.printToPDF")["data"])

    def screenshot(self) -> bytes:
        return base64.b64decode(self._ask("Page.captureScreenshot")["data"])

    def close(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pipe in (self._in, self._out):
            os.close(pipe)
        self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        try:
            os.write(self._out, json.dumps(message).encode() + b"\0")
        except BrokenPipeError:
            raise DriverError(self._ended()) from None
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                break
            self._note(answer)
        if "error" in answer:
            raise DriverError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def _note(self, event: dict[str, Any]) -> None:
        if event.get("method") == "Runtime.exceptionThrown":
            details = event["params"]["exceptionDetails"]
            said = details.get("exception", {}).get("description") or details["text"]
            self.thrown.append(f"{said} ({details.get('url')}:{details['lineNumber'] + 1})")

    def _read(self) -> dict[str, Any]:
        end = time.monotonic() + PATIENCE
        while b"\0" not in self._unread:
            if not select.select([self._in], [], [], max(0, end - time.monotonic()))[0]:
                raise DriverError("the browser does not answer")
            piece = os.read(self._in, 1 << 20)
            if not piece:
                raise DriverError(self._ended())
            self._unread += piece
        message, self._unread = self._unread.split(b"\0", 1)
        return json.loads(message)

    def _ended(self) -> str:
        log = (self.folder / "log").read_text(errors="replace").splitlines()
        return "\n".join(["the browser ended; it said:", *log[-8:]])
