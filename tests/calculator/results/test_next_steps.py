"""What to do next, as it stands in the page before any script."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from calculator.results.next_steps import dates_to_keep, next_steps
from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup

Parsed = Callable[[str], BeautifulSoup]

CONTACTS = Markup('<ul class="contacts"><li>Services</li></ul>')


@pytest.mark.parametrize("kind", ["participant", "organisation"])
def test_without_a_script_there_is_no_dead_field(
    kind: str, words: Catalogue, parsed: Parsed
) -> None:
    section = parsed(
        next_steps(kind, "../api/postal-areas.json", "../towns.json", words, CONTACTS)
    ).find("section")
    for field in section.find_all(["input", "select"]):
        # Nothing of it could ever be sent, and nothing shows that does nothing.
        assert not field.has_attr("name")
        assert field.find_parent(class_=["region-picker", "plan-call"]).has_attr("hidden")
        (label,) = section.find_all("label", attrs={"for": field["id"]})
        assert label.get_text().strip()
    assert len(section.select_one(".at-hand ul").find_all("li")) >= 3
    assert words.text("at_hand.ours") in section.get_text()


@pytest.mark.parametrize("kind", ["participant", "organisation"])
def test_contacts_of_the_whole_province_come_first(
    kind: str, words: Catalogue, parsed: Parsed
) -> None:
    with_them, without = (
        parsed(next_steps(kind, "areas.json", "towns.json", words, contacts)).find("section")
        for contacts in (CONTACTS, Markup(""))
    )
    heading = with_them.find("h2")
    assert str(heading.find_next_sibling()) == str(CONTACTS)
    with_them.find(class_="contacts").extract()
    assert str(with_them) == str(without)


def test_of_many_programmes_those_shown_may_have_no_contact(
    words: Catalogue, parsed: Parsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(contacts: Markup, *, plans_call: bool = True) -> list[str]:
        section = next_steps(
            "organisation", "areas.json", "towns.json", words, contacts, plans_call=plans_call
        )
        places = parsed(section).select(".contacts + [data-no-contact][hidden]")
        return [place.get_text() for place in places]

    assert said(CONTACTS) == []
    monkeypatch.setattr("rules.relevance.FEW", 1)
    assert said(CONTACTS) == [words.text("call.none_of_all")]
    # Two situations side by side: the script leaves all contacts there.
    assert said(CONTACTS, plans_call=False) == said(Markup("")) == []


def test_the_field_for_a_town_or_a_code_keeps_nothing(words: Catalogue, parsed: Parsed) -> None:
    page = parsed(next_steps("participant", "areas.json", "towns.json", words, CONTACTS))
    field = page.find("input")
    assert field["autocomplete"] == "off"
    picker = page.find(class_="region-picker")
    assert picker["data-postal-areas"] == "areas.json"
    assert picker["data-towns"] == "towns.json"
    ids = {tag["id"] for tag in page.find_all(id=True)}
    assert set(field["aria-describedby"].split()) <= ids
    (proposals,) = page.find_all(id=field["aria-controls"])
    assert proposals["role"] == "listbox"
    assert proposals.has_attr("hidden")
    assert field["aria-expanded"] == "false"


def test_each_kind_has_its_own_things_at_hand(words: Catalogue, parsed: Parsed) -> None:
    person, organisation = (
        parsed(next_steps(kind, "a", "b", words, Markup(""))).select_one(".at-hand ul").get_text()
        for kind in ("participant", "organisation")
    )
    assert words.text("at_hand.letter") in person
    assert words.text("at_hand.letter") not in organisation
    assert words.text("at_hand.organisation.activities") in organisation


def test_dates_wait_out_of_sight(words: Catalogue, parsed: Parsed) -> None:
    section = parsed(dates_to_keep(words)).find("section")
    assert section.has_attr("hidden")
    (link,) = section.find_all("a")
    assert link.has_attr("download")
    assert link["href"] == "#dates-to-keep"
