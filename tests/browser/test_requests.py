"""Every page is opened once, and every request that it makes is listed and looked at."""

from urllib.parse import urlsplit

import pytest

from benchmarks.first_view import parts


def requests_by_page(visitor, paths, *, fresh=False):
    """Open each page and leave it once it asks for nothing more; the requests by page.

    A few are open at a time, as most of it is waiting. `fresh`: each as a new visitor's first.
    """
    asked = {path: set() for path in paths}
    shared = None if fresh else visitor.context()
    for start in range(0, len(paths), 6):
        batch = paths[start : start + 6]
        tabs = [(path, (shared or visitor.context()).new_page()) for path in batch]
        for path, tab in tabs:
            tab.on("request", lambda request, path=path: asked[path].add(request.url))
            tab.goto(visitor.address + path)
        for _, tab in tabs:
            tab.wait_for_load_state("networkidle")
            tab.close()
    return {path: {url.removeprefix(visitor.address) for url in asked[path]} for path in paths}


def test_every_request_of_every_page_is_answered_by_its_own_host(visitor, addresses):
    requests_by_page(visitor, [one.path for one in addresses])
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
    asked = requests_by_page(visitor, [one.path for one in one_of_each], fresh=True)
    for path, requests in asked.items():
        weighed = set(parts(site, path))
        assert requests <= weighed, path
        # A picture of the style, where a page does not show it.
        assert weighed - requests <= {"assets/icons/search.svg"}, path


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
