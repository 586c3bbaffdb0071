"""The second visit starts from Python as the browser kept it, and answers the same."""

import base64
import json
from itertools import islice

import pytest
from playwright.sync_api import expect

from calculator.catalogue import LANGUAGES, catalogue
from calculator.engine.exercise import requests
from calculator.page import answer
from tests.browser.conftest import ESTIMATE, Calculator

LONG_MS = 60_000
FRAGMENT = "assistance=aim_for_employment&weekly_hours=12"
SAMPLE = 60

# Notes what the worker says once Python is ready.
READY = """
window.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({ data }) => {
      if (data.ready) window.readied = data;
    });
  }
};
"""
KEPT = """
async () => {
  if (!(await caches.keys()).includes("passerelle-snapshot")) return null;
  const [first] = await (await caches.open("passerelle-snapshot")).keys();
  return first?.url;
}
"""
# Puts questions to the page's own worker, past the page.
ASK = """
async (requests) => {
  const replies = [];
  for (const [place, request] of requests.entries()) {
    const id = 1e6 + place;
    const said = new Promise((done) => {
      const listen = ({ data }) => {
        if (data.id !== id) return;
        heard.worker.removeEventListener("message", listen);
        done(data.reply);
      };
      heard.worker.addEventListener("message", listen);
    });
    heard.worker.postMessage({ id, request });
    replies.push(await said);
  }
  return JSON.stringify(replies);
}
"""
CONTENT = """
async (url) => {
  const blob = await (await caches.match(url)).blob();
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.readAsDataURL(blob);
  });
}
"""
DAMAGE = """
async (way) => {
  const cache = await caches.open("passerelle-snapshot");
  const [{ url }] = await cache.keys();
  const kept = await cache.match(url);
  let content = new Uint8Array(await kept.arrayBuffer());
  if (way === "changed") content[content.length >> 1] ^= 1;
  if (way === "cut short") content = content.slice(0, content.length >> 1);
  const headers = Object.fromEntries(kept.headers);
  if (way === "of another browser") headers["x-browser"] += "0";
  if (way === "of no Python") {
    // Whole as a file, but the memory in it is none.
    content.fill(0, 4 + 4 * new Uint32Array(content.buffer, 0, 1)[0]);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
    headers["x-sha256"] = [...digest].map((b) => b.toString(16).padStart(2, "0")).join("");
  }
  await cache.put(url, new Response(content, { headers }));
}
"""


def visit(visitor, context, language="fr", fragment=FRAGMENT):
    """A visit until Python has answered; gives the calculator and whether a snapshot was used."""
    page = context.new_page()
    page.goto(f"{visitor.address}{ESTIMATE[language]}#{fragment}")
    calculator = Calculator(page)
    calculator.wait_for_engine()
    calculator.wait_for_answer()
    return calculator, page.evaluate("readied.fromSnapshot")


def first_visit(visitor, fragment=FRAGMENT, **options):
    """A context in which a snapshot was kept, and its page."""
    context = visitor.context(**options)
    context.add_init_script(READY)
    calculator, restored = visit(visitor, context, fragment=fragment)
    assert not restored
    calculator.page.wait_for_function(KEPT, timeout=LONG_MS)
    return context, calculator


def test_the_second_visit_starts_from_the_snapshot_and_answers_the_same(visitor, language, written):
    context, first = first_visit(visitor)
    first.page.close()
    calculator, restored = visit(visitor, context, language)
    assert restored
    exchange = calculator.exchanges()[-1]
    assert exchange.reply == written(json.loads(answer(json.dumps(exchange.request))))
    every = list(requests())
    asked = list(islice(every, 7, None, len(every) // SAMPLE))
    replies = calculator.page.evaluate(ASK, [json.loads(request) for request in asked])
    assert replies == written([json.loads(answer(request)) for request in asked])
    assert calculator.root.get_attribute("data-engine") == "python"


@pytest.mark.parametrize("way", ["changed", "cut short", "of another browser", "of no Python"])
def test_a_damaged_snapshot_leads_to_the_same_answer_and_is_replaced(visitor, way):
    context, first = first_visit(visitor)
    reply = first.exchanges()[-1].reply
    first.page.evaluate(DAMAGE, way)
    first.page.close()
    again, restored = visit(visitor, context)
    assert not restored
    assert again.exchanges()[-1].reply == reply
    assert again.page.evaluate("heard.replies.length") == 1
    again.page.wait_for_timeout(4000)
    again.page.close()
    third, restored = visit(visitor, context)
    assert restored
    assert third.exchanges()[-1].reply == reply


def test_what_is_removed_comes_back_by_no_one(visitor):
    context, first = first_visit(visitor, service_workers="allow")
    expect(first.page.locator("[data-kept-part=offline]")).to_be_visible(timeout=LONG_MS)
    # Another page of the same visit, whose worker is about to keep one.
    first.page.evaluate("caches.delete('passerelle-snapshot')")
    other, restored = visit(visitor, context)
    assert not restored
    other.page.locator("[data-kept-action=remove]").click()
    expect(other.page.locator("[data-kept-part=removed]")).to_be_visible()
    other.page.wait_for_timeout(4000)
    assert other.page.evaluate("caches.keys()") == []


def test_the_button_removes_it(visitor):
    _, first = first_visit(visitor, service_workers="allow")
    expect(first.page.locator("[data-kept-part=offline]")).to_be_visible(timeout=LONG_MS)
    first.page.locator("[data-kept-action=remove]").click()
    expect(first.page.locator("[data-kept-part=removed]")).to_be_visible()
    assert first.page.evaluate("caches.keys()") == []


def test_under_save_data_nothing_is_kept(visitor):
    context = visitor.context()
    context.add_init_script(READY)
    context.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    calculator, restored = visit(visitor, context)
    assert not restored
    calculator.page.wait_for_timeout(4000)
    assert calculator.page.evaluate("caches.keys()") == []


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
    context.add_init_script(READY)
    context.add_init_script(missing)
    calculator, restored = visit(visitor, context)
    assert not restored
    calculator.page.wait_for_timeout(4000)
    assert calculator.page.evaluate("caches.keys()") == []
    expect(calculator.page.locator("[data-kept]")).to_be_hidden()


def test_a_snapshot_holds_nothing_that_was_typed(visitor):
    """The text is asked about before the snapshot is written, in each width Python has."""
    texts = ("qzxwvq-typed", "Ωψξλφ-typed", "𝄞𝟙👍-typed")
    encodings = ("utf-8", "utf-16-le", "utf-32-le")
    context = visitor.context()
    context.add_init_script(READY)
    calculator, _ = visit(visitor, context, fragment=f"{FRAGMENT}&weekly_hours={texts[0]}")
    for text in texts:
        calculator.field("weekly_hours").fill(text)
        asked = calculator.wait_for_answer().request["fields"]["weekly_hours"]
        assert asked == text
    kept = calculator.page.wait_for_function(KEPT, timeout=LONG_MS)
    content = base64.b64decode(calculator.page.evaluate(CONTENT, kept))
    # What is there is found: messages of both languages, read before the first question.
    for language in LANGUAGES:
        assert catalogue(language).months[1].encode("latin-1") in content
    for text in texts:
        for encoding in encodings:
            assert text.encode(encoding) not in content, (text, encoding)
