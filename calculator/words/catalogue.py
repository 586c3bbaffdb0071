"""The words of one language: ids to messages, with numbers, money and dates put in.

Formats follow CLDR's fr-CA and en-CA (the tests hold them against Babel), with one
exception: French writes the first day of a month ``1er``, which CLDR leaves out.
"""

import pkgutil
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import ROUND_CEILING, Decimal
from functools import cache
from typing import Any

from calculator.words.typography import typeset
from rules.dated import programme_ids

LANGUAGES = ("fr", "en")

CENT = Decimal("0.01")
HALF = Decimal("0.5")

# The table of the words for "how firmly", as they are said to "you".
STRENGTHS = "strength_to_you"


class MissingMessageError(KeyError):
    """A message that no catalogue of the language has; the text names it."""

    def __str__(self) -> str:
        return str(self.args[0])


class InsertError(KeyError):
    """A message that inserts what nobody gives it: its `id`, and the names that are `accepted`."""

    def __init__(self, language: str, id: str, accepted: Sequence[str]) -> None:
        super().__init__(language, id, accepted)
        self.language, self.id, self.accepted = language, id, accepted

    def __str__(self) -> str:
        listed = ", ".join(f"{{{name}}}" for name in self.accepted) or "nothing in braces"
        return f"messages/{self.language}.toml: {self.id} may insert: {listed}"


class Catalogue:
    """The messages of one language; MissingMessageError names an id that it lacks."""

    def __init__(self, language: str, words: Mapping[str, Any]):
        self.language = language
        self.months: Sequence[str] = words["format"]["months"]
        # Not messages by themselves: they are put into those that name them.
        strengths = words.get(STRENGTHS, {})
        self.messages = {
            id: typeset(_with_strengths(text, strengths), language)
            for id, text in _flatten(words)
            if isinstance(text, str) and not id.startswith(f"{STRENGTHS}.")
        }

    def __contains__(self, id: str) -> bool:
        return id in self.messages

    def text(self, *ids: str, **values: str) -> str:
        """The first of these messages that there is, with its values put in."""
        for id in ids:
            if id in self.messages:
                try:
                    return self.messages[id].format(**values)
                except (KeyError, IndexError, ValueError, AttributeError) as error:
                    raise InsertError(self.language, id, sorted(values)) from error
        wanted = " or ".join(ids)
        raise MissingMessageError(f"messages/{self.language}.toml: must have the message {wanted}")

    def number(self, number: Decimal | int) -> str:
        """A number with its separators and no needless zeros: ``12,5``, ``100 000``."""
        return self._separated(f"{Decimal(number).normalize():,f}")

    def money(self, amount: Decimal) -> str:
        """Dollars, with cents only where there are some: ``173 $``, ``45,50 $``."""
        digits = f"{amount:,.0f}" if amount == amount.to_integral() else f"{amount:,.2f}"
        return self.text("format.money", amount=self._separated(digits))

    def money_range(self, low: Decimal, high: Decimal) -> str:
        """``de 0 $ à 173 $``, or the amount alone where both ends are one."""
        if low == high:
            return self.money(low)
        return self.text("format.money_range", low=self.money(low), high=self.money(high))

    def quantity(self, id: str, number: Decimal | int) -> str:
        """A number with its unit (``hours``, ``months``) in the right plural."""
        return self.text(f"{id}.{self._plural(number)}", number=self.number(number))

    def about_hours(self, hours: Decimal) -> str:
        """Hours rounded up to the half hour: ``environ 18 heures et demie`` for 18.47."""
        halves = (hours / HALF).to_integral_value(ROUND_CEILING)
        if halves == 1:
            return self.text("about_hours.half_hour")
        whole = halves // 2
        part = "half" if halves % 2 else "whole"
        return self.text(f"about_hours.{part}.{self._plural(whole)}", number=self.number(whole))

    def quantity_range(self, id: str, low: Decimal, high: Decimal) -> str:
        """``10 à 15 heures``, or the number alone where both ends are one.

        In CLDR an English range is plural, a French one as its end.
        """
        if low == high:
            return self.quantity(id, low)
        number = self.text("format.range", low=self.number(low), high=self.number(high))
        plural = self._plural(high) if self.language == "fr" else "other"
        return self.text(f"{id}.{plural}", number=number)

    def day(self, day: date) -> str:
        """``1er décembre 2026``, ``December 1, 2026``."""
        number = self.text("format.first_day") if day.day == 1 else str(day.day)
        month = self.months[day.month - 1]
        return self.text("format.date", day=number, month=month, year=str(day.year))

    def month(self, day: date) -> str:
        """``avril 2026``, ``April 2026``."""
        month = self.months[day.month - 1]
        return self.text("format.month", month=month, year=str(day.year))

    def listed(self, items: Sequence[str], every: bool = False) -> str:
        """``possible, à confirmer ou pas possible``: one of these; ``et`` for `every` one."""
        if len(items) < 2:
            return "".join(items)
        last = "format.list_and" if every else "format.list_or"
        return self.text(last, list=", ".join(items[:-1]), last=items[-1])

    def _separated(self, digits: str) -> str:
        marks = {",": self.messages["format.group"], ".": self.messages["format.decimal"]}
        return "".join(marks.get(character, character) for character in digits)

    def _plural(self, number: Decimal | int) -> str:
        """CLDR's category: in French up to 1.99 is singular, in English 1 alone."""
        singular = -2 < number < 2 if self.language == "fr" else number == 1
        return "one" if singular else "other"


@cache
def catalogue(language: str, *packages: str) -> Catalogue:
    """The catalogue of a language, ``fr`` or ``en``.

    Further packages may bring a ``messages`` folder of their own; their ids are added. So
    are those of ``messages/<programme>.<language>.toml``, where a programme has such a file.
    """
    words: dict[str, Any] = {}
    for package in ("calculator.words", *packages):
        # get_data, not a path: it works from a zip archive too.
        data = pkgutil.get_data(package, f"messages/{language}.toml")
        if data is None:
            raise FileNotFoundError(f"{package}/messages/{language}.toml")
        _add(words, _parsed(data))
        for programme in programme_ids():
            with suppress(OSError):
                data = pkgutil.get_data(package, f"messages/{programme}.{language}.toml")
                _add(words, _parsed(data or b""))
    return Catalogue(language, words)


def _parsed(data: bytes) -> dict[str, Any]:
    """TOML as an editor saved it, perhaps with a byte-order mark in front."""
    return tomllib.loads(data.decode().removeprefix("\ufeff"))


def _add(words: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Put messages into the tables that are there already."""
    for key, value in more.items():
        if isinstance(value, dict):
            _add(words.setdefault(key, {}), value)
        else:
            words[key] = value


def _with_strengths(text: str, strengths: Mapping[str, str]) -> str:
    """The text with the word for each ``{you_<strength>}`` put in."""
    for strength, said in strengths.items():
        text = text.replace(f"{{you_{strength}}}", said)
    return text


def _flatten(words: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for key, value in words.items():
        id = f"{prefix}{key}"
        found += _flatten(value, f"{id}.") if isinstance(value, dict) else [(id, value)]
    return found
