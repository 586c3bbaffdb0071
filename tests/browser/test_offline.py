"""Once the calculator was used, the second visit works without a network, and says so."""

import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from compiler.serve import server
from tests.browser.conftest import Calculator

FRAGMENT = "#assistance=aim_for_employment&weekly_hours=12"
KEPT = {
    "fr": "Cette page fonctionne aussi sans Internet sur cet appareil.",
    "en": "This page also works without the Internet on this device.",
}
REMOVE = {"fr": "Retirer ces pages de l’appareil", "en": "Remove these pages from this device"}
REMOVED = {
    "fr": "Les pages ont été retirées de cet appareil.",
    "en": "The pages have been removed from this device.",
}
UPDATE = {"fr": "Mettre à jour", "en": "Update"}
PATHS = {"fr": "estimer/", "en": "en/estimate/"}
NOT_KEPT = {
    "fr": ["interagir/", "regions/laval/affiche/", "nulle-part/"],
    "en": ["en/interagir/", "en/regions/laval/poster/", "en/nowhere"],
}
NO_NETWORK = {"fr": "Pas d’Internet pour l’instant", "en": "No Internet right now"}
LONG_MS = 60_000
# What is asked for without a network, and the address that is then shown.
SENT_ON = {
    "paas-action/?fbclid=IwAR0x_y-z": "paas-action/?fbclid=IwAR0x_y-z",
    "paas-action": "paas-action/",
    "paas-action/index.html": "paas-action/",
    "paas-action?utm_source=a#hours": "paas-action/?utm_source=a#hours",
    "index.html": "",
    "?fbclid=1": "?fbclid=1",
}

NAMES = "async () => (await caches.keys()).sort()"
ADDRESSES = """
async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) found.push(url);
  }
  return found;
}
"""


class Copy(NamedTuple):
    """A copy of the built site that a test may change, and a server over it."""

    folder: Path
    address: str
    stop: object


@pytest.fixture
def copied(site: Path, tmp_path: Path) -> Iterator[Copy]:
    folder = shutil.copytree(site, tmp_path / "site")
    serving = server(0, folder)
    threading.Thread(target=serving.serve_forever, daemon=True).start()

    def stop() -> None:
        serving.shutdown()
        serving.server_close()

    yield Copy(folder, f"http://127.0.0.1:{serving.server_port}/", stop)
    stop()


def used(visitor, address: str, language: str) -> tuple[BrowserContext, Page]:
    """A page on which the calculator was used until all is kept."""
    context = visitor.context(service_workers="allow")
    page = context.new_page()
    page.goto(address + PATHS[language] + FRAGMENT)
    answered(page)
    said = page.locator("[data-kept-part=offline]")
    expect(said).to_be_visible(timeout=LONG_MS)
    expect(said).to_contain_text(KEPT[language])
    return context, page


def answered(page: Page) -> None:
    expect(page.locator(".calculator")).to_have_attribute("data-engine", "python", timeout=LONG_MS)
    check = page.locator("[data-programme=paas_action] [data-check=within]")
    expect(check).to_be_attached(timeout=LONG_MS)
    Calculator(page).unfold()
    expect(check).to_be_visible(timeout=LONG_MS)


def test_nothing_is_kept_before_the_calculator_is_used(visitor):
    context = visitor.context(service_workers="allow")
    page = context.new_page()
    for path in ("", "regions/", "a-propos/", "estimer/"):
        page.goto(visitor.address + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(NAMES) == []
        assert page.evaluate("navigator.serviceWorker.getRegistrations()") == []


def test_the_second_visit_needs_no_network(visitor, language):
    visitor.expects_errors = True
    context, page = used(visitor, visitor.address, language)
    kept = page.evaluate(ADDRESSES)
    assert all("?" not in url and "#" not in url and "weekly_hours" not in url for url in kept)
    assert not [url for url in kept if "/stock/" in url or "/api/" in url]
    context.set_offline(True)
    other = context.new_page()
    other.goto(visitor.address + PATHS[language] + FRAGMENT)
    answered(other)
    # A page that is kept with it, and one that was never visited.
    other.goto(visitor.address + {"fr": "regions/", "en": "en/regions/"}[language])
    expect(other.get_by_role("heading", level=1)).to_be_visible()
    # The towns are kept too.
    other.locator("#postal-code").press_sequentially("Granby")
    expect(other.locator(".postal-answer [data-region=estrie]")).to_be_visible()
    for path in NOT_KEPT[language]:
        other.goto(visitor.address + path)
        expect(other.get_by_role("heading", level=1)).to_have_text(NO_NETWORK[language])
        expect(other).to_have_url(visitor.address + path)
    # All that it offers is there.
    links = other.locator("main a")
    assert links.count() == 4
    for place in range(4):
        name = links.nth(place).text_content()
        links.nth(place).click()
        expect(other.get_by_role("heading", level=1)).not_to_have_text(NO_NETWORK[language])
        expect(other.locator("footer [aria-current=page]").first).to_have_text(name)
        other.go_back()
    context.set_offline(False)


# Answers that the rules refuse; from each of the days, some date follows after the year 9999.
REFUSED = {
    "start_date": ["9999-12-31", "9999-06-30", "9999-05-01", "9999-01-01"],
    "on": ["1900-01-01"],
    "weekly_hours": ["169", "-5", "20.001"],
    "monthly_costs.transport": ["100000.01", "abc"],
}


def test_errors_are_told_without_a_network_too(visitor, language):
    visitor.expects_errors = True
    context, _ = used(visitor, visitor.address, language)
    context.set_offline(True)
    for name, texts in REFUSED.items():
        for text in texts:
            page = context.new_page()
            page.goto(f"{visitor.address}{PATHS[language]}#{name}={text}")
            calculator = Calculator(page)
            calculator.wait_for_answer()
            expect(calculator.error(name)).not_to_be_empty()
            assert "failed" not in calculator.heard("states")
            page.close()
    context.set_offline(False)


def test_it_can_be_removed(visitor, language):
    _, page = used(visitor, visitor.address, language)
    page.get_by_role("button", name=REMOVE[language]).click()
    expect(page.locator("[data-kept-part=removed]")).to_be_visible()
    expect(page.locator("[data-kept-part=removed]")).to_have_text(REMOVED[language])
    expect(page.locator("[data-kept-part=offline]")).to_be_hidden()
    assert page.evaluate(NAMES) == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations()") == []
    assert page.evaluate("document.activeElement.dataset.keptPart") == "removed"


def test_with_the_server_gone_it_works_and_a_visited_page_too(visitor, copied):
    visitor.expects_errors = True
    visitor.address = copied.address
    context, page = used(visitor, copied.address, "fr")
    page.goto(f"{copied.address}paas-action/")
    page.wait_for_function(
        "async () => Boolean(await caches.match(new URL('./', location.href).href))"
    )
    copied.stop()
    other = context.new_page()
    other.goto(f"{copied.address}estimer/{FRAGMENT}")
    answered(other)
    other.goto(f"{copied.address}paas-action/")
    expect(other.get_by_role("heading", level=1)).to_be_visible()
    # Addresses as people pass them on: marked, without the slash, with the name of the file.
    for asked, shown in SENT_ON.items():
        other.goto(f"{copied.address}{asked}")
        expect(other).to_have_url(f"{copied.address}{shown}")
        expect(other.get_by_role("heading", level=1)).to_be_visible()
        assert other.evaluate("document.styleSheets[0].cssRules.length") > 100, asked
    # Nobody but this test has put a query into an address, and nobody was asked for it.
    visitor.requests = [one for one in visitor.requests if "?" not in one.url]


def test_an_update_is_told_and_taken_whole(visitor, copied):
    """A new release with a changed page: nothing of it before the person takes it."""
    visitor.address = copied.address
    _, page = used(visitor, copied.address, "en")
    before = page.evaluate(NAMES)
    release(copied.folder, "en/estimate/index.html", "Passerelle")
    page.reload()
    answered(page)
    button = page.get_by_role("button", name=UPDATE["en"])
    expect(button).to_be_visible(timeout=LONG_MS)
    assert "NEW RELEASE" not in page.content()
    with page.expect_navigation():
        button.click()
    answered(page)
    expect(page.locator("body")).to_contain_text("NEW RELEASE")
    after = page.evaluate(NAMES)
    # The one before stays for pages that are still open in it.
    assert len(after) == 2
    assert set(before) < set(after)


def test_a_host_in_the_middle_of_a_release_is_not_kept(visitor, copied):
    """A page that is not of the release that the service worker names."""
    visitor.address = copied.address
    visitor.expects_errors = True
    (copied.folder / "en/about/index.html").write_text("<!doctype html><title>Other</title>")
    page = visitor.context(service_workers="allow").new_page()
    page.goto(f"{copied.address}en/estimate/{FRAGMENT}")
    answered(page)
    page.wait_for_function(
        "async () => !(await navigator.serviceWorker.getRegistration())?.installing"
    )
    assert not [url for url in page.evaluate(ADDRESSES) if url.endswith("/about/")]
    assert not page.evaluate(
        "async () => (await navigator.serviceWorker.getRegistration())?.active"
    )


def release(folder: Path, path: str, word: str) -> None:
    """Change a page, and write the service worker of the release that has it."""
    from compiler.publish.offline import HASH_DIGITS, _hash

    file = folder / path
    old = _hash(file)
    file.write_text(file.read_text().replace(word, "NEW RELEASE"))
    worker = folder / "sw.js"
    text = worker.read_text().replace(old, _hash(file))
    name = re.search(rf'"name":"([0-9a-f]{{{HASH_DIGITS}}})"', text)
    worker.write_text(text.replace(name[1], "0123456789ab", 1))
    # What stands compressed beside them is of the release before.
    for changed in (file, worker):
        for ending in ("br", "gz"):
            changed.with_name(f"{changed.name}.{ending}").unlink(missing_ok=True)


@pytest.mark.parametrize(
    "missing",
    [
        "navigator.serviceWorker.register = async () => { throw new Error('refused'); };",
        "delete Navigator.prototype.serviceWorker;",
    ],
    ids=["refused", "unknown"],
)
def test_where_no_service_worker_stays_nothing_is_kept(visitor, missing):
    """The line that says what is kept, and takes it away, is there for a service worker only."""
    visitor.expects_errors = True
    context = visitor.context()
    context.add_init_script(missing)
    page = context.new_page()
    page.goto(PATHS["fr"] + FRAGMENT)
    answered(page)
    page.wait_for_timeout(4000)
    assert page.evaluate("caches.keys()") == []
    expect(page.locator("[data-kept]")).to_be_hidden()


def test_under_save_data_nothing_is_kept(visitor):
    context = visitor.context(service_workers="allow")
    context.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    page = context.new_page()
    page.goto(PATHS["fr"] + FRAGMENT)
    answered(page)
    page.wait_for_timeout(4000)
    assert page.evaluate(NAMES) == []
