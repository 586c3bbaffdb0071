"""A telephone number changed in regional_contacts.yaml changes every file that shows it."""

import json
from pathlib import Path

import pytest

from compiler.publish.api import api_files
from compiler.publish.posters import posters
from compiler.publish.structured_data import with_structured_data
from compiler.publish.vcard import vcards
from compiler.read.documents import Document
from compiler.read.mistake import SourceError
from compiler.read.offices import display_number
from compiler.read.pages import pages_of
from compiler.read.paired import Paired
from compiler.read.regions import Directory, load_directory
from compiler.render.publication import Publication
from compiler.render.rendering import render

pytestmark = pytest.mark.slow

URL = "https://passerelle.example/"
OLD, NEW = "+18197633226", "+18197633227"
POSTERS = {
    "fr": ("affiche/affiche-lettre.pdf", "affiche/affiche-a4.pdf"),
    "en": ("poster/poster-letter.pdf", "poster/poster-a4.pdf"),
}
# As people read it, in a spreadsheet with plain spaces, and for programs.
SHOWN = {
    number: (display_number(number), display_number(number).replace("\u00a0", " "), number)
    for number in (OLD, NEW)
}


def published(
    documents: Paired[Document], directory: Directory, publication: Publication
) -> dict[str, str]:
    """All the texts of a build in which the old number stands, by a name of ours."""
    pages = pages_of(documents, directory)
    now = publication._replace(pages=pages, directory=directory)
    made = [with_structured_data(render(page, now), directory, URL) for page in pages]
    texts = {f"{page.language} {page.id}": page.text for page in made}
    texts |= {
        f"{page.language} {page.id} JSON-LD": json.dumps(page.meta.get("structured_data", {}))
        for page in made
    }
    texts |= {poster.path: poster.given for poster in posters(now)}
    return {**texts, **vcards(pages, directory, URL), **api_files(directory, URL)}


def test_changed_telephone_number_changes_every_file(
    root: Path, tmp_path: Path, documents: Paired[Document], publication: Publication
) -> None:
    text = (root / "regional_contacts.yaml").read_text(encoding="utf-8")
    file = tmp_path / "regional_contacts.yaml"
    file.write_text(text.replace(OLD, NEW), encoding="utf-8")
    before = published(documents, publication.directory, publication)
    after = published(documents, load_directory(file), publication)

    def show(texts: dict[str, str], number: str) -> set[str]:
        return {name for name, one in texts.items() if any(n in one for n in SHOWN[number])}

    assert show(after, OLD) == set()
    assert show(before, OLD) == show(after, NEW)
    region = "region/abitibi-temiscamingue"
    expected = {"regions.json", "regions.csv"}
    for language, folder in (("fr", ""), ("en", "en/")):
        expected |= {f"{language} {id}" for id in ("regions", "search", region, "estimate")}
        expected |= {f"{language} {region} JSON-LD", f"{language} interagir JSON-LD"}
        expected |= {f"{folder}regions/abitibi-temiscamingue/contact.vcf"}
        expected |= {f"{language} poster/abitibi-temiscamingue"}
        expected |= {f"{folder}regions/abitibi-temiscamingue/{one}" for one in POSTERS[language]}
    assert expected <= show(after, NEW)


def test_invalid_telephone_number_has_file_and_line(root: Path, tmp_path: Path) -> None:
    text = (root / "regional_contacts.yaml").read_text(encoding="utf-8")
    file = tmp_path / "regional_contacts.yaml"
    file.write_text(text.replace(OLD, "+1819763322"), encoding="utf-8")
    line = text[: text.index(OLD)].count("\n") + 1
    with pytest.raises(SourceError, match=rf"^regional_contacts\.yaml:{line}: telephone is "):
        load_directory(file)
