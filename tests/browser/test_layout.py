"""On the narrowest screens nothing runs out of the page, and what is touched is large."""

from urllib.parse import urlencode

import pytest

from tests.browser.conftest import ESTIMATE, wait_for_function
from tests.browser.test_accessibility import CHECK

WIDTH = 320  # 1280 px seen at 400 %: WCAG 2.2, 1.4.10
TARGET = 44

ANSWERS = {
    "assistance": "social_assistance",
    "adult": "true",
    "work_outlook": "long_term",
    "weekly_hours": "168",
    "start_date": "2026-08-31",
    "monthly_costs.transport": "100000",
    "monthly_costs.childcare": "99999.99",
    "monthly_costs.other": "abc",
}

TOUCHED = (
    "header a, nav a, .choice, button, summary, a.md-button, a.telephone, .region-name, "
    ".typed input, .door"
)

# What stands out of the page, though it be cut off and not scrolled to.
INSTEAD = ("404.html", "en/404.html", "503.html", "en/503.html")
OUTSIDE = """
() => [...document.querySelectorAll("body *")].filter((element) => {
  const box = element.getBoundingClientRect();
  return element.checkVisibility() && box.width > 1 && box.right > innerWidth + 1
    && !element.closest(".scrolls");
}).map((element) => element.outerHTML.slice(0, 80))
"""


def out_of_page(page):
    scrolled = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    return ([f"scrolls by {scrolled} px"] if scrolled > 0 else []) + page.evaluate(OUTSIDE)


def test_no_page_runs_out_of_a_narrow_screen(visitor, addresses):
    page = visitor.open("", width=WIDTH, height=640)
    wide = {}
    for path in [*(one.path for one in addresses), *INSTEAD]:
        page.goto(visitor.address + path)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
        if found := out_of_page(page):
            wide[path] = found
    assert not wide


def test_a_result_with_large_amounts_fits_a_narrow_screen(visitor, language):
    calculator = visitor.calculator(language, urlencode(ANSWERS), width=WIDTH, height=640)
    calculator.wait_for_answer()
    calculator.page.evaluate(
        "document.querySelectorAll('details').forEach((d) => { d.open = true })"
    )
    assert not out_of_page(calculator.page)
    assert not small(calculator.page)


# The words that stand on two lines, though each would have had room on one.
CUT = """
() => [...document.querySelectorAll(".card table.money :is(th, td)")].flatMap((cell) => {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const cut = [];
  while (walker.nextNode()) {
    for (const { index, 0: word } of walker.currentNode.data.matchAll(/[\\p{L}’]+/gu)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + word.length);
      if (range.getClientRects().length > 1) cut.push(word);
    }
  }
  return cut;
})
"""


@pytest.mark.parametrize("width", [WIDTH, 360])
def test_amounts_stand_beside_what_they_are_and_no_word_is_cut(visitor, language, width):
    calculator = visitor.calculator(language, urlencode(ANSWERS), width=width, height=640)
    calculator.wait_for_answer()
    calculator.unfold()
    assert calculator.page.evaluate(CUT) == []
    card = calculator.card("paas_action")
    amount = card.locator("tbody td").first.bounding_box()
    condition = card.locator("tbody .condition").first.bounding_box()
    # The condition has the whole width, under the amount and not in a strip beside it.
    assert condition["y"] >= amount["y"] + amount["height"]
    assert condition["width"] >= card.locator("table").bounding_box()["width"] - 2
    # And it is a table still, for whoever has it read aloud.
    table = card.get_by_role("table").first
    assert table.get_by_role("row").count() == 6
    assert table.get_by_role("columnheader").count() == 2
    assert table.get_by_role("rowheader").count() == 5


@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_touched_is_large_enough(visitor, one_of_each, width):
    page = visitor.open("", width=width)
    too_small = {}
    for one in one_of_each:
        page.goto(visitor.address + one.path)
        if found := small(page):
            too_small[one.path] = found
    assert not too_small


def small(page):
    boxes = page.locator(TOUCHED).evaluate_all(
        """elements => elements.filter((e) => e.checkVisibility() && !e.matches(".skip"))
          .map((e) => [e.getBoundingClientRect().height, e.outerHTML.slice(0, 100)])"""
    )
    assert boxes
    return [(round(height, 1), what) for height, what in boxes if height < TARGET - 0.01]


TEXT = "() => parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"


def test_text_of_twice_the_size_stays_in_the_page(visitor, one_of_each):
    """WCAG 2.2, 1.4.4: a person has set the browser's text to 32 px in place of 16."""
    page = visitor.open("", width=1280, height=900)
    usual = page.evaluate(TEXT)
    sizes = {"fontSizes": {"standard": 32}}
    page.context.new_cdp_session(page).send("Page.setFontSizes", sizes)
    wide = {}
    for one in one_of_each:
        page.goto(visitor.address + one.path)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
        if one.name == "home":
            assert page.evaluate(TEXT) >= 1.9 * usual
        if found := out_of_page(page):
            wide[one.path] = found
    assert not wide


# Text that is cut off, or that runs out of the box around it, though the page be wide enough.
CLIPPED = """
() => [...document.querySelectorAll("main *, footer *")].flatMap((element) => {
  if (!element.checkVisibility()) return [];
  if (element.closest(".visually-hidden, .scrolls, svg, input")) return [];
  const style = getComputedStyle(element);
  if (style.clipPath !== "none" || style.writingMode !== "horizontal-tb") return [];
  const cuts = style.overflowX !== "visible" && element.clientWidth > 2;
  const boxed = cuts || parseFloat(style.borderRightWidth) > 0;
  if (!boxed || element.scrollWidth <= element.clientWidth + 1) return [];
  return [`${element.scrollWidth - element.clientWidth} px: ${element.outerHTML.slice(0, 80)}`];
})
"""
# The script of a calculator, if the page has one, has shown its controls and a first answer.
DRAWN = "() => !document.querySelector('.calculator [data-needs-script]')"
# How browsers make letters twice as large: by the size that a person has set, which media queries
# see, or the text alone, which they do not see.
LARGE = {
    "the browser's size": None,
    "the text alone": """
      addEventListener("DOMContentLoaded", () => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("html { font-size: 200% !important }");
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      })
    """,
}


@pytest.mark.parametrize("way", LARGE)
def test_letters_twice_as_large_stay_in_a_telephone(visitor, one_of_each, way):
    context = visitor.context(width=360, height=740)
    if LARGE[way]:
        context.add_init_script(LARGE[way])
    page = context.new_page()
    if not LARGE[way]:
        sizes = {"fontSizes": {"standard": 32}}
        context.new_cdp_session(page).send("Page.setFontSizes", sizes)
    wide = {}
    filled = [f"{path}#{urlencode(ANSWERS | {'region': 'laval'})}" for path in ESTIMATE.values()]
    for path in [*(one.path for one in one_of_each), *filled]:
        page.goto("about:blank")
        page.goto(visitor.address + path)
        wait_for_function(page, DRAWN)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
        size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
        assert size >= 32, path
        if found := out_of_page(page) + page.evaluate(CLIPPED):
            wide[path] = found[:4]
    assert not wide


def test_the_measure_of_clipped_text_sees_some(visitor):
    page = visitor.open("regions/", width=360)
    assert page.evaluate(CLIPPED) == []
    page.evaluate(
        "Object.assign(document.querySelector('ul.regions .telephone').style, "
        "{ maxWidth: 'none', width: '60rem', flex: 'none' })"
    )
    assert page.evaluate(CLIPPED)


# What moves: time that a change takes, whatever starts it.
MOVING = """
() => [...document.querySelectorAll("*")].flatMap((element) =>
  ["", "::before", "::after"].map((pseudo) => [element, pseudo]))
  .filter(([element, pseudo]) => {
    const style = getComputedStyle(element, pseudo || null);
    const takes = (times) => times.split(", ").some((time) => parseFloat(time) > 0);
    return (takes(style.transitionDuration) && style.transitionProperty !== "none")
      || (style.animationName !== "none" && takes(style.animationDuration))
      || style.scrollBehavior === "smooth";
  }).map(([element, pseudo]) => element.outerHTML.slice(0, 60) + pseudo)
"""


def found_on_each(page, script, visitor, layouts):
    """What a script finds on a page of each layout, by its path; pages without are left out."""
    found = {}
    for one in layouts:
        page.goto(visitor.address + one.path)
        if on_page := page.evaluate(script):
            found[one.path] = on_page[:4]
    return found


def test_nothing_moves_for_who_does_not_want_it(visitor, one_of_each):
    page = visitor.open("estimer/")
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING), "nothing moves anyway: this test sees nothing"
    page.emulate_media(reduced_motion="reduce")
    assert not found_on_each(page, MOVING, visitor, one_of_each)


# In forced colours grounds go: what is touched needs an edge or a line below its words.
EDGELESS = """
() => [...document.querySelectorAll(".choice, button, input, .door, a.md-button, summary")]
  .filter((element) => element.checkVisibility() && element.getBoundingClientRect().width > 1)
  .filter((element) => {
    const style = getComputedStyle(element);
    const edge = ["Top", "Bottom", "Left", "Right"].some((side) =>
      parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== "none");
    return !edge && !["radio", "checkbox"].includes(element.type) && element.localName !== "summary"
      && !style.textDecorationLine.includes("underline");
  }).map((element) => element.outerHTML.slice(0, 90))
"""


def test_in_forced_colours_what_is_touched_has_an_edge(visitor, one_of_each):
    page = visitor.open("")
    page.emulate_media(forced_colors="active")
    assert not found_on_each(page, EDGELESS, visitor, one_of_each)


# Noted from the first paint on: what moved, and how much of the screen with it (web.dev/cls).
JUMPS = """
window.jumps = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries())
    jumps.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 60))]);
}).observe({ type: "layout-shift", buffered: true });
"""
# Above 0.1 people notice it, says the measure; half of that costs Lighthouse's score nothing.
JUMP = 0.05


@pytest.mark.timeout(1200)
def test_nothing_jumps_when_the_scripts_come(visitor, one_of_each):
    """Scripts that come after the page was painted, as on any line but the fastest."""
    context = visitor.context(width=412, height=823)
    context.add_init_script(JUMPS)
    page = context.new_page()

    def late(route):
        page.wait_for_timeout(250)
        route.continue_()

    page.route("**/*.js", late)
    jumped = {}
    for one in one_of_each:
        page.goto(visitor.address + one.path)
        page.wait_for_timeout(250)
        jumps = page.evaluate("jumps")
        if sum(jump[0] for jump in jumps) > JUMP:
            jumped[one.path] = jumps
    assert not jumped


def test_the_measure_of_jumps_sees_one(visitor):
    context = visitor.context(width=412, height=823)
    context.add_init_script(JUMPS)
    page = context.new_page()
    page.goto(visitor.address + "regions/")
    page.wait_for_timeout(250)
    page.evaluate("document.querySelector('form.postal').remove()")
    page.wait_for_function(f"jumps.some(([value]) => value > {JUMP})")


def test_nothing_moves_by_itself(visitor, one_of_each):
    """The statement on accessibility promises it, whatever the device's settings."""
    page = visitor.open("")
    page.emulate_media(reduced_motion="no-preference")
    running = "document.getAnimations().map((one) => one.effect.target.outerHTML.slice(0, 60))"
    assert not found_on_each(page, running, visitor, one_of_each)
    # An animation would be seen.
    page.evaluate("document.body.animate({ opacity: [0, 1] }, 60_000)")
    assert page.evaluate(running)


# Where people read on: what is smaller than 18 px there, with its size.
SMALL_TEXT = """
() => [...document.querySelectorAll("main p, main li, main dd, main label")]
  .filter((element) => element.checkVisibility() && !element.closest("nav, .tag, [popover]"))
  // A sheet of paper, shown smaller than it is.
  .filter((element) => !element.closest(".poster"))
  .map((one) => [parseFloat(getComputedStyle(one).fontSize), one.outerHTML.slice(0, 60)])
  .filter(([size]) => size < 18)
"""


def test_text_is_large(visitor, one_of_each):
    page = visitor.open("", width=360, height=740)
    assert page.evaluate(SMALL_TEXT.replace("18)", "19)")), "this test sees nothing"
    assert not found_on_each(page, SMALL_TEXT, visitor, one_of_each)


# Below the calculator: the fold that keeps it, and the list of all pages.
BELOW = (".keep summary", ".groups a")


@pytest.mark.parametrize("path", [*ESTIMATE.values(), *CHECK.values()])
@pytest.mark.parametrize("below", BELOW)
def test_what_is_read_below_the_result_stays_when_python_answers(visitor, path, below):
    held = []
    page = visitor.open("", width=360, height=640)
    page.route("**/*.wasm", lambda route: held.append(route))
    page.goto(visitor.address + path)
    page.locator(".calculator :is(input, button):visible").first.focus()  # asks for Python
    page.wait_for_function("document.querySelector('.calculator').dataset.engine === 'loading'")
    one = page.locator(below).first
    # At the foot of the window, so that what grows above it is in sight and no anchor for it.
    one.evaluate("one => { one.focus(); one.scrollIntoView({ block: 'end' }); }")
    page.wait_for_timeout(500)
    assert held
    before = one.bounding_box()["y"]
    page.route("**/*.wasm", lambda route: route.continue_())
    for route in held:
        route.continue_()
    page.wait_for_function("document.querySelector('.calculator').dataset.engine === 'python'")
    page.wait_for_timeout(500)
    assert one.bounding_box()["y"] == pytest.approx(before, abs=1)
