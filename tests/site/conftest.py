"""The built pages, read as a browser reads them."""

import copy
import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

# A base that no link can name by chance; what stays below it is ours.
BASE = "https://site.invalid/"

CSS_ADDRESS = re.compile(r"url\(\s*([\"']?)(.*?)\1\s*\)|@import\s+[\"'](.*?)[\"']")

# A block ends a word, an inline element does not.
INLINE = {
    "a",
    "b",
    "strong",
    "em",
    "i",
    "span",
    "cite",
    "code",
    "abbr",
    "time",
    "small",
    "sup",
    "button",
}
# What reaches people though it is not text on the page.
SPOKEN = ("aria-label", "title", "alt", "placeholder")


class Document(NamedTuple):
    """One HTML file; `path` is its address from the site's root (`en/`, `404.html`)."""

    path: str
    language: str
    soup: BeautifulSoup

    def __repr__(self) -> str:
        return f"<{self.path or 'home'}>"

    @property
    def is_404(self) -> bool:
        return self.path.endswith("404.html")

    @property
    def is_instead(self) -> bool:
        """Whether it is shown at the address of another page, or of none."""
        return self.path.endswith(("404.html", "503.html"))

    def target(self, href: str) -> tuple[str, str] | None:
        """Path from the site's root and fragment that a link leads to, None if outside."""
        return target_from(self.path, href)


@pytest.fixture(scope="session")
def documents(site: Path) -> dict[str, Document]:
    """Every HTML file of the site by its path."""
    return {document.path: document for document in _read(site)}


@pytest.fixture(scope="session")
def pages(documents: dict[str, Document]) -> dict[str, Document]:
    """Every page but those that are shown in place of others."""
    return {path: page for path, page in documents.items() if not page.is_instead}


@pytest.fixture(scope="session")
def source_regions() -> list[dict[str, str]]:
    """The 17 regions with their numbers, as the source document lists them."""
    with Path(__file__).with_name("source_regions.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def is_file(site: Path) -> Callable[[str], bool]:
    """Whether an address from the site's root is served, as a file or a folder's page."""
    return lambda path: file_of(site, path).is_file()


@pytest.fixture(scope="session")
def loaded_by_stylesheets(site: Path) -> list[tuple[str, str, str | None]]:
    """What stylesheets load: the sheet, the address there, and its path in the site if any."""
    found = []
    for sheet in sorted(site.rglob("*.css")):
        path = sheet.relative_to(site).as_posix()
        for match in CSS_ADDRESS.finditer(sheet.read_text(encoding="utf-8")):
            href = match[2] or match[3] or ""
            if not href.startswith("data:"):
                target = target_from(path, href)
                found.append((path, href, target and target[0]))
    return found


@pytest.fixture(scope="session")
def text_of() -> Callable[..., str]:
    """The text of an element with the words of its attributes, spaces made one."""
    return visible_text


def visible_text(element: Tag, *, without: str = "", spoken: bool = False) -> str:
    """The words of an element, those of elements matching `without` left out, and those of
    definitions, which open when they are asked for.

    `spoken` adds what is only read aloud, or shown by the script.
    """
    element = copy.copy(element)
    # What stands in <pre> is code to copy, in no language of people.
    for unwanted in element.select(
        f"script, style, head, pre, [popover]{', ' if without else ''}{without}"
    ):
        unwanted.decompose()
    words = []
    if spoken:
        for tag in element.find_all(True):
            words += [tag[name] for name in SPOKEN if tag.get(name)]
            words += [text for name, text in tag.attrs.items() if name.startswith("data-text-")]
    for tag in element.find_all(True):
        if tag.name not in INLINE:
            tag.insert_before("\n")
            tag.insert_after("\n")
    # No-break spaces are kept: they belong to numbers.
    return re.sub(r"[ \t\n\r]+", " ", " ".join([element.get_text(), *words])).strip()


def target_from(path: str, href: str) -> tuple[str, str] | None:
    found = urlsplit(urljoin(BASE + path, href))
    if f"{found.scheme}://{found.netloc}/" != BASE:
        return None
    return unquote(found.path).lstrip("/"), unquote(found.fragment)


def file_of(site: Path, path: str) -> Path:
    return site / path / "index.html" if path == "" or path.endswith("/") else site / path


def _read(site: Path) -> Iterator[Document]:
    for file in sorted(site.rglob("*.html")):
        inside = PurePosixPath(file.relative_to(site).as_posix())
        path = str(inside) if inside.name != "index.html" else f"{inside.parent}/"
        path = "" if path == "./" else path
        soup = BeautifulSoup(file.read_text(encoding="utf-8"), "html5lib")
        yield Document(path, "en" if path.startswith("en/") else "fr", soup)


@pytest.fixture(scope="session")
def base(pages: dict[str, Document]) -> str:
    """The address that the site was built for, as its home page gives it."""
    found = pages[""].soup.select_one("head > link[rel=canonical]")["href"]
    assert urlsplit(found).scheme in ("http", "https")
    assert found.endswith("/")
    return found
