"""Scripts and styles are joined and shortened, and nothing is lost on the way."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from compiler.publish.bundle import (
    ENTRIES,
    MANY_ENTRIES,
    PAGE_STYLES,
    PLAIN,
    PRIVATE,
    STYLESHEETS,
    BundleError,
    bundle_page_styles,
    bundle_scripts,
    bundle_service_worker,
    bundle_styles,
)

ROOT = Path(__file__).resolve().parents[3]
NODE = Path(sys.prefix) / "bin" / "node"
PACKAGES = ROOT / "node_modules"

THEME = ".used{color:red}.unused{color:blue}@media print{.used{color:black}}"
OWN = '/* why */ .ours { color: green } .a[data-set="x"] { background: url("icons/a.svg") }'


def styled(tmp_path: Path, theme: str = THEME, own: str = OWN) -> str:
    """The stylesheet made of the theme's text and of ours, which stands in the last file."""
    (tmp_path / "own").mkdir()
    texts = {f"own/{name}": "" for name in (*STYLESHEETS, *PAGE_STYLES.values())}
    texts |= {"theme.css": theme, "page.html": '<p class="used">', f"own/{STYLESHEETS[-1]}": own}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    return bundle_styles(
        NODE,
        PACKAGES,
        tmp_path / "theme.css",
        tmp_path / "own",
        [str(tmp_path / "*.html")],
        tmp_path / "build" / "style",
    )


def test_of_the_theme_stays_what_a_page_has_and_of_ours_all(tmp_path: Path) -> None:
    style = styled(tmp_path)
    assert ".used{color:red}" in style
    assert "@media print{.used{color:#000}}" in style
    assert "unused" not in style
    assert ".ours:not(#_){color:green}" in style
    assert "url(icons/a.svg)" in style
    assert "why" not in style


def test_ours_hold_however_specific_the_theme_is(tmp_path: Path) -> None:
    style = styled(tmp_path, theme=".used.used.used { color: red }", own=".used { color: green }")
    assert style.strip() == ".used.used.used{color:red}.used:not(#_){color:green}"


# What a stylesheet of ours says, and how the oldest browsers read it. `:not(#_)` makes it hold
# over the theme.
LOWERED = {
    "alternatives": (
        ".a :is(h2, p) b { top: 0 }",
        ".a h2 b:not(#_),.a p b:not(#_){top:0}",
    ),
    "alternatives of one element": (
        ".a:is(:hover, .b) { top: 0 }",
        ".a:hover:not(#_),.a.b:not(#_){top:0}",
    ),
    "the most specific counts for all": (
        ".a > :is(b, .c) { top: 0 }",
        ".a>b:not(._):not(#_),.a>.c:not(#_){top:0}",
    ),
    "an alternative after a type": (
        "b:is(.a, .c .d) { top: 0 }",
        "b.a:not(._):not(#_),.c b.d:not(#_){top:0}",
    ),
    "an element is of one type": (
        "tr > :is(th, td):is(td, p) { top: 0 }",
        "tr>td:not(_):not(#_){top:0}",
    ),
    "before a pseudo-element": (
        ":is(a, b)::before { top: 0 }",
        "a:not(#_):before,b:not(#_):before{top:0}",
    ),
    "none of several": (".a:not(.b, .c) { top: 0 }", ".a:not(.b):not(.c):not(#_){top:0}"),
    "what yields to all others of ours": (
        ":where(.page) p { top: 0 }",
        ".page p:not(._){top:0}",
    ),
    "what is unknown somewhere stands apart": (
        ".a:hover, .a:has(b) { top: 0 }",
        ".a:hover:not(#_){top:0}.a:has(b):not(#_){top:0}",
    ),
    "sides": (
        ".a { margin-inline: auto; padding-block: 1px 2px }",
        ".a:not(#_){margin-left:auto;margin-right:auto;padding-top:1px;padding-bottom:2px}",
    ),
    "lengths": (
        ".a { width: min(100%, 9px); padding: 1px clamp(2px, 4vw, 3px) }",
        ".a:not(#_){width:100%;width:min(100%,9px);padding:1px 2px;padding:1px clamp(2px,4vw,3px)}",
    ),
    "alternative texts": ('.a { content: "?" / "" }', '.a:not(#_){content:"?";content:"?" / ""}'),
    "gaps of a grid": (
        ".a { display: grid; gap: 2px }",
        ".a:not(#_){display:grid;grid-gap:2px;gap:2px}",
    ),
    "gaps of a flex box": (
        ".a { display: flex; gap: 2px }",
        ".a:not(#_){display:flex;grid-gap:2px;gap:2px}@supports not (inset: 0){.a:not(#_){gap:0}"
        ".a:not(#_)>*:not(#_):not(:last-child){margin-right:2px}}",
    ),
    "gaps of a column": (
        ".a { display: flex; flex-direction: column } .a { gap: 2px }",
        ".a:not(#_)>*:not(#_):not(:last-child){margin-bottom:2px}}",
    ),
    "gaps of rows": (
        ".a { flex-flow: row wrap; gap: 1rem 2px }",
        ".a:not(#_)>*:not(#_){margin-top:.5rem;margin-bottom:.5rem}",
    ),
    "a gap taken back": (
        ".a { display: flex; gap: 2px } @media print { .a { gap: 0 } }",
        ".a:not(#_)>*:not(#_):not(:last-child){margin-right:0}}}",
    ),
}


@pytest.mark.parametrize(("own", "expected"), LOWERED.values(), ids=LOWERED)
def test_styles_are_lowered(tmp_path: Path, own: str, expected: str) -> None:
    assert expected in styled(tmp_path, theme=".used { color: red }", own=own)


def test_styles_that_cannot_be_lowered_are_told(tmp_path: Path) -> None:
    for number, (own, told) in enumerate(
        {
            ".a:nth-col(1) { top: 0 }": "do not know :nth-col",
            ".a { border-inline-start: 0 }": "border-inline-start: has no side",
            ".a > :is(.b .c) { top: 0 }": "cannot be written out",
        }.items()
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        with pytest.raises(BundleError, match=told):
            styled(folder, own=own)


def test_stylesheets_are_joined_in_their_order(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    for name in PAGE_STYLES.values():
        (own / name).write_text(f".{Path(name).stem} {{ color: red }}")
    for number, name in enumerate(STYLESHEETS):
        (own / name).write_text(f".n{number} {{ color: red }}")
    (tmp_path / "theme.css").write_text("")
    theme, work = tmp_path / "theme.css", tmp_path / "build" / "style"
    style = bundle_styles(NODE, PACKAGES, theme, own, [str(theme)], work)
    found = [int(number) for number in re.findall(r"\.n(\d+)", style)]
    assert found == list(range(len(STYLESHEETS)))
    # Those of one kind of page stand by themselves, as specific as if they stood there.
    alone = bundle_page_styles(NODE, PACKAGES, own, work)
    assert set(alone) == set(PAGE_STYLES)
    for kind, name in PAGE_STYLES.items():
        assert (
            alone[kind]
            == style.splitlines()[-1].partition("}")[0].replace(".n0", f".{Path(name).stem}")
            + "}\n"
        )


# The theme's rules, what of them stays where a page has a <p class="used"> and one of our
# stylesheets asks for a variable, an animation and a font.
THEMES = {
    "a variable": (":root{--used:1px;--no:2px}.used{top:var(--used)}", ":root{--used:1px}"),
    "an animation": (
        "@keyframes turn{to{top:0}}@keyframes no{to{top:0}}.used{animation:turn 1s}",
        "@keyframes turn{to{top:0}}",
    ),
    "a font": (
        "@font-face{font-family:A;src:url(a)}@font-face{font-family:B;src:url(b)}"
        ".used{font-family:A}",
        "@font-face{font-family:A;src:url(a)}",
    ),
    "letters beyond ASCII": ('.used:after{content:"é"}', '.used:after{content:"é"}'),
}


@pytest.mark.parametrize(("theme", "stays"), THEMES.values(), ids=THEMES)
def test_of_the_theme_stays_what_is_used(tmp_path: Path, theme: str, stays: str) -> None:
    style = styled(tmp_path, theme=theme, own="")
    assert stays in style
    assert "no" not in style
    assert "url(b)" not in style


def test_a_folder_that_was_worked_in_before_serves_again(tmp_path: Path) -> None:
    before = styled(tmp_path)
    given = (NODE, PACKAGES, tmp_path / "theme.css", tmp_path / "own")
    assert bundle_styles(*given, [str(tmp_path / "*.html")], tmp_path / "build" / "style") == before


def test_a_stylesheet_that_no_list_names_is_told(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "new.css").touch()
    theme, own, work = tmp_path / "theme.css", tmp_path / "own", tmp_path / "build" / "style"
    with pytest.raises(BundleError, match=r"new\.css"):
        bundle_styles(NODE, PACKAGES, theme, own, [], work)


def test_no_selector_of_ours_names_the_class_of_the_theme() -> None:
    files = sorted((ROOT / "theme" / "css").glob("*.css"))
    assert [file.name for file in files] == sorted({*STYLESHEETS, *PAGE_STYLES.values()})
    assert not [file.name for file in files if ".md-typeset" in file.read_text(encoding="utf-8")]


def test_a_broken_style_is_told(tmp_path: Path) -> None:
    with pytest.raises(BundleError):
        styled(tmp_path, own=".a { color: red")


def test_every_entry_stands_by_itself(tmp_path: Path) -> None:
    made = bundle_scripts(NODE, PACKAGES, ROOT / "browser", tmp_path, many=True)
    assert [file.name for file in made] == sorted(name.rpartition("/")[2] for name in ENTRIES)
    for file in made:
        assert not re.search(r"""\b(?:import|from)\s*["']""", file.read_text(encoding="utf-8"))


def test_a_site_of_few_programmes_has_no_script_of_many(tmp_path: Path) -> None:
    names = [*MANY_ENTRIES, "site/paper.js"]
    made = bundle_scripts(NODE, PACKAGES, ROOT / "browser", tmp_path, names)
    assert [file.name for file in made] == ["paper.js"]


# Scripts, and what is published of those that pages and workers start with.
SOURCES = {
    "calculator/page.js": """import { Kept } from "../site/inner/kept.js";
/*! a licence */
const { a, ...rest } = globalThis.given ?? {};
if (MANY_PROGRAMMES) globalThis.many = "many";
export const kept = new Kept("é’", rest, a);
import(globalThis.address);
""",
    "site/inner/kept.js": """// why
export class Kept {
  #text;
  constructor(text) {
    this.#text = text;
  }
  has() {
    return this.#text;
  }
}
""",
    "python/worker.js": """/*! a licence */
globalThis.worker ??= "é";
if (MANY_PROGRAMMES) globalThis.many = "many";
""",
    "notes.txt": "no script",
}
# With a programme or two, and with many: a short name where a class has a private one, its
# fields set and not declared, what the oldest browsers do not know written out, and what they
# know left as it is.
PAGE = (
    "var s=class{constructor(o){this.s=o}has(){return this.s}};"
    "var t,{a:r,...a}=(t=globalThis.given)!=null?t:{};"
)
PAGE_END = 'l=new s("é’",a,r);import(globalThis.address);export{l as kept};\n'
MANY = 'globalThis.many="many";'
PUBLISHED = {
    "page.js": (f"{PAGE.removesuffix(';')},{PAGE_END}", f"{PAGE}{MANY}var {PAGE_END}"),
    "worker.js": ('globalThis.worker??="é";\n', f'globalThis.worker??="é";{MANY}\n'),
}


@pytest.mark.parametrize("many", [False, True])
def test_scripts_as_they_are_published(tmp_path: Path, many: bool) -> None:
    for name, text in SOURCES.items():
        file = tmp_path / "sources" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "of-an-earlier-build.js").touch()
    names = ["python/worker.js", "calculator/page.js"]
    made = bundle_scripts(NODE, PACKAGES, tmp_path / "sources", folder, names, many=many)
    assert made == [folder / "page.js", folder / "worker.js"]
    assert {file.name for file in folder.iterdir()} == {"page.js", "worker.js"}
    for file in made:
        assert file.read_text(encoding="utf-8") == PUBLISHED[file.name][many]


def test_no_worker_no_script_of_one(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a.js").write_text("export const a = 1;", encoding="utf-8")
    (made,) = bundle_scripts(NODE, PACKAGES, tmp_path, tmp_path / "made", ["site/a.js"])
    assert made.read_text(encoding="utf-8") == "var o=1;export{o as a};\n"


WORKER = """(() => {
  // sources/a.js
  var a = self.a;

  // sources/sw.js
  var release = "RELEASE";
  var _a;
  var { b, ...rest } = (_a = a) != null ? _a : release;
  self.b = [b, rest, "é"];
})();
"""


def test_the_service_worker_as_it_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "a.js").write_text("/* why */ export const a = self.a;", encoding="utf-8")
    (sources / "sw.js").write_text(
        'import { a } from "./a.js";\nconst release = "RELEASE";\n'
        'const { b, ...rest } = a ?? release;\nself.b = [b, rest, "é"];\n',
        encoding="utf-8",
    )
    assert bundle_service_worker(NODE, PACKAGES, sources) == WORKER


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = (
        {
            file.name: file.read_bytes()
            for file in bundle_scripts(NODE, PACKAGES, ROOT / "browser", tmp_path / name)
        }
        for name in ("one", "two")
    )
    assert one == two


def test_a_broken_script_is_told_with_its_place(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    for name in ENTRIES:
        (sources / name).parent.mkdir(parents=True, exist_ok=True)
        (sources / name).write_text("export const a = ;" if name.endswith("page.js") else "")
    with pytest.raises(BundleError, match=r"page\.js:1"):
        bundle_scripts(NODE, PACKAGES, sources, tmp_path / "made")


def test_service_worker_is_one_script_with_a_place_for_its_release() -> None:
    text = bundle_service_worker(NODE, PACKAGES, ROOT / "browser")
    assert text.count('"RELEASE"') == 1
    assert "validate(" in text
    assert not re.search(r"^\s*(?:import|export)\b", text, re.M)


PRIVATE_NAMES = """
import { readFileSync } from "node:fs";
import { tokenizer } from "acorn";
for (const file of process.argv.slice(1)) {
  const options = { ecmaVersion: "latest", sourceType: "module" };
  for (const token of tokenizer(readFileSync(file, "utf8"), options))
    if (token.type.label === "privateId") console.log(`${file}:${token.value}`);
}
"""


def test_the_private_names_that_are_shortened_are_all_there_are(tmp_path: Path) -> None:
    """By a parser's reading: none is left out, and nothing in a text is taken for one."""
    files = sorted((ROOT / "browser").rglob("*.js"))
    command = [str(NODE), "--input-type=module", "-e", PRIVATE_NAMES, *map(str, files)]
    read = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    comments = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
    found = [
        f"{file}:{name}"
        for file in files
        for name in PRIVATE.findall(comments.sub("", file.read_text(encoding="utf-8")))
    ]
    assert found == read.stdout.split()
    assert len(found) > 100


def test_nothing_else_is_named_as_what_is_shortened() -> None:
    """A property of a browser's, or of data, would no longer be found by its name."""
    named = re.compile(rf"{re.escape(PLAIN)}[A-Za-z_]")
    for file in (ROOT / "browser").rglob("*.js"):
        assert not named.search(file.read_text(encoding="utf-8")), file


def test_no_class_extends_one_with_private_names() -> None:
    """Two classes of one object would share them where they are shortened."""
    for file in (ROOT / "browser").rglob("*.js"):
        extended = re.findall(r"\bclass \w+ extends ([\w.]+)", file.read_text(encoding="utf-8"))
        assert set(extended) <= {"Error"}, file
