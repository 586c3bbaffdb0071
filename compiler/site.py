"""The whole build: documents and data → Markdown → MkDocs, once a language → ``site/``."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from calculator.words.catalogue import LANGUAGES
from compiler.check.reach import out_of_reach
from compiler.publish.application import application
from compiler.publish.bundle import bundle_scripts, bundle_styles
from compiler.publish.compress import compress
from compiler.publish.offline import WORKER, service_worker
from compiler.publish.published_files import header_rules, nginx_files, published_files
from compiler.publish.search_index import add_search
from compiler.read.contact import checked
from compiler.read.definitions import read_definitions
from compiler.read.pages import ROOTS, DocumentError, Page, front_matter
from compiler.render.policy import page_policy
from compiler.render.rendering import Publication
from compiler.sources import filled, read_sources
from pyodide_bundle.pack import LIST, content_hash, pack
from pyodide_bundle.steps import steps_of
from rules.dated import first_known_day

PROJECT = Path(__file__).resolve().parent.parent
BUILD = PROJECT / "build"
SITE = PROJECT / "site"
# Set up by make, see tools/node.sh.
NODE = PROJECT / ".venv" / "bin" / "node"
MKDOCS = ("-m", "mkdocs", "build", "--strict", "--quiet")
CONFIGURATIONS = {
    language: f"mkdocs.{language}.yml" if ROOTS[language] else "mkdocs.yml"
    for language in LANGUAGES
}

# Where the site will stand. A publisher sets PASSERELLE_URL; .example belongs to nobody.
DEFAULT_URL = "https://passerelle.example/"

# The setting that names the steps of the packing (`pyodide_bundle.steps`).
STEPS = "PASSERELLE_ENGINE"

# A host, perhaps a port, perhaps a folder: nothing after a question or number sign.
ADDRESS = re.compile(r"https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?")

# Our own styles, as the theme's page names them.
STYLES = "assets/passerelle.css"

# What the theme brings and no page of ours loads.
UNUSED = ("assets/javascripts", "assets/images", "**/*.map", "**/palette.*.css")

# Where classes are named that a script adds to a page.
NAMING_CLASSES = ("calculator/**/*.py", "browser/**/*.js", "compiler/**/*.py")

COMPRESSIBLE = {
    *(".html", ".css", ".js", ".mjs", ".json", ".webmanifest", ".svg", ".xml", ".txt"),
    *(".csv", ".vcf", ".wasm", ".zip", ".whl", ".pack", ".image"),
}

Say = Callable[[str], None]


class BuildError(Exception):
    """The site cannot be built; the text says why."""


def build(say: Say) -> Path:
    """Build the site and return its folder; `say` is told each step.

    Raises BuildError, DocumentError, DirectoryError, PackError, FactsError or SearchError; the
    site that was there stays until the new one is whole.
    """
    site_url = _site_url()
    built = build_day()
    contact = checked(os.environ.get("PASSERELLE_CONTACT"))
    say("Reading documents and data")
    sources = read_sources(PROJECT, built)
    definitions = read_definitions(PROJECT / "docs" / "words" / "definitions.toml")
    say("Packing the engine for the browser")
    steps = steps_of(os.environ.get(STEPS, ""), STEPS)
    pyodide = PROJECT / "node_modules" / "pyodide"
    engine = pack(application(PROJECT, BUILD), pyodide, NODE, steps)
    packages = PROJECT / "node_modules"
    scripts = bundle_scripts(NODE, packages, PROJECT / "browser", BUILD / "scripts")
    scripts_hash = content_hash((script.name, script.read_bytes()) for script in scripts)
    say("Writing Markdown")
    publication = Publication(
        pages={(page.language, page.id): page for page, _ in sources.pages},
        directory=sources.directory,
        built=built,
        scripts=f"calculator/{scripts_hash}/",
        engine=f"engine/{engine.name}/",
        engines=json.dumps(json.loads((engine / LIST).read_text())["engines"]),
        contact=contact,
        definitions=definitions,
        facts=sources.facts,
        anchors=sources.anchors,
        site_url=site_url,
    )
    _write(filled(sources.pages, publication), site_url)
    say("Making pages, French and English")
    _run_mkdocs(site_url, publication.scripts)
    say("Putting the site together")
    draft = BUILD / "site"
    _assemble(draft, scripts, publication, engine)
    known = header_rules(publication)
    _write_files(draft, published_files(sources.pages, publication, known))
    _write_files(BUILD / "deploy", nginx_files(known))
    if far := out_of_reach(draft, sources.directory, site_url):
        raise BuildError("\n".join(far))
    say("Indexing the pages for the search")
    add_search(draft, sources.directory, BUILD / "search")
    # The release is made of what stands there by now; only compressed forms come after.
    parts = ("assets/", publication.scripts, publication.engine)
    template = (PROJECT / "browser" / WORKER).read_text(encoding="utf-8")
    worker = service_worker(template, draft, publication.pages.values(), parts)
    (draft / WORKER).write_text(worker, encoding="utf-8")
    say("Compressing")
    compress(_compressible(draft), BUILD / "compressed")
    shutil.rmtree(SITE, ignore_errors=True)
    draft.rename(SITE)
    return SITE


def _write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write texts by their paths below a folder."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")


def build_day() -> date:
    """The day of the build: today, or that of SOURCE_DATE_EPOCH for a build to repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return date.today()
    try:
        day = datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise BuildError(
            f"SOURCE_DATE_EPOCH: must be a number of seconds since 1970, got {epoch}"
        ) from error
    if day < first_known_day():
        raise BuildError(
            f"SOURCE_DATE_EPOCH: must be {first_known_day()} or later, the first day whose "
            f"values are known, got {epoch} ({day})"
        )
    return day


def _site_url() -> str:
    url = os.environ.get("PASSERELLE_URL", DEFAULT_URL)
    if not ADDRESS.fullmatch(url):
        raise BuildError(f"PASSERELLE_URL: must be an address like {DEFAULT_URL}, got {url}")
    return url.rstrip("/") + "/"


def _write(pages: list[Page], site_url: str) -> None:
    """Write the Markdown of each language to ``build/<language>``."""
    equals: dict[str, dict[str, Page]] = {}
    titles: dict[tuple[str, str], Page] = {}
    for page in pages:
        equals.setdefault(page.id, {})[page.language] = page
        other = titles.setdefault((page.language, page.meta["title"]), page)
        if other is not page:
            raise DocumentError(
                f"docs/{page.language}/{page.file}:1: the title stands on {other.file} too"
            )
    for language in LANGUAGES:
        shutil.rmtree(BUILD / language, ignore_errors=True)
    for page in pages:
        file = BUILD / page.language / page.file
        file.parent.mkdir(parents=True, exist_ok=True)
        text = front_matter(page, equals[page.id], site_url) + page.text
        file.write_text(text, encoding="utf-8")


def _run_mkdocs(site_url: str, scripts: str) -> None:
    """Run MkDocs for every language at once, and stop at its first warning."""
    running: Mapping[str, subprocess.Popen[str]] = {
        language: subprocess.Popen(
            [sys.executable, *MKDOCS, "--config-file", CONFIGURATIONS[language]],
            cwd=PROJECT,
            env={
                **os.environ,
                "PASSERELLE_URL_OF_LANGUAGE": site_url + ROOTS[language],
                "PASSERELLE_POLICY": page_policy(engine=False),
                "PASSERELLE_SCRIPTS": scripts,
                # Its advertisement for a successor says nothing of this site.
                "NO_MKDOCS_2_WARNING": "1",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for language in LANGUAGES
    }
    outputs = {language: process.communicate()[0] for language, process in running.items()}
    failed = [language for language, process in running.items() if process.returncode]
    if failed:
        raise BuildError("\n".join(f"MkDocs, {one}:\n{outputs[one]}" for one in failed))


def _compressible(draft: Path) -> list[Path]:
    """All that compresses; the search's own parts are small already."""
    return [file for file in draft.rglob("*") if file.is_file() and file.suffix in COMPRESSIBLE]


def _assemble(draft: Path, scripts: list[Path], publication: Publication, engine: Path) -> None:
    shutil.rmtree(draft, ignore_errors=True)
    for language in LANGUAGES:
        made = BUILD / "mkdocs" / language
        for pattern in UNUSED:
            for path in list(made.glob(pattern)):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(made, draft / ROOTS[language], dirs_exist_ok=True)
    # Both manifests name the icons at the root.
    for language in LANGUAGES:
        if ROOTS[language]:
            shutil.rmtree(draft / ROOTS[language] / "assets" / "app")
    _style(draft)
    _name_by_content(draft, STYLES)
    folder = draft / publication.scripts
    folder.mkdir(parents=True)
    for script in scripts:
        shutil.copy2(script, folder)
    # Hard links: the engine is large and never written to.
    shutil.copytree(engine, draft / publication.engine, copy_function=os.link)


def _style(draft: Path) -> None:
    """Make one stylesheet of the theme's and ours, and let every page load that."""
    (theme,) = (draft / "assets" / "stylesheets").glob("main.*.css")
    content = [f"{draft}/**/*.html", *(str(PROJECT / pattern) for pattern in NAMING_CLASSES)]
    ours = draft / STYLES
    packages = PROJECT / "node_modules"
    draft_style = BUILD / "style" / "style.css"
    text = bundle_styles(NODE, packages, theme, ours, content, draft_style)
    ours.write_text(text, encoding="utf-8")
    for language in LANGUAGES:
        assets = draft / ROOTS[language] / "assets"
        shutil.rmtree(assets / "stylesheets")
        if ROOTS[language]:
            (assets / "passerelle.css").unlink()
            # Every language loads the one stylesheet at the root, which asks for these there.
            shutil.rmtree(assets / "icons")


def _name_by_content(draft: Path, path: str) -> None:
    """Put a file's hash into its name, and the new name into every page."""
    file = draft / path
    hash = content_hash([(path, file.read_bytes())])
    name = f"{file.stem}.{hash}{file.suffix}"
    for page in draft.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace(file.name, name), encoding="utf-8")
    file.rename(file.with_name(name))
