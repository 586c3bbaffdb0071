"""The server of `make serve`, run over a small site."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from compiler import serve
from compiler.serve import server

FILES = {
    "index.html": "<p>accueil</p>",
    "404.html": "<p>cette page n’existe pas</p>",
    "en/index.html": "<p>home</p>",
    "en/404.html": "<p>this page does not exist</p>",
    "engine/a.mjs": "export {}",
    "engine/a.wasm": "\0asm",
    "page.js": "1",
    "page.css": "p {}",
    # What stands for a compressed form: nobody here unpacks it.
    "small.js": "long",
    "small.js.br": "br",
    "small.js.gz": "gz",
    "icon.svg": "<svg/>",
    "data.json": "{}",
    "app.webmanifest": "{}",
    "empty/file.txt": "a",
}


class Reply(NamedTuple):
    status: int
    type: str | None
    length: str | None
    location: str | None
    body: str


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("site")
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder.parent / "secret.txt").write_text("secret")
    serving = server(0, folder)
    thread = threading.Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    yield serving.server_port
    serving.shutdown()
    serving.server_close()
    thread.join()


@pytest.fixture
def ask(port: int) -> Callable[..., Reply]:
    def asked(path: str, method: str = "GET") -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request(method, path)
        found = connection.getresponse()
        body = found.read().decode()
        connection.close()
        header = found.getheader
        type, length = header("Content-Type"), header("Content-Length")
        return Reply(found.status, type, length, header("Location"), body)

    return asked


@pytest.mark.parametrize(
    ("accepted", "coding", "body"),
    [
        ("gzip, deflate, br", "br", "br"),
        ("gzip", "gzip", "gz"),
        ("identity", None, "long"),
    ],
)
def test_compressed_file_is_sent_if_accepted(
    port: int, accepted: str, coding: str | None, body: str
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/small.js", headers={"Accept-Encoding": accepted})
    found = connection.getresponse()
    assert found.getheader("Content-Encoding") == coding
    assert found.getheader("Content-Type") == "text/javascript"
    assert found.getheader("Content-Length") == str(len(body))
    assert found.read().decode() == body
    connection.close()


@pytest.mark.parametrize(
    ("path", "type"),
    [
        ("/", "text/html"),
        ("/en/", "text/html"),
        ("/engine/a.mjs", "text/javascript"),
        ("/engine/a.wasm", "application/wasm"),
        ("/page.js", "text/javascript"),
        ("/page.css", "text/css"),
        ("/icon.svg", "image/svg+xml"),
        ("/data.json", "application/json"),
        ("/app.webmanifest", "application/manifest+json"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_content_types(ask: Callable[..., Reply], path: str, type: str, method: str) -> None:
    reply = ask(path, method)
    assert reply.status == 200
    assert reply.type.partition(";")[0] == type
    name = f"{path}index.html".strip("/") if path.endswith("/") else path.strip("/")
    text = FILES[name]
    assert reply.length == str(len(text.encode()))
    assert reply.body == ("" if method == "HEAD" else text)


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/nothing", "404.html"),
        ("/nothing/", "404.html"),
        ("/english/nothing", "404.html"),
        ("/enfin", "404.html"),
        ("/regions/en/", "404.html"),
        ("/en/nothing", "en/404.html"),
        ("/en/nothing/at/all/", "en/404.html"),
        ("/en/nothing?a=b", "en/404.html"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_missing_page_answers_404_in_language_of_address(
    ask: Callable[..., Reply], path: str, page: str, method: str
) -> None:
    reply = ask(path, method)
    assert reply.status == 404
    assert reply.type == "text/html; charset=utf-8"
    assert reply.length == str(len(FILES[page].encode()))
    assert reply.body == ("" if method == "HEAD" else FILES[page])


@pytest.mark.parametrize("path", ["/nothing", "/en/nothing", "/"])
def test_head_request_has_no_body(port: int, path: str) -> None:
    # Over a bare connection: http.client would not look for a body here.
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(f"HEAD {path} HTTP/1.0\r\n\r\n".encode())
        answered = connection.makefile("rb").read()
    head, _, body = answered.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/")
    assert body == b""


def test_folder_without_slash_redirects(ask: Callable[..., Reply]) -> None:
    reply = ask("/en")
    assert (reply.status, reply.location) == (301, "/en/")


def test_folder_without_index_is_not_listed(ask: Callable[..., Reply]) -> None:
    """As a host has it: what a folder holds is nobody's business."""
    reply = ask("/empty/")
    assert reply.status == 404
    assert "file.txt" not in reply.body


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/en/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt"]
)
def test_paths_outside_folder_are_refused(ask: Callable[..., Reply], path: str) -> None:
    reply = ask(path)
    assert reply.status == 404
    assert "secret" not in reply.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_write_methods_are_refused(ask: Callable[..., Reply], method: str) -> None:
    assert ask("/", method).status == 501


@pytest.mark.parametrize("line", [b"NONSENSE\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET\r\n\r\n"])
def test_malformed_request_is_refused_and_server_continues(
    ask: Callable[..., Reply], port: int, line: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(line)
        answered = connection.makefile("rb").read()
    assert ask("/").status == 200
    assert re.search(rb"\b(400|505)\b", answered), answered
    assert "Traceback" not in capfd.readouterr().err


def test_requests_are_not_logged(
    ask: Callable[..., Reply], capfd: pytest.CaptureFixture[str]
) -> None:
    ask("/")
    ask("/nothing")
    assert capfd.readouterr() == ("", "")


def test_server_listens_on_loopback_only(tmp_path: Path) -> None:
    with server(0, tmp_path) as serving:
        assert serving.server_address[0] == "127.0.0.1"


def test_site_without_404_page_still_answers_404(tmp_path: Path) -> None:
    with server(0, tmp_path) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        connection = http.client.HTTPConnection("127.0.0.1", serving.server_port, timeout=10)
        connection.request("GET", "/nothing")
        assert connection.getresponse().status == 404
        connection.close()
        serving.shutdown()


# ---- PORT ---------------------------------------------------------------------------------


@pytest.mark.parametrize("port", ["abc", "-1", "65536", "8000 ", "1e3", "80.5", "²", "9" * 30])
def test_invalid_port_prints_one_line(
    port: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", port)
    assert serve.main() == 2
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert line == f"PORT: must be a number from 0 to 65535, got {port}"


def test_port_in_use_prints_one_line(
    port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", str(port))
    assert serve.main() == 1
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert line.startswith(f"PORT: {port} cannot be used (")


# A shell may start what it runs in the background with this signal turned off.
AS_AT_A_TERMINAL = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("compiler.serve", run_name="__main__")
"""


@pytest.mark.slow
def test_server_prints_address_and_stops_on_interrupt(root: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", AS_AT_A_TERMINAL],
        cwd=root,
        env={**os.environ, "PORT": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout
            said = process.stdout.readline()
            port = int(re.findall(r"localhost:(\d+)/", said)[0])
            connection = http.client.HTTPConnection("localhost", port, timeout=10)
            connection.request("GET", "/")
            assert connection.getresponse().status in (200, 404)  # built yet or not
            connection.close()
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert re.fullmatch(r"http://localhost:[1-9]\d*/ \(English: /en/\)\n", said), said + err
    assert (process.returncode, out.strip(), err) == (0, "", "")
