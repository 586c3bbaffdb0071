"""How long the calculator takes from the first touch to Python's answer, cold and warm."""

import statistics
import threading
import time

from playwright.sync_api import BrowserContext, sync_playwright

from compiler.serve import server

VISITS = 5
ANSWERED = "estimer/#assistance=aim_for_employment&work_outlook=after_preparation"


def run(browser: str) -> None:
    """Print the medians of visits with an empty cache and of second visits, in turn."""
    serving = server(0)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    address = f"http://localhost:{serving.server_port}/{ANSWERED}"
    cold, warm, bytes_fetched = [], [], 0
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for _ in range(VISITS):
            context = chromium.new_context()
            seconds, bytes_fetched = _visit(context, address)
            cold.append(seconds)
            warm.append(_visit(context, address)[0])
            context.close()
        chromium.close()
    serving.shutdown()
    first, second = statistics.median(cold), statistics.median(warm)
    print("The calculator, from an address with answers to Python's answer")
    print(f"  first visit   {first:6.2f} s  {bytes_fetched / 1e6:.1f} MB, not compressed")
    print(f"  second visit  {second:6.2f} s  ratio {first / second:.2f}")


def _visit(context: BrowserContext, address: str) -> tuple[float, int]:
    page = context.new_page()
    fetched: list[int] = []
    page.on(
        "response",
        lambda response: fetched.append(int(response.headers.get("content-length", 0))),
    )
    start = time.perf_counter()
    page.goto(address)
    page.wait_for_selector("[data-engine=python] [data-verdict=possible]")
    seconds = time.perf_counter() - start
    page.close()
    return seconds, sum(fetched)
