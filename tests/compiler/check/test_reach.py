"""At most two links from any page to the page of any region."""

from pathlib import Path

from compiler.check.reach import out_of_reach
from compiler.read.mistake import told
from compiler.read.regions import Directory

URL = "https://passerelle.example/folder/"


def write(site: Path, path: str, *links: str) -> None:
    file = site / path / "index.html" if not path.endswith(".html") else site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f'<a class="x" href="{link}">x</a>' for link in links))


def test_pages_too_far_from_region_are_found(tmp_path: Path, directory: Directory) -> None:
    slugs = [region.slug for region in directory.regions]
    write(tmp_path, "regions", *(f"{slug}/" for slug in slugs))
    write(tmp_path, "", "regions/#list", "https://passerelle.example/regions/")
    write(tmp_path, "404.html", "/folder/regions/")
    for slug in slugs:
        write(tmp_path, f"regions/{slug}", "../")
    assert out_of_reach(tmp_path, directory, URL) == []
    write(tmp_path, "lost", "../a-page/", "https://elsewhere.example/folder/regions/")
    write(tmp_path, "a-page", "../regions/")
    assert told(out_of_reach(tmp_path, directory, URL)).splitlines() == [
        f"lost/: more than two links away from regions/{slug}/" for slug in slugs
    ]


def test_region_missing_from_list_is_found(tmp_path: Path, directory: Directory) -> None:
    slugs = [region.slug for region in directory.regions]
    write(tmp_path, "regions", *(f"{slug}/" for slug in slugs[1:]))
    write(tmp_path, "", "regions/")
    assert told(out_of_reach(tmp_path, directory, URL)).splitlines() == [
        f"{page}: more than two links away from regions/{slugs[0]}/"
        for page in ("the home page", "regions/")
    ]
