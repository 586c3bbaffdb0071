"""The page that compares two situations, before its script has run."""

import json
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from calculator.comparison import comparison, comparison_file
from calculator.form.form import form
from calculator.results.comparison_rows import compared_programme
from calculator.results.result_table import comparison_table
from calculator.words.catalogue import Catalogue
from compiler.publish.bundle import bundle_scripts
from rules.dated import programme_ids
from rules.participant import participant
from rules.questions import PARTICIPANT
from rules.states import participant_states
from tests.calculator.test_frame import ASSETS, CONTACTS, DOM_NAMES, PHONES


@pytest.fixture
def page(
    language: str, links: dict[str, str], day: date, parsed: Callable[[str], BeautifulSoup]
) -> BeautifulSoup:
    return parsed(comparison(language, links, ASSETS, PHONES, day, CONTACTS))


def test_its_texts_are_those_that_the_script_asks_for(
    page: BeautifulSoup, root: Path, tmp_path: Path
) -> None:
    node = Path(sys.prefix) / "bin" / "node"
    entry = ["calculator/compare.js"]
    (made,) = bundle_scripts(node, root / "node_modules", root / "browser", tmp_path, entry)
    found = set(re.findall(r"\b(text[A-Z]\w*)", made.read_text(encoding="utf-8")))
    (whole,) = page.find_all(class_="calculator")
    there = {
        re.sub("-(.)", lambda match: match[1].upper(), name.removeprefix("data-"))
        for place in (whole, *whole.find_all(True))
        for name in place.attrs
    }
    assert len(found) > 30
    assert {name for name in there if name.startswith("text")} == found - DOM_NAMES


def test_its_form_asks_what_the_calculator_asks(
    page: BeautifulSoup, words: Catalogue, parsed: Callable[[str], BeautifulSoup]
) -> None:
    def fields(soup: BeautifulSoup) -> list[dict[str, object]]:
        return [dict(field.attrs) for field in soup.select("form input[name]")]

    assert fields(page) == fields(parsed(form(PARTICIPANT, words)))
    assert len(page.select("form [id^=error-]")) == len(PARTICIPANT)


def test_without_a_script_only_ways_elsewhere_are_shown(page: BeautifulSoup) -> None:
    (body,) = page.select(".by-script > [data-needs-script]")
    assert body.has_attr("hidden")
    assert body.find("form")
    assert body.find(id="result")
    (instead,) = page.select("[data-without-script]")
    assert not instead.has_attr("hidden")
    assert instead.find("a", href="../situations/")
    assert page.select(".phone-fold[open] a[href^='tel:']")


def test_of_many_programmes_the_page_has_none(
    language: str,
    words: Catalogue,
    links: dict[str, str],
    day: date,
    page: BeautifulSoup,
    parsed: Callable[[str], BeautifulSoup],
) -> None:
    assets = ASSETS._replace(results="../results/a.json")
    found = parsed(comparison(language, links, assets, PHONES, day, CONTACTS))
    (root,) = found.select(".comparison")
    assert root["data-results"] == "../results/a.json"
    assert found.select(".answer-table") == []
    assert [one["data-compared"] for one in found.select("[data-compared]")] == ["answers"]
    (only_differing,) = root.select("[data-only-differing]")
    assert words.text("compare.only_differing") == only_differing.get_text()
    assert only_differing.has_attr("hidden"), "it would introduce nothing"
    file = comparison_file(language, day)
    whole = comparison_table(language, day)
    assert (file["dated"], file["periods"]) == (whole["dated"], whole["periods"])
    in_page = {str(one["data-compared"]): one.parent for one in page.select("[data-compared]")}
    in_file = {id: parsed(text).section for id, text in file["sections"].items()}
    assert in_file == {id: in_page[id] for id in programme_ids()}
    # Of a few all stand there, without a word on others.
    assert words.text("compare.only_differing") not in page.get_text()


def test_the_table_has_the_lines_of_every_state(language: str, day: date, words: Catalogue) -> None:
    table = json.loads(json.dumps(comparison_table(language, day)))
    assert table["parts"] == []
    assert table["frame"] == ["", ""]
    period = table["periods"][0]
    seen = 0
    for state in participant_states():
        fields = {
            key: str(value).lower() if isinstance(value, bool) else value
            for key, value in state.items()
        }
        for programme in period["programmes"]:
            place = 0
            for key, values in programme["keys"]:
                place = place * len(values) + values.index(fields.get(key) or "")
            number = programme["states"][place] if programme["states"] else place
            data = {**programme["data"]["same"], **programme["data"]["cards"][number]}
            assert data == compared_programme(data["programme"], participant(state, day), words)
            seen += 1
    assert seen == 2 * 72
