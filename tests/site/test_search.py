"""The search is linked from every page, and only its own page loads it."""

PATHS = {"fr": "recherche/", "en": "en/search/"}


def test_every_page_links_to_the_search_in_its_language(documents):
    for path, document in documents.items():
        if "calculateur/" in path or "embed/calculator/" in path:
            continue  # it stands inside other sites, without our header
        (link,) = document.soup.select("header a.search-link")
        assert document.target(link["href"]) == (PATHS[document.language], ""), path
        assert link.get_text(strip=True)


def test_only_search_pages_load_search(documents):
    for path, document in documents.items():
        if path not in PATHS.values():
            assert "search.js" not in str(document.soup), path
            assert "pagefind" not in str(document.soup), path


def test_search_form_is_hidden_and_has_no_name(pages):
    for path in PATHS.values():
        form = pages[path].soup.select_one("form.search")
        assert form.has_attr("hidden")
        assert not form.has_attr("action")
        assert not [one for one in form.select("input, button") if one.has_attr("name")]


def test_search_index_exists_at_its_address(pages, is_file):
    for language, path in PATHS.items():
        form = pages[path].soup.select_one("form.search")
        bundle = pages[path].target(form["data-bundle"])[0]
        for name in ("pagefind.js", "pagefind-entry.json", f"words.{language}.json"):
            assert is_file(bundle + name), name


def test_search_page_lists_every_page_and_region(pages):
    for language, path in PATHS.items():
        page = pages[path]
        links = page.soup.select("main a[href]:not([href^='tel:'])")
        found = {page.target(link["href"])[0] for link in links}
        wanted = {one for one in pages if pages[one].language == language}
        # One stands inside other sites, an old address only leads on, and posters repeat their
        # region's page.
        kinds = ".page-embedded, .page-compare, .page-poster"
        left_out = {one for one in wanted if pages[one].soup.select_one(kinds)}
        assert len(left_out) == 2 + 17
        assert wanted - left_out - {path} <= found
        assert not left_out & found
