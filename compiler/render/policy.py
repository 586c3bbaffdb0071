"""The Content-Security-Policy: what scripts of a page may do."""

from collections.abc import Mapping

# Scripts are files of ours, never inline. Trusted Types: only browser/site/trusted.js may make
# markup, and only browser/site/offline.js the service worker's address. Material's stylesheet
# masks its icons with data: images.
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

# Python is WebAssembly: this allows to compile it, but not to run text as script.
_ENGINE = {"script-src": "'self' 'wasm-unsafe-eval'"}


def page_policy(engine: bool) -> str:
    """The policy as a page carries it; `engine` where WebAssembly runs."""
    return _joined({**_SOURCES, **(_ENGINE if engine else {})})


def _joined(sources: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in sources.items())
