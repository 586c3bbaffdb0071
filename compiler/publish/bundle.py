"""Scripts and styles as they are sent: one file where a page would ask for a dozen.

On a slow line every import waits for the one before it, and most of the theme's stylesheet
is for what our pages do not have. esbuild joins and shortens, PurgeCSS leaves out the theme's
rules for classes and elements that no page and no renderer names.

What pages load is written as the browsers of FLOOR read it: esbuild lowers syntax,
``lower_styles.mjs`` what styles mean. What of a browser's functions is missing there, the
scripts do without or bring along (`browser/site/older.js`).
"""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pyodide_bundle.scripts import TARGET

# The oldest browsers, of 2018, in which everything but Python works. Those before know no
# modules, and load no script at all.
FLOOR = "chrome64,firefox60,safari12"

# What pages and workers start with; the rest is imported by these.
PAGE_ENTRIES = (
    "calculator/compare.js",
    "calculator/embed.js",
    "calculator/page.js",
    "site/directory.js",
    "site/language_offer.js",
    "site/listen.js",
    "site/offline.js",
    "site/paper.js",
    "site/pass_on.js",
    "site/print_button.js",
    "site/search.js",
    "site/send.js",
    "site/towns_later.js",
)
# What only a site of many programmes has (`rules.relevance.are_many`).
MANY_ENTRIES = ("site/old_places.js",)
# Started only where Python runs, see browser/python/support.js.
WORKER_ENTRIES = ("python/worker.js",)
ENTRIES = (*PAGE_ENTRIES, *MANY_ENTRIES, *WORKER_ENTRIES)

# A private name in the source of a class, and the sign that stands for its own until esbuild
# shortens it, like a variable's.
PRIVATE = re.compile(r"(?<=[.\s])#([A-Za-z]\w*)(?=[\s(;,.=)\[\]?!:`}])")
PLAIN = "$"
# A class's fields are set where its constructor begins, and declared nowhere: for browsers that
# know no fields a declaration is a call each. esbuild has that setting for TypeScript, which it
# then reads; what is imported stays, as in JavaScript, though nothing uses it.
FIELDS_ARE_SET = {"useDefineForClassFields": False, "verbatimModuleSyntax": True}

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
    "large-letters.css",
    "print.css",
    "print-answer.css",
)
# What pages of one kind load beside it, by the kind.
PAGE_STYLES = {
    "poster": "poster.css",
    "comparison": "comparison.css",
    "situations": "situations.css",
}


class BundleError(Exception):
    """A script or style that cannot be made ready; the text is what the tool said."""


def bundle_scripts(
    node: Path,
    packages: Path,
    sources: Path,
    folder: Path,
    names: Collection[str] = ENTRIES,
    *,
    many: bool = False,
) -> list[Path]:
    """Join the scripts of a folder into one file an entry; the files made, sorted.

    `node` runs the tools of `packages` (node_modules). `many`: the site has many programmes
    (`rules.relevance`); what only such a site needs is not in the scripts of another.
    """
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as place:
        plain = _with_plain_names(sources, Path(place))
        _bundle(node, packages, plain, folder, names, many)
    return sorted(folder.glob("*.js"))


def _with_plain_names(sources: Path, place: Path) -> Path:
    """A copy of the scripts, in which classes have plain names where the source has private ones.

    Lowered for browsers that know none, these would make the page's script a tenth larger.
    No class of ours extends another that has any, and no text looks like one. esbuild shortens
    what begins with PLAIN; nothing else of ours does, and nothing of a browser's.
    """
    for file in sources.rglob("*.js"):
        copy = place / file.relative_to(sources)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = PRIVATE.sub(rf"{PLAIN}\1", file.read_text(encoding="utf-8"))
        copy.write_text(text, encoding="utf-8")
    return place


def _bundle(
    node: Path, packages: Path, sources: Path, folder: Path, names: Collection[str], many: bool
) -> None:
    names = [name for name in names if many or name not in MANY_ENTRIES]
    for target, of_worker in ((FLOOR, False), (TARGET, True)):
        if entries := [
            str(sources / name) for name in names if (name in WORKER_ENTRIES) is of_worker
        ]:
            _run(
                [
                    *_esbuild(node, packages),
                    *(*entries, "--bundle", "--format=esm", f"--target={target}"),
                    *("--legal-comments=none", f"--outdir={folder}", "--entry-names=[name]"),
                    f"--define:MANY_PROGRAMMES={str(many).lower()}",
                    f"--mangle-props=^{re.escape(PLAIN)}",
                    "--loader:.js=ts",
                    f"--tsconfig-raw={json.dumps({'compilerOptions': FIELDS_ARE_SET})}",
                    # Where a browser has none (Firefox before 67), the one script with an
                    # import within it, the search's, does not run.
                    "--supported:dynamic-import=true",
                    # Safari 12 is at fault in rare forms only, none of which stands here.
                    "--supported:destructuring=true",
                ]
            )


def bundle_service_worker(node: Path, packages: Path, sources: Path) -> str:
    """The service worker of the folder `sources` as one script; its release is written later.

    It is no module: few browsers know modules there. It is not shortened, so that the place of
    its release stays as it is; compressed that costs next to nothing.
    """
    return _run(
        [
            *_esbuild(node, packages, shorten=False),
            *(str(sources / "sw.js"), "--bundle", "--format=iife", f"--target={FLOOR}"),
            "--supported:destructuring=true",
        ]
    )


def bundle_styles(
    node: Path, packages: Path, theme: Path, own: Path, content: Iterable[str], work: Path
) -> str:
    """One stylesheet: of the theme's the rules that something can meet, and all of our own.

    `own` is the folder of our stylesheets, of which STYLESHEETS names those for it. `content`
    are patterns of the files that name classes: pages, templates, renderers, scripts. `work` is
    a folder to work in. Ours is left whole: scripts of ours set attributes that stand in no file
    by the name that a selector uses.

    Whatever ours say holds, however specific the theme's selector is, so that ours need no
    prefix; ``lower_styles.mjs`` sees to it.
    """
    named = {*STYLESHEETS, *PAGE_STYLES.values()}
    if unread := {file.name for file in own.glob("*.css")} ^ named:
        raise BundleError(
            f"{own}: STYLESHEETS and PAGE_STYLES differ from the folder in {sorted(unread)}"
        )
    work.mkdir(parents=True, exist_ok=True)
    purged = work / "theme.css"
    purged.write_bytes(theme.read_bytes())
    purge = packages / "purgecss" / "bin" / "purgecss.js"
    command = [str(node), str(purge), "--css", str(purged), "--content", *content]
    # Neither are the theme's variables, animations and fonts that nothing uses.
    _run([*command, "--variables", "--keyframes", "--font-face", "--output", str(purged)])
    files = [str(purged), *(str(own / name) for name in STYLESHEETS)]
    return _lowered(node, packages, [], files)


def bundle_page_styles(node: Path, packages: Path, own: Path, work: Path) -> dict[str, str]:
    """The stylesheet of each kind of page in PAGE_STYLES, beside the one of `bundle_styles`, which
    has worked in the folder `work` before."""
    theme = str(work / "theme.css")

    def lowered(name: str) -> str:
        return _lowered(node, packages, ["--without-theme"], [theme, str(own / name)])

    with ThreadPoolExecutor() as pool:
        return dict(zip(PAGE_STYLES, pool.map(lowered, PAGE_STYLES.values()), strict=True))


def _lowered(node: Path, packages: Path, options: list[str], files: list[str]) -> str:
    script = str(Path(__file__).with_name("lower_styles.mjs"))
    lowered = _run([str(node), script, *options, *files])
    return _run([*_esbuild(node, packages), "--loader=css", f"--target={FLOOR}"], lowered)


def _esbuild(node: Path, packages: Path, *, shorten: bool = True) -> list[str]:
    program = packages / "esbuild" / "bin" / "esbuild"
    command = [str(node), str(program), "--charset=utf8", "--log-level=warning"]
    return [*command, "--minify"] if shorten else command


def _run(command: list[str], text: str | None = None) -> str:
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode or done.stderr.strip():
        raise BundleError(done.stderr.strip() or done.stdout.strip())
    return done.stdout
