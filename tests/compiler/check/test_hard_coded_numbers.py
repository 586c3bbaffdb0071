"""Numbers that somebody typed: which are found, on which line, and what is said of each."""

from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath

import pytest

from calculator.words.catalogue import LANGUAGES
from compiler.check.hard_coded_numbers import check_hard_coded_numbers, hard_coded_numbers
from compiler.read.documents import parse_document
from compiler.read.facts import Facts
from compiler.read.message_files import MessageFile
from compiler.read.mistake import SourceError
from compiler.read.sources import Sources
from compiler.read.words import words_of
from rules.dated import document

NB = "\u00a0"
DAY = date(2026, 5, 1)
ELSEWHERE = (
    "write it as a value into rules/programmes, and here its name, such as "
    "{{ paas_action.support_allowance }}"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"C’est 173{NB}$ par mois.", [(0, f"173{NB}$")]),
        ("It is $173.50 a month, $ 20 more.", [(0, "$173.50"), (0, "$ 20")]),
        (f"Un taux\nde 50{NB}%,\n1{NB}173,50{NB}CAD", [
            (1, f"50{NB}%"), (2, f"1{NB}173,50{NB}CAD"),
        ]),
        ("20 heures, 1 hour, 12 mois, 1 month", [
            (0, "20 heures"), (0, "1 hour"), (0, "12 mois"), (0, "1 month"),
        ]),
        ("2 semaines, 3 weeks, 4 jours, 5 days", [
            (0, "2 semaines"), (0, "3 weeks"), (0, "4 jours"), (0, "5 days"),
        ]),
        ("18 ans, 2 années, 3 years, 17 régions, 17 regions, 5 dollars", [
            (0, "18 ans"), (0, "2 années"), (0, "3 years"), (0, "17 régions"),
            (0, "17 regions"), (0, "5 dollars"),
        ]),
        ("Vingt heures, twelve months, quatre-vingts jours", [
            (0, "Vingt heures"), (0, "twelve months"), (0, "quatre-vingts jours"),
        ]),
        # An age is one in both languages, whichever has a unit.
        ("18 ans ou plus, moins de 30 ans", [(0, "18 ans"), (0, "30 ans")]),
        ("18 or older, aged 30, under 18, a 19-year-old, 65 and over", [
            (0, "18 or older"), (0, "aged 30"), (0, "under 18"), (0, "19-year-old"),
            (0, "65 and over"),
        ]),
        ("over 3 pages", []),
        (f"418{NB}727-5677 or 514-725-5221", [(0, f"418{NB}727-5677"), (0, "514-725-5221")]),
        ("En 2026.", [(0, "2026")]),
        # What a placeholder, a remark or a statement has is not typed; their lines count.
        ("{{ a(20) }} heures {# 2026\n20 h #} {% if 5 days\n%}\n7 jours", [(3, "7 jours")]),
        ("1 hourglass, 3 mots, 20, 120 mois-là, 12026, six, deux mots", []),
    ],
)  # fmt: skip
def test_typed_numbers(text: str, found: list[tuple[int, str]]) -> None:
    assert list(hard_coded_numbers(text)) == found


def told(**given: object) -> list[str]:
    """What is said of documents, facts and messages; those not given are none."""
    none: Mapping[str, object] = {"documents": [], "facts": Facts(()), "files": []}
    try:
        check_hard_coded_numbers(**{**none, **given}, on=DAY)  # type: ignore[arg-type]
    except SourceError as error:
        return str(error).splitlines()
    return []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_of_the_rules_is_told_with_its_placeholder(language: str) -> None:
    amount = document("paas_action").parameters["support_allowance"].number(DAY)
    shown = words_of(language).money(amount)
    matter = f'---\npage: a\ntitle: "Pour {shown}"\ndescription: A\n---\n\n'
    text = f"# A\n\n{{# x\n#}}\n{shown}, et 3 jours.\n"
    one = parse_document(language, PurePosixPath("a.md"), matter + text)
    typed = "is typed, and would stay when the rules change"
    write = "write {{ paas_action.support_allowance }}"
    assert told(documents=[one]) == [
        f"docs/{language}/a.md:3: “{shown}” {typed}; {write}",
        f"docs/{language}/a.md:11: “{shown_in_text(shown)}” {typed}; {write}",
        f"docs/{language}/a.md:11: “3 jours” {typed}; {ELSEWHERE}",
    ]


def shown_in_text(shown: str) -> str:
    """What is found of an amount with a comma behind it: in English, the comma too."""
    return f"{shown}," if shown.startswith("$") else shown


def test_a_number_in_the_words_of_a_fact(sources: Sources) -> None:
    fact = sources.facts.facts[0]
    edited = fact._replace(words={"fr": "Rien.", "en": "For 3 days, or 20%."})
    said = (
        "is typed in en; write the fact without its number, and behind value: the number's name "
        f"in rules/programmes/{fact.programme}.toml"
    )
    place = f"{fact.file}:{fact.word_lines['en']}"
    assert told(facts=Facts((edited,))) == [
        f"{place}: “3 days” {said}",
        f"{place}: “20%” {said}",
    ]


def test_a_number_in_the_messages_of_a_programme(sources: Sources) -> None:
    file: MessageFile = sources.message_files[0]
    id, message = next(iter(file.messages.items()))
    messages = {id: message._replace(text="Pour 3 jours.")}
    programme = file._replace(file="calculator/words/messages/a.fr.toml", messages=messages)
    common = file._replace(file=f"x/{file.language}.toml", messages=messages)
    said = "“3 jours” is typed, and would stay when the rules change; write the sentence "
    said += "without a number: the pages show it"
    assert told(files=[common]) == []
    assert told(files=[common, programme]) == [
        f"calculator/words/messages/a.fr.toml:{message.line}: {said}"
    ]
