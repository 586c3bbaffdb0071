"""The Content-Security-Policy: what scripts of a page may do."""

from collections.abc import Mapping

# What may run, load and be sent. Scripts are files of ours: no page carries one inside.
# Markup that a script writes has to pass by the one place that may make it
# (browser/site/trusted.js), and so has the service worker's address (offline.js). Material's
# stylesheet masks its icons with data: images.
_SOURCES: Mapping[str, str] = {
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

# Python is WebAssembly: this allows to compile that, and still no text as script.
_ENGINE = {"script-src": "'self' 'wasm-unsafe-eval'"}


def page_policy(engine: bool) -> str:
    """The policy as a page carries it; `engine` where WebAssembly runs."""
    return _joined({**_SOURCES, **(_ENGINE if engine else {})})


def _joined(sources: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in sources.items())
