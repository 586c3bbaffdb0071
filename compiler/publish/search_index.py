"""The index of the search, made by Pagefind from every built page, once a language.

Pagefind indexes copies of the pages, in which words after an apostrophe are separate
(``l’ allocation``). Each copy also has the page's title and description, and that of a region
its numbers without spaces and its postal areas. Nothing is hidden in the published pages.
"""

import json
import re
import shutil
import subprocess
import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

from calculator.words.catalogue import LANGUAGES
from compiler.publish.tools import ToolError
from compiler.read.kept import NOTHING_KEPT, Kept
from compiler.read.mistake import Mistake, SourceError
from compiler.read.offices import Telephone
from compiler.read.pages import ROOTS
from compiler.read.regions import Directory
from compiler.read.results import results
from compiler.render.search_page import FOLDER_MARK
from pyodide_bundle.pack import content_hash

WORDS = Path(__file__).with_name("search_words")

MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
NOT_TO_BE_FOUND = '<meta name="robots" content="noindex">'
# What the theme writes for `searched: false` of a front matter: pages that only repeat another.
UNSEARCHED = "<article data-unsearched"
NOT_INDEXED = (
    *("nav", ".phone-fold", "noscript", ".calculator .result", ".postal", "[data-search]"),
    # What is said only when something has happened.
    *(".old-copy", ".without-script"),
    # Labels of buttons, and definitions: they would appear in the middle of an excerpt.
    *("[data-listen-play]", "[data-listen-stop]", "[popover]"),
)
# The weight of the words of pages that repeat others; Pagefind weighs headings more itself.
REPEATING_WEIGHT = 0.2
# The same elisions as in search_query.js.
ELISION = re.compile(r"\b((?:jus|lors|puis|quel)?qu|[cdjlmnst])’(?=\w)", re.IGNORECASE)
# Words of neighbouring cells and links must not be joined in an excerpt.
CELL = re.compile(r"</(?:td|th|dt|dd)>|</(?:a|span)>(?=<)")
TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")

# Pagefind adds the time to the address of its entry, so that no old copy is read. Our folder is
# named by its content, so there is no old copy; and no page of ours sends a query.
TIME_QUERY = (
    "if(this.metaCacheTag!==null){entryUrl+=`?ts=${this.metaCacheTag}`;}"
    "else{entryUrl+=`?ts=${Date.now()}`;}"
)
UNUSED = ("pagefind-*.js", "pagefind-*.css", "wasm.unknown.pagefind")


# What compiler/publish/search_words holds, by language.
Given = Mapping[str, Mapping[str, Any]]


def add_search(site: Path, directory: Directory, build: Path, kept: Kept = NOTHING_KEPT) -> None:
    """Index the pages below `site`, put the index there and tell the search pages where it is.

    The index is cached below `build` and used again while no page has changed; so is each copy.
    Raises SourceError for words that cannot be used, ToolError where Pagefind fails.
    """
    given = {language: _given(language) for language in LANGUAGES}
    copies = dict(_copies(site, directory, given, kept))
    words = {language: _words(language, copies, given[language]) for language in LANGUAGES}
    parts = [*copies.items(), *((f"{one}.json", text) for one, text in words.items())]
    name = content_hash((path, text.encode()) for path, text in parts)
    bundle = build / name
    if not bundle.is_dir():
        shutil.rmtree(build, ignore_errors=True)
        _make(bundle, copies, words)
    shutil.copytree(bundle, site / "search" / name)
    _name_folder(site, f"search/{name}/")


def _name_folder(site: Path, folder: str) -> None:
    named = 0
    for file in site.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        if FOLDER_MARK in html:
            file.write_text(html.replace(FOLDER_MARK, folder), encoding="utf-8")
            named += 1
    if named != len(LANGUAGES):
        raise ToolError(f"{named} pages name the search's folder, not {len(LANGUAGES)}")


def _copies(
    site: Path, directory: Directory, given: Given, kept: Kept = NOTHING_KEPT
) -> Iterator[tuple[str, str]]:
    """The copy that Pagefind indexes of every page, by the file's path; left out are the search
    pages and those that are not to be found by themselves."""
    aliases, lesser = dict(_aliases(directory)), set()
    for language in LANGUAGES:
        for address, text in given[language]["pages"].items():
            path = f"{address}index.html"
            aliases[path] = f"{aliases.get(path, '')} {text.replace(',', ' ')}".strip()
        lesser |= {f"{address}index.html" for address in given[language]["lesser"]}
    unknown = [path for path in (*aliases, *lesser) if not (site / path).is_file()]
    if unknown:
        sentence = f"there is no page {', '.join(unknown)}"
        raise SourceError([Mistake("compiler/publish/search_words", None, sentence)])
    with results(kept, "search-copies") as known:
        for file in sorted(site.rglob("index.html")):
            path = file.relative_to(site).as_posix()
            html = file.read_text(encoding="utf-8")
            meta = f' data-pagefind-meta="aliases:{aliases[path]}"' if path in aliases else ""
            weight = f' data-pagefind-weight="{REPEATING_WEIGHT}"' if path in lesser else ""
            copy = known.of([path, html, meta, weight], partial(_copy, path, html, meta, weight))
            if copy:
                yield path, copy


def _copy(path: str, html: str, meta: str, weight: str) -> str | None:
    """The copy of a page, None where it is not to be found."""
    main, title, about = (part.search(html) for part in (MAIN, TITLE, DESCRIPTION))
    unwanted = any(mark in html for mark in (FOLDER_MARK, NOT_TO_BE_FOUND, UNSEARCHED))
    if not main or not title or not about or unwanted:
        return None
    language = "en" if path.startswith(ROOTS["en"]) else "fr"
    said = f"<p data-pagefind-meta=about data-pagefind-ignore>{title[1]}. {about[1]}</p>"
    text = ELISION.sub(r"\1’ ", said + CELL.sub(r"\g<0> ", main[0]))
    return (
        f'<!doctype html><html lang="{language}"><head>{title[0]}</head>'
        f"<body data-pagefind-body{weight}><div{meta}></div>{text}</body></html>"
    )


def _aliases(directory: Directory) -> Iterator[tuple[str, str]]:
    """By what else regions and their list are looked for: digits with and without area, areas."""
    for region in directory.regions:
        areas = [area for area, slugs in directory.postal_areas.items() if region.slug in slugs]
        text = " ".join([*_digits(region.telephones), *areas])
        for language in LANGUAGES:
            yield f"{ROOTS[language]}regions/{region.slug}/index.html", text
    added = [one for contact in directory.province_wide for one in contact.telephones]
    for language in LANGUAGES if added else ():
        yield f"{ROOTS[language]}regions/index.html", " ".join(_digits(added))


def _digits(telephones: Iterable[Telephone]) -> list[str]:
    numbers = [one.number.removeprefix("+1") for one in telephones]
    return [*numbers, *(number[3:] for number in numbers)]


def _words(language: str, copies: Mapping[str, str], given: Mapping[str, Any]) -> str:
    """The JSON that the search's script loads: stop words, synonyms, all words of the pages."""
    found: Counter[str] = Counter()
    for path, copy in copies.items():
        if path.startswith(ROOTS["en"]) == (language == "en"):
            found.update(WORD.findall(folded(unescape(TAG.sub(" ", copy)))))
    for text in given["pages"].values():
        found.update(WORD.findall(folded(text)))
    # The commonest first; words as common as each other by the alphabet, so that builds agree.
    vocabulary = sorted(found, key=lambda word: (-found[word], word))
    meant = sorted({word for words in given["synonyms"].values() for word in words.split()})
    if unknown := [word for word in meant if not any(one.startswith(word) for one in vocabulary)]:
        sentence = f"no page has the words that [synonyms] leads to: {', '.join(unknown)}"
        raise SourceError(
            [Mistake(f"compiler/publish/search_words/{language}.toml", None, sentence)]
        )
    known: dict[str, Any] = {
        "stop": given["stop"].split(),
        "synonyms": given["synonyms"],
        "vocabulary": " ".join(vocabulary),
    }
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"))


def _given(language: str) -> dict[str, Any]:
    """The content of ``compiler/publish/search_words/<language>.toml``. Raises SourceError."""
    file = WORDS / f"{language}.toml"
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        name = f"compiler/publish/search_words/{file.name}"
        raise SourceError([Mistake(name, None, str(error))]) from error


def folded(text: str) -> str:
    """A text in lower case and without accents."""
    letters = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    # A language has few marks: one by one is faster than letter by letter.
    for mark in filter(unicodedata.combining, set(letters)):
        letters = letters.replace(mark, "")
    return letters


def _make(bundle: Path, copies: Mapping[str, str], words: Mapping[str, str]) -> None:
    pages, draft = bundle.parent / "pages", bundle.parent / "draft"
    for path, text in copies.items():
        file = pages / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pagefind_bin", "--silent", "--site", str(pages)]
    command += ["--output-path", str(draft), "--exclude-selectors", ", ".join(NOT_INDEXED)]
    made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode:
        raise ToolError(f"Pagefind failed:\n{made.stdout}{made.stderr}")
    for pattern in UNUSED:
        for file in draft.glob(pattern):
            file.unlink()
    script = draft / "pagefind.js"
    code = script.read_text(encoding="utf-8")
    if code.count(TIME_QUERY) != 1:
        raise ToolError("pagefind.js is not as expected: see TIME_QUERY in search_index.py")
    script.write_text(code.replace(TIME_QUERY, ""), encoding="utf-8")
    # Pagefind writes the languages in any order; two builds of the same pages must agree.
    entry = draft / "pagefind-entry.json"
    entry.write_text(json.dumps(json.loads(entry.read_text("utf-8")), sort_keys=True), "utf-8")
    for language, text in words.items():
        (draft / f"words.{language}.json").write_text(text, encoding="utf-8")
    draft.rename(bundle)
