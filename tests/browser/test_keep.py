"""Copying a link, keeping on the device, erasing, and opening what was kept or shared."""

import json
import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from calculator.words.catalogue import catalogue
from rules import RULES_VERSION
from tests.browser.conftest import ESTIMATE, Calculator

ANSWERS = {"assistance": "basic_income", "work_outlook": "long_term", "weekly_hours": "12"}
KEY = "passerelle.participant"
AT_HEAD = "[data-said-notice]"
STORED = "() => JSON.stringify({ ...localStorage })"


def unfold(tools):
    """Open the fold that holds the tools, where it is closed."""
    if tools.locator("details.more:not([open])").count():
        tools.locator("details.more > summary").click()


def press(calculator, id):
    words = catalogue(calculator.root.get_attribute("data-language"))
    tools = calculator.root.locator(".keep")
    unfold(tools)
    tools.get_by_role("button", name=words.text(id)).click()


def told_of_keeping(page):
    """What is said of keeping and erasing, wherever it stands."""
    return page.locator(":is([data-keep-said], [data-said-notice]):visible")


def said(calculator, *ids, place="[data-keep-said]"):
    """That sentences are seen, in one place, and told once to who listens."""
    words = catalogue(calculator.root.get_attribute("data-language"))
    text = " ".join(words.text(id) for id in ids)
    seen = calculator.root.locator(":is([data-keep-said], [data-said-notice]):visible")
    expect(seen).to_have_count(1)
    expect(seen).to_have_text(text)
    assert seen.evaluate("(element, place) => element.matches(place)", place)
    expect(seen).to_be_in_viewport()
    # What is told next, such as that Python is ready, takes its place: what counts is that it was.
    told = calculator.heard("announced")
    assert {one.count(text) for one in told if text in one} == {1}


def told(calculator):
    return calculator.root.locator("[data-link-notice]")


def test_the_link_holds_answers_version_and_result(visitor, language):
    context_options = {"permissions": ["clipboard-read", "clipboard-write"]}
    calculator = visitor.calculator(language, urlencode(ANSWERS), **context_options)
    calculator.wait_for_answer()
    press(calculator, "keep.copy")
    said(calculator, "script.copied")
    link = calculator.page.evaluate("navigator.clipboard.readText()")
    assert link.partition("#")[0] == calculator.page.url.partition("#")[0]
    assert re.fullmatch(r"[A-Za-z0-9_.~=&-]+[A-Za-z0-9]", urlsplit(link).fragment)
    given = {key: value for key, (value,) in parse_qs(urlsplit(link).fragment).items()}
    assert given.pop("c")
    assert given == {
        **ANSWERS,
        "v": RULES_VERSION,
        "r": "paas_action-possible-0.00-173.00--interagir-to_confirm",
    }
    # The address itself still holds the answers alone.
    assert calculator.fragment() == ANSWERS

    # Opened with the same rules there is nothing to say, and the rules hear of neither.
    calculator.page.goto("about:blank")
    calculator.page.goto(link)
    exchange = calculator.wait_for_answer()
    assert exchange.request["fields"] == calculator.fields() == ANSWERS
    expect(told(calculator)).to_be_hidden()


def test_where_copying_is_refused_the_link_can_be_copied_by_hand(visitor, language):
    page = visitor.context().new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error())")
    page.goto({"fr": "estimer/", "en": "en/estimate/"}[language] + "#adult=true")
    words = catalogue(language)
    unfold(page.locator(".keep"))
    page.get_by_role("button", name=words.text("keep.copy")).click()
    field = page.get_by_label(words.text("keep.link_label"))
    expect(field).to_be_focused()
    assert "&adult=true&v=" in field.input_value()
    assert page.evaluate("getSelection().toString()") == field.input_value()


def test_a_link_of_other_rules_says_what_has_changed(visitor, language):
    old = {"v": "2025.1", "r": "paas_action*possible*0.00*150.00**interagir*to_confirm"}
    calculator = visitor.calculator(language, urlencode(ANSWERS | old))
    calculator.wait_for_answer()
    words = catalogue(language)
    versions = words.messages["script.other_version"].format(then="2025.1", now=RULES_VERSION)
    expect(told(calculator)).to_contain_text(versions)
    expect(told(calculator)).to_contain_text(words.text("script.changed"))
    amounts = {"fr": ("150\u00a0$", "173\u00a0$"), "en": ("$150", "$173")}[language]
    sentences = told(calculator).locator("p").all_text_contents()
    (changed,) = [text for text in sentences if "PAAS Action" in text]
    assert changed.index(amounts[0]) < changed.index(amounts[1])
    assert not [text for text in sentences if "Interagir" in text], "it has not changed"
    expect(calculator.root.get_by_role("status")).to_contain_text(versions)

    same = {"v": "2025.1", "r": "paas_action*possible*0.00*173.00**interagir*to_confirm"}
    calculator.go_to(urlencode(ANSWERS | same))
    expect(told(calculator)).to_contain_text(words.text("script.same_answer"))
    # An answer that is changed is no longer that of the link.
    calculator.field("weekly_hours").fill("15")
    calculator.wait_for_answer()
    assert "v" not in calculator.fragment()


@pytest.mark.parametrize(
    "written",
    [
        "<img src=x onerror=alert(1)>",
        "paas_action*<b>no</b>",
        "paas_action*possible*0.00*<b>",
        "paas_action*constructor*1.00*2.00",
        "*" * 5000,
    ],
)
def test_a_strangers_link_cannot_put_words_into_the_page(visitor, written):
    calculator = visitor.calculator("en", urlencode(ANSWERS | {"v": "1.0", "r": written}))
    calculator.wait_for_answer()
    assert told(calculator).locator("b, img").count() == 0
    for bad in ("<b>", "constructor", "**", "undefined"):
        expect(told(calculator)).not_to_contain_text(bad)
    calculator.go_to(urlencode(ANSWERS | {"v": "<script>x</script>", "r": written}))
    calculator.wait_for_answer()
    expect(told(calculator)).to_be_hidden()


def test_what_a_link_says_and_cannot_be_read_is_told(visitor, language):
    words = catalogue(language)
    fragment = "assistance=lottery&on=2026-02-30&start_date=2026-02-30&adult=true&colour=blue"
    calculator = visitor.calculator(language, fragment)
    expect(told(calculator)).to_contain_text(words.text("script.unread"))
    links = told(calculator).get_by_role("link").all_text_contents()
    # A day that there is not is told like any other: the field of dates itself says nothing.
    asked = [words.text(f"question.{key}.label") for key in ("assistance", "on", "start_date")]
    assert sorted(links) == sorted(asked)
    expect(told(calculator)).to_contain_text(words.text("script.strangers"))
    expect(told(calculator)).not_to_contain_text("blue")
    # The answer of Python may have been told since.
    was_told = "text => heard.announced.some((one) => one.includes(text))"
    calculator.page.wait_for_function(was_told, arg=words.text("script.unread"))
    # What could be read is there, and each link leads to where the answer can be given.
    assert calculator.fields() == {"adult": "true"}
    told(calculator).get_by_role("link", name=words.text("question.on.label")).click()
    expect(calculator.field("on")).to_be_focused()


def test_answers_are_kept_only_when_asked_and_can_be_erased(visitor, language):
    calculator = visitor.calculator(language, urlencode(ANSWERS))
    page = calculator.page
    calculator.wait_for_answer()
    assert page.evaluate(STORED) == "{}"
    press(calculator, "keep.keep")
    said(calculator, "script.kept")
    kept = json.loads(json.loads(page.evaluate(STORED))[KEY])
    # As in a link: with the version and what the rules said.
    assert {"c", "v", "r"} == set(kept) - set(ANSWERS)
    assert kept["v"] == RULES_VERSION
    assert {name: kept[name] for name in ANSWERS} == ANSWERS
    # Kept, they follow what is changed.
    calculator.field("weekly_hours").fill("15")
    calculator.wait_for_answer()
    assert json.loads(json.loads(page.evaluate(STORED))[KEY])["weekly_hours"] == "15"

    # On the next visit they are offered, not shown: another person may hold the device.
    page.goto("about:blank")
    page.goto(visitor.address + {"fr": "estimer/", "en": "en/estimate/"}[language])
    assert calculator.fields() == {}
    words = catalogue(language)
    page.get_by_role("button", name=words.text("keep.restore")).click()
    calculator.wait_for_answer()
    assert calculator.fields() == ANSWERS | {"weekly_hours": "15"}
    expect(page.locator("#result")).to_be_focused()

    press(calculator, "form.erase")
    assert page.evaluate(STORED) == "{}"
    assert calculator.fields() == {}
    assert "#" not in page.url
    said(calculator, "script.erased", place=AT_HEAD)
    calculator.wait_for_answer()
    assert calculator.root.locator(".given-list > div").count() == 0


def test_what_is_answered_after_erasing_is_not_kept(tab, language):
    words = catalogue(language)
    page = tab(ESTIMATE[language] + "#adult=true")
    expect(page.locator(".calculator")).to_have_attribute("data-engine", "failed")
    click(page, "keep")
    assert KEY in page.evaluate(STORED)
    click(page, "erase")
    # The result of no answers was there at once, and is not kept.
    expect(told_of_keeping(page)).to_have_text(words.text("script.erased"))
    choose(page, "adult", "false")
    page.locator("[name=weekly_hours]").fill("12")
    # The result that comes after it would be kept too.
    expect(page.locator("[data-pending-notice]")).to_be_visible()
    expect(page.locator("[data-pending-notice]")).to_have_text(
        words.text("uncounted.participant.not_counted")
    )
    assert page.evaluate(STORED) == "{}"
    # There is no other tab that anything could be told of.
    expect(told_of_keeping(page)).to_have_count(0)
    expect(page.locator(".keep [data-action=forget]")).to_be_hidden()
    page.reload()
    expect(page.locator("[data-kept-notice]")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("view", ["", "view=steps&step=result&"])
def test_what_was_erased_is_seen_though_the_tools_are_folded(visitor, language, width, view):
    calculator = visitor.calculator(language, view + urlencode(ANSWERS), width=width, height=740)
    calculator.wait_for_answer()
    words = catalogue(language)
    erase = calculator.root.get_by_role("button", name=words.text("form.erase"), exact=True)
    if view:
        press(calculator, "form.erase")
    else:
        erase.first.click()
        expect(calculator.root.locator(".keep details")).not_to_have_attribute("open", "")
    said(calculator, "script.erased", place=AT_HEAD)
    # Once something is answered again it is no longer so.
    calculator.form.locator("label.choice:visible").first.click()
    expect(calculator.root.locator(AT_HEAD)).to_be_hidden()


def test_keeping_can_be_stopped(visitor, language):
    calculator = visitor.calculator(language, urlencode(ANSWERS))
    calculator.wait_for_answer()  # which would be said after it
    press(calculator, "keep.keep")
    press(calculator, "keep.forget")
    said(calculator, "script.forgotten", "script.left_here")
    assert calculator.page.evaluate(STORED) == "{}"
    assert calculator.fields() == ANSWERS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("r=", "r=x"),
        ("-to_confirm", "-to_conf"),
        ("=long_term", "=ready"),
        ("--interagir-to_confirm", ""),
        ("&v=", "&"),
    ],
)
def test_a_link_damaged_on_its_way_says_so_and_nothing_else(visitor, tab, language, old, new):
    page = tab(ESTIMATE[language] + "#assistance=basic_income&work_outlook=long_term")
    link = copied_link(page)
    assert old in link
    page = tab(link.replace(old, new).removeprefix(visitor.address))
    words = catalogue(language)
    notice = page.locator("[data-link-notice]")
    expect(notice).to_contain_text(words.text("script.incomplete"))
    expect(notice.get_by_role("link")).to_have_count(len(Calculator(page).fields()))
    for id in ("same_answer", "changed"):
        expect(notice).not_to_contain_text(words.text(f"script.{id}"))


def test_a_link_copied_before_its_result_is_there_has_none(tab, language):
    """Not that of the answers before: whoever opens it would be told of a change."""
    page = tab(ESTIMATE[language] + "#assistance=basic_income")
    assert "&r=" in copied_link(page)
    typed_and_copied = """([name, text]) => {
      const field = document.querySelector(`[name="${name}"]`);
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      document.querySelector(".keep [data-action=copy]").click();
    }"""
    page.evaluate(typed_and_copied, ["weekly_hours", "12"])
    expect(page.locator("#keep-link")).to_have_value(re.compile("weekly_hours=12"))
    assert "&r=" not in page.locator("#keep-link").input_value()


def test_an_opened_link_is_not_compared_with_answers_changed_since(visitor, language):
    """Changed before Python has come, which alone counts what was typed."""
    old = {"v": "2025.1", "r": "paas_action*possible*0.00*150.00**interagir*to_confirm"}
    context = visitor.context(permissions=["clipboard-read", "clipboard-write"])
    waiting = []
    context.route("**/engine/**", lambda route: waiting.append(route))
    page = context.new_page()
    page.goto(ESTIMATE[language] + "#" + urlencode(ANSWERS | old))
    calculator = Calculator(page)
    calculator.wait_for_engine("loading")
    choose(page, "assistance", "none")
    press(calculator, "keep.copy")
    said(calculator, "script.copied")
    link = page.evaluate("navigator.clipboard.readText()")
    given = {key: value for key, (value,) in parse_qs(urlsplit(link).fragment).items()}
    assert given.pop("c")
    assert given == ANSWERS | {"assistance": "none", "v": RULES_VERSION}
    for route in waiting:
        route.continue_()
    context.unroute("**/engine/**")
    calculator.wait_for_answer()
    expect(calculator.card("paas_action")).to_have_attribute("data-verdict", "not_possible")
    expect(told(calculator)).to_be_hidden()


@pytest.mark.parametrize("behind", [".", ")", ">", "%3E", ").", "%C2%BB"])
def test_what_stands_behind_a_link_is_not_of_it(visitor, tab, behind):
    page = tab(ESTIMATE["fr"] + "#" + urlencode(ANSWERS))
    page = tab(copied_link(page).removeprefix(visitor.address) + behind)
    assert Calculator(page).fields() == ANSWERS
    expect(page.locator("[data-link-notice]")).to_be_hidden()


def copied_link(page):
    """As it stands in the field where the clipboard refuses it."""
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    click(page, "copy")
    expect(page.locator("#keep-link")).to_have_value(re.compile("#c="))
    return page.locator("#keep-link").input_value()


def click(page, action):
    page.locator(f".keep [data-action={action}]").evaluate("button => button.click()")


@pytest.mark.parametrize(
    ("fragment", "id"),
    [
        ("adult=true&adult=false", "doubled"),
        ("adult=true&__proto__=x&constructor=y&toString=z", "strangers"),
    ],
)
def test_names_given_twice_or_unknown_are_told(tab, language, fragment, id):
    page = tab(ESTIMATE[language] + "#" + fragment)
    words = catalogue(language)
    notice = page.locator("[data-link-notice]")
    expect(notice).to_contain_text(words.text(f"script.{id}"))
    assert Calculator(page).fields() == {"adult": "true"}
    if id == "doubled":
        expect(notice.get_by_role("link")).to_have_text(words.text("question.adult.label"))
    else:
        expect(notice.locator("code")).to_have_text(["__proto__", "constructor", "toString"])
    assert "native code" not in page.locator(".calculator").inner_text()


STORED_VALUES = {
    "numbers": ('{"adult": true, "weekly_hours": 12, "work_outlook": "ready"}', "unread"),
    "null": ('{"adult": null, "work_outlook": "ready"}', None),
    "lists": ('{"assistance": ["none"], "work_outlook": "ready"}', "unread"),
    "own names": (
        '{"__proto__": "x", "constructor": {}, "toString": 1, "work_outlook": "ready"}',
        "strangers",
    ),
    "wrong choices": ('{"adult": "maybe", "work_outlook": "ready"}', "unread"),
    "older, with nothing beside": ('{"work_outlook": "ready"}', None),
    "another version": (
        '{"work_outlook": "ready", "v": "2025.1", "r": "paas_action*to_confirm"}',
        "incomplete",
    ),
    "no JSON": ("{work", "kept_unread"),
    "a text": ('"ready"', "kept_unread"),
    "a list": ("[]", "kept_unread"),
    "a number": ("7", "kept_unread"),
}


@pytest.mark.parametrize("name", STORED_VALUES)
def test_whatever_the_device_keeps_it_is_read_or_told(tab, language, name):
    text, told_id = STORED_VALUES[name]
    page = tab(ESTIMATE[language])
    thrown = []
    page.on("pageerror", lambda error: thrown.append(error))
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    page.reload()
    page.locator("[data-kept-notice] [data-action=restore]").click()
    notice = page.locator("[data-link-notice]")
    if told_id:
        expect(notice).to_contain_text(catalogue(language).text(f"script.{told_id}"))
    else:
        expect(notice).to_be_hidden()
    wanted = {} if told_id == "kept_unread" else {"work_outlook": "ready"}
    assert Calculator(page).fields() == wanted
    if told_id == "kept_unread":
        # What nobody can read can be erased where it was offered.
        page.locator("[data-kept-notice] [data-action=forget]").click()
        assert page.evaluate(STORED) == "{}"
    click(page, "erase")
    assert page.evaluate(STORED) == "{}"
    assert not thrown


def test_what_was_kept_says_what_has_changed_since(tab, language):
    page = tab(ESTIMATE[language])
    kept = {
        "assistance": "none",
        "v": "2025.1",
        "region": "laval",
        "r": "paas_action*possible*0.00*150.00**interagir*to_confirm",
    }
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(kept)])
    page.reload()
    page.locator("[data-kept-notice] [data-action=restore]").click()
    notice = page.locator("[data-link-notice]")
    expect(notice).to_contain_text(catalogue(language).text("script.changed"))
    expect(notice).to_contain_text("2025.1")
    assert page.locator(".region-picker select").input_value() == "laval"
    click(page, "erase")


def test_two_tabs_neither_overwrite_nor_bring_back_what_is_kept(tab, language):
    words = catalogue(language)
    one = tab(ESTIMATE[language] + "#adult=true")
    click(one, "keep")
    other = tab(ESTIMATE[language], anew=False)
    other.locator("[data-kept-notice] [data-action=restore]").click()
    choose(other, "adult", "false")
    # The first keeps nothing any more, and says so.
    expect(told_of_keeping(one)).to_contain_text(words.text("script.kept_elsewhere"))
    choose(one, "work_outlook", "ready")
    assert json.loads(json.loads(one.evaluate(STORED))[KEY])["adult"] == "false"
    click(one, "erase")
    # What a person erases goes in every tab.
    expect(told_of_keeping(other)).to_contain_text(words.text("script.erased_elsewhere"))
    choose(other, "work_outlook", "long_term")
    assert other.evaluate(STORED) == "{}"
    other.reload()
    expect(other.locator("[data-kept-notice]")).to_be_hidden()


def choose(page, name, value):
    page.locator(f"label:has(input[name='{name}'][value='{value}'])").click()


def test_what_is_still_kept_is_named(tab, visitor, language):
    words = catalogue(language)
    check = {"fr": "organismes/verifier/", "en": "en/organizations/check/"}[language]
    page = tab(check + "#places=3")
    click(page, "keep")
    page.goto(visitor.address + ESTIMATE[language] + "#adult=true")
    left = told_of_keeping(page)
    click(page, "keep")
    click(page, "forget")
    expect(left).to_contain_text(words.text("script.forgotten"))
    expect(left).to_contain_text(words.text("script.left_here"))
    expect(left).to_contain_text(words.text("script.left_others"))
    click(page, "erase")
    expect(left).to_have_text(f"{words.text('script.erased')} {words.text('script.left_others')}")
    assert "passerelle.organisation" in page.evaluate(STORED)
    page.locator(".keep [data-action=forget-others]").evaluate("button => button.click()")
    assert page.evaluate(STORED) == "{}"
    expect(left).to_have_text(words.text("script.forgotten"))
    choose(page, "adult", "true")
    click(page, "keep")
    click(page, "forget")
    expect(left).to_have_text(f"{words.text('script.forgotten')} {words.text('script.left_here')}")


def test_where_keeping_is_offered_it_is_said_that_it_may_not_last(tab, language):
    page = tab(ESTIMATE[language])
    expect(page.locator(".keep")).to_contain_text(catalogue(language).text("keep.may_vanish"))


def test_a_device_that_keeps_nothing_says_so(visitor, language):
    page = visitor.context().new_page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    page.goto({"fr": "estimer/", "en": "en/estimate/"}[language] + "#adult=true")
    words = catalogue(language)
    unfold(page.locator(".keep"))
    page.get_by_role("button", name=words.text("keep.keep")).click()
    expect(page.locator("[data-keep-said]")).to_have_text(words.text("script.not_kept"))


def test_erasing_begins_again_at_the_first_question(visitor, language):
    fragment = f"view=steps&step=monthly_costs&{urlencode(ANSWERS)}"
    calculator = visitor.calculator(language, fragment, width=360)
    calculator.form.locator("[data-action=next]").click()
    calculator.wait_for_answer()
    press(calculator, "form.erase")
    expect(calculator.root.get_by_role("status")).to_contain_text(
        catalogue(language).text("script.erased")
    )
    assert calculator.fields() == {}
    assert calculator.fragment() == {"view": "steps", "step": "assistance"}
    expect(calculator.root.locator(".step-heading h3")).to_be_focused()
    said(calculator, "script.erased", place=AT_HEAD)
    # Going back brings no answer back.
    calculator.page.go_back()
    expect(calculator.form.locator("[data-step=monthly_costs]")).to_be_visible()
    assert calculator.fields() == {}
    assert set(calculator.fragment()) == {"view", "step"}


def test_kept_answers_can_be_erased_where_they_are_offered(visitor, language):
    calculator = visitor.calculator(language, urlencode(ANSWERS))
    press(calculator, "keep.keep")
    calculator.page.goto("about:blank")
    calculator.page.goto({"fr": "estimer/", "en": "en/estimate/"}[language] + "#view=steps")
    notice = calculator.root.locator("[data-kept-notice]")
    notice.get_by_role("button", name=catalogue(language).text("keep.drop")).click()
    expect(notice).to_be_hidden()
    said(calculator, "script.forgotten", place=AT_HEAD)
    assert calculator.page.evaluate(STORED) == "{}"
    expect(calculator.root.locator(".step-heading h3")).to_be_focused()


@pytest.mark.parametrize("tools", ["folded", "unfolded"])
def test_erasing_kept_answers_among_all_questions_keeps_the_focus(visitor, tools):
    """The button that was pressed goes away; what is in a closed fold can't take the focus."""
    calculator = visitor.calculator("en", urlencode(ANSWERS))
    press(calculator, "keep.keep")
    calculator.page.goto("about:blank")
    calculator.page.goto("en/estimate/")
    notice = calculator.root.locator("[data-kept-notice]")
    expect(notice).to_be_visible()
    if tools == "unfolded":
        unfold(calculator.root.locator(".keep"))
    notice.get_by_role("button", name=catalogue("en").text("keep.drop")).click()
    expect(notice).to_be_hidden()
    said(calculator, "script.forgotten", place=AT_HEAD)
    where = "[data-action=keep]" if tools == "unfolded" else "summary"
    expect(calculator.root.locator(f".keep {where}")).to_be_focused()
