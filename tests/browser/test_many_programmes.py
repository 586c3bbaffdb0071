"""A site with a dozen programmes: its pages stay small, and say what the rules say.

The programmes are copies of one, added as ``make growth`` does it.
"""

import json
import posixpath
import re
import threading
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Page, Route, expect

from benchmarks.build_growth import copy_with
from compiler.read.words import words_of
from compiler.serve import server
from tests.browser.conftest import Calculator
from tests.browser.pdf_text import sheets
from tests.browser.test_accessibility import found_by_axe
from tests.browser.test_compare import COMPARE
from tests.browser.test_listen import BOTH, PART_LABELS, VOICES
from tools.reproducible import build

pytestmark = [pytest.mark.slow, pytest.mark.whole_site]

ADDED = 10
PAGES = {
    "fr": {
        "estimate": "estimer/index.html",
        "check": "organismes/verifier/index.html",
        "compare": "estimer/comparer/index.html",
    },
    "en": {
        "estimate": "en/estimate/index.html",
        "check": "en/organizations/check/index.html",
        "compare": "en/estimate/compare/index.html",
    },
}
# Situations and sources: a page of all programmes, and below it a page of each.
OF_ALL = {"fr": ("situations/", "sources/"), "en": ("en/situations/", "en/sources/")}
OTHERS = {"fr": "Autres programmes", "en": "Other programs"}
LONG_MS = 60_000
# Answers that leave all but one of the programmes possible.
MOST = "#assistance=basic_income&work_outlook=long_term"


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    folder = copy_with(tmp_path_factory.mktemp("many"), ADDED)
    for name in (".venv", "node_modules"):
        (folder / name).unlink()  # the build links them itself
    build(folder, 0o022, {"PASSERELLE_ENGINE": "stock"})
    serving = server(0, folder / "site")
    thread = threading.Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    yield folder / "site", f"http://127.0.0.1:{serving.server_port}/"
    serving.shutdown()
    serving.server_close()
    thread.join()


@pytest.fixture
def site_of_many(many, visitor):
    visitor.address = many[1]
    return many[0]


def shown(calculator: Calculator) -> list[tuple[str, str]]:
    cards = calculator.result.locator(".card[data-programme]").all()
    return [
        (one.get_attribute("data-programme"), one.get_attribute("data-verdict")) for one in cards
    ]


def named(calculator: Calculator) -> list[tuple[str, str]]:
    items = calculator.result.locator(".others [data-programme]").all()
    return [
        (one.get_attribute("data-programme"), one.get_attribute("data-verdict")) for one in items
    ]


def result_files(visitor) -> list[str]:
    return [path for path in visitor.paths() if path.startswith("results/")]


def opened_without(visitor, path: str, *missing: str) -> Page:
    """A page of the site of many, where nothing comes from some addresses."""
    context = visitor.context()
    for address in missing:
        context.route(address, lambda route: route.abort())
    page = context.new_page()
    page.goto(visitor.address + path.removesuffix("index.html"))
    return page


COPY_4 = "**/results/copy_4*"


def opened_holding(visitor, path: str, pattern: str) -> tuple[Page, list[Route]]:
    """A page of the site of many, and what it asks for of a pattern, which does not come."""
    held: list[Route] = []
    context = visitor.context()
    context.route(pattern, lambda route: held.append(route))
    page = context.new_page()
    page.goto(visitor.address + path.removesuffix("index.html"))
    return page, held


def test_pages_weigh_what_they_weigh_with_two(site: Path, site_of_many: Path, language):
    for path in PAGES[language].values():
        few, many = ((folder / path).stat().st_size for folder in (site, site_of_many))
        assert many < 1.1 * few, path
    for path in OF_ALL[language]:
        few, many = (
            (folder / path / "index.html").stat().st_size for folder in (site, site_of_many)
        )
        assert many < 1.1 * few, path
        for page in (site_of_many / path).glob("*/index.html"):
            assert page.stat().st_size < 1.1 * few, page
    kept = re.findall(r'"([^"]*)":"', (site_of_many / "sw.js").read_text(encoding="utf-8"))
    assert "sources/" in kept
    assert not [one for one in kept if re.search("results/|sources/.|situations/.|fragment/", one)]


# What a person would have to move sideways to see, though the page is wide enough.
SIDEWAYS = """
() => [...document.querySelectorAll("main *")].filter((element) =>
  element.checkVisibility() && element.clientWidth > 2
  && ["auto", "scroll"].includes(getComputedStyle(element).overflowX)
  && element.scrollWidth > element.clientWidth + 1
  && !element.closest(".scrolls")
).map((element) => element.outerHTML.slice(0, 80))
"""


@pytest.mark.parametrize("width", [320, 360, 640, 1280])
def test_nothing_stands_beside_what_is_seen(visitor, site_of_many, language, width):
    page = visitor.open("", width=width)
    for path in PAGES[language].values():
        page.goto(visitor.address + path.removesuffix("index.html"))
        assert page.evaluate(SIDEWAYS) == [], path


def test_links_to_places_resolve(site_of_many):
    """Also those of the results that a page fetches, which lead to the sources."""
    pages = {
        file.parent.relative_to(site_of_many).as_posix(): BeautifulSoup(
            file.read_bytes(), "html.parser"
        )
        for file in site_of_many.rglob("index.html")
    }
    ids = {path: {tag["id"] for tag in soup.find_all(id=True)} for path, soup in pages.items()}
    links = {
        (posixpath.normpath(posixpath.join(path, address)), place)
        for path, soup in pages.items()
        for address, _, place in (
            link["href"].partition("#") for link in soup.select("a[href*='#']")
        )
        if "=" not in place and ":" not in address
    }
    for file in (site_of_many / "results").glob("*.participant.*.json"):
        root = {"fr": "", "en": "en/"}[file.name.split(".")[2]]
        found = re.findall(
            r"\\u0001sources\\u0001([^#\"]*)#([\w-]+)", file.read_text(encoding="utf-8")
        )
        assert found, file
        links |= {(f"{root}sources/{address}".rstrip("/"), place) for address, place in found}
    assert [one for one in links if one[1] and one[1] not in ids.get(one[0], ())] == []
    assert ("sources/copy-3", "copy_3-features") in links


LIST = {"fr": "/programmes/", "en": "/en/programs/"}
# Pages that speak of two programmes themselves.
SPEAK_OF_TWO = {
    "fr": ("", "organismes/", "regions/", "regions/estrie/", "comparer/", "questions/"),
    "en": (
        *("en/", "en/organizations/", "en/regions/", "en/regions/estrie/", "en/compare/"),
        "en/questions/",
    ),
}
SAYS_OF_TWO = {
    "fr": ("pour l’autre.", "d’Interagir et du PAAS Action. Est", "les programmes passent par"),
    "en": (
        "to the other program.",
        "about Interagir and PAAS Action. Have",
        "programs work through",
    ),
}


def main_of(site: Path, path: str) -> Tag:
    main = BeautifulSoup((site / path / "index.html").read_text(), "html.parser").main
    assert main
    return main


def test_no_page_shows_a_placeholder(site_of_many):
    """Titles are filled where pages are; who takes one from elsewhere takes it as it is written."""
    marks = re.compile(r"\{\{|\{%")
    found = [
        page.relative_to(site_of_many).as_posix()
        for page in site_of_many.rglob("*.html")
        if marks.search(page.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_a_doubt_about_a_programme_stands_wherever_it_is_told(site_of_many, language):
    said = words_of(language).text("interagir.status_in_full")
    root = "" if language == "fr" else "en/"
    for path in (root, LIST[language][1:], OF_ALL[language][0]):
        assert said in main_of(site_of_many, path).get_text(), path


def test_pages_that_speak_of_two_lead_to_the_others(site_of_many, language):
    found = {}
    for path in SPEAK_OF_TWO[language]:
        links = main_of(site_of_many, path).select("a[href]")
        found[path] = [urljoin(f"/{path}", link["href"]) for link in links]
        assert LIST[language] in found[path], path
    home, *_, compare, _ = found.values()
    # Each question of the home page that two programmes answer, and all of them at the end.
    assert home.count(LIST[language]) == 5
    assert not [link for link in compare if "questions" in link], "nothing is compared there"
    texts = (
        main_of(site_of_many, path).get_text()
        for path in (*SPEAK_OF_TWO[language], OF_ALL[language][1])
    )
    assert [said for text in texts for said in SAYS_OF_TWO[language] if said in text] == []
    # The list says whom to call, of each whose document or messages do.
    entries = main_of(site_of_many, LIST[language][1:]).select("details dl")
    words = words_of(language)
    assert len(entries) == ADDED + 2
    assert all(words.text("programmes.call") in entry.get_text() for entry in entries)


def test_without_script_pages_of_some_lead_to_all(site_of_many, visitor, language):
    page = visitor.context(java_script_enabled=False).new_page()
    for name, shown_there in (("estimate", 5), ("check", 0)):
        page.goto(visitor.address + PAGES[language][name].removesuffix("index.html"))
        way = page.locator(f"[data-without-script] a[href$='{LIST[language].split('/')[-2]}/']")
        expect(way).to_be_visible()
        expect(page.locator("[data-without-script]")).to_contain_text(str(ADDED + 2))
        assert page.locator(".card[data-programme]:visible").count() == shown_there
        expect(page.locator(".none-chosen")).to_be_hidden()


def test_paper_asks_for_no_choice(site_of_many, visitor, language):
    page = visitor.context().new_page()
    for name, sentence in (("estimate", ".others > p"), ("check", ".none-chosen")):
        page.goto(visitor.address + PAGES[language][name].removesuffix("index.html"))
        expect(page.locator(sentence)).to_be_visible()
        page.emulate_media(media="print")
        expect(page.locator(sentence)).to_be_hidden()
        page.emulate_media(media="screen")


def test_old_places_lead_on(site_of_many, visitor, language):
    """An address of the time when all sources stood on one page."""
    sources = visitor.address + OF_ALL[language][1]
    places = {
        "paas_action-features": "paas-action/",
        "copy_1-features": "copy-1/",
        "interagir-weekly-hours-minimum": "interagir/",
        "facts-copy_9": "",
    }
    for place, address in places.items():
        page = visitor.context().new_page()
        page.goto(f"{sources}#{place}")
        expect(page).to_have_url(f"{sources}{address}#{place}")
        expect(page.locator(f"#{place}")).to_be_attached()


@pytest.mark.parametrize("python", [False, True], ids=["file alone", "with Python"])
def test_comparison_shows_what_differs(site_of_many, visitor, language, python):
    visitor.expects_errors = not python
    context = visitor.context()
    context.route("**/engine/**", lambda route: route.continue_() if python else route.abort())
    page = context.new_page()
    page.goto(visitor.address + COMPARE[language])
    assert page.locator("[data-programmes] section").count() == 0
    given = "assistance=basic_income&work_outlook=long_term"
    page = context.new_page()
    page.goto(f"{visitor.address}{COMPARE[language]}#{given}&b.assistance=none")
    if python:
        page.locator(".comparison[data-engine=python]").wait_for(timeout=LONG_MS)
    compared = page.locator("[data-programmes] [data-compared]")
    # The first stand there, the others behind a fold.
    expect(compared).to_have_count(5, timeout=LONG_MS)
    more = page.locator("[data-more-programmes]")
    expect(more.locator("summary")).to_contain_text(f"({ADDED + 1 - 5})")
    expect(more.locator("[data-compared]").first).to_be_hidden()
    # Interagir is to be confirmed in both situations.
    assert more.locator("[data-compared]").count() == ADDED + 1 - 5
    assert compared.first.get_attribute("data-compared") == "paas_action"
    introduced = page.locator("[data-only-differing]")
    expect(introduced).to_be_visible()
    verdict = compared.first.locator("[data-about=verdict]")
    expect(verdict).to_have_attribute("data-standing", "differs")
    page.locator("[data-action=swap]:visible").first.click()
    expect(compared).to_have_count(5)
    # The rules say how many, and the page hands it over.
    page.locator(".both [data-programmes]").evaluate(
        "(place) => { place.dataset.shownFirst = '2'; }"
    )
    page.locator("[data-action=swap]:visible").first.click()
    expect(compared).to_have_count(2)
    # What changes nothing, or is not known, introduces nothing: neither a list nor a word on one.
    for other in ("assistance=aim_for_employment", "work_outlook="):
        page.goto("about:blank")
        page.goto(f"{visitor.address}{COMPARE[language]}#{given}&b.{other}")
        expect(page.locator("[data-compared=answers] [data-standing]")).not_to_have_count(0)
        expect(page.locator("[data-dated] p")).not_to_have_count(0, timeout=LONG_MS)
        expect(compared).to_have_count(0, timeout=LONG_MS)
        expect(introduced).to_be_hidden()


def test_axe_finds_nothing_on_pages_of_one_and_of_all(site_of_many, visitor, language):
    page = visitor.context().new_page()
    for path in OF_ALL[language]:
        for below in ("", "interagir/"):
            page.goto(visitor.address + path + below)
            assert found_by_axe(page) == {}
            other = page.locator("[data-language-switch]")
            assert page.request.get(urljoin(page.url, other.get_attribute("href"))).ok
            # Reached by the keyboard, in its order, by its name.
            link = page.locator("main ul.page-list a, main .trail a").first
            link.focus()
            page.keyboard.press("Enter")
            expect(page).not_to_have_url(visitor.address + path + below)


@pytest.mark.parametrize("python", [False, True], ids=["files alone", "with Python"])
def test_result_of_many_programmes(site_of_many, visitor, language, python):
    """A person answers, sees what is possible first, and asks for a programme that is named."""
    context_path = "**/engine/**"
    visitor.expects_errors = not python
    context = visitor.context(width=360, height=740)
    if not python:
        context.route(context_path, lambda route: route.abort())
    page = context.new_page()
    page.goto(visitor.address + PAGES[language]["estimate"].removesuffix("index.html"))
    calculator = Calculator(page)
    assert len(shown(calculator)) == 5
    assert len(named(calculator)) == ADDED - 3
    assert result_files(visitor) == []

    calculator.field("assistance").first.focus()
    page.locator("input[name=assistance][value=none]").check(force=True)
    # Interagir alone excludes nobody: it comes first, and the rest is named as not possible.
    expect(calculator.result.locator(".card")).to_have_count(1, timeout=LONG_MS)
    assert shown(calculator) == [("interagir", "to_confirm")]
    assert {verdict for _, verdict in named(calculator)} == {"not_possible"}
    assert len(named(calculator)) == ADDED + 1

    page.locator("input[name=assistance][value=basic_income]").check(force=True)
    page.locator("input[name=work_outlook][value=long_term]").check(force=True)
    expect(calculator.card("copy_3")).to_have_attribute("data-verdict", "possible", timeout=LONG_MS)
    if python:
        calculator.wait_for_engine()
        calculator.wait_for_answer()
    assert shown(calculator) == [
        ("paas_action", "possible"),
        *((f"copy_{number}", "possible") for number in range(4)),
    ]
    expect(calculator.result.get_by_role("heading", name=OTHERS[language])).to_be_visible()
    assert dict(named(calculator))["interagir"] == "to_confirm"

    # A name leads to its result, and stays chosen when the answers change and the page is loaded.
    fold = calculator.result.locator("[data-others=possible]")
    fold.locator("summary").click()
    button = fold.locator("[data-programme=copy_8] button")
    name = button.inner_text()
    button.focus()
    page.keyboard.press("Enter")
    card = calculator.result.locator(".card[data-programme=copy_8]")
    expect(card.get_by_role("heading", name=name, exact=True)).to_be_focused(timeout=LONG_MS)
    assert ("copy_8", "possible") not in named(calculator)
    expect(card.locator(".short-answer")).to_contain_text("173")
    expect(page).to_have_url(re.compile("programmes=copy_8"))
    page.locator("input[name=assistance][value=none]").check(force=True)
    expect(card).to_have_attribute("data-verdict", "not_possible", timeout=LONG_MS)
    assert shown(calculator) == [("interagir", "to_confirm"), ("copy_8", "not_possible")]
    page.reload()
    expect(card).to_have_attribute("data-verdict", "not_possible", timeout=LONG_MS)
    page.locator("[data-action=erase]").first.click()
    expect(card).to_have_count(0, timeout=LONG_MS)
    assert len(set(result_files(visitor))) < ADDED, "only what is shown is fetched"


def test_without_files_of_results_python_answers(site_of_many, visitor, language):
    visitor.expects_errors = True
    page = opened_without(visitor, PAGES[language]["estimate"], "**/results/**")
    calculator = Calculator(page)
    page.locator("input[name=assistance][value=none]").check(force=True)
    # Nothing is shown for the answer before something knows.
    notice = page.locator("[data-pending-notice]")
    expect(notice).to_be_visible()
    calculator.wait_for_engine()
    expect(calculator.result.locator(".card")).to_have_count(1, timeout=LONG_MS)
    assert shown(calculator) == [("interagir", "to_confirm")]
    assert len(named(calculator)) == ADDED + 1
    expect(notice).to_be_hidden()
    # Question by question: what no open programme needs is not asked.
    page.locator("[data-action=view-steps]").click()
    expect(page.locator("[data-step-count]")).to_be_visible()


@pytest.mark.parametrize("failed_before", [False, True], ids=["asked first", "failed first"])
def test_with_neither_nothing_is_invented(site_of_many, visitor, language, failed_before):
    """Neither files nor Python: the answer is said not to be counted, and whom to call is open."""
    visitor.expects_errors = True
    page = opened_without(visitor, PAGES[language]["estimate"], "**/results/**", "**/engine/**")
    choice = page.locator("input[name=assistance][value=none]")
    if failed_before:
        # While something is pressed what comes waits: here the failure, then the answer.
        page.mouse.down()
        choice.focus()
        page.wait_for_timeout(1500)
        choice.evaluate(
            "(one) => { one.checked = true; "
            "one.dispatchEvent(new InputEvent('input', { bubbles: true })); }"
        )
        page.wait_for_timeout(200)
        page.mouse.up()
    else:
        choice.check(force=True)
    expect(page.locator(".calculator")).to_have_attribute("data-engine", "failed", timeout=LONG_MS)
    expect(page.locator(".given-list [data-uncounted] .uncounted")).to_be_visible(timeout=LONG_MS)
    expect(page.locator(".phone-fold")).to_have_attribute("open", "")
    assert {verdict for _, verdict in shown(Calculator(page))} == {"unknown"}


CONDITIONS = ("expertise", "regular_staff", "personal_goals", "constant_presence")


def on_telephone(visitor, *, python: bool) -> Page:
    """A page as wide as a telephone, for which Python comes or not."""
    visitor.expects_errors = not python
    context = visitor.context(width=360, height=740)
    if not python:
        context.route("**/engine/**", lambda route: route.abort())
    return context.new_page()


def choose(page: Page, programme: str):
    return page.locator(f".choosing input[value={programme}]")


@pytest.mark.parametrize("python", [False, True], ids=["files alone", "with Python"])
def test_organisation_chooses_programmes(site_of_many, visitor, language, python):
    page = on_telephone(visitor, python=python)
    page.goto(visitor.address + PAGES[language]["check"].removesuffix("index.html"))
    calculator = Calculator(page)
    assert page.locator(".choosing label").count() == ADDED + 2
    assert page.locator("input[name*='.']").count() == 0
    none_chosen = calculator.result.locator(".none-chosen")
    expect(none_chosen).to_be_visible()

    # Question by question, the programmes come first.
    page.locator("[data-action=view-steps]").click()
    expect(calculator.root).to_have_attribute("data-step", "programmes")
    expect(page.locator(".choosing")).to_be_visible()
    page.locator("[data-action=view-all]").click()

    # By keyboard: the questions of what is chosen come into the form, and its result beside it.
    choose(page, "copy_4").focus()
    page.keyboard.press("Space")
    expect(page.locator("input[name='copy_4.expertise']").first).to_be_visible(timeout=LONG_MS)
    expect(calculator.card("copy_4")).to_have_attribute("data-verdict", "unknown", timeout=LONG_MS)
    expect(choose(page, "copy_4")).to_be_focused()
    for key in ("non_profit", *(f"copy_4.{condition}" for condition in CONDITIONS)):
        page.locator(f"input[name='{key}'][value=true]").check(force=True)
    expect(calculator.card("copy_4")).to_have_attribute(
        "data-verdict", "meets_conditions", timeout=LONG_MS
    )
    if python:
        calculator.wait_for_engine()
        calculator.wait_for_answer()
    choose(page, "copy_7").check(force=True)
    expect(calculator.card("copy_7")).to_have_attribute("data-verdict", "unknown", timeout=LONG_MS)
    assert shown(calculator) == [("copy_4", "meets_conditions"), ("copy_7", "unknown")]

    # A link has what was chosen and answered; who opens it is asked question by question.
    page.reload()
    expect(calculator.card("copy_4")).to_have_attribute(
        "data-verdict", "meets_conditions", timeout=LONG_MS
    )
    expect(choose(page, "copy_4")).to_be_checked()
    page.locator("[data-action=view-steps]").click()
    expect(calculator.root).to_have_attribute("data-step", "copy_7.expertise")
    page.locator("[data-action=view-all]").click()

    choose(page, "copy_4").uncheck(force=True)
    expect(calculator.card("copy_4")).to_have_count(0, timeout=LONG_MS)
    assert page.locator("input[name^='copy_4.']").count() == 0
    assert "copy_4" not in page.url
    page.locator("[data-action=erase]").first.click()
    expect(none_chosen).to_be_visible(timeout=LONG_MS)
    expect(choose(page, "copy_7")).not_to_be_checked()
    assert len(set(result_files(visitor))) == 3


def test_each_programme_has_its_own_questions_and_contacts(site_of_many, visitor, language):
    page = visitor.context().new_page()
    page.goto(visitor.address + PAGES[language]["check"].removesuffix("index.html"))
    contact = page.locator(".contacts [data-contact]")
    none = page.locator("[data-no-contact]")
    # Before any is chosen it stands there with its programme's name.
    expect(contact).to_be_visible()
    expect(none).to_be_hidden()
    choose(page, "copy_4").check(force=True)
    answered = page.locator("input[name='copy_4.expertise'][value=true]")
    answered.check(force=True)
    expect(none).to_be_visible(timeout=LONG_MS)
    expect(contact).to_be_hidden()
    row = page.locator(".given-list > div:has([data-question='copy_4.expertise'])")
    alone = row.locator("dt").inner_text()
    contacts = page.locator("[data-send=whole] .send-text")
    expect(contacts).not_to_contain_text("1 877 644-4545")

    choose(page, "copy_7").check(force=True)
    other = page.locator(".given-list > div:has([data-question='copy_7.expertise'])")
    expect(other).to_have_count(1, timeout=LONG_MS)
    names = [
        page.locator(f".choosing label:has([value={id}])").inner_text()
        for id in ("copy_4", "copy_7")
    ]
    for one, name in zip((row, other), names, strict=True):
        said = one.locator("dt").inner_text()
        assert name in said
        assert said.endswith(alone)
        assert name in one.locator("a").get_attribute("aria-label")
    # Whoever calls for one of them has all that is to be asked about it.
    expect(contacts).to_contain_text(names[1])
    asked = [
        part.splitlines()[1:]
        for part in contacts.text_content().split("\n\n")
        if part.splitlines()[0].startswith(("À demander", "To ask"))
    ]
    assert len(asked) == 2
    assert asked[0] == asked[1] != []

    choose(page, "paas_action").check(force=True)
    expect(contact).to_be_visible(timeout=LONG_MS)
    expect(none).to_be_hidden()
    expect(contacts).to_contain_text("1 877 644-4545")


def name_of(page: Page, programme: str) -> str:
    return page.locator(f".choosing label:has([value={programme}])").text_content()


def test_questions_that_do_not_come_are_told_until_they_come(site_of_many, visitor, language):
    visitor.expects_errors = True
    missing = ("**/results/copy_4*", "**/results/copy_5*")
    page = opened_without(visitor, PAGES[language]["check"], *missing)
    failed = page.locator("[data-choosing-failed]")
    named = failed.locator("li")
    for programme in ("copy_4", "copy_5"):
        choose(page, programme).click(force=True)
        expect(named.last).to_have_text(name_of(page, programme))
        expect(choose(page, programme)).to_be_checked()
    # Neither a programme that comes nor an answer hides it.
    choose(page, "copy_6").click(force=True)
    expect(page.locator("input[name='copy_6.expertise']").first).to_be_visible()
    page.locator("input[name=non_profit][value=true]").check(force=True)
    expect(Calculator(page).card("copy_6")).to_be_visible(timeout=LONG_MS)
    expect(named).to_have_text([name_of(page, "copy_4"), name_of(page, "copy_5")])
    # Tried again in vain.
    retry = failed.locator("[data-action=retry-questions]")
    with page.expect_event("requestfailed"):
        retry.click()
    expect(named).to_have_count(2)
    # Who does not want one any more is told of it no more.
    choose(page, "copy_5").click(force=True)
    expect(named).to_have_text([name_of(page, "copy_4")])
    page.context.unroute(missing[0])
    retry.focus()
    page.keyboard.press("Enter")
    expect(page.locator("input[name='copy_4.expertise']").first).to_be_visible()
    expect(failed).to_be_hidden()
    expect(choose(page, "copy_4")).to_be_focused()
    expect(choose(page, "copy_5")).not_to_be_checked()
    assert Calculator(page).fields() == {"non_profit": "true"}
    assert sorted(Calculator(page).fragment()["programmes"].split(".")) == ["copy_4", "copy_6"]


def test_step_of_the_choice_goes_on_once_one_is_chosen(site_of_many, visitor, language):
    page = without_python(visitor, PAGES[language]["check"], "results/copy_", 1)
    calculator = Calculator(page)
    page.locator("[data-action=view-steps]").click()
    count = page.locator("[data-step-count]")
    words = words_of(language)
    needed = page.locator("[data-choosing-needed]")
    expect(needed).to_be_hidden()
    for press in (
        lambda: page.locator("[data-action=next]").click(),
        lambda: choose(page, "copy_2").press("Enter"),
    ):
        press()
        expect(needed).to_be_focused()
        expect(calculator.root).to_have_attribute("data-step", "programmes")
        expect(count).to_have_text(words.text("choosing.count"))
    expect(needed).to_contain_text(words.text("choosing.needed"))
    assert found_by_axe(page) == {}
    # Who does not know which one is led to all of them.
    page.keyboard.press("Tab")
    link = needed.locator("a")
    expect(link).to_be_focused()
    expect(link).to_have_attribute("href", re.compile(LIST[language].split("/")[-2]))
    # Pressed before the questions are there, twice: it goes on when they are, once.
    choose(page, "copy_2").click(force=True)
    expect(needed).to_be_hidden()
    for _ in range(2):
        page.locator("[data-action=next]").click()
    expect(calculator.root).to_have_attribute("data-step", "non_profit")
    total = count.inner_text()
    page.locator("[data-action=back]").click()
    # How many questions there are is not promised where that is chosen.
    expect(count).to_have_text(words.text("choosing.count"))
    page.locator("[data-action=next]").click()
    expect(count).to_have_text(total)
    # Nor where a link leads past the choice.
    page.goto(f"{page.url.partition('#')[0]}#view=steps&step=non_profit")
    expect(calculator.root).to_have_attribute("data-step", "non_profit")
    expect(count).to_be_empty()


def test_questions_that_take_a_while_are_said_to_be_on_their_way(site_of_many, visitor, language):
    page, held = opened_holding(visitor, PAGES[language]["check"], COPY_4)
    page.locator("[data-action=view-steps]").click()
    words = words_of(language)
    coming = page.locator("[data-choosing-coming]")
    choose(page, "copy_4").click(force=True)
    expect(coming).to_have_text(words.text("choosing.coming"))
    expect(page.locator("[data-announce]")).to_contain_text(words.text("choosing.coming"))
    # Who does not want it any more does not wait.
    choose(page, "copy_4").click(force=True)
    expect(coming).to_be_hidden()
    # Who goes on waits where it is said.
    choose(page, "copy_4").click(force=True)
    page.locator("[data-action=next]").click()
    expect(coming).to_be_in_viewport()
    expect(Calculator(page).root).to_have_attribute("data-step", "programmes")
    assert found_by_axe(page) == {}
    for route in held:
        route.continue_()
    expect(Calculator(page).root).to_have_attribute("data-step", "non_profit")
    expect(coming).to_be_hidden()


def test_what_is_chosen_is_not_lost_while_its_questions_come(site_of_many, visitor, language):
    """Loaded again at once, or opened in the other language: it is still chosen."""
    page, held = opened_holding(visitor, PAGES[language]["check"], COPY_4)
    choose(page, "paas_action").click(force=True)
    expect(page).to_have_url(re.compile("programmes=paas_action$"))
    choose(page, "copy_4").click(force=True)
    expect(page).to_have_url(re.compile(r"programmes=paas_action\.copy_4$"))
    link = page.locator("[data-language-switch]").first
    expect(link).to_have_attribute("href", re.compile(r"programmes=paas_action\.copy_4$"))
    # Who does not want it has it no more.
    choose(page, "copy_4").click(force=True)
    expect(page).to_have_url(re.compile("programmes=paas_action$"))
    choose(page, "copy_4").click(force=True)
    page.reload()
    assert held
    page.context.unroute(COPY_4)
    page.reload()
    expect(choose(page, "copy_4")).to_be_checked(timeout=LONG_MS)
    expect(choose(page, "paas_action")).to_be_checked()
    expect(page.locator("[id='question-copy_4.expertise']")).to_be_visible()


@pytest.mark.parametrize("view", ["", "&view=steps&step=result"], ids=["all", "steps"])
def test_answers_whose_questions_do_not_come_stay_in_the_address(
    site_of_many, visitor, language, view
):
    visitor.expects_errors = True
    answers = "non_profit=true&copy_4.expertise=true&copy_4.regular_staff=false"
    missing = "**/results/copy_4*"
    path = f"{PAGES[language]['check']}#{answers}&programmes=paas_action.copy_4{view}"
    page = opened_without(visitor, path.replace("index.html", ""), missing)
    # It is told in either view, with a way to try again.
    failed = page.locator("[data-choosing-failed]")
    expect(failed).to_be_visible(timeout=LONG_MS)
    expect(failed.locator("li")).to_have_text([name_of(page, "copy_4")])
    given = Calculator(page).fragment()
    assert given["copy_4.expertise"] == "true"
    assert given["copy_4.regular_staff"] == "false"
    assert given["programmes"] == "paas_action.copy_4"
    page.context.unroute(missing)
    page.reload()
    expect(choose(page, "copy_4")).to_be_checked(timeout=LONG_MS)
    expect(failed).to_be_hidden()
    assert Calculator(page).fields() == dict(one.split("=") for one in answers.split("&"))


def test_step_of_the_choice_does_not_go_on_without_questions(site_of_many, visitor, language):
    visitor.expects_errors = True
    page = opened_without(visitor, PAGES[language]["check"], "**/results/copy_4*")
    page.locator("[data-action=view-steps]").click()
    choose(page, "copy_4").click(force=True)
    page.locator("[data-action=next]").click()
    expect(page.locator("[data-choosing-failed] button")).to_be_focused()
    expect(page.locator("[data-choosing-needed]")).to_be_hidden()
    expect(Calculator(page).root).to_have_attribute("data-step", "programmes")


def test_questions_that_come_late_can_be_listened_to(site_of_many, visitor, language):
    context = visitor.context()
    context.add_init_script(VOICES % json.dumps(BOTH))
    page = context.new_page()
    page.goto(visitor.address + PAGES[language]["check"].removesuffix("index.html"))
    question = page.locator("[id='question-copy_4.expertise']")
    button = question.locator(".listen-part")
    listen, _ = PART_LABELS[language]
    text = None
    for programme, named in (("copy_4", ""), ("copy_5", name_of(page, "copy_4"))):
        choose(page, programme).click(force=True)
        expect(page.locator(f"[id='question-{programme}.expertise']")).to_be_visible()
        text = text or question.locator("legend").text_content()
        # Of two programmes that ask the same, it says which one is read.
        full = words_of(language).text("choosing.asked", programme=named, question=text)
        expect(button).to_have_accessible_name(f"{listen}, {full if named else text}")
    button.click()
    spoken = []
    while page.locator(".is-read").count():
        spoken.append(page.evaluate("spoken.at(-1)[2]"))
        page.evaluate("finish()")
    assert text in spoken
    assert name_of(page, "copy_4") in spoken[0]


def test_questions_of_several_say_whose_they_are(site_of_many, visitor, language):
    """As a step's heading, in the page's title, in the list of answers and in a link's notice."""
    step = "&view=steps&step=copy_4.expertise"
    answers = "&copy_4.expertise=true&copy_4.regular_staff=perhaps"
    for chosen, several in (("copy_4.interagir", True), ("copy_4", False)):
        page = without_python(
            visitor, f"{PAGES[language]['check']}#programmes={chosen}{answers}{step}"
        )
        name = name_of(page, "copy_4")
        question = page.locator("[id='question-copy_4.expertise'] legend").text_content()
        title = page.locator("[data-step-title]")
        expect(title).to_contain_text(question)
        for heading in (title.inner_text(), page.title()):
            assert several == heading.startswith(name)
        listed = page.locator(".given-list div:has([data-question='copy_4.expertise'])")
        assert several == listed.locator("dt").inner_text().startswith(name)
        assert several == (name in listed.locator("a").get_attribute("aria-label"))
        unread = page.locator("[data-link-notice] a[data-question='copy_4.regular_staff']")
        assert several == unread.inner_text().startswith(name)


LINK = "#programmes=copy_4.copy_7&copy_4.expertise=true&copy_7.expertise=false&non_profit=true"


def test_answers_whose_questions_come_late_are_taken_over(site_of_many, visitor, language):
    """A link opened without a network: its answers wait, and what is answered meanwhile stays."""
    visitor.expects_errors = True
    page = opened_without(
        visitor, PAGES[language]["check"] + LINK, "**/results/copy_4*", "**/results/copy_7*"
    )
    calculator = Calculator(page)
    failed = page.locator("[data-choosing-failed]")
    expect(failed).to_be_visible()
    # It is not told that there is something that nobody knows.
    expect(page.locator("[data-link-notice]")).to_be_hidden()
    assert calculator.fields() == {"non_profit": "true"}
    page.locator("input[name=non_profit][value=false]").check(force=True)
    page.locator("input[name=places]").fill("3")
    # A network that is there and gone again changes nothing.
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(300)
    expect(failed).to_be_visible()
    # One comes back with its answer, and a person answers otherwise before the other comes.
    page.context.unroute("**/results/copy_4*")
    failed.locator("[data-action=retry-questions]").click()
    expect(page.locator("input[name='copy_4.expertise'][value=true]")).to_be_checked()
    expect(failed).to_be_visible()
    page.locator("input[name='copy_4.expertise'][value=false]").check(force=True)
    page.context.unroute("**/results/copy_7*")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(choose(page, "copy_7")).to_be_checked()
    expect(failed).to_be_hidden()
    given = {
        "non_profit": "false",
        "places": "3",
        "copy_4.expertise": "false",
        "copy_7.expertise": "false",
    }
    assert calculator.fields() == given
    assert {key: value for key, value in calculator.fragment().items() if key in given} == given
    expect(calculator.card("copy_7")).to_be_visible(timeout=LONG_MS)
    # Once: what is taken away afterwards does not come back.
    choose(page, "copy_7").uncheck(force=True)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(500)
    expect(choose(page, "copy_7")).not_to_be_checked()


@pytest.mark.parametrize("how", ["erased", "another link"])
def test_answers_that_wait_do_not_come_back_against_a_persons_will(
    site_of_many, visitor, language, how
):
    visitor.expects_errors = True
    page = opened_without(visitor, PAGES[language]["check"] + LINK, "**/results/copy_*")
    calculator = Calculator(page)
    failed = page.locator("[data-choosing-failed]")
    expect(failed).to_be_visible()
    if how == "erased":
        page.locator("[data-action=erase]").first.click()
    else:
        calculator.go_to("places=9")
        expect(page.locator("input[name=places]")).to_have_value("9")
    expect(failed).to_be_hidden()
    expected = calculator.fields()
    page.context.unroute("**/results/copy_*")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(1000)
    assert calculator.fields() == expected
    assert page.locator("input[name^='copy_']").count() == 0


def without_python(visitor, path: str, slow: str = "", seconds: float = 0) -> Page:
    """A page whose files answer alone; what `slow` names comes so much later."""
    visitor.expects_errors = True
    context = visitor.context()
    context.route("**/engine/**", lambda route: route.abort())
    page = context.new_page()
    if slow:
        delay = f"() => new Promise((then) => setTimeout(then, {seconds * 1000:.0f}))"
        page.add_init_script(
            f"const own = fetch; const delay = {delay}; window.fetch = async (address, ...rest) => "
            f"{{ if (String(address).includes('{slow}')) await delay(); "
            f"return own(address, ...rest); }};"
        )
    page.goto(visitor.address + path.replace("index.html", ""))
    return page


def test_a_whole_link_is_not_told_to_be_cut(site_of_many, visitor, language):
    """Though ids of programmes have digits."""
    page = without_python(visitor, PAGES[language]["estimate"])
    calculator = Calculator(page)
    page.locator("input[name=assistance][value=basic_income]").check(force=True)
    page.locator("input[name=work_outlook][value=long_term]").check(force=True)
    expect(calculator.card("copy_3")).to_have_attribute("data-verdict", "possible", timeout=LONG_MS)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".keep summary").first.click()
    page.locator("[data-action=copy]").click()
    expect(page.locator("[data-keep-said]")).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    assert "copy_3-possible" in address
    other = page.context.new_page()
    other.goto(address)
    expect(Calculator(other).card("copy_3")).to_have_attribute(
        "data-verdict", "possible", timeout=LONG_MS
    )
    expect(other.locator("[data-link-notice]")).to_be_hidden()


def test_what_is_chosen_alone_has_its_result(site_of_many, visitor, language):
    """Without an answer, by a link, after a reload, and in the other language."""
    page = without_python(visitor, PAGES[language]["check"] + "#programmes=copy_0.interagir")
    calculator = Calculator(page)
    for again in (None, page.reload, page.locator("[data-language-switch]").click):
        if again:
            again()
        for programme in ("copy_0", "interagir"):
            expect(choose(page, programme)).to_be_checked()
            card = calculator.card(programme)
            expect(card).to_have_attribute("data-verdict", "unknown", timeout=LONG_MS)
        expect(calculator.result.locator(".none-chosen")).to_have_count(0)
    page = without_python(visitor, PAGES[language]["estimate"] + "#programmes=copy_8")
    card = page.locator(".result-body .card[data-programme=copy_8]")
    expect(card).to_be_visible(timeout=LONG_MS)


def test_what_is_chosen_quickly_stays_chosen(site_of_many, visitor, language):
    page = without_python(visitor, PAGES[language]["check"], "results/copy_", 1.5)
    calculator = Calculator(page)
    wanted = ("copy_1", "copy_2", "copy_3", "copy_4")
    for programme in wanted:
        choose(page, programme).click(force=True)
        page.wait_for_timeout(400)
    # One of them is taken back before its questions are there, and one twice.
    choose(page, "copy_2").click(force=True)
    for _ in range(2):
        choose(page, "copy_4").click(force=True)
    for programme in ("copy_1", "copy_3", "copy_4"):
        expect(page.locator(f"input[name='{programme}.expertise']").first).to_be_visible()
        expect(choose(page, programme)).to_be_checked()
        expect(calculator.card(programme)).to_be_visible(timeout=LONG_MS)
    expect(choose(page, "copy_2")).not_to_be_checked()
    assert page.locator("input[name^='copy_2.']").count() == 0
    assert sorted(calculator.fragment()["programmes"].split(".")) == ["copy_1", "copy_3", "copy_4"]


def test_what_is_erased_while_it_comes_stays_away(site_of_many, visitor, language):
    page = without_python(visitor, PAGES[language]["check"], "results/copy_", 1)
    choose(page, "copy_1").click(force=True)
    page.locator("[data-action=erase]").first.click()
    page.wait_for_timeout(1500)
    expect(choose(page, "copy_1")).not_to_be_checked()
    assert page.locator("input[name^='copy_']").count() == 0
    assert "copy_1" not in page.url


def test_a_name_pressed_twice_is_chosen_once(site_of_many, visitor, language):
    page = without_python(visitor, PAGES[language]["estimate"], "copy_8", 1)
    button = page.locator(".others [data-programme=copy_8] button")
    page.locator(".others summary").first.click()
    for _ in range(3):
        button.click()
    expect(page.locator(".card[data-programme=copy_8]")).to_be_visible(timeout=LONG_MS)
    assert Calculator(page).fragment() == {"programmes": "copy_8"}


@pytest.mark.parametrize("python", [False, True], ids=["files alone", "with Python"])
def test_what_was_chosen_is_put_away_again(site_of_many, visitor, language, python):
    page = on_telephone(visitor, python=python)
    # The first of the three is among those that are shown of themselves.
    address = PAGES[language]["estimate"].removesuffix("index.html")
    page.goto(f"{visitor.address}{address}{MOST}&programmes=copy_2.copy_8.interagir")
    calculator = Calculator(page)
    card = calculator.result.locator(".card[data-programme=copy_8]")
    expect(card).to_be_visible(timeout=LONG_MS)
    if python:
        calculator.wait_for_engine()
        calculator.wait_for_answer()
    buttons = calculator.result.locator("[data-action=put-programme-away]")
    expect(buttons).to_have_count(2)
    words = words_of(language)
    text, name = words.text("others.put_away"), card.locator("h3").inner_text()
    button = card.get_by_role("button", name=f"{text} {name}", exact=True)
    box = button.bounding_box()
    assert box
    assert box["height"] >= 44
    if not python:
        # Python draws the same: see below.
        assert found_by_axe(page) == {}
    page.emulate_media(media="print")
    expect(button).to_be_hidden()
    page.emulate_media(media="screen")

    # By keyboard: to its name among the others, which is seen and said.
    entries = page.evaluate("history.length")
    button.focus()
    page.keyboard.press("Enter")
    listed = calculator.result.locator(".others [data-programme=copy_8] button")
    expect(listed).to_be_focused(timeout=LONG_MS)
    expect(listed).to_be_in_viewport()
    expect(card).to_have_count(0)
    said = words.text("others.put_away_said", programme=name)
    expect(page.locator("[data-announce]")).to_contain_text(said)
    expect(page).to_have_url(re.compile(r"programmes=copy_2\.interagir$"))
    assert page.evaluate("history.length") == entries, "as when it is chosen"
    assert [id for id, _ in shown(calculator)][-1] == "interagir"

    # Pressed there, it is shown again.
    page.keyboard.press("Enter")
    expect(card.locator("h3")).to_be_focused(timeout=LONG_MS)
    # The second click of a double click is not for what came there by the first.
    button.dispatch_event("click", {"detail": 2})
    expect(page).to_have_url(re.compile(r"programmes=copy_2\.interagir\.copy_8$"))
    button.click()
    expect(listed).to_be_focused(timeout=LONG_MS)
    page.reload()
    expect(buttons).to_have_count(1, timeout=LONG_MS)
    expect(listed).to_be_attached()
    assert Calculator(page).fragment()["programmes"] == "copy_2.interagir"


def test_what_was_chosen_is_put_away_beside_a_question_too(site_of_many, visitor, language):
    address = PAGES[language]["estimate"] + MOST + "&programmes=copy_8&view=steps&step=adult"
    page = without_python(visitor, address)
    button = page.locator(".card[data-programme=copy_8] [data-action=put-programme-away]")
    button.click(timeout=LONG_MS)
    name = page.locator(".others [data-programme=copy_8] button")
    expect(name).to_be_focused(timeout=LONG_MS)
    expect(Calculator(page).root).to_have_attribute("data-step", "adult")


def test_files_and_python_draw_the_same_of_what_was_chosen(site_of_many, visitor, language):
    address = PAGES[language]["estimate"] + MOST + "&programmes=copy_8.interagir"
    files = without_python(visitor, address)
    page = visitor.context().new_page()
    page.goto(visitor.address + address.replace("index.html", ""))
    drawn = []
    for one in (files, page):
        expect(one.locator("[data-action=put-programme-away]")).to_have_count(2, timeout=LONG_MS)
        if one is page:
            Calculator(one).wait_for_engine()
            Calculator(one).wait_for_answer()
        drawn.append(one.locator(".result-body").inner_html())
    assert drawn[0] == drawn[1]


def test_result_that_takes_a_while_is_said_to_be_on_its_way(site_of_many, visitor, language):
    context = visitor.context()
    context.route("**/engine/**", lambda route: route.abort())
    visitor.expects_errors = True
    held = []
    context.route("**/results/copy_8*", lambda route: held.append(route))
    page = context.new_page()
    page.goto(f"{visitor.address}{PAGES[language]['estimate'].replace('index.html', '')}{MOST}")
    result = Calculator(page).result
    name = result.locator(".others [data-programme=copy_8]")
    result.locator("[data-others=possible] summary").click()
    name.locator("button").click()
    computing = page.locator(".calculator").get_attribute("data-text-computing")
    expect(name).to_contain_text(computing)
    expect(page.locator("[data-announce]")).to_contain_text(computing)
    for route in held:
        route.continue_()
    expect(result.locator(".card[data-programme=copy_8] h3")).to_be_focused(timeout=LONG_MS)
    expect(result).not_to_contain_text(computing)


@pytest.mark.parametrize("view", ["all", "steps"])
def test_names_that_are_opened_stay_where_they_are_pressed(site_of_many, visitor, language, view):
    page = visitor.open(f"{PAGES[language]['estimate']}#view={view}", width=360, height=640)
    summary = page.locator(".others summary").last
    summary.scroll_into_view_if_needed()
    before = summary.bounding_box()["y"]
    for _ in range(2):
        summary.press("Enter")
        page.wait_for_timeout(500)
        assert summary.bounding_box()["y"] == pytest.approx(before, abs=1)


def test_erasing_takes_the_focus_to_no_programme(site_of_many, visitor, language):
    """A programme is chosen, and all is erased before its result comes."""
    page = without_python(visitor, PAGES[language]["estimate"] + "#adult=true", "copy_8", 1)
    expect(page.locator("[data-others]").first).to_be_attached(timeout=LONG_MS)
    page.locator(".others summary").first.click()
    page.locator(".others [data-programme=copy_8] button").click()
    page.locator("[data-action=erase]").first.click()
    page.wait_for_timeout(1500)
    expect(page.locator(".card[data-programme=copy_8]")).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('.result-body')") is None
    said = words_of(language).text("others.put_away_said", programme="")
    assert said.strip() not in page.locator("[data-announce]").inner_text()


def test_answers_of_a_programme_come_back_with_it(site_of_many, visitor, language):
    page = without_python(visitor, PAGES[language]["check"])
    calculator = Calculator(page)
    choose(page, "copy_4").check(force=True)
    answer = page.locator("input[name='copy_4.expertise'][value=false]")
    answer.check(force=True)
    choose(page, "copy_4").uncheck(force=True)
    # Not chosen, they are nowhere.
    expect(answer).to_have_count(0)
    assert calculator.fields() == {}
    assert "copy_4" not in page.url
    choose(page, "copy_4").check(force=True)
    expect(answer).to_be_checked()
    assert calculator.fragment() == {"copy_4.expertise": "false", "programmes": "copy_4"}
    expect(calculator.card("copy_4")).to_have_attribute(
        "data-verdict", "does_not_meet", timeout=LONG_MS
    )
    # What was erased does not come back.
    choose(page, "copy_4").uncheck(force=True)
    page.locator("[data-action=erase]").first.click()
    choose(page, "copy_4").check(force=True)
    expect(answer).to_be_visible()
    expect(answer).not_to_be_checked()


def test_unknown_programmes_of_a_link_are_told(site_of_many, visitor, language):
    for kind, given in (("check", "non_profit=true"), ("estimate", "adult=true")):
        page = without_python(
            visitor, PAGES[language][kind] + f"#{given}&programmes=copy_4.zzz.copy_99"
        )
        expect(page.locator("[data-link-notice] code")).to_have_text(["zzz", "copy_99"])
        expect(page.locator(".card[data-programme=copy_4]")).to_be_visible(timeout=LONG_MS)
        assert Calculator(page).fragment()["programmes"] == "copy_4"


def test_unknown_programmes_of_a_link_are_told_by_the_comparison(site_of_many, visitor, language):
    link = f"{COMPARE[language]}#adult=true&b.adult=false&programmes=copy_4.zzz.copy_99"
    page = without_python(visitor, link)
    notice = page.locator("[data-link-notice]")
    expect(notice).to_contain_text(words_of(language).text("script.strangers"))
    expect(notice.locator("code")).to_have_text(["zzz", "copy_99"])
    assert Calculator(page).fragment()["programmes"] == "copy_4"
    # All of them are known, and none is told.
    ids = ".".join(["paas_action", "interagir", *(f"copy_{number}" for number in range(ADDED))])
    page = without_python(visitor, f"{COMPARE[language]}#adult=true&programmes={ids}")
    expect(page.locator("[data-both]")).to_be_visible()
    expect(page.locator("[data-link-notice]")).to_be_hidden()
    assert Calculator(page).fragment()["programmes"] == ids


def test_step_by_step_with_nothing_chosen_there_is_a_way_back(site_of_many, visitor, language):
    page = without_python(visitor, PAGES[language]["check"] + "#view=steps&step=result")
    calculator = Calculator(page)
    expect(calculator.root).to_have_attribute("data-step", "result")
    link = calculator.result.locator(".none-chosen a")
    link.focus()
    page.keyboard.press("Enter")
    expect(calculator.root).to_have_attribute("data-step", "programmes")
    expect(choose(page, "copy_4")).to_be_visible()
    # All questions on one page: the first programme has the focus.
    page.locator("[data-action=view-all]").click()
    link.click()
    expect(page.locator(".choosing input").first).to_be_focused()
    assert "question-programmes" not in page.url


def test_comparison_leads_back_to_what_was_shown(site_of_many, visitor, language):
    page = without_python(visitor, PAGES[language]["estimate"] + "#adult=true&programmes=copy_8")
    page.locator("[data-comparison-link]").click()
    expect(page).to_have_url(re.compile("compare/#|comparer/#"))
    expect(page).to_have_url(re.compile("programmes=copy_8"))
    back = page.locator("main [data-full][href*='programmes=copy_8']")
    expect(back).to_have_count(2, timeout=LONG_MS)
    back.first.click()
    expect(page.locator(".card[data-programme=copy_8]")).to_be_visible(timeout=LONG_MS)


def test_message_says_that_there_are_more_programmes(site_of_many, visitor, language):
    page = without_python(visitor, PAGES[language]["estimate"] + MOST)
    count = page.locator(".others [data-verdict=possible], .others [data-verdict=to_confirm]")
    expect(count.first).to_be_attached(timeout=LONG_MS)
    expected = words_of(language).text("send.text.others", count=str(count.count()))
    page.locator(".send summary").click()
    texts = page.locator(".send .send-text")
    expect(texts).to_have_count(2)
    for text in texts.all():
        expect(text).to_contain_text(expected)


def test_first_sheet_has_the_first_answers(site_of_many, visitor, language):
    page = visitor.context().new_page()
    costs = "&monthly_costs.transport=60"
    page.goto(
        visitor.address + PAGES[language]["estimate"].removesuffix("index.html") + MOST + costs
    )
    page.wait_for_selector(".calculator[data-engine=python]", timeout=LONG_MS)
    # Python's answer, which counts the costs.
    expect(page.locator(".card .short-answer").first).to_contain_text("233", timeout=LONG_MS)
    for paper in ("Letter", "A4"):
        first = sheets(page.pdf(format=paper))[0]
        assert words_of(language).text("programme.paas_action") in " ".join(
            run.text for run in first
        ), paper


def test_comparison_begins_with_what_was_chosen(site_of_many, visitor, language):
    chosen = f"{MOST}&b.assistance=none&programmes=copy_9"
    page = without_python(visitor, COMPARE[language] + chosen)
    compared = page.locator("[data-programmes] [data-compared]")
    expect(compared).to_have_count(5, timeout=LONG_MS)
    assert compared.first.get_attribute("data-compared") == "copy_9"
    page.locator("[data-more-programmes] summary").click()
    expect(page.locator("[data-more-programmes] [data-compared=copy_8]")).to_be_visible()


def test_what_a_link_has_chosen_is_seen(site_of_many, visitor, language):
    page = without_python(visitor, PAGES[language]["check"] + "#programmes=copy_9")
    box = page.locator(".choosing input:checked")
    expect(box).to_have_value("copy_9", timeout=LONG_MS)
    seen = """(box) => {
      const [own, list] = [box, box.closest(".choices")].map((one) => one.getBoundingClientRect());
      return own.top >= list.top && own.bottom <= list.bottom;
    }"""
    assert box.evaluate(seen)


OFFLINE_CHOSEN = {
    "fr": "Cette page s’ouvre aussi sans Internet sur cet appareil, mais les questions",
    "en": "This page also opens without the Internet on this device, but a program’s own",
}


def test_what_works_without_a_network_is_not_promised_for_all(site, site_of_many, language):
    """Questions that were never fetched are on no device."""
    for folder, kind, stands in (
        (site_of_many, "check", True),
        (site_of_many, "estimate", False),
        (site, "check", False),
    ):
        page = BeautifulSoup((folder / PAGES[language][kind]).read_bytes(), "html.parser")
        said = page.select_one("[data-kept-part=offline]").get_text(" ", strip=True)
        assert said.startswith(OFFLINE_CHOSEN[language]) is stands, (folder, kind, said)
