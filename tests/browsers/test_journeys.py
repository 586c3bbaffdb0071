"""One person's way through the site, in every browser and both languages.

Choose, type, read, plan, take the link, open it again, print, come back without a network, search,
erase. What is read is held against what the rules say in this Python: the same words.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import time
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup

from calculator.handle_request import answer
from tests.browser.test_image import shifted
from tests.browsers.conftest import Visits
from tests.browsers.driver import PATIENCE, Driver, DriverError, wait
from tests.browsers.found import BROWSERS
from tests.conftest import ADDRESSES

LANGUAGES = ("fr", "en")

# Python needs WebAssembly's exceptions and module workers, which these do not have.
WITHOUT_PYTHON = ("chromium-83", "chromium-88", "chromium-92")
WITH_PYTHON = tuple(name for name in BROWSERS if name not in WITHOUT_PYTHON)
# WebKitWebDriver has no command to print.
PRINTING = tuple(name for name in BROWSERS if name != "webkitgtk")
# The oldest of each family that runs Python at all.
FAMILIES = ("chromium-103", "firefox", "webkitgtk")

CHOSEN = {"assistance": "social_assistance", "adult": "true", "work_outlook": "long_term"}
TYPED = {
    "fr": {"weekly_hours": "12,5", "monthly_costs.transport": "45"},
    "en": {"weekly_hours": "12.5", "monthly_costs.transport": "45"},
}
TARGET = "22"
# More than one page holds it, in both languages.
WORD = "Interagir"

# Seconds for what needs no Python, on a busy machine.
AT_ONCE = 20
# Seconds for which somebody is gone.
AWAY = 2

CALCULATOR = 'document.querySelector(".calculator")'
RESULT = 'document.querySelector(".result-body").textContent.split(/\\s+/).join(" ").trim()'
PLAN = 'document.querySelector(".planner-body").textContent.split(/\\s+/).join(" ").trim()'
FIELDS = """
(() => {
  const given = {};
  new FormData(document.querySelector(".calculator form")).forEach((value, name) => {
    if (value.trim()) given[name] = value;
  });
  return given;
})()
"""
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
# Several look at what is shown: a hidden attribute does not help where a style undoes it.
IS_SHOWN = "!!(%s && %s.getClientRects().length)"


def browsers(*names: str) -> Callable[[Any], Any]:
    # The tests of a browser come one after the other, so that it is started once.
    return pytest.mark.parametrize("browser", names or tuple(BROWSERS), scope="session")


each_language = pytest.mark.parametrize("language", LANGUAGES)


def one(selector: str) -> str:
    return f"document.querySelector({json.dumps(selector)})"


def shown(element: str) -> str:
    return IS_SHOWN % (element, element)


def path(name: str, language: str) -> str:
    return ADDRESSES[name][LANGUAGES.index(language)]


def words(html: str) -> str:
    """The text of HTML as the page's own script reads it here."""
    # A browser's white space is JavaScript's, which a no-break space belongs to.
    return " ".join(re.split(r"\s+", BeautifulSoup(html, "html.parser").get_text())).strip()


def said_by_rules(language: str, fields: dict[str, str], plan: dict[str, str]) -> dict[str, Any]:
    """What this Python answers to the same request."""
    request = {
        "kind": "participant",
        "language": language,
        "today": date.today().isoformat(),
        "links": dict.fromkeys(("regions", "sources", "situations", "organizations"), ""),
        "fields": fields,
        "plan": plan,
    }
    response: dict[str, Any] = json.loads(answer(json.dumps(request)))
    return response


def choose(driver: Driver) -> None:
    for name, value in CHOSEN.items():
        driver.click(f"{one(f'input[name={name}][value={value}]')}.labels[0]")


def type_in(driver: Driver, language: str) -> None:
    for name, text in TYPED[language].items():
        driver.type(one(f"input[name='{name}']"), text)


def wait_for(driver: Driver, part: str, expected: str, seconds: float = PATIENCE) -> None:
    """Wait until a part of the page reads as expected; what it reads instead is told."""
    try:
        wait(driver, f"{part} === {json.dumps(expected)}", seconds)
    except Exception:
        assert driver.evaluate(part) == expected
        raise


def visit(driver: Driver, url: str) -> None:
    driver.go(url)
    close_offer(driver)


def close_offer(driver: Driver) -> None:
    """The line that offers the other language lies over the foot of the screen until it is closed,
    and these browsers speak English: a person who reads French closes it first."""
    offer = one("[data-language-offer]")
    if driver.evaluate(shown(offer)):
        edge = driver.evaluate(f"innerHeight - {offer}.getBoundingClientRect().bottom")
        assert abs(edge) <= 1, "it lies elsewhere, over what people press"
        driver.click(f"{offer}.querySelector('button')")
        wait(driver, f"!{shown(offer)}", AT_ONCE)


def open_estimate(driver: Driver, served: Visits, language: str, answers: Any = ()) -> None:
    fragment = f"#{urlencode(answers)}" if answers else ""
    visit(driver, served.address + path("estimate", language) + fragment)


def unfold(driver: Driver, selector: str) -> None:
    if not driver.evaluate(f"{one(selector)}.open"):
        driver.click(one(f"{selector} > summary"))


# --- The page ---------------------------------------------------------------------------


@pytest.mark.column("page")
@browsers()
@each_language
def test_the_pages_are_whole(driver, served, language):
    visit(driver, served.address + path("home", language))
    driver.click(one("main .md-button--primary"))
    wait(driver, f"location.pathname === '/{path('estimate', language)}'")
    wait(driver, "document.readyState === 'complete'")
    close_offer(driver)
    # The way from home asks one question at a time.
    questions = "Array.from(document.querySelectorAll('.calculator form .question'))"
    asked = f"{questions}.filter((one) => one.getClientRects().length).map((one) => one.id)"
    first = "question-assistance"
    wait(driver, f"{asked}.join() === '{first}'", AT_ONCE)
    driver.click(f"{one('input[name=assistance][value=none]')}.labels[0]")
    driver.click(one("[data-action=next]"))
    wait(driver, f"{asked}.join() !== '{first}' && {asked}.length === 1")
    assert not driver.evaluate(TOO_WIDE)

    open_estimate(driver, served, language)
    assert driver.evaluate(f"{asked}.length") >= len(CHOSEN) + len(TYPED[language])
    assert not driver.evaluate(TOO_WIDE)
    # Styles that an old browser drops take these away: padding, distances, a margin.
    box = "getBoundingClientRect()"
    choices = "document.querySelectorAll('#question-assistance .choice')"
    assert driver.evaluate(f"parseFloat(getComputedStyle({choices}[0]).paddingLeft)") >= 8
    assert driver.evaluate(f"{choices}[1].{box}.top - {choices}[0].{box}.bottom") >= 4
    assert driver.evaluate(f"{questions}[1].{box}.top - {questions}[0].{box}.bottom") >= 16
    assert driver.evaluate(f"{one('main h1')}.{box}.left") >= 8
    # The other language is one press away.
    driver.click(one("[data-language-switch]"))
    other = {"fr": "en", "en": "fr"}[language]
    wait(driver, f"location.pathname === '/{path('estimate', other)}'")
    assert not driver.thrown


# --- The answer -------------------------------------------------------------------------


@pytest.mark.column("table")
@browsers()
@each_language
def test_what_is_chosen_is_answered_before_python_is_there(driver, served, language):
    served.hold("/engine/")
    open_estimate(driver, served, language)
    choose(driver)
    wait_for(driver, RESULT, words(said_by_rules(language, CHOSEN, {})["html"]), AT_ONCE)
    assert dict(parse_qsl(urlsplit(driver.evaluate("location.href")).fragment)) == CHOSEN
    assert driver.evaluate(f"{CALCULATOR}.dataset.engine") != "python"


@pytest.mark.column("Python")
@browsers(*WITH_PYTHON)
@each_language
def test_what_is_typed_is_counted(driver, served, language):
    open_estimate(driver, served, language)
    choose(driver)
    type_in(driver, language)
    fields = CHOSEN | TYPED[language]
    wait_for(driver, RESULT, words(said_by_rules(language, fields, {})["html"]))
    assert driver.evaluate(f"{CALCULATOR}.dataset.engine") == "python"
    assert driver.evaluate(FIELDS) == fields
    # Only Python knows that the hours are within the limit, and what the costs come to.
    assert driver.evaluate(one("[data-programme=paas_action] [data-check=within]") + " !== null")
    # Started from the snapshot: the stock engine was not needed.
    assert served.of_engine()
    assert not [path for path in served.of_engine() if "/stock/" in path]


@pytest.mark.column("Python")
@browsers(*WITHOUT_PYTHON)
@each_language
def test_where_python_cannot_run_nothing_of_it_is_fetched(
    driver, served, language, record_property
):
    open_estimate(driver, served, language)
    choose(driver)
    type_in(driver, language)
    told = one("[data-failed-reason]")
    wait(driver, f"{told}.textContent === {CALCULATOR}.dataset.textUnsupported", AT_ONCE)
    assert driver.evaluate(shown(told))
    assert not served.of_engine()
    assert not [path for path in served.paths if path.endswith((".wasm", "/worker.js"))]
    # The answers are there, and so is the result of all but what was typed.
    assert driver.evaluate(FIELDS) == CHOSEN | TYPED[language]
    for card in said_by_rules(language, CHOSEN, {})["cards"]:
        there = one(f"[data-programme={card['programme']}]")
        # Drawn after the pause that waits for the next letter, which may be after it was told.
        wait(driver, f"{there}.dataset.verdict === {json.dumps(card['verdict'])}", AT_ONCE)
    # What the costs come to is said to be unknown, and why is said once.
    total = f"{one('[data-programme=paas_action] .total td')}.textContent"
    wait(driver, f"{total} === {CALCULATOR}.dataset.textNotComputed", AT_ONCE)
    assert not driver.evaluate(shown(one("[data-pending-notice]")))
    assert not driver.thrown
    record_property("cell", "told; none fetched")


@pytest.mark.column("damaged image")
@browsers(*FAMILIES)
def test_where_the_image_is_damaged_the_answer_is_right(driver, site, tmp_path):
    copy = Path(shutil.copytree(site, tmp_path / "site", copy_function=os.link))
    # The worst of the ways that tests/browser/test_image.py tries: all is there, at a wrong place.
    images = sorted(copy.rglob("passerelle.image"))
    assert images, "the site is built with the stock engine alone: run `make site`"
    for image in images:
        content = shifted(image.read_bytes())
        for file in image.parent.glob("passerelle.image*"):
            file.unlink()
        image.write_bytes(content)
    page = copy / path("estimate", "fr") / "index.html"
    content = page.read_text(encoding="utf-8")
    assert content.count(" data-engines=") == 1
    for file in page.parent.glob("index.html*"):
        file.unlink()
    # On a busy machine the whole of Python takes longer than a person's browser may.
    patient = content.replace(
        " data-engines=", f' data-patience-ms="{PATIENCE * 3000}" data-engines='
    )
    page.write_text(patient, encoding="utf-8")
    served = Visits(copy)
    try:
        open_estimate(driver, served, "fr", CHOSEN | TYPED["fr"])
        expected = said_by_rules("fr", CHOSEN | TYPED["fr"], {})["html"]
        # It starts twice, and the second time the whole of Python.
        wait_for(driver, RESULT, words(expected), 3 * PATIENCE)
        assert driver.evaluate(f"{CALCULATOR}.dataset.engine") == "python"
        assert [path for path in served.of_engine() if path.endswith("/passerelle.image")]
        assert [path for path in served.of_engine() if "/stock/" in path]
    finally:
        served.stop()


# --- Plan and link ----------------------------------------------------------------------


@pytest.mark.column("plan")
@browsers(*WITH_PYTHON)
@each_language
def test_hours_are_planned(driver, served, language):
    fields = CHOSEN | TYPED[language]
    open_estimate(driver, served, language, fields)
    wait(driver, shown(one(".planner")))
    unfold(driver, ".planner > details")
    driver.type(one("#plan-target"), TARGET)
    plan = {"start": "", "target": TARGET, "week": ""}
    wait_for(driver, PLAN, words(said_by_rules(language, fields, plan)["plan"]["html"]))
    chart = driver.evaluate(f"{one('.plan-chart')}.getBoundingClientRect().height")
    assert chart >= 100
    assert driver.evaluate("document.querySelectorAll('.plan-chart .bar').length") == 26


@pytest.mark.column("link")
@browsers()
@each_language
def test_a_link_gives_the_same_answer_elsewhere(driver, elsewhere, browser, served, language):
    fields = CHOSEN | TYPED[language]
    plan = "12.5,15,20"
    open_estimate(driver, served, language, fields | {"plan": plan})
    if browser in WITH_PYTHON:
        wait(driver, f"{CALCULATOR}.dataset.engine === 'python' && {shown(one('.plan-chart'))}")
    first = read(driver)
    unfold(driver, ".keep > details")
    driver.click(one("[data-action=copy]"))
    # Where the page may not write to the clipboard it shows the link, and says so.
    told = f"{one('[data-keep-said]')}.textContent"
    texts = f"[{CALCULATOR}.dataset.textCopied, {CALCULATOR}.dataset.textCopyByHand]"
    wait(driver, f"{texts}.indexOf({told}) >= 0", AT_ONCE)
    link = driver.evaluate(f"{one('#keep-link')}.value")
    given = dict(parse_qsl(urlsplit(link).fragment))
    # How values are written there is the link's own affair; that they arrive is seen below.
    assert {"v", "plan", *fields} <= set(given)
    # Only a result that counts everything goes along.
    assert ("r" in given) == (browser in WITH_PYTHON)

    visit(elsewhere, link)
    if browser in WITH_PYTHON:
        wait(elsewhere, f"{CALCULATOR}.dataset.engine === 'python'")
        wait(elsewhere, shown(one(".plan-chart")))
    wait_for(elsewhere, RESULT, first["result"])
    assert read(elsewhere) == first
    assert first["fields"] == fields
    assert not elsewhere.evaluate(shown(one("[data-link-notice]")))


def read(driver: Driver) -> dict[str, Any]:
    parts = {"result": RESULT, "plan": PLAN, "fields": FIELDS}
    return {name: driver.evaluate(part) for name, part in parts.items()}


# --- Paper, no network, search, erase ---------------------------------------------------


@pytest.mark.column("print")
@browsers(*PRINTING)
@each_language
def test_the_answer_is_printed(driver, served, language):
    open_estimate(driver, served, language, CHOSEN)
    wait_for(driver, RESULT, words(said_by_rules(language, CHOSEN, {})["html"]), AT_ONCE)
    pdf = driver.print()
    assert pdf.startswith(b"%PDF-")
    # The answer, the answers given and the details, in letters that can be read; not the form.
    assert 1 <= pages(pdf) <= 5


def pages(pdf: bytes) -> int:
    """How many pages a PDF says that it has, at the root of their tree."""
    # Firefox packs what describes the document too.
    parts = [pdf]
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        with contextlib.suppress(zlib.error):
            parts.append(zlib.decompressobj().decompress(packed))
    return max(int(count) for part in parts for count in re.findall(rb"/Count\s+(\d+)", part))


@pytest.mark.column("offline")
@browsers(*WITH_PYTHON)
@each_language
def test_the_second_visit_needs_no_network(
    driver, browser, running, served, site, language, record_property
):
    try:
        visit_twice(driver, served, language)
    except DriverError:
        # WebKitGTK, on a busy machine, now and then loads no page at all any more, not even for its
        # driver: nobody knows why. A second one has to; the matrix tells of it.
        if browser != "webkitgtk":
            raise
        record_property("cell", "yes, by a second browser")
        again, second = Visits(site), running.start()
        try:
            visit_twice(second, again, language)
        finally:
            again.stop()
            second.close()


def visit_twice(driver: Driver, served: Visits, language: str) -> None:
    fields = CHOSEN | TYPED[language]
    open_estimate(driver, served, language, fields)
    expected = words(said_by_rules(language, fields, {})["html"])
    wait_for(driver, RESULT, expected)
    wait(driver, shown(one("[data-kept-part=offline]")))
    served.stop()
    driver.go("about:blank")
    # Nobody is back in the same instant.
    time.sleep(AWAY)
    open_estimate(driver, served, language, fields)
    wait_for(driver, RESULT, expected)
    assert driver.evaluate(f"{CALCULATOR}.dataset.engine") == "python"


@pytest.mark.column("search")
@browsers()
@each_language
def test_a_word_is_found(driver, browser, served, language, record_property):
    visit(driver, served.address + path("search", language))
    # Pagefind is made of WebAssembly, which the site's policy cannot allow by itself in browsers
    # before Chromium 97: there, titles and descriptions are searched.
    if browser in WITHOUT_PYTHON:
        record_property("cell", "titles")
    driver.type(one("#search-field"), WORD)
    links = "Array.from(document.querySelectorAll('.search-results a'))"
    found = wait(driver, f"{links}.map((link) => link.pathname)", AT_ONCE)
    assert f"/{path('interagir', language)}" in found
    assert {link.startswith("/en/") for link in found} == {language == "en"}
    assert WORD in driver.evaluate(f"{one('.search [role=status]')}.textContent")
    # What was typed was sent to nobody.
    assert not [asked for asked in served.paths if "nteragir" in asked.rpartition("?")[2]]
    driver.click(f"{links}[0]")
    wait(driver, f"location.pathname === {json.dumps(found[0])}")


@pytest.mark.column("erase")
@browsers()
@each_language
def test_nothing_is_left_of_the_answers(driver, served, language):
    open_estimate(driver, served, language)
    choose(driver)
    type_in(driver, language)
    wait(
        driver,
        "location.hash.indexOf('weekly_hours') > 0 && location.hash.indexOf('45') > 0",
        AT_ONCE,
    )
    driver.click(one("form [data-action=erase]"))
    wait(driver, "location.href.indexOf('#') < 0", AT_ONCE)
    assert driver.evaluate(FIELDS) == {}
    wait_for(driver, RESULT, words(said_by_rules(language, {}, {})["html"]))
    assert driver.evaluate("localStorage.length + sessionStorage.length") == 0
