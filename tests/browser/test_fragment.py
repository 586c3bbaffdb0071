"""Answers live in the address's fragment, under contract.md's names, and nowhere else."""

import json
from urllib.parse import quote, urlencode, urlsplit

import pytest

from calculator.handle_request import answer

ALL = {
    "on": "2026-05-01",
    "assistance": "basic_income",
    "adult": "true",
    "work_outlook": "after_preparation",
    "weekly_hours": "12.5",
    "start_date": "2026-06-30",
    "monthly_costs.transport": "60",
    "monthly_costs.childcare": "45.50",
    "monthly_costs.other": "10",
}

# What a stranger may write in the address, beside the fields that it may fill.
NASTY = {
    "nothing that we know": ("colour=blue", {}),
    "a wrong choice": ("assistance=lottery", {}),
    "another case": ("assistance=BASIC_INCOME&ADULT=true", {}),
    "a wrong boolean": ("adult=1", {}),
    "bad escapes": ("assistance=%ZZ&%E0%A4%A", {}),
    "only separators": ("&&&===&=&", {}),
    "a question mark": ("?assistance=none", None),
    "another separator": ("assistance=none;adult=true", {}),
    "a name twice": ("assistance=basic_income&assistance=none", {"assistance": "basic_income"}),
    "names of objects": ("__proto__=x&constructor=y&hasOwnProperty=z&toString=1", {}),
    "names of forms": ("elements=1&length=99&action=evil&submit=2&reset=3&name=4", {}),
    "names of requests": ("language=xx&today=1900-01-01&fields=1&links=2", {}),
    "brackets": ("monthly_costs[transport]=4&monthly_costs.transport[]=5", {}),
    "a group": ("monthly_costs=100", {}),
    "no number": ("weekly_hours=abc", {"weekly_hours": "abc"}),
    "below zero": ("weekly_hours=-1", {"weekly_hours": "-1"}),
    "not finite": ("weekly_hours=NaN&monthly_costs.other=Infinity", None),
    "an exponent": ("weekly_hours=1e9999999", {"weekly_hours": "1e9999999"}),
    "digits of another script": ("weekly_hours=%D9%A1%D9%A2", {"weekly_hours": "١٢"}),
    "a null byte": ("weekly_hours=1%002", None),
    "a lone surrogate": ("weekly_hours=%ED%A0%80", None),
    "html": (
        "weekly_hours=<img src=x onerror=alert(1)>",
        {"weekly_hours": "<img src=x onerror=alert(1)>"},
    ),
    "html escaped": (
        "monthly_costs.other=%3Cscript%3Ealert(1)%3C/script%3E",
        {"monthly_costs.other": "<script>alert(1)</script>"},
    ),
    "braces": ("weekly_hours={0.__class__}{percent}", {"weekly_hours": "{0.__class__}{percent}"}),
    "spaces only": ("weekly_hours=%20%20&assistance=+", {}),
    "an impossible date": ("on=2026-02-30&start_date=tomorrow", {}),
    "a date before all": ("on=0001-01-01", {"on": "0001-01-01"}),
    "a date after all": ("start_date=9999-12-31", {"start_date": "9999-12-31"}),
    "a year too long": ("on=275760-09-13", None),
    "very long": ("weekly_hours=" + "9" * 200_000, {"weekly_hours": "9" * 200_000}),
    "very many": ("&".join(f"n{i}={i}" for i in range(20_000)), {}),
}

# What the command line is fed too (tests/rules/test_problems.py), here for every field.
MALFORMED = [
    *("NaN", "Infinity", "-Infinity", "1e999999999999999999", "-1", "-0.01", "0.001", "12.345"),
    *("1e-400", "1e3", "100000.01", "168.000000000000000000000000000000000001", "0x10", "1_000"),
    *("+5", "--5", ".5", "5.", "\u0665", "5\n", "true", "null", "None", "yes", "[]", "{}"),
    *("20260501", "2026-5-1", "2026-W18-5", "2026-02-30", "0000-01-01", "10000-01-01"),
    *("-2026-01-01", "2026-05-01T00:00", " ready", "BASIC_INCOME", "\ufeff12", "12\u2028"),
    *("\u202e12", "1\u00002", "\\ud800", "%", "&", "=", "#", "</textarea><b>", "\U0001f600"),
    *("[" * 5_000, '{"a":' * 2_000, "9" * 1_000_000, "0." + "0" * 100_000, "\u0301" * 10_000),
]
# As the bytes of an address: no text of Python's can hold a lone surrogate, nor half a letter.
RAW = [
    "%ED%A0%80",
    "%ED%BF%BF12",
    "%E0%A4",
    "%FF%FE",
    "%",
    "%zz",
    "%EF%BB%BF12",
    "%00",
    "+",
    "%0D%0A",
]

# Each fragment in turn, waiting for Python's answer to each.
ASK_ALL = """
async (fragments) => {
  const seen = [];
  for (const fragment of fragments) {
    const changed = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    const before = heard.requests.length;
    location.hash = fragment;
    await changed;
    while (heard.requests.length === before
      || heard.responses.at(-1)?.id !== heard.requests.at(-1).id) {
      await new Promise((done) => setTimeout(done));
    }
    seen.push(document.querySelectorAll(".calculator :is(b, img, .result script)").length);
  }
  return [seen, heard.requests.slice(-fragments.length).map(({ request }) => request),
    heard.responses.slice(-fragments.length).map(({ response }) => JSON.stringify(response))];
}
"""


def test_every_answer_stands_in_the_address_by_its_name(visitor):
    calculator = visitor.calculator("fr")
    calculator.form.locator("details summary").click()
    for name, value in ALL.items():
        if calculator.field(name).first.get_attribute("type") == "radio":
            calculator.form.locator(f"label:has(input[name={name}][value={value}])").click()
        else:
            calculator.field(name).fill(value)
    calculator.wait_for_answer()
    assert calculator.fragment() == ALL
    parts = urlsplit(calculator.page.url)
    assert (parts.path, parts.query) == ("/estimer/", "")
    # Going back leaves the page; it does not undo letters one by one.
    assert calculator.page.evaluate("history.length") == 2

    # An answer taken back leaves the address too.
    calculator.choose("Êtes-vous une personne adulte?", "Je ne sais pas")
    calculator.field("weekly_hours").fill("")
    calculator.field("on").fill("")
    calculator.wait_for_answer()
    assert set(calculator.fragment()) == set(ALL) - {"adult", "weekly_hours", "on"}


def test_an_address_with_answers_fills_the_form_and_is_answered(visitor):
    calculator = visitor.calculator("en", urlencode(ALL))
    calculator.wait_for_answer()
    assert calculator.fields() == ALL
    assert calculator.fragment() == ALL
    assert calculator.verdicts() == {"paas_action": "possible", "interagir": "to_confirm"}
    # 173 at most, and the costs of transport and childcare: 60 and 45.50.
    total = calculator.card("paas_action").locator(".total td")
    assert total.text_content() == (
        "up to $233 if only transport is reimbursed, up to $278.50 if both are"
    )

    calculator.go_to("assistance=basic_income&weekly_hours=12.5")  # contract.md's own example
    exchange = calculator.wait_for_answer()
    assert exchange.request["fields"] == {"assistance": "basic_income", "weekly_hours": "12.5"}


def test_changing_the_address_refills_the_form(visitor):
    calculator = visitor.calculator("fr", "assistance=none&weekly_hours=3")
    calculator.wait_for_answer()
    assert calculator.verdicts()["paas_action"] == "not_possible"
    calculator.go_to("assistance=social_assistance&adult=true&work_outlook=long_term")
    calculator.wait_for_answer()
    assert calculator.fields() == {
        "assistance": "social_assistance",
        "adult": "true",
        "work_outlook": "long_term",
    }
    assert calculator.verdicts() == {"paas_action": "possible", "interagir": "possible"}
    calculator.page.go_back()
    calculator.wait_for_answer()
    assert calculator.fields() == {"assistance": "none", "weekly_hours": "3"}


def test_the_skip_link_and_other_places_of_the_page_keep_the_answers(visitor):
    """`#content` is a place on the page, not a set of no answers."""
    answers = {"assistance": "basic_income", "weekly_hours": "12"}
    calculator = visitor.calculator("fr", urlencode(answers))
    calculator.wait_for_answer()
    calculator.page.locator(".skip").focus()
    calculator.page.keyboard.press("Enter")
    calculator.page.keyboard.press("Tab")
    calculator.choose("Êtes-vous une personne adulte?", "Oui")
    calculator.wait_for_answer()
    assert calculator.fields() == answers | {"adult": "true"}
    assert calculator.fragment() == answers | {"adult": "true"}


def test_no_address_breaks_the_page(visitor):
    calculator = visitor.calculator("en", "adult=true")
    calculator.wait_for_answer()
    for name, (fragment, fields) in NASTY.items():
        # A known answer before each, so that what the last one left is not what is seen.
        calculator.go_to("assistance=none")
        calculator.wait_for_answer()
        assert calculator.verdicts()["paas_action"] == "not_possible"
        calculator.go_to(fragment)
        exchange = calculator.wait_for_answer()
        if fields is not None:
            assert exchange.request["fields"] == fields, name
            assert calculator.fields() == fields, name
        assert list(calculator.verdicts()) == ["paas_action", "interagir"], name
        assert calculator.root.get_attribute("data-engine") == "python", name
        assert calculator.root.locator("img, iframe, .result script").count() == 0, name
    # And the page is as good as new.
    calculator.go_to("assistance=basic_income&work_outlook=long_term")
    calculator.wait_for_answer()
    assert calculator.verdicts()["paas_action"] == "possible"
    assert calculator.form.locator(".error:not([hidden])").count() == 0


@pytest.mark.parametrize("name", ["bad escapes", "html"])
def test_no_address_breaks_the_page_when_opened_with_it(visitor, name):
    fragment, fields = NASTY[name]
    calculator = visitor.calculator("fr", fragment)
    calculator.choose("Êtes-vous une personne adulte?", "Oui")
    calculator.wait_for_answer()
    assert calculator.fields() == fields | {"adult": "true"}
    assert list(calculator.verdicts()) == ["paas_action", "interagir"]


def test_malformed_answers_are_refused_as_this_python_refuses_them(visitor, written):
    calculator = visitor.calculator("en", "adult=true")
    calculator.wait_for_answer()
    fragments = [
        f"n{place}&{name}={value}"
        for place, name in enumerate(ALL)
        for value in [*(quote(value, safe="") for value in MALFORMED), *RAW]
    ]
    assert len(fragments) >= 400
    huge = [fragment for fragment in fragments if len(fragment) > 100_000]
    fragments = [fragment for fragment in fragments if fragment not in huge] + huge[:2]
    strange, requests, replies = calculator.page.evaluate(ASK_ALL, fragments)
    assert not any(strange)
    for request, reply in zip(requests, replies, strict=True):
        assert reply == written(json.loads(answer(json.dumps(request)))), request
    refused = [reply for reply in replies if json.loads(reply)["errors"]]
    assert len(refused) >= 150
    # And the page is as good as new.
    calculator.go_to("assistance=basic_income&work_outlook=long_term")
    calculator.wait_for_answer()
    assert calculator.verdicts()["paas_action"] == "possible"
