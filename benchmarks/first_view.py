"""What a browser fetches for the first view of a page, from a site that it has never seen."""

import gzip
import posixpath
import re
from pathlib import Path

from bs4 import BeautifulSoup

LOADED = "link[rel=stylesheet], link[rel=icon], link[rel=modulepreload], script[src]"
# In a stylesheet's text: an address that is neither data nor a place in the page.
PICTURED = re.compile(r"""url\(["']?((?!data:|#)[^"')]+)["']?\)""")
IMPORTED = re.compile(r"""^import\b[^;]*?["'](\./[^"']+)["'];""", re.MULTILINE)


def parts(site: Path, page: str) -> list[str]:
    """A page and all that it loads at once, as paths from the site's root.

    `page` is a folder's address such as ``en/regions/``. Scripts bring what they import, and
    styles the pictures that they name.
    """
    soup = BeautifulSoup((site / page / "index.html").read_text(encoding="utf-8"), "html5lib")
    found = [page]
    for tag in soup.select(LOADED):
        _add(site, posixpath.normpath(page + str(tag.get("href") or tag["src"])), found)
    for image in soup.select("img[src]:not([loading=lazy])"):
        _add(site, posixpath.normpath(page + str(image["src"])), found)
    return found


def _add(site: Path, path: str, found: list[str]) -> None:
    if path in found:
        return
    found.append(path)
    named = {".js": IMPORTED, ".css": PICTURED}.get(posixpath.splitext(path)[1])
    if named:
        for address in named.findall((site / path).read_text(encoding="utf-8")):
            _add(site, posixpath.normpath(posixpath.join(posixpath.dirname(path), address)), found)


def gzip_bytes(site: Path, path: str) -> int:
    """The size of a path's file as gzip sends it."""
    file = site / path / "index.html" if path == "" or path.endswith("/") else site / path
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))


def weight(site: Path, page: str) -> int:
    """Bytes of the first view of a page, compressed with gzip."""
    return sum(gzip_bytes(site, path) for path in parts(site, page))
