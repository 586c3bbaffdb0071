"""Terms and typography by rule: one wanted form each, its variants found by file and line.

The rules are data: ``docs/words/wording.toml``, whose head says how they are written.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from calculator.words.catalogue import LANGUAGES
from compiler.read.pages import DocumentError, Page
from compiler.read.prose import Line, prose

KEYS = {"wanted", "reason", "fr", "en", "case"}


class Rule(NamedTuple):
    """A form to write, why, and the pattern that finds others in one language."""

    language: str
    wanted: str
    reason: str
    variants: re.Pattern[str]


def read_rules(file: Path) -> list[Rule]:
    """The rules of a file.

    Raises DocumentError, a line a problem, where a rule is not whole.
    """
    name = f"{file.parent.parent.name}/{file.parent.name}/{file.name}"
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8")).get("rule", [])
    except tomllib.TOMLDecodeError as error:
        raise DocumentError(f"{name}: is not TOML: {error}") from error
    rules: list[Rule] = []
    problems: list[str] = []
    for number, entry in enumerate(entries, start=1):
        try:
            rules += _rules(entry)
        except (ValueError, re.error) as error:
            problems.append(f"{name}: rule {number} ({entry.get('wanted', '?')}): {error}")
    if problems:
        raise DocumentError("\n".join(problems))
    return rules


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
        yield Rule(language, entry["wanted"], entry["reason"], pattern)


def wording_faults(lines: Iterable[Line], rules: Iterable[Rule]) -> Iterator[str]:
    """Each variant in the lines: ``FILE:LINE: “found”: write “wanted” (reason)``."""
    by_language = {language: [r for r in rules if r.language == language] for language in LANGUAGES}
    for file, number, language, text in lines:
        for rule in by_language[language]:
            for match in rule.variants.finditer(text):
                found = _shown(match, text)
                yield f"{file}:{number}: “{found}”: write “{rule.wanted}” ({rule.reason})"


def _shown(match: re.Match[str], text: str) -> str:
    """What was found; a mere sign with the words around it, so that one finds it."""
    if re.search(r"\w{2}", match[0]):
        return match[0]
    return text[max(0, match.start() - 12) : match.end() + 12].strip()


def check_wording(project: Path, pages: Iterable[Page]) -> None:
    """Raise DocumentError, a line a fault, where a term or a sign is not the wanted one."""
    rules = read_rules(project / "docs" / "words" / "wording.toml")
    if faults := list(wording_faults(prose(project, pages), rules)):
        raise DocumentError("\n".join(faults))
