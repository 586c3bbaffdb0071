"""Blocks: the list of regions, the table of values, the list of documents."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import phonenumbers
import pytest
from bs4 import BeautifulSoup, Tag

from calculator.words.catalogue import LANGUAGES, Catalogue, catalogue
from compiler.read.facts import Facts
from compiler.read.offices import display_number
from compiler.read.regions import Directory
from compiler.read.words import words_of
from compiler.render.blocks import documents_list, region_list, telephone_link, values_table
from rules.dated import document, programme_ids
from rules.logic import Situation
from rules.programme import programmes

DAY = date(2026, 5, 1)


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Catalogue:
    return words_of(str(request.param))


def parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


# ---- Regions ----------------------------------------------------------------------------


def test_telephone_number_is_a_link() -> None:
    (link,) = parsed(telephone_link("+18005534275")).find_all("a")
    assert link["href"] == "tel:+18005534275"
    assert link.get_text() == "1\u00a0800\u00a0553-4275"


def test_region_list_has_every_number(directory: Directory, words: Catalogue) -> None:
    items = parsed(region_list(directory, "../regions/", words)).find_all("li")
    assert len(items) == 17
    for item, region in zip(items, directory.regions, strict=True):
        assert item["data-region"] == region.slug
        name = item.find(class_="region-name")
        assert (name.get_text(), name["href"]) == (region.name, f"../regions/{region.slug}/")
        numbers = [number for number in (region.telephone, region.toll_free) if number]
        assert [(link["href"], link.get_text()) for link in item.find_all(class_="telephone")] == [
            (f"tel:{number}", display_number(number)) for number in numbers
        ]


def test_telephone_links_are_valid_numbers(directory: Directory, words: Catalogue) -> None:
    links = parsed(region_list(directory, "", words)).find_all("a", class_="telephone")
    assert len(links) == 17 + 12
    for link in links:
        number = str(link["href"]).removeprefix("tel:")
        assert re.fullmatch(r"\+1\d{10}", number)
        assert phonenumbers.is_valid_number(phonenumbers.parse(number))
        assert re.sub(r"\D", "", link.get_text()) in (number[1:], number[2:])


def test_number_has_its_remark(directory: Directory, words: Catalogue) -> None:
    collect, free = words.text("regions.collect_calls"), words.text("regions.toll_free")
    items = parsed(region_list(directory, "", words)).find_all("li")
    for item, region in zip(items, directory.regions, strict=True):
        remarks = [
            (number.find("a")["href"], tag.get_text() if tag else None)
            for number in item.find_all(class_="number")
            for tag in [number.find(class_="tag")]
        ]
        expected = [(f"tel:{region.telephone}", collect if region.collect_calls else None)]
        if region.toll_free:
            expected.append((f"tel:{region.toll_free}", free))
        assert remarks == expected


# ---- Values -----------------------------------------------------------------------------


def rows(words: Catalogue, facts: Facts, programmes: Sequence[str] = programme_ids()) -> list[Tag]:
    return parsed(values_table(programmes, facts, words)).find("tbody").find_all("tr")


def first_rows(words: Catalogue, facts: Facts) -> list[Tag]:
    """The row of each value with which it began."""
    return [
        row for row in rows(words, facts) if not re.search(r"-\d{4}-\d\d-\d\d$", str(row["id"]))
    ]


def test_values_table_has_every_value(words: Catalogue, facts: Facts) -> None:
    expected = [
        f"{programme}-{id}".replace("_", "-")
        for programme in programme_ids()
        for id in document(programme).parameters
    ]
    assert len(expected) >= 10
    assert [row["id"] for row in first_rows(words, facts)] == expected
    assert len(rows(words, facts)) == sum(
        max(1, len(parameter.history))
        for programme in programme_ids()
        for parameter in document(programme).parameters.values()
    )


def amount(id: str, language: str) -> str:
    """A dollar amount of PAAS Action as its table first shows it."""
    (first, *_) = document("paas_action").parameters[id].history
    assert isinstance(first.value, Decimal)
    return catalogue(language).money(first.value).replace("\u00a0", "~")


# Each row: value, the date of its document, its word; written out once by hand, but the
# amounts, which change from year to year.
VALUES = {
    "en": {
        "paas-action-weekly-hours-maximum": ("20~hours", "April 2026", "stated"),
        "paas-action-support-allowance": (
            amount("support_allowance", "en"),
            "April 2026",
            "may be entitled",
        ),
        "paas-action-monthly-amount-per-place": (
            amount("monthly_amount_per_place", "en"),
            "April 2026",
            "may receive",
        ),
        "interagir-weekly-hours-minimum": ("10 to 15~hours", "undated", "must"),
        "interagir-monthly-hours-average": ("80~hours", "undated", "must"),
        "interagir-average-due-after": ("6~months", "undated", "must"),
        "interagir-reevaluation-every": ("12~months", "undated", "must"),
        "interagir-support-allowance": ("not stated", "undated", "is entitled"),
        "interagir-monthly-amount-per-participant": ("not stated", "undated", "receives"),
        "interagir-literacy-allowance": ("not stated", "undated", "could receive"),
    },
    "fr": {
        "paas-action-weekly-hours-maximum": ("20~heures", "avril 2026", "indiqué"),
        "paas-action-support-allowance": (
            amount("support_allowance", "fr"),
            "avril 2026",
            "peut avoir droit",
        ),
        "paas-action-monthly-amount-per-place": (
            amount("monthly_amount_per_place", "fr"),
            "avril 2026",
            "peut recevoir",
        ),
        "interagir-weekly-hours-minimum": ("10 à 15~heures", "sans date", "doit"),
        "interagir-monthly-hours-average": ("80~heures", "sans date", "doit"),
        "interagir-average-due-after": ("6~mois", "sans date", "doit"),
        "interagir-reevaluation-every": ("12~mois", "sans date", "doit"),
        "interagir-support-allowance": ("non indiqué", "sans date", "a droit"),
        "interagir-monthly-amount-per-participant": (
            "non indiqué",
            "sans date",
            "reçoit",
        ),
        "interagir-literacy-allowance": (
            "non indiqué",
            "sans date",
            "pourrait recevoir",
        ),
    },
}


def test_values_table_rows_have_value_date_and_certainty(words: Catalogue, facts: Facts) -> None:
    found = {
        str(row["id"]): tuple(
            cell.get_text().replace("\u00a0", "~") for cell in row.find_all("td")[:3]
        )
        for row in first_rows(words, facts)
    }
    own = ("paas-action-", "interagir-")  # those of a programme that is added are not listed here
    assert {id: row for id, row in found.items() if id.startswith(own)} == VALUES[words.language]


def test_values_table_of_one_programme(words: Catalogue, facts: Facts) -> None:
    for id in programme_ids():
        start = f"{id}-".replace("_", "-")
        own = [row for row in rows(words, facts) if str(row["id"]).startswith(start)]
        assert rows(words, facts, [id]) == own
    assert values_table([], facts, words) is None


def test_values_table_is_accessible_and_scrolls(words: Catalogue, facts: Facts) -> None:
    whole = parsed(values_table(programme_ids(), facts, words))
    (scrolls,) = whole.find_all(class_="scrolls")
    assert (scrolls["tabindex"], scrolls["role"]) == ("0", "region")
    assert scrolls["aria-label"] == whole.find("caption").get_text()
    heads = whole.find("thead").find_all("th", scope="col")
    assert len(heads) == 5
    for row in rows(words, facts):
        assert len(row.find_all("th", scope="row")) == 1
        assert len(row.find_all(["th", "td"])) == len(heads)
    names = [row.find("th").get_text() for row in first_rows(words, facts)]
    assert len(set(names)) == len(names)


# ---- Documents --------------------------------------------------------------------------


def section_ids(words: Catalogue) -> list[str]:
    return [
        str(item["id"])
        for item in parsed(documents_list(programme_ids(), words, {})).find_all("li")
    ]


def test_documents_list_has_every_section(words: Catalogue) -> None:
    soup = parsed(documents_list(programme_ids(), words, {}))
    assert [(item["id"], item.get_text(), item["lang"]) for item in soup.find_all("li")] == [
        (f"{programme}-{section}", heading, "fr")
        for programme in programme_ids()
        for section, heading in document(programme).sections.items()
    ]
    paas_action, interagir, *_ = soup.find_all(class_="document")
    assert words.month(date(2026, 4, 1)) in paas_action.get_text()
    assert words.text("documents.undated") in interagir.get_text()
    for about, block in zip(map(document, programme_ids()), soup.find_all("div"), strict=True):
        assert block.find("cite", lang="fr").get_text() == about.title
        assert about.publisher in block.get_text()


def test_values_link_to_listed_sections(words: Catalogue, facts: Facts) -> None:
    listed = section_ids(words)
    for row in rows(words, facts):
        (link,) = row.find_all("a")
        target = str(link["href"]).removeprefix("#")
        assert target in listed
        programme, _, section = target.rpartition("-")
        assert document(programme).sections[section] in link.get_text()
        assert link.find("cite", lang="fr")


def test_results_link_to_listed_sections(words: Catalogue) -> None:
    listed = section_ids(words)
    for module in programmes().values():
        sources = {criterion.source for criterion in module.criteria(Situation())}
        sources |= set(module.SOURCES.values())
        assert {source.replace(".", "-") for source in sources} <= set(listed)


def test_ids_of_values_and_documents_are_unique(words: Catalogue, facts: Facts) -> None:
    ids = Counter([*section_ids(words), *(str(row["id"]) for row in rows(words, facts))])
    assert [id for id, times in ids.items() if times > 1] == []
