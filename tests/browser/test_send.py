"""Sending a result or a region's number: what is seen is what goes, and the page sends nothing."""

from urllib.parse import unquote, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from calculator.words.catalogue import catalogue
from calculator.words.plain_text import plain
from compiler.read.words import words_of
from tests.browser.situations import LONG_TERM

REGION = {"fr": "regions/cote-nord/", "en": "en/regions/cote-nord/"}
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
READ_CLIPBOARD = "() => navigator.clipboard.readText()"
SHARES = """
window.shared = [];
Object.defineProperty(navigator, "share", { value: async (given) => { shared.push(given); } });
Object.defineProperty(navigator, "canShare", { value: () => true });
"""
NO_SHARE = "delete Navigator.prototype.share"
REFUSES = "navigator.clipboard.writeText = () => Promise.reject(new Error())"


def text_of(place, id):
    return place.locator(f"[data-send={id}] .send-text").evaluate("one => one.textContent")


def sent_by(place, by):
    """The text that a link hands to the device's own program."""
    address = place.locator(f"[data-by={by}]").get_attribute("href")
    return unquote(address.partition("body=")[2]).replace("\r\n", "\n")


@pytest.fixture
def answered(visitor, language):
    """A result of Python with its fold open, the region chosen."""

    def open_it(fields, **options):
        calculator = visitor.calculator(language, urlencode(fields), **{**CLIPBOARD, **options})
        calculator.wait_for_answer()
        calculator.root.locator(".send summary").click()
        return calculator

    return open_it


def test_nothing_to_send_before_an_answer_and_after_erasing(visitor, language):
    words = catalogue(language)
    calculator = visitor.calculator(language)
    section = calculator.root.locator(".send")
    expect(calculator.root).to_have_attribute("data-started", "")
    expect(section).to_be_hidden()
    calculator.choose(words.text("question.adult.label"), words.text("form.yes"))
    expect(section).to_be_visible()
    assert "adult=true" in text_of(section, "short")
    calculator.form.get_by_role("button", name=words.text("form.erase")).click()
    expect(section).to_be_hidden()
    # Nothing of what was erased stands anywhere in it.
    assert "adult" not in section.evaluate("one => one.outerHTML")


def test_what_is_seen_is_what_goes(answered, language):
    calculator = answered(
        {**LONG_TERM, "weekly_hours": "12.5", "monthly_costs.transport": "60", "region": "estrie"}
    )
    section, words = calculator.root.locator(".send"), catalogue(language)
    short, whole = (text_of(section, id) for id in ("short", "whole"))
    assert sent_by(section, "sms") == short
    for card in calculator.exchanges()[-1:]:
        for programme in ("PAAS Action", "Interagir"):
            assert programme in card.response
            assert programme in short
    # A mail leaves out questions, then answers, and says so.
    mail = sent_by(section, "mail")
    assert len(section.locator("[data-by=mail]").get_attribute("href")) < 2048
    left_out = [line for line in whole.split("\n") if line not in mail.split("\n")]
    headings = {words.text("send.text.given")}
    assert all(line.startswith("- ") or line in headings for line in left_out)
    # Questions are among what goes, of both programmes.
    for programme in ("PAAS Action", "Interagir"):
        assert plain(words.text("send.text.ask", programme=programme)) in mail
    expect(section.locator("[data-send-cut]")).to_be_visible(visible=bool(left_out))
    assert words.text("send.text.estimate") in whole
    # The toll-free number comes first.
    assert "1 866 283-1114" in short
    for given in ("12.5", "60"):  # as typed
        assert given in whole
    count = len(short) + short.count("~")
    expect(section.locator(".send-length")).to_contain_text(str(count))
    for text in (short, whole):
        assert not set(text) & set("’\u00a0«»“”–")


def test_the_links_that_are_sent_open_the_same_answers(answered, visitor, language):
    given = {**LONG_TERM, "weekly_hours": "12.5", "region": "estrie"}
    calculator = answered(given)
    section = calculator.root.locator(".send")
    for id in ("short", "whole"):
        (link,) = {line for line in text_of(section, id).split("\n") if line.startswith("http")}
        fragment = urlsplit(link).fragment
        assert set(fragment) <= set(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~=&"
        )
        other = visitor.calculator(language, fragment)
        other.wait_for_answer()
        assert other.fields() == {name: given[name] for name in given if name != "region"}
        expect(other.root.locator(".region-answer [data-region=estrie]")).to_be_visible()
        # Nothing is said of it: it is whole, and nothing has changed.
        expect(other.root.locator("[data-link-notice]")).to_be_hidden()
    assert len(text_of(section, "short")) < 320


def test_the_number_follows_the_region(answered, language):
    calculator = answered(LONG_TERM)
    section = calculator.root.locator(".send")
    before = text_of(section, "short")
    calculator.root.locator("#region").select_option("cote-nord")
    after = text_of(section, "short")
    assert before != after
    assert "region=cote-nord" in after
    assert sent_by(section, "sms") == after
    assert "Côte-Nord" in text_of(section, "whole")


@pytest.mark.parametrize("id", ["short", "whole"])
def test_the_text_is_copied(answered, language, id):
    calculator = answered(LONG_TERM)
    section, words = calculator.root.locator(".send"), catalogue(language)
    section.get_by_role("button", name=words.text(f"send.{id}.copy")).click()
    said = section.locator(f"[data-send={id}] [data-send-said]")
    expect(said).to_have_text(words.text("send.copied"))
    assert any(words.text("send.copied") in one for one in calculator.heard("announced"))
    assert calculator.page.evaluate(READ_CLIPBOARD) == text_of(section, id)
    # The next answer makes another text: nothing is copied of that.
    calculator.root.locator("#region").select_option("laval")
    expect(said).to_be_empty()


def test_what_cannot_be_copied_is_selected(answered, language):
    calculator = answered(LONG_TERM)
    section, words = calculator.root.locator(".send"), catalogue(language)
    calculator.page.evaluate(f"() => {{ {REFUSES} }}")
    section.get_by_role("button", name=words.text("send.short.copy")).click()
    said = section.locator("[data-send=short] [data-send-said]")
    expect(said).to_have_text(words.text("send.copy_by_hand"))
    assert calculator.page.evaluate("() => String(getSelection())") == text_of(section, "short")


def test_the_share_sheet_only_where_there_is_one(visitor, language):
    words = catalogue(language)
    for script, there in ((NO_SHARE, False), (SHARES, True)):
        page = visitor.context(**CLIPBOARD).new_page()
        page.add_init_script(script)
        page.goto(visitor.address + REGION[language])
        page.locator("details.send > summary").click()
        share = page.get_by_role("button", name=words_of(language).text("send_region.share"))
        expect(share).to_be_visible(visible=there)
    share.click()
    assert page.evaluate("() => shared.length") == 1
    shared = page.evaluate("() => shared[0].text")
    assert shared == text_of(page.locator("details.send"), "region")
    assert words.text("send.copied") not in page.locator("details.send").inner_text()


def test_what_is_not_counted_yet_says_so(visitor, language):
    words = catalogue(language)
    visitor.expects_errors = True
    context = visitor.context()
    context.route("**/worker.js", lambda route: route.abort())
    page = context.new_page()
    path = "estimer/" if language == "fr" else "en/estimate/"
    page.goto(f"{visitor.address}{path}#{urlencode({**LONG_TERM, 'weekly_hours': '12'})}")
    expect(page.locator(".calculator")).to_have_attribute("data-engine", "failed", timeout=30_000)
    whole = text_of(page.locator(".send"), "whole")
    assert words.text("script.not_here").replace("’", "'") in whole


def test_paper_has_none_of_it(answered):
    calculator = answered(LONG_TERM)
    calculator.page.emulate_media(media="print")
    expect(calculator.root.locator(".send")).to_be_hidden()


def test_a_region_is_sent_without_a_script(visitor, language):
    page = visitor.open(REGION[language], java_script_enabled=False)
    fold = page.locator("details.send")
    fold.locator("summary").click()
    assert sent_by(fold, "sms") == fold.locator(".send-text").text_content()
    expect(fold.locator("a[data-by]")).to_have_count(2)
    expect(fold.locator("button")).to_have_count(2)
    for button in fold.locator("button").all():
        expect(button).to_be_hidden()
    for link in fold.locator("a[data-by]").all():
        expect(link).to_be_visible()


def test_a_region_is_copied_by_keyboard(visitor, language):
    page = visitor.open(REGION[language], **CLIPBOARD)
    words = words_of(language)
    fold = page.locator("details.send")
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    copy = fold.get_by_role("button", name=words.text("send_region.copy"))
    for _ in range(4):
        page.keyboard.press("Tab")
        if copy.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(fold.get_by_role("status")).to_have_text(words.text("send.copied"))
    assert page.evaluate(READ_CLIPBOARD) == text_of(fold, "region")
