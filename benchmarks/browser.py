"""The pages in a browser: first answer and Python's answer, bytes, long tasks, memory.

Ours with the lean engine, ours with stock Pyodide, and the same questions in publicodes and
plain JavaScript (benchmarks/rivals/), in turn. "Cold" is a browser that knows nothing,
"warm" its second visit.
"""

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, sync_playwright
from playwright.sync_api import Page as Tab

from benchmarks import command_line, lines
from benchmarks.rounds import agree
from benchmarks.shaped import FAST_4G, SLOW_4G, UNTHROTTLED, Line, Shaped
from benchmarks.versions import NODE, PACKAGES
from compiler.publish.bundle import bundle_scripts
from compiler.publish.compress import compress
from compiler.site import BUILD, PROJECT, SITE

RIVALS = Path(__file__).with_name("rivals")
STAGE = BUILD / "bench"
ROUNDS = int(os.environ.get("PASSERELLE_BENCH_ROUNDS", "3"))
FRAGMENT = "#assistance=aim_for_employment&work_outlook=after_preparation&weekly_hours=12"
LONG_MS = 180_000
SETTLED_MS = 1_000
# A tab that opens keeps the browser itself busy, which is nobody's page.
AT_REST_MS = 2_000
EVALUATIONS = 300

# Notes when the first answer stands on the page, when Python's does, and long tasks.
WATCH = """
window.seen = { longTasks: [] };
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) seen.longTasks.push(Math.round(one.duration));
}).observe({ type: "longtask", buffered: true });
const now = (mark) => {
  seen[mark] = performance.now();
  console.debug(`benchmark: ${mark}`);
};
const look = () => {
  const first = document.querySelector("[data-programme=paas_action][data-verdict=possible]");
  if (first && !seen.first) now("first");
  const root = document.querySelector("[data-engine]");
  const checked = root?.dataset.engine === "python" && root.querySelector("[data-check=within]");
  if ((root ? checked : first) && !seen.python) now("python");
};
new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
"""

# Which engines a page knows.
ENGINES = re.compile(r'data-engines="([^"]*)"')

EVALUATE = """
async (count) => {
  const root = document.querySelector(".calculator");
  if (!root) {
    const start = performance.now();
    for (let place = 0; place < count; place += 1)
      window.answer({ assistance: "none", work_outlook: "ready", weekly_hours: place % 168 });
    return (performance.now() - start) / count;
  }
  const workerUrl = new URL(root.dataset.worker, location.href).href;
  const { PythonClient } = await import(new URL("client.js", workerUrl).href);
  const { engineUrl, engines } = root.dataset;
  const told = {};
  const said = (name, wanted) => new Promise((resolve) => {
    told[name] = (id) => (wanted === undefined || id === wanted) && resolve();
  });
  const ready = said("onReady");
  const nothing = () => {};
  const client = new PythonClient({
    ...{ bundleUrl: engineUrl, bundles: JSON.parse(engines), workerUrl, patienceMs: 60000 },
    ...{ onProgress: nothing, onStarting: nothing, onFailed: nothing },
    onReady: () => told.onReady(),
    onResponse: (id) => told.onResponse(id),
  });
  await client.start();
  await ready;
  const request = (hours) => ({
    kind: "participant", language: "fr", today: root.dataset.built,
    links: JSON.parse(root.dataset.links), fields: { weekly_hours: String(hours) },
  });
  const start = performance.now();
  const last = said("onResponse", count);
  for (let id = 1; id <= count; id += 1) client.ask(id, request(id % 168));
  await last;
  const spent = (performance.now() - start) / count;
  client.cancel();
  return spent;
}
"""


class Page(NamedTuple):
    """A page to measure: what it is called, its folder and its address there."""

    name: str
    folder: Path
    path: str


class Visit(NamedTuple):
    """What one visit gave: milliseconds, milliseconds of long tasks, megabytes."""

    first: float
    python: float
    long_tasks: list[int]
    memory: float


def pages() -> list[Page]:
    """The pages, made below build/bench; their answers are held against ours first."""
    shutil.rmtree(STAGE, ignore_errors=True)
    stock = Path(shutil.copytree(SITE, STAGE / "stock", copy_function=os.link))
    for name in ("index.html", "index.html.br", "index.html.gz"):
        file = stock / "estimer" / name
        content = file.read_text(encoding="utf-8") if name == "index.html" else None
        file.unlink()
        if content:
            file.write_text(ENGINES.sub(_only_stock, content), encoding="utf-8")
    whole = [file for file in stock.glob("engine/*/**/*") if file.is_file()]
    # The rival at its best; a build spends less on what is only the way out.
    plain = [file for file in whole if file.suffix not in (".br", ".gz")]
    plain.append(stock / "estimer" / "index.html")
    compress(plain, BUILD / "compressed", best=True)
    rivals = STAGE / "rivals"
    shutil.copytree(RIVALS, rivals)
    shutil.copy(PACKAGES / "publicodes" / "dist" / "index.js", rivals / "publicodes/publicodes.js")
    rules = json.dumps(command_line.rival_rules())
    (rivals / "publicodes" / "rules.json").write_text(rules, encoding="utf-8")
    for name in ("plain", "publicodes"):
        shutil.copy(rivals / "page.html", rivals / name / "index.html")
    compress([file for file in rivals.rglob("*.js*") if file.is_file()], BUILD / "compressed")
    _same_answers()
    return [
        Page("ours", SITE, "estimer/"),
        Page("stock Pyodide", stock, "estimer/"),
        Page("publicodes", rivals, "publicodes/"),
        Page("plain JavaScript", rivals, "plain/"),
    ]


def _only_stock(found: re.Match[str]) -> str:
    engines = [one for one in json.loads(html.unescape(found[1])) if one["name"] == "stock"]
    return f'data-engines="{html.escape(json.dumps(engines))}"'


def _same_answers() -> None:
    people = command_line.people_with_hours()
    ours = lines.programmes(
        lines.ask(lines.text({"on": command_line.DAY, **one} for one in people))
    )
    given = lines.text(people)
    command = [NODE, RIVALS / "plain" / "answer.mjs"]
    said = subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True).stdout
    theirs = map(json.loads, said.splitlines())
    agree(people, ("ours", "plain JavaScript"), map(command_line.asked_of_rivals, ours), theirs)


def run(path: str) -> Iterator[str]:
    """Measure everything in the browser at a path; gives Markdown, line by line."""
    measured = pages()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        with closing(browser):
            yield from _times(browser, measured)
            yield from _touches(browser)
            yield from _bytes(browser, measured)
            yield from _evaluations(browser, measured)


def _times(browser: Browser, measured: list[Page]) -> Iterator[str]:
    settings = [(UNTHROTTLED, 1), (FAST_4G, 1), (SLOW_4G, 1), (UNTHROTTLED, 4)]
    for line, slowdown in settings:
        taken: dict[tuple[str, str], list[Visit]] = {}
        for place in range(ROUNDS):
            order = measured if place % 2 == 0 else measured[::-1]
            for page in order:
                for kind, visit in measured_visits(browser, page, line, slowdown):
                    taken.setdefault((page.name, kind), []).append(visit)
        title = line.name if slowdown == 1 else f"main thread slowed {slowdown} times"
        yield f"\n### {title}, {ROUNDS} rounds in turn\n"
        times = "first answer, ms | Python's answer, ms | × stock"
        yield f"| page | visit | {times} | longest task, ms | memory, MB |"
        yield "|---|---|---|---|---|---|---|"
        for (name, kind), visits in taken.items():
            base = median(one.python for one in taken["stock Pyodide", kind])
            python = [one.python for one in visits]
            longest = max((task for one in visits for task in one.long_tasks), default=0)
            yield (
                f"| {name} | {kind} | {spread([one.first for one in visits])} | {spread(python)} "
                f"| {median(python) / base:.2f} | {longest or '< 50'} "
                f"| {median(one.memory for one in visits):.0f} |"
            )


def spread(values: list[float]) -> str:
    """The median, and from the least to the most."""
    return f"{median(values):,.0f} ({min(values):,.0f} – {max(values):,.0f})"


def measured_visits(
    browser: Browser, page: Page, line: Line, slowdown: int
) -> Iterator[tuple[str, Visit]]:
    with closing(Shaped(page.folder, line)) as serving:
        context = _context(browser)
        for kind in ("cold", "warm"):
            tab = _slowed(context, slowdown)
            # Nothing is evaluated while it is measured: that would be a long task of its own.
            with tab.expect_console_message(_is_python, timeout=LONG_MS):
                tab.goto(f"{serving.address}{page.path}{FRAGMENT}", wait_until="commit")
            tab.wait_for_timeout(SETTLED_MS)
            seen: dict[str, Any] = tab.evaluate("seen")
            memory = _memory(browser)
            yield kind, Visit(seen["first"], seen["python"], seen["longTasks"], memory)
            tab.close()
        context.close()


def _touches(browser: Browser) -> Iterator[str]:
    """Long tasks from a person's first touch of our page, which has come to rest, to Python's
    answer: the engine's own, without those of the page's first drawing."""
    yield "\n### While the engine starts after the first touch, main thread slowed 4 times\n"
    yield "| visit | Python's answer after the touch, ms | longest task, ms |"
    yield "|---|---|---|"
    taken: dict[str, list[tuple[float, int]]] = {}
    for _ in range(ROUNDS):
        with closing(Shaped(SITE, UNTHROTTLED)) as serving:
            context = _context(browser)
            for kind in ("cold", "warm"):
                tab = _slowed(context, 4)
                tab.goto(f"{serving.address}estimer/")
                tab.wait_for_timeout(SETTLED_MS)
                # Found before, so that nothing of ours runs in the page after the touch.
                hours = tab.locator("[name=weekly_hours]")
                hours.scroll_into_view_if_needed()
                place = hours.bounding_box()
                assert place
                tab.wait_for_timeout(SETTLED_MS)
                start = tab.evaluate("seen.longTasks = []; performance.now()")
                with tab.expect_console_message(_is_python, timeout=LONG_MS):
                    tab.mouse.click(place["x"] + 20, place["y"] + place["height"] / 2)
                    tab.keyboard.type("12")
                tab.wait_for_timeout(SETTLED_MS)
                seen = tab.evaluate("seen")
                longest = max(seen["longTasks"], default=0)
                taken.setdefault(kind, []).append((seen["python"] - start, longest))
                tab.close()
            context.close()
    for kind, visits in taken.items():
        longest = max(long for _, long in visits)
        yield f"| {kind} | {spread([time for time, _ in visits])} | {longest or '< 50'} |"


def _slowed(context: BrowserContext, slowdown: int) -> Tab:
    """A new tab, at rest, whose main thread is so many times slower."""
    tab = context.new_page()
    tab.wait_for_timeout(AT_REST_MS)
    context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    return tab


def _is_python(message: ConsoleMessage) -> bool:
    return message.text == "benchmark: python"


def _context(browser: Browser) -> BrowserContext:
    """A browser that knows nothing and notes what `WATCH` looks for.

    The site's policy refuses what Playwright evaluates while it waits, so here it is off.
    """
    context = browser.new_context(service_workers="block", bypass_csp=True)
    context.add_init_script(WATCH)
    return context


def _memory(browser: Browser) -> float:
    """Megabytes of the largest page process, what it shares counted in part (Linux only)."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    found = [0.0]
    for one in processes:
        rollup = Path(f"/proc/{one['id']}/smaps_rollup")
        if one["type"] == "renderer" and rollup.is_file():
            (size,) = (
                row.split()[1] for row in rollup.read_text().splitlines() if row.startswith("Pss:")
            )
            found.append(int(size) / 1024)
    return max(found)


def _bytes(browser: Browser, measured: list[Page]) -> Iterator[str]:
    yield "\n### Bytes over the wire, to Python's answer, compressed with brotli\n"
    yield "| page | file | KB |"
    yield "|---|---|---|"
    for page in measured:
        with closing(Shaped(page.folder, UNTHROTTLED)) as serving:
            context = _context(browser)
            tab = context.new_page()
            tab.goto(f"{serving.address}{page.path}{FRAGMENT}")
            tab.wait_for_function("seen.python !== undefined", timeout=LONG_MS)
            context.close()
            for file, size in sorted(serving.sent.items(), key=lambda one: -one[1]):
                name = file.rpartition("/")[2] or "the page"
                yield f"| {page.name} | {name} | {size / 1000:.1f} |"
            engine = sum(size for file, size in serving.sent.items() if "/engine/" in file)
            whole = f"{sum(serving.sent.values()) / 1000:,.0f}"
            yield f"| {page.name} | **all** | **{whole}** (engine {engine / 1000:,.0f}) |"


def _client() -> Path:
    """The page's client of Python as a script of its own, which is not published."""
    folder = STAGE / "client"
    if not folder.is_dir():
        bundle_scripts(NODE, PACKAGES, PROJECT / "browser", folder, ["python/client.js"])
    return folder / "client.js"


def _evaluations(browser: Browser, measured: list[Page]) -> Iterator[str]:
    yield "\n### One evaluation in the browser\n"
    yield "With Python: the rules, and the answer drawn as HTML; the rivals draw nothing.\n"
    yield "| page | ms | a second |"
    yield "|---|---|---|"
    for page in measured:
        with closing(Shaped(page.folder, UNTHROTTLED)) as serving:
            context = _context(browser)
            tab = context.new_page()
            tab.route("**/client.js", lambda route: route.fulfill(path=_client()))
            tab.goto(f"{serving.address}{page.path}")
            tab.wait_for_load_state("networkidle")
            spent = [tab.evaluate(EVALUATE, EVALUATIONS) for _ in range(ROUNDS)]
            context.close()
            yield f"| {page.name} | {median(spent):.3f} | {1000 / median(spent):,.0f} |"
