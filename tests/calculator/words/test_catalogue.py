"""The messages of both languages: the same ids, all used, and formats that CLDR agrees with."""

import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from calculator.comparison import comparison
from calculator.form.form import form, own_questions
from calculator.frame import Assets, calculator
from calculator.results.card_data import card_data
from calculator.results.cards import View, next_step, strength
from calculator.results.comparison_rows import compared_programme
from calculator.results.organisation_card import organisation_sentence
from calculator.results.result import KINDS, announcement, drawn
from calculator.words.catalogue import LANGUAGES, Catalogue, catalogue
from calculator.words.html import Markup
from rules.asked_hours import asked_hours
from rules.organisation import organisation
from rules.participant import participant
from rules.quantities import exactly
from rules.questions import MAXIMUM_DOLLARS
from rules.results import (
    Allowance,
    AllowanceCertainty,
    ParticipantResult,
    Reimbursement,
    ReimbursementCertainty,
)

FRENCH, ENGLISH = (catalogue(language) for language in LANGUAGES)
LOCALES = {"fr": Locale.parse("fr_CA"), "en": Locale.parse("en_CA")}
NO_BREAK_SPACE = "\u00a0"
DAY = date(2026, 5, 1)

NUMBERS = st.decimals(0, MAXIMUM_DOLLARS, places=2)
DAYS = st.dates(date(2026, 4, 1), date(9999, 12, 31))
CATALOGUES = st.sampled_from([FRENCH, ENGLISH])


# ---- The two files -------------------------------------------------------------------


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_both_languages_have_the_same_ids() -> None:
    assert sorted(FRENCH.messages) == sorted(ENGLISH.messages)


def test_each_message_has_the_same_placeholders_in_both_languages() -> None:
    french, english = (
        {id: placeholders(text) for id, text in words.messages.items()}
        for words in (FRENCH, ENGLISH)
    )
    assert french == english
    assert all(name.isidentifier() for names in french.values() for name in names)


def test_no_message_is_empty(words: Catalogue) -> None:
    assert [id for id, text in words.messages.items() if text == ""] == []
    assert len(set(words.months)) == 12


def test_an_id_that_is_not_there_is_named() -> None:
    with pytest.raises(
        KeyError, match=r"messages/en\.toml: must have the message no\.such or nor\.this"
    ):
        ENGLISH.text("no.such", "nor.this")


def test_the_first_message_that_there_is_is_taken() -> None:
    assert ENGLISH.text("no.such", "form.yes", "form.no") == "Yes"


# ---- Typography ----------------------------------------------------------------------

FRENCH_MISPRINTS = re.compile(
    rf"[^{NO_BREAK_SPACE}\n][:$%»]"  # anything but a no-break space before them
    rf"|«[^{NO_BREAK_SPACE}]"
    r"|\s[;!?]"
    r"|['\"“”]"
)
ENGLISH_MISPRINTS = re.compile(rf"\s[:%;!?]|{NO_BREAK_SPACE}\$|\$\s\d|[«»'\"]")


def misprints(text: str, language: str) -> list[str]:
    pattern = FRENCH_MISPRINTS if language == "fr" else ENGLISH_MISPRINTS
    return pattern.findall(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "173 $"),
        ("fr", "173$"),
        ("fr", "12 %"),
        ("fr", "Source : ici"),
        ("fr", "Source: ici"),
        ("fr", "« oui\u00a0»"),
        ("fr", "«\u00a0oui »"),
        ("fr", "Quoi\u00a0?"),
        ("fr", "Bon ; fin"),
        ("fr", "Oui !"),
        ("fr", "l'aide"),
        ("en", "Source : here"),
        ("en", "Source\u00a0: here"),
        ("en", "12 %"),
        ("en", "« yes »"),
        ("en", "$ 173"),
        ("en", "What ?"),
        ("en", "don't"),
    ],
)
def test_misprints_are_seen(language: str, text: str) -> None:
    assert misprints(text, language)


def test_messages_hold_no_misprint(words: Catalogue) -> None:
    found = {id: misprints(text, words.language) for id, text in words.messages.items()}
    assert {id: signs for id, signs in found.items() if signs} == {}


@pytest.mark.slow
def test_what_is_drawn_holds_no_misprint(
    language: str,
    situations: list[dict[str, Any]],
    organisations: list[dict[str, Any]],
    draw: Callable[..., tuple[dict[str, Any], BeautifulSoup]],
    texts: Callable[[BeautifulSoup], Iterator[str]],
) -> None:
    numbers = {"weekly_hours": Decimal("12.5"), "monthly_costs": {"transport": Decimal("45.50")}}
    for situation in situations:
        _, soup = draw(language, {**situation, **numbers, "start_date": "2026-05-01"})
        assert [text for text in texts(soup) if misprints(text, language)] == [], situation
    for one in organisations:
        answers = {**one, "places": Decimal(1200)}
        _, soup = draw(language, answers, kind="organisation")
        assert [text for text in texts(soup) if misprints(text, language)] == [], one


# A programme's name where no article is missed: at the start of a text, or behind a sign, and
# before a sign or the end.
ALONE = re.compile(r"(?:^|[,:(«]\s?)\{programmes?\}(?:$|\s?[,:)»(])")


def test_french_names_of_programmes_stand_without_a_preposition() -> None:
    """It is "le PAAS Action", but "Interagir": a sentence for both has no article."""
    words = catalogue("fr")
    named = {id: text for id, text in words.messages.items() if "{programme" in text}
    assert len(named) > 20
    within = {id for id, text in named.items() if not ALONE.search(text)}
    # PAAS Action says these in a sentence of its own.
    own = {"verdict.possible", "verdict.to_confirm", "verdict.not_possible"}
    assert within == own
    assert all(f"paas_action.{id.removeprefix('verdict.')}" in words for id in own)


TYPED_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")

# Figures that no rule knows: examples of what to write, and how weeks and months are counted.
EXAMPLES = {
    "question.weekly_hours.hint": {"12", "12,5", "12.5"},
    "question.monthly_costs.transport.hint": {"60", "45,50", "45.50"},
    "problem.not_a_number": {"0", "12,5", "12.5"},
    "problem.not_a_count": {"0", "12"},
    "problem.not_money": {"0", "1200", "45,50", "45.50"},
    "problem.not_finite": {"0"},
    "problem.negative": {"0"},
    "problem.too_many_decimals": {"45,50", "45.50"},
    "problem.not_a_date": {"2026", "12", "01"},
    "problem.not_whole": {"12"},
    "question.places.hint": {"12"},
    "hours_result.monthly_average": {"52", "12"},
    "format.first_day": {"1"},
}


def test_no_figure_of_the_rules_is_typed_in_a_message(words: Catalogue) -> None:
    typed = {id: set(TYPED_FIGURE.findall(text)) for id, text in words.messages.items()}
    beyond = {id: found - EXAMPLES.get(id, set()) for id, found in typed.items()}
    assert {id: figures for id, figures in beyond.items() if figures} == {}


# ---- Every message is there, and every message is used -----------------------------------


class Recorded(dict[str, str]):
    """Messages that remember which of them were read."""

    def __init__(self, messages: dict[str, str]) -> None:
        super().__init__(messages)
        self.read: set[str] = set()

    def __getitem__(self, id: str) -> str:
        self.read.add(id)
        return super().__getitem__(id)


HOURS = [None, "1", "12", "16", "19", "25"]
COSTS: list[dict[str, str]] = [
    {},
    {"transport": "60", "childcare": "45.50", "other": "12.34"},
    {"transport": "60"},
    {"transport": "0", "childcare": "0", "other": "0"},
    {"other": "5"},
]
DATES: list[dict[str, str]] = [{}, {"start_date": "2026-08-31", "on": "2026-06-01"}]


PLACES = [None, "0", "1", "12"]


def participants(situations: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for situation, hours, costs, dates in product(situations, HOURS, COSTS, DATES):
        weekly_hours = None if hours is None else Decimal(hours)
        yield {**situation, "weekly_hours": weekly_hours, "monthly_costs": costs, **dates}


def draw_everything(
    kind_id: str, states: Iterator[dict[str, Any]], words: Catalogue, links: Any
) -> int:
    """Draw the answer of every state; returns how many there were."""
    kind = KINDS[kind_id]
    number = 0
    for number, state in enumerate(states, start=1):  # noqa: B007
        result = kind.rules(state, DAY)
        drawn(result, View(words, links))
        announcement(result, words)
        for id in result.programmes:
            card_data(id, result, words)
            if isinstance(result, ParticipantResult):
                compared_programme(id, result, words)
    return number


# What a person, an old link or a browser can put in a field, one for each kind of problem.
BAD_FIELDS = {
    "participant": [
        {"weekly_hours": "many", "monthly_costs.other": "a lot", "on": "soon"},
        {"weekly_hours": "-1", "monthly_costs.other": "100001", "on": "2026-02-30"},
        {"weekly_hours": "12.345", "monthly_costs.other": "12,345", "on": "1999-01-01"},
        {"weekly_hours": "Infinity", "monthly_costs.other": "NaN", "start_date": "9999-12-01"},
        {"assistance": "other", "adult": "perhaps"},
    ],
    "organisation": [
        {"places": "12,5", "non_profit": "perhaps", "paas_action.expertise": "1"},
        {"places": "many", "on": "2026-02-30"},
        {"places": "-1", "on": "1999-01-01"},
        {"places": "100001", "on": "soon"},
        {"places": "12.345"},
    ],
}


# Plans of hours that are good, short, too much, broken, or not there; dates to keep.
PLANS: list[dict[str, Any]] = [
    {},
    {"fields": {"weekly_hours": ""}},
    {"plan": {"target": "25"}, "fields": {"start_date": "2026-09-15"}},
    {"plan": {"start": "18.5"}},
    {"plan": {"start": "many"}},
    {"plan": {"week_1": "3"}},
    {"plan": {f"week_{number}": "5" if number % 5 else "many" for number in range(1, 27)}},
]


def draw_amounts_of_others(words: Catalogue, links: dict[str, str]) -> None:
    """A programme's result with each way in which it can grant money."""
    view = View(words, links)
    people, groups = participant({}, DAY), organisation({"places": 3}, DAY)
    for certainty in set(get_args(AllowanceCertainty)) - {"none"}:
        for monthly in (None, exactly(Decimal(9))):
            unpaid = people.programmes["interagir"]
            one = unpaid._replace(
                verdict="to_confirm",
                monthly_total=unpaid.monthly_total._replace(high=Decimal(14)),
                allowance=Allowance(monthly is not None, certainty, monthly),
                reimbursements=[
                    Reimbursement("other", firmly, exactly(Decimal(5)), Decimal(9), Decimal(5))
                    for firmly in set(get_args(ReimbursementCertainty)) - {"not_stated"}
                ],
            )
            result = people._replace(programmes={"interagir": one})
            drawn(result, view)
            card_data("interagir", result, words)
    found = groups.programmes["paas_action"]
    received = found._replace(
        verdict="meets_conditions", funding=found.funding._replace(certainty="receives")
    )
    card_data("paas_action", groups._replace(programmes={"paas_action": received}), words)


def for_pages(root: Path) -> set[str]:
    """The ids that a page names: ``{{ message("interagir.status_in_full") }}``."""
    pages = (page.read_text(encoding="utf-8") for page in (root / "docs").rglob("*.md"))
    return {id for page in pages for id in re.findall(r'message\("([^"]+)"', page)}


@pytest.mark.slow
def test_every_message_exists_and_is_used(
    language: str,
    situations: list[dict[str, Any]],
    organisations: list[dict[str, Any]],
    links: dict[str, str],
    ask: Callable[..., dict[str, Any]],
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = catalogue(language)
    messages = Recorded(words.messages)
    monkeypatch.setattr(words, "messages", messages)
    people = participants(situations)
    assert draw_everything("participant", people, words, links) == 6 * 3 * 4 * 6 * 5 * 2
    # Of two costs that may come back one without the other, either may be the dearer, or none.
    two_costs = (
        {"monthly_costs": {"transport": Decimal(transport), "childcare": Decimal(100)}}
        for transport in (50, 100, 200)
    )
    assert draw_everything("participant", two_costs, words, links) == 3
    places = ({"places": None if number is None else Decimal(number)} for number in PLACES)
    with_places = (one | other for one, other in product(organisations, places))
    assert draw_everything("organisation", with_places, words, links) == 3**4 * 4
    for kind, cases in BAD_FIELDS.items():
        form(KINDS[kind].questions(), words)
        calculator(kind, language, links, Assets("a", "b", "c"), Markup(""), DAY, Markup(""))
        errors = [ask(language, fields, kind=kind)["errors"] for fields in cases]
        assert [set(found) for found in errors] == [set(fields) for fields in cases]
    comparison(language, links, Assets("a", "b", "c"), Markup(""), DAY, Markup(""))
    for plan in PLANS:
        fields = {"weekly_hours": "9", **plan.get("fields", {})}
        assert ask(language, fields, plan=plan.get("plan", {}))["plan"]
    assert ask(language, {}, calendar={"call": "2027-01-11"})["call"]
    # The year of a start that may be a slip.
    assert ask(language, {"start_date": "2099-01-01"})["html"]
    # A verdict that neither of today's programmes gives without a sentence of its own.
    result = participant({}, DAY)
    other = result.programmes["interagir"]._replace(verdict="not_possible")
    drawn(result._replace(programmes={"interagir": other}), View(words, links))
    # A third programme may ask for a minimum alone, and nothing of organisations.
    hours = asked_hours(Decimal(12), low=Decimal(10))._replace(given=Decimal(12))
    at_least = participant({"weekly_hours": 12}, DAY)
    at_least = at_least._replace(
        programmes={"interagir": at_least.programmes["interagir"]._replace(hours=hours)}
    )
    drawn(at_least, View(words, links))
    compared_programme("interagir", at_least, words)
    anyone = organisation({}, DAY).programmes["interagir"]
    organisation_sentence("interagir", anyone._replace(conditions=[], in_force_from=None), words)
    # Nor does any of them leave these words to all programmes.
    for certainty in get_args(AllowanceCertainty):
        if certainty != "none":
            strength("third", "allowance", certainty, True, words)
    next_step("third", View(words, links))
    # Nor does any of them state what is received, or the most that comes back of a cost.
    draw_amounts_of_others(words, links)
    # Nor is one of them of a later day than the others.
    monkeypatch.setattr("rules.participant.in_force", lambda id, on: False)
    monkeypatch.setattr("rules.organisation.in_force", lambda id, on: False)
    for kind in KINDS.values():
        later = kind.rules({}, DAY)
        drawn(later, View(words, links))
        card_data("interagir", later, words)
        if isinstance(later, ParticipantResult):
            compared_programme("interagir", later, words)
    # Nor do the values of today reach so far: their day is said.
    far = participant({"on": "2099-01-01"}, DAY)
    drawn(far, View(words, links))
    # Nor are there so many programmes that some are only named.
    monkeypatch.setattr("rules.relevance.FEW", 1)
    monkeypatch.setattr("calculator.results.result.FEW", 1)
    for day in (DAY, date(2099, 1, 1)):
        drawn(participant({}, day), View(words, links))
    drawn(participant({}, DAY), View(words, links), chosen=["interagir"])
    drawn(organisation({}, DAY), View(words, links))
    form(KINDS["organisation"].questions(), words, ["interagir"])
    own_questions("interagir", KINDS["organisation"].questions(), words)
    many = Assets("a", "b", "c", results="d")
    monkeypatch.setattr("calculator.frame.FEW", 1)
    all_of_them = {**links, "programmes": ""}
    for kind in KINDS:
        calculator(kind, language, all_of_them, many, Markup(""), DAY, Markup("<ul></ul>"))
    comparison(language, links, many, Markup(""), DAY, Markup(""))
    # A unit has its singular, whether or not a value of today needs it.
    for unit in ("months", "weeks", "days"):
        words.quantity(unit, Decimal(1))
    for hours in ("0.5", "1", "1.5", "2"):
        words.about_hours(Decimal(hours))
    # The table of strengths is for the tables and the register (tests/compiler/read).
    own = {id for id in messages if not id.startswith("strength.")}
    assert sorted(own - messages.read - for_pages(root)) == []


def test_unused_messages_would_be_seen() -> None:
    messages = Recorded({"a": "1", "b": "2"})
    words = Catalogue("en", {"format": {"months": []}})
    words.messages = messages
    assert "b" in words
    words.text("a")
    assert set(messages) - messages.read == {"b"}


def test_a_request_in_another_language_is_refused(ask: Callable[..., dict[str, Any]]) -> None:
    with pytest.raises(FileNotFoundError):
        ask("de", {})


# ---- Formats, against CLDR -------------------------------------------------------------


@given(CATALOGUES, NUMBERS)
def test_numbers(words: Catalogue, number: Decimal) -> None:
    assert words.number(number) == format_decimal(number, locale=LOCALES[words.language])


@given(CATALOGUES, NUMBERS)
def test_money(words: Catalogue, amount: Decimal) -> None:
    written = format_currency(amount, "CAD", locale=LOCALES[words.language])
    if amount == int(amount):
        # Ours leaves out cents where there are none.
        cents = re.compile(r"[.,]00(?!\d)")
        assert len(cents.findall(written)) == 1
        written = cents.sub("", written)
    assert words.money(amount) == written


@given(CATALOGUES, DAYS)
def test_days(words: Catalogue, day: date) -> None:
    written = format_date(day, "long", LOCALES[words.language])
    if words.language == "fr" and day.day == 1:
        # The documented exception: CLDR writes "1 mai", French readers "1er mai".
        assert written.startswith("1 ")
        written = f"1er {written[2:]}"
    assert words.day(day) == written


@given(CATALOGUES, DAYS)
def test_months(words: Catalogue, day: date) -> None:
    assert words.month(day) == format_skeleton("yMMMM", day, locale=LOCALES[words.language])


@given(
    CATALOGUES,
    st.sampled_from(["hours", "months", "weeks", "days", "places"]),
    NUMBERS | st.decimals(0, 3, places=1),
)
def test_plurals(words: Catalogue, unit: str, number: Decimal) -> None:
    shown = Decimal(f"{number.normalize():f}")  # CLDR looks at the digits that are shown
    category = LOCALES[words.language].plural_form(shown)
    message = words.messages[f"{unit}.{category}"]
    assert words.quantity(unit, number) == message.format(number=words.number(number))


@pytest.mark.parametrize(
    ("language", "number", "shown"),
    [
        ("fr", "0", "0 heure"),
        ("fr", "1.5", "1,5 heure"),
        ("fr", "1.99", "1,99 heure"),
        ("fr", "2", "2 heures"),
        ("fr", "-1.5", "-1,5 heure"),
        ("fr", "-2", "-2 heures"),
        ("fr", "20.00", "20 heures"),
        ("en", "0", "0 hours"),
        ("en", "1", "1 hour"),
        ("en", "1.00", "1 hour"),
        ("en", "1.5", "1.5 hours"),
        ("en", "-1.5", "-1.5 hours"),
    ],
)
def test_hours(language: str, number: str, shown: str) -> None:
    expected = shown.replace(" ", NO_BREAK_SPACE)
    assert catalogue(language).quantity("hours", Decimal(number)) == expected


def test_no_plural_for_millions_is_needed() -> None:
    """The documented exception: in French, CLDR has a third form for whole millions."""
    assert LOCALES["fr"].plural_form(1_000_000) == "many"
    maxima = [question.maximum for kind in KINDS.values() for question in kind.questions()]
    assert 0 < max(maxima) < 1_000_000


# Which form a range takes, as ICU has it from CLDR (Intl.PluralRules.selectRange).
@pytest.mark.parametrize(
    ("language", "low", "high", "shown"),
    [
        ("fr", "10", "15", "10 à 15~heures"),
        ("fr", "1", "2", "1 à 2~heures"),
        ("fr", "0", "1", "0 à 1~heure"),
        ("en", "10", "15", "10 to 15~hours"),
        ("en", "1", "2", "1 to 2~hours"),
        ("en", "0", "1", "0 to 1~hours"),
    ],
)
def test_ranges_of_hours(language: str, low: str, high: str, shown: str) -> None:
    found = catalogue(language).quantity_range("hours", Decimal(low), Decimal(high))
    assert found == shown.replace("~", NO_BREAK_SPACE)


@pytest.mark.parametrize(
    ("language", "low", "high", "shown"),
    [
        ("fr", "0", "173", "de 0~$ à 173~$"),
        ("fr", "0", "1173.50", "de 0~$ à 1~173,50~$"),
        ("fr", "45.5", "45.50", "45,50~$"),
        ("en", "0", "173", "from $0 to $173"),
        ("en", "0", "1173.50", "from $0 to $1,173.50"),
        ("en", "45.5", "45.50", "$45.50"),
    ],
)
def test_ranges_of_money(language: str, low: str, high: str, shown: str) -> None:
    found = catalogue(language).money_range(Decimal(low), Decimal(high))
    assert found == shown.replace("~", NO_BREAK_SPACE)


@pytest.mark.parametrize(
    ("language", "items", "shown"),
    [
        ("fr", [], ""),
        ("fr", ["a"], "a"),
        ("fr", ["a", "b"], "a ou b"),
        ("fr", ["a", "b", "c"], "a, b ou c"),
        ("en", ["a", "b"], "a or b"),
        ("en", ["a", "b", "c"], "a, b or c"),
    ],
)
def test_lists(language: str, items: list[str], shown: str) -> None:
    assert catalogue(language).listed(items) == shown


# ---- Further packages, and programmes with messages of their own -------------------------


@pytest.fixture
def own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forget: Callable[[], None]
) -> Iterator[Path]:
    """The messages of a package `own_words`, which a test fills."""
    messages = tmp_path / "own_words" / "messages"
    messages.mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield messages
    sys.modules.pop("own_words", None)
    forget()


def test_a_package_adds_its_messages_and_those_of_programmes(
    own_words: Path, language: str
) -> None:
    (own_words.parent / "__init__.py").touch()
    # Saved by an editor on Windows, with a byte-order mark in front.
    (own_words / f"{language}.toml").write_text(
        '[form]\nown = "own"\nyes = "instead"', encoding="utf-8-sig"
    )
    (own_words / f"interagir.{language}.toml").write_text(
        '[form]\nof_programme = "« programme »"\n[deep.er]\nstill = "deeper"', encoding="utf-8-sig"
    )
    words = catalogue(language, "own_words")
    ours = catalogue(language).messages
    quoted = {"fr": "«\u00a0programme\u00a0»", "en": "« programme »"}[language]
    assert words.messages == ours | {
        "form.own": "own",
        "form.yes": "instead",
        "form.of_programme": quoted,
        "deep.er.still": "deeper",
    }
    assert "form.own" in words
    assert "form.own" not in catalogue(language)


def test_a_package_without_messages_is_named(own_words: Path) -> None:
    (own_words.parent / "__init__.py").touch()
    with pytest.raises(FileNotFoundError):
        catalogue("fr", "own_words")


def test_what_gives_no_files_is_named_with_the_file(
    monkeypatch: pytest.MonkeyPatch, own_words: Path
) -> None:
    monkeypatch.setattr("pkgutil.get_data", lambda package, name: None)
    with pytest.raises(FileNotFoundError) as missing:
        catalogue("fr", "own_words")
    assert missing.value.args == ("calculator.words/messages/fr.toml",)
