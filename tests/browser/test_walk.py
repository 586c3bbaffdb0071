"""A seeded random walk over the site, beside a model of what the answers must be after each move.

The model knows nothing of how the page does it. Answers belong to an opening of the calculator: a
link, or a visit by the menu. The same answers opened once more right after are the same
opening, so the other language goes on with it. Whatever entry of its history a tab comes to
shows the opening's answers as they are now, at the step that the entry had. Erasing takes away
the answers of every opening of the tab, and what the device keeps. One tab at a time keeps
its answers on the device, the one that was asked last.

`PASSERELLE_WALK_SEED` walks other ways, `PASSERELLE_WALK_MOVES` further ones.
"""

import os
import random
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Error, Page

from tests.browser.conftest import ESTIMATE

SEED = int(os.environ.get("PASSERELLE_WALK_SEED", "20261128"))
MOVES = int(os.environ.get("PASSERELLE_WALK_MOVES", "500"))
PARTS = 5  # so many walks, each with its share of the moves

LINKS = [
    {"assistance": "none"},
    {"assistance": "social_assistance", "adult": "true", "weekly_hours": "12,5"},
    {"work_outlook": "long_term", "monthly_costs.transport": "45,50 $"},
    {"assistance": "basic_income", "start_date": "2026-06-30"},
]
TYPED = ["12", "7,5", "$& 3", "40", "15.25", "abc"]
OTHERS = [
    *("sources/", "en/about/", "regions/", "", "en/interagir/", "recherche/", "aider/"),
    *("regions/estrie/affiche/", "en/regions/laval/poster/"),
    # Their answers are their own.
    *("estimer/comparer/", "en/estimate/compare/#adult=true&b.weekly_hours=12"),
]

# What can be chosen or typed on show, and what is there of the calculator.
ON_SHOW = """
() => {
  const seen = (element) => element.checkVisibility() && !element.closest("details:not([open])");
  const root = document.querySelector(".calculator");
  const inputs = [...root.querySelectorAll("form input[name]")].filter(seen);
  return {
    choices: inputs.filter(({ type }) => type === "radio").map(({ name, value }) => [name, value]),
    typed: inputs.filter(({ type }) => type === "text").map(({ name }) => name),
    buttons: [...root.querySelectorAll("[data-action]")]
      .filter((button) => seen(button) || button.closest(".keep") && !button.hidden)
      .map(({ dataset }) => dataset.action),
    questions: [...root.querySelectorAll("[data-question]")].filter(seen).length,
    depth: history.state?.depth ?? 0,
  };
}
"""
LOOK = """
() => {
  // A document that is still being read may have its form, and not yet what follows.
  if (document.readyState === "loading") return null;
  const root = document.querySelector(".calculator:not(.comparison)");
  const kept = JSON.parse(localStorage.getItem("passerelle.participant") ?? "null");
  const beside = ["c", "v", "r", "region", "plan"];
  const stored = kept
    && Object.fromEntries(Object.entries(kept).filter(([name]) => !beside.includes(name)));
  const handed = sessionStorage.length;
  if (!root) return { stored, handed };
  const given = [...new FormData(root.querySelector("form"))].filter(([, value]) => value.trim());
  const address = new URLSearchParams(location.hash.slice(1).replaceAll("~", "%"));
  return {
    stored,
    handed,
    answers: Object.fromEntries(given),
    address: Object.fromEntries([...address].filter(([name]) => !["view", "step"].includes(name))),
    step: root.dataset.step ?? null,
    keeping: root.querySelector(".keep [data-action=keep]").hidden,
    language: document.documentElement.lang,
  };
}
"""


@dataclass
class Place:
    """An entry of a tab's history: no opening stands for a page without a calculator."""

    opening: int | None
    step: str | None = None
    language: str = ""


@dataclass
class Tab:
    page: Page
    places: dict[int, Place] = field(default_factory=dict)  # by the browser's number of the entry
    answers: dict[int, dict[str, str]] = field(default_factory=dict)  # by opening
    last: int = 0  # the opening that was shown last
    keeping: bool = False

    def __post_init__(self):
        self.session = self.page.context.new_cdp_session(self.page)

    def history(self):
        for _ in range(20):
            try:
                found = self.session.send("Page.getNavigationHistory")
                break
            except Error:  # between two documents
                self.page.wait_for_timeout(100)
        return [entry["id"] for entry in found["entries"]], found["currentIndex"]

    def entry(self):
        ids, index = self.history()
        return ids[index]

    @property
    def now(self):
        return self.answers.setdefault(self.last, {})


class Walk:
    def __init__(self, opened, address, seed):
        self.opened, self.address = opened, address
        self.chance = random.Random(seed)
        self.tabs: list[Tab] = []
        self.stored: dict[str, str] | None = None
        self.openings = 0
        self.told: list[str] = []
        self.new_tab()

    # --- The model ------------------------------------------------------------------------

    def opens(self, answers):
        """A link or the menu has led to a calculator with these answers."""
        tab = self.tab
        if not tab.answers or tab.now != answers:
            self.openings += 1
            tab.last = self.openings
            tab.answers[tab.last] = dict(answers)
            tab.keeping = False
        else:
            self.is_back()
        self.is_at(tab.last)

    def is_at(self, opening):
        """The tab stands at an entry that it makes, or has made, for an opening."""
        self.tab.page.wait_for_load_state()
        seen = self.tab.page.evaluate(LOOK)
        place = Place(opening, seen.get("step"), seen.get("language", ""))
        self.tab.places[self.tab.entry()] = place

    def is_back(self):
        """A tab that finds its answers kept as they are goes on keeping them."""
        self.tab.keeping = bool(self.tab.now) and self.tab.now == self.stored

    def changes(self, name, value):
        self.tab.now.pop(name, None)
        if value:
            self.tab.now[name] = value
        if self.tab.keeping:
            self.keeps(dict(self.tab.now))

    def keeps(self, answers):
        """The device keeps other answers, or none: those of this tab alone."""
        self.stored = answers
        for tab in self.tabs:
            if tab is not self.tab:
                tab.keeping = False

    # --- Moves ----------------------------------------------------------------------------

    def new_tab(self):
        self.tab = Tab(self.opened("estimer/#view=steps", anew=not self.tabs))
        self.tabs.append(self.tab)
        self.opens({})

    def other_tab(self):
        if len(self.tabs) < 3 and self.chance.random() < 0.4:
            return self.new_tab()
        self.tab = self.chance.choice(self.tabs)

    def choose(self, show):
        name, value = self.chance.choice(show["choices"])
        if self.tab.now.get(name, "") == value:
            return
        label = f"label:has(input[name='{name}'][value='{value}'])"
        self.tab.page.locator(label).evaluate("label => label.click()")
        self.changes(name, value)

    def type(self, show):
        name = self.chance.choice(show["typed"])
        text = self.chance.choice([one for one in TYPED if one != self.tab.now.get(name)])
        self.tab.page.locator(f"input[name='{name}']").fill(text)
        self.changes(name, text)

    def press(self, action, where=""):
        button = f".calculator {where} [data-action={action}]:not([hidden])"
        self.tab.page.locator(button).first.evaluate("button => button.click()")

    def onward(self, action):
        """To another step or view, which is for other tests to know."""
        self.press(action)
        self.is_at(self.tab.last)

    def question(self):
        links = self.tab.page.locator("[data-question]:visible")
        links.nth(self.chance.randrange(links.count())).evaluate("link => link.click()")
        self.is_at(self.tab.last)

    def back(self, show):
        """The page's own button."""
        if show["depth"]:
            ids, index = self.tab.history()
            self.press("back")
            return self.comes_to(ids[index - 1])
        self.onward("back")

    def travel(self, by):
        ids, index = self.tab.history()
        to = index + by
        if to < len(ids) and ids[to] in self.tab.places:
            self.tab.session.send("Page.navigateToHistoryEntry", {"entryId": ids[to]})
            self.comes_to(ids[to])

    def comes_to(self, entry):
        until = time.monotonic() + 10
        while self.tab.entry() != entry and time.monotonic() < until:
            self.tab.page.wait_for_timeout(20)
        assert self.tab.entry() == entry
        self.tab.page.wait_for_timeout(100)  # a document may be on its way out
        self.tab.page.wait_for_load_state()
        before, place = self.tab.last, self.tab.places[entry]
        if place.opening is None:
            return
        self.tab.last = place.opening
        if self.left or before != place.opening:
            self.is_back()

    @property
    def left(self):
        """Whether the document is another than a moment ago."""
        for _ in range(3):
            try:
                return not self.tab.page.evaluate("() => window.walked === true")
            except Error:  # it went away just now
                self.tab.page.wait_for_timeout(200)
        raise AssertionError("no document stays")

    def reload(self):
        self.tab.page.reload()
        self.is_back()

    def without_network(self):
        """A reload that leads nowhere, and another that does."""
        place = self.tab.places[self.tab.entry()]
        context = self.tab.page.context
        context.set_offline(True)
        with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
            self.tab.page.reload()
        context.set_offline(False)
        self.tab.page.reload()
        self.tab.places[self.tab.entry()] = place  # the browser may have put another there
        self.is_back()

    def language(self):
        self.tab.page.locator("[data-language-switch]").click()
        self.tab.page.wait_for_load_state()
        self.opens(dict(self.tab.now))

    def leave(self):
        self.tab.page.goto(self.address + self.chance.choice(OTHERS))
        self.tab.places[self.tab.entry()] = Place(None)

    def menu(self):
        self.tab.page.goto(self.address + self.chance.choice(list(ESTIMATE.values())))
        self.opens({})

    def link(self):
        answers = self.chance.choice(LINKS)
        view = self.chance.choice(["view=steps&", ""])
        path = self.chance.choice(list(ESTIMATE.values()))
        self.tab.page.goto(f"{self.address}{path}#{view}{urlencode(answers)}")
        self.opens(answers)

    def erase(self):
        self.press("erase")
        self.tab.answers = {self.tab.last: {}}
        self.tab.keeping = False
        self.keeps(None)
        self.is_at(self.tab.last)

    def keep(self):
        if self.stored == self.tab.now or not self.tab.now:
            return
        self.press("keep", ".keep")
        self.tab.keeping = True
        self.keeps(dict(self.tab.now))

    def forget(self):
        self.press("forget")
        self.tab.keeping = False
        self.keeps(None)

    def restore(self):
        self.press("restore")
        self.tab.answers[self.tab.last] = dict(self.stored)
        self.tab.keeping = True
        self.is_at(self.tab.last)

    def move(self):
        """One move at random among those that are open; its name."""
        page = self.tab.page
        page.evaluate("() => { window.walked = true }")
        moves = {"travel -1": 4, "travel 1": 2, "travel -2": 1, "leave": 1, "link": 1, "menu": 1}
        moves |= {"reload": 2, "without_network": 0.5, "other_tab": 1.5, "language": 1.5}
        show = {"choices": [], "typed": [], "buttons": [], "questions": 0}
        if self.tab.places[self.tab.entry()].opening is None:
            del moves["language"], moves["without_network"], moves["reload"]
        else:
            show = page.evaluate(ON_SHOW)
            moves |= {"choose": 6 * bool(show["choices"]), "type": 3 * bool(show["typed"])}
            moves |= {"question": bool(show["questions"])}
            pressed = {"next": 5, "unknown": 0, "back": 2, "view-steps": 1, "view-all": 0.3}
            pressed |= {"erase": 0.7, "keep": 1, "forget": 0.7, "restore": 1.5, "see-result": 0}
            moves |= {one: often for one, often in pressed.items() if one in show["buttons"]}
        name = self.chance.choices(list(moves), list(moves.values()))[0]
        self.told.append(f"{self.tabs.index(self.tab)}: {name}")
        kind, _, by = name.partition(" ")
        if kind == "travel":
            self.travel(int(by))
        elif kind in ("choose", "type", "back"):
            getattr(self, kind)(show)
        elif kind in ("next", "view-steps", "view-all"):
            self.onward(kind)
        else:
            getattr(self, kind)()
        return name

    # --- What must be -----------------------------------------------------------------------

    def expected(self):
        found = {"stored": self.stored, "handed": 0}
        place = self.tab.places[self.tab.entry()]
        if place.opening is None:
            return found
        answers = self.tab.answers.get(place.opening, {})
        return found | {
            "answers": answers,
            "address": answers,
            "step": place.step,
            "keeping": self.tab.keeping,
            "language": place.language,
        }

    def check(self):
        """Pages follow their history in a moment, and other tabs in another."""
        until = time.monotonic() + 5
        while (seen := self.seen()) != (wanted := self.expected()):
            if time.monotonic() > until:
                assert seen == wanted
            self.tab.page.wait_for_timeout(50)

    def seen(self):
        """What the page shows; nothing while another takes its place."""
        try:
            return self.tab.page.evaluate(LOOK)
        except Error as error:
            if "Execution context was destroyed" not in error.message:
                raise
            return None


@pytest.mark.parametrize("part", range(PARTS))
def test_a_random_walk_ends_at_the_answers_that_it_must(tab, visitor, part):
    walk = Walk(tab, visitor.address, SEED + part)
    for _ in range(MOVES // PARTS):
        try:
            walk.move()
            walk.check()
        except Exception as error:
            error.add_note("\n".join(walk.told[-25:]))
            raise
    # What a person has asked to keep, the visitor does not count as stored behind their back.
    walk.tab.page.evaluate("() => localStorage.clear()")
