"""MkDocs: the Markdown and front matter that it is given, and how it is run."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml

from calculator.words.catalogue import LANGUAGES
from compiler.publish.tools import ToolError
from compiler.read.kept import NOTHING_KEPT, Kept, files, hash_of, named
from compiler.read.mistake import Mistake, refuse
from compiler.read.pages import ROOTS, Page
from compiler.read.paired import Paired
from compiler.read.results import results
from compiler.read.sources import SETTINGS
from compiler.render.policy import page_policy

# The configuration is read from standard input.
COMMAND = ("build", "--strict", "--quiet", "--config-file", "-")
# Runs it with what the last build kept of each page.
KEEPING = Path(__file__).with_name("kept_mkdocs.py")
# What converts Markdown.
CONVERTERS = ("mkdocs", "Markdown", "PyYAML")


def write_markdown(
    pages: Paired[Page], folder: Path, site_url: str, kept: Kept = NOTHING_KEPT
) -> None:
    """Write the filled pages of each language to ``<folder>/<language>``.

    Raises SourceError where two pages of a language have one title.
    """
    refuse(_repeated_titles(pages))
    left = {file for language in LANGUAGES for file in files(folder / language)}
    with results(kept, "front-matters") as known:
        for page in pages:
            file = folder / page.language / page.file
            meta = _meta(page, pages.by_id[page.id], site_url)
            text = known.of([repr(meta)], partial(_as_yaml, meta)) + page.text
            if file not in left or file.read_bytes() != text.encode():
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text.encode())
            left.discard(file)
    for file in left:
        file.unlink()


def front_matter(page: Page, equals: Mapping[str, Page], site_url: str) -> str:
    """The front matter that the theme reads.

    `equals` are the page in each language, itself included. Beside the document's own keys:
    ``root``, the ``alternates`` with absolute addresses, and the ``switch`` to the other
    language with a relative one.
    """
    return _as_yaml(_meta(page, equals, site_url))


def _as_yaml(meta: Mapping[str, Any]) -> str:
    written = yaml.dump(meta, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    return f"---\n{written}---\n"


def _meta(page: Page, equals: Mapping[str, Page], site_url: str) -> Mapping[str, Any]:
    alternates = [
        {"lang": language, "href": site_url + equals[language].address} for language in LANGUAGES
    ]
    alternates.append({"lang": "x-default", "href": site_url + equals[LANGUAGES[0]].address})
    other = next(equals[language] for language in LANGUAGES if language != page.language)
    return {
        **page.meta,
        "root": page.root,
        "alternates": alternates,
        "switch": {"lang": other.language, "href": page.root + other.address},
    }


def run_mkdocs(
    project: Path,
    site_url: str,
    scripts: str,
    configurations: Mapping[str, str],
    kept: Kept = NOTHING_KEPT,
) -> None:
    """Run MkDocs for every language whose Markdown, theme or settings are others than those of
    the last build; it writes ``build/mkdocs/<language>``.

    `scripts` is the address of the folder of scripts from the site's root; `configurations` has
    the text of each language's configuration (`compiler.publish.menus`). Raises ToolError at
    MkDocs' first warning.
    """
    build = project / "build"
    theme = [project / name for name in SETTINGS.values()]
    theme += files(project / "theme")
    common = [scripts, *named(theme, project)]
    with ThreadPoolExecutor(len(LANGUAGES)) as pool:
        for done in [
            pool.submit(
                kept.made,
                f"mkdocs-{language}",
                [configurations[language], *common, *named(files(build / language), build)],
                build / "mkdocs" / language,
                partial(_run, project, site_url, scripts, language, configurations[language], kept),
            )
            for language in LANGUAGES
        ]:
            done.result()


def _run(
    project: Path, site_url: str, scripts: str, language: str, configuration: str, kept: Kept
) -> None:
    program = ["-m", "mkdocs"]
    environment = {
        "PASSERELLE_URL_OF_LANGUAGE": site_url + ROOTS[language],
        "PASSERELLE_POLICY": page_policy(engine=False),
        "PASSERELLE_SCRIPTS": scripts,
    }
    if kept.folder:
        base = _base(project)
        theme = named(files(project / "theme"), project)
        pages = hash_of([base, configuration, *environment.values(), *theme])
        program = [str(KEEPING), str(kept.folder), base, pages, language]
    done = subprocess.run(
        [sys.executable, *program, *COMMAND],
        cwd=project,
        input=configuration,
        env={
            **os.environ,
            **environment,
            # MkDocs Material prints an advertisement for its successor otherwise.
            "NO_MKDOCS_2_WARNING": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ToolError(f"MkDocs, {language}:\n{done.stdout}")


def _base(project: Path) -> str:
    """All that Markdown is converted by: not the program's own code, messages or values."""
    versions = [sys.version, *map(metadata.version, CONVERTERS)]
    return hash_of(
        [
            *versions,
            KEEPING.read_bytes(),
            *((project / name).read_bytes() for name in SETTINGS.values()),
        ]
    )


def _repeated_titles(pages: Paired[Page]) -> Iterator[Mistake]:
    titles: dict[tuple[str, str], Page] = {}
    for page in pages:
        other = titles.setdefault((page.language, page.meta["title"]), page)
        if other is not page:
            file = f"docs/{page.language}/{page.file}"
            yield Mistake(file, 1, f"the title stands on {other.file} too")
