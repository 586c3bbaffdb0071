"""Faults of hosts, lines and devices, with the publisher's nginx and real files.

In each the person keeps the answers, and gets an answer or a telephone number.
handbook/faults.md lists them all.
"""

import os
import shutil
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from deploy.local import nginx, nginx_path

PATHS = {"fr": "estimer/", "en": "en/estimate/"}
FRAGMENT = "#assistance=none&weekly_hours=12"
ANSWERS = {"assistance": "none", "weekly_hours": "12"}
SOON_MS, LONG_MS = 20_000, 90_000
# Slow enough that the engine is still on its way when something happens.
SLOW = "40k"
FIELDS = """
() => Object.fromEntries(
  [...new FormData(document.querySelector(".calculator form"))].filter(([, v]) => v.trim()))
"""


@pytest.fixture
def serve(tmp_path, visitor):
    """A function that starts nginx over a folder; gives its address, and what stops it."""
    if nginx_path() is None:
        pytest.skip("nginx with its module brotli_static is not on this machine")
    folder = tmp_path / "nginx"
    folder.mkdir()
    with ExitStack() as all_of_them:

        def start(site, **options):
            one = all_of_them.enter_context(ExitStack())
            visitor.address = one.enter_context(nginx(folder, site, **options))
            return visitor.address, one.close

        yield start


@pytest.fixture
def spoilt(site, tmp_path):
    """A copy of the site whose files may be replaced; the others are links."""
    return shutil.copytree(site, tmp_path / "site", copy_function=os.link)


def engine_file(folder, engine, name):
    (found,) = folder.glob(f"engine/*/{engine}/{name}")
    return found


def replace(file, content):
    """Another content in a file's place, and in those compressed beside it."""
    for one in (file, *(file.with_name(f"{file.name}.{ending}") for ending in ("br", "gz"))):
        one.unlink()
    file.write_bytes(content)


def opened(visitor, address, language="en"):
    page = visitor.context(width=360).new_page()
    page.goto(address + PATHS[language] + FRAGMENT)
    return page, page.locator(".calculator")


def keeps_answers_and_helps(page, root):
    """Failed: the choices are answered, the numbers stand there, nothing typed is lost."""
    expect(root).to_have_attribute("data-engine", "failed", timeout=SOON_MS)
    expect(root.get_by_role("alert")).to_be_visible()
    card = root.locator("[data-programme=paas_action]")
    expect(card).to_have_attribute("data-verdict", "not_possible")
    assert root.locator(".phone-fold[open] li[data-region]:visible").count() == 17
    assert page.evaluate(FIELDS) == ANSWERS
    assert page.url.endswith(FRAGMENT)


def test_nginx_stops_in_the_middle_of_a_download(visitor, language, serve, site):
    visitor.expects_errors = True
    address, stop = serve(site, rate=SLOW)
    page, root = opened(visitor, address, language)
    page.wait_for_function("() => document.querySelector('progress').value > 0", timeout=LONG_MS)
    expect(root).to_have_attribute("data-engine", "loading")
    stop()
    keeps_answers_and_helps(page, root)
    # It is there again: trying again answers, in the same page.
    serve(site, port=urlsplit(address).port)
    root.get_by_role("alert").get_by_role("button").click()
    expect(root).to_have_attribute("data-engine", "python", timeout=LONG_MS)
    assert page.evaluate(FIELDS) == ANSWERS


def test_on_a_slow_line_choices_are_answered_meanwhile(visitor, language, serve, site):
    visitor.expects_errors = True  # what is on its way at the end is cut off
    address, _ = serve(site, rate=SLOW)
    page, root = opened(visitor, address, language)
    card = root.locator("[data-programme=paas_action]")
    expect(card).to_have_attribute("data-verdict", "not_possible", timeout=SOON_MS)
    expect(root).to_have_attribute("data-engine", "loading")
    expect(root.get_by_role("progressbar")).to_be_visible()
    assert page.evaluate(FIELDS) == ANSWERS


FILES = ("pyodide.asm.wasm", "passerelle.image", "pyodide.asm.mjs")


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_short(visitor, serve, spoilt, name):
    visitor.expects_errors = True
    file = engine_file(spoilt, "lean", name)
    content = file.read_bytes()
    replace(file, content[: len(content) // 2])
    address, _ = serve(spoilt)
    keeps_answers_and_helps(*opened(visitor, address))


@pytest.mark.parametrize("name", FILES)
def test_a_compressed_file_cut_short(visitor, serve, spoilt, name):
    visitor.expects_errors = True
    file = engine_file(spoilt, "lean", f"{name}.br")
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(content[: len(content) // 2])
    address, _ = serve(spoilt)
    keeps_answers_and_helps(*opened(visitor, address))


def test_wrong_files_in_both_engines(visitor, serve, spoilt):
    """As long as they should be, and something else. One engine alone: test_failure.py."""
    visitor.expects_errors = True
    for engine, name in (("lean", "passerelle.image"), ("stock", "python_stdlib.zip")):
        file = engine_file(spoilt, engine, name)
        replace(file, bytes(file.stat().st_size))
    address, _ = serve(spoilt)
    keeps_answers_and_helps(*opened(visitor, address))


def test_a_full_device_answers_and_keeps_no_half(visitor, serve, site):
    visitor.expects_errors = True
    address, _ = serve(site)
    page = visitor.context(service_workers="allow").new_page()
    quota = {"origin": address.rstrip("/"), "quotaSize": 100_000}
    page.goto(address)
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", quota)
    with page.context.expect_event("serviceworker", timeout=LONG_MS):
        page.goto(address + PATHS["en"] + FRAGMENT)
    root = page.locator(".calculator")
    expect(root).to_have_attribute("data-engine", "python", timeout=LONG_MS)
    # A service worker that could not keep all is taken away again, and never answers.
    page.wait_for_function(
        "async () => (await navigator.serviceWorker.getRegistrations()).length === 0",
        timeout=SOON_MS,
    )
    expect(page.locator("[data-kept-part=offline]")).to_be_hidden()
    page.reload()
    expect(root).to_have_attribute("data-engine", "python", timeout=LONG_MS)
    assert page.evaluate(FIELDS) == ANSWERS


def test_workers_that_know_no_modules(visitor, serve, site):
    """An old browser takes the script for a classic one, in which no module can be asked for."""
    visitor.expects_errors = True
    address, _ = serve(site)
    context = visitor.context(width=360)
    context.add_init_script(
        "const Real = window.Worker;"
        "window.Worker = class extends Real { constructor(url) { super(url); } };"
    )
    page = context.new_page()
    page.goto(address + PATHS["en"] + FRAGMENT)
    root = page.locator(".calculator")
    ended = "() => ['python', 'failed'].includes("
    ended += "document.querySelector('.calculator').dataset.engine)"
    page.wait_for_function(ended, timeout=LONG_MS)
    if root.get_attribute("data-engine") == "failed":
        keeps_answers_and_helps(page, root)
    assert page.evaluate(FIELDS) == ANSWERS
