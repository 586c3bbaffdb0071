"""What each step of the packing saves in three browser families: milliseconds, cold and warm.

`python -m benchmarks.engine_steps FOLDER ...`: built sites, each copied after a build with another
setting of PASSERELLE_ENGINE; the first one is what the others are compared with. The sites take
turns, unthrottled; Chromium is the one that PASSERELLE_CHROMIUM names.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from benchmarks.browser import ROUNDS, Page, measured_visits, spread
from benchmarks.families import FAMILIES, visits_of_family
from benchmarks.shaped import UNTHROTTLED
from tests.browsers.found import BROWSERS

Times = dict[tuple[str, str], list[float]]


def main(folders: list[Path]) -> None:
    """Measure the sites in these folders and print Markdown."""
    sites = [Page(folder.name, folder, "estimer/") for folder in folders]
    for name in ("chromium", *FAMILIES):
        taken: Times = {}
        for place in range(ROUNDS):
            for site in sites if place % 2 == 0 else sites[::-1]:
                for kind, time in _visits(name, site):
                    taken.setdefault((site.name, kind), []).append(time)
        print(*_table(name, taken), sep="\n", flush=True)


def _visits(family: str, site: Page) -> Iterator[tuple[str, float]]:
    if family == "chromium":
        path = os.environ["PASSERELLE_CHROMIUM"]
        with (
            sync_playwright() as playwright,
            closing(
                playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            ) as browser,
        ):
            for kind, visit in measured_visits(browser, site, UNTHROTTLED, 1):
                yield kind, visit.python
        return
    with closing(FAMILIES[family](*BROWSERS[family]().programs)) as driver:
        yield from visits_of_family(driver, site)


def _table(family: str, taken: Times) -> Iterator[str]:
    yield f"\n### {family}, {ROUNDS} rounds in turn\n"
    yield "| site | visit | Python's answer, ms | more than the first, ms |"
    yield "|---|---|---|---|"
    first = next(iter(taken))[0]
    for (site, kind), times in taken.items():
        more = median(times) - median(taken[first, kind])
        yield f"| {site} | {kind} | {spread(times)} | {more:+,.0f} |"


if __name__ == "__main__":
    main([Path(folder) for folder in sys.argv[1:]])
