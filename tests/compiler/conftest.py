"""What the tests of the compiler share: the project's own documents, and small ones to spoil."""

import shutil
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
import yaml

from compiler.publish.menus import menus
from compiler.read.documents import Document, read_documents
from compiler.read.fact_marks import FactMarks, fact_marks
from compiler.read.facts import Facts
from compiler.read.pages import Page, pages_of
from compiler.read.paired import Paired
from compiler.read.regions import Directory, load_directory
from compiler.read.sources import Sources, read_sources
from compiler.render.publication import Publication
from compiler.render.rendering import render

ROOT = Path(__file__).resolve().parents[2]

# Pages of all programmes that are others where these are many, and some that name one, or none.
OTHERS_OF_MANY = ("sources", "situations", "paas_action", "accessibility")

Rendered = Mapping[tuple[str, str], Page]


@pytest.fixture(scope="session")
def sources() -> Sources:
    """The project's own documents and data."""
    return read_sources(ROOT)


@pytest.fixture(scope="session")
def directory(sources: Sources) -> Directory:
    return sources.directory


@pytest.fixture(scope="session")
def full_directory(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """The directory with all that an office may have; its first region and its contact have it.

    Their numbers are always the same, whatever those of today are.
    """
    details = {
        "hours": {"fr": "De 9 h à 16 h, sauf <mardi>", "en": "9 a.m. to 4 p.m., not <Tuesday>"},
        "email": "office@site.example",
        "web": "https://site.example/a_b?c=1&d=2",
    }
    more = [
        {"number": "+18195550123", "label": {"fr": "Réception; jour", "en": "Front desk; day"}},
        {"number": "+18005550123"},
        {"number": "+18195550124"},
    ]
    data = yaml.safe_load((ROOT / "regional_contacts.yaml").read_text(encoding="utf-8"))
    numbers = {"telephone": "+18197633226", "toll_free": "+18772534001"}
    data["regions"][0].update(**numbers, **details, more_telephones=more)
    data["province_wide"][0].update(telephone="+18776444545", **deepcopy(details))
    file = tmp_path_factory.mktemp("full") / "regional_contacts.yaml"
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return load_directory(file)


@pytest.fixture(scope="session")
def bare_directory(directory: Directory) -> Directory:
    """The directory of a publisher who has left out all that this site adds."""
    return directory.model_copy(update={"province_wide": ()})


@pytest.fixture(scope="session")
def documents(sources: Sources) -> Paired[Document]:
    return sources.documents


@pytest.fixture(scope="session")
def pages(sources: Sources) -> Paired[Page]:
    """The pages to publish, still with their placeholders."""
    return sources.pages


@pytest.fixture(scope="session")
def facts(sources: Sources) -> Facts:
    return sources.facts


@pytest.fixture(scope="session")
def publication(sources: Sources) -> Publication:
    return Publication(
        pages=sources.pages,
        directory=sources.directory,
        built=date(2026, 5, 1),
        scripts="calculator/0123456789ab/",
        engine="engine/ba9876543210/",
        engines="[]",
        definitions=sources.definitions,
        facts=sources.facts,
        fact_marks=sources.fact_marks,
        navigation=menus(sources),
    )


@pytest.fixture(scope="session")
def rendered(publication: Publication) -> Rendered:
    """The project's own pages, filled: what MkDocs is given."""
    return {(page.language, page.id): render(page, publication) for page in publication.pages}


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the programmes of today were many."""
    monkeypatch.setattr("rules.relevance.FEW", 1)


@pytest.fixture(scope="session")
def rendered_of_many(publication: Publication) -> Rendered:
    """The pages that are others where programmes are many, filled as if those of today were."""
    return rendered_as_many(publication)


def rendered_as_many(publication: Publication) -> Rendered:
    """Fill the pages that are others where programmes are many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rules.relevance.FEW", 1)
        pages = pages_of(read_documents(ROOT / "docs"), publication.directory)
        many = publication._replace(pages=pages, fact_marks=FactMarks(fact_marks(pages)))
        return {
            (page.language, page.id): render(page, many)
            for page in pages
            if page.programme or page.id in OTHERS_OF_MANY
        }


@pytest.fixture
def copied_sources(tmp_path: Path) -> Path:
    """A folder with a copy of what people edit beside the rules: documents, data, messages."""
    for package in ("calculator/words", "compiler/render"):
        shutil.copytree(ROOT / package / "messages", tmp_path / package / "messages")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copy(ROOT / "regional_contacts.yaml", tmp_path)
    return tmp_path


@pytest.fixture
def write_docs(tmp_path: Path) -> Callable[..., Path]:
    """Write documents (path inside docs → text); returns the folder docs."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        for name, text in files.items():
            file = tmp_path / "docs" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode() if isinstance(text, str) else text)
        return tmp_path / "docs"

    return write
