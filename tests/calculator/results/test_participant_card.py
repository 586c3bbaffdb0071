"""Sentences about a programme that states less than those of today."""

from datetime import date
from decimal import Decimal

import pytest

from calculator.planner.calendar_file import calendar_file
from calculator.results.organisation_card import organisation_sentence
from calculator.results.participant_card import milestone_texts, participant_sentence
from calculator.words.catalogue import Catalogue
from rules.organisation import organisation
from rules.participant import participant
from rules.results import Hours

DAY = date(2026, 5, 1)


def test_what_is_not_stated_leaves_its_place_empty(
    words: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever place a message has for it: on the page and in the calendar."""
    places = "<{hours}|{weekly}|{every}>"
    ids = ("monthly_average_due", "reevaluation")
    shown = {f"milestones.{id}": places for id in ids}
    shown |= {f"calendar.{id}_about": places for id in ids}
    monkeypatch.setattr(words, "messages", words.messages | shown)
    person = participant({"start_date": "2026-06-15", "on": "2026-05-01"})
    found = person.programmes["interagir"]
    due, review = words.day(date(2026, 12, 15)), words.day(date(2027, 6, 15))

    def said(hours: Hours) -> tuple[list[tuple[str, str]], set[str]]:
        changed = found._replace(hours=hours)
        file = calendar_file(person._replace(programmes={"interagir": changed}), DAY, words)
        assert file
        unfolded = file.text.replace("\r\n ", "")
        told = {part.partition(">")[0] for part in unfolded.split("<")[1:]}
        return list(milestone_texts(changed, words)), told

    hours, weekly = words.quantity("hours", Decimal(80)), words.about_hours(Decimal("18.47"))
    every = words.quantity("months", 12)
    whole = f"{hours}|{weekly}|{every}"
    assert said(found.hours) == ([(due, f"<{whole}>"), (review, f"<{whole}>")], {whole})
    nothing = f"||{words.quantity('months', 0)}"
    assert said(Hours()) == ([(due, f"<{nothing}>"), (review, f"<{nothing}>")], {nothing})


def test_a_sentence_has_a_day_only_where_a_programme_begins_later(
    words: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = dict.fromkeys(
        ("verdict.unknown", "organisation_verdict.unknown"), "<{programme}|{date}>"
    )
    monkeypatch.setattr(words, "messages", words.messages | shown)
    person = participant({"on": "2026-05-01"}).programmes["interagir"]
    group = organisation({"on": "2026-05-01"}).programmes["interagir"]
    for begins, day in ((None, ""), (date(2027, 4, 1), words.day(date(2027, 4, 1)))):
        expected = f"<Interagir|{day}>"
        assert (
            participant_sentence("interagir", person._replace(in_force_from=begins), words)
            == expected
        )
        assert (
            organisation_sentence("interagir", group._replace(in_force_from=begins), words)
            == expected
        )
