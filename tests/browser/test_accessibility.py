"""axe finds nothing on any page, in both languages, narrow and wide, light and dark.

Nothing is left out of what it looks at. It sees about half of what can be wrong: the
keyboard, the reading order and the words have tests of their own.
"""

import json
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

# All of A and AA, and of AAA what a tool can see: contrast above all.
RULES = [
    *("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"),
    "best-practice",
]
WIDTHS, SCHEMES = (360, 1280), ("light", "dark")
CHECK = {"fr": "organismes/verifier/", "en": "en/organizations/check/"}
SEARCH = {"fr": "recherche/", "en": "en/search/"}
DIRECTORY = {"fr": "regions/", "en": "en/regions/"}
PROGRAMME = {"fr": "paas-action/", "en": "en/paas-action/"}
INSTEAD = {"fr": ("404.html", "503.html"), "en": ("en/404.html", "en/503.html")}
POSSIBLE = {
    "assistance": "social_assistance",
    "adult": "true",
    "work_outlook": "long_term",
    "weekly_hours": "12",
    "start_date": "2026-08-31",
    "monthly_costs.transport": "60",
    "monthly_costs.childcare": "abc",
}
NOT_POSSIBLE = {"assistance": "none", "on": "2020-01-01"}
STEPS = ["assistance", "adult", "work_outlook", "weekly_hours", "start_date", "monthly_costs"]
ORGANISATIONS = ("non_profit=true&places=8", "non_profit=false", "places=abc")


@pytest.fixture
def violations(record_property):
    """A function: what axe finds on a page, in every width and colour scheme. How many states
    it looked at goes into the report."""
    looked = []

    def look(page):
        found = found_by_axe(page)
        looked.append(page)
        return found

    yield look
    record_property("states of pages", len(looked) * len(WIDTHS) * len(SCHEMES))


def found_by_axe(page):
    found = {}
    page.evaluate(Axe().axe_script)
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            response = page.evaluate(f"axe.run({json.dumps(options)})")
            assert response["passes"], "axe looked at nothing"
            for violation in response["violations"]:
                nodes = [node["html"][:120] for node in violation["nodes"][:3]]
                found[violation["id"], width, scheme] = violation["help"], nodes
    return found


def open_all(page):
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")


@pytest.mark.timeout(1200)  # every page four times: on a busy machine that takes its time
def test_axe_finds_nothing_on_any_page(visitor, language, addresses, violations):
    page = visitor.open("")
    # Posters are made alike: those of one region with several numbers, and of one without.
    posters = {"poster abitibi-temiscamingue", "poster laval"}
    paths = [
        one.path
        for one in addresses
        if one.language == language and (not one.name.startswith("poster ") or one.name in posters)
    ]
    assert len(paths) == len({one.name for one in addresses}) - 17 + len(posters)
    found = {}
    for path in [*paths, *INSTEAD[language]]:
        page.goto(visitor.address + path)
        if on_page := violations(page):
            found[path] = on_page
    assert not found


def test_axe_finds_nothing_on_results(visitor, language, violations):
    calculator = visitor.calculator(language, urlencode(POSSIBLE))
    page = calculator.page
    for answers in (POSSIBLE, NOT_POSSIBLE):
        calculator.go_to(urlencode(answers))
        calculator.wait_for_answer()
        open_all(page)
        assert violations(page) == {}, answers


def test_axe_finds_nothing_on_any_question(visitor, language, violations):
    calculator = visitor.calculator(language, "view=steps")
    for step in STEPS:
        calculator.go_to(urlencode({**POSSIBLE, "view": "steps", "step": step}))
        expect(calculator.form.locator(f"[data-step='{step}']")).to_be_visible()
        calculator.wait_for_answer()
        assert violations(calculator.page) == {}, step


def test_axe_finds_nothing_on_the_answers_of_an_organisation(visitor, language, violations):
    page = visitor.open(CHECK[language])
    for fragment in ORGANISATIONS:
        page.evaluate("fragment => { location.hash = fragment }", fragment)
        page.wait_for_function(
            """() => heard.responses.some(({ id }) => id === heard.requests.at(-1).id)
              && document.querySelector(".calculator").dataset.engine === "python" """,
            timeout=60_000,
        )
        open_all(page)
        assert violations(page) == {}, fragment


COMPARED = {
    "hours": "b.weekly_hours=18,5",
    "another aid": "b.assistance=none",
    "unknown": "b.assistance=unknown&b.weekly_hours=abc",
    "the same": "",
}


@pytest.mark.parametrize("changed", COMPARED.values(), ids=COMPARED)
def test_axe_finds_nothing_on_a_comparison(visitor, language, changed, violations):
    path = {"fr": "estimer/comparer/", "en": "en/estimate/compare/"}[language]
    page = visitor.open(f"{path}#{urlencode(POSSIBLE)}&{changed}")
    page.wait_for_function(
        """() => document.querySelector(".comparison").dataset.engine === "python"
          && heard.responses.some(({ id }) => id === heard.requests.at(-1).id)""",
        timeout=60_000,
    )
    open_all(page)
    assert violations(page) == {}


def test_axe_finds_nothing_while_loading_and_after_a_failure(visitor, language, violations):
    visitor.expects_errors = True
    held = []
    calculator = visitor.calculator(language)
    calculator.page.route("**/*.wasm", lambda route: held.append(route))
    calculator.go_to("adult=true")
    calculator.wait_for_engine("loading")
    assert violations(calculator.page) == {}
    calculator.page.route("**/*.wasm", lambda route: route.abort())
    for route in held:
        route.abort()
    calculator.wait_for_engine("failed")
    assert violations(calculator.page) == {}


@pytest.mark.parametrize("code", ["H2X", "J0T", "K1A", "123"])
def test_axe_finds_nothing_on_the_region_of_a_postal_code(visitor, language, code, violations):
    page = visitor.open(DIRECTORY[language])
    page.locator("#postal-code").press_sequentially(code)
    expect(page.locator(".postal-answer")).not_to_be_empty()
    assert violations(page) == {}


@pytest.mark.parametrize("typed", ["ville-marie", "saint", "charny", "granby"])
def test_axe_finds_nothing_on_the_towns_proposed(visitor, language, typed, violations):
    page = visitor.open(DIRECTORY[language])
    page.locator("#postal-code").press_sequentially(typed)
    if typed in ("charny", "granby"):
        expect(page.locator(".postal-answer")).not_to_be_empty()
    else:
        expect(page.locator("#postal-code-towns")).to_be_visible()
        page.keyboard.press("ArrowDown")
    assert violations(page) == {}


def test_axe_finds_nothing_on_the_towns_of_the_calculator(visitor, language, violations):
    calculator = visitor.calculator(language)
    calculator.page.locator("#postal").press_sequentially("saint-bruno")
    expect(calculator.page.locator("#postal-towns")).to_be_visible()
    calculator.page.keyboard.press("ArrowDown")
    assert violations(calculator.page) == {}


@pytest.mark.parametrize("query", ["Interagir", "xyzxyz"])
def test_axe_finds_nothing_on_what_was_searched(visitor, language, query, violations):
    page = visitor.open(SEARCH[language])
    page.locator("#search-field").fill(query)
    expect(page.locator(".search [role=status]")).to_contain_text(query, timeout=20_000)
    assert violations(page) == {}


def test_axe_finds_nothing_on_the_meaning_of_a_word(visitor, language, violations):
    page = visitor.open(PROGRAMME[language])
    page.locator("main button[popovertarget]").first.click()
    expect(page.locator("[popover]:popover-open")).to_be_visible()
    assert violations(page) == {}


FAULTY = """<!doctype html><html lang="en"><title>Faults</title><main><h1>Faults</h1>
<p style="color: #666; background: #eee">Enough for AA, not for AAA</p>
<button style="width: 9px; height: 9px"></button><button style="width: 9px">x</button></main>"""


def test_axe_finds_faults(browser):
    """The tests above could not tell a tool that sees nothing from pages without a fault."""
    page = browser.new_page()
    page.set_content(FAULTY)
    found = {id for id, _, _ in found_by_axe(page)}
    page.close()
    assert found >= {"color-contrast-enhanced", "button-name", "target-size"}
