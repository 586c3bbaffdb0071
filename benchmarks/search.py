"""Forty queries a language: the rank of the wanted page in our search, and in Material's.

Material's is lunr as the theme ships it: the same Markdown, built with the theme's own page
and its search, asked through its own field.
"""

import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from compiler.serve import server
from compiler.site import BUILD, PROJECT, SITE

QUERIES = PROJECT / "tests/site/search_queries.toml"
OURS = {"fr": "recherche/", "en": "en/search/"}
HOMES = {"fr": "", "en": "en/"}

# A page of a language, and a query → the addresses that are found, from the site's root.
Ask = Callable[[Page, str], list[str]]


def run(browser: str) -> None:
    """Print the rank of every query, and how many were first."""
    queries = tomllib.loads(QUERIES.read_text(encoding="utf-8"))
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        ours = _ranks(chromium, SITE, OURS, queries, _ask_ours)
        rival = _ranks(chromium, _material(Path(folder)), HOMES, queries, _ask_material)
        chromium.close()
    print("The search: the rank of the page that people want (- where it is not found)")
    for language, wanted in queries.items():
        print(f"  {language}  Passerelle  Material")
        for query in wanted:
            ranks = ours[language][query], rival[language][query]
            print(f"  {ranks[0] or '-':>6} {ranks[1] or '-':>10}    {query}")
        first = [list(one[language].values()).count(1) for one in (ours, rival)]
        print(f"  {first[0]:>6} {first[1]:>10}    first, of {len(wanted)}")


def _ranks(
    chromium: Browser,
    site: Path,
    paths: Mapping[str, str],
    queries: Mapping[str, Mapping[str, str]],
    ask: Ask,
) -> dict[str, dict[str, int | None]]:
    """By language and query: the wanted page's rank from 1, None where it is not found."""
    serving = server(0, site)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    ranks: dict[str, dict[str, int | None]] = {}
    for language, wanted in queries.items():
        page = chromium.new_page(bypass_csp=True)  # see browser.py
        page.goto(f"http://127.0.0.1:{serving.server_port}/{paths[language]}")
        ranks[language] = {}
        for query, path in wanted.items():
            found = ask(page, query)
            ranks[language][query] = found.index(path) + 1 if path in found else None
        page.close()
    serving.shutdown()
    return ranks


def _ask_ours(page: Page, query: str) -> list[str]:
    page.locator("#search-field").fill(query)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "q => document.querySelector('.search [role=status]').textContent.includes(q)", arg=query
    )
    return _addresses(page, ".search-results a")


def _ask_material(page: Page, query: str) -> list[str]:
    field = page.locator("[data-md-component=search-query]")
    said = "() => document.querySelector('.md-search-result__meta').textContent.trim()"
    field.click()  # which loads the index, the first time
    field.fill("")
    field.press("End")  # it listens to keys
    page.wait_for_timeout(300)
    before = page.evaluate(said)
    field.fill(query)
    field.press("End")
    page.wait_for_function(f"before => ({said})() !== before", arg=before)
    page.wait_for_timeout(300)  # the list follows its count
    return list(dict.fromkeys(_addresses(page, "a.md-search-result__link")))


def _addresses(page: Page, links: str) -> list[str]:
    hrefs = page.locator(links).evaluate_all("all => all.map((a) => a.href)")
    return [urlsplit(href).path.removeprefix("/") for href in hrefs]


def _material(folder: Path) -> Path:
    """Build the same Markdown below `folder` with the theme's own page and search."""
    site = folder / "site"
    given = yaml.safe_load((PROJECT / "mkdocs.yml").read_text("utf-8").replace("!ENV", ""))
    for language, home in HOMES.items():
        file = folder / f"{language}.yml"
        about = {
            "site_name": given["site_name"],
            "docs_dir": str(BUILD / language),
            "site_dir": str(site / home),
            "theme": {"name": "material", "language": language, "font": False},
            "plugins": ["search"],
            "markdown_extensions": given["markdown_extensions"],
        }
        file.write_text(yaml.safe_dump(about), encoding="utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(file)]
        # French first: building it empties the folder that English stands in.
        subprocess.run(command, check=True, capture_output=True)
    return site


if __name__ == "__main__":
    run(sys.argv[1])
