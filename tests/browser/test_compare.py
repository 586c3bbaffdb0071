"""Two situations side by side: the way there, what differs, what is not known, the way back."""

from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from calculator.results.cards import strength
from calculator.words.catalogue import catalogue
from tests.browser.conftest import ESTIMATE, START_MS
from tests.browser.situations import LONG_TERM

COMPARE = {"fr": "estimer/comparer/", "en": "en/estimate/compare/"}
TWELVE = {**LONG_TERM, "weekly_hours": "12"}
MORE = {**TWELVE, "b.weekly_hours": "18.5"}

READY = """() => {
  const root = document.querySelector(".comparison");
  const fields = [...new FormData(root.querySelector("form"))].filter(([, v]) => v.trim());
  const last = heard.requests.at(-1);
  return root.dataset.engine === "python" && last
    && JSON.stringify(last.request.fields) === JSON.stringify(Object.fromEntries(fields))
    && heard.responses.some(({ id }) => id === last.id);
}"""


class Line(NamedTuple):
    """A line of a table: how its sides stand, and what each says (one text for both)."""

    standing: str
    sides: tuple[str, ...]


class Comparison:
    def __init__(self, page: Page, language: str):
        self.page, self.words = page, catalogue(language)
        self.root = page.locator(".comparison")
        self.form = self.root.locator("form")

    def wait(self) -> "Comparison":
        self.page.wait_for_function(READY, timeout=START_MS)
        return self

    def lines(self, compared: str) -> dict[str, Line]:
        groups = self.page.evaluate(
            """compared => [...document.querySelectorAll(
              `[data-compared="${compared}"] tbody[data-standing]`)].map((group) => [
                group.dataset.about, group.dataset.standing,
                [...group.querySelectorAll("td")].map((cell) => cell.innerText.trim()),
                group.querySelector(".mark").innerText])""",
            compared,
        )
        # The word beside each line says what the attribute says.
        for _, standing, _, mark in groups:
            assert mark == self.words.text(f"compare.script.{standing}")
        return {about: Line(standing, tuple(sides)) for about, standing, sides, _ in groups}

    def summary(self) -> str:
        return self.root.locator(".differences").inner_text()

    def pairs(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.page.url).fragment.replace("~", "%")))

    def type(self, name: str, text: str) -> None:
        field = self.form.locator(f"input[name='{name}']")
        field.fill("")
        field.press_sequentially(text)

    def open_form(self) -> None:
        """The form is in its fold where somebody has opened a comparison."""
        self.root.locator(".second-situation:not([open]) > summary").click()

    def choose(self, name: str, value: str) -> None:
        self.form.locator(f"label:has(input[name='{name}'][value='{value}'])").click()

    def press(self, action: str, where: str = "") -> None:
        self.root.locator(f"{where} [data-action={action}]:visible").first.click()

    def said(self, id: str) -> str:
        return self.words.text(f"compare.script.{id}")


@pytest.fixture
def opened(visitor, language):
    """A function: the comparison of an address, with Python's results."""

    def open_(answers, **options):
        page = visitor.open(f"{COMPARE[language]}#{urlencode(answers)}", **options)
        return Comparison(page, language)

    return open_


def standings(lines: dict[str, Line]) -> dict[str, str]:
    return {about: line.standing for about, line in lines.items()}


def test_from_a_result_to_what_changes_with_more_hours(visitor, language):
    calculator = visitor.calculator(language, urlencode({**TWELVE, "region": "estrie"}))
    calculator.wait_for_answer()
    link = calculator.root.locator("[data-comparison-link]")
    expect(link).to_have_text(catalogue(language).text("compare.link"))
    link.click()
    calculator.page.wait_for_url(f"**/{COMPARE[language]}#*")
    compared = Comparison(calculator.page, language).wait()
    # Both are the same at first, and the form is open.
    expect(compared.root.locator(".differences")).to_have_text(compared.said("no_change"))
    expect(compared.form).to_be_visible()
    assert set(standings(compared.lines("answers")).values()) == {"same"}
    assert compared.pairs() == {**TWELVE, "region": "estrie"}

    compared.type("weekly_hours", "18.5")
    compared.wait()
    assert compared.pairs() == {**MORE, "region": "estrie"}
    answers = compared.lines("answers")
    assert answers["weekly_hours"].standing == "differs"
    assert [one for one, line in answers.items() if line.standing != "same"] == ["weekly_hours"]
    hours = compared.lines("interagir")["check"]
    assert hours == Line(
        "differs",
        (
            compared.words.text("compare.check.depends"),
            compared.words.text("compare.check.meets_average"),
        ),
    )
    # Both lie within what PAAS Action provides for: there that is no difference.
    assert compared.lines("paas_action")["check"].standing == "same"
    # In words, before any table.
    assert hours.sides[0] in compared.summary()
    assert hours.sides[1] in compared.summary()
    places = compared.page.evaluate(
        """() => [".differences", "table.compare"].map(
          (one) => document.querySelector(one).getBoundingClientRect().top)"""
    )
    assert places == sorted(places)
    # Whom to call: the region that was chosen before.
    expect(compared.root.locator(".region-answer [data-region=estrie]")).to_be_visible()


def test_another_programme_of_assistance(opened):
    compared = opened({**LONG_TERM, "b.assistance": "basic_income"}).wait()
    paas_action, interagir = compared.lines("paas_action"), compared.lines("interagir")
    assert paas_action["verdict"].standing == paas_action["allowance"].standing == "same"
    assert interagir["verdict"].standing == interagir["allowance"].standing == "differs"
    entitled, unsaid = (
        strength("interagir", "allowance", certainty, False, compared.words)
        for certainty in ("entitled", "not_stated")
    )
    assert entitled in interagir["allowance"].sides[0]
    assert unsaid in interagir["allowance"].sides[1]
    assert "ask" in interagir
    compared.open_form()
    compared.choose("assistance", "none")
    compared.wait()
    sides = compared.lines("paas_action")["allowance"].sides
    assert "173" in sides[0]
    assert sides[1] == compared.words.text("verdict_badge.not_possible")


def test_what_is_not_known_is_no_difference(opened):
    """Neither zero nor no: whatever the missing answer could change is not known yet."""
    given = {**TWELVE, "monthly_costs.transport": "60"}
    unknown = {f"b.{name}": "unknown" for name in given}
    compared = opened({**given, **unknown}).wait()
    for compared_thing in ("answers", "paas_action", "interagir"):
        lines = compared.lines(compared_thing)
        assert "differs" not in standings(lines).values(), lines
    assert {line.standing for line in compared.lines("answers").values()} == {"unknown"}
    assert compared.lines("paas_action")["verdict"].standing == "unknown"
    assert compared.lines("paas_action")["transport"].standing == "unknown"
    assert compared.said("not_known_why") in compared.summary()
    assert compared.said("in_result") not in compared.summary()
    # A cost of nothing is an answer.
    compared.open_form()
    compared.choose("assistance", "social_assistance")
    compared.choose("work_outlook", "long_term")
    compared.type("monthly_costs.transport", "0")
    compared.wait()
    line = compared.lines("paas_action")["transport"]
    assert line.standing == "differs"
    assert compared.words.text("money.no_cost") in line.sides[1]


def test_a_copied_link_opens_the_same_comparison(visitor, language, opened):
    compared = opened({**MORE, "b.adult": "unknown", "region": "laval"}).wait()
    compared.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    compared.press("copy")
    expect(compared.root.locator("[data-keep-said]")).to_be_visible()
    link = compared.page.evaluate("() => navigator.clipboard.readText()")
    assert link.startswith(f"{visitor.address}{COMPARE[language]}#c=")
    fragment = urlsplit(link).fragment
    assert all(sign.isascii() and (sign.isalnum() or sign in "-_.~=&") for sign in fragment)
    fresh = Comparison(visitor.open(link.removeprefix(visitor.address)), language).wait()
    for thing in ("answers", "paas_action", "interagir"):
        assert fresh.lines(thing) == compared.lines(thing)
    assert fresh.summary() == compared.summary()
    expect(fresh.root.locator(".notices")).to_have_text("")
    # Who opens a comparison sees what differs; the form is in its fold.
    expect(fresh.form).to_be_hidden()
    cut = Comparison(visitor.open(link.removeprefix(visitor.address)[:-6]), language).wait()
    expect(cut.root.locator("[data-link-notice]")).to_contain_text(
        cut.words.messages["script.incomplete"]
    )
    older = visitor.open(f"{COMPARE[language]}#{marked({**MORE, 'v': '2025.1'})}")
    expect(older.locator("[data-link-notice]")).to_contain_text("2025.1")


def marked(pairs):
    """A link's pairs with the mark by which a cut one is known, as browser/calculator/link.js."""
    text, mark = urlencode(pairs), 0x811C9DC5
    for letter in text:
        mark = ((mark ^ ord(letter)) * 0x01000193) & 0xFFFFFFFF
    digits = ""
    while mark:
        mark, digit = divmod(mark, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return f"c={digits}&{text}"


def test_back_forth_and_reload_keep_both(visitor, language):
    calculator = visitor.calculator(language, urlencode(TWELVE))
    page = calculator.page
    calculator.root.locator("[data-comparison-link]").click()
    page.wait_for_url(f"**/{COMPARE[language]}#*")
    compared = Comparison(page, language)
    compared.type("weekly_hours", "18.5")
    page.reload()
    compared.wait()
    assert compared.pairs() == MORE
    page.go_back()
    page.wait_for_url(f"**/{ESTIMATE[language]}*")
    calculator.wait_for_answer()
    assert calculator.fields() == TWELVE
    page.go_forward()
    page.wait_for_url(f"**/{COMPARE[language]}#*")
    compared.wait()
    assert compared.pairs() == MORE
    assert compared.lines("interagir")["check"].standing == "differs"


def test_the_other_language_keeps_both(opened, language):
    compared = opened(MORE).wait()
    before = {
        thing: standings(compared.lines(thing)) for thing in ("answers", "paas_action", "interagir")
    }
    other = {"fr": "en", "en": "fr"}[language]
    compared.page.locator("[data-language-switch]").click()
    compared.page.wait_for_url(f"**/{COMPARE[other]}#*")
    after = Comparison(compared.page, other).wait()
    assert after.pairs() == MORE
    assert {thing: standings(after.lines(thing)) for thing in before} == before


def test_erase_leaves_neither_behind(visitor, language):
    calculator = visitor.calculator(language, urlencode(TWELVE))
    page = calculator.page
    page.evaluate("() => localStorage.setItem('passerelle.participant', '{\"adult\":\"true\"}')")
    calculator.root.locator("[data-comparison-link]").click()
    page.wait_for_url(f"**/{COMPARE[language]}#*")
    compared = Comparison(page, language)
    compared.type("weekly_hours", "18.5")
    compared.wait()
    compared.press("erase", ".keep")
    said = compared.root.locator("[data-said-notice]")
    expect(said).to_have_text(compared.words.messages["script.erased"])
    expect(said).to_be_focused()
    expect(compared.root.locator("[data-both]")).to_be_hidden()
    expect(compared.root.locator("[data-start] a")).to_be_visible()
    assert urlsplit(page.url).fragment == ""
    assert page.evaluate("() => localStorage.length") == 0
    assert "18" not in compared.root.locator("[data-both]").evaluate(
        "both => [...both.querySelectorAll('input[type=text]')].map(({ value }) => value).join()"
    )
    page.reload()
    expect(compared.root.locator("[data-both]")).to_be_hidden()
    page.go_back()
    page.wait_for_url(f"**/{ESTIMATE[language]}*")
    assert calculator.fields() == {}


def test_swapped_the_other_situation_can_be_changed(opened):
    compared = opened(MORE).wait()
    compared.press("swap")
    compared.wait()
    assert compared.pairs() == {**TWELVE, "weekly_hours": "18.5", "b.weekly_hours": "12"}
    compared.open_form()
    compared.type("weekly_hours", "9")
    compared.wait()
    assert compared.lines("interagir")["check"].sides == (
        compared.words.text("compare.check.meets_average"),
        compared.words.text("compare.check.below_minimum"),
    )


def test_each_situation_leads_to_its_whole_result(opened, language):
    compared = opened({**MORE, "region": "laval"}).wait()
    for side, hours in (("a", "12"), ("b", "18.5")):
        link = compared.root.locator(f"[data-full={side}]")
        address = urlsplit(link.evaluate("link => link.href"))
        assert address.path == f"/{ESTIMATE[language]}"
        given = dict(parse_qsl(address.fragment))
        assert given == {**TWELVE, "weekly_hours": hours, "region": "laval"}


def test_wrong_answers_are_told_and_not_compared(opened):
    compared = opened({**TWELVE, "weekly_hours": "abc"}).wait()
    notice = compared.root.locator("[data-errors-notice]")
    expect(notice).to_contain_text(compared.said("errors_in_a"))
    compared.type("weekly_hours", "200")
    compared.wait()
    error = compared.form.locator("[id='error-weekly_hours']")
    expect(error).to_contain_text("168")
    line = compared.lines("answers")["weekly_hours"]
    assert "168" in line.sides[1]
    assert line.standing == "differs"
    assert "check" not in compared.lines("interagir")
    compared.root.locator(".second-situation > summary").click()
    notice.locator("a").click()
    expect(compared.form.locator("input[name=weekly_hours]")).to_be_focused()
    compared.type("weekly_hours", "12")
    compared.wait()
    expect(error).to_be_hidden()
    assert compared.lines("interagir")["check"].standing == "unknown"


def test_without_python_choices_are_compared_and_the_rest_is_not_known(visitor, language):
    visitor.expects_errors = True
    page = visitor.open("")
    page.route("**/engine/**", lambda route: route.abort())
    page.goto(
        visitor.address + COMPARE[language] + f"#{urlencode({**MORE, 'b.assistance': 'none'})}"
    )
    compared = Comparison(page, language)
    expect(compared.root).to_have_attribute("data-engine", "failed", timeout=START_MS)
    lines = compared.lines("interagir")
    assert lines["verdict"].standing == "differs"
    assert lines["check"].standing == "unknown"
    assert compared.words.messages["script.not_computed"] in lines["check"].sides[0]
    expect(compared.root.locator("[data-pending-notice]")).to_be_visible()
    expect(compared.root.locator(".phone-fold")).to_have_attribute("open", "")


def test_opened_by_itself_it_says_where_to_begin(visitor, language):
    page = visitor.open(COMPARE[language])
    start = page.locator("[data-start]")
    expect(start).to_contain_text(catalogue(language).text("compare.link"))
    expect(page.locator("[data-both]")).to_be_hidden()
    start.locator("a").click()
    page.wait_for_url(f"**/{ESTIMATE[language]}")


def test_the_keyboard_alone_is_enough(visitor, language):
    calculator = visitor.calculator(language, urlencode(TWELVE), width=360, height=740)
    page = calculator.page
    calculator.wait_for_answer()
    tab_to(page, "[data-comparison-link]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{COMPARE[language]}#*")
    compared = Comparison(page, language).wait()
    tab_to(page, "input[name=weekly_hours]")
    page.keyboard.press("Control+A")
    page.keyboard.type("18.5")
    compared.wait()
    tab_to(page, "form [data-action=see-result]")
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_be_focused()
    box = page.locator("#result").bounding_box()
    assert box
    assert 0 <= box["y"] < 200
    # What has changed is the next to be read.
    following = page.locator("#result").evaluate("h => h.parentElement.innerText")
    assert compared.words.text("compare.check.meets_average") in following
    for action in ("swap", "erase"):
        tab_to(page, f".keep [data-action={action}]")
        page.keyboard.press("Enter")
    expect(page.locator("[data-said-notice]")).to_be_focused()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus, which must be seen, is on an element."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_is_wider_than_the_page(opened, width):
    costs = {f"monthly_costs.{cost}": "99999.99" for cost in ("transport", "childcare", "other")}
    given = {**MORE, **costs, "start_date": "2026-09-30", "b.adult": "false"}
    compared = opened({**given, "b.monthly_costs.transport": "12.50"}, width=width).wait()
    assert compared.page.evaluate("() => document.documentElement.scrollWidth") <= width
    wide = compared.root.locator("td, th, li").evaluate_all(
        "all => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((o) => o.innerText)"
    )
    assert wide == []


def test_paper_has_what_differs_and_every_line(opened):
    compared = opened({**MORE, "region": "laval"}).wait()
    page = compared.page
    page.emulate_media(media="print")
    expect(compared.root.locator(".differences")).to_be_visible()
    for thing in ("answers", "paas_action", "interagir"):
        table = compared.root.locator(f"[data-compared={thing}]")
        for cell in table.locator("tbody[data-standing] td").all():
            expect(cell).to_be_visible()
    expect(compared.root.locator(".region-answer [data-region=laval]")).to_be_visible()
    expect(compared.form).to_be_hidden()
    assert (
        compared.root.locator("button:visible, input:visible, .full-results:visible").count() == 0
    )


def test_the_summary_is_told(opened):
    compared = opened(TWELVE).wait()
    compared.type("weekly_hours", "18.5")
    compared.wait()
    told = compared.words.messages["compare.script.counted"].split("{")[0]
    expect(compared.root.locator("[data-announce]")).to_contain_text(told)


def test_the_way_there_waits_for_an_answer(visitor, language):
    calculator = visitor.calculator(language)
    link = calculator.root.locator("[data-comparison-link]")
    expect(link).to_be_hidden()
    calculator.field("adult").first.check()
    expect(link).to_be_visible()
    assert urlsplit(link.evaluate("link => link.href")).fragment == "adult=true"
