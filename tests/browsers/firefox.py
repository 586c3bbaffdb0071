"""Drives Firefox through Marionette, the socket behind geckodriver.

geckodriver is neither in Debian nor in a package that ships it; all it would add is HTTP.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.browsers.driver import PATIENCE, DriverError
from tests.browsers.webdriver import LONGEST, WebDriver

# Port 0 lets Firefox choose; it writes the one it took into its profile.
PREFERENCES = {
    "marionette.port": 0,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
}


class Firefox(WebDriver):
    """A Firefox that listens at a socket."""

    def __init__(self, path: Path | str):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="passerelle-firefox-"))
        self._number = 0
        self._unread = b""
        self._socket: socket.socket | None = None
        profile = self.folder / "profile"
        profile.mkdir()
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in PREFERENCES.items()]
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        self._log = (self.folder / "log").open("wb")
        self._process = subprocess.Popen(
            [path, "--headless", "--marionette", "--no-remote", "--profile", profile],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            # Firefox wants a home of its own, and root's may belong to somebody else.
            env={
                "HOME": str(self.folder),
                "PATH": "/usr/bin:/bin",
                "MOZ_DISABLE_AUTO_SAFE_MODE": "1",
            },
        )
        try:
            self._connect(profile / "MarionetteActivePort")
            self._begin()
        except BaseException:
            self.close()
            raise

    def _connect(self, port: Path) -> None:
        end = time.monotonic() + PATIENCE
        while not (port.exists() and port.read_text().strip()):
            if time.monotonic() > end or self._process.poll() is not None:
                raise DriverError(self._ended())
            time.sleep(0.05)
        address = ("127.0.0.1", int(port.read_text()))
        self._socket = socket.create_connection(address, timeout=LONGEST)
        self._read()

    def close(self) -> None:
        if self._socket:
            self._socket.close()
        # It has nothing to tidy up: its profile goes away.
        self._process.kill()
        self._process.wait()
        self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _ask(self, command: str, **parameters: Any) -> Any:
        self._number += 1
        if command == "NewSession":
            # Marionette takes what was agreed on, not the two lists from which to agree.
            parameters = parameters["capabilities"]["alwaysMatch"]
        text = json.dumps([0, self._number, f"WebDriver:{command}", parameters])
        data = text.encode()
        try:
            self._socket.sendall(b"%d:%b" % (len(data), data))
            _, number, error, value = self._read()
        except (OSError, ConnectionError) as problem:
            raise DriverError(f"{command}: {problem}; {self._ended()}") from None
        assert number == self._number
        if error:
            raise DriverError(f"{command}: {error['error']}: {error['message']}")
        return value["value"] if isinstance(value, dict) and set(value) == {"value"} else value

    def _read(self) -> Any:
        """A message: its length in bytes, a colon, JSON."""
        while b":" not in self._unread:
            self._receive()
        length, self._unread = self._unread.split(b":", 1)
        while len(self._unread) < int(length):
            self._receive()
        message, self._unread = self._unread[: int(length)], self._unread[int(length) :]
        return json.loads(message)

    def _receive(self) -> None:
        piece = self._socket.recv(1 << 20)
        if not piece:
            raise ConnectionError("the connection ended")
        self._unread += piece

    def _ended(self) -> str:
        log = (self.folder / "log").read_text(errors="replace").splitlines()
        return "\n".join(["Firefox said:", *log[-8:]])
