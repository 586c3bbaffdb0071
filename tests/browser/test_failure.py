"""When the engine cannot start, the page says so, helps on, and can try again.

Only the network is made to fail, by cutting requests off or answering them wrongly.
"""

import re
from itertools import product

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import offer_only

# Far less than the page's own patience: an error is told when it happens.
SOON_MS = 20_000

ANSWERS = {"assistance": "aim_for_employment", "weekly_hours": "12"}
FRAGMENT = "assistance=aim_for_employment&weekly_hours=12"
PATHS = {"fr": "estimer/", "en": "en/estimate/"}
WORDS = {
    "fr": ("Le calculateur n’a pas pu démarrer", "Réessayer"),
    "en": ("The calculator couldn’t start", "Try again"),
}

WAYS = {
    "an error of the host": lambda route: route.fulfill(status=500, body="error"),
    "cut off": lambda route: route.abort(),
    "another page": lambda route: route.fulfill(
        status=200, content_type="text/html", body="<!doctype html><title>Log in</title>"
    ),
}


@pytest.fixture
def opened(visitor, language):
    """A function that opens the calculator with answers, some requests handled otherwise."""
    visitor.expects_errors = True

    def open_with(pattern, handler):
        calculator = visitor.calculator(language)
        calculator.page.route(pattern, handler)
        calculator.go_to(FRAGMENT)
        return calculator

    return open_with


def says_that_it_failed(calculator, language):
    text, retry = WORDS[language]
    alert = calculator.root.get_by_role("alert")
    expect(alert).to_be_visible()
    expect(alert).to_contain_text(text)
    expect(alert.get_by_role("button", name=retry)).to_be_visible()
    expect(calculator.root.locator(".engine-progress")).to_be_hidden()
    expect(calculator.root.locator(".result")).to_have_attribute("aria-busy", "false")
    phones = calculator.root.locator(".phone-fold li[data-region]")
    assert phones.count() == 17
    for phone in phones.all():
        expect(phone.locator("a[href^='tel:']").first).to_be_visible()
    assert calculator.fields() == calculator.fragment() == ANSWERS
    # The result as built stays, rather than nothing.
    assert list(calculator.verdicts()) == ["paas_action", "interagir"]


def test_a_failure_is_told_and_trying_again_works(opened, language):
    pattern = re.compile(r"\.wasm$")
    calculator = opened(pattern, WAYS["cut off"])
    calculator.wait_for_engine("failed", SOON_MS)
    says_that_it_failed(calculator, language)

    calculator.page.unroute(pattern)
    retry = calculator.root.get_by_role("button", name=WORDS[language][1])
    retry.focus()
    calculator.page.keyboard.press("Enter")
    calculator.wait_for_answer()
    assert calculator.verdicts()["paas_action"] in ("unknown", "possible", "to_confirm")
    expect(calculator.root.get_by_role("alert")).to_be_hidden()
    check = calculator.card("paas_action").locator("[data-check]")
    expect(check).to_have_attribute("data-check", "within")
    assert calculator.fields() == calculator.fragment() == ANSWERS
    # The button that was pressed is gone; the focus must not go with it.
    assert calculator.page.evaluate("document.activeElement !== document.body")


def test_answering_on_tries_again_too(opened):
    pattern = re.compile(r"\.wasm$")
    calculator = opened(pattern, WAYS["cut off"])
    calculator.wait_for_engine("failed", SOON_MS)
    calculator.page.unroute(pattern)
    calculator.field("weekly_hours").fill("21")
    calculator.wait_for_answer()
    check = calculator.card("paas_action").locator("[data-check]")
    expect(check).to_have_attribute("data-check", "above_maximum")


@pytest.mark.parametrize("engine", ["lean", "stock"])
def test_whichever_file_fails_it_is_told_soon(visitor, engine):
    visitor.expects_errors = True
    context = visitor.context()
    offer_only(context, engine)
    calculator = type(visitor.calculator("en"))(context.new_page())
    calculator.page.goto(f"{visitor.address}en/estimate/#{FRAGMENT}")
    calculator.wait_for_answer()
    wanted = {p for p in visitor.paths() if p.startswith("engine/") or p.endswith("worker.js")}
    assert len(wanted) > 4
    page = calculator.page
    silent = []
    for path, (way, handler) in product(sorted(wanted), WAYS.items()):
        page.goto("about:blank")
        page.route(f"**/{path}", handler)
        page.goto(f"en/estimate/#{FRAGMENT}")
        try:
            calculator.wait_for_engine("failed", SOON_MS)
        except AssertionError:
            silent.append(f"{path.rpartition('/')[2]}: {way}")
        page.unroute(f"**/{path}")
    assert not silent, "these failed, and the page did not say so"


def test_where_the_lean_engine_is_at_fault_the_stock_one_answers(visitor, language):
    """A file that came whole, and is no memory: not the network's fault."""
    visitor.expects_errors = True
    calculator = visitor.calculator(language)
    calculator.page.route("**/lean/passerelle.image", as_zeros)
    calculator.go_to(FRAGMENT)
    calculator.wait_for_answer()
    assert "failed" not in calculator.heard("states")
    check = calculator.card("paas_action").locator("[data-check]")
    expect(check).to_have_attribute("data-check", "within")
    assert any("/stock/" in path for path in visitor.paths())


def as_zeros(route):
    response = route.fetch()
    route.fulfill(response=response, body=bytes(len(response.body())))


def test_a_load_that_stands_still_is_given_up(visitor, language):
    visitor.expects_errors = True
    page = visitor.context().new_page()
    held = []
    page.route("**/*.wasm", lambda route: held.append(route))
    page.route(f"**/{PATHS[language]}", with_patience_of(1500))
    page.goto(f"{PATHS[language]}#{FRAGMENT}")
    root = page.locator(".calculator")
    expect(root).to_have_attribute("data-patience-ms", "1500")
    expect(root).to_have_attribute("data-engine", "failed", timeout=SOON_MS)
    expect(root.get_by_role("alert")).to_contain_text(WORDS[language][0])
    assert page.locator(".phone-fold[open] li[data-region]").count() == 17
    assert held, "nothing was held back"
    for route in held:
        route.abort()


def with_patience_of(milliseconds):
    """A handler that serves the page with a shorter time limit in its own attribute."""

    def serve(route):
        response = route.fetch()
        mark = 'data-engine="static"'
        assert response.text().count(mark) == 1
        body = response.text().replace(mark, f'{mark} data-patience-ms="{milliseconds}"')
        route.fulfill(response=response, body=body)

    return serve
