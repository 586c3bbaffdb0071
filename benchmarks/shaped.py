"""A server of a folder behind a line of a given speed, the same for page, worker and all else.

The line is shaped here and not in the browser, whose own emulation leaves workers out.
"""

import threading
import time
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from compiler.serve import Handler, Server

CHUNK = 4096


class Line(NamedTuple):
    """A line: bits a second down, seconds until an answer begins; zero is unlimited."""

    name: str
    bits: float = 0
    latency: float = 0


UNTHROTTLED = Line("unthrottled")
FAST_4G = Line("Fast 4G", 9e6, 0.06)
SLOW_4G = Line("Slow 4G", 1.6e6, 0.15)


class Shaped(Server):
    """The server; `sent` counts the bytes of each path's body."""

    def __init__(self, folder: Path, line: Line):
        self.line = line
        self.sent: dict[str, int] = {}
        self.free_at = 0.0
        self.turn = threading.Lock()
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """The address of the folder, with its last slash."""
        return f"http://localhost:{self.server_address[1]}/"

    def close(self) -> None:
        """Stop serving."""
        self.shutdown()
        self.server_close()

    def wait_for_turn(self, length: int) -> None:
        """Wait until so many bytes have passed the line, behind all that others send."""
        if not self.line.bits:
            return
        with self.turn:
            now = time.monotonic()
            self.free_at = max(now, self.free_at) + length * 8 / self.line.bits
            until = self.free_at
        time.sleep(max(0.0, until - now))


class _Handler(Handler):
    protocol_version = "HTTP/1.1"
    server: Shaped

    def do_GET(self) -> None:
        time.sleep(self.server.line.latency)
        super().do_GET()

    def translate_path(self, path: str) -> str:
        """A folder's page by its own name, so that it is found compressed, as a host sends it."""
        found = Path(super().translate_path(path))
        page = found / "index.html"
        return str(page if path.endswith("/") and page.is_file() else found)

    def end_headers(self) -> None:
        """Hashed addresses may be kept for good, as a host would say."""
        hashed = self.path.startswith(("/engine/", "/calculator/", "/assets/"))
        age = "public, max-age=31536000, immutable" if hashed else "no-cache"
        self.send_header("Cache-Control", age)
        super().end_headers()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        while chunk := source.read(CHUNK):
            self.server.wait_for_turn(len(chunk))
            outputfile.write(chunk)
            path = self.path
            self.server.sent[path] = self.server.sent.get(path, 0) + len(chunk)
