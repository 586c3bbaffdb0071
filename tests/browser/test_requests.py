"""Every page is opened once, and every request that it makes is listed and looked at."""

from urllib.parse import urlsplit

import pytest

from benchmarks.first_view import parts


def test_every_request_of_every_page_is_answered_by_its_own_host(visitor, addresses):
    page = visitor.open("")
    for one in addresses:
        page.goto(visitor.address + one.path)
        if page.locator("script").count():
            page.wait_for_load_state("networkidle")
    wrong = [
        (status, url)
        for status, url in visitor.statuses
        if status >= 400 or not url.startswith(visitor.address)
    ]
    assert not wrong, visitor.listed()
    asked = {path.partition("#")[0] for path in visitor.paths()}
    assert {one.path for one in addresses} <= asked, visitor.listed()
    # Without a touch no page asks for more than its own text, style, icon and script.
    loaded = {path for path in asked if path.endswith((".css", ".svg", ".js", ".png"))}
    assert not [path for path in loaded if path.endswith("worker.js")], visitor.listed()
    others = asked - loaded
    assert others == {one.path for one in addresses}, visitor.listed()


def test_what_is_weighed_is_what_a_browser_asks_for(visitor, one_of_each, site):
    """The bytes of a first view (tests/site/test_weight.py) leave nothing out."""
    for one in one_of_each:
        before = len(visitor.requests)
        page = visitor.open(one.path)
        page.wait_for_load_state("networkidle")
        asked, weighed = set(visitor.paths()[before:]), set(parts(site, one.path))
        assert asked <= weighed, one.path
        # A picture of the style, where a page does not show it.
        assert weighed - asked <= {"assets/icons/search.svg"}, one.path
        page.context.close()
        visitor.contexts.remove(page.context)


def test_every_request_of_the_calculator_is_answered_by_its_own_host(visitor, language):
    calculator = visitor.calculator(language, "assistance=none&monthly_costs.other=12.34")
    calculator.wait_for_answer()
    calculator.page.wait_for_load_state("networkidle")
    own = urlsplit(visitor.address).netloc
    assert {urlsplit(request.url).netloc for request in visitor.requests} == {own}, visitor.listed()
    assert any(path.endswith(".wasm") for path in visitor.paths()), visitor.listed()
    assert not any("12.34" in path.partition("#")[0] for path in visitor.paths())
    for request in visitor.requests:
        assert "12.34" not in str(request.headers), "an answer left in a header"


@pytest.mark.parametrize(("path", "language"), [("nowhere/", "fr"), ("en/nowhere/else", "en")])
def test_a_missing_page_is_whole_and_leads_home(visitor, path, language):
    visitor.expects_errors = True
    page = visitor.open(path)
    assert page.locator("html").get_attribute("lang") == language
    page.wait_for_load_state("networkidle")
    failed = [url for status, url in visitor.statuses if status >= 400]
    assert failed == [visitor.address + path], "the page itself is missing, and nothing else"
    page.locator("main a").first.click()
    page.wait_for_url(visitor.address + ("" if language == "fr" else "en/"))
