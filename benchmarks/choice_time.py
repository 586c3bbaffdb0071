"""How long one choice on the estimate keeps a page busy, on a processor four times slower.

Each choice is a touch, of a finger that rests as long as fingers do. What is measured is the time
from it to the next frame that the browser paints ("interaction to next paint": the longest of those
from the press, the release and the click), and the longest task of the page's thread that follows.
Python is not waited for: the page answers choices from its files of results.
"""

from contextlib import closing
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from benchmarks.shaped import UNTHROTTLED, Shaped

SLOWDOWN = 4
SETTLED_MS = 1_500
PRESSED_MS = 80
# Touches of one question after the other, then of others of its answers.
CHOICES = (
    *("assistance=social_assistance", "adult=true", "work_outlook=long_term"),
    *("assistance=none", "adult=false", "work_outlook=ready"),
)
# Browsers round the time of an interaction to 8 ms.
WATCH = """
window.seen = { paints: [], tasks: [] };
const note = (type, into) => new PerformanceObserver((list) => {
  for (const one of list.getEntries()) {
    if (type !== "event" || one.interactionId) into.push(Math.round(one.duration));
  }
}).observe({ type, durationThreshold: 16 });
note("event", seen.paints);
note("longtask", seen.tasks);
"""
TOUCH = """
() => {
  window.seen.paints.length = window.seen.tasks.length = 0;
}
"""


def choice_times(browser_path: str, site: Path, path: str) -> tuple[float, float, int]:
    """Milliseconds from a choice to the next frame, the median and the longest; and those of the
    longest task, 0 where none took 50."""
    with sync_playwright() as playwright, closing(Shaped(site, UNTHROTTLED)) as serving:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        with closing(browser):
            paints, tasks = _touched(browser, f"{serving.address}{path}")
    return median(paints), max(paints), max(tasks, default=0)


def _touched(browser: Browser, address: str) -> tuple[list[int], list[int]]:
    # The site's policy refuses what Playwright evaluates while it waits.
    context = browser.new_context(service_workers="block", bypass_csp=True)
    context.add_init_script(WATCH)
    tab = context.new_page()
    context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    tab.goto(address)
    paints, tasks = [], []
    for choice in CHOICES:
        name, _, value = choice.partition("=")
        label = tab.locator(f"label:has(input[name='{name}'][value='{value}'])").first
        label.scroll_into_view_if_needed()
        tab.wait_for_timeout(SETTLED_MS)
        tab.evaluate(TOUCH)
        label.click(delay=PRESSED_MS)
        tab.wait_for_timeout(SETTLED_MS)
        seen = tab.evaluate("seen")
        # What is painted sooner than observers tell of is no slower than that.
        paints.append(max(seen["paints"], default=16))
        tasks += seen["tasks"]
    return paints, tasks
