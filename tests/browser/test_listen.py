"""Listening: the page read aloud, block by block, in its own language.

A headless Chromium has no voices: only the operating system's part (voices, and the speech
that reports when it ends) is stood in for here; all else is the real page and browser.
"""

import json

import pytest
from playwright.sync_api import expect

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

    def opened(voices=BOTH, path=None):
        context = visitor.context()
        context.add_init_script(VOICES % json.dumps(voices))
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
    assert "".join(texts.split()) == "".join(whole.split())
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
    assert without == {"estimate", "embedded", "check", "search", "poster cote-nord"}
