"""The form: every question of the rules, by the contract's names, with "I don't know"."""

import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag

from calculator.form.form import form
from calculator.words.catalogue import Catalogue
from rules.organisation import organisation_questions
from rules.questions import PARTICIPANT

# The contract's input table, a second time: names, and the values of choices.
CHOICES = {
    "assistance": [
        "social_assistance",
        "social_solidarity",
        "aim_for_employment",
        "basic_income",
        "none",
    ],
    "adult": ["true", "false"],
    "work_outlook": ["ready", "after_preparation", "long_term"],
}
TEXT_FIELDS = [
    "weekly_hours",
    "monthly_costs.transport",
    "monthly_costs.childcare",
    "monthly_costs.other",
]
DATES = ["start_date", "on"]
IN_ORDER = [
    *("assistance", "adult", "work_outlook", "weekly_hours", "start_date"),
    *("monthly_costs.transport", "monthly_costs.childcare", "monthly_costs.other"),
    "on",
]
UNKNOWN = {"fr": "Je ne sais pas", "en": "I don’t know"}


@pytest.fixture
def page(words: Catalogue, parsed: Callable[[str], BeautifulSoup]) -> BeautifulSoup:
    return parsed(form(PARTICIPANT, words))


@pytest.fixture
def organisations_page(words: Catalogue, parsed: Callable[[str], BeautifulSoup]) -> BeautifulSoup:
    return parsed(form(organisation_questions(), words))


@pytest.fixture(params=[False, True], ids=["participant", "organisation"])
def either(
    request: pytest.FixtureRequest, page: BeautifulSoup, organisations_page: BeautifulSoup
) -> BeautifulSoup:
    """Each of the two forms."""
    return organisations_page if request.param else page


def controls(page: BeautifulSoup, name: str) -> list[Tag]:
    return page.find_all("input", attrs={"name": name})


def by_id(page: BeautifulSoup, id: object) -> Tag:
    """The one element with an id."""
    (found,) = page.find_all(id=id)
    return found


def described_by(page: BeautifulSoup, tag: Tag) -> list[Tag]:
    return [by_id(page, id) for id in str(tag["aria-describedby"]).split()]


def test_the_names_are_those_of_the_contract(page: BeautifulSoup) -> None:
    names = list(dict.fromkeys(control["name"] for control in page.find_all("input")))
    assert names == IN_ORDER
    assert set(names) == {question.key for question in PARTICIPANT}
    assert not page.find_all(["select", "textarea"])


@pytest.mark.parametrize("name", CHOICES)
def test_choices(page: BeautifulSoup, name: str, language: str) -> None:
    radios = controls(page, name)
    assert {radio["type"] for radio in radios} == {"radio"}
    assert [radio["value"] for radio in radios] == [*CHOICES[name], ""]
    # "I don't know" is what is chosen before anybody answers.
    assert [radio["value"] for radio in radios if radio.has_attr("checked")] == [""]
    labels = [radio.find_parent("label") for radio in radios]
    said = [label.get_text() for label in labels if label]
    assert len(said) == len(radios) == len(set(said))
    assert all(text.strip() for text in said)
    assert said[-1] == UNKNOWN[language]


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_stands_in_its_own_group(page: BeautifulSoup, name: str) -> None:
    groups = {id(radio.find_parent("fieldset")): radio for radio in controls(page, name)}
    assert len(groups) == 1
    group = controls(page, name)[0].find_parent("fieldset")
    assert group is not None
    legend = group.find("legend", recursive=False)
    assert isinstance(legend, Tag)
    assert legend.get_text().endswith("?")
    assert next(group.children) is legend
    assert {radio["name"] for radio in group.find_all("input")} == {name}
    hint, error = described_by(page, group)
    assert hint.find_parent("fieldset") is group
    assert error["id"] == f"error-{name}"


@pytest.mark.parametrize("name", [*TEXT_FIELDS, *DATES])
def test_what_is_typed(page: BeautifulSoup, name: str) -> None:
    (field,) = controls(page, name)
    assert field["type"] == ("date" if name in DATES else "text")
    assert field.get("inputmode") == (None if name in DATES else "decimal")
    assert not field.get("value")
    assert not field.has_attr("required")
    (label,) = page.find_all("label", attrs={"for": field["id"]})
    assert label.get_text().strip()
    assert by_id(page, field["id"]) is field
    hint, error, *doubt = described_by(page, field)
    assert hint.get_text().strip()
    assert error["id"] == f"error-{name}"
    # A day or an amount may be asked about; the script does so.
    asked = name != "weekly_hours"
    assert [one["id"] for one in doubt] == ([f"doubt-{name}"] if asked else [])
    assert field.has_attr("data-text-doubtful") == asked
    assert field.get("data-doubtful-years") == ("5" if name in DATES else None)
    above = "2000" if name.startswith("monthly_costs.") else None
    assert field.get("data-doubtful-above") == above
    assert all(one.has_attr("hidden") for one in doubt)


def test_a_field_of_numbers_knows_what_is_no_number(
    page: BeautifulSoup, organisations_page: BeautifulSoup, words: Catalogue
) -> None:
    """The browser is there before Python: it gets Python's own pattern, and the rules' words."""
    fields = [controls(page, name)[0] for name in TEXT_FIELDS]
    fields += controls(organisations_page, "places")
    for field in fields:
        for typed, whole in (
            ("12", True),
            ("1\u00a0000,5", True),
            ("douze", False),
            ("1,000", False),
            ("1.000", False),
        ):
            assert bool(re.fullmatch(str(field["pattern"]), typed)) == whole, field["name"]
    hours, transport, *_, places = (str(field["data-text-unreadable"]) for field in fields)
    assert hours == words.text("problem.not_a_number", accepted="168")
    most = words.number(100_000)
    assert transport == words.text("problem.not_money", accepted=most)
    assert places == words.text("problem.not_a_count", accepted=most)
    for name in DATES:
        assert not controls(page, name)[0].has_attr("pattern")


@pytest.mark.parametrize("name", [*TEXT_FIELDS, *DATES])
def test_an_empty_field_is_said_to_be_an_answer(
    page: BeautifulSoup, name: str, language: str
) -> None:
    hint = by_id(page, f"hint-{name}").get_text()
    assert {"fr": "Laissez vide", "en": "Leave empty"}[language] in hint


@pytest.mark.parametrize("name", IN_ORDER)
def test_each_question_has_a_place_for_its_error(page: BeautifulSoup, name: str) -> None:
    error = by_id(page, f"error-{name}")
    assert error.has_attr("hidden")
    assert error.get_text() == ""
    assert error.find_parent(class_="question") is by_id(page, f"hint-{name}").find_parent(
        class_="question"
    )


def test_units_stand_beside_numbers(page: BeautifulSoup, language: str) -> None:
    units = {name: controls(page, name)[0].find_next_sibling(class_="unit") for name in TEXT_FIELDS}
    hours, *costs = (unit.get_text() if unit else None for unit in units.values())
    assert hours == {"fr": "heures par semaine", "en": "hours a week"}[language]
    assert costs == [{"fr": "$ par mois", "en": "$ a month"}[language]] * 3
    for name in DATES:
        assert controls(page, name)[0].find_next_sibling(class_="unit") is None


def test_costs_stand_together(page: BeautifulSoup) -> None:
    (group,) = page.find_all("fieldset", class_="question-group")
    inside = [field["name"] for field in group.find_all("input")]
    assert inside == [name for name in IN_ORDER if name.startswith("monthly_costs.")]
    assert group.find("legend", recursive=False)


def test_the_day_of_the_amounts_is_behind_a_fold(either: BeautifulSoup) -> None:
    (fold,) = either.find_all("details")
    assert [field["name"] for field in fold.find_all("input")] == ["on"]
    assert next(fold.children).name == "summary"


def test_ids_are_unique_and_references_lead_somewhere(either: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in either.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert all(not re.search(r"\s", str(id)) for id in ids)
    for attribute in ("for", "aria-describedby", "aria-labelledby"):
        for tag in either.find_all(attrs={attribute: True}):
            assert set(str(tag[attribute]).split()) <= set(ids)


def test_buttons_send_nothing(either: BeautifulSoup) -> None:
    (whole,) = either.find_all("form")
    assert not {"action", "method"} & set(whole.attrs)
    assert whole.has_attr("novalidate")
    assert [(button["type"], button["data-action"]) for button in either.find_all("button")] == [
        ("button", "view-steps"),
        ("button", "view-all"),
        ("button", "next"),
        ("button", "unknown"),
        ("button", "back"),
        ("button", "see-result"),
        ("button", "erase"),
    ]


def test_nothing_typed_is_kept_by_the_browser(either: BeautifulSoup) -> None:
    kept_from = [tag for tag in either.find_all(["form", "input"]) if tag.get("type") != "radio"]
    assert {tag.get("autocomplete") for tag in kept_from} == {"off"}


# ---- An organisation's form ---------------------------------------------------------------

CONDITIONS = {
    "paas_action": ["expertise", "regular_staff", "personal_goals", "constant_presence"],
    "interagir": ["experience", "suitable_activities", "obeys_laws"],
}
YES_NO = [
    "non_profit",
    *(f"{programme}.{name}" for programme, names in CONDITIONS.items() for name in names),
]


def test_an_organisations_names_are_those_of_the_contract(
    organisations_page: BeautifulSoup,
) -> None:
    names = dict.fromkeys(control["name"] for control in organisations_page.find_all("input"))
    assert list(names) == ["non_profit", "places", *YES_NO[1:], "on"]


@pytest.mark.parametrize("name", YES_NO)
def test_conditions_are_asked_with_i_dont_know(
    organisations_page: BeautifulSoup, name: str, language: str
) -> None:
    radios = controls(organisations_page, name)
    assert [radio["value"] for radio in radios] == ["true", "false", ""]
    assert [radio["value"] for radio in radios if radio.has_attr("checked")] == [""]
    said = [radio.find_parent("label").get_text() for radio in radios]
    assert said == [*{"fr": ("Oui", "Non"), "en": ("Yes", "No")}[language], UNKNOWN[language]]
    group = radios[0].find_parent("fieldset")
    legend = group.find("legend", recursive=False)
    assert legend.get_text().endswith("?")
    *hints, error = described_by(organisations_page, group)
    assert error["id"] == f"error-{name}"
    assert all(hint.get_text().strip() for hint in hints)
    # A hint that is not tied to its question is heard by nobody.
    assert hints == group.find_all(class_="hint")


def test_places_are_a_whole_number(organisations_page: BeautifulSoup) -> None:
    (field,) = controls(organisations_page, "places")
    assert (field["type"], field["inputmode"]) == ("text", "numeric")
    (label,) = organisations_page.find_all("label", attrs={"for": field["id"]})
    assert label.get_text().endswith("?")
    assert field.find_next_sibling(class_="unit").get_text() == "places"


def test_conditions_stand_with_their_programme(
    organisations_page: BeautifulSoup, words: Catalogue
) -> None:
    groups = organisations_page.find_all("fieldset", class_="question-group")
    for group, (programme, names) in zip(groups, CONDITIONS.items(), strict=True):
        asked = dict.fromkeys(control["name"] for control in group.find_all("input"))
        assert list(asked) == [f"{programme}.{name}" for name in names]
        legend = group.find("legend", recursive=False)
        assert words.text(f"programme.{programme}") in legend.get_text()
