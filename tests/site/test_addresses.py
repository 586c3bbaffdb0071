"""Every page has the address that contract.md promises, in both languages."""

import re
import unicodedata
import xml.etree.ElementTree as ET

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_every_page_exists_in_both_languages(site, addresses):
    missing = [a.path for a in addresses if not (site / a.path / "index.html").is_file()]
    assert not missing


def test_seventeen_region_slugs_match_names(source_regions, region_slugs):
    def slug(name):
        letters = unicodedata.normalize("NFKD", name.lower())
        bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
        return re.sub(r"[^a-z]+", "-", bare)

    assert [region["slug"] for region in source_regions] == list(region_slugs)
    assert [slug(region["name"]) for region in source_regions] == list(region_slugs)
    assert len(set(region_slugs)) == 17


def test_region_folders_match_slugs(site, region_slugs):
    for folder in ("regions", "en/regions"):
        found = {file.parent.name for file in (site / folder).glob("*/index.html")}
        assert found == set(region_slugs), folder
    for poster in ("regions/*/affiche", "en/regions/*/poster"):
        found = {file.parent.parent.name for file in site.glob(f"{poster}/index.html")}
        assert found == set(region_slugs), poster


def test_both_languages_have_the_pages_shown_in_place_of_others(documents):
    assert {document.path for document in documents.values() if document.is_instead} == {
        *("404.html", "en/404.html"),
        *("503.html", "en/503.html"),
    }


def test_sitemap_lists_every_page_once(site, pages):
    base = pages[""].soup.select_one("link[rel=canonical]")["href"]
    listed = []
    for file in (site / "sitemap.xml", site / "en/sitemap.xml"):
        root = ET.fromstring(file.read_text(encoding="utf-8"))
        assert root.tag == f"{SITEMAP}urlset"
        listed += [location.text for location in root.iter(f"{SITEMAP}loc")]
    # Those that stand in other sites, and old addresses, are not to be found by themselves.
    found = [path for path, page in pages.items() if not page.soup.select("meta[name=robots]")]
    unlisted = {"integrer/calculateur/", "en/embed/calculator/", "comparer/", "en/compare/"}
    assert set(pages) - set(found) == unlisted
    assert sorted(listed) == sorted(base + path for path in found)


def test_no_template_or_unused_asset_published(site, documents, loaded_by_stylesheets):
    """What is neither a page, nor named by one, nor loaded by the calculator, is a leftover."""
    known = {"sitemap.xml", "sitemap.xml.gz", "en/sitemap.xml", "en/sitemap.xml.gz"}
    known |= {"robots.txt", "_headers", "_redirects", "sbom.cdx.json"}
    # Asked for by the pages' own scripts; and the manifests' icons.
    known |= {"sw.js", "assets/towns.json"}
    known |= {*(f"assets/app/{icon}.png" for icon in ("192", "512", "maskable-512"))}
    known |= {page if page.endswith(".html") else f"{page}index.html" for page in documents}
    for document in documents.values():
        for element in document.soup.select("link[href], script[src], img[src], a[href]"):
            target = document.target(element.get("href") or element["src"])
            if target:
                known.add(target[0])
    known |= {target for _, _, target in loaded_by_stylesheets}
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    # The compressed form of a file that is known is known.
    files = {file for file in files if not (file.endswith((".br", ".gz")) and file[:-3] in files)}
    own_folders = ("engine/", "calculator/", "api/", "search/")
    assert {file for file in files - known if not file.startswith(own_folders)} == set()
