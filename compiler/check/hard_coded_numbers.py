"""Figures typed in documents: they would stay when the rules change, so they stop the build."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from compiler.read.facts import Facts
from compiler.read.pages import DocumentError, Page
from compiler.read.placeholder_values import placeholders
from compiler.read.words import words_of

# What documents hold that is no text of theirs.
FILLED = re.compile(r"\{\{.*?\}\}|\{#.*?#\}|\{%.*?%\}", re.DOTALL)

UNITS = (
    r"(?:\$|%|heures?|hours?|mois|months?|semaines?|weeks?|jours?|days?|ans?|années?|years?"
    r"|dollars?|régions?|regions?|h|CAD)(?![\wé-])"
)
NUMBER_WORDS = (
    r"(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|cent"
    r"|two|three|four|five|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|hundred"
    r"|quarante|soixante|quatre-vingts?|eighty)"
)
TYPED_FIGURE = re.compile(
    rf"\d[\d\s.,]*{UNITS}|[$]\s*\d[\d.,]*|\b{NUMBER_WORDS}\s{UNITS}"
    r"|\d{3}[\s-]\d{3}-\d{4}|\b20\d\d\b",
    re.IGNORECASE,
)


def typed_figures(text: str) -> Iterator[tuple[int, str]]:
    """Each figure typed in a text: the line on which it begins, from 0, and itself."""
    bare = FILLED.sub(lambda match: "…" + "\n" * match[0].count("\n"), text)
    for match in TYPED_FIGURE.finditer(bare):
        yield bare.count("\n", 0, match.start()), match[0].strip()


def check_typed_figures(pages: Iterable[Page], facts: Facts, on: date) -> None:
    """Raises DocumentError for each figure typed in a document or in the register."""
    problems = []
    for page in pages:
        known = _known(page.language, on)
        for key, value in page.meta.items():
            if isinstance(value, str):
                problems += [
                    f"{page.source}:{page.line_of(key)}: {_complaint(figure, known)}"
                    for _, figure in typed_figures(value)
                ]
        problems += [
            f"{page.source}:{page.first_line + line}: {_complaint(figure, known)}"
            for line, figure in typed_figures(page.text)
        ]
    for fact in facts.facts:
        problems += [
            f"{fact.file}:{fact.line}: “{figure}” is typed in {language}; the fact says it "
            "without its number, and value ties it to the rules"
            for language, text in fact.words.items()
            for _, figure in typed_figures(text)
        ]
    if problems:
        raise DocumentError("\n".join(problems))


def _known(language: str, on: date) -> Mapping[str, str]:
    """The placeholder of each figure of the rules, by the figure as the language writes it."""
    return {
        _plain(text): f"{programme}.{id}"
        for programme, values in placeholders(on, words_of(language)).items()
        for id, text in values.items()
    }


def _complaint(figure: str, known: Mapping[str, str]) -> str:
    placeholder = known.get(_plain(figure))
    write = (
        f"write {{{{ {placeholder} }}}}"
        if placeholder
        else "it belongs into rules/programmes or regional_contacts.yaml, and a placeholder here"
    )
    return f"“{figure}” is typed, and would stay when the rules change; {write}"


def _plain(figure: str) -> str:
    return figure.replace("\u00a0", " ").rstrip(".,").lower()
