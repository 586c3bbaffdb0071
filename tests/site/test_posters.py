"""The posters of the built site: where they are listed, and where they are not."""

import json
import re

from compiler.publish.search_index import UNSEARCHED

POSTERS = {"fr": "regions/{}/affiche/", "en": "en/regions/{}/poster/"}


def paths(region_slugs):
    return {form.format(slug) for form in POSTERS.values() for slug in region_slugs}


def test_every_link_of_a_poster_to_a_file_leads_to_one(site, pages, region_slugs):
    for path in paths(region_slugs):
        page = pages[path]
        files = [page.target(link["href"])[0] for link in page.soup.select("a[href$='.pdf']")]
        assert len(set(files)) == len(files) == 4, path
        for file in files:
            assert (site / file).read_bytes().startswith(b"%PDF-"), file
        assert page.soup.select_one("main a[href='../']"), path


def test_regions_page_leads_to_its_poster(pages, region_slugs):
    for language, form in POSTERS.items():
        for slug in region_slugs:
            poster = form.format(slug)
            region = pages[poster.rsplit("/", 2)[0] + "/"]
            assert region.language == language
            links = region.soup.select("main a[href]:not([href^='tel:'])")
            assert (poster, "") in {region.target(link["href"]) for link in links}


def test_posters_are_in_the_sitemap(site, region_slugs):
    listed = "".join((site / f"{root}sitemap.xml").read_text("utf-8") for root in ("", "en/"))
    for path in paths(region_slugs):
        assert listed.count(f"/{path}</loc>") == 1, path


def test_posters_are_not_searched(site, region_slugs):
    for path in paths(region_slugs):
        assert UNSEARCHED in (site / path / "index.html").read_text("utf-8"), path
    # And the pages that they repeat are.
    assert UNSEARCHED not in (site / "regions/estrie/index.html").read_text("utf-8")


def test_posters_are_never_kept_on_a_device(site, region_slugs):
    text = (site / "sw.js").read_text("utf-8")
    release = json.loads(re.search(r'\{"name":".*?"files":\{.*?\}\}', text)[0])
    files = set(release["files"])
    assert "regions/estrie/" in files
    assert not files & paths(region_slugs)
    assert not [file for file in files if file.endswith(".pdf")]
