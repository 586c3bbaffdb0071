"""Python in the browser answers as Python on this machine does, to the byte."""

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest

from calculator.handle_request import answer

ROOT = Path(__file__).resolve().parents[2]

# What a person types in the form, beside the same input as contract.md has it.
INPUTS = [
    ({}, {}),
    (
        {
            "on": "2026-05-01",
            "assistance": "aim_for_employment",
            "work_outlook": "after_preparation",
            "weekly_hours": "12",
        },
        {
            "on": "2026-05-01",
            "assistance": "aim_for_employment",
            "work_outlook": "after_preparation",
            "weekly_hours": 12,
        },
    ),
    (
        {
            "on": "2026-12-01",
            "assistance": "social_assistance",
            "adult": "true",
            "work_outlook": "long_term",
            "weekly_hours": "18,47",
            "start_date": "2026-08-31",
            "monthly_costs.transport": "60",
            "monthly_costs.childcare": "45,50 $",
            "monthly_costs.other": "0",
        },
        {
            "on": "2026-12-01",
            "assistance": "social_assistance",
            "adult": True,
            "work_outlook": "long_term",
            "weekly_hours": 18.47,
            "start_date": "2026-08-31",
            "monthly_costs": {"transport": 60, "childcare": "45.50", "other": 0},
        },
    ),
    (
        {"on": "2026-05-01", "assistance": "none", "weekly_hours": "20"},
        {"on": "2026-05-01", "assistance": "none", "weekly_hours": 20},
    ),
    (
        {"on": "2026-04-01", "assistance": "basic_income", "weekly_hours": "0"},
        {"on": "2026-04-01", "assistance": "basic_income", "weekly_hours": 0},
    ),
    (
        {
            "on": "2026-05-01",
            "assistance": "social_solidarity",
            "adult": "false",
            "work_outlook": "ready",
            "weekly_hours": "20.01",
        },
        {
            "on": "2026-05-01",
            "assistance": "social_solidarity",
            "adult": False,
            "work_outlook": "ready",
            "weekly_hours": 20.01,
        },
    ),
    (
        {
            "on": "2030-01-01",
            "weekly_hours": "168",
            "monthly_costs.transport": "100 000",
            "monthly_costs.childcare": "100000,00",
            "monthly_costs.other": "100000",
        },
        {
            "on": "2030-01-01",
            "weekly_hours": 168,
            "monthly_costs": {"transport": 100000, "childcare": 100000, "other": 100000},
        },
    ),
    (
        {"on": "2026-05-01", "start_date": "2028-02-29", "weekly_hours": "9,99"},
        {"on": "2026-05-01", "start_date": "2028-02-29", "weekly_hours": 9.99},
    ),
    (
        {"on": "2026-05-01", "start_date": "2026-12-31", "weekly_hours": "10"},
        {"on": "2026-05-01", "start_date": "2026-12-31", "weekly_hours": 10},
    ),
    (
        {"on": "2026-05-01", "work_outlook": "long_term", "weekly_hours": "14,99"},
        {"on": "2026-05-01", "work_outlook": "long_term", "weekly_hours": 14.99},
    ),
    (
        {"on": "2026-05-01", "adult": "true", "weekly_hours": "15"},
        {"on": "2026-05-01", "adult": True, "weekly_hours": 15},
    ),
    (
        {"on": "2026-05-01", "assistance": "social_assistance", "weekly_hours": "18.46"},
        {"on": "2026-05-01", "assistance": "social_assistance", "weekly_hours": 18.46},
    ),
    (
        {"on": "2026-05-01", "assistance": "basic_income", "monthly_costs.other": "0,01"},
        {"on": "2026-05-01", "assistance": "basic_income", "monthly_costs": {"other": 0.01}},
    ),
    (  # What cannot be read is left out, and the rest is answered.
        {"on": "2026-05-01", "weekly_hours": "<b>12</b>", "monthly_costs.transport": "1,000"},
        {"on": "2026-05-01"},
    ),
]


@pytest.fixture
def exchanges(visitor, language):
    """Every input above, asked of the page in turn."""
    calculator = visitor.calculator(language)
    calculator.form.locator("input").first.focus()
    found = []
    # As a browser writes it again; the page's own policy takes no markup from a test.
    blank = calculator.page.context.new_page()
    for typed, _ in INPUTS:
        calculator.go_to(urlencode(typed) or "nothing")
        found.append(calculator.wait_for_answer())
        html = json.loads(found[-1].response)["html"]
        drawn = blank.evaluate(
            "html => (document.body.innerHTML = html, document.body.innerHTML)", html
        )
        shown = calculator.page.evaluate("() => document.querySelector('.result-body').innerHTML")
        assert shown == drawn, "the page shows something else than what Python drew"
    blank.close()
    assert [exchange.request["fields"] for exchange in found] == [typed for typed, _ in INPUTS]
    return found


def test_answers_and_pages_are_those_of_this_python(exchanges, written, language):
    for exchange in exchanges:
        reply = json.loads(exchange.response)
        here = json.loads(answer(json.dumps(exchange.request)))
        assert reply["html"] == here["html"]
        assert exchange.response == written(here)
        assert exchange.request["language"] == language

    lines = "".join(
        json.dumps({"on": exchange.request["today"], **given}) + "\n"
        for exchange, (_, given) in zip(exchanges, INPUTS, strict=True)
    )
    command = [sys.executable, "-m", "rules", "participant", "--lines"]
    told = subprocess.run(
        command, input=lines, capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    ).stdout.splitlines()
    answers = [json.loads(exchange.response)["answer"] for exchange in exchanges]
    for found, expected in zip(answers, told, strict=True):
        assert written(found) == written(json.loads(expected))
    # Inputs that all give one answer would show nothing.
    assert len({written(found) for found in answers}) >= 12
