"""At most two links from any page to the page of any region."""

from pathlib import Path

import pytest

from compiler.check.reach import check_reach, out_of_reach
from compiler.read.mistake import SourceError, told
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


def test_english_pages_lead_to_english_regions(tmp_path: Path, directory: Directory) -> None:
    slugs = [region.slug for region in directory.regions]
    links = [f"{slug}/" for slug in slugs]
    write(tmp_path, "regions", *links)
    write(tmp_path, "en/regions", *links[:-1], f"{slugs[-1]}/?x=1#y")
    write(tmp_path, "en", "/folder/en/regions/#list")
    # A link to the French list is none to the English one; `%73` is an s.
    write(tmp_path, "en/lost", "../../regions/")
    write(tmp_path, "en/found", "../region%73/")
    expected = [f"en/lost/: more than two links away from en/regions/{slug}/" for slug in slugs]
    assert told(out_of_reach(tmp_path, directory, URL)).splitlines() == expected
    with pytest.raises(SourceError) as refused:
        check_reach(tmp_path, directory, URL)
    assert str(refused.value).splitlines() == expected
    (tmp_path / "en/lost/index.html").unlink()
    check_reach(tmp_path, directory, URL)


def test_three_links_are_too_many(tmp_path: Path, directory: Directory) -> None:
    slug = directory.regions[0].slug
    one = directory.model_copy(update={"regions": directory.regions[:1]})
    write(tmp_path, "", "regions/")
    write(tmp_path, "regions", f"{slug}/")
    write(tmp_path, f"regions/{slug}")
    write(tmp_path, "far", "../")
    assert [tuple(mistake) for mistake in out_of_reach(tmp_path, one, URL)] == [
        ("far/", None, f"more than two links away from regions/{slug}/")
    ]
