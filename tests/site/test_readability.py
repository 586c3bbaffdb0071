"""Every page and every group of messages is easy to read, in both languages."""

from pathlib import Path
from typing import Any

import pytest

from compiler.check.measured import (
    SHORT,
    Measured,
    audiences,
    beyond_limits,
    measured_messages,
    measured_pages,
    page_ids,
)
from compiler.check.readability import measure
from tests.conftest import ADDRESSES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def limits() -> Any:
    return audiences(ROOT)["limits"]


def test_the_limits_are_those_agreed(limits: Any) -> None:
    assert limits == {
        "citizens": 65,
        "organizations": 50,
        "least_mean_sentence": 8,
        "mean_sentence": 15,
        "longest_sentence": 25,
    }
    assert audiences(ROOT)["words"] == {
        "paas_action": 600,
        "interagir": 600,
        "questions": 900,
        "situations": 2500,
        # That of one of many programmes.
        "situation": 2500,
    }


def test_every_page_is_easy_to_read(site: Path, documents: Any, limits: Any) -> None:
    measured = list(measured_pages(ROOT, site))
    assert {one.what for one in measured} == {f"/{path}" for path in documents}
    assert {one.what for one in measured if one.audience == "organizations"} == {
        "/organismes/",
        "/integrer/",
        "/integrer/calculateur/",
        "/en/embed/",
        "/en/embed/calculator/",
        "/donnees/",
        "/en/data/",
        "/sources/",
        "/en/sources/",
        "/organismes/verifier/",
        "/en/organizations/",
        "/en/organizations/check/",
    }
    assert [fault for one in measured for fault in beyond_limits(one, limits)] == []
    assert min(one.figures.words for one in measured) > 5
    # Each budget is that of a page in both languages; only lists need not flow.
    assert sorted(one.what for one in measured if one.budget) == sorted(
        f"/{path}"
        for name in ("paas_action", "interagir", "questions", "situations")
        for path in ADDRESSES[name]
    )
    assert {one.what for one in measured if not one.connected} == {"/sources/", "/en/sources/"}
    assert all(one.visible_words >= one.figures.words * 0.9 for one in measured)


def test_every_message_is_easy_to_read(limits: Any) -> None:
    measured = list(measured_messages(ROOT))
    groups = {(one.what, one.language) for one in measured}
    for language in ("fr", "en"):
        assert {("engine", language), ("problem", language), (SHORT, language)} <= groups
    assert [fault for one in measured for fault in beyond_limits(one, limits)] == []


def test_audiences_name_pages_and_messages_that_there_are() -> None:
    known = audiences(ROOT)
    assert set(known["pages"]["organizations"]) <= page_ids(ROOT)
    assert set(known["pages"]["lists"]) | set(known["words"]) <= page_ids(ROOT)
    # What is for organizations is told apart: both audiences have messages.
    assert {one.audience for one in measured_messages(ROOT)} == {"citizens", "organizations"}


HARD = "Relativement à l’accompagnement socioprofessionnel individualisé, considérons"


@pytest.mark.parametrize(
    ("text", "audience", "told"),
    [
        (HARD, "citizens", "index"),
        (HARD, "organizations", "index"),
        ("Un mot " * 13, "citizens", "a sentence of 26 words"),
        ("Un mot " * 8, "organizations", "16.0 words a sentence; at most 15"),
    ],
)
def test_a_text_beyond_the_limits_is_told(limits: Any, text: str, audience: str, told: str) -> None:
    faults = list(beyond_limits(Measured("/x/", "fr", audience, measure([text], "fr")), limits))
    assert any(told in fault for fault in faults)
    assert all(fault.startswith(f"/x/ (fr, for {audience}): ") for fault in faults)


def test_an_easy_text_is_within_the_limits(limits: Any) -> None:
    figures = measure(["Vous pouvez dire non. On vous aide."], "fr")
    assert list(beyond_limits(Measured("/x/", "fr", "citizens", figures), limits)) == []
