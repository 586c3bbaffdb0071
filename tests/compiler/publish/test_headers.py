"""Response headers of every path, in the formats of the servers."""

import re

import pytest

from compiler.publish.headers import (
    KEEP_FOR_EVER,
    POLICY,
    Rule,
    headers_of,
    nginx_headers,
    nginx_maps,
    read,
    rules,
    written,
)
from compiler.render.policy import page_policy

RULES = rules(
    "/",
    engine=["estimer/", "calculator/*"],
    framed=["integrer/calculateur/"],
    hashed=["calculator/", "engine/"],
)


def directives(policy: str) -> dict[str, str]:
    pairs = (part.split(" ", 1) for part in policy.split("; "))
    return dict(pairs)


@pytest.mark.parametrize("path", ["/", "/en/regions/estrie/", "/estimer", "/estimer/x", "/nothing"])
def test_page_policy_allows_own_scripts_only(path: str) -> None:
    policy = directives(headers_of(path, RULES)[POLICY])
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers_of(path, RULES)["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", ["/estimer/", "/calculator/0/worker.js", "/integrer/calculateur/"])
def test_webassembly_is_allowed_where_the_bundle_runs(path: str) -> None:
    policy = directives(headers_of(path, RULES)[POLICY])
    assert policy["script-src"] == "'self' 'wasm-unsafe-eval'"


def test_no_policy_allows_eval_or_inline_scripts() -> None:
    for rule in RULES:
        assert "'unsafe-" not in (rule.headers.get(POLICY) or "")


def test_only_embed_page_may_be_framed() -> None:
    headers = headers_of("/integrer/calculateur/", RULES)
    assert directives(headers[POLICY])["frame-ancestors"] == "*"
    assert "X-Frame-Options" not in headers


def test_page_policy_has_no_header_only_directive() -> None:
    for engine in (False, True):
        assert "frame-ancestors" not in page_policy(engine)


@pytest.mark.parametrize("path", ["/engine/0123/pyodide.mjs", "/calculator/0123/page.js"])
def test_hashed_files_are_immutable(path: str) -> None:
    assert headers_of(path, RULES).items() >= KEEP_FOR_EVER.items()


def test_service_worker_is_not_cached() -> None:
    assert headers_of("/sw.js", RULES)["Cache-Control"] == "no-cache"


def test_pages_are_revalidated() -> None:
    assert "immutable" not in headers_of("/estimer/", RULES)["Cache-Control"]


def test_site_in_folder_sets_headers_for_that_folder_only() -> None:
    folder = rules("/a.b/", engine=["estimer/"], framed=[], hashed=["engine/"])
    assert headers_of("/other/", folder) == {}
    assert headers_of("/aXb/", folder) == {}
    assert "wasm-unsafe-eval" in headers_of("/a.b/estimer/", folder)[POLICY]


def test_headers_file_round_trip() -> None:
    again = read(written(RULES))
    for path in ("/", "/estimer/", "/integrer/calculateur/", "/engine/1/a", "/calculator/1/b"):
        assert headers_of(path, again) == headers_of(path, RULES)


def test_later_rule_removes_header_before_setting_it() -> None:
    """A static host would else send both, and the stricter of the two would win."""
    lines = written(RULES).splitlines()
    start = lines.index("/estimer/")
    assert lines[start + 1] == f"  ! {POLICY}"
    assert lines[start + 2].startswith(f"  {POLICY}: ")


def nginx_answers(path: str) -> dict[str, str]:
    """What nginx would send: the first case of each map that fits; an empty header is not sent."""
    maps = dict(re.findall(r"map \$passerelle_path \$(\w+) \{\n(.*?)\n\}", nginx_maps(RULES), re.S))
    sent = {}
    for name, variable in re.findall(r'add_header (\S+) "\$(\w+)" always;', nginx_headers(RULES)):
        for expression, value in re.findall(r'"~(.*?)" "(.*?)";', maps[variable]):
            if re.search(expression, path):
                sent[name] = value
                break
    return {name: value for name, value in sent.items() if value}


@pytest.mark.parametrize(
    "path", ["/", "/x/", "/estimer/", "/integrer/calculateur/", "/engine/1/a", "/calculator/1/b"]
)
def test_nginx_maps_give_same_headers(path: str) -> None:
    assert nginx_answers(path) == headers_of(path, RULES)


def test_last_rule_wins() -> None:
    known = [Rule("/*", {"A": "1", "B": "1"}), Rule("/x", {"A": "2", "B": None})]
    assert headers_of("/x", known) == {"A": "2"}
    assert headers_of("/xy", known) == {"A": "1", "B": "1"}


# All that a page is sent, written out: a header, a power or a directive that goes missing is seen.
POWERS = (
    "accelerometer=(), bluetooth=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "hid=(), identity-credentials-get=(), magnetometer=(), microphone=(), midi=(), payment=(), "
    "publickey-credentials-get=(), serial=(), usb=()"
)
DIRECTIVES = {
    "frame-ancestors": "'none'",
    "default-src": "'none'",
    "base-uri": "'none'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "img-src": "'self' data:",
    "manifest-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "worker-src": "'self'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "passerelle passerelle-offline",
}
HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": POWERS,
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "public, max-age=300, must-revalidate",
}
RUNS_PYTHON = {"script-src": "'self' 'wasm-unsafe-eval'"}
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}


@pytest.mark.parametrize(
    ("path", "headers", "policy"),
    [
        ("/", {}, {}),
        ("/nothing", {}, {}),
        ("/estimer/", {}, RUNS_PYTHON),
        (
            "/integrer/calculateur/",
            {"X-Frame-Options": None},
            RUNS_PYTHON | {"frame-ancestors": "*"},
        ),
        ("/engine/1/a", FOR_EVER, {}),
        ("/calculator/1/b", FOR_EVER, RUNS_PYTHON),
        ("/sw.js", {"Cache-Control": "no-cache"}, {}),
    ],
)
def test_every_response_has_these_headers_and_no_others(
    path: str, headers: dict[str, str | None], policy: dict[str, str]
) -> None:
    """What a scan of headers asks for; test_nginx.py holds that it is sent."""
    found = headers_of(path, RULES)
    assert directives(found.pop(POLICY)) == DIRECTIVES | policy
    expected = HEADERS | headers
    assert found == {name: value for name, value in expected.items() if value is not None}


# ---- The files as texts ----------------------------------------------------------------------

FEW = [
    Rule("/*", {"A": "1", "B": "2; c"}),
    Rule("/a.b/", {"B": "3", "C": "x: y"}),
    Rule("/framed/", {"A": None, "D": "4"}),
    Rule("/hashed/*", {"C": "5"}),
]
WRITTEN = """\
/*
  A: 1
  B: 2; c
/a.b/
  ! B
  B: 3
  C: x: y
/framed/
  ! A
  D: 4
/hashed/*
  ! C
  C: 5
"""
MAPS = r"""map $request_uri $passerelle_path {
    "~^(?<path>[^?]*)" $path;
}
map $passerelle_path $passerelle_0 {
    "~^/framed/$" "";
    "~^/" "1";
}
map $passerelle_path $passerelle_1 {
    "~^/a\.b/$" "3";
    "~^/" "2; c";
}
map $passerelle_path $passerelle_2 {
    "~^/hashed/" "5";
    "~^/a\.b/$" "x: y";
}
map $passerelle_path $passerelle_3 {
    "~^/framed/$" "4";
}
"""
SENT = """\
add_header A "$passerelle_0" always;
add_header B "$passerelle_1" always;
add_header C "$passerelle_2" always;
add_header D "$passerelle_3" always;
"""


def test_headers_of_static_hosts_as_a_whole() -> None:
    assert written(iter(FEW)) == WRITTEN
    assert read(WRITTEN) == [
        FEW[0],
        Rule("/a.b/", {"B": "3", "C": "x: y"}),
        FEW[2],
        FEW[3],
    ]
    assert list(read(WRITTEN)[2].headers) == ["A", "D"]


def test_headers_of_nginx_as_wholes() -> None:
    assert nginx_maps(iter(FEW)) == MAPS
    assert nginx_headers(iter(FEW)) == SENT


def test_rules_of_a_site_in_their_order() -> None:
    found = rules("/f/", iter(["e/"]), iter(["g/"]), iter(["h/", "i."]))
    framed = f"frame-ancestors *; {page_policy(engine=True)}"
    assert found[1:] == [
        Rule("/f/e/", {POLICY: f"frame-ancestors 'none'; {page_policy(engine=True)}"}),
        Rule("/f/g/", {POLICY: framed, "X-Frame-Options": None}),
        Rule("/f/h/*", FOR_EVER),
        Rule("/f/i.*", FOR_EVER),
        Rule("/f/sw.js", {"Cache-Control": "no-cache"}),
    ]
    policy = f"frame-ancestors 'none'; {page_policy(engine=False)}"
    assert found[0] == Rule("/f/*", {**HEADERS, POLICY: policy})
    assert list(found[0].headers) == [*HEADERS, POLICY]
