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
    "site/print_button.js",
    "site/search.js",
)

# Our stylesheets in the order of the cascade: what a later one says holds.
STYLESHEETS = (
    "colours.css",
    "base.css",
    "site.css",
    "definitions.css",
    "home.css",
    "directory.css",
    "tables.css",
    "calculator.css",
    "results.css",
    "planner.css",
    "short-answer.css",
    "situations.css",
    "print.css",
    "poster.css",
    "print-answer.css",
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
    node: Path, packages: Path, theme: Path, own: Path, content: Iterable[str], work: Path
) -> str:
    """One stylesheet: of the theme's the rules that something can meet, and all of our own.

    `own` is the folder of our stylesheets, all of which must be named in STYLESHEETS. `content`
    are patterns of the files that name classes: pages, templates, renderers, scripts. `work` is
    a folder to work in. Ours is left whole: scripts of ours set attributes that stand in no file
    by the name that a selector uses.

    The theme's rules stand in the cascade layer `theme`: whatever ours say outside it holds,
    however specific the theme's selector is, so that ours need no prefix.
    """
    if unread := {file.name for file in own.glob("*.css")} ^ set(STYLESHEETS):
        raise BundleError(f"{own}: STYLESHEETS differs from the folder in {sorted(unread)}")
    work.mkdir(parents=True, exist_ok=True)
    purged = work / "theme.css"
    purged.write_bytes(theme.read_bytes())
    purge = packages / "purgecss" / "bin" / "purgecss.js"
    command = [str(node), str(purge), "--css", str(purged), "--content", *content]
    # Neither are the theme's variables, animations and fonts that nothing uses.
    _run([*command, "--variables", "--keyframes", "--font-face", "--output", str(purged)])
    entry = work / "style.css"
    names = [f'@import "own/{name}";' for name in STYLESHEETS]
    entry.write_text("\n".join(['@import "theme" layer(theme);', *names]), encoding="utf-8")
    esbuild = packages / "esbuild" / "bin" / "esbuild"
    return _run(
        [
            *(str(node), str(esbuild), str(entry), "--bundle", "--minify", "--charset=utf8"),
            # Pictures are named as seen from the published stylesheet.
            *("--external:*.svg", f"--alias:theme={purged}", f"--alias:own={own}"),
            "--log-level=warning",
        ]
    )


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or done.stderr.strip():
        raise BundleError(done.stderr.strip() or done.stdout.strip())
    return done.stdout
