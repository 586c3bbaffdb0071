"""The whole build: documents and data → Markdown → MkDocs, once a language → ``site/``."""

import json
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from compiler.check.reach import check_reach
from compiler.checked_sources import checked_sources
from compiler.filled_pages import filled_pages
from compiler.publish.api import population_sql
from compiler.publish.application import application
from compiler.publish.assemble import assemble, write_files
from compiler.publish.bundle import BundleError, bundle_scripts, bundle_service_worker
from compiler.publish.compress import compress, compressible
from compiler.publish.mkdocs import run_mkdocs, write_markdown
from compiler.publish.offline import write_service_worker
from compiler.publish.posters import write_posters
from compiler.publish.published_files import header_rules, nginx_files, published_files
from compiler.publish.search_index import add_search
from compiler.publish.tools import ToolError
from compiler.read.kept import OF_CALLERS, Kept, inputs
from compiler.read.mistake import SourceError, mistakes_of_rules
from compiler.read.navigation import read_navigation
from compiler.read.settings import ENGINE, read_settings
from compiler.read.words import use_kept_words
from compiler.render.publication import Publication
from pyodide_bundle import PackError
from pyodide_bundle.pack import LIST, content_hash, pack
from pyodide_bundle.steps import steps_of
from rules.dated import programme_ids
from rules.relevance import FEW

PROJECT = Path(__file__).resolve().parent.parent
BUILD = PROJECT / "build"
SITE = PROJECT / "site"
# Set up by make, see tools/node.sh.
NODE = PROJECT / ".venv" / "bin" / "node"

Say = Callable[[str], None]

# What stops a build: an editor or a publisher can mend the first, in the others a tool fails.
FAULTS = (SourceError, BundleError, PackError, ToolError)


def build(say: Say) -> Path:
    """Build the site and return its folder; `say` is told each step.

    Raises one of FAULTS; the site that was there stays until the new one is whole.
    """
    settings = read_settings(os.environ)
    kept = Kept(BUILD / "kept", inputs(PROJECT, os.environ, OF_CALLERS))
    say("Reading documents and data")
    with mistakes_of_rules():
        use_kept_words(kept)
    sources = checked_sources(PROJECT, settings.built, kept)

    say("Packing the engine for the browser")
    packages = PROJECT / "node_modules"
    steps = steps_of(settings.engine, ENGINE)
    engine = pack(application(PROJECT, BUILD, kept), packages / "pyodide", NODE, steps)
    scripts = _scripts(kept)
    scripts_hash = content_hash((script.name, script.read_bytes()) for script in scripts)

    # It needs no document, and takes long where there are many programmes.
    beside = ProcessPoolExecutor(1)
    sql = beside.submit(population_sql, kept)
    beside.shutdown(wait=False)

    say("Writing Markdown")
    publication = Publication(
        pages=sources.pages,
        directory=sources.directory,
        built=settings.built,
        scripts=f"calculator/{scripts_hash}/",
        engine=f"engine/{engine.name}/",
        engines=json.dumps(json.loads((engine / LIST).read_text())["engines"]),
        contact=settings.contact,
        definitions=sources.definitions,
        facts=sources.facts,
        fact_marks=sources.fact_marks,
        site_url=settings.site_url,
        navigation={
            language: read_navigation(file.text) for language, file in sources.settings.items()
        },
        kept=kept,
    )
    write_markdown(filled_pages(publication), BUILD, settings.site_url, kept)

    say("Making pages, French and English")
    run_mkdocs(PROJECT, settings.site_url, publication.scripts, kept)

    say("Putting the site together")
    draft = assemble(PROJECT, NODE, BUILD, publication, scripts, engine)
    rules = header_rules(publication)
    # Kept by now.
    sql.result()
    write_files(draft, published_files(publication, rules))
    write_files(BUILD / "deploy", nginx_files(rules))
    check_reach(draft, sources.directory, settings.site_url)

    say("Making the posters")
    write_posters(publication, packages, draft, BUILD / "posters")

    say("Indexing the pages for the search")
    add_search(draft, sources.directory, BUILD / "search", kept)
    # The release is made of the files that are there by now; only compressed forms come after.
    worker = kept.text(
        "service-worker", [], lambda: bundle_service_worker(NODE, packages, PROJECT / "browser")
    )
    write_service_worker(worker, draft, publication)

    say("Compressing")
    compress(compressible(draft), BUILD / "compressed", many=_many())
    shutil.rmtree(SITE, ignore_errors=True)
    draft.rename(SITE)
    return SITE


def _scripts(kept: Kept) -> list[Path]:
    """The scripts that pages load, the last build's where nothing that they are made of changed."""
    folder = BUILD / "scripts"
    many = _many()

    def make() -> None:
        bundle_scripts(NODE, PROJECT / "node_modules", PROJECT / "browser", folder, many=many)

    kept.made("scripts", [str(many).encode()], folder, make)
    return sorted(folder.glob("*.js"))


def _many() -> bool:
    """Whether there are so many programmes that a page fetches what it shows of each."""
    return len(programme_ids()) > FEW
