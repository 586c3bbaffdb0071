"""Takes the README's two pictures from the built site. Run by `make pictures`."""

import os
import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, ".")  # run as a file, from the project's folder

from compiler.serve import server

FOLDER = Path("pictures")
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
        page = browser.new_page(viewport={"width": 960, "height": 720})
        page.goto(address)
        page.screenshot(path=FOLDER / "home.png")
        page.set_viewport_size({"width": 380, "height": 720})
        page.goto(f"{address}en/estimate/{ANSWERS}")
        page.wait_for_selector("[data-engine=python] [data-verdict=possible]")
        page.locator("#result").scroll_into_view_if_needed()
        page.evaluate("document.querySelector('#result').scrollIntoView()")
        page.screenshot(path=FOLDER / "estimate.png")
        browser.close()
    serving.shutdown()


if __name__ == "__main__":
    main()
