"""The engine starts when it is wanted, and says how far it is."""

import re
import sys
from itertools import groupby
from pathlib import Path

from playwright.sync_api import expect

from compiler.publish.bundle import bundle_scripts

ROOT = Path(__file__).resolve().parents[2]
NODE = Path(sys.prefix) / "bin" / "node"

LOADING = {
    "fr": re.compile(r"Le calculateur se prépare… ([0-9]+)\u00a0%"),
    "en": re.compile(r"The calculator is getting ready… ([0-9]+)%"),
}
STARTING = {"fr": "Le calculateur démarre…", "en": "The calculator is starting…"}
READY = {"fr": "Le calculateur est prêt.", "en": "The calculator is ready."}


def test_it_starts_at_the_first_touch_and_tells_how_far_it_is(visitor, language):
    calculator = visitor.calculator(language)
    page = calculator.page
    page.mouse.wheel(0, 2000)
    page.get_by_role("heading", level=1).click()
    calculator.root.locator(".phone-fold summary").click()
    page.wait_for_load_state("networkidle")
    assert calculator.heard("states") == ["static"]
    assert not of_engine(visitor.paths())
    # The answer before any question is there already, drawn when the site was built.
    assert calculator.verdicts() == {"paas_action": "unknown", "interagir": "unknown"}

    calculator.form.locator("input[type=text]").first.focus()
    calculator.wait_for_engine()
    assert distinct(calculator.heard("states")) == ["static", "loading", "python"]
    assert of_engine(visitor.paths())
    # No question was asked yet, so none is answered.
    assert calculator.exchanges() == []
    expect(calculator.root.get_by_role("status")).to_have_text(READY[language])
    expect(calculator.root.locator(".engine-progress")).to_be_hidden()
    expect(calculator.root.locator(".engine-failed")).to_be_hidden()
    progress_grew_and_was_told(calculator, language)

    for choice in ("basic_income", "none"):
        calculator.form.locator(f"label:has([value={choice}])").click()
        calculator.wait_for_answer()
    fetched = of_engine(visitor.paths())
    assert sorted(fetched) == sorted(set(fetched)), "fetched more than once"


def test_the_first_choice_is_painted_before_python_starts(visitor, language):
    """To start takes an old telephone longer than the choice itself."""
    calculator = visitor.calculator(language)
    label = calculator.form.locator("label:has([value=basic_income])").first
    at_once = label.evaluate(
        """(label) => {
          label.control.focus();
          label.click();
          return document.querySelector(".calculator").dataset.engine;
        }"""
    )
    assert at_once == "static"
    calculator.wait_for_engine()


def of_engine(paths):
    return [path for path in paths if path.startswith("engine/") or path.endswith("worker.js")]


def progress_grew_and_was_told(calculator, language):
    values = calculator.heard("progress")
    assert values == sorted(values)
    assert values[0] == 0
    assert values[-1] == 100
    assert len(set(values)) > 3, "from nothing to all at once is no progress"

    texts = distinct(calculator.heard("texts"))
    told = [int(match[1]) for text in texts if (match := LOADING[language].fullmatch(text))]
    assert told == sorted(told)
    assert len(told) > 3
    others = {text for text in texts if not LOADING[language].fullmatch(text)}
    assert others == {STARTING[language]}


def distinct(values):
    """The values with what follows its equal left out."""
    return [value for value, _ in groupby(values)]


def test_answers_given_while_it_loads_are_not_lost(visitor):
    held = []
    page = visitor.context().new_page()
    page.route("**/*.wasm", lambda route: held.append(route))
    page.goto("en/estimate/")
    root = page.locator(".calculator")
    root.locator("label:has([value=basic_income])").click()
    root.locator("input[name=weekly_hours]").fill("21")
    page.wait_for_function("() => heard.requests.at(-1)?.request.fields.weekly_hours === '21'")

    expect(root).to_have_attribute("data-engine", "loading")
    expect(root.get_by_role("progressbar")).to_be_visible()
    expect(root.locator("[data-progress-text]")).to_be_visible()
    expect(root.locator(".result")).to_have_attribute("aria-busy", "true")
    page.wait_for_function("() => document.querySelector('progress').value > 0")
    for route in held:
        route.continue_()

    check = root.locator("[data-programme=paas_action] [data-check]")
    expect(check).to_have_attribute("data-check", "above_maximum", timeout=60_000)
    expect(root.locator(".result")).to_have_attribute("aria-busy", "false")


CANCEL = """
async ([script, engineUrl, workerUrl]) => {
  const { PythonClient } = await import(new URL(script, location.href).href);
  const told = [];
  const note = (name) => (...given) => told.push([name, ...given]);
  const client = new PythonClient({
    bundleUrl: engineUrl,
    workerUrl,
    patienceMs: 60000,
    onProgress: (percent, bytes, total) => {
      told.push(["progress", bytes > 0 && bytes <= total && total > 1e6]);
      client.cancel();
    },
    ...Object.fromEntries(
      ["onStarting", "onReady", "onResponse", "onFailed", "onCancelled"].map((k) => [k, note(k)])),
  });
  await client.start();
  while (client.started) await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, 500));
  client.cancel();
  return told;
}
"""


def test_a_start_can_be_cancelled(visitor, tmp_path):
    visitor.expects_errors = True  # what was on its way is cut off
    page = visitor.context().new_page()
    # The page's client of Python by itself, without the page's own script.
    page.route("**/page.js", lambda route: route.abort())
    (client,) = bundle_scripts(
        NODE, ROOT / "node_modules", ROOT / "browser", tmp_path, ["python/client.js"]
    )
    page.route("**/client.js", lambda route: route.fulfill(path=client))
    page.goto(f"{visitor.address}estimer/")
    root = page.locator(".calculator")
    worker, engine = (root.get_attribute(f"data-{name}") for name in ("worker", "engine-url"))
    script = worker.replace("worker.js", "client.js")
    told = root.page.evaluate(CANCEL, [script, engine, worker])
    assert told == [["progress", True], ["onCancelled"]]
