"""The calendar file, read back by a library that knows RFC 5545."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from calculator.planner.calendar_file import (
    NOBODY,
    Call,
    Event,
    calendar_file,
    call_file,
    read_call,
    read_identity,
    write,
)
from calculator.results.next_steps import at_hand
from calculator.words.catalogue import LANGUAGES, Catalogue, catalogue
from calculator.words.content_lines import LONGEST_LINE, folded
from rules.participant import participant

START = "2026-08-31"
TODAY = date(2026, 5, 1)
DUE, REVIEW = date(2027, 2, 28), date(2027, 8, 31)
TWO_WEEKS = timedelta(days=14)

# Letters of every kind; iCalendar text has no control characters but the line break.
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=300)


def events(text: str) -> list[Any]:
    calendar = Calendar.from_ical(text)
    assert calendar.errors == []
    found = list(calendar.walk("VEVENT"))
    assert [event.errors for event in found] == [[]] * len(found)
    return found


def file_of(words: Catalogue, start: str = START, today: date = TODAY) -> Any:
    return calendar_file(participant({"start_date": start}, TODAY), today, words)


@pytest.mark.parametrize("text", ["a, b; c", "a\\b", "a\nb", "« l’été, à 9 h »"])
def test_whatever_is_written_is_read_back(text: str) -> None:
    """In the event and in its alarm."""
    (event,) = events(write([Event("u", TODAY, text, text[::-1])], TODAY, "fr"))
    (alarm,) = event.walk("VALARM")
    assert [str(event["SUMMARY"]), str(event["DESCRIPTION"])] == [text, text[::-1]]
    assert str(alarm["DESCRIPTION"]) == text


def test_each_date_and_a_reminder_before_it(words: Catalogue) -> None:
    file = file_of(words)
    assert file.name == words.text("calendar.file_name")
    assert file.name.endswith(".ics")
    found = events(file.text)
    days = [event["DTSTART"].dt for event in found]
    assert days == [DUE - TWO_WEEKS, DUE, REVIEW - TWO_WEEKS, REVIEW]
    # Days, not moments: the same day wherever the telephone is.
    assert {type(day) for day in days} == {date}
    assert {event["DTSTART"].params["VALUE"] for event in found} == {"DATE"}
    for event in found:
        assert event["DTSTAMP"].dt == datetime(2026, 5, 1, tzinfo=UTC)
        assert "DTEND" not in event
        (alarm,) = event.walk("VALARM")
        assert alarm["TRIGGER"].dt == timedelta(hours=9)
        assert alarm["ACTION"] == "DISPLAY"
        assert str(alarm["DESCRIPTION"]) == str(event["SUMMARY"])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fr",
            [
                "Dans 2~semaines~: Moyenne",
                "28 février 2027",
                "80~heures",
                "réévaluation tous les 12~mois",
            ],
        ),
        (
            "en",
            [
                "In 2~weeks: Monthly average",
                "February 28, 2027",
                "80~hours",
                "review every 12~months",
            ],
        ),
    ],
)
def test_it_speaks_the_language_of_the_page(language: str, said: list[str]) -> None:
    words = catalogue(language)
    found = events(file_of(words).text)
    text = " ".join(f"{event['SUMMARY']} {event['DESCRIPTION']}" for event in found)
    for part in said:
        assert part.replace("~", "\u00a0") in text
    for event in found:
        assert event["SUMMARY"].params["LANGUAGE"] == language
        # An undated document and an estimate, in the calendar as on the page.
        assert words.text("interagir.status") in event["DESCRIPTION"]
        assert words.text("result.estimate_only") in event["DESCRIPTION"]


def test_both_languages_and_every_day_make_the_same_events() -> None:
    """So that a second import, on another day or in the other language, adds nothing."""
    uids = {
        tuple(str(event["UID"]) for event in events(file_of(catalogue(language), today=day).text))
        for language in LANGUAGES
        for day in (TODAY, date(2026, 12, 24))
    }
    (same,) = uids
    assert len(set(same)) == 4
    later = [str(event["UID"]) for event in events(file_of(catalogue("fr"), "2026-09-01").text)]
    assert not set(same) & set(later)


def test_a_new_start_day_moves_the_events_of_the_same_person(words: Catalogue) -> None:
    def of(owner: str, start: str, sequence: int) -> list[Any]:
        identity = read_identity({"owner": owner, "sequence": sequence})
        file = calendar_file(participant({"start_date": start}, TODAY), TODAY, words, identity)
        return events(file.text)

    first, moved = of("a1", START, 7), of("a1", "2026-09-15", 8)
    assert [event["UID"] for event in first] == [event["UID"] for event in moved]
    assert {event["SEQUENCE"] for event in first} == {7}
    assert {event["SEQUENCE"] for event in moved} == {8}
    assert [event["DTSTART"].dt for event in first] != [event["DTSTART"].dt for event in moved]
    # Two people of one start day: no event of one is taken for the other's.
    other = of("b2", START, 9)
    assert not {event["UID"] for event in first} & {event["UID"] for event in other}


@pytest.mark.parametrize(
    "given",
    [None, [], {}, {"owner": 3}, {"owner": "a b"}, {"owner": "x\r\nUID:y"}, {"owner": "a" * 41}],
)
def test_what_is_no_identity_is_left_out(given: object) -> None:
    assert read_identity(given) == NOBODY


@pytest.mark.parametrize("owner", ["a", "0a1B", "a" * 40])
@pytest.mark.parametrize("sequence", [0, 1, 2**31 - 1])
def test_an_identity_is_taken_up_to_its_limits(owner: str, sequence: int) -> None:
    assert read_identity({"owner": owner, "sequence": sequence}) == (owner, sequence)


@pytest.mark.parametrize("sequence", [None, -1, "1", 2**31, 1.5])
def test_what_is_no_sequence_counts_as_the_first(sequence: object) -> None:
    assert read_identity({"owner": "a", "sequence": sequence}) == ("a", 0)


@pytest.mark.parametrize(
    ("today", "kept"),
    [
        (DUE - TWO_WEEKS, [DUE - TWO_WEEKS, DUE, REVIEW - TWO_WEEKS, REVIEW]),
        (DUE, [DUE, REVIEW - TWO_WEEKS, REVIEW]),
        (DUE + timedelta(1), [REVIEW - TWO_WEEKS, REVIEW]),
        (REVIEW, [REVIEW]),
    ],
)
def test_what_is_past_is_left_out(words: Catalogue, today: date, kept: list[date]) -> None:
    found = events(file_of(words, today=today).text)
    assert [event["DTSTART"].dt for event in found] == kept


def test_without_dates_there_is_no_file(words: Catalogue) -> None:
    assert calendar_file(participant({}, TODAY), TODAY, words) is None
    assert file_of(words, today=REVIEW + timedelta(1)) is None


def test_the_last_day_that_there_is_can_be_kept(words: Catalogue) -> None:
    found = events(file_of(words, "9998-12-31").text)
    assert found[-1]["DTSTART"].dt == date(9999, 12, 31)


def test_a_date_too_early_for_a_reminder_has_none(words: Catalogue) -> None:
    result = participant({"start_date": START}, TODAY)
    found = result.programmes["interagir"]
    for on, count in ((date.min + TWO_WEEKS - timedelta(1), 1), (date.min + TWO_WEEKS, 2)):
        early = found._replace(milestones=(found.milestones[0]._replace(on=on),))
        file = calendar_file(result._replace(programmes={"interagir": early}), date.min, words)
        assert file is not None
        assert file.text.count("BEGIN:VEVENT") == count


def test_it_comes_with_the_reply_where_a_plan_is_asked_for(
    ask: Callable[..., dict[str, Any]], words: Catalogue
) -> None:
    reply = ask(words.language, {"start_date": START}, plan={})
    assert reply["calendar"] == file_of(words)._asdict()
    assert ask(words.language, {}, plan={})["calendar"] is None
    assert ask(words.language, {"start_date": "soon"}, plan={})["calendar"] is None


@given(TEXTS, TEXTS)
def test_any_text_comes_back_as_it_was(summary: str, description: str) -> None:
    text = write([Event("a-b", DUE, summary, description)], TODAY, "fr")
    (event,) = events(text)
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (summary, description)


@given(TEXTS)
def test_lines_are_folded_between_characters(line: str) -> None:
    pieces = folded(line).split("\r\n ")
    assert "".join(pieces) == line
    for number, piece in enumerate(pieces):
        assert len(piece.encode()) + (number > 0) <= LONGEST_LINE
    # And not sooner than need be: no character of UTF-8 is longer than four octets.
    for piece in pieces[:-1]:
        assert len(piece.encode()) + 1 + 4 > LONGEST_LINE - 1


def test_every_line_ends_as_the_rfc_wants(words: Catalogue) -> None:
    text = file_of(words).text
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= LONGEST_LINE for line in text.split("\r\n"))


def test_line_breaks_and_signs_are_escaped() -> None:
    text = write([Event("a", DUE, "a;b,c\\d", "one\ntwo\r\nthree")], TODAY, "en")
    assert "SUMMARY;LANGUAGE=en:a\\;b\\,c\\\\d\r\n" in text
    assert "DESCRIPTION;LANGUAGE=en:one\\ntwo\\nthree\r\n" in text


# ---- The day of a call ---------------------------------------------------------------------

CALL = Call(date(2026, 5, 4), "Estrie, 1 866 283-1114")
OWNER = {"owner": "abc123", "sequence": 7}


@pytest.mark.parametrize("kind", ["participant", "organisation"])
def test_a_call_and_what_to_have_on_hand_the_day_before(
    kind: str, words: Catalogue, ask: Callable[..., dict[str, Any]]
) -> None:
    calendar = {**OWNER, "call": CALL.on.isoformat(), "office": CALL.office}
    reply = ask(words.language, {}, kind=kind, calendar=calendar)["call"]
    assert reply["name"] == words.text("calendar.call_file_name")
    bring, call = events(reply["text"])
    assert [one["DTSTART"].dt for one in (bring, call)] == [date(2026, 5, 3), CALL.on]
    for programme in ("PAAS Action", "Interagir"):
        assert programme in str(call["SUMMARY"])
    for event in (bring, call):
        assert int(event["SEQUENCE"]) == 7
        assert event["CLASS"] == "PRIVATE"
        for item in at_hand(kind, words):
            assert item in str(event["DESCRIPTION"])
    assert str(call["DESCRIPTION"]).startswith(CALL.office)
    # What stands in a calendar that others may see says nothing of anybody.
    assert words.text("question.assistance.label") not in reply["text"]


def test_another_day_moves_the_call_and_another_person_has_another(words: Catalogue) -> None:
    def uids(call: Call, owner: str) -> set[str]:
        identity = read_identity({"owner": owner, "sequence": 1})
        file = call_file(call, ["a"], ["b"], TODAY, words, identity)
        assert file
        return {str(event["UID"]) for event in events(file.text)}

    later = CALL._replace(on=date(2026, 6, 1))
    assert uids(CALL, "abc") == uids(later, "abc")
    assert len(uids(CALL, "abc")) == 2
    assert not uids(CALL, "abc") & uids(CALL, "other")
    # Without somebody to tell apart, a later day adds a call and loses none.
    assert not uids(CALL, "") & uids(later, "")
    # Nor is it one of the dates to keep.
    dates = calendar_file(
        participant({"start_date": START}, TODAY), TODAY, words, read_identity(OWNER)
    )
    assert dates
    assert not {str(one["UID"]) for one in events(dates.text)} & uids(CALL, "abc123")


def test_a_call_today_has_no_day_before_and_one_that_is_past_no_file(words: Catalogue) -> None:
    file = call_file(Call(TODAY, ""), ["a"], ["b"], TODAY, words)
    assert file
    (event,) = events(file.text)
    assert event["DTSTART"].dt == TODAY
    assert call_file(Call(date(2026, 4, 30), ""), ["a"], ["b"], TODAY, words) is None


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ({"call": "2026-05-04", "office": "x"}, Call(date(2026, 5, 4), "x")),
        ({"call": "2026-05-04"}, Call(date(2026, 5, 4), "")),
        ({"call": "2026-05-04", "office": 3}, Call(date(2026, 5, 4), "")),
        ({"call": "2026-05-04", "office": "x" * 1000}, Call(date(2026, 5, 4), "x" * 200)),
        ({"call": "2026-02-30"}, None),
        ({"call": "soon"}, None),
        ({"call": 20260504}, None),
        ({"owner": "a"}, None),
        (None, None),
        ([], None),
    ],
)
def test_what_is_no_call_is_none(sent: object, read: Call | None) -> None:
    assert read_call(sent) == read


def test_without_a_call_nothing_is_said_of_one(
    ask: Callable[..., dict[str, Any]], words: Catalogue
) -> None:
    assert "call" not in ask(words.language, {}, calendar=OWNER)
    assert ask(words.language, {}, calendar={**OWNER, "call": "2026-04-30"})["call"] is None
