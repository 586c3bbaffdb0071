"""Two real releases of the site replace each other on a host, and never mix in a page.

The first is the site as built, the second is built from a copy in which the law pays more.
"""

import os
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import expect

from deploy.local import nginx, nginx_path
from tests.browser.conftest import Calculator
from tools.reproducible import build

ROOT = Path(__file__).resolve().parents[2]
MADE_FROM = (
    *("rules", "calculator", "browser", "population", "pyodide_bundle", "compiler"),
    *("docs", "theme"),
    *("mkdocs.yml", "mkdocs.en.yml", "regional_contacts.yaml", "pyproject.toml", "LICENSE"),
    *("requirements", "package-lock.json"),
)
VALUES = "rules/programmes/paas_action.toml"
OLD, NEW = "$173", "$181.50"
FRAGMENT = "#assistance=aim_for_employment&adult=true&work_outlook=long_term&weekly_hours=12"
PAGE = f"en/estimate/{FRAGMENT}"
LONG_MS = 60_000


class Host(NamedTuple):
    address: str
    site: Path
    next: Path

    def upload(self, wanted) -> None:
        """Put files of the next release in their places, the others left as they are."""
        for file in sorted(self.next.rglob("*")):
            path = file.relative_to(self.next)
            if file.is_file() and wanted(path.as_posix()):
                to = self.site / path
                to.parent.mkdir(parents=True, exist_ok=True)
                to.unlink(missing_ok=True)
                shutil.copy(file, to)


def any_file(path):
    return True


def no_page(path):
    """What deploy/README.md uploads first; a page's compressed forms go with it."""
    return ".html" not in path and not path.startswith("sw.js")


@pytest.fixture(scope="module")
def next_release(tmp_path_factory):
    folder = tmp_path_factory.mktemp("next")
    for name in MADE_FROM:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    values = folder / VALUES
    text = values.read_text()
    assert text.count("value = 173.00") == 1
    values.write_text(text.replace("value = 173.00", "value = 181.50"))
    # One engine is enough here, and the stock one is made in seconds.
    build(folder, 0o022, {"PASSERELLE_ENGINE": "stock"})
    return folder / "site"


@pytest.fixture
def host(site, next_release, tmp_path, visitor):
    if nginx_path() is None:
        pytest.skip("nginx with its module brotli_static is not on this machine")
    copy = shutil.copytree(site, tmp_path / "site", copy_function=os.link)
    (tmp_path / "nginx").mkdir()
    with nginx(tmp_path / "nginx", copy) as address:
        visitor.address = address
        yield Host(address, copy, next_release)


def shows(page, amount, other):
    """Python answered, with one release's amount all over the page and not the other's."""
    root = page.locator(".calculator")
    expect(root).to_have_attribute("data-engine", "python", timeout=LONG_MS)
    card = root.locator("[data-programme=paas_action]")
    expect(card.locator("[data-check=within]")).to_be_attached(timeout=LONG_MS)
    Calculator(page).unfold()
    expect(card.locator("[data-check=within]")).to_be_visible(timeout=LONG_MS)
    expect(card).to_contain_text(amount)
    expect(page.locator("main")).not_to_contain_text(other)
    assert page.url.endswith(FRAGMENT)


def test_an_older_service_worker_beside_new_pages(visitor, host):
    """All of the old one, until the person takes the new one, and then all of that."""
    page = visitor.context(service_workers="allow").new_page()
    page.goto(host.address + PAGE)
    expect(page.locator("[data-kept-part=offline]")).to_be_visible(timeout=LONG_MS)
    host.upload(any_file)
    page.reload()
    shows(page, OLD, NEW)
    take = page.get_by_role("button", name="Update")
    expect(take).to_be_visible(timeout=LONG_MS)
    with page.expect_navigation():
        take.click()
    shows(page, NEW, OLD)


def test_a_page_that_is_open_while_the_release_changes(visitor, host):
    page = visitor.open("en/estimate/")
    expect(page.locator(".calculator")).to_have_attribute("data-engine", "static")
    host.upload(any_file)
    page.evaluate("fragment => { location.hash = fragment }", FRAGMENT)
    shows(page, OLD, NEW)
    other = visitor.open(PAGE)
    shows(other, NEW, OLD)


def test_a_host_whose_pages_are_not_there_yet(visitor, host):
    """Between the two uploads of deploy/README.md pages are still the old ones, and whole."""
    host.upload(no_page)
    shows(visitor.open(PAGE), OLD, NEW)


def test_an_open_page_whose_release_is_gone(visitor, host):
    """A host that keeps nothing of the last release: choices are answered, and a number stands."""
    visitor.expects_errors = True
    page = visitor.open("en/estimate/")
    shutil.rmtree(host.site / "engine")
    shutil.rmtree(host.site / "calculator")
    host.upload(any_file)
    page.evaluate("fragment => { location.hash = fragment }", FRAGMENT)
    root = page.locator(".calculator")
    expect(root).to_have_attribute("data-engine", "failed", timeout=LONG_MS)
    card = root.locator("[data-programme=paas_action]")
    expect(card).to_have_attribute("data-verdict", "possible")
    expect(card).to_contain_text(OLD)
    assert root.locator(".phone-fold[open] li[data-region]:visible").count() == 17
    page.reload()
    shows(page, NEW, OLD)
