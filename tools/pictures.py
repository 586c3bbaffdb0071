"""Takes the README's pictures from the built site. Run by `make pictures`."""

import io
import os
import sys
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, ".")  # run as a file, from the project's folder

from compiler.serve import server

FOLDER = Path("handbook/screenshots")
# A page has hardly more colours beside the softened edges of its letters.
COLOURS = 128
ANSWERS = "#assistance=aim_for_employment&work_outlook=after_preparation&weekly_hours=12"


def main() -> None:
    serving = server(0)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    address = f"http://localhost:{serving.server_port}/"
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["PASSERELLE_CHROMIUM"], args=["--no-sandbox"]
        )
        # Without movement: no choice is caught while its colour still changes.
        page = browser.new_page(viewport={"width": 960, "height": 720}, reduced_motion="reduce")
        page.goto(address)
        _take(page, "home")
        page.set_viewport_size({"width": 380, "height": 720})
        page.goto(f"{address}en/estimate/{ANSWERS}")
        page.wait_for_selector("[data-engine=python] [data-verdict=possible]")
        page.locator("#result").scroll_into_view_if_needed()
        page.evaluate("document.querySelector('#result').scrollIntoView()")
        _take(page, "estimate")
        _journey(page, address)
        browser.close()
    serving.shutdown()


def _take(page: Page, name: str) -> None:
    """Write a screenshot with at most `COLOURS` colours: PNG files of a third of the size."""
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    reduced = taken.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    reduced.save(FOLDER / f"{name}.png", optimize=True)


def _journey(page: Page, address: str) -> None:
    """One question at a time on a small telephone, from the first to what is kept."""
    page.set_viewport_size({"width": 360, "height": 600})
    page.goto(f"{address}en/estimate/#view=steps")
    page.wait_for_selector(".step-heading:visible")
    go_on = page.get_by_role("button", name="Continue", exact=True)
    taken = 0

    def take() -> None:
        nonlocal taken
        taken += 1
        _take(page, f"journey-{taken}")

    page.locator("label:has([value=social_solidarity])").click()
    page.locator(".step-heading").evaluate("heading => heading.scrollIntoView()")
    take()
    page.locator("#result").evaluate("heading => heading.scrollIntoView()")
    take()
    go_on.click()
    page.locator("label:has([name=adult][value=true])").click()
    go_on.click()
    page.locator("label:has([value=long_term])").click()
    take()
    go_on.click()
    page.locator("[name=weekly_hours]").fill("12")
    take()
    for _ in range(3):
        go_on.click()
    page.wait_for_selector("[data-engine=python] [data-check]")
    take()
    page.locator(".given").evaluate("section => section.scrollIntoView()")
    take()


if __name__ == "__main__":
    main()
