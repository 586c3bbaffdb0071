"""Scripts and styles are joined and shortened, and nothing is lost on the way."""

import re
import sys
from pathlib import Path

import pytest

from compiler.publish.bundle import (
    ENTRIES,
    STYLESHEETS,
    BundleError,
    bundle_scripts,
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
    texts = {f"own/{name}": "" for name in STYLESHEETS}
    texts |= {"theme.css": theme, "page.html": '<p class="used">', f"own/{STYLESHEETS[-1]}": own}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    return bundle_styles(
        NODE,
        PACKAGES,
        tmp_path / "theme.css",
        tmp_path / "own",
        [str(tmp_path / "*.html")],
        tmp_path / "work",
    )


def test_of_the_theme_stays_what_a_page_has_and_of_ours_all(tmp_path: Path) -> None:
    style = styled(tmp_path)
    assert ".used{color:red}" in style
    assert "@media print{.used{color:#000}}" in style
    assert "unused" not in style
    assert ".ours{color:green}" in style
    assert "url(icons/a.svg)" in style
    assert "why" not in style


def test_only_the_theme_stands_in_the_cascade_layer(tmp_path: Path) -> None:
    style = styled(tmp_path, theme=".used.used.used { color: red }", own=".used { color: green }")
    assert style.strip() == "@layer theme{.used.used.used{color:red}}.used{color:green}"


def test_stylesheets_are_joined_in_their_order(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    for number, name in enumerate(STYLESHEETS):
        (own / name).write_text(f".n{number} {{ color: red }}")
    (tmp_path / "theme.css").write_text("")
    theme, work = tmp_path / "theme.css", tmp_path / "work"
    style = bundle_styles(NODE, PACKAGES, theme, own, [str(theme)], work)
    found = [int(number) for number in re.findall(r"\.n(\d+)", style)]
    assert found == list(range(len(STYLESHEETS)))


def test_a_stylesheet_that_no_list_names_is_told(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "new.css").touch()
    theme, own, work = tmp_path / "theme.css", tmp_path / "own", tmp_path / "work"
    with pytest.raises(BundleError, match=r"new\.css"):
        bundle_styles(NODE, PACKAGES, theme, own, [], work)


def test_no_selector_of_ours_names_the_class_of_the_theme() -> None:
    files = sorted((ROOT / "theme" / "css").glob("*.css"))
    assert [file.name for file in files] == sorted(STYLESHEETS)
    assert not [file.name for file in files if ".md-typeset" in file.read_text(encoding="utf-8")]


def test_a_broken_style_is_told(tmp_path: Path) -> None:
    with pytest.raises(BundleError):
        styled(tmp_path, own=".a { color: red")


def test_every_entry_stands_by_itself(tmp_path: Path) -> None:
    made = bundle_scripts(NODE, PACKAGES, ROOT / "browser", tmp_path)
    assert [file.name for file in made] == sorted(name.rpartition("/")[2] for name in ENTRIES)
    for file in made:
        assert not re.search(r"""\b(?:import|from)\s*["']""", file.read_text(encoding="utf-8"))


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
