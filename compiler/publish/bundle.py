"""Scripts and styles as they are sent: one file where a page would ask for a dozen.

On a slow line every import waits for the one before it, and most of the theme's stylesheet
is for what our pages do not have. esbuild joins and shortens, PurgeCSS leaves out the theme's
rules for classes and elements that no page and no renderer names.
"""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from pyodide_bundle.scripts import TARGET

# What pages and workers start with; the rest is imported by these.
ENTRIES = (
    "calculator/embed.js",
    "calculator/page.js",
    "python/worker.js",
    "site/directory.js",
    "site/listen.js",
    "site/offline.js",
    "site/search.js",
)


class BundleError(Exception):
    """A script or style that cannot be made ready; the text is what the tool said."""


def bundle_scripts(
    node: Path, packages: Path, sources: Path, folder: Path, names: Iterable[str] = ENTRIES
) -> list[Path]:
    """Join the scripts of a folder into one file an entry; the files made, sorted.

    `node` runs the tools of `packages` (node_modules).
    """
    shutil.rmtree(folder, ignore_errors=True)
    entries = [str(sources / name) for name in names]
    _run(
        [
            *(str(node), str(packages / "esbuild" / "bin" / "esbuild"), *entries),
            *("--bundle", "--minify", "--format=esm", "--charset=utf8", "--legal-comments=none"),
            *(
                f"--target={TARGET}",
                f"--outdir={folder}",
                "--entry-names=[name]",
                "--log-level=warning",
            ),
        ]
    )
    return sorted(folder.glob("*.js"))


def bundle_styles(
    node: Path, packages: Path, theme: Path, own: Path, content: Iterable[str], draft: Path
) -> str:
    """One stylesheet: of the theme's the rules that something can meet, and all of our own.

    `content` are patterns of the files that name classes: pages, templates, renderers,
    scripts. `draft` is a file to work in. Ours is left whole: scripts of ours set attributes
    that stand in no file by the name that a selector uses.
    """
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.write_bytes(theme.read_bytes())
    purge = packages / "purgecss" / "bin" / "purgecss.js"
    command = [str(node), str(purge), "--css", str(draft), "--content", *content]
    _run([*command, "--output", str(draft)])
    draft.write_text(
        draft.read_text(encoding="utf-8") + "\n" + own.read_text(encoding="utf-8"), "utf-8"
    )
    esbuild = packages / "esbuild" / "bin" / "esbuild"
    command = [str(node), str(esbuild), str(draft), "--minify", "--charset=utf8"]
    return _run([*command, "--log-level=warning"])


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or done.stderr.strip():
        raise BundleError(done.stderr.strip() or done.stdout.strip())
    return done.stdout
