"""The whole build: documents and data → Markdown → MkDocs, once a language → ``site/``."""

import json
import os
from collections.abc import Callable
from pathlib import Path

from compiler.ahead import ahead
from compiler.check.reach import check_reach
from compiler.checked_sources import checked_sources
from compiler.filled_pages import filled_pages
from compiler.publish.api import population_sql
from compiler.publish.application import application
from compiler.publish.assemble import assemble
from compiler.publish.bundle import BundleError, bundle_scripts, bundle_service_worker
from compiler.publish.compress import compress, compress_ahead, compressible
from compiler.publish.menus import configuration, menus
from compiler.publish.mkdocs import run_mkdocs, write_markdown
from compiler.publish.offline import write_service_worker
from compiler.publish.posters import make_posters, write_posters
from compiler.publish.published_files import header_rules, nginx_files, published_files
from compiler.publish.search_index import add_search
from compiler.publish.store import Store, empty
from compiler.publish.tools import ToolError
from compiler.read.kept import OF_CALLERS, Kept, inputs
from compiler.read.mistake import SourceError, mistakes_of_rules
from compiler.read.settings import ENGINE, QUICK, REST, read_settings
from compiler.read.words import use_kept_words
from compiler.render.publication import Publication
from pyodide_bundle import PackError
from pyodide_bundle.application import Application
from pyodide_bundle.pack import LIST, content_hash, is_packed, pack
from pyodide_bundle.steps import LEAN, STOCK, steps_of
from rules.relevance import are_many

PROJECT = Path(__file__).resolve().parent.parent
BUILD = PROJECT / "build"
SITE = PROJECT / "site"
# The site that the last build replaced: the next one uses its folders again.
REPLACED = BUILD / "replaced"
# Set up by make, see tools/node.sh.
NODE = PROJECT / ".venv" / "bin" / "node"

Say = Callable[[str], None]

# What stops a build: an editor or a publisher can mend the first, in the others a tool fails.
FAULTS = (SourceError, BundleError, PackError, ToolError)


def build(say: Say) -> Path:
    """Build the site and return its folder; `say` is told each step.

    Raises one of FAULTS; the site that was there stays until the new one is whole.
    """
    with mistakes_of_rules():
        settings = read_settings(os.environ)
    # No kept text is made by these; what is kept of bundle, index and compressed forms says how.
    others = {name: text for name, text in os.environ.items() if name not in (ENGINE, REST)}
    kept = Kept(BUILD / "kept", inputs(PROJECT, others, OF_CALLERS))
    store = Store(BUILD / "stored")
    emptied = ahead(_forget, store)
    say("Reading documents and data")
    with mistakes_of_rules():
        use_kept_words(PROJECT, kept)
    # They need no document, and take long where there are many programmes.
    wheel = ahead(application, PROJECT, BUILD, kept)
    sql = ahead(population_sql, kept)
    sources = checked_sources(PROJECT, settings.built, kept)

    say("Packing the engine for the browser")
    packages = PROJECT / "node_modules"
    wheel.join()
    engine = _engine(application(PROJECT, BUILD, kept), settings.engine, packages / "pyodide")
    scripts = _scripts(kept)
    scripts_hash = content_hash((script.name, script.read_bytes()) for script in scripts)

    say("Writing Markdown")
    navigation = menus(sources)
    publication = Publication(
        pages=sources.pages,
        directory=sources.directory,
        built=settings.built,
        scripts=f"calculator/{scripts_hash}/",
        engine=f"engine/{engine.name}/",
        engines=json.dumps(
            json.loads((engine / LIST).read_text())["engines"], separators=(",", ":")
        ),
        contact=settings.contact,
        definitions=sources.definitions,
        facts=sources.facts,
        fact_marks=sources.fact_marks,
        site_url=settings.site_url,
        navigation=navigation,
        kept=kept,
    )
    filled = filled_pages(publication)
    # What follows leaves a processor idle for a while.
    posters = ahead(make_posters, publication, packages, BUILD / "posters")
    write_markdown(filled, BUILD, settings.site_url, kept)

    say("Making pages, French and English")
    configurations = {
        language: configuration(language, groups, sources)
        for language, groups in navigation.items()
    }
    run_mkdocs(PROJECT, settings.site_url, publication.scripts, configurations, kept)

    say("Putting the site together")
    if not settings.rest_later:
        bundle = [*compressible(engine), *scripts]
        ahead(compress_ahead, bundle, BUILD / "compressed", are_many())
    emptied.join()
    draft = assemble(PROJECT, NODE, BUILD, publication, scripts, engine, store)
    rules = header_rules(publication)
    sql.join()
    store.write(draft, published_files(publication, rules))
    store.write(BUILD / "deploy", nginx_files(rules))
    if not settings.rest_later:
        # The bundle's forms are on their way already, and take longest.
        bundle_folder = draft / publication.engine
        rest = [file for file in compressible(draft) if bundle_folder not in file.parents]
        ahead(compress_ahead, rest, BUILD / "compressed", are_many())
    check_reach(draft, sources.directory, settings.site_url, kept)

    say("Making the posters")
    posters.join()
    write_posters(publication, packages, draft, BUILD / "posters")

    say("Indexing the pages for the search")
    add_search(draft, sources.directory, BUILD / "search", kept, settings.rest_later)
    # The release is made of the files that are there by now; only compressed forms come after.
    worker = kept.text(
        "service-worker", [], lambda: bundle_service_worker(NODE, packages, PROJECT / "browser")
    )
    write_service_worker(worker, draft, publication)

    if not settings.rest_later:
        say("Compressing")
        compress(compressible(draft), BUILD / "compressed", many=are_many())
    # The site that was there stays until then.
    if SITE.is_dir():
        SITE.rename(REPLACED)
    draft.rename(SITE)
    return SITE


def _forget(store: Store) -> None:
    """Remove the files of the site before last, and what no site has any more."""
    empty(REPLACED)
    store.forget_unused()


def _engine(calculator: Application, setting: str, pyodide: Path) -> Path:
    """The folder of the bundle, made as the setting says."""
    if setting != QUICK:
        return pack(calculator, pyodide, NODE, steps_of(setting, ENGINE))
    lean = is_packed(calculator, pyodide, LEAN)
    return pack(calculator, pyodide, NODE, LEAN if lean else STOCK)


def _scripts(kept: Kept) -> list[Path]:
    """The scripts that pages load, the last build's where nothing that they are made of changed."""
    folder = BUILD / "scripts"
    many = are_many()

    def make() -> None:
        bundle_scripts(NODE, PROJECT / "node_modules", PROJECT / "browser", folder, many=many)

    kept.made("scripts", [str(many).encode()], folder, make)
    return sorted(folder.glob("*.js"))
