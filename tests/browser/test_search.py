"""The search: what people type brings the page that they want, and nothing of it leaves."""

import json
import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

QUERIES = tomllib.loads(
    (Path(__file__).parents[1] / "site/search_queries.toml").read_text(encoding="utf-8")
)
PATHS = {"fr": "recherche/", "en": "en/search/"}
NOTHING = {"fr": "Nous n’avons rien trouvé", "en": "We found nothing"}
# Of 40 queries at most two may miss their first place.
FIRST_PLACES = 38


def ask(page: Page, query: str) -> list[str]:
    """Type a query, wait until it is answered; the results' addresses from the site's root."""
    page.locator("#search-field").fill(query)
    page.keyboard.press("Enter")
    status = page.locator(".search [role=status]")
    expect(status).to_contain_text(query, timeout=20_000)
    links = page.locator(".search-results a").evaluate_all("all => all.map((a) => a.pathname)")
    return [link.removeprefix("/") for link in links]


def test_forty_queries_bring_their_page_first(visitor, language):
    page = visitor.open(PATHS[language])
    assert len(QUERIES[language]) == 40
    ranks = {}
    for query, wanted in QUERIES[language].items():
        found = ask(page, query)
        ranks[query] = found.index(wanted) + 1 if wanted in found else None
    missed = {query: rank for query, rank in ranks.items() if rank != 1}
    assert len(ranks) - len(missed) >= FIRST_PLACES, missed
    print(json.dumps(missed, ensure_ascii=False))
