"""A seeded monkey: random fragments and clicks, and nothing may break or be lost."""

import random
from urllib.parse import quote, urlencode

import pytest

ROUNDS = 500

NAMES = [
    "assistance",
    "adult",
    "work_outlook",
    "weekly_hours",
    "start_date",
    "monthly_costs.transport",
    "monthly_costs.childcare",
    "monthly_costs.other",
    "on",
    "view",
    "step",
    "region",
    "v",
    "r",
    "__proto__",
    "constructor",
    "",
]
VALUES = [
    "",
    "true",
    "false",
    "none",
    "basic_income",
    "social_assistance",
    "long_term",
    "ready",
    "steps",
    "all",
    "result",
    "monthly_costs",
    "12,5",
    "1e99",
    "-0",
    "NaN",
    "2026-05-01",
    "2026-02-30",
    "9999-12-31",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "'\"><b>",
    "{0}{percent}",
    "paas_action*possible*0.00*1.00",
    "**",
    "\u202e\u0000\ufeff",
    "é" * 300,
]

# One act of the monkey, and what is to hold after it: every answer of the form stands in
# the address, by its name, and nothing of what was written became an element.
ACT = """
async ([fragment, click, seed]) => {
  const root = document.querySelector(".calculator");
  if (fragment !== null) {
    const before = location.href;
    location.hash = fragment;
    if (location.href !== before) {
      await new Promise((done) => addEventListener("hashchange", done, { once: true }));
    }
  } else if (click === "back") {
    // The form follows the address at "hashchange", which comes after "popstate".
    const moved = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    history.back();
    await Promise.race([moved, new Promise((done) => setTimeout(done, 300))]);
  } else {
    const seen = [...root.querySelectorAll("label.choice, button, summary, [data-question]")]
      .filter((element) => element.checkVisibility()
        && !["print", "copy", "keep"].includes(element.dataset.action));
    seen[seed % seen.length].click();
  }
  // Going back takes a moment, for the page's own button too; what is lost stays lost.
  let wrong = [];
  for (let look = 0; look < 40; look += 1) {
    await new Promise((done) => setTimeout(done, look && 25));
    const written = new URLSearchParams(location.hash.slice(1).replaceAll("~", "%"));
    wrong = [...new FormData(root.querySelector("form"))]
      .filter(([name, value]) => value.trim() && fragment === null && written.get(name) !== value);
    if (!wrong.length) break;
  }
  const strange = root.querySelectorAll("img, iframe, b, .result script").length;
  const cards = root.querySelectorAll("[data-programme][data-verdict]").length;
  return { wrong, strange, cards };
}
"""


@pytest.mark.parametrize("path", ["estimer/", "en/organizations/check/"])
def test_random_fragments_and_clicks_break_nothing(visitor, path):
    monkey = random.Random(20261122)
    page = visitor.open(path)
    for number in range(ROUNDS // 2):
        fragment, click = None, None
        if monkey.random() < 0.5:
            pairs = [
                (monkey.choice(NAMES), monkey.choice(VALUES)) for _ in range(monkey.randrange(5))
            ]
            written = urlencode(pairs)
            if monkey.random() < 0.2:
                written += quote("".join(chr(monkey.randrange(1, 0x3000)) for _ in range(20)))
            fragment = f"n{number}&{written}"
        else:
            click = "back" if monkey.random() < 0.15 else "click"
        # A page that was left (a link, or far enough back) is come back to.
        if path not in page.url:
            page.goto(visitor.address + path)
        found = page.evaluate(ACT, [fragment, click, monkey.randrange(1000)])
        assert found == {"wrong": [], "strange": 0, "cards": 2}, (number, fragment, page.url)
    # What the scripts threw, and what was stored or sent, the visitor looks at in the end.
