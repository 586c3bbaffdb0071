"""Each way in which the engine can fail leaves an answer, a telephone, and what was typed."""

import json

import pytest
from playwright.sync_api import expect

from calculator.words.catalogue import catalogue

PATHS = {
    "participant": {"fr": "estimer/", "en": "en/estimate/"},
    "organisation": {"fr": "organismes/verifier/", "en": "en/organizations/check/"},
}
TYPED = {
    "participant": {"assistance": "none", "weekly_hours": "12"},
    "organisation": {"non_profit": "false", "places": "8"},
}
VERDICT = {"participant": "not_possible", "organisation": "does_not_meet"}

# What a page meets on such a device, made before any script of ours runs.
WAYS = {
    "workers forbidden": """window.Worker = class {
      constructor(_, { type }) { throw new DOMException('no', 'SecurityError') }
    }""",
    "no workers": "delete window.Worker",
    "a worker that dies": """const Real = window.Worker;
      window.Worker = class extends Real {
        constructor(_, { type }) {
          super(URL.createObjectURL(new Blob(["throw new Error('memory')"])));
        }
      }""",
}
# Where a browser cannot run Python, and which of its requests it makes all the same.
UNABLE = {
    "no WebAssembly": ("delete globalThis.WebAssembly", []),
    "WebAssembly without exceptions": ("WebAssembly.validate = () => false", []),
    "WebAssembly forbidden by our policy": (
        "WebAssembly.Module = class { constructor() { throw new WebAssembly.CompileError() } }",
        [],
    ),
    "no modules in workers": (
        """const Real = window.Worker;
        window.Worker = class extends Real { constructor(address) { super(address) } }""",
        ["worker.js"],
    ),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", PATHS)
def test_every_way_to_fail_is_told_and_nothing_is_lost(visitor, language, kind, way):
    visitor.expects_errors = True
    page = visitor.context(width=360, height=740).new_page()
    page.add_init_script(WAYS[way])
    fields = TYPED[kind]
    written = "&".join(f"{key}={value}" for key, value in fields.items())
    page.goto(f"{PATHS[kind][language]}#view=steps&step=result&{written}")
    root, words = page.locator(".calculator"), catalogue(language)
    expect(root).to_have_attribute("data-engine", "failed", timeout=30_000)
    alert = root.get_by_role("alert")
    expect(alert).to_contain_text(words.text("engine.failed"))
    # The choices are answered, and what is not counted is said to be so.
    card = root.locator("[data-programme=paas_action]")
    expect(card).to_have_attribute("data-verdict", VERDICT[kind])
    expect(root.locator("[data-pending-notice]")).to_have_text(
        words.text(f"uncounted.{kind}.not_counted")
    )
    assert root.locator(".phone-fold[open] li[data-region]:visible").count() == 17
    # Trying again fails again, and says so again; nothing typed is lost.
    alert.get_by_role("button", name=words.text("engine.retry")).click()
    expect(root).to_have_attribute("data-engine", "failed", timeout=30_000)
    expect(alert).to_be_visible()
    assert json.loads(page.evaluate(FIELDS)) == fields
    assert page.url.endswith(written)


FIELDS = """
() => JSON.stringify(Object.fromEntries([...new FormData(
  document.querySelector(".calculator form"))].filter(([, value]) => value)))
"""


@pytest.mark.parametrize("way", UNABLE)
def test_where_python_cannot_run_it_is_said_once_and_nothing_is_fetched(visitor, language, way):
    visitor.expects_errors = True
    script, requested = UNABLE[way]
    page = visitor.context(width=360, height=740).new_page()
    page.add_init_script(script)
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    fields = TYPED["participant"]
    written = "&".join(f"{key}={value}" for key, value in fields.items())
    page.goto(f"{PATHS['participant'][language]}#{written}")
    root, words = page.locator(".calculator"), catalogue(language)
    expect(root).to_have_attribute("data-engine", "failed", timeout=30_000)
    # What the results leave out is said in one place, and there is nothing to try again.
    alert = root.get_by_role("alert")
    expect(alert).to_have_text(words.text("uncounted.participant.unsupported"), use_inner_text=True)
    expect(alert.get_by_role("button")).to_have_count(0)
    expect(root.locator("[data-pending-notice]")).to_be_hidden()
    card = root.locator("[data-programme=paas_action]")
    expect(card).to_have_attribute("data-verdict", VERDICT["participant"])
    # Another answer changes the result; a list that was closed stays so.
    page.locator(".phone-fold > summary").click()
    page.locator("label:has([value=social_solidarity])").click()
    expect(card).not_to_have_attribute("data-verdict", VERDICT["participant"])
    expect(alert).to_have_text(words.text("uncounted.participant.unsupported"), use_inner_text=True)
    expect(page.locator(".phone-fold[open]")).to_have_count(0)
    assert json.loads(page.evaluate(FIELDS)) == {**fields, "assistance": "social_solidarity"}
    asked = [url for url in requests if "/engine/" in url or url.endswith("worker.js")]
    assert [url.rpartition("/")[2] for url in asked] == requested


def test_an_organisation_is_told_of_what_its_page_asks_for(visitor, language):
    visitor.expects_errors = True
    page = visitor.context().new_page()
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto(f"{PATHS['organisation'][language]}#places=8")
    alert = page.locator(".calculator").get_by_role("alert")
    said = catalogue(language).text("uncounted.organisation.unsupported")
    expect(alert).to_have_text(said, use_inner_text=True)
    # Neither hours nor costs, which only people are asked for.
    form = page.locator(".calculator form").inner_text()
    for word in {"fr": ("heures", "frais"), "en": ("hours", "costs")}[language]:
        assert word not in form
        expect(alert).not_to_contain_text(word)


def test_offline_it_says_so_and_comes_back(visitor, language):
    visitor.expects_errors = True
    context = visitor.context()
    page = context.new_page()
    page.goto(PATHS["participant"][language])
    context.set_offline(True)
    page.locator("label:has([value=none])").click()
    root, words = page.locator(".calculator"), catalogue(language)
    expect(root).to_have_attribute("data-engine", "failed", timeout=30_000)
    expect(root.get_by_role("alert")).to_contain_text(words.text("script.offline"))
    expect(root.locator("[data-programme=paas_action]")).to_have_attribute(
        "data-verdict", "not_possible"
    )
    context.set_offline(False)
    root.get_by_role("button", name=words.text("engine.retry")).click()
    expect(root).to_have_attribute("data-engine", "python", timeout=60_000)
    expect(root.get_by_role("alert")).to_be_hidden()
