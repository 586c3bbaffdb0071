"""The answers have one owner: the browser's history keeps steps, and brings no answer back.

What is answered does not matter here, only what stands in the form: Python is left out.
"""

import json
import time
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from calculator.words.catalogue import catalogue
from tests.browser.conftest import ESTIMATE, Calculator

ANSWERS = {"assistance": "basic_income", "adult": "true", "weekly_hours": "12,5"}
STEPS = "view=steps&step=assistance"


def fields(page):
    return Calculator(page).fields()


def holds(page, answers):
    """The form has these answers, at once or when the page before has handed them over."""
    end = time.monotonic() + 5
    while fields(page) != answers and time.monotonic() < end:
        page.wait_for_timeout(50)
    assert fields(page) == answers


def choose(page, name, value):
    page.locator(f"label:has(input[name='{name}'][value='{value}'])").click()


def act(page, action):
    """Press a button of the page, in a fold or not."""
    page.locator(f".result [data-action={action}], form [data-action={action}]").first.evaluate(
        "button => button.click()"
    )


def step(page, name):
    expect(page.locator(".calculator")).to_have_attribute("data-step", name)


def onward(page, name):
    page.locator("[data-action=next]").click()
    step(page, name)


def walked(page):
    """Three questions answered, one after the other."""
    choose(page, "assistance", "social_assistance")
    onward(page, "adult")
    choose(page, "adult", "true")
    onward(page, "work_outlook")
    choose(page, "work_outlook", "ready")
    onward(page, "weekly_hours")
    return {"assistance": "social_assistance", "adult": "true", "work_outlook": "ready"}


def entries(page):
    """Addresses of the whole history of a tab, as the browser keeps them."""
    session = page.context.new_cdp_session(page)
    return [entry["url"] for entry in session.send("Page.getNavigationHistory")["entries"]]


@pytest.mark.parametrize("way", ["at once", "reload", "language", "leave"])
def test_after_erasing_nothing_brings_an_answer_back(tab, visitor, language, way):
    page = tab(ESTIMATE[language] + "#" + STEPS)
    walked(page)
    page.go_back()
    step(page, "work_outlook")
    if way == "language":
        page.locator("[data-language-switch]").click()
        page.wait_for_url(lambda url: ("/en/" in url) != (language == "en"))
        assert len(fields(page)) == 3
    act(page, "erase")
    assert fields(page) == {}
    if way == "reload":
        page.reload()
    if way == "leave":
        page.goto(visitor.address + "sources/")
    for _ in range(5):
        if "sources" not in page.url:
            assert fields(page) == {}, page.url
        if page.go_back() is None and page.url == "about:blank":
            break
    for _ in range(6):
        page.go_forward()
        if ESTIMATE["fr"] in page.url or ESTIMATE["en"] in page.url:
            page.wait_for_timeout(50)
            assert fields(page) == {}, page.url
    page.goto(visitor.address + ESTIMATE[language])
    assert fields(page) == {}


def test_entries_that_were_left_say_only_which_step(tab):
    page = tab(ESTIMATE["fr"] + "#" + STEPS)
    walked(page)
    addresses = [one.partition("#")[2] for one in entries(page) if "estimer" in one]
    names = ["assistance", "adult", "work_outlook", "weekly_hours"]
    assert addresses[:3] == [f"view=steps&step={name}" for name in names[:3]]
    assert page.evaluate("Object.keys(history.state).sort().join()") == "depth,series,step,view"
    act(page, "back")
    step(page, "work_outlook")
    act(page, "erase")
    assert not [one for one in entries(page) if "adult=" in one or "assistance=" in one]


CHOOSE = "document.querySelector('input[name=assistance][value=basic_income]').click();"
# In one task of the page, nobody is quicker; and on a slow network, before the page comes anew.
WAYS = {
    "leave": CHOOSE + "location.assign('/')",
    "reload": CHOOSE + "location.reload()",
    "while reloading": f"location.reload(); setTimeout(() => {{ {CHOOSE} }}, 100)",
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_chosen_as_the_page_is_left_is_kept(tab, language, way):
    page = tab(ESTIMATE[language] + "#view=all")
    page.wait_for_selector(".calculator[data-started]")
    if way == "while reloading":
        page.route("**" + ESTIMATE[language], lambda route: (time.sleep(0.5), route.continue_()))
    with page.expect_event("load"):
        page.evaluate(f"() => {{ {WAYS[way]} }}")
    if way == "leave":
        page.go_back()
    page.wait_for_selector(".calculator[data-started]")
    holds(page, {"assistance": "basic_income"})
    assert "assistance=basic_income" in page.url


def test_a_link_that_is_loaded_anew_before_its_scripts_run_is_still_the_link(
    tab, visitor, language
):
    page = tab(ESTIMATE[language] + "#view=all&assistance=basic_income")
    page.wait_for_selector(".calculator[data-started]")
    holds(page, {"assistance": "basic_income"})
    page.goto(visitor.address + "404.html")
    page.route("**/page.js", lambda route: route.abort())
    page.goto(f"{visitor.address}{ESTIMATE[language]}#view=all&adult=true")
    page.unroute("**/page.js")
    page.reload()
    page.wait_for_selector(".calculator[data-started]")
    holds(page, {"adult": "true"})


@pytest.mark.parametrize("way", ["reload", "while reloading"])
def test_what_is_erased_while_the_page_is_loaded_anew_stays_erased(tab, language, way):
    page = tab(ESTIMATE[language] + "#view=all&adult=true")
    page.wait_for_selector(".calculator[data-started]")
    holds(page, {"adult": "true"})
    page.route("**" + ESTIMATE[language], lambda route: (time.sleep(0.5), route.continue_()))
    erased = WAYS[way].replace(CHOOSE, "document.querySelector('[data-action=erase]').click();")
    with page.expect_event("load"):
        page.evaluate(f"() => {{ {erased} }}")
    page.wait_for_selector(".calculator[data-started]")
    assert fields(page) == {}
    assert "adult=" not in page.url


def test_after_a_reload_back_changes_the_step_and_nothing_else(tab, language):
    page = tab(ESTIMATE[language] + "#" + STEPS)
    answers = walked(page)
    page.locator("input[name=weekly_hours]").fill("12")
    page.reload()
    holds(page, answers | {"weekly_hours": "12"})
    page.go_back()
    step(page, "work_outlook")
    holds(page, answers | {"weekly_hours": "12"})
    page.locator("[data-action=next]").click()
    step(page, "weekly_hours")
    expect(page.locator("input[name=weekly_hours]")).to_have_value("12")


def test_a_corrected_answer_never_goes_back(tab, visitor, language):
    page = tab(ESTIMATE[language] + "#" + STEPS)
    answers = walked(page)
    for name in ("work_outlook", "adult", "assistance"):
        page.go_back()
        step(page, name)
    choose(page, "assistance", "social_solidarity")
    corrected = answers | {"assistance": "social_solidarity"}
    page.reload()
    holds(page, corrected)
    page.go_forward()
    step(page, "adult")
    page.reload()
    holds(page, corrected)
    # From another page, to an entry that the correction was not made at.
    page.evaluate("history.go(1)")
    step(page, "work_outlook")
    page.locator("[data-language-switch]").click()
    page.wait_for_url(lambda url: ("/en/" in url) != (language == "en"))
    holds(page, corrected)
    choose(page, "work_outlook", "long_term")
    page.evaluate("history.go(-3)")
    page.wait_for_url(lambda url: ("/en/" in url) == (language == "en"))
    step(page, "assistance")
    holds(page, corrected | {"work_outlook": "long_term"})


def test_a_page_shown_again_as_it_was_shows_the_answers_of_now(tab):
    """Browsers keep whole pages to go back to; `pageshow` says so."""
    page = tab(ESTIMATE["fr"] + "#" + urlencode(ANSWERS))
    holds(page, ANSWERS)
    series = page.evaluate("history.state.series")
    leave = "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))"
    back = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
    handed = {"erased": False, "all": [["participant", series, "adult=false"]]}
    page.evaluate(leave)
    page.evaluate("text => { sessionStorage['passerelle.tab'] = text }", json.dumps(handed))
    page.evaluate(back)
    holds(page, {"adult": "false"})
    page.evaluate(leave)
    erased = json.dumps({"erased": True, "all": []})
    page.evaluate("text => { sessionStorage['passerelle.tab'] = text }", erased)
    page.evaluate(back)
    assert fields(page) == {}
    assert "#" not in page.url
    assert page.evaluate("sessionStorage.length") == 0


def test_a_page_shown_again_takes_what_comes_only_then(tab):
    """The page before may hand over a moment after `pageshow`, and what it has is newer."""
    page = tab(ESTIMATE["fr"])
    choose(page, "adult", "true")
    series = page.evaluate("history.state.series")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    page.evaluate("sessionStorage.removeItem('passerelle.tab')")  # another page has taken it
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    holds(page, {"adult": "true"})
    handed = {"erased": False, "all": [["participant", series, "adult=false"]], "owner": ""}
    come = """text => {
      sessionStorage["passerelle.tab"] = text;
      dispatchEvent(new StorageEvent("storage", { key: "passerelle.tab", newValue: text }));
    }"""
    page.evaluate(come, json.dumps(handed))
    holds(page, {"adult": "false"})
    # What the person has changed here meanwhile stays.
    choose(page, "work_outlook", "ready")
    page.evaluate(come, json.dumps(handed))
    holds(page, {"adult": "false", "work_outlook": "ready"})


def test_answers_are_still_there_after_another_page(tab, visitor):
    page = tab(ESTIMATE["fr"])
    choose(page, "adult", "true")
    page.goto(visitor.address + "sources/")
    assert page.evaluate("sessionStorage.length") == 0
    page.reload()
    page.go_back()
    holds(page, {"adult": "true"})
    # The menu leads to an empty form, and back from it the answers are there.
    page.goto(visitor.address + "sources/")
    page.goto(visitor.address + ESTIMATE["fr"])
    assert fields(page) == {}
    page.go_back()
    page.go_back()
    holds(page, {"adult": "true"})


# The page before leaves what it hands over after this one has begun, when `leave` is called.
# Another document of the tab writes it, since a document is not told of what it writes itself.
LATE = """
() => {
  const { getItem, removeItem } = Storage.prototype;
  let late = null;
  Storage.prototype.getItem = function (key) {
    const found = getItem.call(this, key);
    if (this !== sessionStorage || found === null || late !== null) return found;
    late = found;
    removeItem.call(this, key);
    window.leave = () => {
      const frame = document.body.appendChild(document.createElement("iframe"));
      frame.contentWindow.sessionStorage.setItem(key, late);
      frame.remove();
    };
    return null;
  };
}
"""


@pytest.mark.parametrize("touched", [False, True])
def test_what_is_handed_over_late_is_taken_all_the_same(tab, visitor, touched):
    page = tab(f"estimer/#{STEPS}")
    given = walked(page)
    # The browser does not set aside a page that holds a lock: it must be loaded again.
    page.evaluate("() => { navigator.locks.request('held', () => new Promise(() => {})) }")
    page.goto(f"{visitor.address}sources/")
    page.add_init_script(f"({LATE})()")
    page.evaluate("() => history.go(-3)")  # an entry that was left for the next question
    step(page, "adult")
    assert fields(page) == {}
    if touched:
        choose(page, "adult", "false")
    page.evaluate("() => leave()")
    if touched:
        page.wait_for_timeout(500)
        holds(page, {"adult": "false"})
    else:
        expect(page.locator("input[name=adult][value=true]")).to_be_checked()
        holds(page, given)
    assert page.evaluate("() => sessionStorage.length") == 0
    # Those of other entries are known as well.
    page.goto(f"{visitor.address}sources/")
    page.go_back()
    holds(page, ({"adult": "false"} if touched else given))


def test_where_the_browser_hands_nothing_over_erasing_holds_all_the_same(tab, visitor):
    page = tab(ESTIMATE["fr"])
    page.context.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no') } })"
    )
    page.reload()
    page.goto(visitor.address + ESTIMATE["fr"] + "#" + urlencode(ANSWERS))
    holds(page, ANSWERS)
    page.reload()
    holds(page, ANSWERS)
    page.locator("[data-language-switch]").click()
    page.wait_for_url("**/en/**")
    holds(page, ANSWERS)
    act(page, "erase")
    page.go_back()
    assert fields(page) == {}
    page.close()  # whose storage nobody can look at


def test_a_second_tab_has_answers_of_its_own(tab, visitor):
    page = tab(ESTIMATE["fr"] + "#" + urlencode(ANSWERS))
    other = tab(ESTIMATE["fr"] + "#" + page.url.partition("#")[2], anew=False)
    assert fields(other) == ANSWERS
    choose(other, "adult", "false")
    other.reload()
    assert (fields(other), fields(page)) == (ANSWERS | {"adult": "false"}, ANSWERS)
    # But what a person erases goes in every tab: see tests/browser/test_erased_elsewhere.py.
    act(other, "erase")
    expect(page.locator("[data-said-notice]")).to_be_visible()
    other.reload()
    assert (fields(other), fields(page)) == ({}, {})


def test_a_link_is_read_once(tab):
    """What it says of its version and result, and strangers' names, do not stay."""
    page = tab(ESTIMATE["fr"] + "#" + urlencode(ANSWERS | {"v": "1.0", "colour": "blue"}))
    holds(page, ANSWERS)
    assert page.url.partition("#")[2] == "assistance=basic_income&adult=true&weekly_hours=12~2C5"
    said = page.locator("[data-link-notice]")
    expect(said).to_contain_text(catalogue("fr").text("script.strangers"))
    expect(said.locator("code")).to_have_text("colour")


def test_a_history_that_refuses_every_change_stops_nothing(tab, visitor, language):
    page = tab("sources/")
    refuse = "() => { throw new DOMException('too many calls', 'SecurityError') }"
    page.context.add_init_script(f"history.pushState = history.replaceState = {refuse}")
    page.goto(visitor.address + ESTIMATE[language] + "#" + STEPS)
    thrown = []
    page.on("pageerror", lambda error: thrown.append(error))
    assert fields(page) == {}
    answers = walked(page)
    holds(page, answers)
    act(page, "back")
    step(page, "work_outlook")
    act(page, "erase")
    assert fields(page) == {}
    step(page, "assistance")
    page.goto(visitor.address + {"fr": "recherche/", "en": "en/search/"}[language])
    page.locator("#search-field").fill("Interagir")
    expect(page.locator("[data-search] ol li").first).to_be_visible()
    assert not thrown
