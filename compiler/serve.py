"""``python -m compiler.serve``: the built site on this machine, as a host would serve it."""

import os
import sys
from collections.abc import Callable
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from compiler.publish.headers import Rule, headers_of, read
from compiler.site import SITE

DEFAULT_PORT = 8000

# The endings that compiler/publish/compress.py writes by coding, the smaller file first.
CODINGS = {"br": "br", "gzip": "gz"}


class Handler(SimpleHTTPRequestHandler):
    """Serves the files of a site; a missing address gets the 404 page of its language."""

    # Some systems do not know these types, and browsers refuse modules and wasm without them.
    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".js": "text/javascript",
        ".wasm": "application/wasm",
        ".svg": "image/svg+xml",
        ".vcf": "text/vcard; charset=utf-8",
        ".webmanifest": "application/manifest+json",
    }

    def end_headers(self) -> None:
        """Send what the site's own ``_headers`` says for the path, as a static host does.

        Except that browsers ask for pages again each time, so that a new build is seen at once.
        """
        path = urlsplit(getattr(self, "path", "/")).path
        for name, value in headers_of(path, self._rules()).items():
            known = name != "Cache-Control" or "immutable" in value
            self.send_header(name, value if known else "no-cache")
        super().end_headers()

    def _rules(self) -> list[Rule]:
        file = Path(self.directory) / "_headers"
        return _read_rules(file, file.stat().st_mtime_ns) if file.is_file() else []

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer 404 with the site's own page, other errors as http.server does."""
        body = self.missing_page() if code == HTTPStatus.NOT_FOUND else None
        if body is None:
            super().send_error(code, message, explain)
            return
        self.send_start(code, "text/html; charset=utf-8", len(body))
        if self.command != "HEAD":
            self.wfile.write(body)

    def missing_page(self) -> bytes | None:
        """The site's page of missing addresses in the language of the address, if it has one."""
        # A request that could not be read has no path.
        language = "en/" if getattr(self, "path", "").startswith("/en/") else ""
        page = Path(self.directory) / language / "404.html"
        return page.read_bytes() if page.is_file() else None

    def send_start(self, code: int, content_type: str, length: int) -> None:
        """Send the status and the headers of a response with so many bytes."""
        self.send_response(code)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def send_head(self) -> Any:
        """Send the compressed file beside a file to a client that accepts it."""
        accepted = self.headers.get("Accept-Encoding", "")
        asked = Path(self.translate_path(self.path))
        for coding, ending in CODINGS.items():
            compressed = asked.with_name(f"{asked.name}.{ending}")
            if coding in accepted and asked.is_file() and compressed.is_file():
                file = compressed.open("rb")
                self.send_response(HTTPStatus.OK)
                self.send_header("Content-Type", self.guess_type(str(asked)))
                self.send_header("Content-Encoding", coding)
                self.send_header("Content-Length", str(os.fstat(file.fileno()).st_size))
                self.send_header("Last-Modified", self.date_time_string(asked.stat().st_mtime))
                self.send_header("Vary", "Accept-Encoding")
                self.end_headers()
                return file
        return super().send_head()

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """Answer 404 for a folder without a page: folders are not listed."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing: no visit is recorded."""


@lru_cache
def _read_rules(file: Path, changed: int) -> list[Rule]:
    """The rules of a file, cached by the time of its last change (`changed`, ns)."""
    return read(file.read_text(encoding="utf-8"))


class Server(ThreadingHTTPServer):
    """A server that ignores connections which the client closes early."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a connection that the client closed; report any other error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def server(port: int, site: Path = SITE) -> ThreadingHTTPServer:
    """A server of a folder on the loopback address; port 0 takes any free one."""
    return Server(("127.0.0.1", port), partial(Handler, directory=str(site)))


def opened(make: Callable[[int], ThreadingHTTPServer]) -> ThreadingHTTPServer | int:
    """A server of the wanted port, or the exit status where that cannot be used.

    `make` makes it of a port's number; the port is that of the variable PORT.
    """
    asked = os.environ.get("PORT") or str(DEFAULT_PORT)
    if not asked.isdecimal() or int(asked) > 65535:
        print(f"PORT: must be a number from 0 to 65535, got {asked}", file=sys.stderr)
        return 2
    try:
        return make(int(asked))
    except OSError as error:
        print(
            f"PORT: {asked} cannot be used ({error.strerror}); try another, as in PORT=8080",
            file=sys.stderr,
        )
        return 1


def serve(serving: ThreadingHTTPServer) -> None:
    """Say the address and serve until interrupted."""
    print(f"http://localhost:{serving.server_port}/ (English: /en/)", flush=True)
    try:
        serving.serve_forever()
    except KeyboardInterrupt:
        print()


def main() -> int:
    """Serve the built site until interrupted; returns the exit status."""
    serving = opened(server)
    if isinstance(serving, int):
        return serving
    serve(serving)
    return 0


if __name__ == "__main__":
    sys.exit(main())
