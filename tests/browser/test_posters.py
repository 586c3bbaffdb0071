"""The page of a poster: what is printed, the sheet in both languages, the code on the paper."""

import io
import re

import pytest
import zxingcpp
from bs4 import BeautifulSoup
from PIL import Image
from playwright.sync_api import expect

from compiler.read.sources import read_sources
from compiler.render.publication import Publication
from compiler.render.rendering import render
from rules.dated import first_known_day

PUBLIC = "https://passerelle.example.qc.ca/"
POSTERS = {"fr": "regions/{}/affiche/", "en": "en/regions/{}/poster/"}
ESTIMATES = {"fr": "estimer/", "en": "en/estimate/"}
# A long name with two numbers, the longest remarks, and one number without any.
REGIONS = ("gaspesie-iles-de-la-madeleine", "abitibi-temiscamingue", "laval")
PAPERS = {"Letter": (216, 279), "A4": (210, 297)}
SHEET = re.compile(rb"/Type\s*/Page\b(?!s)")
# The CSS pixels of a millimetre.
MM = 96 / 25.4

# What of a sheet lies outside it, or is cut at its edge.
CUT = """
() => [...document.querySelectorAll(".poster")].filter((one) => one.checkVisibility())
  .flatMap((poster) => {
    const paper = poster.getBoundingClientRect();
    return [...poster.querySelectorAll("p, .poster-code, .poster-strips, .poster-strip > div")]
      .map((one) => [one.getBoundingClientRect(), one.className])
      .filter(([box]) => box.right > paper.right + 1 || box.bottom > paper.bottom + 1)
      .map(([box, name]) => [name, box.bottom - paper.bottom, box.right - paper.right])
      .concat(poster.scrollHeight > poster.clientHeight + 1 ? [["the sheet"]] : []);
  })
"""
# Neighbours of a sheet's parts that lie upon each other.
OVERLAPPING = """
() => [...document.querySelectorAll(".poster")].filter((one) => one.checkVisibility())
  .flatMap((poster) => [...poster.children].slice(1).filter((one) =>
    one.previousElementSibling.getBoundingClientRect().bottom
      > one.getBoundingClientRect().top + 1).map((one) => one.className))
"""


@pytest.fixture(scope="module")
def public(root):
    """The publication of a site that has a public address, as the built one has not."""
    sources = read_sources(root)
    return Publication(
        pages=sources.pages,
        directory=sources.directory,
        built=first_known_day(),
        scripts="calculator/0123456789ab/",
        engine="engine/ba9876543210/",
        engines="[]",
        site_url=PUBLIC,
    )


@pytest.fixture(params=["built", "public"])
def poster(request, visitor, language):
    """A function that opens the poster of a region, as it was built or with the code that a
    site with a public address prints."""
    page = visitor.open("")

    def open_poster(slug, fragment=""):
        path = POSTERS[language].format(slug)

        def with_code(route):
            response = route.fetch()
            soup = BeautifulSoup(response.text(), "html.parser")
            publication = request.getfixturevalue("public")
            made = render(publication.pages[language, f"poster/{slug}"], publication).text
            own = BeautifulSoup(made, "html.parser").select_one(".poster-previews")
            own.script.replace_with(soup.select_one(".poster-previews script"))
            soup.select_one(".poster-previews").replace_with(own)
            route.fulfill(response=response, body=str(soup))

        if request.param == "public":
            page.route(f"**/{path}", with_code)
        page.goto("about:blank")
        page.goto(f"{visitor.address}{path}{fragment}")
        expect(page.locator(".poster:visible")).to_have_count(1)
        codes = page.locator(".poster:visible .poster-qr").count()
        assert bool(codes) == (request.param == "public")
        return page

    return open_poster


@pytest.mark.parametrize("fragment", ["", "#both-languages"])
def test_poster_prints_on_one_page_of_either_paper(poster, fragment):
    for slug in REGIONS:
        page = poster(slug, fragment)
        for paper in PAPERS:
            assert len(SHEET.findall(page.pdf(format=paper))) == 1, (slug, paper)


@pytest.mark.parametrize("fragment", ["", "#both-languages"])
def test_nothing_of_the_printed_poster_is_cut(poster, fragment):
    for slug in REGIONS:
        page = poster(slug, fragment)
        page.emulate_media(media="print")
        for paper, (width, height) in PAPERS.items():
            # Less the margins of the paper: 11 mm beside, 9 mm above and below.
            size = {"width": int((width - 22) * MM), "height": int((height - 18) * MM)}
            page.set_viewport_size(size)
            assert page.evaluate(CUT) == [], (slug, paper)
            assert page.evaluate(OVERLAPPING) == [], (slug, paper)
            sheet = page.locator(".poster:visible").bounding_box()
            assert sheet["height"] <= size["height"] + 1
        page.emulate_media(media="screen")


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_preview_shows_the_whole_sheet(poster, width):
    for fragment in ("", "#both-languages"):
        page = poster(REGIONS[0], fragment)
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(CUT) == [], fragment
        assert page.evaluate(OVERLAPPING) == [], fragment
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_printed_is_the_sheet_alone(poster):
    page = poster("laval")
    page.emulate_media(media="print")
    seen = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
          .filter((one) => one.checkVisibility() && !one.closest(".poster")
            && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
          .map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert seen == []
    assert page.locator(".poster:visible .poster-who").count() == 1


def test_sheet_in_both_languages_takes_the_place_of_the_other(poster, language):
    page = poster("laval")
    questions = page.locator(".poster-who:visible")
    expect(questions).to_have_count(1)
    page.locator(".poster-one .poster-actions a").last.click()
    expect(questions).to_have_count(2)
    assert [one.evaluate("e => e.closest('[lang]').lang") for one in questions.all()] == [
        language,
        {"fr": "en", "en": "fr"}[language],
    ]
    page.locator(".poster-both .poster-actions a").last.click()
    expect(questions).to_have_count(1)


def test_button_prints(visitor, language):
    page = visitor.open(POSTERS[language].format("laval"))
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1 } }")
    button = page.locator("[data-print]:visible")
    expect(button).to_have_count(1)
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("window.printed") == 1


def test_without_script_the_pdfs_remain(visitor, language):
    page = visitor.open(POSTERS[language].format("laval"), java_script_enabled=False)
    expect(page.locator("[data-print]:visible")).to_have_count(0)
    links = page.locator(".poster-one a[href$='.pdf']")
    expect(links).to_have_count(2)
    for link in links.all():
        address = link.evaluate("e => e.href")
        response = page.request.get(address)
        assert response.headers["content-type"] == "application/pdf"
        assert response.body().startswith(b"%PDF-")


def test_code_on_the_printed_page_is_read_from_a_photograph(poster, language, photographed):
    other = {"fr": "en", "en": "fr"}[language]
    for fragment, languages in (("", [language]), ("#both-languages", [language, other])):
        page = poster("cote-nord", fragment)
        page.emulate_media(media="print")
        page.set_viewport_size({"width": int(194 * MM), "height": int(261 * MM)})
        picture = Image.open(io.BytesIO(page.screenshot()))
        picture = picture.resize((picture.width * 3 // 2, picture.height * 3 // 2))
        found = {code.text for code in zxingcpp.read_barcodes(photographed(picture))}
        codes = page.locator(".poster:visible .poster-qr").count()
        wanted = {f"{PUBLIC}{ESTIMATES[one]}#region=cote-nord" for one in languages}
        assert found == (wanted if codes else set())
        page.emulate_media(media="screen")


@pytest.mark.parametrize("fragment", ["", "#both-languages"])
def test_axe_finds_nothing_on_a_sheet(poster, fragment):
    from axe_playwright_python.sync_playwright import Axe

    page = poster("abitibi-temiscamingue", fragment)
    page.evaluate(Axe().axe_script)
    rules = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        options = {"runOnly": [*rules, "best-practice"], "resultTypes": ["violations"]}
        found = page.evaluate("(options) => axe.run(options)", options)
        assert found["passes"]
        wrong = {one["id"]: one["nodes"][0]["html"][:100] for one in found["violations"]}
        assert wrong == {}


def test_code_opens_the_estimate_with_the_region(visitor, language):
    """What the code of a poster holds does what it promises."""
    page = visitor.open(f"{ESTIMATES[language]}#region=cote-nord")
    expect(page.locator(".region-picker select")).to_have_value("cote-nord")
