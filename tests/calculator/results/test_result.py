"""The result's HTML: what it says of each programme, and what it never says."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.results.card_data import card_data
from calculator.results.cards import strength
from calculator.results.result import KINDS
from calculator.results.short_answer import short_lines
from calculator.words.catalogue import LANGUAGES, Catalogue, catalogue
from rules.dated import Range, document
from rules.participant import participant
from rules.quantities import weekly_from_monthly
from rules.questions import PARTICIPANT

Draw = Callable[..., tuple[dict[str, Any], BeautifulSoup]]
Texts = Callable[[BeautifulSoup], Iterator[str]]

EXAMPLE = {
    "assistance": "aim_for_employment",
    "work_outlook": "after_preparation",
    "weekly_hours": Decimal(12),
    "on": "2026-05-01",
}
COSTS = {"transport": Decimal("61.37"), "childcare": Decimal(1240), "other": Decimal("9.05")}

# What the answers are made from on the example's day.
DAY = date(2026, 5, 1)
PAAS_ACTION = document("paas_action").parameters
ALLOWANCE = PAAS_ACTION["support_allowance"].number(DAY)

MONEY = {
    "fr": re.compile(r"\d+(?:\u00a0\d{3})*(?:,\d\d)?\u00a0\$"),
    "en": re.compile(r"\$\d+(?:,\d{3})*(?:\.\d\d)?"),
}

MONEY_ZERO = {"fr": "0\u00a0$", "en": "$0"}


def cards(soup: BeautifulSoup) -> dict[str, Tag]:
    return {str(card["data-programme"]): card for card in soup.find_all("section")}


def amounts(tag: Tag, language: str) -> list[str]:
    return MONEY[language].findall(tag.get_text(" "))


# ---- The example of the first journey ------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example(draw: Draw, language: str) -> None:
    _, soup = draw(language, EXAMPLE)
    words = catalogue(language)
    money = words.money(ALLOWANCE)
    hours = words.quantity("hours", PAAS_ACTION["weekly_hours_maximum"].number(DAY))
    paas_action, interagir = cards(soup).values()
    assert paas_action["data-verdict"] == "possible"
    (amount,) = set(amounts(paas_action, language)) - {MONEY_ZERO[language]}
    assert amount == money
    assert money in [tag.get_text() for tag in paas_action.find_all(class_="amount")]
    (limit, *others) = paas_action.find(class_="hours").find_all("li")
    assert hours in limit.get_text()
    assert others == []
    assert paas_action.find(class_="check")["data-check"] == "within"
    assert interagir["data-verdict"] == "to_confirm"
    assert amounts(interagir, language) == []
    assert "$" not in interagir.get_text()


@pytest.mark.parametrize(
    ("language", "strength"),
    [("fr", ("pouvez avoir droit", "pas une promesse")), ("en", ("may be", "not a promise"))],
)
def test_an_amount_has_its_condition_beside_it(
    draw: Draw, language: str, strength: tuple[str, str]
) -> None:
    _, soup = draw(language, EXAMPLE)
    (row, *_) = soup.find("tbody").find_all("tr")
    condition = row.find("th", scope="row").find(class_="condition").get_text()
    assert all(word in condition for word in strength)
    assert row.find("td").find(class_="amount")


# ---- Hooks ----------------------------------------------------------------------------


@pytest.mark.slow
def test_hooks_and_order(draw: Draw, language: str, situations: list[dict[str, Any]]) -> None:
    for situation in situations:
        found, soup = draw(language, situation)
        assert [
            (card["data-programme"], card["data-verdict"])
            for card in soup.find_all(attrs={"data-programme": True})
        ] == [(id, answer["verdict"]) for id, answer in found["programmes"].items()]
        for id, card in cards(soup).items():
            criteria = found["programmes"][id]["criteria"]
            assert [
                (item["data-criterion"], item["data-status"])
                for item in card.find_all(attrs={"data-criterion": True})
            ] == [(criterion["id"], criterion["status"]) for criterion in criteria]


def test_each_verdict_has_its_own_sentence_and_badge(
    draw: Draw, language: str, situations: list[dict[str, Any]]
) -> None:
    said: dict[str, set[tuple[str, str]]] = {}
    for situation in situations:
        _, soup = draw(language, situation)
        for card in cards(soup).values():
            badge, sentence = card.find(class_="badge"), card.find(class_="verdict")
            name = card.find("h3").get_text()
            words = sentence.get_text().removeprefix(badge.get_text())
            assert name in words
            said.setdefault(str(card["data-verdict"]), set()).add(
                (badge.get_text(), words.replace(name, "*"))
            )
    assert set(said) == {"possible", "to_confirm", "not_possible", "unknown"}
    # No two verdicts share a badge or a sentence.
    badges = [{badge for badge, _ in pairs} for pairs in said.values()]
    assert [len(found) for found in badges] == [1] * 4
    assert len(set.union(*badges)) == 4
    sentences = [{sentence for _, sentence in pairs} for pairs in said.values()]
    assert sum(map(len, sentences)) == len(set.union(*sentences))


# ---- Money ----------------------------------------------------------------------------


@pytest.mark.slow
def test_strength_is_that_of_the_document(
    draw: Draw, language: str, situations: list[dict[str, Any]]
) -> None:
    """ "Are entitled" only where the document says it; "may" never becomes more or less."""
    entitled = {"fr": "vous avez droit", "en": "you are entitled"}[language]
    may = {"fr": "vous pouvez avoir droit", "en": "you may be entitled"}[language]
    seen = set()
    for situation in situations:
        found, soup = draw(language, situation)
        for id, card in cards(soup).items():
            certainty = found["programmes"][id]["allowance"]["certainty"]
            seen.add(certainty)
            text = card.get_text(" ").lower()
            assert (entitled in text) == (certainty == "entitled"), (situation, id)
            assert (may in text) == (certainty == "may_receive"), (situation, id)
    assert seen == {"entitled", "may_receive", "depends", "not_stated", "none"}


@pytest.mark.slow
def test_what_is_not_possible_shows_no_money_and_says_whom_to_call(
    draw: Draw, language: str, situations: list[dict[str, Any]], links: dict[str, str]
) -> None:
    count = 0
    for situation in situations:
        given = {**situation, "weekly_hours": Decimal(12), "monthly_costs": COSTS}
        _, soup = draw(language, given)
        for card in cards(soup).values():
            assert card.find("a", href=links["regions"])
            if card["data-verdict"] == "not_possible":
                count += 1
                assert "$" not in card.get_text()
                assert not card.find(["table", "time"])
                assert not card.find(class_="hours")
                # But why it is not, and that somebody can be asked.
                assert card.find(attrs={"data-status": "not_met"})
    assert count == 3 * 4


def test_interagir_itself_never_brings_an_amount(
    draw: Draw, language: str, situations: list[dict[str, Any]]
) -> None:
    for situation in situations:
        _, soup = draw(language, situation)
        interagir = cards(soup)["interagir"]
        assert amounts(interagir, language) == []
        assert "$" not in interagir.get_text()


@pytest.mark.slow
@pytest.mark.parametrize(
    "costs",
    [{}, {"other": Decimal(5)}, {"transport": Decimal(60)}, dict.fromkeys(COSTS, Decimal(0))],
)
def test_a_total_of_nothing_known_is_not_drawn(
    draw: Draw, language: str, situations: list[dict[str, Any]], costs: dict[str, Decimal]
) -> None:
    for situation in situations:
        found, soup = draw(language, {**situation, "monthly_costs": costs})
        for id, card in cards(soup).items():
            answer = found["programmes"][id]
            ranges = [
                answer["allowance"]["monthly"],
                *(refund["monthly"] for refund in answer["reimbursements"]),
            ]
            total = card.find(class_="total")
            known = any(range_ and Decimal(range_["high"]) for range_ in ranges)
            known = known and answer["verdict"] != "not_possible"
            assert (total is not None) == known, (situation, id)
            if total:
                # Where the allowance has no amount there are costs, and no total.
                words = catalogue(language)
                given = "transport" in costs or "childcare" in costs
                name = "money.total" if given else "money.total_without_costs"
                name = name if answer["allowance"]["stated"] else "money.costs"
                assert total.find("th").contents[0] == words.text(name)
                # Nor is what is known ever drawn as nothing.
                shown = total.find("td").get_text()
                assert shown != MONEY_ZERO[language]
                assert catalogue(language).money(Decimal(answer["monthly_total"]["high"])) in shown


def test_a_total_says_whether_something_is_left_out(draw: Draw, words: Catalogue) -> None:
    """And of what it is: of the allowance alone where no cost is known."""

    def said(**costs: int) -> tuple[str, str]:
        given = {**EXAMPLE, "monthly_costs": {key: Decimal(cost) for key, cost in costs.items()}}
        _, soup = draw(words.language, given)
        total = cards(soup)["paas_action"].find(class_="total")
        label = str(total.find("th").contents[0])
        return label, total.find(class_="condition").get_text()

    def expected(label: str, *conditions: str) -> tuple[str, str]:
        texts = [words.text("paas_action.on_top")]
        texts += [words.text(f"money.{id}") for id in conditions]
        return words.text(f"money.{label}"), " ".join(texts)

    assert said() == expected("total_without_costs", "plus_costs")
    assert said(other=5) == expected("total_without_costs", "plus_costs", "without_other")
    assert said(transport=0) == expected("total", "plus_costs")
    assert said(transport=60, childcare=0) == expected("total")
    assert said(transport=60, childcare=80) == expected("total", "with_allowance")
    assert said(transport=0, childcare=0, other=5) == expected("total", "without_other")


def test_each_cost_has_its_row(draw: Draw, words: Catalogue) -> None:
    answers = {**EXAMPLE, "assistance": "social_assistance", "monthly_costs": COSTS}
    _, soup = draw(words.language, answers)
    rows = {
        id: [
            (row.find("th", scope="row").contents[0], row.find("td").get_text())
            for row in card.find("tbody").find_all("tr")
        ]
        for id, card in cards(soup).items()
    }
    text, money, up_to = words.text, words.money, words.text("money.up_to")
    transport = (text("money.transport"), f"{up_to} {money(COSTS['transport'])}")
    childcare = (text("money.childcare"), f"{up_to} {money(COSTS['childcare'])}")
    other = (text("money.other"), f"{up_to} {money(COSTS['other'])}")
    one = ALLOWANCE + COSTS["childcare"]
    both = one + COSTS["transport"]
    readings = (
        f"{up_to} {money(one)} {text('money.if_childcare')} "
        f"{up_to} {money(both)} {text('money.if_both')}"
    )
    assert rows == {
        "paas_action": [
            (text("money.allowance"), money(ALLOWANCE)),
            transport,
            childcare,
            (text("money.other"), text("money.not_stated")),
            (text("money.total"), readings),
        ],
        "interagir": [
            (text("money.allowance"), text("money.not_stated")),
            transport,
            childcare,
            other,
            (text("money.costs"), f"{up_to} {money(Decimal('1310.42'))}"),
        ],
    }


@pytest.mark.parametrize(
    ("language", "both", "one"),
    [
        (
            "fr",
            {
                "childcare": "jusqu’à 473 $ si seule la garde est remboursée, ",
                "transport": "jusqu’à 473 $ si seul le transport est remboursé, ",
                "one": "jusqu’à 373 $ si un seul des deux frais est remboursé, ",
                "both": "jusqu’à 573 $ si les deux le sont",
            },
            "de 0 $ à 473 $",
        ),
        (
            "en",
            {
                "childcare": "up to $473 if only childcare is reimbursed, ",
                "transport": "up to $473 if only transport is reimbursed, ",
                "one": "up to $373 if only one of the two costs is reimbursed, ",
                "both": "up to $573 if both are",
            },
            "from $0 to $473",
        ),
    ],
)
def test_a_total_of_one_or_the_other_cost_has_two_readings(
    draw: Draw, language: str, both: dict[str, str], one: str
) -> None:
    """The dearer of the two is named: it is the one that the lower reading counts."""

    def total(**costs: int) -> str:
        given = {**EXAMPLE, "monthly_costs": {key: Decimal(cost) for key, cost in costs.items()}}
        _, soup = draw(language, given)
        row = cards(soup)["paas_action"].find(class_="total")
        return str(row.find("td").get_text()).replace("\u00a0", " ")

    assert total(transport=100, childcare=300) == both["childcare"] + both["both"]
    assert total(transport=300, childcare=100) == both["transport"] + both["both"]
    assert total(transport=200, childcare=200) == both["one"] + both["both"]
    assert total(childcare=300) == total(transport=0, childcare=300) == one


SAID_OF_LAST_RESORT = {
    "fr": (
        *("avez droit", "peuvent être remboursés.", "remboursés dans certains cas"),
        "ne diminue pas",
    ),
    "en": (
        *("are entitled", "may be reimbursed.", "reimbursed in some cases"),
        "does not go down",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("costs", [{}, COSTS])
def test_interagirs_money_is_claimed_for_last_resort_assistance_only(
    draw: Draw, language: str, situations: list[dict[str, Any]], costs: dict[str, Decimal]
) -> None:
    """Every sentence of a card against what the situation's assistance allows."""
    words = catalogue(language)
    last_resort = ("social_assistance", "social_solidarity")
    for situation in situations:
        _, soup = draw(language, {**situation, "monthly_costs": costs})
        card = cards(soup)["interagir"]
        said = card.get_text(" ")
        assistance = situation["assistance"]
        claimed = [part for part in SAID_OF_LAST_RESORT[language] if part in said]
        assert claimed == (list(SAID_OF_LAST_RESORT[language]) if assistance in last_resort else [])
        conditions = {tag.get_text() for tag in card.select(".money .condition")}
        depends = {
            strength("interagir", "allowance", "depends", False, words),
            words.text("reimbursement.depends"),
        }
        assert (depends == conditions) == (assistance is None), (situation, conditions)
        # It is the answer that is missing there, not a word of the document.
        unsaid = strength("interagir", "allowance", "not_stated", False, words)
        assert (unsaid in conditions) == (assistance not in (None, *last_resort))
        if assistance not in (None, *last_resort):
            assert card.find(class_="total") is None
            assert "$" not in said


@pytest.mark.parametrize("kind", ["participant", "organisation"])
def test_a_programme_that_is_not_in_force_yet_says_from_when(
    draw: Draw, words: Catalogue, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = f"rules.{kind}"
    monkeypatch.setattr(f"{module}.in_force", lambda id, on: id != "paas_action")
    monkeypatch.setattr(f"{module}.known_from", lambda id: date(2027, 1, 1))
    numbers = {"weekly_hours": Decimal(12), "monthly_costs": COSTS}
    answers = numbers if kind == "participant" else {"places": 4}
    _, soup = draw(words.language, answers, kind=kind)
    card = cards(soup)["paas_action"]
    assert card["data-verdict"] == "not_in_force"
    assert card.find(class_="badge").get_text() == words.text("verdict_badge.not_in_force")
    said = card.find(class_="verdict").get_text()
    assert words.day(date(2027, 1, 1)) in said
    assert words.text("programme.paas_action") in said
    assert amounts(card, words.language) == []
    assert not card.select(".money, .hours, time, .why, .checklist, .missing")
    data = card_data("paas_action", KINDS[kind].rules(answers, DAY), words)
    assert (data["missing"], data["further"], data["total"]) == ([], [], None)
    assert card.find(class_="next")


def test_an_allowance_of_nothing_is_not_up_to_nothing(words: Catalogue) -> None:
    """In the answer in short."""
    found = participant({"assistance": "basic_income"}, DAY).programmes["paas_action"]
    told = {}
    for name, monthly in (
        ("some", found.allowance.monthly),
        ("nothing", Range(Decimal(0), Decimal(0))),
    ):
        changed = found._replace(allowance=found.allowance._replace(monthly=monthly))
        told[name] = [one.figure for one in short_lines(changed, words) if one.about == "money"]
    assert told == {"some": [words.money(Decimal(173))], "nothing": []}


def test_a_cost_of_nothing_is_not_up_to_nothing(draw: Draw, words: Catalogue) -> None:
    _, soup = draw(words.language, {**EXAMPLE, "monthly_costs": {"transport": Decimal(0)}})
    (_, transport, *_) = soup.find("tbody").find_all("tr")
    assert transport.find("td").get_text() == words.text("money.no_cost")


def test_no_costs_at_all_are_no_total_of_nothing(draw: Draw, words: Catalogue) -> None:
    """Where no allowance is stated and every cost is zero, "0 $" would be said for nothing."""
    costs = dict.fromkeys(COSTS, Decimal(0))
    _, soup = draw(words.language, {**EXAMPLE, "monthly_costs": costs})
    paas_action, interagir = cards(soup).values()
    assert interagir.find(class_="total") is None
    assert amounts(interagir, words.language) == []
    total = paas_action.find(class_="total").find("td").get_text()
    assert total == words.money_range(Decimal(0), Decimal(173))


def test_a_cost_not_given_is_not_nothing(draw: Draw, words: Catalogue) -> None:
    _, soup = draw(words.language, EXAMPLE)
    (_, transport, *_) = soup.find("tbody").find_all("tr")
    assert transport.find("td").get_text() == words.text("money.cost_unknown")


# ---- Questions, hours, dates ------------------------------------------------------------


def test_what_is_open_is_listed_where_it_decides(draw: Draw, words: Catalogue) -> None:
    found, soup = draw(words.language, {})
    for id, card in cards(soup).items():
        missing = found["programmes"][id]["missing"]
        assert missing
        listed = [item.get_text() for item in card.find(class_="missing").find_all("li")]
        assert listed == [words.text(f"question.{key}.label") for key in missing]
        for verdict in found["programmes"][id]["reachable"]:
            assert words.text(f"reachable.{verdict}") in card.get_text()


@pytest.mark.slow
def test_nothing_is_asked_where_nothing_would_change(
    draw: Draw, language: str, situations: list[dict[str, Any]]
) -> None:
    for situation in situations:
        _, soup = draw(language, situation)
        for card in cards(soup).values():
            asked = card.find(class_="missing") is not None
            assert asked == (card["data-verdict"] == "unknown")


@pytest.mark.parametrize(
    ("hours", "checks"),
    [
        (None, (None, None)),
        ("0", ("within", "below_minimum")),
        ("9.99", ("within", "below_minimum")),
        ("10", ("within", "depends")),
        ("14.99", ("within", "depends")),
        ("15", ("within", "meets_start")),
        ("18.46", ("within", "meets_start")),
        ("18.47", ("within", "meets_average")),
        ("20", ("within", "meets_average")),
        ("20.01", ("above_maximum", "meets_average")),
    ],
)
def test_the_persons_hours_are_weighed(
    draw: Draw, words: Catalogue, hours: str | None, checks: tuple[str | None, str | None]
) -> None:
    weekly_hours = None if hours is None else Decimal(hours)
    _, soup = draw(words.language, {**EXAMPLE, "weekly_hours": weekly_hours})
    for card, check in zip(cards(soup).values(), checks, strict=True):
        said = card.find(class_="check")
        assert (said and said["data-check"]) == check
        if said and weekly_hours is not None:
            assert said.get_text() == words.text(
                f"check.{check}",
                hours=words.quantity("hours", weekly_hours),
                maximum=words.quantity("hours", 20),
            )


# Rounded up to the half hour, and said to be the site's own calculation.
HALF = {
    "fr": ("environ 18~heures et demie", "calcul est le nôtre"),
    "en": ("about 18 and a half~hours", "calculation is ours"),
}


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("fr", ["80~heures par mois", "6~mois", *HALF["fr"], "52 semaines pour 12 mois"]),
        ("en", ["80~hours a month", "6~months", *HALF["en"], "52 weeks for 12 months"]),
    ],
)
def test_the_average_says_what_it_is_a_week(draw: Draw, language: str, shown: list[str]) -> None:
    _, soup = draw(language, {})
    lines = cards(soup)["interagir"].find(class_="hours").find_all("li")
    assert len(lines) == 2
    for part in shown:
        assert part.replace("~", "\u00a0") in lines[1].get_text()


@pytest.mark.parametrize(
    ("language", "days"),
    [
        ("fr", ["28 février 2027", "31 août 2027"]),
        ("en", ["February 28, 2027", "August 31, 2027"]),
    ],
)
def test_dates_follow_from_the_start(draw: Draw, language: str, days: list[str]) -> None:
    _, soup = draw(language, {"start_date": "2026-08-31"})
    assert cards(soup)["paas_action"].find_all("time") == []
    times = cards(soup)["interagir"].find_all("time")
    assert [time.get_text() for time in times] == days
    assert [time["datetime"] for time in times] == ["2027-02-28", "2027-08-31"]


# ---- Sources ----------------------------------------------------------------------------


@pytest.mark.slow
def test_every_reason_leads_to_its_section(
    draw: Draw,
    language: str,
    situations: list[dict[str, Any]],
    links: dict[str, str],
    said_sources: Callable[[Tag], list[tuple[str, str]]],
) -> None:
    sections = {
        f"{links['sources']}#{id}-{section}": heading
        for id in ("paas_action", "interagir")
        for section, heading in document(id).sections.items()
    }
    for situation in situations:
        found, soup = draw(language, {**situation, "start_date": "2026-08-31"})
        for id, card in cards(soup).items():
            assert said_sources(card) == [
                (one["id"], f"{links['sources']}#{one['source'].replace('.', '-')}")
                for one in found["programmes"][id]["criteria"]
            ]
            linked = card.find_all(class_="source")
            for source in linked:
                (link,) = source.find_all("a")
                (cite,) = link.find_all("cite")
                assert cite["lang"] == "fr"
                # The heading, between the quotation marks of the page's language.
                assert sections[link["href"]] == cite.get_text().strip("«»“”\u00a0")
                assert card["data-programme"] == link["href"].partition("#")[2].partition("-")[0]


@pytest.mark.slow
def test_an_undated_document_says_so_wherever_it_is_named(
    draw: Draw, words: Catalogue, situations: list[dict[str, Any]]
) -> None:
    for situation in situations:
        _, soup = draw(words.language, situation)
        found = cards(soup)
        assert found["interagir"].find(class_="status-note").get_text() == words.text(
            "interagir.status"
        )
        assert not found["paas_action"].find(class_="status-note")
        for source in found["interagir"].find_all(class_="source"):
            assert words.text("result.undated") in source.get_text()
        for source in found["paas_action"].find_all(class_="source"):
            assert words.month(date(2026, 4, 1)) in source.get_text()


def test_it_says_that_it_decides_nothing(draw: Draw, words: Catalogue) -> None:
    _, soup = draw(words.language, {})
    assert soup.find(class_="estimate-only").get_text() == words.text("result.estimate_only")


# ---- No number from nowhere ---------------------------------------------------------------

NUMBER = re.compile(r"\d+(?:[.,\u00a0]\d+)*")


def numbers_shown(soup: BeautifulSoup, texts: Texts) -> set[str]:
    return {number for text in texts(soup) for number in NUMBER.findall(text)}


def numbers_accounted_for(
    found: dict[str, Any], given: dict[str, Any], words: Catalogue
) -> set[str]:
    """Every number that the answer, the person or a document's date brings, as written."""

    def of(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for inner in value.values():
                yield from of(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from of(inner)
        elif isinstance(value, Decimal) or re.fullmatch(r"[0-9]+(\.[0-9]+)?", str(value)):
            number = Decimal(str(value))
            yield words.number(number)
            yield words.money(number).strip("$\u00a0")
        elif isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            day = date.fromisoformat(value)
            yield from (str(day.year), str(day.day))

    average = document("interagir").parameters["monthly_hours_average"].number(DAY)
    months = document("interagir").parameters["average_due_after"].number(date(2026, 5, 1))
    return {
        *of(found),
        *of(given),
        found["rules_version"],
        "2026",  # of the dated document: April 2026
        str(months),
        # The average a week, rounded up to the half hour: the half is said in words.
        *NUMBER.findall(words.about_hours(weekly_from_monthly(average))),
        *("52", "12"),  # how weeks are counted into months
    }


STATES = st.fixed_dictionaries(
    {},
    optional={
        question.key: st.sampled_from(question.values)
        for question in PARTICIPANT
        if question.values
    }
    | {
        "weekly_hours": st.decimals(0, 168, places=2),
        "start_date": st.dates(date(2020, 1, 1), date(2090, 1, 1)).map(date.isoformat),
        "on": st.dates(date(2026, 4, 1), date(2090, 1, 1)).map(date.isoformat),
        "monthly_costs": st.fixed_dictionaries(
            {}, optional=dict.fromkeys(COSTS, st.decimals(0, 100_000, places=2))
        ),
    },
)


@pytest.mark.slow
@given(STATES, st.sampled_from(["fr", "en"]))
@settings(max_examples=300)
def test_no_number_comes_from_nowhere(
    draw: Draw, texts: Texts, state: dict[str, Any], language: str
) -> None:
    found, soup = draw(language, state)
    words = catalogue(language)
    assert numbers_shown(soup, texts) <= numbers_accounted_for(found, state, words)


def test_a_number_from_nowhere_would_be_seen(draw: Draw, texts: Texts, language: str) -> None:
    found, soup = draw(language, EXAMPLE)
    accounted_for = numbers_accounted_for(found, EXAMPLE, catalogue(language))
    soup.find("p").append(" 174 ")
    assert numbers_shown(soup, texts) - accounted_for == {"174"}
