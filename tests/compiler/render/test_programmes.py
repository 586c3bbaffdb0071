"""What pages say of every programme."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup

from calculator.words.catalogue import Catalogue
from compiler.read.mistake import SourceError
from compiler.read.pages import Page
from compiler.read.words import count_in_words, words_of
from compiler.render.programme_answers import LINES, answer_of
from compiler.render.programme_comparison import ROWS, comparison
from compiler.render.programmes import cards, listing, of_programmes
from compiler.render.publication import Publication
from compiler.render.rendering import render
from rules.dated import programme_ids

ON = date(2026, 5, 1)


def with_messages(language: str, **messages: str) -> Catalogue:
    """The words of a language with other messages, None for one that lacks."""
    words = words_of(language)
    other = Catalogue.__new__(Catalogue)
    other.language, other.months = words.language, words.months
    other.messages = {**words.messages, **{id.replace("__", "."): m for id, m in messages.items()}}
    return other


def without_answers(language: str) -> Catalogue:
    """The words of a language as a programme has them that answers nothing in words of its own."""
    words = with_messages(language)
    words.messages = {id: m for id, m in words.messages.items() if not id.startswith("answer.")}
    return words


def test_own_words_of_a_programme_have_its_values() -> None:
    words = with_messages("en", answer__paas_action__amount="Up to {support_allowance}.")
    assert answer_of("paas_action", "amount", ON, words) == "Up to $173."


# What the rules say of the first programme, where it has no words of its own.
FROM_RULES = {
    "whom": (
        "This program is for people who can’t take part in an employment-assistance measure yet."
    ),
    "amount": "You could receive up to $173 a month.",
    "hours": "Up to 20 hours a week.",
    "call": "The Services Québec office in your region.",
    "organisation": "Amount for the organization, each month, for each occupied place: $200",
    "document": "April 2026",
}


@pytest.mark.of_the_documents
@pytest.mark.parametrize("about", FROM_RULES)
def test_without_words_of_its_own_the_rules_answer(about: str) -> None:
    found = answer_of("paas_action", about, ON, without_answers("en")).replace("\u00a0", " ")
    assert found == FROM_RULES[about]


def test_nothing_is_said_where_nothing_is_known() -> None:
    words = without_answers("en")
    kept = {id: m for id, m in words.messages.items() if not id.startswith("situation.c")}
    words.messages = kept
    assert answer_of("paas_action", "choice", ON, words) == ""
    assert answer_of("interagir", "call", ON, words) == ""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_question_can_be_answered_for_every_programme(language: str) -> None:
    words = words_of(language)
    said = {
        (id, about): answer_of(id, about, ON, words) for id in programme_ids() for about in LINES
    }
    assert [key for key, text in said.items() if "{" in text] == []


# ---- The comparison ----------------------------------------------------------------------------


def compared(many: bool, monkeypatch: pytest.MonkeyPatch, words: Catalogue) -> BeautifulSoup:
    monkeypatch.setattr("compiler.render.programme_comparison.has_list_page", lambda: many)
    links = {id: f"{id}/" for id in programme_ids()[:1]}
    return BeautifulSoup(comparison(links, ON, words), "html.parser")


def test_two_stand_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    words = words_of("en")
    soup = compared(False, monkeypatch, words)
    names = [words.text(f"programme.{id}") for id in programme_ids()]
    assert [one.text for one in soup.thead.find_all("th", scope="col")] == names
    rows = soup.find_all("tbody")
    titles = [words.text(f"programmes.{row}") for row in ROWS]
    assert [row.find("th", scope="rowgroup").text for row in rows] == titles
    for row in rows:
        assert row.th["colspan"] == str(len(names))
        assert len(row.find_all("td")) == len(names)
        assert all(cell.text for cell in row.find_all("td"))


def test_an_empty_cell_leads_to_the_programme(monkeypatch: pytest.MonkeyPatch) -> None:
    words = with_messages("en")
    words.messages = {id: m for id, m in words.messages.items() if not id.endswith(".choice")}
    words.messages["programmes.choice"] = "Do I have to?"
    cells = compared(False, monkeypatch, words).find_all("tbody")[ROWS.index("choice")]
    assert {cell.text for cell in cells.find_all("td")} >= {words.text("programmes.nothing")}


def test_more_than_two_have_a_card_each_without_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    words = words_of("en")
    soup = compared(True, monkeypatch, words)
    assert not soup.find("table")
    found = soup.select(".programmes > .programme")
    assert [one.h3.text for one in found] == [
        words.text(f"programme.{id}") for id in programme_ids()
    ]
    assert found[0].h3.a["href"] == f"{programme_ids()[0]}/"
    assert not found[1].h3.a
    for one in found:
        assert len(one.find_all("dt")) == len(one.find_all("dd")) > 0
        assert all(answer.text for answer in one.find_all("dd"))


# ---- On pages ----------------------------------------------------------------------------------


def page_with(publication: Publication, text: str, **meta: Any) -> Page:
    page = publication.pages["en", "questions"]
    document = page.document
    other = type(document)(document.language, document.file, {**page.meta, **meta}, text, 1)
    return page._replace(document=other, meta={**page.meta, "speaks_of": [], **meta}, text=text)


def said(publication: Publication, text: str, **meta: Any) -> str:
    return render(page_with(publication, text, **meta), publication).text.strip()


def test_programmes_of_which_a_document_does_not_speak_answer_in_a_list(
    publication: Publication,
) -> None:
    own = [id for id in programme_ids() if id != "interagir"]
    found = said(publication, '{{ others_say("choice") }}\n', speaks_of=own)
    assert found == "- **Interagir.** No."
    assert said(publication, '{{ others_say("choice") }}\n', speaks_of=list(programme_ids())) == ""


def test_many_are_not_named_one_by_one(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compiler.render.programmes.are_many", lambda: True)
    assert said(publication, '{{ others_say("choice") }}\n') == ""


@pytest.mark.parametrize(
    ("text", "meta", "sentence"),
    [
        ('{{ others_say("nothing") }}', {}, "'nothing' is no question; accepted: whom, choice"),
        ("", {"speaks_of": ["fourth"]}, "fourth is no programme; accepted: paas_action"),
    ],
)
def test_what_there_is_not_is_refused(
    publication: Publication, text: str, meta: Mapping[str, Any], sentence: str
) -> None:
    with pytest.raises(SourceError, match=sentence):
        said(publication, text, **meta)


@pytest.mark.parametrize(("language", "word"), [("fr", "trois"), ("en", "three")])
def test_counts_are_words_as_far_as_there_are_short_ones(language: str, word: str) -> None:
    words = words_of(language)
    assert count_in_words(3, words) == word
    assert count_in_words(13, words) == "13"


def test_names_and_counts_follow_the_programmes(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = publication.pages["fr", "about"]
    monkeypatch.setattr("compiler.render.programmes.programme_ids", lambda: ("paas_action",) * 3)
    monkeypatch.setattr("compiler.render.programmes.for_organisations", lambda: ["interagir"])
    found = of_programmes(page, publication)
    named = "le PAAS Action, le PAAS Action et le PAAS Action"
    assert (found["programme_count"], found["programme_names"]) == ("trois", named)
    assert (found["two_programmes"], found["all_have_partners"]) == (False, False)


def test_each_card_leads_to_the_page_of_its_programme(publication: Publication) -> None:
    page = publication.pages["en", "home"]
    text = cards(page, publication)
    assert text.count('<div class="programme" markdown>') == len(programme_ids())
    assert "### [PAAS Action](paas-action.md)" in text
    assert words_of("en").text("interagir.status_in_full") in text


def test_a_long_list_is_folded(publication: Publication) -> None:
    words = words_of("en")
    soup = BeautifulSoup(listing({"paas_action": "a/"}, publication, words), "html.parser")
    names = [words.text(f"programme.{id}") for id in programme_ids()]
    assert [one.text for one in soup.select("details > summary")] == names
    assert [one["href"] for one in soup.find_all("a")] == ["a/"]
