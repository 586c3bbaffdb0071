"""From a town or a postal code to the region, on the page and without asking anybody anything."""

import csv
import re
import tomllib
from pathlib import Path

from playwright.sync_api import expect

AREAS = Path(__file__).parents[1] / "compiler/read/test_regions_postal_areas.csv"
PATHS = {"fr": "regions/", "en": "en/regions/"}

# Every area in turn, through the field's own events; what the page shows for each.
EVERY_AREA = """
(areas) => {
  const field = document.querySelector("form.postal input");
  const shown = {};
  for (const area of areas) {
    field.value = area;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    const entries = document.querySelectorAll(".postal-answer [data-region]");
    shown[area] = [...entries].map((entry) => entry.dataset.region);
  }
  return shown;
}
"""

MESSAGES = Path(__file__).parents[2] / "compiler/render/messages"


def sentence(kind, language):
    """The whole answer of a kind, with whatever stands in place of the code and the example."""
    messages = tomllib.loads((MESSAGES / f"{language}.toml").read_text(encoding="utf-8"))
    pieces = re.split(r"\{\w+\}", messages["postal"][kind])
    return re.compile(".+".join(r"\s".join(map(re.escape, one.split(" "))) for one in pieces))


def computed():
    with AREAS.open(encoding="utf-8", newline="") as file:
        return {row["postal_area"]: row["regions"].split() for row in csv.DictReader(file)}


def test_every_postal_area_is_answered_as_the_data_say_and_nothing_is_asked(visitor, language):
    page = visitor.open(PATHS[language])
    page.wait_for_load_state("networkidle")
    assert not [path for path in visitor.paths() if "towns" in path]
    page.locator("#postal-code").click()
    expect_towns(visitor, page)
    before = len(visitor.requests)
    expected = computed()
    assert len(expected) == 421
    assert page.evaluate(EVERY_AREA, list(expected)) == expected
    page.locator("#postal-code").fill("")
    page.locator("#postal-code").press_sequentially("J0T 1A1")
    page.wait_for_timeout(300)
    assert len(visitor.requests) == before, visitor.listed()


def expect_towns(visitor, page):
    """Waits for the list of towns: the only thing that the field asks for, once."""
    for _ in range(50):
        if [path for path in visitor.paths() if path.endswith("assets/towns.json")]:
            break
        page.wait_for_timeout(50)
    page.wait_for_load_state("networkidle")
    assert len([path for path in visitor.paths() if "towns" in path]) == 1


TYPED = [
    ("H2X", "one", ["montreal"]),
    ("h2x 1y4", "one", ["montreal"]),
    (" h 2 x", "one", ["montreal"]),
    ("g8p-1a1", "one", ["nord-du-quebec"]),
    ("GOC 1K0", "one", ["gaspesie-iles-de-la-madeleine"]),
    ("J0T", "several", ["laurentides", "lanaudiere", "outaouais"]),
    ("K1A 0B1", "outside", []),
    ("m5v", "outside", []),
    ("H9Z", "unknown", []),
    ("123", "malformed", []),
    ("D1A", "malformed", []),
    ("montréal", "town", ["montreal"]),
    ("Joliette", "town", ["lanaudiere"]),
    ("st jerome", "town", ["laurentides"]),
    ("ville marie", "towns", ["abitibi-temiscamingue", "montreal"]),
    ("charny", "nowhere", []),
]


def test_what_people_type(visitor, language):
    page = visitor.open(PATHS[language])
    field, answer = page.locator("#postal-code"), page.locator(".postal-answer")
    for typed, kind, regions in TYPED:
        field.fill("")
        field.press_sequentially(typed)
        expect(answer).to_contain_text(sentence(kind, language))
        entries = answer.locator("[data-region]")
        assert [one.get_attribute("data-region") for one in entries.all()] == regions, typed
        for entry in entries.all():
            expect(entry.locator("a[href^='tel:']").first).to_be_visible()


LIST = ".town-box [role=listbox]"


def options(page):
    return page.locator(f"{LIST} [role=option]")


def typed(visitor, language, text):
    page = visitor.open(PATHS[language])
    page.locator("#postal-code").click()
    expect_towns(visitor, page)
    page.locator("#postal-code").press_sequentially(text)
    return page, page.locator("#postal-code"), page.locator(".postal-answer")


def test_a_town_is_proposed_and_chosen_by_the_keys(visitor, language):
    page, field, answer = typed(visitor, language, "saint-bruno")
    expect(options(page)).to_have_text(
        [
            "Saint-Bruno (Saguenay–Lac-Saint-Jean)",
            "Saint-Bruno-de-Guigues (Abitibi-Témiscamingue)",
            "Saint-Bruno-de-Montarville (Montérégie)",
        ]
    )
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(answer).to_be_empty()  # nobody knows yet which
    expect(page.locator(".town-box [aria-live]")).to_contain_text("3")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(field).to_be_focused()
    active = field.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    expect(page.locator(f"#{active}")).to_contain_text("Guigues")
    # Up over the first leads to the field, and from there to the last.
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    expect(page.locator("[aria-selected=true]")).to_contain_text("Montarville")
    page.keyboard.press("Enter")
    expect(page.locator(LIST)).to_be_hidden()
    expect(field).to_have_value("Saint-Bruno-de-Montarville")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(answer.locator("[data-region]")).to_have_attribute("data-region", "monteregie")
    expect(answer).to_contain_text(sentence("town", language))
    # Enter leads on, as with a postal code.
    page.keyboard.press("Enter")
    expect(answer.locator(".region-name")).to_be_focused()


def test_enter_chooses_nothing_that_was_not_reached(visitor, language):
    """Our « Saint-Lambert-de-Lauzon » may not be the Saint-Lambert that somebody means."""
    page, field, answer = typed(visitor, language, "st-lambert")
    expect(options(page)).to_have_count(1)
    page.keyboard.press("Enter")
    expect(answer).to_be_empty()
    expect(field).to_have_attribute("aria-activedescendant", "postal-code-towns-0")
    page.keyboard.press("Enter")
    expect(answer.locator("[data-region=chaudiere-appalaches]")).to_be_visible()


def test_a_town_is_chosen_by_a_click(visitor, language):
    page, field, answer = typed(visitor, language, "ville marie")
    expect(answer).to_contain_text(sentence("towns", language))
    expect(options(page)).to_have_text(
        ["Ville-Marie (Abitibi-Témiscamingue)", "Ville-Marie (Montréal)"]
    )
    options(page).last.click()
    expect(field).to_be_focused()
    expect(answer.locator("[data-region]")).to_have_count(1)
    expect(answer.locator("[data-region=montreal]")).to_be_visible()
    # What was chosen stands until something else is typed.
    page.keyboard.press("Enter")
    expect(answer.locator("[data-region]")).to_have_count(1)


def test_escape_closes_the_list_and_then_empties_the_field(visitor, language):
    page, field, answer = typed(visitor, language, "ville-marie")
    expect(page.locator(LIST)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(LIST)).to_be_hidden()
    expect(field).to_have_value("ville-marie")
    expect(answer.locator("[data-region]")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(page.locator(LIST)).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    expect(answer).to_be_empty()


def test_the_list_closes_where_the_field_is_left(visitor):
    page, field, _ = typed(visitor, "en", "mont")
    expect(options(page)).to_have_count(8)
    page.keyboard.press("Tab")
    expect(page.locator(LIST)).to_be_hidden()
    expect(field).to_have_value("mont")


def test_without_the_list_of_towns_codes_are_understood(visitor, language):
    visitor.expects_errors = True
    page = visitor.open(PATHS[language])
    page.route("**/assets/towns.json", lambda route: route.abort())
    field, answer = page.locator("#postal-code"), page.locator(".postal-answer")
    field.press_sequentially("Granby")
    expect(answer).to_contain_text(sentence("malformed", language))
    field.fill("H2X")
    expect(answer.locator("[data-region=montreal]")).to_be_visible()
    # And it is asked for again when somebody tries again.
    page.unroute("**/assets/towns.json")
    field.fill("Granby")
    expect(answer.locator("[data-region=estrie]")).to_be_visible()


def test_the_list_of_towns_stays_within_a_narrow_page(visitor, language):
    page = visitor.open(PATHS[language], width=320, height=600)
    page.locator("#postal-code").press_sequentially("iles de la")
    expect(page.locator(LIST)).to_be_visible()
    box = page.locator(LIST).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert all(option.bounding_box()["height"] >= 44 for option in options(page).all())


def test_too_little_says_nothing_and_less_takes_it_back(visitor):
    page = visitor.open("regions/")
    field, answer = page.locator("#postal-code"), page.locator(".postal-answer")
    field.press_sequentially("H2")
    expect(answer).to_be_empty()
    field.press_sequentially("X")
    expect(answer).not_to_be_empty()
    field.press("Backspace")
    expect(answer).to_be_empty()


def test_the_answer_is_read_aloud_once_for_a_whole_code(visitor):
    page = visitor.open("en/regions/")
    answer = page.locator(".postal-answer")
    assert answer.get_attribute("role") == "status"
    page.evaluate(
        """() => {
          window.said = 0;
          new MutationObserver(() => { said += 1 })
            .observe(document.querySelector(".postal-answer"), { childList: true });
        }"""
    )
    page.locator("#postal-code").press_sequentially("H2X 1Y4")
    expect(answer.locator("[data-region=montreal]")).to_be_visible()
    assert page.evaluate("said") == 1


def test_by_keyboard_enter_leads_to_the_region(visitor, language):
    page = visitor.open(PATHS[language])
    page.locator("#postal-code").focus()
    page.keyboard.type("g0j")
    page.keyboard.press("Enter")
    first = page.locator(".postal-answer .region-name").first
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/regions/bas-saint-laurent/")


def test_without_javascript_there_is_no_field_and_the_list_stands(visitor, language):
    page = visitor.open(PATHS[language], java_script_enabled=False)
    expect(page.locator("form.postal")).to_be_hidden()
    assert page.locator("ul.regions [data-region]").count() == 17
    assert page.locator(".region-map a").count() == 17
    page.locator(".region-map a").first.click()
    page.wait_for_url("**/regions/nord-du-quebec/")


def test_tiles_do_not_meet_and_hold_their_names_on_a_phone(visitor):
    page = visitor.open("regions/", width=360, height=800)
    wrong = page.locator(".region-map a").evaluate_all(
        """tiles => {
          const boxes = tiles.map((tile) => tile.getBoundingClientRect());
          const meet = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5
            && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
          const small = (tile) => parseFloat(getComputedStyle(tile).fontSize) < 12
            || tile.scrollWidth > tile.clientWidth || tile.scrollHeight > tile.clientHeight;
          return tiles.filter((tile, i) => small(tile)
            || boxes.some((box, j) => j > i && meet(boxes[i], box))).map((t) => t.textContent);
        }"""
    )
    assert wrong == []


def test_the_calculator_takes_a_region_in_its_address_without_harm(visitor, language):
    page = visitor.open(("" if language == "fr" else "en/") + "regions/cote-nord/")
    page.locator("main a.md-button--primary").click()
    page.wait_for_url("**#region=cote-nord")
    page.locator("input[name=adult]").first.check()
    expect(page.locator(".calculator")).to_have_attribute("data-engine", "python", timeout=60_000)
    expect(page.locator("[data-programme=interagir]")).to_be_visible()


def test_the_card_can_be_taken_home(visitor):
    page = visitor.open("regions/laval/")
    with page.expect_download() as download:
        page.locator("a[href='contact.vcf']").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.startswith("BEGIN:VCARD")
    assert "+14509723133" in text
