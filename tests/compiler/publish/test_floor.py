"""Scripts and styles of pages use what the browsers of FLOOR have, or do without the rest."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from compiler.publish.bundle import (
    FLOOR,
    MANY_ENTRIES,
    PAGE_ENTRIES,
    bundle_page_styles,
    bundle_scripts,
    bundle_service_worker,
    bundle_styles,
)

ROOT = Path(__file__).resolve().parents[3]
NODE = Path(sys.prefix) / "bin" / "node"
PACKAGES = ROOT / "node_modules"

# What of younger browsers stands in a script, and why that is no fault in older ones.
PYTHON = "only where Python runs"
ASKED = "asked for before it is used"
CAUGHT = "used where its absence is caught"
OURS = "a name of our own data"
SCRIPTS = {
    "page.js": {
        **dict.fromkeys(["AbortController", "getReader"], PYTHON),
        **dict.fromkeys(["connection", "saveData", "trustedTypes", "createPolicy"], ASKED),
        **dict.fromkeys(["clipboard", "writeText"], CAUGHT),
        "canShare": ASKED,
        **dict.fromkeys(["changed", "estimate", "first", "hours", "loading"], OURS),
        **dict.fromkeys(["months", "since", "states", "subject"], OURS),
    },
    "compare.js": {
        **dict.fromkeys(["AbortController", "getReader"], PYTHON),
        **dict.fromkeys(["connection", "saveData", "trustedTypes", "createPolicy"], ASKED),
        **dict.fromkeys(["clipboard", "writeText"], CAUGHT),
        **dict.fromkeys(["element", "estimate", "loading", "months"], OURS),
        **dict.fromkeys(["since", "states"], OURS),
    },
    "embed.js": dict.fromkeys(["IntersectionObserver", "ResizeObserver", "isIntersecting"], ASKED),
    "search.js": {
        **dict.fromkeys(["createPolicy", "trustedTypes"], ASKED),
        "classes of letters": "without them the list of pages stays by itself",
    },
    "directory.js": {},
    "language_offer.js": {},
    "listen.js": {},
    "old_places.js": {},
    "offline.js": dict.fromkeys(["connection", "createPolicy", "saveData", "trustedTypes"], ASKED),
    "paper.js": {},
    "pass_on.js": {},
    "print_button.js": {},
    "send.js": {
        **dict.fromkeys(["clipboard", "writeText"], CAUGHT),
        "canShare": ASKED,
    },
    "sw.js": {"path": OURS},
    "towns_later.js": {},
}

# Properties that older browsers leave out, with what is then seen.
STYLES = {
    **dict.fromkeys(["accent-color", "color-scheme", "forced-color-adjust"], "other colours"),
    **dict.fromkeys(["text-wrap", "hyphens"], "lines end elsewhere"),
    **dict.fromkeys(
        ["text-decoration-style", "text-decoration-thickness", "text-underline-offset"],
        "a plainer line below a link",
    ),
    **dict.fromkeys(
        ["break-after", "break-before", "break-inside", "orphans", "page", "widows"],
        "pages on paper end elsewhere",
    ),
    **dict.fromkeys(["print-color-adjust", "text-size-adjust"], "as the browser likes it"),
    **dict.fromkeys(["block-size", "content-visibility"], "for what only new browsers hide"),
    "container-type": "a poster's preview of one of two sizes",
    "scroll-padding-bottom": "what has the focus may lie below a line at the foot",
    "scroll-margin-top": "a place that was gone to touches the upper edge",
    "mask": "with a prefix before it",
    "grid-gap": "the older name",
    "grid-column-gap": "the older name",
    "outline": "whole in all of them, but for outlines of rounded corners",
}


def beyond_floor(folder: Path) -> dict[str, set[str]]:
    """What is beyond the floor in each file of a folder, by the file's name."""
    program = Path(__file__).with_name("beyond_floor.mjs")
    files = sorted(map(str, folder.iterdir()))
    command = [str(NODE), str(program), FLOOR, *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
    return {Path(file).name: set(found) for file, found in json.loads(done.stdout).items()}


@pytest.fixture(scope="module")
def beyond(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    folder = tmp_path_factory.mktemp("scripts")
    # With all that only a site of many programmes has.
    names = (*PAGE_ENTRIES, *MANY_ENTRIES)
    bundle_scripts(NODE, PACKAGES, ROOT / "browser", folder, names, many=True)
    worker = bundle_service_worker(NODE, PACKAGES, ROOT / "browser")
    (folder / "sw.js").write_text(worker, encoding="utf-8")
    return beyond_floor(folder)


def test_every_page_script_is_looked_at(beyond: dict[str, set[str]]) -> None:
    assert set(beyond) == set(SCRIPTS)


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_use_what_the_oldest_browsers_have(beyond: dict[str, set[str]], name: str) -> None:
    assert beyond[name] == set(SCRIPTS[name])


def test_styles_use_what_the_oldest_browsers_have(tmp_path: Path) -> None:
    theme = tmp_path / "theme.css"
    theme.touch()
    own = ROOT / "theme" / "css"
    style = bundle_styles(NODE, PACKAGES, theme, own, [str(theme)], tmp_path / "work")
    (tmp_path / "made").mkdir()
    for text in bundle_page_styles(NODE, PACKAGES, own, tmp_path / "work").values():
        style += text
    (tmp_path / "made" / "style.css").write_text(style, encoding="utf-8")
    assert beyond_floor(tmp_path / "made")["style.css"] == set(STYLES)


BEYOND = {
    "a method": ("js", "x.at(0)", {"at"}),
    "a class": ("js", "new ResizeObserver(f)", {"ResizeObserver"}),
    "a part taken out": ("js", "const { hasOwn } = Object", {"hasOwn"}),
    "an old method": ("js", "x.map(f)", set()),
    "a method brought along": ("js", "add({ at() {} }); x.at(0)", set()),
    "a look behind": ("js", "x = RegExp; y = /(?<=a)b/", {"lookbehind"}),
    "a class of letters": ("js", "x = y.test(1) || /[\\p{L}]/u", {"classes of letters"}),
    "a property": ("css", "a { scrollbar-width: thin }", {"scrollbar-width"}),
    "a function": ("css", "a { top: min(1px, 2px) }", {"top: min(1px, 2px)"}),
    "a function after a length": ("css", "a { top: 1px; top: min(1px, 2px) }", set()),
    "a unit": ("css", "a { width: 50dvh }", {"width: 50dvh"}),
}


def test_what_is_beyond_is_found(tmp_path: Path) -> None:
    for name, (kind, text, _) in BEYOND.items():
        (tmp_path / f"{name}.{kind}").write_text(text)
    expected = {f"{name}.{kind}": found for name, (kind, _, found) in BEYOND.items()}
    assert beyond_floor(tmp_path) == expected
