"""The messages that the programmes need and a language lacks, and those that insert what nobody
gives them: all at once, before anything is made.

The results of every state of the choices are drawn with a catalogue that notes what is wrong.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from calculator.form.form import form
from calculator.planner.calendar_file import calendar_file
from calculator.results.card_data import card_data
from calculator.results.cards import View, place_note
from calculator.results.comparison_rows import compared_programme
from calculator.results.result import KINDS, card_of
from calculator.words.catalogue import LANGUAGES, Catalogue, InsertError
from compiler.read.kept import NOTHING_KEPT, Kept
from compiler.read.message_files import MessageFile, inserted
from compiler.read.mistake import Mistake, refuse
from compiler.read.words import words_of
from compiler.render.programme_answers import LINES, answer_of
from compiler.render.situations import situations
from rules.dated import document, known_from, programme_ids
from rules.results import ParticipantResult, Result
from rules.states import states_of

LINKS = dict.fromkeys(("sources", "regions", "situations", "organizations", "comparison"), "")
# What changes which sentences there are, beside the choices.
NUMBERS = {
    "weekly_hours": 12,
    "start_date": "2027-01-31",
    "monthly_costs": {"transport": 10, "childcare": 20, "other": 30},
}


# The ids of messages of which any would do, and the programme that needs them, if one alone.
Lacking = tuple[Sequence[str], str | None]
# The id of a message, and what it may insert.
Inserting = tuple[str, Sequence[str]]


class _Noting(Catalogue):
    """A catalogue that says nothing for a message that it lacks, or that inserts what it is not
    given, and notes both."""

    def __init__(self, words: Catalogue) -> None:
        self.language, self.months, self.messages = words.language, words.months, words.messages
        self.programme: str | None = None
        self.lacking: dict[tuple[str, ...], str | None] = {}
        self.inserting: dict[str, Sequence[str]] = {}

    def text(self, *ids: str, **values: str) -> str:
        if not any(id in self.messages for id in ids):
            self.lacking.setdefault(ids, self.programme)
            return ids[0]
        try:
            return super().text(*ids, **values)
        except InsertError as error:
            self.inserting[error.id] = error.accepted
            return error.id


def check_messages(files: Sequence[MessageFile], on: date, kept: Kept = NOTHING_KEPT) -> None:
    """Raise SourceError for each message that some result needs and a language lacks, and for each
    that inserts what it is not given.

    `files` have the same ids and inserts in each language (`read_message_files`), so that one is
    looked at.
    """
    lacking, inserting = look_for_messages(on, kept)
    wrong = [
        _mistake(ids, programme, language, files)
        for ids, programme in lacking
        for language in LANGUAGES
    ]
    refuse([*wrong, *_wrongly_inserting(dict(inserting), files)])


def look_for_messages(on: date, kept: Kept) -> tuple[list[Lacking], list[Inserting]]:
    """What `wrong_messages` says of the first language; no document takes part."""

    def look() -> str:
        return json.dumps(wrong_messages(LANGUAGES[0], on))

    lacking, inserting = json.loads(kept.text("lacking-messages", [on.isoformat()], look))
    return lacking, inserting


def wrong_messages(language: str, on: date) -> tuple[list[Lacking], list[Inserting]]:
    """The messages that a language lacks, and those that insert what they are not given."""
    words = _Noting(words_of(language))
    for id in programme_ids():
        _look_in(id, on, words)
    words.programme = None
    for kind in KINDS.values():
        form(kind.questions(), words)
    day = max(on, *map(known_from, programme_ids()))
    situations(programme_ids(), LINKS, day, words)
    return [*words.lacking.items()], [*words.inserting.items()]


def _wrongly_inserting(
    accepted: Mapping[str, Sequence[str]], files: Sequence[MessageFile]
) -> Iterator[Mistake]:
    for file in files:
        for id, message in file.messages.items():
            if id in accepted:
                listed = ", ".join(f"{{{name}}}" for name in accepted[id]) or "nothing in braces"
                sentence = f"the message {id} inserts {inserted(message.text)}; accepted: {listed}"
                yield file.mistake(message, sentence)


def _look_in(id: str, on: date, words: _Noting) -> None:
    """Ask for every message that a programme needs."""
    words.programme = id
    for parameter in document(id).parameters:
        words.text(f"value.{id}.{parameter}")
    for day in sorted({on, max(on, known_from(id))}):
        draw(id, day, words)
    for about in LINES:
        answer_of(id, about, on, words)


def draw(id: str, on: date, words: Catalogue) -> None:
    """Draw a programme's cards of a day until all that they can say was asked of `words`."""
    # Parts that many cards have are drawn once.
    view = View(words, LINKS, kept={})
    for kind_id, kind in KINDS.items():
        if id not in kind.programmes():
            continue
        seen: set[object] = set()
        for state in states_of(kind.questions(id)):
            numbers = NUMBERS if kind_id == "participant" else {"places": 2}
            result = kind.rules({"on": on.isoformat(), **state, **numbers}, on, id)
            said = set(_said(result, id, words))
            if said <= seen:
                continue
            seen |= said
            card_of(id, result, view)
            card_data(id, result, words)
            if isinstance(result, ParticipantResult):
                compared_programme(id, result, words)
                calendar_file(result, on, words)


def _said(result: Result, id: str, words: Catalogue) -> Iterator[object]:
    """What the sentences of a card may depend on: a card of which all was drawn needs no other.

    Of a person's, that is the whole outcome, of which there are few, and which remark on places
    it has. An organisation's has as many as its conditions have combinations, but each condition
    is said by itself, and each open question; what is said of the whole depends on the verdict,
    and on the first question.
    """
    if isinstance(result, ParticipantResult):
        yield place_note(id, result.assistance, words), repr(result.programmes[id])
        return
    found = result.programmes[id]
    listed = [one.id for one in found.conditions]
    yield repr((listed, found._replace(missing=found.missing[:1], conditions=())))
    for one in (*found.conditions, *found.missing):
        yield found.verdict, one


def _mistake(
    ids: Sequence[str], programme: str | None, language: str, files: Sequence[MessageFile]
) -> Mistake:
    """The place for a message: the end of its group in the file of its programme, which an id may
    name (``ask.third.offered``), or else in a common file."""
    table, _, key = ids[0].rpartition(".")
    written = f'[{table}], and below it {key} = "…"'
    sentence = f"must have the message {' or '.join(ids)}: write {written}"
    parts = {programme} | {part for id in ids for part in id.split(".")}
    names = [f"{id}.{language}.toml" for id in programme_ids() if id in parts]
    mine = [file for file in files if file.language == language]
    own = [file for file in mine if file.file.rpartition("/")[2] in names]
    group = f"{table}."
    for file in own or mine:
        lines = [one.line for id, one in file.messages.items() if id.startswith(group)]
        if lines:
            return Mistake(file.file, max(lines), sentence)
    # It has no such part yet, which would go to its end.
    file = (own or mine)[0]
    return Mistake(file.file, max(len(file.text.splitlines()), 1), sentence)
