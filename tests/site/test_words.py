"""The words of the pages: complete, the same numbers in both languages, one language a page."""

import os
import re
from collections import Counter
from copy import copy
from decimal import Decimal

from compiler.read.settings import read_settings
from rules import dated

# What the pages are made from, on the day of the build at the latest.
ALLOWANCE = (
    dated.document("paas_action")
    .parameters["support_allowance"]
    .number(read_settings(os.environ).built)
)

# In full where a page speaks of the programme, in a line at the head of its result.
STATUS = {
    "fr": (
        "Le document d’Interagir n’a pas de date, donc nous ne savons pas si ce programme est "
        "encore offert. Demandez-le à votre direction régionale."
    ),
    "en": (
        "The Interagir document has no date, so we don’t know if this program is still "
        "offered. Ask your regional office."
    ),
}
IN_SHORT = {
    "fr": "Encore offert? À vérifier.",
    "en": "Still offered? Check first.",
}
CALCULATORS = ("estimate", "check", "embedded")
SHOW_INTERAGIR = (
    "home",
    "interagir",
    "estimate",
    "questions",
    "compare",
    "situations",
    "organizations",
    "check",
    "regions",
    "sources",
)

TELEPHONE = re.compile(r"(?:1[ \u00a0])?[0-9]{3}[ \u00a0][0-9]{3}-[0-9]{4}")
FIGURE = {
    "fr": re.compile(r"[0-9]+(?:\u00a0[0-9]{3})*(?:,[0-9]+)?"),
    "en": re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"),
}
UNIT = {
    "fr": {"$": r"{n}\u00a0\$", "hours": r"{n}\u00a0heures?", "months": r"{n}\u00a0mois"},
    "en": {
        "$": r"\${n}",
        "hours": r"{n}(?: and a half)?\u00a0hours?",
        "months": r"{n}\u00a0months?",
    },
}
RANGE = {"fr": r"(?:{n} à )?{n}", "en": r"(?:{n} to )?{n}"}

# Words that only the one language has; names of offices and of places are taken out first.
ENGLISH = "the and your you with about hours month call answer receive what error"
FRENCH = (
    "les des du au aux une est sont vous votre vos avec pour dans heures mois appelez combien "
    "réponses erreur numéro"
)
ONLY = {"en": set(ENGLISH.split()), "fr": set(FRENCH.split())}
NAMES = (
    "Ministère de l’Emploi et de la Solidarité sociale",
    "ministère de l’Emploi et de la Solidarité sociale",
    "Gaspésie–Îles-de-la-Madeleine",
    "Centre-du-Québec",
    "Nord-du-Québec",
    "Services Québec",
)


def test_interagir_status_is_shown_with_interagir(pages, addresses, text_of):
    for address in addresses:
        if address.name in SHOW_INTERAGIR or address.name.startswith("region "):
            text = text_of(pages[address.path].soup.main)
            status = IN_SHORT if address.name in CALCULATORS else STATUS
            assert status[address.language] in text, address.path


def test_both_languages_show_the_same_numbers(pages, addresses, text_of):
    """Every number on a page, whatever it counts, as often as in the other language."""
    for french, english in twins(pages, addresses):
        assert numbers(french, text_of) == numbers(english, text_of), english.path


def numbers(page, text_of):
    text = text_of(page.soup.main).replace("CC BY 4.0", "").replace("WCAG 2.2", "")
    found = Counter(re.sub(r"\s", " ", number) for number in TELEPHONE.findall(text))
    for figure in FIGURE[page.language].findall(TELEPHONE.sub(" ", text)):
        found[read(figure, page.language)] += 1
    return found


def read(figure, language):
    bare = figure.replace("\u00a0", "")
    decimal = bare.replace(",", ".") if language == "fr" else bare.replace(",", "")
    return Decimal(decimal).normalize()


def test_both_languages_show_the_same_amounts_hours_and_months(pages, addresses, text_of):
    seen = set()
    for french, english in twins(pages, addresses):
        amounts = quantities(french, text_of)
        assert amounts == quantities(english, text_of), english.path
        seen |= set(amounts)
    assert {("$", (ALLOWANCE,)), ("hours", (20,)), ("hours", (10, 15)), ("hours", (80,))} <= seen


def quantities(page, text_of):
    """Each quantity as (unit, numbers), the numbers two where it is a range."""
    figure = FIGURE[page.language]
    found = Counter()
    for unit, pattern in UNIT[page.language].items():
        shape = pattern.replace("{n}", f"({RANGE[page.language]})").replace("{n}", figure.pattern)
        for match in re.finditer(shape, text_of(page.soup.main)):
            read_all = (read(one, page.language) for one in figure.findall(match[1]))
            found[unit, tuple(read_all)] += 1
    return found


def twins(pages, addresses):
    by_name = {}
    for address in addresses:
        by_name.setdefault(address.name, {})[address.language] = pages[address.path]
    return [(pair["fr"], pair["en"]) for pair in by_name.values()]


def test_pages_have_words_of_their_language_only(documents, text_of):
    """What is in the other language is marked so: a screen reader changes its voice."""
    foreign = {}
    for path, document in documents.items():
        other = "en" if document.language == "fr" else "fr"
        # An address has no language.
        without = f"[lang={other}], [translate=no]"
        text = text_of(document.soup.body, without=without, spoken=True)
        if found := words_only_of(other, text):
            foreign[path] = found
    assert not foreign


def words_only_of(language, text):
    for name in NAMES:
        text = text.replace(name, "")
    return set(re.findall(r"[^\W\d_]+", text.lower())) & ONLY[language]


def test_descriptions_are_in_their_language(pages):
    for path, page in pages.items():
        other = "en" if page.language == "fr" else "fr"
        description = page.soup.select_one("meta[name=description]")["content"]
        assert not words_only_of(other, f"{description} {page.soup.title.string}"), path


def test_typography_of_numbers(documents, text_of):
    """French: a no-break space before $ and %, none missing; English: the $ before."""
    for path, document in documents.items():
        body = copy(document.soup.body)
        for part in body.find_all(lang=True):
            if part.get("lang") not in (None, document.language):
                part.decompose()  # it follows the rules of its own language
        for part in body.select(".send-text"):
            part.decompose()  # typed as in a message: tests/compiler/render/test_sending.py
        text = text_of(body, spoken=True)
        if document.language == "fr":
            wrong = re.findall(r"[0-9][ ]?\$|\$[0-9]|[0-9}] ?%|« |[^\u00a0]»|\w ?:(?=\s)", text)
        else:
            wrong = re.findall(r"[0-9]\s?\$|[«»]|[0-9}]\s%|\w\s:", text)
        assert not wrong, (path, wrong)
