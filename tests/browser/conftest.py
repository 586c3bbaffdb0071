"""A real Chromium on the built site, and a record of all that the pages did in it.

At the end of every test the record is read: pages ask nothing of anybody but their own
host, nothing that they ask for is missing, they send no body and no query (so no answer),
they store nothing, and nothing is reported on the console.
"""

import json
import os
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Route,
    WebError,
    expect,
    sync_playwright,
)

# The engine may be slow to start on a busy machine; what never comes still has to fail.
START_MS = 60_000

ESTIMATE = {"fr": "estimer/", "en": "en/estimate/"}

# Listens to what the page and its worker tell each other, and changes nothing of it.
EAVESDROP = """
window.heard = { requests: [], responses: [], states: [], progress: [], texts: [], announced: [] };
window.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    heard.worker = this;
    this.addEventListener("message", ({ data }) => {
      if ("response" in data) heard.responses.push(data);
    });
  }
  postMessage(message, ...rest) {
    if (message.request) heard.requests.push(structuredClone(message));
    super.postMessage(message, ...rest);
  }
};
addEventListener("DOMContentLoaded", () => {
  const root = document.querySelector(".calculator");
  if (!root) return;
  const note = () => {
    heard.states.push(root.dataset.engine);
    heard.progress.push(root.querySelector("progress").value);
    heard.texts.push(root.querySelector("[data-progress-text]").textContent);
  };
  const status = root.querySelector("[data-announce]");
  // The page's scripts may have told something before.
  if (status.textContent) heard.announced.push(status.textContent);
  new MutationObserver(() => heard.announced.push(status.textContent))
    .observe(status, { childList: true, characterData: true, subtree: true });
  note();
  new MutationObserver(note).observe(root, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-engine", "value"],
  });
});
"""

SPEAKS = """
(spoken) => Object.defineProperty(Navigator.prototype, "languages", { get: spoken })
"""
LANGUAGE_OF_PAGE = '[location.pathname.includes("/en/") ? "en-CA" : "fr-CA"]'


def wait_for_function(page: Page, expression: str, *, arg: Any = None, timeout: float = 30_000):
    """Ask the page again and again until it says yes.

    Playwright's own lets the page evaluate text at each look, which the site's policy refuses.
    """
    end = time.monotonic() + timeout / 1000
    while not (found := page.evaluate(expression, arg)):
        if time.monotonic() > end:
            raise TimeoutError(f"not so within {timeout / 1000:.0f} s: {expression.strip()}")
        page.wait_for_timeout(20)
    return found


Page.wait_for_function = wait_for_function

FIELDS = """
() => Object.fromEntries(
  [...new FormData(document.querySelector(".calculator form"))].filter(([, v]) => v.trim()))
"""

# Whether the last question put to Python is the form as it stands, and was answered.
ANSWERED = f"""
() => {{
  const last = heard.requests.at(-1);
  if (!last || document.querySelector(".calculator").dataset.engine !== "python") return false;
  const fields = ({FIELDS})();
  return JSON.stringify(last.request.fields) === JSON.stringify(fields)
    && heard.responses.some((response) => response.id === last.id);
}}
"""


class Exchange(NamedTuple):
    """A request as the page put it, and the worker's response as JSON text."""

    request: dict[str, Any]
    response: str


def offer_only(context: BrowserContext, name: str) -> None:
    """Leave one engine in the list that a calculator's page bears of those to try."""

    def change(route: Route) -> None:
        response = route.fetch()
        soup = BeautifulSoup(response.text(), "html.parser")
        (root,) = soup.select(".calculator")
        engines = [one for one in json.loads(root["data-engines"]) if one["name"] == name]
        assert len(engines) == 1
        root["data-engines"] = json.dumps(engines)
        route.fulfill(response=response, body=str(soup))

    for path in ESTIMATE.values():
        context.route(f"**/{path}", change)


class Calculator:
    """The estimate page in one language, handled as a person handles it."""

    def __init__(self, page: Page):
        self.page = page
        self.root = page.locator(".calculator")
        self.form = self.root.locator("form")
        self.result = self.root.locator(".result-body")

    def choose(self, question: str, choice: str) -> None:
        group = self.form.get_by_role("group", name=question)
        group.locator("label").filter(has_text=choice).click()

    def type(self, question: str, text: str) -> None:
        field = self.form.get_by_label(question, exact=True)
        field.click()
        field.press_sequentially(text)

    def field(self, name: str) -> Locator:
        return self.form.locator(f"input[name='{name}']")

    def error(self, name: str) -> Locator:
        return self.form.locator(f"[id='error-{name}']")

    def card(self, programme: str) -> Locator:
        return self.result.locator(f"[data-programme={programme}]")

    def unfold(self) -> None:
        """Open every fold that is closed and can be seen, as a person opens it."""
        closed = self.root.locator("details.more:not([open]) > summary:visible")
        # One that is opened is no longer of them: the next is the first again.
        while closed.count():
            closed.first.click()

    def go_to(self, fragment: str) -> None:
        """As when somebody edits the address of the open page."""
        self.page.evaluate("fragment => { location.hash = fragment }", fragment)

    def wait_for_engine(self, state: str = "python", timeout: int = START_MS) -> None:
        expect(self.root).to_have_attribute("data-engine", state, timeout=timeout)

    def wait_for_answer(self) -> Exchange:
        """Wait until Python has answered the form as it stands now."""
        self.page.wait_for_function(ANSWERED, timeout=START_MS)
        return self.exchanges()[-1]

    def exchanges(self) -> list[Exchange]:
        """Every question that was answered, in order."""
        found = self.page.evaluate(
            """() => heard.requests.flatMap(({ id, request }) => {
              const answered = heard.responses.find((response) => response.id === id);
              return answered ? [[request, JSON.stringify(answered.response)]] : [];
            })"""
        )
        return [Exchange(request, response) for request, response in found]

    def heard(self, name: str) -> list[Any]:
        """What was noted so far of `states`, `progress`, `texts` or `announced`."""
        return self.page.evaluate("name => heard[name]", name)

    def fields(self) -> dict[str, str]:
        """What the form holds, empty fields left out."""
        return self.page.evaluate(FIELDS)

    def fragment(self) -> dict[str, str]:
        """The answers that stand in the address: bytes after a tilde, as after a percent sign."""
        # It is written once what was done is painted, in a task of its own: after those before.
        self.page.evaluate("() => new Promise((done) => setTimeout(done))")
        text = urlsplit(self.page.url).fragment.replace("~", "%")
        pairs = parse_qsl(text, strict_parsing=False)
        assert len(dict(pairs)) == len(pairs), "a name stands twice in the address"
        return dict(pairs)

    def verdicts(self) -> dict[str, str]:
        cards = self.result.locator("[data-programme]").all()
        return {
            card.get_attribute("data-programme"): card.get_attribute("data-verdict")
            for card in cards
        }


class Visitor:
    """Opens pages of the site, each in a fresh context, and records what they do.

    A test that breaks the network, or looks for what is not there, sets `expects_errors`.
    """

    def __init__(self, browser: Browser, address: str):
        self.browser = browser
        self.address = address
        self.expects_errors = False
        self.contexts: list[BrowserContext] = []
        self.requests: list[Request] = []
        self.statuses: list[tuple[int, str]] = []
        self.problems: list[str] = []

    def context(
        self,
        width: int = 1280,
        height: int = 900,
        languages: list[str] | None = None,
        **options: Any,
    ) -> BrowserContext:
        """`languages`: the browser's, that of each page if they are not given."""
        # What a service worker answers cannot be made to fail; only test_offline.py has one.
        options.setdefault("service_workers", "block")
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, base_url=self.address, **options
        )
        self.contexts.append(context)
        context.add_init_script(EAVESDROP)
        spoken = json.dumps(languages) if languages else LANGUAGE_OF_PAGE
        context.add_init_script(f"({SPEAKS})(() => {spoken})")
        context.on("request", lambda request: self.requests.append(request))
        context.on("response", lambda r: self.statuses.append((r.status, r.url)))
        context.on("requestfailed", self._failed)
        context.on("console", self._said)
        context.on("weberror", self._threw)
        context.on("dialog", lambda dialog: self.problems.append(f"dialog: {dialog.message}"))
        return context

    def open(self, path: str, **options: Any) -> Page:
        """A page at an address from the site's root, such as ``en/regions/``."""
        page = self.context(**options).new_page()
        page.goto(self.address + path)
        return page

    def calculator(self, language: str, fragment: str = "", **options: Any) -> Calculator:
        path = ESTIMATE[language] + (f"#{fragment}" if fragment else "")
        return Calculator(self.open(path, **options))

    def paths(self) -> list[str]:
        """What was asked for so far, from the site's root."""
        return [request.url.removeprefix(self.address) for request in self.requests]

    def listed(self) -> str:
        """Every request, for a person to read."""
        answers = {url: status for status, url in self.statuses}
        lines = (f"{r.method} {answers.get(r.url, '---')} {r.url}" for r in self.requests)
        return "\n".join(sorted(set(lines)))

    def _failed(self, request: Request) -> None:
        # Leaving a page cuts off what it was still fetching.
        if not self.expects_errors and request.failure != "net::ERR_ABORTED":
            self.problems.append(f"request failed: {request.url}: {request.failure}")

    def _threw(self, error: WebError) -> None:
        if not self.expects_errors:
            self.problems.append(f"error: {error.error}")

    def _said(self, message: ConsoleMessage) -> None:
        if not self.expects_errors and message.type in ("error", "assert"):
            self.problems.append(f"console {message.type}: {message.text}")

    def check(self) -> None:
        """Hold what the pages did against what they may do."""
        problems = list(self.problems)
        for request in self.requests:
            parts = urlsplit(request.url)
            if not request.url.startswith((self.address, "data:", "blob:")):
                problems.append(f"another origin: {request.url}")
            if parts.query or request.method != "GET" or request.post_data is not None:
                problems.append(f"sends something: {request.method} {request.url}")
        if not self.expects_errors:
            problems += [
                f"answered {status}: {url}" for status, url in self.statuses if status >= 400
            ]
        for context in self.contexts:
            problems += [f"cookie: {cookie['name']}" for cookie in context.cookies()]
            for page in context.pages:
                if page.evaluate(STORED):
                    problems.append(f"stored: {page.evaluate(STORED)}")
        assert not problems, "\n".join([*problems, "", "All requests:", self.listed()])

    def close(self) -> None:
        for context in self.contexts:
            context.close()


STORED = """
async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage),
             ...(await indexedDB.databases()).map(({ name }) => name)]
"""


# What Chromium does beside showing pages. A second list would take the place of Playwright's, so
# that this one has what of that matters here; the popups of the address bar are pages too, in two
# processes for each window, which cost as much as what is tested.
SWITCHED_OFF = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    *("DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable"),
    *("LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "AvoidCorsURLLoaderRestartOnRedirect"),
    *("OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium that PASSERELLE_CHROMIUM names, else Playwright's own."""
    with sync_playwright() as playwright:
        path = os.environ.get("PASSERELLE_CHROMIUM") or playwright.chromium.executable_path
        if not os.access(path, os.X_OK):
            why = f"There is no browser at {path}: run `make test`, or set PASSERELLE_CHROMIUM."
            pytest.fail(why, pytrace=False)
        # Tests act faster than any person: Chromium would leave out changes of the address.
        unhindered = ["--disable-ipc-flooding-protection"]
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[*unhindered, f"--disable-features={','.join(SWITCHED_OFF)}"],
        )
        yield browser
        browser.close()


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Visitor]:
    visitor = Visitor(browser, address)
    yield visitor
    try:
        visitor.check()
    finally:
        visitor.close()


@pytest.fixture
def tab(visitor: Visitor) -> Callable[..., Page]:
    """New tabs at pages of the site, without Python: for what the form holds, not its result.

    ``anew`` opens a browser of its own, else it is that of the tab before.
    """
    visitor.expects_errors = True
    contexts: list[BrowserContext] = []

    def opened(path: str, *, anew: bool = True) -> Page:
        if anew or not contexts:
            contexts.append(visitor.context())
            contexts[-1].route("**/engine/**", lambda route: route.abort())
        page = contexts[-1].new_page()
        page.goto(visitor.address + path)
        return page

    return opened


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="session")
def written() -> Any:
    """A part of a response as JSON text with the order of its keys kept, to compare bytes."""
    return lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":"))
