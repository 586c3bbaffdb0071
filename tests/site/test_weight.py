"""The bytes of the first view of a page."""

from pathlib import Path

from benchmarks.first_view import gzip_bytes, parts, weight

CONTENT, CALCULATOR = 40_000, 60_000


def test_page_weights_are_below_limit(site: Path, addresses) -> None:
    too_heavy = {}
    for one in addresses:
        limit = (
            CALCULATOR if one.name in ("estimate", "comparison", "check", "embedded") else CONTENT
        )
        if weight(site, one.path) > limit:
            files = {path: gzip_bytes(site, path) for path in parts(site, one.path)}
            too_heavy[one.path] = (weight(site, one.path), files)
    assert not too_heavy


def test_weight_counts_every_resource(site: Path, tmp_path: Path) -> None:
    assert any(path.endswith(".css") for path in parts(site, ""))
    scripts = {Path(path).name for path in parts(site, "estimer/") if path.endswith(".js")}
    assert scripts >= {"page.js", "offline.js"}
    # And what a script imports, and a style shows.
    head = '<link rel="stylesheet" href="s.css"><script type="module" src="a.js"></script>'
    (tmp_path / "index.html").write_text(head)
    (tmp_path / "s.css").write_text("a { mask: url(icons/i.svg) } b { mask: url(data:,x) }")
    (tmp_path / "icons").mkdir()
    (tmp_path / "icons/i.svg").touch()
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\n')
    (tmp_path / "b.js").write_text("export const b = 1;\n")
    assert parts(tmp_path, "") == ["", "s.css", "icons/i.svg", "a.js", "b.js"]
