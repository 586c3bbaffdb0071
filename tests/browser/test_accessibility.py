"""axe finds nothing on any layout, in both languages, narrow and wide, light and dark.

Nothing is left out of what it looks at. It sees about half of what can be wrong: the
keyboard, the reading order and the words have tests of their own.
"""

from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
WIDTHS, SCHEMES = (360, 1280), ("light", "dark")
LAYOUTS = {
    "home": ("", "en/"),
    "programme": ("paas-action/", "en/paas-action/"),
    "undated programme": ("interagir/", "en/interagir/"),
    "organizations": ("organismes/", "en/organizations/"),
    "situations": ("situations/", "en/situations/"),
    "organization's check": ("organismes/verifier/", "en/organizations/check/"),
    "directory": ("regions/", "en/regions/"),
    "region": ("regions/cote-nord/", "en/regions/cote-nord/"),
    "calculator": ("estimer/", "en/estimate/"),
    "sources": ("sources/", "en/sources/"),
    "search": ("recherche/", "en/search/"),
    "about": ("a-propos/", "en/about/"),
    "missing": ("404.html", "en/404.html"),
}
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
    record_property("axe_states", len(looked) * len(WIDTHS) * len(SCHEMES))


def found_by_axe(page):
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            options = {"runOnly": RULES, "resultTypes": ["violations"]}
            response = Axe().run(page, options=options).response
            assert response["passes"], "axe looked at nothing"
            for violation in response["violations"]:
                nodes = [node["html"][:120] for node in violation["nodes"][:3]]
                found[violation["id"], width, scheme] = violation["help"], nodes
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
def test_axe_finds_nothing(visitor, language, layout, violations):
    page = visitor.open(LAYOUTS[layout][language == "en"])
    assert violations(page) == {}


def test_axe_finds_nothing_on_results(visitor, language, violations):
    calculator = visitor.calculator(language, urlencode(POSSIBLE))
    page = calculator.page
    for answers in (POSSIBLE, NOT_POSSIBLE):
        calculator.go_to(urlencode(answers))
        calculator.wait_for_answer()
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
        assert violations(page) == {}, answers


def test_axe_finds_nothing_while_loading_and_after_a_failure(visitor, language, violations):
    visitor.expects_errors = True
    held = []
    calculator = visitor.calculator(language)
    calculator.page.route("**/engine.json", lambda route: held.append(route))
    calculator.go_to("adult=true")
    calculator.wait_for_engine("loading")
    assert violations(calculator.page) == {}
    for route in held:
        route.abort()
    calculator.wait_for_engine("failed")
    assert violations(calculator.page) == {}
