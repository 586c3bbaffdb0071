"""The calculator inside another site: another origin, a frame, and a height."""

import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

PAGES = {"fr": "integrer/", "en": "en/embed/"}
ALONE = {"fr": "integrer/calculateur/", "en": "en/embed/calculator/"}

# The page has not scrolled for a moment.
AT_REST = """
() => new Promise((told) => {
  const before = scrollY;
  setTimeout(() => told(scrollY === before), 300);
})
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def snippet(site, address, language):
    """The code that our page gives, for the site that is tested."""
    page = BeautifulSoup((site / PAGES[language] / "index.html").read_text("utf-8"), "html.parser")
    (code,) = page.select("pre code")
    base = page.select_one("link[rel=canonical]")["href"].removesuffix(PAGES[language])
    snippet = code.get_text().replace(base, address)
    assert snippet != code.get_text(), "the address of the site stands in it"
    return snippet


@pytest.fixture
def host(tmp_path, snippet, language):
    """An organisation's page on an origin of its own, with that code; other bodies beside it."""
    top = (
        f"<!doctype html><html lang={language}><meta charset=utf-8><title>x</title>"
        '<link rel="icon" href="data:,"><h1>x</h1>'
    )
    preset = snippet.replace("#view=steps", "#view=steps&amp;region=cote-nord")
    room = '<p style="height: 1500px">x</p>'
    sandbox = "allow-scripts allow-same-origin allow-downloads"
    start = "#view=steps&amp;step=result&amp;assistance=social_assistance&amp;start_date=2027-01-04"
    inside = snippet.replace("<iframe", f'<iframe sandbox="{sandbox}"')
    bodies = {
        "index": preset,
        "twice": room + snippet + room + snippet + room,
        "sandbox": inside.replace("#view=steps", start),
    }
    for name, body in bodies.items():
        (tmp_path / f"{name}.html").write_text(top + body, encoding="utf-8")
    serving = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    # Another port is another origin; another name of the machine, another site.
    yield f"http://localhost:{serving.server_port}/"
    serving.shutdown()
    serving.server_close()


def test_the_code_works_on_another_site(browser, host, address, language):
    """Not by `visitor`: here a page of another origin is what is wanted."""
    context = browser.new_context(viewport={"width": 400, "height": 800})
    page = context.new_page()
    problems = []
    context.on("weberror", lambda error: problems.append(str(error.error)))
    page.goto(host)
    frame = page.frame_locator("iframe")
    expect(frame.locator("html")).to_have_attribute("lang", language)
    expect(frame.locator("form [data-step]:visible")).to_have_count(1)
    # The telephone of the region that was preset is there to see, alone, and comes first in
    # the list of all.
    first = frame.locator(".phone-fold li[data-region]").first
    expect(first).to_have_attribute("data-region", "cote-nord")
    preset = frame.locator("li[data-region]:visible")
    expect(preset).to_have_count(1)
    expect(preset).to_have_attribute("data-region", "cote-nord")
    expect(preset.locator("a[href^='tel:']").first).to_be_visible()
    # Nothing that asks for a region stands beside it.
    expect(frame.locator(".region-picker :is(select, input)")).to_have_count(2)
    expect(frame.locator(".region-picker :is(label, select, input):visible")).to_have_count(0)
    # The frame is as high as what it shows, and follows.
    fits = """() => {
      const frame = document.querySelector("iframe");
      return frame.height !== "1000" && Number(frame.height) > 300;
    }"""
    page.wait_for_function(fits)
    before = page.locator("iframe").get_attribute("height")
    inside = frame.locator("html").evaluate("html => html.scrollHeight - innerHeight")
    assert inside <= 1, "it scrolls inside"
    frame.locator("label:has([value=basic_income])").click()
    expect(frame.locator("[data-programme=paas_action] .verdict")).to_be_visible()
    frame.locator("[data-action=view-all]").click()
    page.wait_for_function(f"document.querySelector('iframe').height !== '{before}'")
    # Links leave the frame, which only this one page may fill.
    assert frame.locator("base").get_attribute("target") == "_blank"
    assert page.url == host
    assert not problems
    context.close()


def test_only_numbers_are_told_to_the_page_around(browser, host):
    page = browser.new_page()
    page.add_init_script("window.told = []; addEventListener('message', (e) => told.push(e.data))")
    page.goto(host)
    page.wait_for_function("told.length > 0")
    page.frame_locator("iframe").locator("label:has([value=none])").click()
    page.frame_locator("iframe").locator("[data-action=next]").click()
    page.wait_for_timeout(200)
    # A height, or the place of what is out of sight: one number each.
    assert page.evaluate(
        """told.every((data) => Number.isInteger(data) ? data > 0
          : Object.keys(data).join() === "top" && Number.isInteger(data.top) && data.top >= 0)"""
    )
    page.close()


# A browser that scrolls within a frame only, as WebKit does.
WITHIN_ITS_FRAME = """
if (parent !== window) Element.prototype.scrollIntoView = () => {};
"""


def test_of_two_frames_each_has_its_height_and_brings_its_question_into_view(browser, host):
    context = browser.new_context(viewport={"width": 400, "height": 700})
    context.add_init_script(WITHIN_ITS_FRAME)
    page = context.new_page()
    page.goto(f"{host}twice.html")
    heights = "[...document.querySelectorAll('iframe')].map(({ height }) => Number(height))"
    page.wait_for_function(f"{heights}.every((height) => height > 300 && height !== 1000)")
    for number in (0, 1):
        frame = page.frame_locator("iframe").nth(number)
        frame.locator("[data-action=view-all]").click()
        others = page.evaluate(heights)[1 - number]
        page.wait_for_function(f"{heights}[{number}] > 2000")
        assert page.evaluate(heights)[1 - number] == others, "the other frame keeps its height"
        # The other frame may have grown meanwhile, and a frame out of sight does not draw.
        page.locator("iframe").nth(number).scroll_into_view_if_needed()
        frame.locator("[data-action=see-result]").click()
        heading = frame.locator("#result")
        expect(heading).to_be_focused()
        expect(heading).to_be_in_viewport()
        # The host may still bring it further into view: a press meanwhile would miss its place.
        page.wait_for_function(AT_REST)
        frame.locator("[data-action=view-steps]").click()
        heading = frame.locator(".step-heading h3")
        expect(heading).to_be_focused()
        expect(heading).to_be_in_viewport()
    context.close()


def test_what_is_no_page_opens_in_the_frame_itself(browser, host):
    """In a sandbox without popups a link to another window does nothing."""
    page = browser.new_page(viewport={"width": 400, "height": 800})
    page.goto(f"{host}sandbox.html")
    frame = page.frame_locator("iframe")
    expect(frame.locator(".calculator")).to_have_attribute("data-engine", "python", timeout=60_000)
    section = frame.locator(".dates-to-keep")
    expect(section).to_be_visible()
    if not section.locator("a").is_visible():
        section.locator("summary").click()
    with page.expect_download() as download:
        section.locator("a").click()
    assert download.value.suggested_filename.endswith(".ics")
    for kind in ("[href^='tel:']", "[href^='mailto:']", "[href^='#']", "[download]"):
        links = frame.locator(f"a{kind}")
        assert links.count() or kind == "[href^='mailto:']"
        targets = links.evaluate_all("links => links.map(({ target }) => target)")
        assert set(targets) <= {"_self"}, kind
    page.close()


def test_alone_it_has_no_menus_and_a_way_to_the_whole_site(visitor, language):
    page = visitor.open(ALONE[language], width=320)
    assert page.locator("nav").count() == 0
    # The other language stays in the frame.
    assert page.locator("[data-language-switch]").get_attribute("target") == "_self"
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    home = page.locator("footer a").evaluate("link => link.href")
    assert home == visitor.address + ("" if language == "fr" else "en/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_link_copied_inside_leads_to_the_whole_site(visitor, language):
    page = visitor.context().new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error())")
    page.goto(f"{ALONE[language]}#adult=true")
    page.locator(".keep > details.more > summary").click()
    page.locator("[data-action=copy]").click()
    whole = {"fr": "estimer/", "en": "en/estimate/"}[language]
    version = re.escape(page.locator(".calculator").get_attribute("data-version"))
    expect(page.locator("#keep-link")).to_have_value(
        re.compile(
            rf"^{re.escape(visitor.address + whole)}#c=[0-9a-z]+&adult=true&v={version}"
            r"&r=paas_action-unknown-0\.00-173\.00--interagir-unknown$"
        )
    )
