"""Every link resolves, and nothing is loaded from another site."""

import re

import pytest

CALCULATORS = ("estimer/", "en/estimate/", "organismes/verifier/", "en/organizations/check/")
EMBEDDED = ("integrer/calculateur/", "en/embed/calculator/")
COMPARISONS = ("estimer/comparer/", "en/estimate/compare/")

# The directory finds regions by postal code, the search finds pages.
SEARCHES = ("recherche/", "en/search/")
DIRECTORIES = ("regions/", "en/regions/")

# What a browser fetches by itself, as opposed to what a person may follow.
LOADED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
    "use": "href",
    "image": "href",
}
LOADING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest"}
LOADING_LINKS |= {"preconnect", "dns-prefetch", "apple-touch-icon", "mask-icon", "shortcut"}


def test_links_and_fragments_resolve(documents, is_file, record_property):
    broken, links, fragments = [], 0, 0
    for path, document in documents.items():
        for link in document.soup.select("a[href]"):
            href = link["href"]
            if href.startswith(("tel:", "mailto:", "sms:")):
                continue
            target = document.target(href)
            links += 1
            fragments += bool(target and target[1])
            if target is None:
                if not href.startswith("https://"):
                    broken.append((path, href, "neither ours nor https"))
            elif not is_file(target[0]):
                broken.append((path, href, "no such file"))
            elif target[1] and not is_answer(*target) and not has_place(documents, *target):
                broken.append((path, href, "no such place on the page"))
    record_property("links", links)
    record_property("of them to a place on a page", fragments)
    assert not broken


def is_answer(path, fragment):
    """A calculator reads answers from the fragment, and the region that a person comes from."""
    return path in CALCULATORS and "=" in fragment


def has_place(documents, path, fragment):
    path = path.removesuffix("index.html")
    return path in documents and documents[path].soup.find(id=fragment) is not None


def test_links_have_no_index_html(documents):
    """One address a page: `/en/index.html` would be a second one."""
    seen = {
        (path, link["href"])
        for path, document in documents.items()
        for link in document.soup.select("a[href]")
        if "index.html" in link["href"] or ".md" in link["href"]
    }
    assert not seen


def test_page_resources_exist_and_are_own(documents, is_file):
    wrong = []
    for path, document in documents.items():
        for href in loaded(document):
            target = document.target(href)
            if target is None or not is_file(target[0]):
                wrong.append((path, href))
    assert not wrong


def loaded(document):
    for name, attribute in LOADED.items():
        for element in document.soup.find_all(name):
            if element.get(attribute) is not None:
                yield element[attribute]
            assert not element.get("srcset"), "not read by this test yet"
    for link in document.soup.find_all("link"):
        if LOADING_LINKS & set(link.get("rel", [])):
            yield link["href"]


def test_stylesheet_resources_exist_and_are_own(site, loaded_by_stylesheets, is_file):
    assert list(site.rglob("*.css"))
    wrong = [
        (sheet, href)
        for sheet, href, target in loaded_by_stylesheets
        if target is None or not is_file(target)
    ]
    assert not wrong


def test_calculator_addresses_resolve(documents, is_file):
    for path in CALCULATORS:
        document = documents[path]
        root = document.soup.select_one(".calculator")
        assert is_file(document.target(root["data-worker"])[0])
        engine = document.target(root["data-engine-url"])[0]
        assert engine.endswith("/")
        for name in ("engine.json", "lean/pyodide.mjs", "stock/pyodide-lock.json"):
            assert is_file(engine + name), name


def test_own_scripts_name_no_outside_address(site):
    scripts = sorted((site / "calculator").rglob("*.js"))
    assert scripts
    for script in scripts:
        assert not re.search(r"(https?:)?//[a-z0-9-]+\.[a-z]", script.read_text(encoding="utf-8"))


@pytest.mark.parametrize("suffix", ["*.css", "*.js", "*.mjs"])
def test_no_source_maps(site, suffix):
    assert not list(site.rglob("*.map"))
    named = [
        file.relative_to(site).as_posix()
        for file in site.rglob(suffix)
        if re.search(r"[#@]\s*sourceMappingURL=", file.read_text(encoding="utf-8"))
    ]
    assert not named


def test_only_expected_pages_have_scripts(documents, site):
    assert not (site / "assets/javascripts").exists()
    assert not (site / "en/assets/javascripts").exists()
    for path, document in documents.items():
        scripts = [one for one in document.soup.find_all("script") if not is_data(one)]
        assert all(script["type"] == "module" for script in scripts), path
        assert not any(script.get_text(strip=True) for script in scripts), path
        loaded = [document.target(script["src"])[0] for script in scripts]
        quiet = CALCULATORS + EMBEDDED + SEARCHES + COMPARISONS
        poster = path.endswith(("/affiche/", "/poster/"))
        read_aloud = not document.is_instead and path not in quiet and not poster
        assert all(one.startswith("calculator/") for one in loaded), path
        names = {one.rpartition("/")[2] for one in loaded}
        expected = {"page.js"} if path in CALCULATORS + EMBEDDED else set()
        expected |= {"compare.js"} if path in COMPARISONS else set()
        expected |= {"embed.js"} if path in EMBEDDED else set()
        expected |= {"directory.js"} if path in DIRECTORIES else set()
        expected |= {"search.js"} if path in SEARCHES else set()
        # Where what is kept on the device is told, it can be removed.
        told = (*CALCULATORS, *COMPARISONS, "a-propos/", "en/about/")
        expected |= {"offline.js"} if path in told else set()
        expected |= {"listen.js"} if read_aloud else set()
        expected |= {"print_button.js"} if poster else set()
        # A page that is there in the other language too.
        paired = not document.is_instead and path not in EMBEDDED
        expected |= {"language_offer.js"} if paired else set()
        expected |= {"send.js"} if document.soup.select("details.send") else set()
        expected |= {"paper.js"} if document.soup.find("details") else set()
        # Answers on their way are nowhere left lying in the storage of the browser.
        expected |= {"pass_on.js"} if document.is_instead else set()
        assert names == expected, path
        assert len(loaded) == len(expected), path


def is_data(script):
    """No browser runs these; a Content-Security-Policy leaves them alone."""
    return script["type"] in ("application/json", "application/ld+json")


def test_no_inline_script_or_style(documents):
    """A strict Content-Security-Policy needs no exception for these pages."""
    found = [
        (path, element.name, name)
        for path, document in documents.items()
        for element in document.soup.find_all(True)
        for name in element.attrs
        if name == "style" or name.startswith("on")
    ]
    found += [(path, "style") for path, one in documents.items() if one.soup.find("style")]
    found += [
        (path, link["href"])
        for path, document in documents.items()
        for link in document.soup.select("a[href^='javascript:' i]")
    ]
    assert not found
