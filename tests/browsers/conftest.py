"""Every browser by name, a server that notes what it is asked for, and the matrix at the end.

Whether a request was made is asked of the server: it knows without the help of any browser, and
hears service workers too.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from compiler.serve import Handler, Server
from tests.browsers.chromium import Chromium
from tests.browsers.driver import Driver, DriverError
from tests.browsers.firefox import Firefox
from tests.browsers.found import BROWSERS, ROOT
from tests.browsers.webkit import WebKitGtk

FAMILIES: dict[str, Callable[..., Driver]] = {
    "chromium": Chromium,
    "firefox": Firefox,
    "webkitgtk": WebKitGtk,
}
REPORT = ROOT / "build/browsers.md"
PICTURES = ROOT / ".cache/browsers/failed"

# What a test is about, as the matrix's columns name it; in their order.
COLUMNS = (
    "page",
    "table",
    "Python",
    "plan",
    "link",
    "print",
    "offline",
    "search",
    "erase",
    "damaged image",
)


class Visits:
    """A server over the site, and the paths that it was asked for."""

    def __init__(self, site: Path):
        self.paths: list[str] = []
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.held = ""
        self._server = Server(("127.0.0.1", 0), partial(_Noting, visits=self, directory=str(site)))
        self.address = f"http://127.0.0.1:{self._server.server_port}/"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.is_running = True

    def hold(self, start: str) -> None:
        """Let requests wait whose path begins so, until `release`."""
        self.held = start
        self.may_answer.clear()

    def release(self) -> None:
        self.may_answer.set()

    def of_engine(self) -> list[str]:
        """The requests for Python."""
        return [path for path in self.paths if path.startswith("/engine/")]

    def stop(self) -> None:
        """As when the network is gone: nothing listens any more."""
        if not self.is_running:
            return
        self.is_running = False
        self.release()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Noting(Handler):
    def __init__(self, *given: Any, visits: Visits, **options: Any):
        # The base class answers within its own constructor.
        self.visits = visits
        super().__init__(*given, **options)

    def do_GET(self) -> None:
        self.visits.paths.append(self.path)
        if self.visits.held and self.path.startswith(self.visits.held):
            self.visits.may_answer.wait()
        super().do_GET()


@pytest.fixture
def served(site: Path) -> Iterator[Visits]:
    visits = Visits(site)
    yield visits
    visits.stop()


class Running:
    """A browser that is started once for all its tests: every test has an address of its own,
    and so nothing that another left. Starting one takes longer than most tests."""

    def __init__(self, browser: str):
        self.found = BROWSERS[browser]()
        self.driver: Driver | None = None

    def start(self) -> Driver:
        """Another process of it, with a fresh profile."""
        if not self.found.is_there:
            pytest.fail(
                f"{self.found.name} is not on this machine: `make browsers` installs it, "
                "or says why not.",
                pytrace=False,
            )
        return FAMILIES[self.found.family](*self.found.programs)

    def drop(self) -> None:
        if self.driver:
            _try(self.driver.close)
        self.driver = None


@pytest.fixture(scope="session")
def running(browser: str) -> Iterator[Running]:
    running = Running(browser)
    yield running
    running.drop()


@pytest.fixture
def driver(running: Running, request: pytest.FixtureRequest) -> Iterator[Driver]:
    """The browser of the test, at an empty page."""
    if running.driver:
        try:
            running.driver.go("about:blank")
        except DriverError:
            running.drop()
    if not running.driver:
        running.driver = running.start()
    driver = running.driver
    driver.thrown.clear()
    request.node.user_properties.append(("version", driver.version))
    yield driver
    if getattr(request.node, "failed", False):
        PICTURES.mkdir(parents=True, exist_ok=True)
        picture = PICTURES / f"{request.node.name}.png"
        _try(lambda: picture.write_bytes(driver.screenshot()))
        running.drop()


@pytest.fixture
def elsewhere(running: Running) -> Iterator[Driver]:
    """The same browser as somebody else has it, who was never here."""
    driver = running.start()
    yield driver
    _try(driver.close)


def _try(act: Callable[[], Any]) -> None:
    """A browser that has died must not hide why the test failed."""
    try:
        act()
    except Exception as problem:
        print(f"after the test: {problem}")


# --- The matrix -------------------------------------------------------------------------


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Any:
    report = yield
    if report.when == "call" and "browser" in getattr(item, "fixturenames", ()):
        item.failed = report.failed
        mark = item.get_closest_marker("column")
        item.user_properties.append(("browser", item.callspec.params["browser"]))
        item.user_properties.append(("column", mark.args[0]))
        report.user_properties = list(item.user_properties)
        driver = item.funcargs.get("driver")
        if report.failed and driver and driver.thrown:
            report.sections.append(("the page's scripts threw", "\n".join(driver.thrown)))
    return report


class Matrix:
    """Collects the reports of all processes and prints what they come to."""

    def __init__(self) -> None:
        self.cells: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.versions: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        told = dict(report.user_properties)
        if report.when != "call" or "column" not in told:
            # One whose fixture failed has no row; pytest itself tells of it.
            return
        browser = told["browser"]
        self.versions[browser] = told.get("version", self.versions.get(browser, ""))
        cell = told.get("cell", "yes") if report.passed else "FAILED"
        self.cells[browser, told["column"]].append(cell)

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if not self.cells:
            return
        terminalreporter.section(f"browsers, also in {REPORT.relative_to(ROOT)}")
        for line in self.lines():
            terminalreporter.write_line(line)
        REPORT.parent.mkdir(exist_ok=True)
        REPORT.write_text("".join(f"{line}\n" for line in self.lines()), encoding="utf-8")

    def lines(self) -> Iterator[str]:
        rows = [["browser", "version", *COLUMNS]]
        for browser in BROWSERS:
            if browser in self.versions:
                cells = [self._cell(browser, column) for column in COLUMNS]
                rows.append([browser, self.versions[browser], *cells])
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for number, row in enumerate(rows):
            padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            yield f"| {' | '.join(padded)} |"
            if not number:
                yield f"|{'|'.join('-' * (width + 2) for width in widths)}|"

    def _cell(self, browser: str, column: str) -> str:
        """What the tests of both languages say together; a dash where none was run."""
        found = self.cells.get((browser, column), ["–"])
        return "FAILED" if "FAILED" in found else ", ".join(dict.fromkeys(found))


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "column(name): the matrix's column that a test fills")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Matrix(), "browsers-matrix")
