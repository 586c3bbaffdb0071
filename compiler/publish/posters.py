"""The posters as PDF beside their pages, made by Typst from ``poster.typ``.

Each is cached by the hash of all that it is made from. It holds no date of its making, so the
same words give the same bytes.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

import typst

from compiler.publish.store import link
from compiler.publish.tools import ToolError
from compiler.read.kept import write_whole
from compiler.render.poster import PAPERS, Sheet, pdf_file, sheets
from compiler.render.publication import Publication
from pyodide_bundle.pack import content_hash

TEMPLATE = Path(__file__).with_name("poster.typ")
# Below node_modules: the two weights of the font that the template uses.
FONTS = "@expo-google-fonts/public-sans"
WEIGHTS = ("400Regular", "800ExtraBold")
# Typst's names of the papers.
PAPER = {"letter": "us-letter", "a4": "a4"}
# PDF/UA-1: a tagged document that says its language and title, with text for each picture.
STANDARD: Final = "ua-1"


class Poster(NamedTuple):
    """A PDF to make: its path from the site's root, and what the template is given."""

    path: str
    given: str


def posters(publication: Publication) -> Iterator[Poster]:
    """Every poster: of each region, in each language and in both, on each paper."""
    for page in publication.pages:
        if page.kind == "poster" and page.region:
            said = sheets(page, publication)
            for paper, both in product(PAPERS, (False, True)):
                path = page.address + pdf_file(page.language, paper, both)
                yield Poster(path, _given(paper, said if both else said[:1]))


def write_posters(publication: Publication, packages: Path, site: Path, cache: Path) -> None:
    """Write every poster below `site`; those made earlier are in the folder `cache`.

    `packages` is node_modules, which has the font. Raises ToolError where Typst fails.
    """
    kept = make_posters(publication, packages, cache)
    for file in set(cache.glob("*.pdf")) - set(kept.values()):
        file.unlink()
    for one, file in kept.items():
        link(file, site / one.path)


def make_posters(publication: Publication, packages: Path, cache: Path) -> Mapping[Poster, Path]:
    """Every poster with its file in the folder `cache`, made where it is not there yet."""
    cache.mkdir(parents=True, exist_ok=True)
    folders = [packages / FONTS / weight for weight in WEIGHTS]
    made_from = [TEMPLATE, *(file for folder in folders for file in sorted(folder.glob("*.ttf")))]
    parts = [(file.name, file.read_bytes()) for file in made_from]
    version = ("typst", metadata.version("typst").encode())
    kept = {
        one: cache / f"{content_hash([*parts, version, ('given', one.given.encode())])}.pdf"
        for one in posters(publication)
    }
    lacking = [one for one, file in kept.items() if not file.is_file()]
    if lacking:
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(folder) for folder in folders],
        )
        shares = [lacking[first :: os.cpu_count() or 1] for first in range(os.cpu_count() or 1)]
        with ThreadPoolExecutor(len(shares)) as pool:
            for made in pool.map(lambda share: list(_made(share, fonts)), shares):
                for one, content in made:
                    write_whole(kept[one], content)
    return kept


def compiled(given: str, fonts: typst.Fonts) -> bytes:
    """The PDF of what a poster is given. Raises ToolError."""
    ((_, content),) = _made([Poster("", given)], fonts)
    return content


def _made(share: Iterable[Poster], fonts: typst.Fonts) -> Iterator[tuple[Poster, bytes]]:
    # One compiler for many: it reads the template once.
    template = TEMPLATE.read_bytes()
    compiler = typst.Compiler(template, font_paths=fonts, ignore_system_fonts=True)
    for one in share:
        try:
            content, warnings = compiler.compile_with_warnings(
                template,
                format="pdf",
                sys_inputs={"poster": one.given},
                pdf_standards=STANDARD,
            )
        except RuntimeError as error:
            raise ToolError(f"Typst, {one.path}: {error}") from error
        if warnings:
            raise ToolError(f"Typst, {one.path}: {warnings[0]}")
        assert isinstance(content, bytes)
        yield one, content


def _given(paper: str, said: list[Sheet]) -> str:
    """What the template reads, as JSON."""
    return json.dumps(
        {
            "title": said[0].title,
            "language": said[0].language,
            "paper": PAPER[paper],
            "sheets": [
                {**sheet._asdict(), "numbers": [one._asdict() for one in sheet.numbers]}
                for sheet in said
            ],
        },
        ensure_ascii=False,
    )
