"""The site put together: the pages of every language, one stylesheet, scripts, the bundle."""

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from calculator.words.catalogue import LANGUAGES
from compiler.publish.bundle import PAGE_STYLES, bundle_page_styles, bundle_styles
from compiler.read.pages import ROOTS
from compiler.render.publication import Publication
from pyodide_bundle.pack import content_hash

# Our own styles, as the theme's page names them: of all pages, and of those of one kind.
STYLES = "assets/passerelle.css"
STYLES_OF_KIND = "assets/passerelle.{kind}.css"

# Files of the theme that no page of ours loads.
UNUSED = ("assets/javascripts", "assets/images", "css", "**/*.map", "**/palette.*.css")

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
        made = build / "mkdocs" / language
        for pattern in UNUSED:
            for path in list(made.glob(pattern)):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(made, draft / ROOTS[language], dirs_exist_ok=True)
    # Both manifests name the icons at the root.
    for language in LANGUAGES:
        if ROOTS[language]:
            shutil.rmtree(draft / ROOTS[language] / "assets" / "app")
    _style(project, node, build, draft)
    for styles in (STYLES, *(STYLES_OF_KIND.format(kind=kind) for kind in PAGE_STYLES)):
        _name_by_content(draft, styles)
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


def _style(project: Path, node: Path, build: Path, draft: Path) -> None:
    """Make one stylesheet of the theme's and ours, and let every page load that."""
    (theme,) = (draft / "assets" / "stylesheets").glob("main.*.css")
    content = [f"{draft}/**/*.html", *(str(project / pattern) for pattern in NAMING_CLASSES)]
    ours = project / "theme" / "css"
    packages = project / "node_modules"
    text = bundle_styles(node, packages, theme, ours, content, build / "style")
    (draft / STYLES).write_text(text, encoding="utf-8")
    for kind, text in bundle_page_styles(node, packages, ours, build / "style").items():
        (draft / STYLES_OF_KIND.format(kind=kind)).write_text(text, encoding="utf-8")
    for language in LANGUAGES:
        assets = draft / ROOTS[language] / "assets"
        shutil.rmtree(assets / "stylesheets")
        if ROOTS[language]:
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
