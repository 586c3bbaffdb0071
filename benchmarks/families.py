"""Python's answer in Firefox and WebKitGTK, unthrottled, beside the same rivals as in Chromium.

These are driven as `make browsers` drives them. Nothing can be put into a page before its own
scripts there, so a time is taken in the page by a script that arrives when it has loaded: for pages
that answer sooner it is that of their loading.
"""

from collections.abc import Iterator
from contextlib import closing
from statistics import median

from benchmarks.browser import FRAGMENT, ROUNDS, Page, pages, spread
from benchmarks.shaped import UNTHROTTLED, Shaped
from tests.browsers.driver import Driver
from tests.browsers.firefox import Firefox
from tests.browsers.found import BROWSERS
from tests.browsers.webkit import WebKitGtk

FAMILIES = {"firefox": Firefox, "webkitgtk": WebKitGtk}

# The milliseconds since the page was asked for at which its answer stands there.
ANSWERED = """
new Promise((done) => {
  const look = () => {
    const root = document.querySelector("[data-engine]");
    const answered = root
      ? root.dataset.engine === "python" && root.querySelector("[data-check=within]")
      : document.querySelector("[data-programme=paas_action][data-verdict=possible]");
    if (answered) done(performance.now());
  };
  const everything = { subtree: true, childList: true, attributes: true };
  new MutationObserver(look).observe(document, everything);
  look();
})
"""


def run() -> Iterator[str]:
    """Measure in each family that is on this machine; gives Markdown, line by line."""
    measured = pages()
    for name, start in FAMILIES.items():
        found = BROWSERS[name]()
        if not found.is_there:
            yield f"\n{name} is not on this machine: nothing measured in it (use make browsers)"
            continue
        version = ""
        taken: dict[tuple[str, str], list[float]] = {}
        for place in range(ROUNDS):
            for page in measured if place % 2 == 0 else measured[::-1]:
                with closing(start(*found.programs)) as driver:
                    version = driver.version
                    for kind, time in visits_of_family(driver, page):
                        taken.setdefault((page.name, kind), []).append(time)
        yield f"\n### {name} {version}, unthrottled, {ROUNDS} rounds in turn\n"
        yield "| page | visit | Python's answer, ms | × stock |"
        yield "|---|---|---|---|"
        for (page_name, kind), times in taken.items():
            base = median(taken["stock Pyodide", kind])
            yield f"| {page_name} | {kind} | {spread(times)} | {median(times) / base:.2f} |"


def visits_of_family(driver: Driver, page: Page) -> Iterator[tuple[str, float]]:
    with closing(Shaped(page.folder, UNTHROTTLED)) as serving:
        for kind in ("cold", "warm"):
            driver.go("about:blank")
            driver.go(f"{serving.address}{page.path}{FRAGMENT}")
            yield kind, driver.evaluate(ANSWERED)
