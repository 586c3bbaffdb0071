"""``python -m compiler.live``: build, serve, and build again when a source is saved (`make serve`).

Each page gets a script on its way that asks for the next build: it loads the page anew, or shows
above it what stopped the build. The built site holds nothing of this.
"""

import json
import os
import sys
import threading
from functools import partial
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from compiler.builds import Builds
from compiler.read.settings import ENGINE, QUICK
from compiler.serve import Handler, Server, opened, serve
from compiler.site import PROJECT, SITE

# Addresses that no site has.
SCRIPT = "/.builds/page.js"
NEWS = "/.builds/news"
PAGE_SCRIPT = PROJECT / "browser" / "builds.js"
# A request for news ends after so many seconds without any.
PATIENCE = 20.0


class LiveHandler(Handler):
    """Serves a site that is built again while people look at it."""

    def __init__(self, *args: Any, builds: Builds, **more: Any) -> None:
        """Answer the requests of a connection; the pages hear of `builds`."""
        self._builds = builds
        super().__init__(*args, **more)

    def send_head(self) -> Any:
        """Send the script, its news, or a page with the script; other files as `Handler` does."""
        address = urlsplit(self.path)
        if address.path == SCRIPT:
            return self._sent("text/javascript", PAGE_SCRIPT.read_bytes())
        if address.path == NEWS:
            return self._sent("application/json", self._news(address.query))
        file = Path(self.translate_path(self.path))
        page = file / "index.html" if address.path.endswith("/") else file
        if page.suffix == ".html" and page.is_file():
            return self._sent("text/html", self._with_script(page.read_bytes()))
        return super().send_head()

    def missing_page(self) -> bytes:
        """The page of missing addresses; before there is a site, one with the script only."""
        return self._with_script(super().missing_page() or b"<!doctype html><body></body>")

    def _news(self, query: str) -> bytes:
        """What became of the build after the one that is named in `query`, as JSON."""
        known = parse_qs(query).get("after", [""])[0]
        number = self._builds.wait(int(known) if known.isdecimal() else None, PATIENCE)
        return json.dumps({"number": number, "fault": self._builds.fault}).encode()

    def _with_script(self, page: bytes) -> bytes:
        script = f'<script src="{SCRIPT}" data-build="{self._builds.number}" defer></script>'
        start, body, rest = page.rpartition(b"</body>")
        return start + script.encode() + body + rest

    def _sent(self, content_type: str, content: bytes) -> BytesIO:
        self.send_start(HTTPStatus.OK, f"{content_type}; charset=utf-8", len(content))
        return BytesIO(content)


def live_server(port: int, builds: Builds, site: Path = SITE) -> Server:
    """A server on the loopback address of a site that `builds` make; port 0 takes any free one."""
    handler = partial(LiveHandler, directory=str(site), builds=builds)
    return Server(("127.0.0.1", port), handler)


def main() -> int:
    """Build, then serve and build again until interrupted; returns the exit status."""
    # Who has nothing yet waits for the whole engine once; from then on nobody waits for it.
    environment = {ENGINE: QUICK if SITE.is_dir() else ""} | os.environ
    builds = Builds(PROJECT, environment)
    serving = opened(partial(live_server, builds=builds))
    if isinstance(serving, int):
        return serving
    try:
        builds.build()
        environment[ENGINE] = os.environ.get(ENGINE, QUICK)
        threading.Thread(target=builds.watch, daemon=True).start()
        serve(serving)
    except KeyboardInterrupt:
        print()
    finally:
        builds.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
