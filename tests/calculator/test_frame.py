"""The calculator as it stands in a page, before any script has run."""

import json
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from calculator.form.form import form
from calculator.frame import Assets, calculator
from calculator.handle_request import first_result
from calculator.results.result import KINDS
from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup
from compiler.publish.bundle import bundle_scripts

# What a script's own words are called that are no texts of ours.
DOM_NAMES = {"textContent"}

ASSETS = Assets(script="../c/page.js", worker="../c/worker.js", engine="../e/")
CONTACTS = Markup('<ul class="contacts"><li><a href="tel:+18005550123">1</a></li></ul>')
PHONES = Markup('<ul class="phones"><li><a href="tel:+15147255221">514 725-5221</a></li></ul>')


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(
    kind: str,
    language: str,
    links: dict[str, str],
    day: date,
    parsed: Callable[[str], BeautifulSoup],
) -> BeautifulSoup:
    return parsed(calculator(kind, language, links, ASSETS, PHONES, day, CONTACTS))


def test_one_root_says_what_the_script_needs(
    page: BeautifulSoup, kind: str, language: str, links: dict[str, str]
) -> None:
    (root,) = page.find_all(class_="calculator")
    assert [tag.name for tag in page.find_all(recursive=False)] == ["div"]
    assert root.attrs["data-engine"] == "static"
    assert (root["data-kind"], root["data-language"]) == (kind, language)
    assert root["data-built"] == "2026-05-01"
    assert (root["data-worker"], root["data-engine-url"]) == ("../c/worker.js", "../e/")
    assert json.loads(str(root["data-links"])) == links
    assert str(root["data-text-loading"]).count("{percent}") == 1
    for name in ("starting", "ready", "error"):
        assert str(root[f"data-text-{name}"]).strip()


def test_every_text_that_the_script_asks_for_is_there(
    page: BeautifulSoup, root: Path, tmp_path: Path
) -> None:
    node = Path(sys.prefix) / "bin" / "node"
    made = bundle_scripts(node, root / "node_modules", root / "browser", tmp_path)
    own = (file for file in made if file.name in ("page.js", "embed.js"))
    scripts = [file.read_text(encoding="utf-8") for file in own]
    asked = set(re.findall(r"\b(text[A-Z]\w*)", "\n".join(scripts))) - DOM_NAMES
    assert len(asked) >= 20
    (calculator_root,) = page.find_all(class_="calculator")
    there = {
        re.sub("-(.)", lambda match: match[1].upper(), name.removeprefix("data-"))
        for place in (calculator_root, *calculator_root.find_all(True))
        for name in place.attrs
    }
    assert asked <= there
    # And no text is carried along for nothing.
    assert {name for name in there if name.startswith("text")} == asked


def test_the_script_is_a_module(page: BeautifulSoup) -> None:
    script, _ = page.find_all("script")
    assert (script["type"], script["src"], script.get_text()) == ("module", "../c/page.js", "")


def test_form_and_first_result_are_those_of_the_renderer(
    page: BeautifulSoup,
    kind: str,
    language: str,
    words: Catalogue,
    links: dict[str, str],
    day: date,
    parsed: Callable[[str], BeautifulSoup],
) -> None:
    (drawn_form,) = page.find_all("form")
    assert str(drawn_form) == str(parsed(form(KINDS[kind].questions(), words)))
    (body,) = page.find_all(class_="result-body")
    # What waits for the script is the same result, hidden.
    waiting = body.find_all(attrs={"data-needs-script": True})
    assert {one["class"][0] for one in waiting} >= {"verdict", "depends"}
    assert all(one.has_attr("hidden") for one in waiting)
    for one in waiting:
        del one["hidden"], one["data-needs-script"]
    assert body.decode_contents() == str(parsed(first_result(KINDS[kind], language, links, day)))
    assert len(body.find_all(attrs={"data-programme": True})) == 2


def test_without_script_the_page_says_so_and_where_to_go(
    page: BeautifulSoup, kind: str, links: dict[str, str]
) -> None:
    assert not page.find_all("noscript"), "a script that does not run is no browser without"
    (notice,) = page.find_all(attrs={"data-without-script": True})
    assert not notice.has_attr("hidden")
    assert "JavaScript" in notice.get_text()
    (link,) = notice.find_all("a")
    page_id = {"participant": "situations", "organisation": "organizations"}[kind]
    assert link["href"] == links[page_id]
    assert link.get_text().strip()


def test_without_script_a_page_of_some_programmes_leads_to_all(
    kind: str,
    language: str,
    words: Catalogue,
    links: dict[str, str],
    day: date,
    parsed: Callable[[str], BeautifulSoup],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in ("rules.relevance", "calculator.results.result", "calculator.frame"):
        monkeypatch.setattr(f"{module}.FEW", 1)
    ways = {**links, "programmes": "../programmes/"}
    assets = ASSETS._replace(results="../results/a.json")
    page = parsed(calculator(kind, language, ways, assets, PHONES, day, CONTACTS))
    (notice,) = page.find_all(attrs={"data-without-script": True})
    assert notice.find_all("a")[-1]["href"] == ways["programmes"]
    assert words.text(f"without_script.some.{kind}", number="2") in notice.get_text()
    # What only a script can do is not asked for, and of the rest nothing is said.
    for waiting in page.select(".others, .none-chosen"):
        assert waiting.has_attr("hidden")
        assert waiting.has_attr("data-needs-script")
    assert len(page.select(".others, .none-chosen")) == 1


def test_contacts_of_the_whole_province_stand_with_whom_to_call(page: BeautifulSoup) -> None:
    (contacts,) = page.find_all(class_="contacts")
    assert str(contacts) == str(CONTACTS)
    assert contacts.find_parent(class_="next-steps")


def test_the_telephone_list_is_always_there(page: BeautifulSoup) -> None:
    (fold,) = page.find_all("details", class_="phone-fold")
    assert next(fold.children).name == "summary"
    (link,) = fold.find_all("a")
    assert link["href"] == "tel:+15147255221"
    assert str(PHONES) in str(fold)


def test_progress_and_failure_wait_out_of_sight(page: BeautifulSoup) -> None:
    (progress,) = page.find_all("progress")
    box = progress.find_parent("div")
    assert box is not None
    assert box.has_attr("hidden")
    assert (progress["max"], progress["value"]) == ("100", "0")
    assert progress["aria-label"]
    (failure,) = page.find_all(role="alert")
    assert failure.has_attr("hidden")
    assert failure.find("button")["data-action"] == "retry"


def test_one_live_region_and_one_place_to_go_to(page: BeautifulSoup) -> None:
    (announced,) = page.find_all(role="status")
    assert announced.get_text() == ""
    assert announced.has_attr("data-announce")
    (heading,) = page.find_all(id="result")
    assert (heading.name, heading["tabindex"]) == ("h2", "-1")


def test_every_button_has_an_action_of_the_script(page: BeautifulSoup, root: Path) -> None:
    script = (root / "browser" / "calculator" / "page.js").read_text(encoding="utf-8")
    planner = (root / "browser" / "calculator" / "planner.js").read_text(encoding="utf-8")
    (table,) = re.findall(r"const actions = \{(.*?)\}", script, re.DOTALL)
    for button in page.find_all("button"):
        assert button["type"] == "button"
        if "data-by" in button.attrs:
            # The planner's buttons step a field of theirs: see planner.js.
            assert '"[data-by]"' in planner
            assert float(button["data-by"])
            assert button.parent.find("input")
            continue
        assert re.search(rf'(?:^|[\s,"]){button["data-action"]}\b', table), button["data-action"]


def test_ids_are_unique_and_references_lead_somewhere(page: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    for attribute in ("for", "aria-describedby", "aria-labelledby"):
        for tag in page.find_all(attrs={attribute: True}):
            assert set(str(tag[attribute]).split()) <= set(ids)


def test_addresses_cannot_break_out_of_their_attributes(
    kind: str, language: str, day: date, parsed: Callable[[str], BeautifulSoup]
) -> None:
    names = ("sources", "regions", "situations", "organizations", "comparison")
    links = dict(zip(names, ('"><b>&', "'<", "</a><b>", "&quot;><b>", "<b>"), strict=True))
    page = parsed(calculator(kind, language, links, ASSETS, PHONES, day, CONTACTS))
    assert not page.find_all("b")
    (root,) = page.find_all(class_="calculator")
    assert json.loads(str(root["data-links"])) == links
