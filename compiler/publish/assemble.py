"""The site put together: the pages of every language, one stylesheet, scripts, the bundle."""

import json
import os
import re
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path

from calculator.words.catalogue import LANGUAGES
from compiler.publish.bundle import bundle_page_styles, bundle_styles
from compiler.publish.store import Store, empty, remove_empty_folders
from compiler.read.kept import Kept, files, named
from compiler.read.pages import ROOTS
from compiler.render.publication import Publication
from pyodide_bundle.pack import content_hash

# Our own styles, as the theme's page names them: of all pages, and of those of one kind.
STYLES = "assets/passerelle.css"
STYLES_OF_KIND = "assets/passerelle.{kind}.css"

# Files of the theme that no page of ours loads: the stylesheet is made from them.
UNUSED = ("assets/javascripts/", "assets/images/", "assets/stylesheets/", "css/")
UNUSED_NAMES = "*.map"
# What every language loads at the root: the stylesheet asks for icons there, manifests name theirs.
AT_ROOT = ("assets/icons/", "assets/app/")

# A word as PurgeCSS reads pages, the bytes that are no part of one as spaces, and a value that a
# selector asks an attribute for.
WORD = re.compile(r"[A-Za-z0-9_-]+")
BETWEEN_WORDS = bytes(one if WORD.fullmatch(chr(one)) else 32 for one in range(256))
ATTRIBUTE_VALUE = re.compile(r"""=["']?([^"'\]]+)["']?[^\]]*\]""")

# What templates begin their lines with. It counts in every page, and shows in none.
INDENT = re.compile(rb"\n[ \t]+")
KEEPS_INDENTS = b"<pre"

# Files that name the classes which scripts and renderers give to elements.
NAMING_CLASSES = ("calculator/**/*.py", "browser/**/*.js", "compiler/**/*.py")


def assemble(
    project: Path,
    node: Path,
    build: Path,
    publication: Publication,
    scripts: Sequence[Path],
    engine: Path,
    store: Store,
) -> Path:
    """Put together what MkDocs made, the styles, the scripts and the folder `engine`.

    `node` runs the tools of ``node_modules``; `build` holds what was made so far, and maybe the
    site before last, whose folders are used again; `store` has what files had in it. Returns the
    folder ``<build>/site``.
    """
    draft = _emptied(build)
    pages = {}
    for path, file in _made(build / "mkdocs"):
        content = file.read_bytes()
        if file.suffix == ".html":
            pages[path] = _without_indents(content)
        else:
            store.put(draft / path, content)
    styles = _styles(project, node, build, pages.values(), publication.kept)
    names = {}
    for path, text in styles.items():
        name = _named_by_content(path, text.encode())
        names[Path(path).name.encode()] = Path(name).name.encode()
        store.put(draft / name, text.encode())
    for path, content in pages.items():
        for old, new in names.items():
            content = content.replace(old, new)
        store.put(draft / path, content)
    for script in scripts:
        store.put(draft / publication.scripts / script.name, script.read_bytes())
    # Hard links: the bundle is large and never written to.
    place = draft / publication.engine
    shutil.copytree(engine, place, copy_function=os.link, dirs_exist_ok=True)
    remove_empty_folders(draft)
    return draft


def _without_indents(page: bytes) -> bytes:
    return page if KEEPS_INDENTS in page else INDENT.sub(b"\n", page.lstrip())


def _emptied(build: Path) -> Path:
    """The folder of the new site: that of the one before last, without a file in it."""
    draft, replaced = build / "site", build / "replaced"
    shutil.rmtree(draft, ignore_errors=True)
    if replaced.is_dir():
        replaced.rename(draft)
        empty(draft)
    return draft


def _made(folder: Path) -> Iterable[tuple[str, Path]]:
    """What MkDocs made in each language's folder that belongs to a site, by its path there."""
    for language in LANGUAGES:
        root = ROOTS[language]
        unused = (*UNUSED, *AT_ROOT) if root else UNUSED
        for file in files(folder / language):
            path = file.relative_to(folder / language).as_posix()
            if not path.startswith(unused) and not fnmatch(file.name, UNUSED_NAMES):
                yield root + path, file


def _styles(
    project: Path, node: Path, build: Path, pages: Iterable[bytes], kept: Kept
) -> Mapping[str, str]:
    """One stylesheet of the theme's and ours for every page, and those of one kind of page, by
    their paths."""
    (theme,) = (build / "mkdocs" / LANGUAGES[0] / "assets" / "stylesheets").glob("main.*.css")
    ours = project / "theme" / "css"
    packages = project / "node_modules"

    css = theme.read_text(encoding="utf-8")
    words = _words(pages)

    def make() -> str:
        # Its parser would take long for hundreds of pages, of which it wants the words.
        met = build / "style" / "words.txt"
        met.parent.mkdir(parents=True, exist_ok=True)
        met.write_text("\n".join(sorted(words)), encoding="utf-8")
        content = [str(met), *(str(project / pattern) for pattern in NAMING_CLASSES)]
        common = bundle_styles(node, packages, theme, ours, content, build / "style")
        of_kinds = bundle_page_styles(node, packages, ours, build / "style")
        by_path = {STYLES_OF_KIND.format(kind=kind): text for kind, text in of_kinds.items()}
        return json.dumps({STYLES: common, **by_path})

    made_from = [css, *named(files(ours), ours), *_met(css, words)]
    made: dict[str, str] = json.loads(kept.text("styles", made_from, make))
    return made


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


def _named_by_content(path: str, content: bytes) -> str:
    """The path of a file with the hash of its content in its name."""
    stem, _, suffix = path.rpartition(".")
    return f"{stem}.{content_hash([(path, content)])}.{suffix}"
