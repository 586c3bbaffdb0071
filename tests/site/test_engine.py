"""The bundle as published: small, complete, compressed, and listed by its release."""

import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import brotli
import pytest

from calculator.words.catalogue import LANGUAGES, catalogue
from compiler.publish.bundle import PAGE_STYLES
from pyodide_bundle import wasm

# Issue "Fast on an old phone": all that has to come before Python's first answer.
MOST_BYTES = 2_000_000
# WebAssembly's: the section that describes a module's memory, and the bytes of a page of it.
MEMORY, PAGE = 5, 65536
KEPT_PAGES = {"", "en/", "estimer/", "en/estimate/", "organismes/verifier/", "a-propos/"}


@pytest.fixture(scope="module")
def engine(site: Path) -> Path:
    (folder,) = (site / "engine").iterdir()
    return folder


@pytest.fixture(scope="module")
def engines(engine: Path) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in json.loads((engine / "engine.json").read_text())["engines"]}


@pytest.fixture(scope="module")
def release(site: Path) -> dict[str, Any]:
    text = (site / "sw.js").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(re.search(r"^ *var release = (\{.*\});", text, re.M)[1])
    return found


def test_lean_bundle_is_first_and_sizes_match(engine: Path, engines: Any) -> None:
    assert list(engines) == ["lean", "stock"]
    for name, one in engines.items():
        assert one["sizes"] == {
            file: (engine / name / file).stat().st_size for file in one["sizes"]
        }
    assert engines["lean"]["lock"]["packages"] == {}


def test_bytes_before_first_python_response_are_small(engine: Path) -> None:
    files = [file for file in (engine / "lean").iterdir() if file.suffix == ".br"]
    assert len(files) == 4
    assert sum(file.stat().st_size for file in files) <= MOST_BYTES


def test_snapshot_has_messages_and_no_requests(engine: Path, engines: Any) -> None:
    content = (engine / "lean" / "passerelle.image").read_bytes()
    length = int.from_bytes(content[:4], "little")
    index = json.loads(content[4 : 4 + length])
    assert min(index["steps"]) >= 0
    assert 4 + length + sum(index["steps"][1::2]) == len(content)
    # It is laid into the memory that the module begins with.
    module = (engine / "lean" / "pyodide.asm.wasm").read_bytes()
    reader = wasm.Reader(next(body for id, body in wasm.sections(module) if id == MEMORY))
    _, _, pages = reader.number(), reader.number(), reader.number()
    assert sum(index["steps"]) <= pages * PAGE
    for language in LANGUAGES:
        assert catalogue(language).months[1].encode("latin-1") in content
    # Neither docstrings of the code that removed objects nor paths of the build are in it.
    folder = str(engine.parents[2]).encode()
    for name in (b"Removes objects", b"Remove what is not", b"rehears", folder):
        assert name not in content


def test_compressed_files_match_their_originals(site: Path) -> None:
    readers = {".br": brotli.decompress, ".gz": gzip.decompress}
    found = [file for file in site.rglob("*") if file.suffix in readers]
    found = [file for file in found if file.name != "sitemap.xml.gz"]
    assert len(found) > 30
    for file in found:
        assert readers[file.suffix](file.read_bytes()) == file.with_suffix("").read_bytes(), file


def test_release_has_hash_of_every_file(site: Path, release: Any) -> None:
    for path, hash in release["files"].items():
        file = site / path / "index.html" if path.endswith("/") or not path else site / path
        assert hashlib.sha256(file.read_bytes()).hexdigest()[:12] == hash, path
    assert set(release["keep"]) <= set(release["files"])
    assert set(release["keep"]) >= KEPT_PAGES
    assert not [path for path in release["files"] if "/stock/" in path or path.startswith("api/")]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_manifest_makes_site_installable(site: Path, language: str) -> None:
    folder = site if language == "fr" else site / "en"
    manifest = json.loads((folder / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert manifest["lang"] == language
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        content = (folder / icon["src"]).read_bytes()
        assert content.startswith(b"\x89PNG")
        width, height = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
        assert icon["sizes"] == f"{width}x{height}"


def test_stylesheet_name_has_its_hash(pages: Any, site: Path) -> None:
    named = {
        link["href"].rpartition("/")[2]
        for page in pages.values()
        for link in page.soup.select("link[rel=stylesheet]")
    }
    own = {name for name in named if name.startswith("passerelle")}
    # One for all pages, and one beside it for each kind of page that has its own.
    assert len(own) == 1 + len(PAGE_STYLES)
    for name in own:
        assert re.fullmatch(r"passerelle\.([a-z]+\.)?[0-9a-f]{12}\.css", name)
        assert (site / "assets" / name).is_file()
