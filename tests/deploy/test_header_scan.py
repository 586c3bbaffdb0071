"""What scanners of headers take points off for (Mozilla's HTTP Observatory above all), asked of
a real nginx with TLS, for every page: there is nothing."""

import shutil
import ssl
import subprocess
import urllib.request
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from deploy.local import free_port, nginx, nginx_path

HALF_A_YEAR = 15_768_000
# The one page that others may show, and its equal.
FRAMED = ("embedded",)
# What tells more of a server than anybody needs.
TALKATIVE = ("X-Powered-By", "X-AspNet-Version", "Via", "Set-Cookie", "Access-Control-Allow-Origin")


@pytest.fixture(scope="module")
def served(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str, ssl.SSLContext]]:
    """The address over TLS, the one that leads there, and how to trust the first."""
    if nginx_path() is None:
        pytest.skip("nginx with its module brotli_static is not on this machine")
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which makes the certificate, is not on this machine")
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    port = free_port()
    with nginx(folder, site, tls_port=port) as plain:
        yield f"https://localhost:{port}/", plain, ssl.create_default_context(cafile=certificate)


def test_no_page_loses_a_point(served, addresses) -> None:
    secure, _, context = served
    lost = {}
    for one in addresses:
        with urllib.request.urlopen(secure + one.path, context=context) as answer:
            found = faults(answer.headers, is_framed=one.name in FRAMED)
        if found:
            lost[one.path] = found
    assert not lost


def test_without_tls_one_is_led_over(served) -> None:
    _, plain, _ = served
    connection = HTTPConnection(urlsplit(plain).netloc)
    connection.request("GET", "/en/regions/", headers={"Host": "passerelle.example"})
    answer = connection.getresponse()
    connection.close()
    assert answer.status == 301
    assert answer.headers["Location"] == "https://passerelle.example/en/regions/"
    assert answer.headers["Server"] == "nginx"


def test_old_versions_of_tls_are_refused(served) -> None:
    secure, _, _ = served
    port = urlsplit(secure).port
    said = subprocess.run(
        [
            "openssl",
            "s_client",
            "-connect",
            f"localhost:{port}",
            "-tls1_1",
            "-cipher",
            "@SECLEVEL=0:ALL",
        ],
        input="",
        capture_output=True,
        text=True,
    )
    assert "alert protocol version" in said.stderr


def faults(headers: HTTPMessage | Mapping[str, str], is_framed: bool = False) -> list[str]:
    """What a scanner would take points off for."""
    policy = directives(headers.get("Content-Security-Policy", ""))
    transport = directives(headers.get("Strict-Transport-Security", "").replace("=", " "))
    ancestors = policy.get("frame-ancestors")
    expected = {
        "default-src is 'none'": policy.get("default-src") == ["'none'"],
        "base-uri": policy.get("base-uri") in (["'none'"], ["'self'"]),
        "form-action": policy.get("form-action") in (["'none'"], ["'self'"]),
        "frame-ancestors": ancestors == (["*"] if is_framed else ["'none'"]),
        "no unsafe sources": not any(
            source in ("'unsafe-inline'", "'unsafe-eval'", "http:", "https:", "data:", "*")
            for name in ("script-src", "style-src", "connect-src", "worker-src")
            for source in policy.get(name, [])
        ),
        "X-Frame-Options": (headers.get("X-Frame-Options") == "DENY") is not is_framed,
        "HSTS": int(transport.get("max-age", ["0"])[0]) >= HALF_A_YEAR,
        "nosniff": headers.get("X-Content-Type-Options") == "nosniff",
        "Referrer-Policy": headers.get("Referrer-Policy") == "no-referrer",
        "CORP": headers.get("Cross-Origin-Resource-Policy") == "same-origin",
        "COOP": headers.get("Cross-Origin-Opener-Policy") == "same-origin",
        "Permissions-Policy": "camera=()" in headers.get("Permissions-Policy", ""),
        "the server tells no version": headers.get("Server", "nginx") == "nginx",
        **{f"no {name}": name not in headers for name in TALKATIVE},
    }
    return [what for what, is_so in expected.items() if not is_so]


def directives(text: str) -> dict[str, list[str]]:
    """The directives of a header and their values."""
    words = [part.split() for part in text.split(";") if part.strip()]
    return {name.lower(): values for name, *values in words}


GOOD = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; script-src 'self'; style-src 'self'",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
}


def test_good_headers_lose_nothing() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("name", "value", "lost"),
    [
        ("Content-Security-Policy", "default-src 'none'", "frame-ancestors"),
        (
            "Content-Security-Policy",
            f"{GOOD['Content-Security-Policy']} 'unsafe-inline'",
            "no unsafe sources",
        ),
        ("Strict-Transport-Security", "max-age=3600", "HSTS"),
        ("X-Content-Type-Options", "", "nosniff"),
        ("X-Frame-Options", "", "X-Frame-Options"),
        ("Server", "nginx/1.22.1", "the server tells no version"),
        ("Set-Cookie", "a=b", "no Set-Cookie"),
    ],
)
def test_a_lesser_header_is_noticed(name: str, value: str, lost: str) -> None:
    assert lost in faults({**GOOD, name: value})
