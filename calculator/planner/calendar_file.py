"""A calendar file (RFC 5545) with the dates to keep, in the page's language.

Each date is an event of the whole day, and so is its reminder two weeks before: many
telephones drop the alarms of a file that they import, and none drops an event. Whoever
keeps alarms is rung in the morning of either day.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from calculator.results.cards import Answer
from calculator.words.catalogue import Catalogue
from calculator.words.content_lines import content_lines, escaped

REMINDER_WEEKS = 2
ALARM = "PT9H"  # nine in the morning of the event's day


class Event(NamedTuple):
    """Something on a day. `uid` stays the same, so that a second import adds nothing."""

    uid: str
    on: date
    summary: str
    description: str


class CalendarFile(NamedTuple):
    """The file's name and its text, lines ending as the RFC wants."""

    name: str
    text: str


def calendar_file(
    answered: Answer, start: str | None, today: date, words: Catalogue
) -> CalendarFile | None:
    """The dates of an answer from today on, or None where there is none to keep.

    `start` is the first day in ISO form, from which the dates follow.
    """
    events = [event for event in _events(answered, start, words) if event.on >= today]
    if not events:
        return None
    return CalendarFile(words.text("calendar.file_name"), write(events, today, words.language))


def _events(answered: Answer, start: str | None, words: Catalogue) -> Iterator[Event]:
    weeks = words.quantity("weeks", Decimal(REMINDER_WEEKS))
    for id, found in answered["programmes"].items():
        if found["verdict"] == "not_possible":
            continue
        for milestone in found["milestones"]:
            on = date.fromisoformat(milestone["on"])
            uid = f"{id}-{milestone['id']}-{start}".replace("_", "-")
            title = words.text(
                f"calendar.{milestone['id']}", programme=words.text(f"programme.{id}")
            )
            about = _description(id, milestone["id"], found, words)
            day = words.day(on)
            soon = words.text("calendar.reminder", weeks=weeks, title=title)
            yield Event(
                f"{uid}-reminder",
                on - timedelta(weeks=REMINDER_WEEKS),
                soon,
                f"{words.text('calendar.on_day', date=day)} {about}",
            )
            yield Event(uid, on, title, about)


def _description(id: str, milestone: str, found: Answer, words: Catalogue) -> str:
    average = found["hours"]["monthly_average"]
    hours = words.quantity("hours", Decimal(average)) if average else ""
    sentences = [
        words.text(f"calendar.{milestone}_about", hours=hours),
        *([words.text(f"{id}.status")] if f"{id}.status" in words else []),
        words.text("result.estimate_only"),
    ]
    return " ".join(sentences)


def write(events: Iterable[Event], today: date, language: str) -> str:
    """The events as iCalendar text; `today` is the day on which the file is made."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Passerelle//Passerelle//{language.upper()}",
        "CALSCALE:GREGORIAN",
        *(line for event in events for line in _event(event, today, language)),
        "END:VCALENDAR",
    ]
    return content_lines(lines)


def _event(event: Event, today: date, language: str) -> Iterator[str]:
    # Without an end, an event on a day lasts that day.
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}@passerelle"
    yield f"DTSTAMP:{_day(today)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(event.on)}"
    for name, text in (("SUMMARY", event.summary), ("DESCRIPTION", event.description)):
        yield f"{name};LANGUAGE={language}:{escaped(text)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"TRIGGER:{ALARM}"
    yield f"DESCRIPTION;LANGUAGE={language}:{escaped(event.summary)}"
    yield "END:VALARM"
    yield "END:VEVENT"


def _day(day: date) -> str:
    # Not strftime: it writes early years without their zeros.
    return day.isoformat().replace("-", "")
