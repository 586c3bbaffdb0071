"""Without a running script everything can be read, and no control is there that does nothing."""

import pytest
from playwright.sync_api import expect

NEEDS = {
    "fr": "Le calculateur a besoin de JavaScript.",
    "en": "The calculator needs JavaScript.",
}
PATHS = {"fr": "estimer/", "en": "en/estimate/"}
READY_MADE = {
    "estimate": {"fr": "situations/", "en": "en/situations/"},
    "comparison": {"fr": "situations/", "en": "en/situations/"},
    "embedded": {"fr": "situations/", "en": "en/situations/"},
    "check": {"fr": "organismes/", "en": "en/organizations/"},
}


def _cut(route):
    response = route.fetch()
    body = response.body()
    route.fulfill(response=response, body=body[: len(body) // 2])


# Ways in which scripts do not run although the browser would run them.
NOT_RUN = {
    "blocked": lambda route: route.abort("blockedbyclient"),
    "cut off in the middle": _cut,
    "cannot be parsed": lambda route: route.fulfill(
        content_type="text/javascript", body="const = ;"
    ),
    "another page": lambda route: route.fulfill(
        content_type="text/html", body="<!doctype html><title>Log in</title>"
    ),
}

# What can be seen and touched, and does nothing without a script; a link leads somewhere.
DEAD = """() => {
  const seen = (element) => element.checkVisibility({ checkVisibilityCSS: true });
  const controls = [...document.querySelectorAll(
    "button:not([popovertarget]), input, select, textarea, [role=button], [contenteditable]")];
  const nowhere = [...document.querySelectorAll("a[href^='#']")].filter((link) => {
    const place = document.getElementById(link.hash.slice(1));
    // A poster's sheet in both languages is shown as soon as a link leads to it.
    return !place || !(seen(place) || place.matches(".poster-both"));
  });
  return [...controls, ...nowhere].filter(seen).map((one) => one.outerHTML.slice(0, 90));
}"""


def test_every_page_can_be_read_and_left(visitor, one_of_each):
    page = visitor.open("", java_script_enabled=False)
    for one in one_of_each:
        page.goto(visitor.address + one.path)
        expect(page.locator("h1")).to_be_visible()
        assert len(page.locator("main").inner_text()) > 300, one.path
        expect(page.locator("[data-language-switch]")).to_be_visible()


def test_what_only_a_script_brings_to_life_takes_no_room(visitor):
    for path, hidden in (("regions/", "form.postal"), ("recherche/", "form.search")):
        page = visitor.open(path, java_script_enabled=False)
        assert page.locator(hidden).count() == 1
        assert page.locator(hidden).bounding_box() is None, path


def is_honest(page, address, name, language):
    """The page says what it needs, where the answers are, and whom to call; nothing is dead."""
    assert page.evaluate(DEAD) == [], (name, language)
    for notice in page.locator("[data-without-script]").all():
        expect(notice).to_be_visible()
        expect(notice).to_contain_text("JavaScript")
    if name not in READY_MADE:
        return
    notice = page.locator(".calculator [data-without-script]")
    expect(notice).to_have_count(1)
    link = notice.get_by_role("link")
    assert link.evaluate("link => link.href") == address + READY_MADE[name][language]
    # No verdict stands there for answers that nobody can give.
    assert page.locator("[data-programme] .verdict:visible").count() == 0
    expect(page.locator(".phone-fold")).to_have_attribute("open", "")
    expect(page.locator(".phone-fold li[data-region]:visible")).to_have_count(17)


def test_without_scripts_no_control_is_dead(visitor, one_of_each):
    page = visitor.open("", java_script_enabled=False)
    for one in one_of_each:
        page.goto(visitor.address + one.path)
        is_honest(page, visitor.address, one.name, one.language)


@pytest.mark.parametrize("way", NOT_RUN)
def test_where_scripts_do_not_run_no_control_is_dead(visitor, one_of_each, way):
    visitor.expects_errors = True
    page = visitor.context().new_page()
    page.route("**/*.js", NOT_RUN[way])
    told = 0
    for one in one_of_each:
        page.goto(visitor.address + one.path)
        is_honest(page, visitor.address, one.name, one.language)
        told += page.locator("[data-without-script]").count()
    # Both calculators, the one for other sites, the comparison, the directory, the search, twice.
    assert told == 12


@pytest.mark.parametrize("width", [360, 1280])
def test_the_room_of_a_script_that_never_comes_is_given_up(visitor, language, width):
    visitor.expects_errors = True
    page = visitor.context(width=width, height=740).new_page()
    page.route("**/*.js", NOT_RUN["blocked"])
    page.goto(visitor.address + PATHS[language])
    notice = page.locator(".calculator [data-without-script]")
    assert notice.is_visible(), "at once"
    page.wait_for_timeout(4500)
    assert page.locator(".calculator form").bounding_box()["height"] == 0


def test_in_a_frame_without_an_origin_the_calculator_is_honest(visitor, language):
    """A sandbox without `allow-same-origin` lets no module of another origin run."""
    visitor.expects_errors = True
    page = visitor.open("")
    path = {"fr": "integrer/calculateur/", "en": "en/embed/calculator/"}[language]
    page.route(
        "**/host",
        lambda route: route.fulfill(
            content_type="text/html",
            body=f'<iframe sandbox="allow-scripts" src="{visitor.address}{path}"></iframe>',
        ),
    )
    page.goto(visitor.address + "host")
    frame = page.frames[1]
    frame.wait_for_load_state()
    is_honest(frame, visitor.address, "embedded", language)


def test_where_scripts_run_the_controls_are_there(visitor, one_of_each):
    """What waits for its script does not wait for ever; the telephone list is folded again."""
    page = visitor.open("")
    for one in one_of_each:
        page.goto(visitor.address + one.path)
        assert page.locator("[data-needs-script]").count() == 0, one.path
        assert page.locator("[data-without-script]:visible").count() == 0, one.path
        if page.locator(".phone-fold").count():
            assert page.locator(".phone-fold[open]").count() == 0, one.path


def test_the_calculator_says_what_it_needs_and_gives_the_telephones(visitor, language):
    page = visitor.open(PATHS[language], java_script_enabled=False)
    expect(page.locator(".calculator [data-without-script]")).to_be_visible()
    expect(page.locator(".calculator [data-without-script]")).to_contain_text(NEEDS[language])
    phones = page.locator(".phone-fold li[data-region]")
    assert phones.count() == 17
    for phone in phones.all():
        expect(phone.locator("a[href^='tel:']").first).to_be_visible()
    # What holds before any answer is there too, in words.
    expect(page.locator("[data-programme=paas_action]")).to_be_visible()
    expect(page.locator("[data-programme=interagir]")).to_be_visible()


def test_with_javascript_nothing_speaks_of_it(visitor, language):
    page = visitor.open(PATHS[language])
    expect(page.locator("main")).to_be_visible()
    assert NEEDS[language] not in page.locator("main").inner_text()


def test_the_form_sends_nothing(visitor):
    """Not even if it were shown without its script."""

    def show(route):
        response = route.fetch()
        body = response.text().replace(" hidden data-needs-script", "")
        route.fulfill(response=response, body=body)

    page = visitor.context(java_script_enabled=False).new_page()
    page.route(f"**/{PATHS['en']}", show)
    page.goto(visitor.address + PATHS["en"])
    page.locator("input[name=assistance]").first.check()
    for name in ("weekly_hours", "monthly_costs.transport"):
        page.locator(f"input[name='{name}']").fill("12")
        page.keyboard.press("Enter")
    for button in page.locator(".calculator button:visible").all():
        button.click()
    # What the form had sent would come before the next page.
    page.locator("footer a[href$='about/']").click()
    page.wait_for_url("**/en/about/")
    opened = [request.url for request in visitor.requests if request.is_navigation_request()]
    assert opened == [visitor.address + PATHS["en"], visitor.address + "en/about/"]
