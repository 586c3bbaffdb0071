"""The configuration that a publisher takes, in a real nginx: what it sends, and what not."""

import gzip
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPMessage
from pathlib import Path
from typing import NamedTuple

import pytest

from benchmarks import load
from compiler.publish.headers import headers_of, read
from deploy.local import nginx, nginx_path


class Response(NamedTuple):
    status: int
    headers: HTTPMessage
    body: bytes


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


OPENER = urllib.request.build_opener(_Stay)


@pytest.fixture(scope="session")
def served(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if nginx_path() is None:
        pytest.skip("nginx with its module brotli_static is not on this machine")
    with nginx(tmp_path_factory.mktemp("nginx"), site) as address:
        yield address


def ask(address: str, method: str = "GET", **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(address, method=method, headers=named)
    try:
        with OPENER.open(request, timeout=10) as response:
            return Response(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Response(error.code, error.headers, error.read())


def engine_file(site: Path, ending: str) -> str:
    return next(file for file in site.glob(f"engine/**/*{ending}")).relative_to(site).as_posix()


def test_every_page_is_there(served: str, site: Path, addresses) -> None:
    for one in addresses:
        response = ask(served + one.path)
        assert (response.status, response.body) == (
            200,
            (site / one.path / "index.html").read_bytes(),
        )
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"


def test_every_header_is_as_the_build_says(served: str, site: Path, addresses) -> None:
    known = read((site / "_headers").read_text(encoding="utf-8"))
    paths = [one.path for one in addresses] + ["nothing/", "en/nothing", "robots.txt"]
    paths += [engine_file(site, ".wasm"), "estimer/?x=1"]
    for path in paths:
        headers = ask(served + path).headers
        expected = headers_of("/" + path.partition("?")[0], known)
        assert len(expected) >= 8
        found = {name: headers.get_all(name) for name in expected}
        assert found == {name: [value] for name, value in expected.items()}, path


@pytest.mark.parametrize(("encoding", "ending"), [("br", "br"), ("gzip", "gz")])
def test_what_the_build_compressed_is_sent(
    served: str, site: Path, encoding: str, ending: str
) -> None:
    for path in ("", "en/estimate/", engine_file(site, ".wasm")):
        response = ask(served + path, Accept_Encoding=encoding)
        file = site / path / "index.html" if path.endswith("/") or not path else site / path
        assert response.headers["Content-Encoding"] == encoding
        assert response.headers["Vary"] == "Accept-Encoding"
        assert response.body == Path(f"{file}.{ending}").read_bytes()
    if encoding == "gzip":
        assert b"<!doctype html>" in gzip.decompress(ask(served, Accept_Encoding="gzip").body)


def test_who_takes_nothing_compressed_gets_the_file(served: str, site: Path) -> None:
    response = ask(served, Accept_Encoding="identity")
    assert "Content-Encoding" not in response.headers
    assert response.body == (site / "index.html").read_bytes()


def test_kinds_of_files(served: str, site: Path) -> None:
    expected = {
        engine_file(site, ".wasm"): "application/wasm",
        engine_file(site, ".mjs"): "text/javascript; charset=utf-8",
        "api/regions.json": "application/json; charset=utf-8",
        "api/decision-table.csv": "text/csv; charset=utf-8",
        "assets/favicon.svg": "image/svg+xml",
    }
    for path, kind in expected.items():
        assert ask(served + path).headers["Content-Type"] == kind
    json.loads(ask(served + "api/regions.json").body)


@pytest.mark.parametrize(("path", "language"), [("nothing/", "fr"), ("en/nothing/", "en")])
def test_a_missing_page_speaks_the_language_of_its_address(
    served: str, path: str, language: str
) -> None:
    response = ask(served + path)
    assert response.status == 404
    assert re.search(rb'<html lang="(..)"', response.body)[1].decode() == language


def test_a_folder_without_its_slash_is_led_to_it(served: str) -> None:
    response = ask(f"{served}en/regions")
    assert (response.status, response.headers["Location"]) == (301, "/en/regions/")


def test_a_page_that_has_not_changed_is_not_sent_again(served: str) -> None:
    first = ask(served)
    again = ask(served, If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")


def test_a_part_of_a_file(served: str, site: Path) -> None:
    path = engine_file(site, ".wasm")
    response = ask(served + path, Range="bytes=4-7")
    assert response.status == 206
    assert response.body == (site / path).read_bytes()[4:8]


def test_head_is_get_without_the_body(served: str) -> None:
    head, get = ask(served, "HEAD"), ask(served)
    assert (head.status, head.body) == (200, b"")
    changing = {"Date"}
    assert {k: v for k, v in head.headers.items() if k not in changing} == {
        k: v for k, v in get.headers.items() if k not in changing
    }


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_is_taken(served: str, method: str) -> None:
    assert ask(served, method).status == 405


@pytest.mark.parametrize(
    "path", ["_headers", "_redirects", "index.html.br", "index.html.gz", "..%2f..%2fetc/passwd"]
)
def test_what_is_no_page_is_not_sent(served: str, path: str) -> None:
    assert ask(served + path).status in (400, 404)


def test_the_bytes_of_a_visit_are_those_that_the_guide_tells(served: str) -> None:
    """What nginx sends for each kind of visit, and the visits that a traffic is enough for."""
    guide = (load.PROJECT / "deploy" / "README.md").read_text(encoding="utf-8")
    expected = load.traffic(load.bytes_of_visits(served)).splitlines()[2:]
    told = {row[0]: row[1:] for line in guide.splitlines() if len(row := cells(line)) == 5}
    for line in expected:
        kind, *numbers = cells(line)
        # A new sentence on a page need not touch the guide; a new file should.
        assert [number(one) for one in told[kind]] == pytest.approx(
            [number(one) for one in numbers], rel=0.1
        ), line


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("| ").split(" | ")]


def number(text: str) -> float:
    return float(text.replace(",", ""))
