"""The result for an organisation: what it says, and what it never says."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from calculator.words.catalogue import Catalogue
from rules.dated import document

Draw = Callable[..., tuple[dict[str, Any], BeautifulSoup]]

PAAS_ACTION = ["expertise", "regular_staff", "personal_goals", "constant_presence"]
INTERAGIR = ["experience", "suitable_activities", "obeys_laws"]
SOURCE_WORDS = ("source", "source_of_all")
ALL_MET = {
    "non_profit": True,
    "paas_action": dict.fromkeys(PAAS_ACTION, True),
    "interagir": dict.fromkeys(INTERAGIR, True),
}


@pytest.fixture
def cards(draw: Draw, words: Catalogue) -> Callable[..., tuple[dict[str, Any], dict[str, Tag]]]:
    """An organisation's answers in; the answer and the card of each programme out."""

    def drawn(given: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Tag]]:
        found, soup = draw(words.language, given, kind="organisation")
        return found["programmes"], {
            str(card["data-programme"]): card for card in soup.find_all("section")
        }

    return drawn


def rows(card: Tag) -> list[tuple[str, str, str]]:
    """What it is, its condition, how much."""
    found = []
    for row in card.find("tbody").find_all("tr"):
        head = row.find("th", scope="row")
        condition = head.find(class_="condition").get_text()
        what = head.get_text().removesuffix(condition)
        found.append((what, condition, row.find("td").get_text().replace("\u00a0", "~")))
    return found


@pytest.mark.slow
def test_hooks_are_those_of_the_answer(cards: Any, organisations: list[dict[str, Any]]) -> None:
    for organisation in organisations:
        answer, drawn = cards(organisation)
        assert list(drawn) == ["paas_action", "interagir"]
        for id, card in drawn.items():
            assert card["data-verdict"] == answer[id]["verdict"]
            assert [
                (item["data-criterion"], item["data-status"])
                for item in card.find_all(attrs={"data-criterion": True})
            ] == [(condition["id"], condition["status"]) for condition in answer[id]["conditions"]]


@pytest.mark.slow
def test_each_verdict_has_its_own_badge_and_sentence(
    cards: Any, organisations: list[dict[str, Any]]
) -> None:
    said: dict[str, set[tuple[str, str]]] = {}
    for organisation in organisations:
        for card in cards(organisation)[1].values():
            badge, sentence = card.find(class_="badge"), card.find(class_="verdict")
            words = sentence.get_text().removeprefix(badge.get_text())
            assert card.find("h3").get_text() in words
            said.setdefault(str(card["data-verdict"]), set()).add(
                (badge.get_text(), words.replace(card.find("h3").get_text(), "*"))
            )
    assert set(said) == {"meets_conditions", "does_not_meet", "unknown"}
    assert [len(pairs) for pairs in said.values()] == [1, 1, 1]
    assert len(set.union(*said.values())) == 3


def by_places(card: Tag) -> dict[str, list[str]]:
    """The amounts a month and a year, by the number of places."""
    return {
        str(row["data-places"]): [
            amount.get_text().replace("\u00a0", "~") for amount in row.select("td .amount")
        ]
        for row in card.find_all("tr", attrs={"data-places": True})
    }


@pytest.mark.parametrize(
    ("language", "money"),
    [("fr", ["1~600~$", "19~200~$"]), ("en", ["$1,600", "$19,200"])],
)
def test_money_follows_from_places(
    cards: Any, words: Catalogue, language: str, money: list[str]
) -> None:
    answer, drawn = cards({**ALL_MET, "places": Decimal(8)})
    table = by_places(drawn["paas_action"])
    assert list(table) == ["1", "5", "8", "10", "20"]
    assert table["8"] == money
    # They are the most that the rules give.
    funding = answer["paas_action"]["funding"]
    most = [words.money(Decimal(funding[period]["high"])) for period in ("monthly", "yearly")]
    assert [amount.replace("~", "\u00a0") for amount in money] == most
    (own,) = drawn["paas_action"].find_all("tr", class_="own")
    assert own["data-places"] == "8"
    assert words.text("funding.own_places") in own.get_text()


def test_each_number_of_places_has_the_answer_of_the_rules(cards: Any, words: Catalogue) -> None:
    card = cards(ALL_MET)[1]["paas_action"]
    table = by_places(card)
    assert list(table) == ["1", "5", "10", "20"]
    # Never a promise: each is the most that may come.
    for cell in card.select("tr[data-places] td"):
        assert cell.get_text().startswith(words.text("money.up_to"))
    for places, shown in table.items():
        answer, _ = cards({**ALL_MET, "places": Decimal(places)})
        funding = answer["paas_action"]["funding"]
        assert [amount.replace("~", "\u00a0") for amount in shown] == [
            words.money(Decimal(funding[period]["high"])) for period in ("monthly", "yearly")
        ]


def test_no_places_are_no_promise_of_nothing(cards: Any, words: Catalogue) -> None:
    _, drawn = cards({**ALL_MET, "places": Decimal(0)})
    card = drawn["paas_action"]
    assert "0" not in by_places(card)
    assert words.text("funding.no_places") in card.get_text()
    assert words.money(Decimal(0)) not in [amount.get_text() for amount in card.select(".amount")]
    assert words.text("funding.no_places") not in cards(ALL_MET)[1]["paas_action"].get_text()


def test_each_condition_says_what_to_prepare_and_whose_advice_it_is(
    cards: Any, words: Catalogue
) -> None:
    _, drawn = cards({})
    advice = []
    for card in drawn.values():
        items = card.select(".checklist > [data-criterion]")
        assert len(items) >= 4
        advice += [item.select_one(".prepare").get_text() for item in items]
        assert words.text("prepare.ours") in card.get_text()
        # Seen without a touch, and on paper: not behind a fold.
        assert not [item for item in items if item.find_parent("details")]
    assert all(text.startswith(words.text("prepare.label")) for text in advice)


def test_what_the_document_does_not_say_is_a_table(cards: Any, words: Catalogue) -> None:
    _, drawn = cards(ALL_MET)
    for id, card in drawn.items():
        table = card.find("table", class_="silences")
        assert table.find("caption").get_text() == words.text("silence.caption")
        shown = [
            (row.find("th").get_text(), row.find("td").get_text())
            for row in table.find("tbody").find_all("tr")
        ]
        known = [key for key in words.messages if key.startswith(f"silence.{id}.")]
        assert len(shown) == len(known) / 2 >= 4
        for about, ask in shown:
            assert {about, ask} <= {words.text(key) for key in known}


def test_without_places_there_is_no_sum(cards: Any, words: Catalogue) -> None:
    shown = rows(cards(ALL_MET)[1]["paas_action"])
    assert len(shown) == 1
    assert shown[0][2] == words.money(Decimal(200)).replace("\u00a0", "~")


@pytest.mark.slow
def test_interagir_never_brings_an_amount(
    cards: Any, words: Catalogue, organisations: list[dict[str, Any]]
) -> None:
    for organisation in organisations:
        answer, drawn = cards({**organisation, "places": Decimal(8)})
        interagir = drawn["interagir"]
        assert "$" not in interagir.get_text()
        if answer["interagir"]["verdict"] != "does_not_meet":
            stated = words.text("money.not_stated")
            assert [amount for _, _, amount in rows(interagir)] == [stated, stated]


@pytest.mark.parametrize(
    ("language", "may", "receives", "might"),
    [
        ("fr", "pouvez recevoir ce montant", "Vous recevez ce montant", "pourriez recevoir cette"),
        ("en", "may receive this amount", "You receive this amount", "could receive this"),
    ],
)
def test_strength_is_that_of_the_document(
    cards: Any,
    organisations: list[dict[str, Any]],
    words: Catalogue,
    language: str,
    may: str,
    receives: str,
    might: str,
) -> None:
    """PAAS Action's "may receive", Interagir's "receives" and "might": never one another's."""
    for organisation in organisations:
        answer, drawn = cards({**organisation, "places": Decimal(8)})
        for id, card in drawn.items():
            text = card.get_text(" ")
            shown = answer[id]["verdict"] != "does_not_meet"
            assert (may in text) == (shown and id == "paas_action")
            assert (receives in text) == (shown and id == "interagir")
            assert (might in text) == (shown and id == "interagir")


@pytest.mark.slow
def test_what_is_not_met_shows_no_money_and_says_whom_to_call(
    cards: Any, organisations: list[dict[str, Any]], links: dict[str, str]
) -> None:
    count = 0
    for organisation in organisations:
        _, drawn = cards({**organisation, "places": Decimal(8)})
        for card in drawn.values():
            assert card.find("a", href=links["regions"])
            if card["data-verdict"] == "does_not_meet":
                count += 1
                assert "$" not in card.get_text()
                assert not card.find("table", class_="money")
                assert card.find(attrs={"data-status": "not_met"})
    # All but where no answer is a no, among three answers for PAAS Action, two for Interagir.
    assert count == (3**3 - 2**3) * 3 + (3**2 - 2**2) * 3**2


@pytest.mark.slow
def test_what_is_open_is_listed(
    cards: Any, words: Catalogue, organisations: list[dict[str, Any]]
) -> None:
    for organisation in organisations:
        answer, drawn = cards(organisation)
        for id, card in drawn.items():
            missing = card.find(class_="missing")
            listed = [item.get_text() for item in missing.find_all("li")] if missing else []
            assert listed == [words.text(f"question.{key}.label") for key in answer[id]["missing"]]


def test_every_condition_leads_to_its_section(
    cards: Any, links: dict[str, str], said_sources: Callable[[Tag], list[tuple[str, str]]]
) -> None:
    answer, drawn = cards({})
    for id, card in drawn.items():
        assert said_sources(card) == [
            (condition["id"], f"{links['sources']}#{condition['source'].replace('.', '-')}")
            for condition in answer[id]["conditions"]
        ]
        for link in card.select(".sourced > .source a"):
            section = str(link["href"]).rpartition("-")[2]
            assert document(id).sections[section] in link.find("cite", lang="fr").get_text()


def test_a_source_that_conditions_share_is_said_once(cards: Any, words: Catalogue) -> None:
    """And says that it is that of them all."""
    one, all_ = (words.messages[f"result.{id}"].partition("{")[0] for id in SOURCE_WORDS)
    for id, card in cards({})[1].items():
        groups = card.select(".sourced")
        linked = [group.find("a")["href"] for group in groups]
        assert len(set(linked)) == len(linked) == 2, id
        for group in groups:
            several = len(group.find_all(attrs={"data-criterion": True})) > 1
            assert group.find(class_="source").get_text().startswith(all_ if several else one)


def test_no_condition_is_said_in_the_words_of_another(cards: Any) -> None:
    _, drawn = cards({})
    for card in drawn.values():
        items = card.find_all(attrs={"data-criterion": True})
        texts = [item.get_text() for item in items]
        assert len(set(texts)) == len(texts) >= 4


@pytest.mark.parametrize("places", ["1", "2", "1200"])
def test_places_are_written_in_their_plural(cards: Any, words: Catalogue, places: str) -> None:
    _, drawn = cards({**ALL_MET, "places": Decimal(places)})
    shown = words.quantity("places", Decimal(places))
    assert shown in drawn["paas_action"].get_text()


def test_a_person_is_not_spoken_to(cards: Any, words: Catalogue) -> None:
    """What a programme says to people who take part is not said to an organisation."""
    _, drawn = cards(ALL_MET)
    said = drawn["interagir"].get_text()
    assert words.text("interagir.place_note") not in said
    assert words.text("interagir.hours_note") not in said
    assert words.text("interagir.status") in said
