"""Listening: the page read aloud, block by block, in its own language.

A headless Chromium has no voices: only the operating system's part (voices, and the speech
that reports when it ends) is stood in for here; all else is the real page and browser.
"""

import json
import re

import pytest
from playwright.sync_api import expect

from calculator.words.catalogue import catalogue
from rules.questions import PARTICIPANT
from tests.browser.conftest import Calculator

LABELS = {
    "fr": (
        *("interagir/", "Écouter cette page", "Mettre en pause", "Reprendre l’écoute"),
        "Arrêter l’écoute",
    ),
    "en": ("en/paas-action/", "Listen to this page", "Pause", "Resume listening", "Stop listening"),
}

# The English page holds French words too, the French page nothing but French.
TITLES = {"fr": "Interagir", "en": "PAAS Action"}

# A voice device that says one passage when the test lets it: `spoken` keeps what was asked.
VOICES = """
const voices = %s;
window.spoken = [];
window.cancelled = 0;
let current = null;
const speech = new EventTarget();
Object.assign(speech, {
  getVoices: () => voices,
  speak: (words) => { current = words; spoken.push([words.lang, words.voice?.name, words.text]); },
  cancel: () => { cancelled += 1; const cut = current; current = null; cut?.onerror?.({}); },
});
window.finish = () => { const done = current; current = null; done.onend?.({}); };
Object.defineProperty(window, "speechSynthesis", { value: speech });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""

BOTH = [
    {"name": "elsewhere", "lang": "fr-CA", "localService": False},
    {"name": "paris", "lang": "fr-FR", "localService": True},
    {"name": "québec", "lang": "fr_CA", "localService": True},
    {"name": "london", "lang": "en-GB", "localService": True},
    {"name": "toronto", "lang": "en-CA", "localService": True},
]
BEST = {"fr": "québec", "en": "toronto"}


@pytest.fixture
def listener(visitor, language):
    """The page with voices; its buttons."""

    def opened(voices=BOTH, path=None, more=""):
        context = visitor.context()
        context.add_init_script(VOICES % json.dumps(voices) + more)
        page = context.new_page()
        page.goto(visitor.address + (path if path is not None else LABELS[language][0]))
        return page

    return opened


def bar(page):
    return page.locator("[data-listen]")


def test_it_reads_block_by_block_to_the_end(listener, language):
    page = listener()
    _, listen, _, _, _ = LABELS[language]
    bar(page).get_by_role("button", name=listen).click()
    marked = page.locator("article [aria-current=true]")
    seen = []
    for _ in range(400):
        expect(marked).to_have_count(1)
        seen.append(marked.evaluate("e => e.className.includes('is-read') && e.tagName"))
        page.evaluate("finish()")
        if bar(page).get_attribute("data-listen") == "idle":
            break
    expect(marked).to_have_count(0)
    expect(bar(page).get_by_role("button", name=listen)).to_be_visible()

    spoken = page.evaluate("spoken")
    assert seen[0] == "H1"
    assert all(seen)
    assert spoken[0] == [language, BEST[language], TITLES[language]]
    texts = " ".join(text for _, _, text in spoken)
    # Everything to read is said once, hard words in their place, their meanings not.
    whole = page.locator("article").evaluate(
        """(article) => {
          const copy = article.cloneNode(true);
          copy.querySelectorAll("svg, [popover]").forEach((e) => e.remove());
          return copy.textContent;
        }"""
    )
    # A telephone number's digits stand apart when they are said: see below.
    assert re.sub(r"[\s,-]", "", texts) == re.sub(r"[\s,-]", "", whole)
    other = "en" if language == "fr" else "fr"
    languages = {lang for lang, _, _ in spoken}
    assert languages == ({"fr"} if language == "fr" else {"en", "fr"})
    assert {voice for lang, voice, _ in spoken if lang == other} <= {BEST[other]}


def test_pause_goes_on_at_the_same_block_and_stop_begins_anew(listener, language):
    page = listener()
    _, listen, pause, resume, stop = LABELS[language]
    buttons = bar(page).get_by_role("button")
    expect(bar(page).get_by_role("button", name=stop)).to_be_hidden()
    buttons.first.focus()
    page.keyboard.press("Enter")
    page.evaluate("finish()")
    expect(buttons.first).to_have_text(pause)
    page.keyboard.press("Enter")
    expect(buttons.first).to_have_text(resume)
    assert page.locator("article [aria-current=true]").count() == 1
    page.keyboard.press("Space")
    spoken = page.evaluate("spoken")
    assert len(spoken) == 3
    assert spoken[1] == spoken[2] != spoken[0]

    page.keyboard.press("Tab")
    expect(bar(page).get_by_role("button", name=stop)).to_be_focused()
    page.keyboard.press("Enter")
    expect(buttons.first).to_have_text(listen)
    expect(buttons.first).to_be_focused()
    assert page.locator("article [aria-current], .is-read").count() == 0
    page.keyboard.press("Enter")
    assert page.evaluate("spoken.at(-1)") == spoken[0]


# A voice that reports the end of what was cut off, a moment later: Safari's does.
LATE = """
window.speechSynthesis.cancel = () => {
  const cut = current;
  current = null;
  if (cut) setTimeout(() => { cut.onend?.({}); late += 1; });
};
window.late = 0;
"""


def test_an_end_that_is_reported_late_reads_nothing_on(listener, language):
    page = listener(more=LATE)
    _, listen, pause, resume, stop = LABELS[language]
    bar(page).get_by_role("button", name=listen).click()
    bar(page).get_by_role("button", name=stop).click()
    page.wait_for_function("late === 1")
    assert page.evaluate("spoken.length") == 1
    assert bar(page).get_attribute("data-listen") == "idle"
    # Nor after a pause: what was cut off is said again, and nothing is left out.
    bar(page).get_by_role("button", name=listen).click()
    bar(page).get_by_role("button", name=pause).click()
    page.wait_for_function("late === 2")
    bar(page).get_by_role("button", name=resume).click()
    first, again, resumed = page.evaluate("spoken")
    assert first == again == resumed


def test_leaving_the_page_ends_it(listener, language):
    page = listener()
    bar(page).get_by_role("button").first.click()
    before = page.evaluate("cancelled")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("cancelled") > before
    assert bar(page).get_attribute("data-listen") == "idle"


@pytest.mark.parametrize(
    "names", [[], ["elsewhere"], ["paris", "québec", "elsewhere"], ["london", "toronto"]]
)
def test_without_a_voice_of_the_device_for_the_language_there_is_no_bar(listener, language, names):
    voices = [voice for voice in BOTH if voice["name"] in names]
    own = any(voice["localService"] and voice["lang"][:2] == language for voice in voices)
    expect(bar(listener(voices))).to_be_visible(visible=own)


def test_voices_that_come_late_are_noticed(listener):
    page = listener([])
    expect(bar(page)).to_be_hidden()
    page.evaluate(
        """(late) => {
          speechSynthesis.getVoices = () => late;
          speechSynthesis.dispatchEvent(new Event("voiceschanged"));
        }""",
        BOTH,
    )
    expect(bar(page)).to_be_visible()


def test_without_any_voice_the_real_browser_shows_no_bar(visitor, language):
    """As it is: nothing stood in for."""
    page = visitor.open(LABELS[language][0])
    has = page.evaluate("speechSynthesis.getVoices().some((voice) => voice.localService)")
    expect(bar(page)).to_be_visible(visible=has)


def test_every_content_page_has_it_and_no_calculator(visitor, one_of_each):
    page = visitor.open("")
    without = set()
    for one in one_of_each:
        page.goto(visitor.address + one.path)
        if not page.locator("[data-listen]").count():
            without.add(one.name)
    assert without == {"estimate", "comparison", "embedded", "check", "search", "poster cote-nord"}


# --- Every page, and the calculator's parts ----------------------------------------------

# Says every passage at once and reports its end, as a voice does that never tires.
TIRELESS = """
window.speechSynthesis.speak = (words) => {
  spoken.push([words.lang, words.voice?.name, words.text]);
  setTimeout(() => words.onend?.({}));
};
"""
TELEPHONE = re.compile(r"[0-9]{3}[ \u00a0-][0-9]{3}-[0-9]{4}")
# 418 295-4020 as it is said.
DIGITS = re.compile(r"\b[0-9] [0-9] [0-9], [0-9] [0-9] [0-9], [0-9] [0-9] [0-9] [0-9]\b")


@pytest.mark.timeout(600)
def test_every_page_is_read_to_its_end_and_comes_to_rest(visitor, one_of_each):
    context = visitor.context()
    context.add_init_script(VOICES % json.dumps(BOTH) + TIRELESS)
    page = context.new_page()
    read = 0
    for one in one_of_each:
        page.goto(visitor.address + one.path)
        if not bar(page).count():
            continue
        read += 1
        bar(page).get_by_role("button").first.click()
        page.wait_for_function("document.querySelector('[data-listen]').dataset.listen === 'idle'")
        spoken = page.evaluate("spoken.map(([, , text]) => text)")
        # All that can be read is said: what the last block says, too.
        shown = page.locator("article").evaluate(
            """(article) => [...article.querySelectorAll("h1, h2, h3, p, li, dt, dd, td, label")]
              .filter((one) => one.checkVisibility() && !one.closest("[popover], nav, pre"))
              .map((one) => {
                const copy = one.cloneNode(true);
                copy.querySelectorAll("[popover], script").forEach((inner) => inner.remove());
                return copy.textContent.match(/[\\p{L}]+/gu)?.join("") ?? "";
              })"""
        )
        letters = re.sub(r"[\W\d_]", "", "".join(spoken))
        assert [text for text in shown if re.sub(r"[\W\d_]", "", text) not in letters] == [], (
            one.path
        )
        # At rest nothing is marked, in the article or on it.
        assert page.locator(".is-read, article[aria-current], article [aria-current]").count() == 0
        assert page.locator("[data-listen-stop]").is_disabled()
    assert read > 20


@pytest.mark.timeout(600)
def test_telephone_numbers_are_said_digit_by_digit(visitor, one_of_each):
    """On every page, with a pause behind what the number is for."""
    context = visitor.context()
    context.add_init_script(VOICES % json.dumps(BOTH) + TIRELESS)
    page = context.new_page()
    numbers = 0
    for one in one_of_each:
        page.goto(visitor.address + one.path)
        if not bar(page).count() or not page.locator("article a[href^='tel:']").count():
            continue
        bar(page).get_by_role("button").first.click()
        page.wait_for_function("document.querySelector('[data-listen]').dataset.listen === 'idle'")
        for text in page.evaluate("spoken.map(([, , text]) => text)"):
            assert not TELEPHONE.search(text), one.path
            for found in DIGITS.finditer(text):
                numbers += 1
                before = text[: found.start()].rstrip("1, ")
                pause = text[len(before) : found.start()]
                assert not before or before[-1] in ":(" or "," in pause, (one.path, text)
    assert numbers > 40


def test_the_code_of_the_embedding_page_is_not_read(listener, language):
    path = {"fr": "integrer/", "en": "en/embed/"}[language]
    page = listener(path=path, more=TIRELESS)
    bar(page).get_by_role("button").first.click()
    page.wait_for_function("document.querySelector('[data-listen]').dataset.listen === 'idle'")
    assert "iframe" not in " ".join(page.evaluate("spoken.map(([, , text]) => text)"))


ESTIMATES = {"fr": "estimer/", "en": "en/estimate/"}
PART_LABELS = {"fr": ("Écouter", "Arrêter l’écoute"), "en": ("Listen", "Stop listening")}


def test_each_question_and_its_choices_can_be_listened_to(listener, language):
    page = listener(path=ESTIMATES[language], more=TIRELESS)
    words = catalogue(language)
    listen, _ = PART_LABELS[language]
    asked = [question for question in PARTICIPANT if question.key != "on"]
    for question in asked:
        label = words.text(f"question.{question.key}.label")
        page.evaluate("spoken.length = 0")
        page.locator("form").get_by_role("button", name=f"{listen}, {label}").click()
        page.wait_for_function("!document.querySelector('.is-read')")
        spoken = page.evaluate("spoken")
        texts = [text for _, _, text in spoken]
        assert {(lang, voice) for lang, voice, _ in spoken} == {(language, BEST[language])}
        assert label in texts
        if "." in question.key:
            assert texts[0] == words.text("group.monthly_costs")
        if question.kind == "choice":
            choices = [words.text(f"question.{question.key}.{one}") for one in question.choices]
            assert texts[-len(choices) - 1 :] == [*choices, words.text("form.unknown")]


def test_stepping_the_question_is_read_and_moving_on_ends_it(listener, language):
    page = listener(path=f"{ESTIMATES[language]}#view=steps")
    words = catalogue(language)
    listen, stop = PART_LABELS[language]
    label = words.text("question.assistance.label")
    button = page.locator("form .listen-part:visible")
    expect(button).to_have_count(1)
    expect(button).to_have_accessible_name(f"{listen}, {label}")
    button.click()
    expect(button).to_have_text(stop)
    assert page.evaluate("spoken.at(-1)") == [language, BEST[language], label]
    # The same button ends it.
    button.click()
    expect(button).to_have_text(listen)
    assert page.locator(".is-read").count() == 0
    button.click()
    before = page.evaluate("cancelled")
    page.locator("[data-action=next]").click()
    assert page.evaluate("cancelled") > before
    assert page.locator(".is-read").count() == 0
    label = words.text("question.adult.label")
    expect(page.locator("form .listen-part:visible")).to_have_accessible_name(f"{listen}, {label}")


def test_the_result_can_be_listened_to(listener, language):
    path = f"{ESTIMATES[language]}#view=steps&step=result&assistance=none"
    page = listener(path=path, more=TIRELESS)
    words = catalogue(language)
    listen, _ = PART_LABELS[language]
    page.wait_for_function(
        "document.querySelector('[data-programme=paas_action]').dataset.verdict === 'not_possible'"
    )
    Calculator(page).wait_for_answer()
    title = words.text("result.title")
    page.get_by_role("button", name=f"{listen}, {title}", exact=True).click()
    page.wait_for_function("spoken.length && !document.querySelector('.is-read')")
    texts = page.evaluate("spoken.map(([, , text]) => text)")
    assert texts[0] == title
    for programme in ("paas_action", "interagir"):
        assert words.text(f"programme.{programme}") in texts
    assert any(words.text("paas_action.not_possible") in text for text in texts)
    # Whom to call, digit by digit.
    assert any(DIGITS.search(text) for text in texts)


def test_the_result_is_read_on_when_python_says_the_same(listener, visitor, language):
    """The table answers at once, Python later: only another result ends what is being read."""
    page = listener(path="")
    held = []
    page.route("**/*.wasm", lambda route: held.append(route))
    page.goto(f"{visitor.address}{ESTIMATES[language]}#assistance=none")
    card = page.locator("[data-programme=paas_action]")
    expect(card).to_have_attribute("data-verdict", "not_possible")
    listen, stop = PART_LABELS[language]
    title = catalogue(language).text("result.title")
    page.get_by_role("button", name=f"{listen}, {title}", exact=True).click()
    page.evaluate("finish()")
    expect(page.locator(".is-read")).to_have_count(1)
    page.route("**/*.wasm", lambda route: route.continue_())
    for route in held:
        route.continue_()
    Calculator(page).wait_for_answer()
    button = page.get_by_role("button", name=f"{stop}, {title}", exact=True)
    expect(button).to_be_visible()
    expect(page.locator(".is-read")).to_have_count(1)
    page.evaluate("finish()")
    assert page.evaluate("spoken.length") == 3

    page.locator("input[name=assistance][value=social_assistance]").check()
    expect(card).not_to_have_attribute("data-verdict", "not_possible")
    expect(button).to_have_count(0)
    assert page.locator(".is-read").count() == 0


def test_without_a_voice_the_calculator_has_no_button_to_listen(visitor, language):
    page = visitor.open(ESTIMATES[language])
    has = page.evaluate(
        """(language) => speechSynthesis.getVoices().some(
          ({ localService, lang }) => localService && lang.startsWith(language))""",
        language,
    )
    assert bool(page.locator(".listen-part:visible").count()) == has


def test_a_screen_reader_is_given_the_digits_one_by_one(visitor, language):
    page = visitor.open({"fr": "regions/", "en": "en/regions/"}[language])
    links = page.locator("a[href^='tel:']")
    assert links.count() > 17
    for link in links.all():
        name, text = link.get_attribute("aria-label"), link.text_content()
        assert re.fullmatch(r"(1, )?[0-9] [0-9] [0-9], [0-9] [0-9] [0-9](,| [0-9])[0-9 ]+", name)
        assert re.sub("[^0-9]", "", name) == re.sub("[^0-9]", "", text)
        assert TELEPHONE.search(text), "what is seen stays"
