"""The posters as PDF: one page of the right size, tagged, small, readable by programs."""

import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import typst
import zxingcpp
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from calculator.words.catalogue import LANGUAGES
from compiler.publish import posters as module
from compiler.publish.posters import FONTS, TEMPLATE, WEIGHTS, Poster, posters, write_posters
from compiler.publish.tools import ToolError
from compiler.read.paired import Paired
from compiler.read.regions import Directory
from compiler.render.publication import Publication

PUBLIC = "https://passerelle.example.qc.ca/"
# As long as addresses of free hosts are.
LONG = "https://comite-logement-du-centre.example-pages.io/passerelle/"
ESTIMATES = {"fr": "estimer/", "en": "en/estimate/"}
NAMES = {
    "fr": ("affiche/affiche-lettre.pdf", "affiche/affiche-a4.pdf"),
    "en": ("poster/poster-letter.pdf", "poster/poster-a4.pdf"),
}
BOTH = {
    "fr": ("affiche/affiche-bilingue-lettre.pdf", "affiche/affiche-bilingue-a4.pdf"),
    "en": ("poster/poster-bilingual-letter.pdf", "poster/poster-bilingual-a4.pdf"),
}
FOLDERS = {"fr": "regions/", "en": "en/regions/"}
# Points.
LETTER, A4 = (612, 792), (595, 842)
MOST_BYTES = 40_000


@pytest.fixture(scope="session")
def public(publication: Publication) -> Publication:
    """The publication of a site that people can open."""
    return publication._replace(site_url=PUBLIC)


@pytest.fixture(scope="session")
def fonts(root: Path) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(root / "node_modules" / FONTS / weight) for weight in WEIGHTS],
    )


def written(publication: Publication, root: Path, folder: Path) -> Path:
    """The folder of a site with the posters of a publication."""
    for page in publication.pages:
        (folder / "site" / page.address).mkdir(parents=True, exist_ok=True)
    write_posters(publication, root / "node_modules", folder / "site", folder / "build" / "cache")
    return folder / "site"


@pytest.fixture(scope="session")
def made(public: Publication, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(public, root, tmp_path_factory.mktemp("posters"))


def paths(publication: Publication, language: str) -> dict[str, tuple[int, int]]:
    """Every poster of a language with its size."""
    return {
        f"{FOLDERS[language]}{region.slug}/{name}": size
        for region in publication.directory.regions
        for names in (NAMES[language], BOTH[language])
        for name, size in zip(names, (LETTER, A4), strict=True)
    }


def of_some_regions(publication: Publication, *slugs: str) -> Publication:
    """The publication with the posters of some regions alone."""
    wanted = {f"poster/{slug}" for slug in slugs}
    pages = Paired(page for page in publication.pages if page.kind != "poster" or page.id in wanted)
    return publication._replace(pages=pages)


def text_of(file: Path | io.BytesIO) -> str:
    text = PdfReader(file).pages[0].extract_text()
    return re.sub(r"\s+", " ", text)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_region_has_its_posters(public: Publication, made: Path, language: str) -> None:
    wanted = paths(public, language)
    assert len(wanted) == 17 * 4
    folder = made / FOLDERS[language]
    assert {file.relative_to(made).as_posix() for file in folder.rglob("*.pdf")} == set(wanted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_poster_is_one_small_page_of_its_paper(
    public: Publication, made: Path, language: str
) -> None:
    for path, size in paths(public, language).items():
        file = made / path
        reader = PdfReader(file)
        assert len(reader.pages) == 1, path
        box = reader.pages[0].mediabox
        assert (round(box.width), round(box.height)) == size, path
        assert file.stat().st_size < MOST_BYTES, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_poster_is_tagged_and_says_its_language_and_title(
    public: Publication, made: Path, language: str
) -> None:
    for path in paths(public, language):
        reader = PdfReader(made / path)
        root = reader.root_object
        assert root["/MarkInfo"]["/Marked"].value, path
        assert root["/StructTreeRoot"]["/K"], path
        assert root["/Lang"] == language, path
        assert reader.metadata.title.startswith("PAAS Action"), path
        assert root["/ViewerPreferences"]["/DisplayDocTitle"].value, path
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data(), path


def test_code_has_a_text_alternative(made: Path) -> None:
    reader = PdfReader(made / "en/regions/estrie/poster/poster-letter.pdf")
    texts = alternatives(reader.root_object["/StructTreeRoot"])
    assert texts == [f"QR code to {PUBLIC}en/estimate/#region=estrie"]


def alternatives(element: DictionaryObject) -> list[str]:
    """The text alternatives of the elements below one of a document's structure."""
    found = [str(element["/Alt"])] if "/Alt" in element else []
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        if isinstance(below := child.get_object(), DictionaryObject):
            found += alternatives(below)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_fonts_are_embedded(public: Publication, made: Path, language: str) -> None:
    for path in paths(public, language):
        fonts = PdfReader(made / path).pages[0]["/Resources"]["/Font"]
        names = []
        for font in fonts.values():
            (inner,) = font["/DescendantFonts"]
            described = inner.get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(described), path
            assert "/ToUnicode" in font, path
            names.append(str(inner.get_object()["/BaseFont"]).partition("+")[2])
        assert sorted(names) == ["PublicSans-ExtraBold", "PublicSans-Regular"], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_can_be_extracted(public: Publication, made: Path, language: str) -> None:
    for poster in posters(public):
        given = json.loads(poster.given)
        if given["language"] != language:
            continue
        text = text_of(made / poster.path)
        for sheet in given["sheets"]:
            for said in ("who", "offer", "call", "added", "unofficial", "source", "scan"):
                # Where a line may be broken, it has no space in the text.
                assert squeezed(sheet[said]) in squeezed(text), (poster.path, said)
            for number in sheet["numbers"]:
                assert number["shown"].replace("\u00a0", " ") in text, poster.path
                assert squeezed(number["remark"]) in squeezed(text), poster.path
            assert sheet["amount"].replace("\u00a0", " ") in text, poster.path
            assert sheet["address"] in squeezed(text), poster.path


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_read_from_two_metres(public: Publication, made: Path, language: str) -> None:
    """Amount 60 points or more, the lines above and below it 28, the number to call 36."""
    for poster in posters(public):
        (sheet, *others) = json.loads(poster.given)["sheets"]
        if others or sheet["language"] != language:
            continue
        sizes: dict[str, float] = {}

        def visit(text: str, _: object, matrix: list[float], __: object, size: float) -> None:
            for word in text.split():
                sizes[word] = max(sizes.get(word, 0), size * abs(matrix[3] or matrix[1]))  # noqa: B023

        PdfReader(made / poster.path).pages[0].extract_text(visitor_text=visit)
        amount = sheet["amount"].replace("\u00a0", " ").split()
        assert max(sizes[word] for word in amount) >= 60, poster.path
        for line in (sheet["who"], sheet["offer"]):
            assert min(sizes[word] for word in line.split()) >= 28, (poster.path, sizes)
        number = sheet["numbers"][0]["shown"].split("\u00a0")
        assert min(sizes[word] for word in number) >= 36, (poster.path, sizes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_is_read_from_a_photograph(
    public: Publication,
    fonts: typst.Fonts,
    photographed: Callable[[Image.Image], Image.Image],
    language: str,
) -> None:
    template = TEMPLATE.read_bytes()
    compiler = typst.Compiler(template, font_paths=fonts, ignore_system_fonts=True)
    for poster in posters(of_some_regions(public, "gaspesie-iles-de-la-madeleine", "laval")):
        given = json.loads(poster.given)
        if given["language"] != language:
            continue
        page = compiler.compile(
            template, format="png", ppi=110, sys_inputs={"poster": poster.given}
        )
        picture = Image.open(io.BytesIO(page))
        found = {code.text for code in zxingcpp.read_barcodes(photographed(picture))}
        slug = poster.path.split("regions/")[1].partition("/")[0]
        assert found == {
            f"{PUBLIC}{ESTIMATES[sheet['language']]}#region={slug}" for sheet in given["sheets"]
        }, poster.path


def test_poster_without_address_has_no_code(publication: Publication, root: Path, tmp_path: Path):
    site = written(of_some_regions(publication, "estrie"), root, tmp_path)
    for path in (site / "regions/estrie").rglob("*.pdf"):
        text = text_of(path)
        assert "Passerelle PAAS Action" in text
        assert "http" not in text
        assert not alternatives(PdfReader(path).root_object["/StructTreeRoot"])


@pytest.mark.parametrize("url", [LONG, PUBLIC])
def test_long_addresses_and_labels_stay_on_one_page(
    publication: Publication, full_directory: Directory, root: Path, tmp_path: Path, url: str
) -> None:
    full = publication._replace(directory=full_directory, site_url=url)
    first = full_directory.regions[0]
    pages = Paired(
        page._replace(region=first) if page.id == f"poster/{first.slug}" else page
        for page in of_some_regions(full, first.slug).pages
    )
    site = written(full._replace(pages=pages), root, tmp_path)
    found = list(site.rglob("*.pdf"))
    assert len(found) == 8
    for path in found:
        reader = PdfReader(path)
        assert len(reader.pages) == 1, path
        whole = squeezed(reader.pages[0].extract_text())
        assert url.removeprefix("https://").rstrip("/") in whole, path


# ---- Builds ---------------------------------------------------------------------------------


def test_two_builds_give_the_same_bytes(
    public: Publication, made: Path, root: Path, tmp_path: Path
) -> None:
    again = written(of_some_regions(public, "estrie"), root, tmp_path)
    files = [file.relative_to(again) for file in again.rglob("*.pdf")]
    assert len(files) == 8
    for file in files:
        assert (again / file).read_bytes() == (made / file).read_bytes(), file
        assert not re.search(rb"CreationDate|ModDate|CreateDate", (again / file).read_bytes())


def test_what_was_made_is_used_again(
    public: Publication, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = of_some_regions(public, "estrie")
    site = written(some, root, tmp_path)
    first = {file: file.read_bytes() for file in site.rglob("*.pdf")}
    leftover = tmp_path / "build" / "cache" / "leftover.pdf"
    leftover.touch()
    asked: list[Poster] = []
    original = module._made

    def noted(share, fonts):
        share = list(share)
        asked.extend(share)
        return original(share, fonts)

    monkeypatch.setattr(module, "_made", noted)
    assert written(some, root, tmp_path) == site
    assert {file: file.read_bytes() for file in first} == first
    assert asked == []
    assert not leftover.exists()
    # A template that was edited makes them anew.
    template = tmp_path / "poster.typ"
    template.write_bytes(TEMPLATE.read_bytes() + b"\n// Edited.\n")
    monkeypatch.setattr(module, "TEMPLATE", template)
    written(some, root, tmp_path)
    assert len(asked) == 8


def test_lacking_font_stops_the_build(public: Publication, tmp_path: Path) -> None:
    os.makedirs(tmp_path / "site/regions/estrie/affiche")
    with pytest.raises(ToolError, match=r"^Typst, .*affiche"):
        write_posters(
            of_some_regions(public, "estrie"),
            tmp_path / "node_modules",
            tmp_path / "site",
            tmp_path / "build" / "cache",
        )
