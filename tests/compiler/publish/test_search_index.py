"""The index of the search: what is indexed, and that two builds agree."""

import gzip
import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from compiler.publish import search_index
from compiler.publish.search_index import add_search
from compiler.publish.search_vocabulary import folded
from compiler.publish.tools import ToolError
from compiler.read.kept import Kept
from compiler.read.mistake import SourceError
from compiler.read.regions import Directory
from compiler.render.search_page import FOLDER_MARK

PAGE = """<!doctype html><html lang="{language}"><head><title>{title}</title>
<meta name="description" content="Ce qu’elle dit d’elle-même"></head><body>
<header>Ailleurs</header><main><nav>Fil</nav><h1>{title}</h1><p>{text}</p></main>
<footer>Pied</footer></body></html>"""


@pytest.fixture
def site(tmp_path: Path, directory: Directory, root: Path) -> Path:
    """A small site with the pages that the search's own words name."""
    folder = tmp_path / "site"
    paths = [f"regions/{region.slug}/" for region in directory.regions]
    for language, prefix in (("fr", ""), ("en", "en/")):
        given = tomllib.loads(
            (root / f"compiler/publish/search_words/{language}.toml").read_text(encoding="utf-8")
        )
        asked = [one["at"] for kind in ("asked", "silent") for one in given[kind].values()]
        addresses = {one.partition("#")[0] for one in asked}
        own = (prefix + path for path in paths)
        for path in {*given["pages"], *given["lesser"], *addresses, *own}:
            ids = [one.partition("#")[2] for one in asked if one.startswith(f"{path}#")]
            sections = "".join(f'<h2 id="{id}">Heading</h2><p>Answer.</p>' for id in ids)
            text = f"Voici l’allocation, jusqu’à demain.</p>{sections}<p>"
            write(folder, path, language, f"Page {path}", text)
        meant = " ".join(given["synonyms"].values())
        write(folder, f"{prefix}mots/", language, "Words that the synonyms lead to", meant)
        search = "recherche/" if language == "fr" else "en/search/"
        write(folder, search, language, "Search", f'<form data-bundle="../{FOLDER_MARK}"></form>')
    return folder


def write(folder: Path, path: str, language: str, title: str, text: str) -> None:
    file = folder / path / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    html = PAGE.format(language=language, title=title, text=text)
    file.write_text(html, encoding="utf-8")


def bundle(site: Path) -> dict[str, bytes]:
    files = (site / "search").rglob("*")
    return {f.relative_to(site).as_posix(): f.read_bytes() for f in files if f.is_file()}


def copied(site: Path, directory: Directory, given: search_index.Given) -> dict[str, str]:
    aliases = search_index._checked_aliases(site, directory, given)
    return dict(search_index._copies(site, given, aliases))


def copies_of(site: Path, directory: Directory) -> dict[str, str]:
    given = {language: search_index._given(language) for language in ("fr", "en")}
    return copied(site, directory, given)


def test_copies_hold_main_with_words_after_apostrophes_separated(
    site: Path, directory: Directory
) -> None:
    copies = copies_of(site, directory)
    assert not {"recherche/index.html", "en/search/index.html"} & set(copies)
    copy = copies["a-propos/index.html"]
    assert "l’ allocation" in copy
    assert "jusqu’ à" in copy
    assert "Ce qu’ elle dit d’ elle-même" in copy
    assert "Ailleurs" not in copy
    assert "Pied" not in copy
    region = copies["regions/abitibi-temiscamingue/index.html"]
    assert "Ce qu’ elle dit d’ elle-même" not in region
    aliases = region.partition('data-pagefind-meta="aliases:')[2].partition('"')[0].split()
    number = directory.regions[0].telephone.removeprefix("+1")
    assert {number, number[3:], "8772534001", "J0Z", "J0Y"} <= set(aliases)
    assert "H2X" not in aliases


def test_of_a_region_only_its_name_and_its_own_numbers_are_indexed(
    site: Path, directory: Directory
) -> None:
    first, second, other = (f'<a href="tel:+1{n}" class="telephone">{n}</a>' for n in (1, 2, 3))
    text = f"Voici le bureau.</p><h2>Appeler</h2><p>{first} ou {second}</p><h2>Et</h2><p>{other}"
    for path in ("regions/laval/", "regions/"):
        write(site, path, "fr", "Laval", text)
    copies = copies_of(site, directory)
    region, regions = (copies[f"{path}index.html"] for path in ("regions/laval/", "regions/"))
    assert region.endswith(
        "<p data-pagefind-meta=about data-pagefind-ignore>Laval</p>"
        f"<main><h1>Laval</h1><p>{first} · {second} </p></main></body></html>"
    )
    assert "bureau" in regions


def test_a_synonym_for_what_no_page_says_is_refused(
    site: Path, directory: Directory, tmp_path: Path
) -> None:
    write(site, "en/mots/", "en", "Nothing", "Nothing of it.")
    with pytest.raises(SourceError, match=r"search_words/en.toml.*no page has.* childcare"):
        add_search(site, directory, tmp_path / "search")


def test_a_page_that_is_not_to_be_found_is_not_indexed(site: Path, directory: Directory) -> None:
    write(site, "ancienne/", "fr", "Ancienne adresse", "La page est ailleurs.")
    file = site / "ancienne/index.html"
    assert "ancienne/index.html" in copies_of(site, directory)
    robots = '<meta name="robots" content="noindex">'
    html = file.read_text(encoding="utf-8").replace("<head>", f"<head>{robots}")
    file.write_text(html, encoding="utf-8")
    assert "ancienne/index.html" not in copies_of(site, directory)


def aliases_of(copies: dict[str, str], path: str) -> set[str]:
    return set(copies[path].partition('data-pagefind-meta="aliases:')[2].partition('"')[0].split())


def test_every_number_is_found_by_its_digits(
    site: Path, directory: Directory, full_directory: Directory, bare_directory: Directory
) -> None:
    full = copies_of(site, full_directory)
    first = aliases_of(full, "regions/abitibi-temiscamingue/index.html")
    number = full_directory.regions[0].telephone.removeprefix("+1")
    assert {number, "8195550123", "5550123", "8005550123", "J0Z"} <= first
    added = {"8776444545", "6444545"}
    for folder in ("", "en/"):
        path = f"{folder}regions/index.html"
        given = aliases_of(copies_of(site, bare_directory), path)
        # What people call the page stays beside the number that this site adds.
        assert given
        assert not added & given
        assert aliases_of(copies_of(site, directory), path) == given | added


def test_two_indexes_of_same_pages_are_identical(
    site: Path, directory: Directory, tmp_path: Path
) -> None:
    made = []
    for number in (1, 2):
        copy = tmp_path / f"copy{number}"
        shutil.copytree(site, copy)
        add_search(copy, directory, tmp_path / f"build{number}")
        made.append(bundle(copy))
    assert made[0] == made[1]
    assert len({path.split("/")[1] for path in made[0]}) == 1


def test_search_pages_get_address_of_index(
    site: Path, directory: Directory, tmp_path: Path
) -> None:
    add_search(site, directory, tmp_path / "build")
    (folder,) = (site / "search").iterdir()
    for page in ("recherche", "en/search"):
        html = (site / page / "index.html").read_text(encoding="utf-8")
        assert f"search/{folder.name}/" in html
        assert FOLDER_MARK not in html
    names = {file.name for file in folder.iterdir()}
    assert {"pagefind.js", "pagefind-entry.json", "words.fr.json", "words.en.json"} <= names
    assert not [name for name in names if "ui" in name or "worker" in name]
    assert "?ts=" not in (folder / "pagefind.js").read_text(encoding="utf-8")
    known = json.loads((folder / "words.fr.json").read_text(encoding="utf-8"))
    assert "allocation" in known["vocabulary"].split()
    outlines = json.loads((folder / "pages.fr.json").read_text(encoding="utf-8"))
    by_url = {one["url"]: one for one in outlines}
    assert by_url["a-propos/"]["title"] == "Page a-propos/"
    assert by_url["a-propos/"]["about"] == "Ce qu’elle dit d’elle-même"
    assert "aliases" in by_url["regions/laval/"]
    # Without the words that are the same for all regions.
    assert by_url["regions/laval/"]["title"] == "Page regions/laval/"
    assert "about" not in by_url["regions/laval/"]
    assert not [url for url in by_url if url.startswith("en/")]


def test_changed_page_changes_index_folder(
    site: Path, directory: Directory, tmp_path: Path
) -> None:
    first = tmp_path / "first"
    shutil.copytree(site, first)
    add_search(first, directory, tmp_path / "build")
    write(site, "mots-de-plus/", "fr", "Autre", "Un autre texte.")
    add_search(site, directory, tmp_path / "build")
    (before,), (after,) = ((one / "search").iterdir() for one in (first, site))
    assert before.name != after.name


def test_an_older_index_may_do_for_a_while(
    site: Path, directory: Directory, tmp_path: Path
) -> None:
    build, kept = tmp_path / "build", Kept(tmp_path / "kept")
    names = []
    for number, (later, shown) in enumerate([(True, False), (True, False), (False, True)]):
        copy = tmp_path / f"copy{number}"
        shutil.copytree(site, copy)
        if number:
            write(copy, "mots-de-plus/", "fr", "Autre", "Un autre texte.")
        add_search(copy, directory, build, kept, later)
        (folder,) = (copy / "search").iterdir()
        assert ("Un autre texte" in indexed(folder)) is shown
        names.append(folder.name)
        assert f"search/{folder.name}/" in (copy / "recherche/index.html").read_text("utf-8")
    # Whoever has the older index does not take it for the other.
    assert names[0] == names[1] != names[2]


def test_what_is_wrong_is_told_at_once(site: Path, directory: Directory, tmp_path: Path) -> None:
    """Though the index may come later."""
    build = tmp_path / "build"
    add_search(Path(shutil.copytree(site, tmp_path / "first")), directory, build)
    (site / "a-propos/index.html").unlink()
    with pytest.raises(SourceError, match=r"there is no page a-propos/index\.html"):
        add_search(site, directory, build, later=True)


def test_words_for_missing_page_stop_the_build(
    site: Path, directory: Directory, tmp_path: Path
) -> None:
    (site / "a-propos/index.html").unlink()
    with pytest.raises(SourceError, match=r"there is no page a-propos/index\.html"):
        add_search(site, directory, tmp_path / "build")


@pytest.mark.parametrize("content", ["stop = ", b"\xff"])
def test_invalid_words_file_stops_the_build(
    content: str | bytes,
    site: Path,
    directory: Directory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for language in ("fr", "en"):
        raw = content.encode() if isinstance(content, str) else content
        (tmp_path / f"{language}.toml").write_bytes(raw)
    monkeypatch.setattr(search_index, "WORDS", tmp_path)
    with pytest.raises(SourceError, match=r"^compiler/publish/search_words/fr\.toml: "):
        add_search(site, directory, tmp_path / "build")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_words_are_folded_as_in_search_script(language: str, root: Path) -> None:
    text = (root / f"compiler/publish/search_words/{language}.toml").read_text(encoding="utf-8")
    given = tomllib.loads(text)
    for word in (*given["stop"].split(), *given["synonyms"], *given["synonyms"].values()):
        assert word == folded(word)
    for words in given["synonyms"]:  # several words as the script puts them together
        assert words == " ".join(words.replace("-", " ").split())


# ---- Whole copies ----------------------------------------------------------------------------

SMALL = {
    "en": {
        "pages": {"en/a/": "prices, MIT licence", "en/regions/": "offices"},
        "lesser": ["en/b/"],
        "synonyms": {"bus": "transport", "no car": "transport allowance"},
        "stop": "\na an\nthe\n",
    },
    "fr": {"pages": {}, "lesser": [], "synonyms": {}, "stop": "le"},
}
PAGES = {
    "en/a/index.html": """<!doctype html><html lang="en"><head>
<title>A
title</title><meta name="description" content="About d’abord">
</head><body><main class="page"><table><tr><th>one</th><td>two</td></tr></table>
<p><a>three</a><span>four</span><i>l’allocation, qu’elle, aujourd’hui, Lorsqu’on, D’accord</i></p>
<dl><dt>five</dt><dd>six</dd></dl></main><p>outside</p><main>second</main></body></html>""",
    "en/b/index.html": """<title>B</title><meta name="description" content="b">
<main>Œuvre &eacute;tat x 12 transport allowances</main>""",
    "fr/index.html": """<title>F</title><meta name="description" content="f">
<main>français <script>ignored script</script><style>.ignored{}</style></main>""",
    # Left out: without a title, a description, a main part; those that are not to be found.
    "no-title/index.html": '<meta name="description" content="b"><main>no</main>',
    "no-about/index.html": "<title>B</title><main>no</main>",
    "no-main/index.html": '<title>B</title><meta name="description" content="b"><p>no</p>',
    "robots/index.html": """<title>B</title><meta name="description" content="b">
<meta name="robots" content="noindex"><main>no</main>""",
    "repeats/index.html": """<title>B</title><meta name="description" content="b">
<main><article data-unsearched>no</article></main>""",
    "search/index.html": f"""<title>B</title><meta name="description" content="b">
<main><form data-bundle="../{FOLDER_MARK}"></form></main>""",
    "other.html": '<title>B</title><meta name="description" content="b"><main>no</main>',
}
COPIES = {
    "en/a/index.html": """<!doctype html><html lang="en"><head><title>A
title</title></head><body data-pagefind-body><div data-pagefind-meta="aliases:prices  MIT licence">\
</div><p data-pagefind-meta=about data-pagefind-ignore>A
title. About d’ abord</p><main class="page"><table><tr><th>one</th> <td>two</td> </tr></table>
<p><a>three</a> <span>four</span> <i>l’ allocation, qu’ elle, aujourd’hui, Lorsqu’ on, D’ accord\
</i></p>
<dl><dt>five</dt> <dd>six</dd> </dl></main></body></html>""",
    "en/b/index.html": """<!doctype html><html lang="en"><head><title>B</title></head>\
<body data-pagefind-body data-pagefind-weight="0.2"><div></div>\
<p data-pagefind-meta=about data-pagefind-ignore>B. b</p>\
<main>Œuvre &eacute;tat x 12 transport allowances</main></body></html>""",
    "fr/index.html": """<!doctype html><html lang="fr"><head><title>F</title></head>\
<body data-pagefind-body><div></div><p data-pagefind-meta=about data-pagefind-ignore>F. f</p>\
<main>français <script>ignored script</script><style>.ignored{}</style></main></body></html>""",
}


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    for path, html in PAGES.items():
        file = tmp_path / "small" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")
    return tmp_path / "small"


@pytest.fixture
def empty_directory(directory: Directory) -> Directory:
    return directory.model_copy(update={"regions": (), "province_wide": ()})


def test_copies_as_wholes(small_site: Path, empty_directory: Directory) -> None:
    given = {**SMALL, "en": {**SMALL["en"], "pages": {"en/a/": "prices, MIT licence"}}}
    assert copied(small_site, empty_directory, given) == COPIES


def test_what_stands_below_a_page_that_repeats_others_repeats_them_too(
    small_site: Path, empty_directory: Directory
) -> None:
    below = small_site / "en/b/c/index.html"
    below.parent.mkdir()
    below.write_text(PAGES["en/b/index.html"], encoding="utf-8")
    given = {**SMALL, "en": {**SMALL["en"], "pages": {}}}
    copies = copied(small_site, empty_directory, given)
    weighed = [path for path, copy in copies.items() if "data-pagefind-weight" in copy]
    assert weighed == ["en/b/c/index.html", "en/b/index.html"]


def test_every_page_that_is_named_and_lacks_is_told(
    small_site: Path, empty_directory: Directory
) -> None:
    given = {**SMALL, "fr": {**SMALL["fr"], "lesser": ["lesser/"]}}
    with pytest.raises(SourceError) as caught:
        copied(small_site, empty_directory, given)
    assert str(caught.value) == (
        "compiler/publish/search_words: there is no page en/regions/index.html, lesser/index.html"
    )


# ---- What Pagefind makes of them -------------------------------------------------------------

PARTS = (
    "<p>paragraph</p>",
    "<nav>navigation</nav>",
    '<div class="phone-fold">foldable</div>',
    "<noscript>scriptless</noscript>",
    '<div class="calculator"><div class="result">resulting</div><p>calculating</p></div>',
    '<div class="postal">postalcode</div>',
    "<div data-search>searching</div>",
    '<div class="old-copy">outdated</div>',
    '<div class="without-script">unscripted</div>',
    "<button data-listen-play>listening</button>",
    "<button data-listen-stop>stopping</button>",
    "<span popover>defining</span>",
)
FOUND = {"paragraph", "calculating"}
NOT_FOUND = {
    *("navigation", "foldable", "scriptless", "resulting", "postalcode", "searching"),
    *("outdated", "unscripted", "listening", "stopping", "defining"),
}


def indexed(folder: Path) -> str:
    """The text of all pages as the index shows it."""
    files = sorted((folder / "fragment").iterdir())
    return "\n".join(gzip.decompress(file.read_bytes()).decode() for file in files)


def test_the_index_of_a_page(
    site: Path, directory: Directory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(site, "parts/", "fr", "Parts", "".join(PARTS))
    build, kept = tmp_path / "build", Kept(tmp_path / "kept")
    add_search(site, directory, build, kept)
    (folder,) = (site / "search").iterdir()
    text = indexed(folder)
    assert {word for word in FOUND | NOT_FOUND if word in text} == FOUND
    names = {re.sub(r"_[0-9a-f]+\.", "_HASH.", file.name) for file in folder.iterdir()}
    assert names == {
        *("fragment", "index", "pagefind-entry.json", "pagefind.js"),
        *("pagefind.fr_HASH.pf_meta", "pagefind.en_HASH.pf_meta"),
        *("wasm.fr.pagefind", "wasm.en.pagefind", "words.fr.json", "words.en.json"),
        *("pages.fr.json", "pages.en.json"),
    }
    entry = (folder / "pagefind-entry.json").read_text(encoding="utf-8")
    assert entry == json.dumps(json.loads(entry), sort_keys=True)
    assert set(json.loads(entry)["languages"]) == {"en", "fr"}
    # Neither copies nor drafts are left for the next build, and an index of the same is not made.
    assert {one.name for one in build.iterdir()} == {"fr", "en", "last"}
    shutil.rmtree(site / "search")
    for page in ("recherche", "en/search"):
        file = site / page / "index.html"
        html = file.read_text(encoding="utf-8").replace(f"search/{folder.name}/", FOLDER_MARK)
        file.write_text(html, encoding="utf-8")
    monkeypatch.setattr(search_index, "_make", lambda *_: pytest.fail("made again"))
    add_search(site, directory, build, kept)
    assert indexed(site / "search" / folder.name) == text


def test_a_search_page_that_lacks_is_told(site: Path, directory: Directory, tmp_path: Path) -> None:
    write(site, "en/search/", "en", "Search", "No form.")
    with pytest.raises(ToolError, match=r"^1 pages name the search's folder, not 2$"):
        add_search(site, directory, tmp_path / "build")


def test_a_script_of_pagefind_that_is_not_as_expected_is_told(
    site: Path, directory: Directory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "TIME_QUERY", "not in there")
    with pytest.raises(ToolError) as caught:
        add_search(site, directory, tmp_path / "build")
    assert str(caught.value) == (
        "pagefind.js is not as expected: see TIME_QUERY in search_index.py"
    )


def test_a_failure_of_pagefind_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "NOT_INDEXED", ("[[",))
    with pytest.raises(ToolError, match=r"^Pagefind failed:\n(.|\n)*panicked"):
        search_index._make(tmp_path / "build/fr", COPIES)
    assert not (tmp_path / "build/fr").exists()
