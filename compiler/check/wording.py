"""Terms and typography: the form to write of each, and mistakes where a variant stands.

The rules are data: ``docs/words/wording.toml``, whose head says how they are written.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from calculator.words.catalogue import LANGUAGES
from compiler.read.mistake import Mistake, SourceError, not_toml, refuse
from compiler.read.prose import Line, prose
from compiler.read.sources import Sources

RULES = "docs/words/wording.toml"
KEYS = {"wanted", "reason", "fr", "en", "case"}


class Rule(NamedTuple):
    """The form to write, the reason, and the pattern of its variants in one language."""

    language: str
    wanted: str
    reason: str
    variants: re.Pattern[str]


def read_rules(file: Path) -> list[Rule]:
    """The rules of a file. Raises SourceError for each that is not whole."""
    name = f"{file.parent.parent.name}/{file.parent.name}/{file.name}"
    return list(_parsed(name, file.read_text(encoding="utf-8")))


@cache
def _parsed(name: str, text: str) -> tuple[Rule, ...]:
    """The rules of a file's text, its patterns compiled once a process."""
    try:
        entries = tomllib.loads(text).get("rule", [])
    except tomllib.TOMLDecodeError as error:
        raise SourceError(not_toml(name, text, error)) from error
    rules: list[Rule] = []
    mistakes: list[Mistake] = []
    for number, entry in enumerate(entries, start=1):
        try:
            rules += _rules(entry)
        except (ValueError, re.error) as error:
            sentence = f"rule {number} ({entry.get('wanted', '?')}): {error}"
            mistakes.append(Mistake(name, None, sentence))
    refuse(mistakes)
    return tuple(rules)


def _rules(entry: dict[str, Any]) -> Iterator[Rule]:
    if unknown := set(entry) - KEYS:
        raise ValueError(
            f"unknown key {sorted(unknown)[0]}; accepted are {', '.join(sorted(KEYS))}"
        )
    for key in ("wanted", "reason"):
        if not isinstance(entry.get(key), str):
            raise ValueError(f"must have a text {key}")
    given = [language for language in LANGUAGES if language in entry]
    if not given:
        raise ValueError("must have variants: a list named fr, en or both")
    flags = re.NOFLAG if entry.get("case") else re.IGNORECASE
    for language in given:
        patterns = entry[language]
        if not isinstance(patterns, list) or not all(isinstance(one, str) for one in patterns):
            raise ValueError(f"{language} must be a list of texts")
        pattern = re.compile("|".join(f"(?:{one})" for one in patterns), flags)
        yield Rule(language, _wanted(entry, language), entry["reason"], pattern)


def _wanted(entry: dict[str, Any], language: str) -> str:
    """What to write in a language: where a rule is of both, ``French / English`` are told apart."""
    forms: list[str] = entry["wanted"].split(" / ")
    if len(forms) == len(LANGUAGES) and all(one in entry for one in LANGUAGES):
        return forms[LANGUAGES.index(language)]
    return str(entry["wanted"])


def wording_mistakes(lines: Iterable[Line], rules: Iterable[Rule]) -> Iterator[Mistake]:
    """Each variant in the lines: ``“found”: write “wanted” (reason)``."""
    rules = list(rules)
    finders = {
        language: _finder(tuple(rule for rule in rules if rule.language == language))
        for language in LANGUAGES
    }
    for file, number, language, text in lines:
        for found, rule in finders[language](text):
            sentence = f"“{found}”: write “{rule.wanted}” ({rule.reason})"
            yield Mistake(file, number, sentence)


Finder = Callable[[str], list[tuple[str, Rule]]]


@cache
def _finder(rules: tuple[Rule, ...]) -> Finder:
    """A function that finds the variants of these rules in a line of text.

    It keeps what it found: tests check the same few thousand lines again and again, each time
    with one of them edited.
    """

    @cache
    def find(text: str) -> list[tuple[str, Rule]]:
        return [
            (_shown(match, text), rule) for rule in rules for match in rule.variants.finditer(text)
        ]

    return find


def _shown(match: re.Match[str], text: str) -> str:
    """The text of a match; a mere sign with the text around it, so that it can be found."""
    if re.search(r"\w{2}", match[0]):
        return match[0]
    return text[max(0, match.start() - 12) : match.end() + 12].strip()


def check_wording(project: Path, sources: Sources) -> None:
    """Raise SourceError for each term or sign that is not the wanted one."""
    refuse(wording_mistakes(prose(sources), read_rules(project / RULES)))
