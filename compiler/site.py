"""The whole build: documents and data → Markdown → MkDocs, once a language → ``site/``."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from calculator.catalogue import LANGUAGES
from calculator.engine.pack import content_hash, pack
from compiler.api import api_files
from compiler.pages import ROOTS, DocumentError, Page, front_matter, read_pages
from compiler.regions import load_directory
from compiler.rendering import Publication, expand, render, scripts_of
from rules.dated import first_known_day

PROJECT = Path(__file__).resolve().parent.parent
BUILD = PROJECT / "build"
SITE = PROJECT / "site"
MKDOCS = ("-m", "mkdocs", "build", "--strict", "--quiet")
CONFIGURATIONS = {"fr": "mkdocs.yml", "en": "mkdocs.en.yml"}

# Where the site will stand. A publisher sets PASSERELLE_URL; .example belongs to nobody.
DEFAULT_URL = "https://passerelle.example/"

# A host, perhaps a port, perhaps a folder: nothing after a question or number sign.
ADDRESS = re.compile(r"https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?")

# What the theme brings and no page of ours loads.
UNUSED = ("assets/javascripts", "assets/images", "**/*.map", "**/palette.*.css")

Say = Callable[[str], None]


class BuildError(Exception):
    """The site cannot be built; the text says why."""


def build(say: Say) -> Path:
    """Build the site and return its folder; `say` is told each step.

    Raises BuildError, DocumentError, DirectoryError or EngineError; the site that was
    there stays until the new one is whole.
    """
    site_url = _site_url()
    built = build_day()
    say("Reading documents and data")
    directory = load_directory(PROJECT / "regional_contacts.yaml")
    pages = read_pages(PROJECT / "docs")
    say("Packing the engine for the browser")
    engine = pack(PROJECT, PROJECT / "node_modules" / "pyodide", BUILD / "engine")
    scripts = scripts_of(PROJECT / "calculator")
    scripts_hash = content_hash((script.name, script.read_bytes()) for script in scripts)
    say("Writing Markdown")
    expanded = expand(pages, directory)
    publication = Publication(
        pages={(page.language, page.id): page for page, _ in expanded},
        directory=directory,
        built=built,
        scripts=f"calculator/{scripts_hash}/",
        engine=f"engine/{engine.name}/",
        url=site_url,
    )
    _write([render(page, region, publication) for page, region in expanded], site_url)
    say("Making pages, French and English")
    _run_mkdocs(site_url)
    say("Putting the site together")
    draft = BUILD / "site"
    _assemble(draft, scripts, publication, engine)
    sitemaps = (f"Sitemap: {site_url}{ROOTS[language]}sitemap.xml\n" for language in LANGUAGES)
    files = {"robots.txt": "User-agent: *\nAllow: /\n" + "".join(sitemaps)}
    files |= {f"api/{name}": text for name, text in api_files(directory, site_url).items()}
    for name, text in files.items():
        file = draft / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    shutil.rmtree(SITE, ignore_errors=True)
    draft.rename(SITE)
    return SITE


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


def _run_mkdocs(site_url: str) -> None:
    """Run MkDocs for every language at once, and stop at its first warning."""
    running: Mapping[str, subprocess.Popen[str]] = {
        language: subprocess.Popen(
            [sys.executable, *MKDOCS, "--config-file", CONFIGURATIONS[language]],
            cwd=PROJECT,
            env={
                **os.environ,
                "PASSERELLE_URL_OF_LANGUAGE": site_url + ROOTS[language],
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


def _assemble(draft: Path, scripts: list[Path], publication: Publication, engine: Path) -> None:
    shutil.rmtree(draft, ignore_errors=True)
    for language in LANGUAGES:
        made = BUILD / "mkdocs" / language
        for pattern in UNUSED:
            for path in list(made.glob(pattern)):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(made, draft / ROOTS[language], dirs_exist_ok=True)
    folder = draft / publication.scripts
    folder.mkdir(parents=True)
    for script in scripts:
        shutil.copy2(script, folder)
    # Hard links: the engine is large and never written to.
    shutil.copytree(engine, draft / publication.engine, copy_function=os.link)
