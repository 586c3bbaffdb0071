"""Drives WebKitGTK's MiniBrowser through WebKitWebDriver, on a screen that nobody sees."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.browsers.driver import PATIENCE, DriverError
from tests.browsers.webdriver import ELEMENT, LONGEST, WebDriver

# WebDriver's method and path of each command, below the session's.
COMMANDS = {
    "Navigate": ("POST", "/url"),
    "SetWindowRect": ("POST", "/window/rect"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "ElementClick": ("POST", "/element/{id}/click"),
    "ElementSendKeys": ("POST", "/element/{id}/value"),
    "TakeScreenshot": ("GET", "/screenshot"),
    "Print": ("POST", "/print"),
}


class WebKitGtk(WebDriver):
    """A MiniBrowser, its driver and its screen."""

    def __init__(self, driver: Path | str, screen: Path | str):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="passerelle-webkit-"))
        self._processes: list[subprocess.Popen[bytes]] = []
        self._session = ""
        self._log = (self.folder / "log").open("wb")
        try:
            display = self._start_screen(screen)
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                self._port = free.getsockname()[1]
            self._run(
                [driver, f"--port={self._port}"],
                env={
                    "PATH": "/usr/bin:/bin",
                    # Profile and caches go away with the folder.
                    "HOME": str(self.folder),
                    "XDG_RUNTIME_DIR": str(self.folder),
                    "DISPLAY": f":{display}",
                    "GDK_BACKEND": "x11",
                    "LIBGL_ALWAYS_SOFTWARE": "1",
                    "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
                    "NO_AT_BRIDGE": "1",
                },
            )
            self._await_driver()
            self._begin()
        except BaseException:
            self.close()
            raise

    def _start_screen(self, program: Path | str) -> int:
        answer, theirs = os.pipe()
        self._run(
            [
                program,
                "-displayfd",
                str(theirs),
                "-screen",
                "0",
                "1280x1024x24",
                "-nolisten",
                "tcp",
            ],
            pass_fds=(theirs,),
        )
        os.close(theirs)
        with os.fdopen(answer) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise DriverError(self._ended())
        return int(number)

    def _run(self, command: list[Any], **options: Any) -> None:
        self._processes.append(
            subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                **options,
            )
        )

    def _await_driver(self) -> None:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self._port), timeout=1):
                    return
            except OSError:
                if time.monotonic() > end or self._processes[-1].poll() is not None:
                    raise DriverError(self._ended()) from None
                time.sleep(0.05)

    def close(self) -> None:
        if self._session:
            self._request("DELETE", self._session)
        for process in reversed(self._processes):
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _ask(self, command: str, **parameters: Any) -> Any:
        if command == "NewSession":
            value = self._request("POST", "/session", parameters)
            self._session = f"/session/{value['sessionId']}"
            return value
        method, path = COMMANDS[command]
        path = self._session + path.format(**parameters)
        return self._request(method, path, parameters if method == "POST" else None)

    def _request(self, method: str, path: str, parameters: Any = None) -> Any:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=LONGEST)
        body = None if parameters is None else json.dumps(parameters)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"})
            value = json.loads(connection.getresponse().read())["value"]
        except OSError as problem:
            raise DriverError(f"{path}: {problem}; {self._ended()}") from None
        finally:
            connection.close()
        if isinstance(value, dict) and "error" in value and ELEMENT not in value:
            said = f"{path}: {value['error']}: {value.get('message')}"
            raise DriverError(f"{said}; {self._ended()}")
        return value

    def _ended(self) -> str:
        log = (self.folder / "log").read_text(errors="replace").splitlines()
        return "\n".join(["the driver said:", *log[-8:]])
