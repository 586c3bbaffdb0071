"""Response headers, written once for every server: what a browser may do with our pages.

``site/_headers`` carries them in the form that static hosts read (Cloudflare Pages' form:
a path, then headers; ``! Name`` takes back what an earlier rule gave). `make serve` obeys
that file, so that every browser test runs with these headers, and nginx's maps are made from
it. Each page also carries the policy of scripts, for hosts that send no headers.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from compiler.render.policy import page_policy

_EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            *("accelerometer", "bluetooth", "camera", "display-capture", "geolocation"),
            *("gyroscope", "hid", "identity-credentials-get", "magnetometer", "microphone"),
            *("midi", "payment", "publickey-credentials-get", "serial", "usb"),
        )
    ),
    "Referrer-Policy": "no-referrer",
    # Browsers ignore this without HTTPS.
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Pages change with a release: a browser asks again after five minutes.
    "Cache-Control": "public, max-age=300, must-revalidate",
}
POLICY = "Content-Security-Policy"
# The service worker decides which release is used, so it has to be the newest.
ASK_EVERY_TIME = {"Cache-Control": "no-cache"}
KEEP_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}


class Rule(NamedTuple):
    """Headers for the paths of a pattern, in which a last ``*`` stands for any rest.

    None removes a header that an earlier rule set; the last rule that names a header wins.
    """

    pattern: str
    headers: Mapping[str, str | None]

    @property
    def expression(self) -> str:
        """The pattern as a regular expression."""
        start = re.escape(self.pattern.removesuffix("*"))
        return f"^{start}" if self.pattern.endswith("*") else f"^{start}$"


def _framed_policy(engine: bool, ancestors: str) -> str:
    """The policy as a header; `ancestors` are the sites that may show the page in a frame."""
    return f"frame-ancestors {ancestors}; {page_policy(engine)}"


def rules(
    root: str, engine: Iterable[str], framed: Iterable[str], hashed: Iterable[str]
) -> list[Rule]:
    """The rules of a site whose pages start at `root`, a path with both its slashes.

    The others are paths from there. `engine`: pages and folders where WebAssembly runs;
    `framed`: pages that other sites may show in a frame; `hashed`: beginnings of the paths of
    files whose names hold the hash of their content.
    """
    found = [Rule(f"{root}*", {**_EVERYWHERE, POLICY: _framed_policy(False, "'none'")})]
    found += [Rule(root + path, {POLICY: _framed_policy(True, "'none'")}) for path in engine]
    found += [
        Rule(root + path, {POLICY: _framed_policy(True, "*"), "X-Frame-Options": None})
        for path in framed
    ]
    found += [Rule(f"{root}{start}*", KEEP_FOR_EVER) for start in hashed]
    found.append(Rule(f"{root}sw.js", ASK_EVERY_TIME))
    return found


def headers_of(path: str, known: Iterable[Rule]) -> dict[str, str]:
    """The headers of a path from the host's root."""
    headers: dict[str, str | None] = {}
    for rule in known:
        if re.search(rule.expression, path):
            headers |= rule.headers
    return {name: value for name, value in headers.items() if value is not None}


def written(known: Iterable[Rule]) -> str:
    """The text of ``_headers``."""
    lines: list[str] = []
    given: set[str] = set()
    for rule in known:
        lines.append(rule.pattern)
        for name, value in rule.headers.items():
            # A header that is given twice would be sent twice, so it is removed first.
            if name in given:
                lines.append(f"  ! {name}")
            if value is not None:
                lines.append(f"  {name}: {value}")
        given.update(rule.headers)
    return "\n".join(lines) + "\n"


def read(text: str) -> list[Rule]:
    """The rules of a ``_headers`` file, as `written` writes it."""
    found: list[tuple[str, dict[str, str | None]]] = []
    for line in text.splitlines():
        if not line.startswith(" "):
            found.append((line, {}))
        elif line.startswith("  ! "):
            found[-1][1][line.removeprefix("  ! ")] = None
        else:
            name, _, value = line.strip().partition(": ")
            found[-1][1][name] = value
    return [Rule(pattern, headers) for pattern, headers in found]


def nginx_maps(known: Iterable[Rule]) -> str:
    """The rules for nginx's ``http`` level: a map for each header, from path to value."""
    ordered = list(known)
    # Not $uri: nginx has already changed a folder to its index.html when it sends headers.
    blocks = ['map $request_uri $passerelle_path {\n    "~^(?<path>[^?]*)" $path;\n}']
    for number, name in enumerate(_names(ordered)):
        # nginx uses the first expression that matches; here the last rule wins.
        cases = [
            f'    "~{rule.expression}" "{rule.headers[name] or ""}";'
            for rule in reversed(ordered)
            if name in rule.headers
        ]
        blocks.append("\n".join([f"map $passerelle_path $passerelle_{number} {{", *cases, "}"]))
    return "\n".join(blocks) + "\n"


def nginx_headers(known: Iterable[Rule]) -> str:
    """The lines for nginx's ``server`` level that send these headers; empty ones are not sent."""
    names = enumerate(_names(list(known)))
    return "".join(f'add_header {name} "$passerelle_{number}" always;\n' for number, name in names)


def _names(known: Iterable[Rule]) -> list[str]:
    return list(dict.fromkeys(name for rule in known for name in rule.headers))
