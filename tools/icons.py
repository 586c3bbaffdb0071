"""Draws the app's icons (theme/assets/app/) from the favicon, with the tests' Chromium."""

import os
from pathlib import Path

from playwright.sync_api import sync_playwright

ASSETS = Path(__file__).resolve().parents[1] / "theme" / "assets"
GROUND = "#0b5351"


def main() -> None:
    """Draw each icon; the maskable one fills its square and keeps its edge free."""
    svg = (ASSETS / "favicon.svg").read_text(encoding="utf-8")
    (ASSETS / "app").mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("PASSERELLE_CHROMIUM"), args=["--no-sandbox"]
        )
        for name, size, share, ground in (
            ("192", 192, 1, "transparent"),
            ("512", 512, 1, "transparent"),
            ("maskable-512", 512, 0.8, GROUND),
        ):
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(
                f"<style>html{{background:{ground}}}body{{margin:{size * (1 - share) / 2}px}}"
                f"svg{{display:block;width:{size * share}px}}</style>{svg}"
            )
            file = ASSETS / "app" / f"{name}.png"
            page.screenshot(path=file, omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
