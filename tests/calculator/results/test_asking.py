"""What a person can ask on the telephone: what is open, and nothing that is settled."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup

from calculator.words.catalogue import Catalogue

Draw = Callable[..., tuple[dict[str, Any], BeautifulSoup]]


@pytest.fixture
def asked(draw: Draw, words: Catalogue) -> Callable[..., dict[str, list[str]]]:
    """Answers in; by programme, the ids of the questions that it says to ask, out."""
    ids = {words.messages[id]: id for id in words.messages if id.startswith("ask.")}
    assert len(ids) == len([id for id in words.messages if id.startswith("ask.")])
    ids[words.text("ask.minimum", low="10", high="15")] = "ask.minimum"
    ids[words.text("ask.average", hours=words.quantity("hours", Decimal(80)))] = "ask.average"
    most = words.quantity("hours", Decimal(20))
    ids[words.text("ask.above_maximum", hours=most)] = "ask.above_maximum"

    def found(**given: Any) -> dict[str, list[str]]:
        _, soup = draw(words.language, given)
        return {
            str(card["data-programme"]): [ids[li.get_text()] for li in card.select(".ask li")]
            for card in soup.find_all("section")
        }

    return found


LONG_TERM = {"assistance": "social_assistance", "adult": True, "work_outlook": "long_term"}


@pytest.mark.slow
def test_what_is_open_is_asked_and_what_is_settled_is_not(
    draw: Draw, asked: Any, words: Catalogue, situations: list[dict[str, Any]]
) -> None:
    for situation in situations:
        found, _ = draw(words.language, situation)
        for id, questions in asked(**situation).items():
            programme = found["programmes"][id]
            if programme["verdict"] == "not_possible":
                assert questions == ["ask.not_possible"]
                continue
            about = {f"ask.{c['status']}.{c['id']}" for c in programme["criteria"]}
            open_ones = {one for one in about if one.split(".")[1] in ("to_confirm", "unknown")}
            assert open_ones <= set(questions)
            assert not {
                one
                for one in set(questions) - open_ones
                if one.split(".")[1] in ("to_confirm", "unknown")
            }
            assert questions[0] == f"ask.{id}.offered"
            assert questions[-1] == "ask.other_aid"
            # Whether somebody would get the allowance is settled for some: they ask how much.
            settled = situation["assistance"] in ("social_assistance", "social_solidarity")
            assert ("ask.allowance_amount" in questions) == (id == "interagir" and settled)
            assert ("ask.allowance" in questions) == (id == "interagir" and not settled)
            for silence in ("obligation", "refusal"):
                own = f"ask.paas_action.{silence}"
                assert (own in questions) == (id == "paas_action")
            assert len(set(questions)) == len(questions)


def test_silences_of_each_document_are_asked(asked: Any) -> None:
    found = asked(**LONG_TERM)
    assert found["paas_action"] == [
        "ask.paas_action.offered",
        "ask.paas_action.obligation",
        "ask.paas_action.refusal",
        "ask.both_costs",
        "ask.costs",
        "ask.paas_action.silent",
        "ask.other_aid",
    ]
    assert found["interagir"] == [
        "ask.interagir.offered",
        "ask.allowance_amount",
        "ask.costs",
        "ask.other_costs",
        "ask.minimum",
        "ask.average",
        "ask.interagir.silent",
        "ask.other_aid",
    ]


def test_costs_of_nothing_leave_nothing_to_ask(asked: Any) -> None:
    nothing = dict.fromkeys(("transport", "childcare", "other"), Decimal(0))
    for questions in asked(**LONG_TERM, monthly_costs=nothing).values():
        assert not {"ask.costs", "ask.both_costs", "ask.other_costs"} & set(questions)
    only = {**nothing, "transport": Decimal(60)}
    found = asked(**LONG_TERM, monthly_costs=only)["paas_action"]
    assert "ask.costs" in found
    assert "ask.both_costs" not in found
    others = asked(**LONG_TERM, monthly_costs={**nothing, "other": Decimal(5)})
    assert all("ask.other_costs" in questions for questions in others.values())


@pytest.mark.parametrize("assistance", [None, "aim_for_employment", "basic_income", "none"])
def test_whether_costs_come_back_at_all_is_asked_first(asked: Any, assistance: str | None) -> None:
    """Of Interagir, where the document does not say it of this person."""
    questions = asked(**{**LONG_TERM, "assistance": assistance})["interagir"]
    assert "ask.any_costs" in questions
    assert not {"ask.costs", "ask.both_costs", "ask.other_costs"} & set(questions)
    nothing = dict.fromkeys(("transport", "childcare", "other"), Decimal(0))
    questions = asked(**{**LONG_TERM, "assistance": assistance}, monthly_costs=nothing)["interagir"]
    assert not [one for one in questions if one.endswith("costs")]


def test_more_hours_than_the_document_speaks_of_are_asked_about(asked: Any) -> None:
    assert "ask.above_maximum" in asked(**LONG_TERM, weekly_hours=Decimal(25))["paas_action"]
    assert "ask.above_maximum" not in asked(**LONG_TERM, weekly_hours=Decimal(20))["paas_action"]


def test_an_organisation_is_not_given_a_persons_questions(draw: Draw, words: Catalogue) -> None:
    _, soup = draw(words.language, {}, kind="organisation")
    assert not soup.select(".ask")
