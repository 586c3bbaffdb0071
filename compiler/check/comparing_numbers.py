"""Comparing numbers: a page and its equal in another language must show the same.

Amounts, hours, months, dates and telephone numbers are parsed from the filled text by the
formats of its language, so that a number which only one language shows is found whether it was
typed or came from a placeholder.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from string import Formatter
from typing import NamedTuple

from calculator.words.catalogue import LANGUAGES, Catalogue
from compiler.read.mistake import Mistake, refuse
from compiler.read.pages import Page
from compiler.read.paired import Paired
from compiler.read.words import words_of

NOT_TEXT = re.compile(
    r"<script\b.*?</script>|<[^>]*>|\]\([^)]*\)|\{ ?[.#:][^}]*\}|https?://\S+", re.DOTALL
)
# Most of a text is no number: what begins with a digit says so first, which spares the rest.
DIGIT = r"(?=\d)"
TELEPHONE = re.compile(DIGIT + r"(?:1[ \u00a0])?\d{3}[ \u00a0]\d{3}-\d{4}")
# Numbers of versions, licences and standards are written alike in every language.
VERSION = re.compile(DIGIT + r"(?:\d+(?:\.\d+){2,}|(?<=CC BY )\d+\.\d+|(?<=WCAG )\d+\.\d+)")
SOME_DIGIT = re.compile(r"\d")


class Kind(NamedTuple):
    """A kind of number: its name in mistakes, its pattern, and how a match becomes comparable."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], str]


# How often each number stands in a text, by (kind, number in a neutral format).
Numbers = Counter[tuple[str, str]]


def numbers_of(text: str, language: str) -> Numbers:
    """How often each number stands in a filled text, by (kind, number in a neutral format)."""
    found = Numbers()
    # No number goes on in another line.
    lines = NOT_TEXT.sub(" ", text).split("\n")
    text = "\n".join(line for line in lines if SOME_DIGIT.search(line))
    for kind in _kinds(language):

        def note(match: re.Match[str], kind: Kind = kind) -> str:
            found[kind.name, kind.read(match)] += 1
            return " … "

        text = kind.pattern.sub(note, text)
    return found


def compare_numbers(filled: Paired[Page], numbers: Callable[[Page], Numbers]) -> None:
    """Compare the numbers of each filled page, by what `numbers` gives of it, with its equals'.

    Raises SourceError for every number that one of them lacks.
    """
    # Pages made from one template have the same mistakes: each is told once.
    refuse(_different(filled, numbers))


def _different(filled: Paired[Page], numbers: Callable[[Page], Numbers]) -> Iterator[Mistake]:
    for languages in filled.by_id.values():
        first, *others = (languages[language] for language in LANGUAGES if language in languages)
        for other in others:
            one, two = numbers(first), numbers(other)
            for here, there, more in ((first, other, one - two), (other, first, two - one)):
                for kind, number in more:
                    source = there.document.source
                    sentence = f"shows the {kind} {number} more often than {source}"
                    yield Mistake(here.document.source, None, sentence)


@cache
def _kinds(language: str) -> tuple[Kind, ...]:
    """The kinds of number of a language; those that contain others (dates, amounts) come first."""
    words = words_of(language)
    decimal = re.escape(words.messages["format.decimal"])
    group = re.escape(words.messages["format.group"])
    number = rf"{DIGIT}(?:\d{{1,3}}(?:{group}\d{{3}})+(?:{decimal}\d+)?|\d+(?:{decimal}\d+)?)"
    low, high = f"(?P<low>{number})", f"(?P<high>{number})"
    first = DIGIT if words.messages["format.range"].startswith("{low}") else ""
    spans = f"{first}(?:{_shape(words, 'format.range', low=low, high=high)}|(?P<one>{number}))"
    month = f"(?P<month>{'|'.join(words.months)})"
    day, year = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?", r"(?P<year>\d{4})"

    def amount(match: re.Match[str]) -> str:
        found = match.groupdict()
        ends = [found[name] for name in ("low", "high", "one") if found.get(name)]
        return "–".join(_plain(end, words) for end in ends)

    def date(match: re.Match[str]) -> str:
        found = match.groupdict()
        number = words.months.index(found["month"]) + 1
        return f"{found['year']}-{number:02}" + (
            f"-{int(found['day']):02}" if "day" in found else ""
        )

    def kind(name: str, message: str, read: Callable[[re.Match[str]], str], **parts: str) -> Kind:
        return Kind(name, re.compile(_shape(words, message, **parts)), read)

    return (
        Kind("telephone number", TELEPHONE, lambda match: match[0].replace("\u00a0", " ")),
        Kind("version", VERSION, lambda match: match[0]),
        kind("date", "format.date", date, day=day, month=month, year=year),
        kind("month", "format.month", date, month=month, year=year),
        kind("amount", "format.money", amount, amount=f"(?P<one>{number})"),
        # "18 and a half hours" has its unit elsewhere than "18 heures et demie".
        *(
            kind("number of hours and a half", f"about_hours.half.{plural}", amount, number=spans)
            for plural in ("other", "one")
        ),
        *(
            kind(f"number of {unit}", f"{unit}.{plural}", amount, number=spans)
            for unit in ("hours", "months", "places")
            for plural in ("other", "one")
        ),
        Kind("number", re.compile(f"(?P<one>{number})"), amount),
    )


def _shape(words: Catalogue, message: str, **parts: str) -> str:
    """The pattern of a message; `parts` are the patterns of what it inserts."""
    pieces = Formatter().parse(words.messages[message])
    return "".join(
        re.escape(text).replace("\u00a0", r"[ \u00a0]") + (parts[name] if name else "")
        for text, name, _, _ in pieces
    )


def _plain(number: str, words: Catalogue) -> str:
    bare = number.replace(words.messages["format.group"], "")
    return f"{Decimal(bare.replace(words.messages['format.decimal'], '.')).normalize():f}"
