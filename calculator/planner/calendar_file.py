"""A calendar file (RFC 5545) with the dates to keep, in the page's language.

Each date is an event of the whole day, and so is its reminder two weeks before: many
telephones drop the alarms of a file that they import, and none drops an event. Whoever
keeps alarms is rung in the morning of either day.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from calculator.words.catalogue import Catalogue
from calculator.words.content_lines import content_lines, escaped
from rules.results import ParticipantResult, ProgrammeForPerson

REMINDER_WEEKS = 2
EARLIER = timedelta(weeks=REMINDER_WEEKS)
ALARM = "PT9H"  # nine in the morning of the event's day


class CalendarIdentity(NamedTuple):
    """Whose dates a file has, and which of that person's files is the newer.

    A calendar takes an event of the same `owner` for the one that it has, and changes it where
    the `sequence` is higher: a new start day moves the dates and adds none. `owner` is drawn by
    chance on the device for each person, so that no two people's dates are taken for each other.
    """

    owner: str
    sequence: int


NOBODY = CalendarIdentity("", 0)
_LONGEST_OWNER = 40


def read_identity(given: object) -> CalendarIdentity:
    """The identity that the page sends, ``{"owner", "sequence"}``; NOBODY where it is none."""
    if not isinstance(given, dict):
        return NOBODY
    owner, sequence = given.get("owner"), given.get("sequence")
    if not isinstance(owner, str) or not (owner.isascii() and owner.isalnum()):
        return NOBODY
    if len(owner) > _LONGEST_OWNER:
        return NOBODY
    # RFC 5545 has 32 bits for it.
    if not isinstance(sequence, int) or not 0 <= sequence < 2**31:
        sequence = 0
    return CalendarIdentity(owner, sequence)


class Call(NamedTuple):
    """A call that a person means to make: the day, and the office with its number, "" for none."""

    on: date
    office: str


_LONGEST_OFFICE = 200


def read_call(given: object) -> Call | None:
    """The call that the page sends beside the identity, ``{"call", "office"}``, or None."""
    if not isinstance(given, dict) or not isinstance(given.get("call"), str):
        return None
    try:
        on = date.fromisoformat(given["call"])
    except ValueError:
        return None
    office = given.get("office")
    return Call(on, office[:_LONGEST_OFFICE] if isinstance(office, str) else "")


class Event(NamedTuple):
    """Something on a day. `uid` stays the same whatever the day, so that it can be moved."""

    uid: str
    on: date
    summary: str
    description: str


class CalendarFile(NamedTuple):
    """The file's name and its text, lines ending as the RFC wants."""

    name: str
    text: str


def calendar_file(
    result: ParticipantResult,
    today: date,
    words: Catalogue,
    identity: CalendarIdentity = NOBODY,
) -> CalendarFile | None:
    """The dates of a result from today on, or None where there is none to keep."""
    events = [event for event in _events(result, words, identity.owner) if event.on >= today]
    if not events:
        return None
    text = write(events, today, words.language, identity.sequence)
    return CalendarFile(words.text("calendar.file_name"), text)


def call_file(
    call: Call,
    bring: Sequence[str],
    programmes: Sequence[str],
    today: date,
    words: Catalogue,
    identity: CalendarIdentity = NOBODY,
) -> CalendarFile | None:
    """The call on its day, and the day before what to have on hand; None for a day that is past.

    `bring` says what to have on hand, `programmes` what the call is about.
    """
    if call.on < today:
        return None
    uid = f"call-{identity.owner or call.on}"
    about = words.text("calendar.call", programmes=words.listed(programmes, every=True))
    listed = "\n".join([words.text("at_hand.title"), *(f"- {one}" for one in bring)])
    events = [
        Event(uid, call.on, about, "\n".join(filter(None, [call.office, listed]))),
    ]
    if call.on > today:
        before = call.on - timedelta(days=1)
        prepare = words.text("calendar.bring")
        events.insert(0, Event(f"{uid}-bring", before, prepare, listed))
    text = write(events, today, words.language, identity.sequence)
    return CalendarFile(words.text("calendar.call_file_name"), text)


def _events(result: ParticipantResult, words: Catalogue, owner: str) -> Iterator[Event]:
    weeks = words.quantity("weeks", REMINDER_WEEKS)
    for id, found in result.programmes.items():
        if not found.open:
            continue
        for milestone, on in found.milestones:
            # Without somebody to tell apart, the start day does: events are added, none is lost.
            uid = f"{id}-{milestone}-{owner or result.start_date}".replace("_", "-")
            title = words.text(f"calendar.{milestone}", programme=words.text(f"programme.{id}"))
            about = _description(id, milestone, found, words)
            day = words.day(on)
            soon = words.text("calendar.reminder", weeks=weeks, title=title)
            # The first days of the calendar have none so long before them.
            if on - date.min >= EARLIER:
                yield Event(
                    f"{uid}-reminder",
                    on - EARLIER,
                    soon,
                    f"{words.text('calendar.on_day', date=day)} {about}",
                )
            yield Event(uid, on, title, about)


def _description(id: str, milestone: str, found: ProgrammeForPerson, words: Catalogue) -> str:
    average = found.hours.monthly_average
    weekly = found.hours.monthly_average_per_week
    hours = words.quantity("hours", average) if average else ""
    each_week = words.about_hours(weekly) if weekly else ""
    every = words.quantity("months", found.hours.reevaluation_every or 0)
    sentences = [
        words.text(f"calendar.{milestone}_about", hours=hours, weekly=each_week, every=every),
        *([words.text(f"{id}.status")] if f"{id}.status" in words else []),
        words.text("result.estimate_only"),
    ]
    return " ".join(sentences)


def write(events: Iterable[Event], today: date, language: str, sequence: int = 0) -> str:
    """The events as iCalendar text; `today` is the day on which the file is made."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Passerelle//Passerelle//{language.upper()}",
        "CALSCALE:GREGORIAN",
        *(line for event in events for line in _event(event, today, language, sequence)),
        "END:VCALENDAR",
    ]
    return content_lines(lines)


def _event(event: Event, today: date, language: str, sequence: int) -> Iterator[str]:
    # Without an end, an event on a day lasts that day.
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}@passerelle"
    yield f"SEQUENCE:{sequence}"
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
