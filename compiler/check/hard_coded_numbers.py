"""Hard-coded numbers: typed in a document, they would stay when the rules change.

They stop the build; the mistake names the placeholder to write instead, where there is one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from calculator.words.catalogue import LANGUAGES
from compiler.read.documents import Document
from compiler.read.facts import Facts
from compiler.read.message_files import MessageFile
from compiler.read.mistake import Mistake, refuse
from compiler.read.placeholder_values import placeholders
from compiler.read.words import words_of

# Placeholders, remarks and statements: what they give is not typed.
NOT_TYPED = re.compile(r"\{\{.*?\}\}|\{#.*?#\}|\{%.*?%\}", re.DOTALL)

UNITS = (
    r"(?:\$|%|heures?|hours?|mois|months?|semaines?|weeks?|jours?|days?|ans?|années?|years?"
    r"|dollars?|régions?|regions?|h|CAD)(?![\wé-])"
)
NUMBER_WORDS = (
    r"(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|cent"
    r"|two|three|four|five|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|hundred"
    r"|quarante|soixante|quatre-vingts?|eighty)"
)
# An age has its unit in French, and often none in English: "18 ans", "18 or older".
AGE = (
    r"\b(?:aged?|over|under) \d+\b(?![.,]\d|\s[a-z])|\d+[- ]year-olds?\b"
    r"|\d+ (?:or|and) (?:older|over|younger|under)\b"
)
TELEPHONE = re.compile(r"\d{3}[\s-]\d{3}-\d{4}")
EXAMPLE = "{{ paas_action.support_allowance }}"
HARD_CODED = re.compile(
    rf"\d[\d\s.,]*{UNITS}|[$]\s*\d[\d.,]*|\b{NUMBER_WORDS}\s{UNITS}"
    rf"|{TELEPHONE.pattern}|\b20\d\d\b|{AGE}",
    re.IGNORECASE,
)


def hard_coded_numbers(text: str) -> Iterator[tuple[int, str]]:
    """Each number typed in a text: the line on which it begins, from 0, and itself."""
    typed = NOT_TYPED.sub(lambda match: "…" + "\n" * match[0].count("\n"), text)
    for match in HARD_CODED.finditer(typed):
        yield typed.count("\n", 0, match.start()), match[0].strip()


def check_hard_coded_numbers(
    documents: Iterable[Document], facts: Facts, files: Iterable[MessageFile], on: date
) -> None:
    """Raise SourceError for each number typed in a document, in the register of facts or in the
    messages of a programme (`files` are all of messages).

    `on` is the day whose values the documents show.
    """
    refuse([*_in_documents(documents, on), *_in_facts(facts), *_in_messages(files)])


def _in_documents(documents: Iterable[Document], on: date) -> Iterator[Mistake]:
    known = {language: _placeholder_by_value(language, on) for language in LANGUAGES}
    for document in documents:
        for key, value in document.meta.items():
            if isinstance(value, str):
                for _, number in hard_coded_numbers(value):
                    sentence = _sentence(number, known[document.language])
                    yield document.mistake(document.line_of(key), sentence)
        for line, number in hard_coded_numbers(document.text):
            sentence = _sentence(number, known[document.language])
            yield document.mistake(document.first_line + line, sentence)


def _in_facts(facts: Facts) -> Iterator[Mistake]:
    for fact in facts.facts:
        for language, text in fact.words.items():
            for _, number in hard_coded_numbers(text):
                sentence = (
                    f"“{number}” is typed in {language}; write the fact without its number, and "
                    f"behind value: the number's name in rules/programmes/{fact.programme}.toml"
                )
                yield Mistake(fact.file, fact.word_lines[language], sentence)


def _in_messages(files: Iterable[MessageFile]) -> Iterator[Mistake]:
    for file in files:
        # The common messages have numbers of the calendar and of telephones, no programme's own.
        if file.file.endswith(f"/{file.language}.toml"):
            continue
        for message in file.messages.values():
            for _, number in hard_coded_numbers(message.text):
                sentence = (
                    f"“{number}” is typed, and would stay when the rules change; write the "
                    "sentence without a number: the pages show it"
                )
                yield file.mistake(message, sentence)


def _placeholder_by_value(language: str, on: date) -> Mapping[str, str]:
    """The placeholder of each value of the rules, by the value as the language writes it."""
    return {
        _comparable(text): f"{programme}.{id}"
        for programme, values in placeholders(on, words_of(language)).items()
        for id, text in values.items()
    }


def _sentence(number: str, known: Mapping[str, str]) -> str:
    if placeholder := known.get(_comparable(number)):
        write = f"write {{{{ {placeholder} }}}}"
    elif TELEPHONE.fullmatch(number):
        write = "it belongs into regional_contacts.yaml, and a placeholder here"
    else:
        write = f"write it as a value into rules/programmes, and here its name, such as {EXAMPLE}"
    return f"“{number}” is typed, and would stay when the rules change; {write}"


def _comparable(number: str) -> str:
    return number.replace("\u00a0", " ").rstrip(".,").lower()
