"""The site put together: the pages of every language, one stylesheet, scripts, the bundle."""

import json
import os
import re
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from calculator.words.catalogue import LANGUAGES
from compiler.publish.bundle import PAGE_STYLES, bundle_page_styles, bundle_styles
from compiler.read.kept import Kept, files, named
from compiler.read.pages import ROOTS
from compiler.render.publication import Publication
from pyodide_bundle.pack import content_hash

# Our own styles, as the theme's page names them: of all pages, and of those of one kind.
STYLES = "assets/passerelle.css"
STYLES_OF_KIND = "assets/passerelle.{kind}.css"

# Files of the theme that no page of ours loads.
UNUSED = ("assets/javascripts", "assets/images", "css", "**/*.map", "**/palette.*.css")

# A word as PurgeCSS reads pages, the bytes that are no part of one as spaces, and a value that a
# selector asks an attribute for.
WORD = re.compile(r"[A-Za-z0-9_-]+")
BETWEEN_WORDS = bytes(one if WORD.fullmatch(chr(one)) else 32 for one in range(256))
ATTRIBUTE_VALUE = re.compile(r"""=["']?([^"'\]]+)["']?[^\]]*\]""")

# Files that name the classes which scripts and renderers give to elements.
NAMING_CLASSES = ("calculator/**/*.py", "browser/**/*.js", "compiler/**/*.py")


def assemble(
    project: Path,
    node: Path,
    build: Path,
    publication: Publication,
    scripts: Sequence[Path],
    engine: Path,
) -> Path:
    """Put together what MkDocs made, the styles, the scripts and the folder `engine`.

    `node` runs the tools of ``node_modules``; `build` holds what was made so far. Returns the
    folder ``<build>/site``.
    """
    draft = build / "site"
    shutil.rmtree(draft, ignore_errors=True)
    for language in LANGUAGES:
        root = draft / ROOTS[language]
        shutil.copytree(build / "mkdocs" / language, root, dirs_exist_ok=True)
        for pattern in UNUSED:
            for path in list(root.glob(pattern)):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    # Both manifests name the icons at the root.
    for language in LANGUAGES:
        if ROOTS[language]:
            shutil.rmtree(draft / ROOTS[language] / "assets" / "app")
    _style(project, node, build, draft, publication.kept)
    _name_by_content(draft, [STYLES, *(STYLES_OF_KIND.format(kind=kind) for kind in PAGE_STYLES)])
    folder = draft / publication.scripts
    folder.mkdir(parents=True)
    for script in scripts:
        shutil.copy2(script, folder)
    # Hard links: the bundle is large and never written to.
    shutil.copytree(engine, draft / publication.engine, copy_function=os.link)
    return draft


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write texts by their paths below a folder."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")


def _style(project: Path, node: Path, build: Path, draft: Path, kept: Kept) -> None:
    """Make one stylesheet of the theme's and ours, and let every page load that."""
    (theme,) = (draft / "assets" / "stylesheets").glob("main.*.css")
    ours = project / "theme" / "css"
    packages = project / "node_modules"

    css = theme.read_text(encoding="utf-8")
    words = _words(file.read_bytes() for file in draft.rglob("*.html"))

    def make() -> str:
        # Its parser would take long for hundreds of pages, of which it wants the words.
        met = build / "style" / "words.txt"
        write_files(met.parent, {met.name: "\n".join(sorted(words))})
        content = [str(met), *(str(project / pattern) for pattern in NAMING_CLASSES)]
        common = bundle_styles(node, packages, theme, ours, content, build / "style")
        of_kinds = bundle_page_styles(node, packages, ours, build / "style")
        by_path = {STYLES_OF_KIND.format(kind=kind): text for kind, text in of_kinds.items()}
        return json.dumps({STYLES: common, **by_path})

    made_from = [css, *named(files(ours), ours), *_met(css, words)]
    for name, text in json.loads(kept.text("styles", made_from, make)).items():
        (draft / name).write_text(text, encoding="utf-8")
    for language in LANGUAGES:
        assets = draft / ROOTS[language] / "assets"
        shutil.rmtree(assets / "stylesheets")
        if ROOTS[language]:
            # Every language loads the one stylesheet at the root, which asks for these there.
            shutil.rmtree(assets / "icons")


def _words(pages: Iterable[bytes]) -> set[str]:
    """The words of pages, as PurgeCSS reads them: whatever else there is stands between two."""
    found = set[bytes]().union(*(page.translate(BETWEEN_WORDS).split() for page in pages))
    return {word.decode() for word in found}


def _met(css: str, words: Collection[str]) -> list[str]:
    """What PurgeCSS can see of pages' words that matters to a stylesheet: which of its names they
    have, and for the values of its attribute selectors whether a word has them as a part."""
    text = "\n".join(["", *sorted(words), ""])
    parts = sorted(set(ATTRIBUTE_VALUE.findall(css)))
    return [
        *sorted({*words}.intersection(WORD.findall(css))),
        # At the beginning of a word, at its end, anywhere.
        *(f"{at} {at in text}" for part in parts for at in (f"\n{part}", f"{part}\n", part)),
    ]


def _name_by_content(draft: Path, paths: Iterable[str]) -> None:
    """Put files' hashes into their names, and the new names into every page."""
    names: dict[str, str] = {}
    for path in paths:
        file = draft / path
        hash = content_hash([(path, file.read_bytes())])
        names[file.name] = f"{file.stem}.{hash}{file.suffix}"
        file.rename(file.with_name(names[file.name]))
    for page in draft.rglob("*.html"):
        text = named = page.read_text(encoding="utf-8")
        for old, new in names.items():
            named = named.replace(old, new)
        if named != text:
            page.write_text(named, encoding="utf-8")
