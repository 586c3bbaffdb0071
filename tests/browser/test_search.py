"""The search: what people type brings the page that they want, and nothing of it leaves."""

import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

QUERIES = tomllib.loads(
    (Path(__file__).parents[1] / "site/search_queries.toml").read_text(encoding="utf-8")
)
EVERYDAY = tomllib.loads(
    (Path(__file__).parents[1] / "site/search_everyday.toml").read_text(encoding="utf-8")
)
PATHS = {"fr": "recherche/", "en": "en/search/"}
NOTHING = {"fr": "Nous n’avons rien trouvé", "en": "We found nothing"}
FAILED = {"fr": "La recherche ne fonctionne pas", "en": "The search isn’t working"}


def ask(page: Page, query: str) -> list[str]:
    """Type a query, wait until it is answered; the results' addresses from the site's root."""
    page.locator("#search-field").fill(query)
    page.keyboard.press("Enter")
    expect(page.locator(".search [role=status]")).to_contain_text(query, timeout=20_000)
    links = page.locator(".search-results a").evaluate_all("all => all.map((a) => a.pathname)")
    return [link.removeprefix("/") for link in links]


def test_forty_queries_bring_their_page_first(visitor, language):
    page = visitor.open(PATHS[language])
    assert len(QUERIES[language]) == 40
    first = {query: ask(page, query)[:1] for query in QUERIES[language]}
    # All of them: a kind of query, such as long-distance numbers, has only two or three.
    assert first == {query: [wanted] for query, wanted in QUERIES[language].items()}


def test_what_people_type_brings_its_page_among_the_first_three(visitor, language):
    page = visitor.open(PATHS[language])
    assert len(EVERYDAY[language]) == 50
    wanted = EVERYDAY[language]
    found = {query: sections(page, query)[:3] for query in wanted}
    assert {query: found[query] for query, one in wanted.items() if one not in found[query]} == {}


def sections(page: Page, query: str) -> list[str]:
    """As `ask`, with the sections of the addresses."""
    ask(page, query)
    return page.locator(".search-results a").evaluate_all(
        "all => all.map((a) => (a.pathname + a.hash).slice(1))"
    )


# Words of the language that no page has, and near to words that one has.
RIGHT_WORDS = {"fr": ["chicane", "bile", "gare"], "en": ["knot", "beast", "stage"]}


def test_a_word_of_the_language_is_never_taken_for_another(visitor, language):
    page = visitor.open(PATHS[language])
    for query in RIGHT_WORDS[language]:
        assert ask(page, query) == [], query


MENDED = {
    "fr": ("organnisme", "Rien pour « organnisme » : ces pages sont pour « organisme »."),
    "en": ("orgnization", "Nothing for “orgnization”: these pages are for “organization”."),
}


def test_a_word_that_is_mended_is_told_beside_what_took_its_place(visitor, language):
    page = visitor.open(PATHS[language])
    query, said = MENDED[language]
    assert ask(page, query)
    text = page.locator(".search [role=status]").inner_text()
    assert said in text.replace("\xa0", " ")


INSTEAD = {
    "fr": ("Organnisme garde", "Rechercher « organisme garde »"),
    "en": ("Orgnization childcare", "Search for “organization childcare”"),
}


def test_what_was_understood_is_searched_for_by_a_press(visitor, language):
    page = visitor.open(PATHS[language])
    query, label = INSTEAD[language]
    link = page.locator("[data-instead] a")
    expect(link).to_be_hidden()
    ask(page, query)
    expect(link).to_have_text(label)
    page.locator("#search-field").focus()
    page.keyboard.press("Tab")  # the button
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    meant = label.partition("organi")[1] + label.partition("organi")[2].rstrip(" \xa0»”")
    expect(page.locator("#search-field")).to_have_value(meant)
    expect(page.locator("[role=status]")).to_contain_text(meant)
    expect(link).to_be_hidden()
    # Whoever goes on by keyboard goes on from here.
    expect(page.locator(".search [role=status]")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".search-results a").first).to_be_focused()
    page.go_back()
    expect(page.locator("#search-field")).to_have_value(query)
    expect(link).to_have_text(label)


SILENT = {
    "fr": ("école", "Les documents ne parlent pas de : école."),
    "en": ("school", "The documents do not mention: school."),
}


def test_what_the_documents_do_not_speak_of_is_told(visitor, language):
    page = visitor.open(PATHS[language])
    query, said = SILENT[language]
    assert ask(page, query)[0].endswith("questions/")
    text = page.locator(".search [role=status]").inner_text()
    assert said in text.replace("\xa0", " ")


@pytest.mark.parametrize("query", ["de la", "of the", "qui", "who"])
def test_words_that_say_nothing_find_nothing(visitor, query):
    page = visitor.open(PATHS["fr" if query in ("de la", "qui") else "en"])
    assert ask(page, query) == []


def test_regions_are_found_by_places_only(visitor, language):
    page = visitor.open(PATHS[language])
    queries = {"fr": ["ministère", "téléphone", "emploi"], "en": ["ministry", "office", "work"]}
    for query in queries[language]:
        found = ask(page, query)
        assert found
        assert not [one for one in found if "regions/" in one and not one.endswith("regions/")]


WITHOUT_WEBASSEMBLY = "WebAssembly.Module = function () { throw new Error('not allowed'); };"
BY_TITLE = {"fr": "Ce navigateur ne peut chercher", "en": "This browser can only search"}


def test_without_webassembly_titles_and_answers_are_found(visitor, language):
    context = visitor.context()
    context.add_init_script(WITHOUT_WEBASSEMBLY)
    page = context.new_page()
    page.goto(visitor.address + PATHS[language])
    expect(page.locator("[data-without-script]").first).to_be_hidden()
    root = "" if language == "fr" else "en/"
    assert ask(page, "Interagir")[0] == f"{root}interagir/"
    expect(page.locator(".search [role=status]")).to_contain_text(BY_TITLE[language])
    assert ask(page, "taxi") == [f"{root}questions/"]
    assert ask(page, "8197633226") == [f"{root}regions/abitibi-temiscamingue/"]
    assert ask(page, "xyzzyq") == []


def test_a_word_that_no_page_has_is_said_beside_what_was_found(visitor, language):
    page = visitor.open(PATHS[language])
    assert ask(page, "Interagir dentiste")[0].endswith("interagir/")
    said = {"fr": "Aucune page n’a : dentiste.", "en": "No page has: dentiste."}[language]
    expect(page.locator(".search [role=status]")).to_contain_text(said)


TOWNS = {
    "st-jerome": ["laurentides"],
    "Granby": ["estrie"],
    "gatino": ["outaouais"],
    "ville-marie": ["abitibi-temiscamingue", "montreal"],
}
SAID = {"fr": "Saint-Jérôme est dans cette région", "en": "Saint-Jérôme is in this region"}


def test_a_town_brings_the_page_of_its_region_first(visitor, language):
    page = visitor.open(PATHS[language])
    root = "" if language == "fr" else "en/"
    for query, slugs in TOWNS.items():
        pages = [f"{root}regions/{slug}/" for slug in slugs]
        found = ask(page, query)
        assert found[: len(pages)] == pages, query
        assert len(found) == len(set(found)), query
    ask(page, "st-jerome")
    expect(page.locator(".search-results li").first).to_contain_text(SAID[language])
    page.locator(".search-results a").first.click()
    page.wait_for_url(f"**/{root}regions/laurentides/")


def test_pages_are_found_where_the_towns_do_not_come(visitor, language):
    visitor.expects_errors = True
    page = visitor.open(PATHS[language])
    page.route("**/assets/towns.json", lambda route: route.abort())
    assert ask(page, "Interagir")


def test_nothing_is_loaded_before_something_is_typed(visitor, language):
    page = visitor.open(PATHS[language])
    page.locator("#search-field").focus()
    page.wait_for_load_state("networkidle")
    assert not [path for path in visitor.paths() if path.startswith(("search/", "assets/towns"))]
    ask(page, "Interagir")
    assert [path for path in visitor.paths() if path.startswith("search/")]
    # The query is in the fragment, which is never sent, and in no request.
    assert page.url.endswith("#q=Interagir")
    assert not [r.url for r in visitor.requests if "nteragir" in r.url.removeprefix(page.url)]


def test_only_pages_of_the_same_language_are_found(visitor, language):
    page = visitor.open(PATHS[language])
    found = ask(page, "Interagir")
    assert len(found) > 3
    assert {path.startswith("en/") for path in found} == {language == "en"}


@pytest.mark.parametrize("query", ["xyzzyq", "5550000000", "dentiste", "<b>x"])
def test_where_nothing_is_found_it_says_so_and_offers_the_telephones(visitor, language, query):
    page = visitor.open(PATHS[language])
    assert ask(page, query) == []
    expect(page.locator(".search [role=status]")).to_contain_text(NOTHING[language])
    page.locator("[data-nothing] a").click()
    page.wait_for_url(f"**/{'en/' if language == 'en' else ''}regions/")


def test_by_keyboard_from_the_header_to_a_result_and_back(visitor, language):
    page = visitor.open("" if language == "fr" else "en/", width=360, height=800)
    page.locator(".search-link").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{PATHS[language]}")
    page.locator("#search-field").focus()
    page.keyboard.type("lanaudière")
    first = page.locator(".search-results a").first
    expect(first).to_have_text("Lanaudière", timeout=20_000)
    page.keyboard.press("Tab")  # the button
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/regions/lanaudiere/")
    page.go_back()
    expect(page.locator(".search-results a").first).to_have_text("Lanaudière", timeout=20_000)
    expect(page.locator("#search-field")).to_have_value("lanaudière")


def test_results_show_the_pages_own_text(visitor):
    page = visitor.open("recherche/")
    ask(page, "allocation")
    texts = page.locator(".search-results").inner_text()
    assert "’ a" not in texts, "the apostrophes of the index show"
    assert "aliases" not in texts
    assert page.locator(".search-results mark").count() > 0


def test_what_is_typed_stays_text(visitor):
    page = visitor.open("en/search/")
    ask(page, "<img src=x onerror=alert(1)>")
    assert page.locator(".search img").count() == 0


def test_a_broken_line_is_told_and_tried_again(visitor, language):
    visitor.expects_errors = True
    page = visitor.open(PATHS[language])
    page.route("**/words.*.json", lambda route: route.abort())
    page.locator("#search-field").fill("Interagir")
    page.keyboard.press("Enter")
    expect(page.locator(".search [role=status]")).to_contain_text(FAILED[language])
    expect(page.locator("[data-nothing]")).to_be_visible()
    page.unroute("**/words.*.json")
    assert ask(page, "Interagir")


def test_without_javascript_all_the_pages_are_listed(visitor, language, addresses):
    page = visitor.open(PATHS[language], java_script_enabled=False)
    expect(page.locator("form.search")).to_be_hidden()
    found = page.locator("main a[href]").evaluate_all("all => all.map((a) => a.pathname)")
    # One stands in other sites only, and posters repeat their region's page.
    known = (
        one
        for one in addresses
        if one.language == language and not one.name.startswith(("embedded", "poster "))
    )
    wanted = {f"/{one.path}" for one in known}
    # An address that stays for old links is on no list.
    old = {one.path for one in addresses if one.language == language and one.name == "compare"}
    assert wanted - set(found) == {f"/{path}" for path in (PATHS[language], *old)}


POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; connect-src 'self'; script-src 'self'"
)


def test_a_strict_policy_needs_leave_for_webassembly_and_for_nothing_else(visitor, language):
    """What a host has to allow on the search pages; on the directory's not even that."""
    page = visitor.context().new_page()
    policies = {"search": f"{POLICY} 'wasm-unsafe-eval'", "regions": POLICY}

    def answer(route):
        given = route.fetch()
        policy = policies["regions" if "/regions/" in route.request.url else "search"]
        route.fulfill(response=given, headers={**given.headers, "content-security-policy": policy})

    page.route("**/*", lambda r: answer(r) if r.request.is_navigation_request() else r.continue_())
    page.goto(visitor.address + PATHS[language])
    assert ask(page, "saguenai")
    page.goto(visitor.address + ("regions/" if language == "fr" else "en/regions/"))
    page.locator("#postal-code").press_sequentially("J0T")
    expect(page.locator(".postal-answer [data-region]")).to_have_count(3)
    # A refusal would stand on the console, and fail the test when its record is read.
