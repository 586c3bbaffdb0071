"""The index of the search, made by Pagefind from every built page, once a language.

Pagefind indexes copies of the pages, in which words after an apostrophe are separate
(``l’ allocation``). Each copy also has the page's title and description, and that of a region
its numbers without spaces and its postal areas; of its text, a region's copy has only its name
and telephone numbers. Nothing is hidden in the published pages.

Beside the index lie, by language, ``words.<language>.json`` (what the script knows of words) and
``pages.<language>.json`` (titles and descriptions, for browsers in which Pagefind cannot run).
"""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

from calculator.words.catalogue import LANGUAGES
from compiler.publish.search_answers import Answer, answers_of
from compiler.publish.search_vocabulary import known_words
from compiler.publish.store import link
from compiler.publish.tools import ToolError
from compiler.read.kept import NOTHING_KEPT, Kept, write_whole
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
ALIASES = re.compile(r'data-pagefind-meta="aliases:([^"]*)"')
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
NOT_TO_BE_FOUND = '<meta name="robots" content="noindex">'
# What the theme writes for `searched: false` of a front matter: pages that only repeat another.
UNSEARCHED = "<article data-unsearched"
NOT_INDEXED = (
    *("nav", ".phone-fold", "noscript", ".calculator .result", ".postal", "[data-search]"),
    # What is said only when something has happened.
    *(".old-copy", ".without-script", "[data-kept]", "[data-needs-script]", ".send"),
    # Labels of buttons, and definitions: they would appear in the middle of an excerpt.
    *("[data-listen-play]", "[data-listen-stop]", "[popover]"),
)
# The weight of the words of pages that repeat others; Pagefind weighs headings more itself.
REPEATING_WEIGHT = 0.2
# The same elisions as in search_query.js.
ELISION = re.compile(r"\b((?:jus|lors|puis|quel)?qu|[cdjlmnst])’(?=\w)", re.IGNORECASE)
# Words of neighbouring cells and links must not be joined in an excerpt.
CELL = re.compile(r"</(?:td|th|dt|dd)>|</(?:a|span)>(?=<)")
# A region's page is there for its place: what it says beside its name is the same on all. Its
# numbers stand in its first section; those of other offices come later.
REGION = re.compile(r"(?:en/)?regions/[^/]+/index\.html")
NAME = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
SECTION = re.compile(r"<h2\b")
NUMBER = re.compile(r'<a href="tel:[^>]*>.*?</a>')
TAG = re.compile(r"<[^>]*>")

# Pagefind adds the time to the address of its entry, so that no old copy is read. Our folder is
# named by its content, so there is no old copy; and no page of ours sends a query.
TIME_QUERY = (
    "if(this.metaCacheTag!==null){entryUrl+=`?ts=${this.metaCacheTag}`;}"
    "else{entryUrl+=`?ts=${Date.now()}`;}"
)
ENTRY = "pagefind-entry.json"
UNUSED = ("pagefind-*.js", "pagefind-*.css", "wasm.unknown.pagefind")


# What compiler/publish/search_words holds, by language.
Given = Mapping[str, Mapping[str, Any]]


def add_search(
    site: Path, directory: Directory, build: Path, kept: Kept = NOTHING_KEPT, later: bool = False
) -> None:
    """Index the pages below `site`, put the index there and tell the search pages where it is.

    A language's index stands below `build` and is used again while none of its pages has changed;
    so is each copy. `later`: all that the last build made will do, whatever has changed.
    Raises SourceError for words that cannot be used, ToolError where Pagefind fails.
    """
    given = {language: _given(language) for language in LANGUAGES}
    aliases = _checked_aliases(site, directory, given)
    answers = {language: answers_of(site, language, given[language]) for language in LANGUAGES}
    last = build / "last"
    if not (later and last.is_dir()):
        draft = build / "draft"
        shutil.rmtree(draft, ignore_errors=True)
        _fill(draft, site, given, aliases, answers, build, kept)
        shutil.rmtree(last, ignore_errors=True)
        draft.rename(last)
    shutil.copytree(last, site / "search", copy_function=link, dirs_exist_ok=True)
    (folder,) = last.iterdir()
    _name_folder(site, f"search/{folder.name}/")


def _fill(
    place: Path,
    site: Path,
    given: Given,
    aliases: Mapping[str, str],
    answers: Mapping[str, Sequence[Answer]],
    build: Path,
    kept: Kept,
) -> None:
    """Put all that the search loads into a folder of `place`, named by its content."""
    copies = dict(_copies(site, given, aliases, kept))
    # Pagefind is a process of its own: what the script knows of words is gathered meanwhile.
    with ThreadPoolExecutor(len(LANGUAGES)) as beside:
        made = [
            beside.submit(_index, language, _of_language(language, copies), build, kept)
            for language in LANGUAGES
        ]
        data = dict(_data(site, copies, given, answers, kept))
        indexes = [one.result() for one in made]
    own = {ENTRY: _entry(indexes), **data}
    name = content_hash((path, text.encode()) for path, text in (*copies.items(), *own.items()))
    for index in indexes:
        # Hard links: an index is made whole, and never written to. Each language brings the script.
        shutil.copytree(index, place / name, copy_function=link, dirs_exist_ok=True)
    for file, text in own.items():
        write_whole(place / name / file, text.encode())


def _of_language(language: str, copies: Mapping[str, str]) -> dict[str, str]:
    """The copies of one language."""
    english = language == "en"
    return {path: one for path, one in copies.items() if path.startswith(ROOTS["en"]) == english}


def _entry(indexes: Iterable[Path]) -> str:
    """What Pagefind's script reads first: which languages there are. Each index knows its own."""
    entries = [json.loads((index / ENTRY).read_text(encoding="utf-8")) for index in indexes]
    languages = {name: one for entry in entries for name, one in entry["languages"].items()}
    return json.dumps({**entries[0], "languages": languages}, sort_keys=True)


def _name_folder(site: Path, folder: str) -> None:
    named = 0
    for file in site.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        if FOLDER_MARK in html:
            # Another file: what stands there is kept for other builds.
            write_whole(file, html.replace(FOLDER_MARK, folder).encode())
            named += 1
    if named != len(LANGUAGES):
        raise ToolError(f"{named} pages name the search's folder, not {len(LANGUAGES)}")


def _checked_aliases(site: Path, directory: Directory, given: Given) -> Mapping[str, str]:
    """By what else pages are looked for, by the file's path. Raises SourceError for words of a page
    that is not there."""
    aliases = dict(_aliases(directory))
    for language in LANGUAGES:
        for address, text in given[language]["pages"].items():
            path = f"{address}index.html"
            aliases[path] = f"{aliases.get(path, '')} {text.replace(',', ' ')}".strip()
    wanted = [*aliases, *(f"{address}index.html" for address in _lesser(given))]
    unknown = [path for path in wanted if not (site / path).is_file()]
    if unknown:
        sentence = f"there is no page {', '.join(unknown)}"
        raise SourceError([Mistake("compiler/publish/search_words", None, sentence)])
    return aliases


def _lesser(given: Given) -> list[str]:
    """The addresses of pages that repeat others."""
    return [address for language in LANGUAGES for address in given[language]["lesser"]]


def _copies(
    site: Path, given: Given, aliases: Mapping[str, str], kept: Kept = NOTHING_KEPT
) -> Iterator[tuple[str, str]]:
    """The copy that Pagefind indexes of every page, by the file's path; left out are the search
    pages and those that are not to be found by themselves."""
    lesser = tuple(_lesser(given))
    with results(kept, "search-copies") as known:
        for file in sorted(site.rglob("index.html")):
            path = file.relative_to(site).as_posix()
            html = file.read_text(encoding="utf-8")
            meta = f' data-pagefind-meta="aliases:{aliases[path]}"' if path in aliases else ""
            # The pages below such a page, one a programme, repeat others too.
            repeats = path.startswith(lesser)
            weight = f' data-pagefind-weight="{REPEATING_WEIGHT}"' if repeats else ""
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
    itself, shown = f"{title[1]}. {about[1]}", main[0]
    if REGION.fullmatch(path):
        itself, shown = _region(shown)
    said = f"<p data-pagefind-meta=about data-pagefind-ignore>{itself}</p>"
    text = ELISION.sub(r"\1’ ", said + CELL.sub(r"\g<0> ", shown))
    return (
        f'<!doctype html><html lang="{language}"><head>{title[0]}</head>'
        f"<body data-pagefind-body{weight}><div{meta}></div>{text}</body></html>"
    )


def _region(html: str) -> tuple[str, str]:
    """A region's name, and all that is indexed of its page: what its result shows."""
    heading = NAME.search(html)
    assert heading  # every page of a region has one
    numbers = NUMBER.findall("".join(SECTION.split(html)[:2]))
    shown = f"<main>{heading[0]}<p>{' · '.join(numbers)}</p></main>"
    return TAG.sub("", heading[1]), shown


def _data(
    site: Path,
    copies: Mapping[str, str],
    given: Given,
    answers: Mapping[str, Sequence[Answer]],
    kept: Kept = NOTHING_KEPT,
) -> Iterator[tuple[str, str]]:
    """The files that the search's script loads beside the index, by their names."""
    for language in LANGUAGES:
        own = _of_language(language, copies)
        make = partial(_data_of, site, language, own, given[language], answers[language], kept)
        # Titles and descriptions stand in the copies.
        made_from = [*_parts(own), repr(answers[language])]
        yield from json.loads(kept.text(f"search-data-{language}", made_from, make)).items()


def _data_of(
    site: Path,
    language: str,
    copies: Mapping[str, str],
    given: Mapping[str, Any],
    answers: Sequence[Answer],
    kept: Kept,
) -> str:
    """The files of one language by their names, as JSON."""
    found = {
        "words": known_words(language, copies, given, answers, kept),
        "pages": [*_outlines(site, copies)],
    }
    return json.dumps({f"{name}.{language}.json": _json(one) for name, one in found.items()})


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _parts(copies: Mapping[str, str]) -> list[str]:
    return [part for copy in copies.items() for part in copy]


def _outlines(site: Path, copies: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """What is known of each page without the index: the names are those of Pagefind's results."""
    for path, copy in copies.items():
        html = (site / path).read_text(encoding="utf-8")
        title, about = (part.search(html) for part in (TITLE, DESCRIPTION))
        aliases = ALIASES.search(copy)
        assert title  # without either, a page has no copy
        assert about
        one = {"url": path.removesuffix("index.html")}
        if REGION.fullmatch(path):
            one["title"] = unescape(_region(html)[0])
        else:
            one |= {"title": unescape(title[1]), "about": unescape(about[1])}
        yield {**one, "aliases": aliases[1]} if aliases else one


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


def _given(language: str) -> dict[str, Any]:
    """The content of ``compiler/publish/search_words/<language>.toml``. Raises SourceError."""
    file = WORDS / f"{language}.toml"
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        name = f"compiler/publish/search_words/{file.name}"
        raise SourceError([Mistake(name, None, str(error))]) from error


def _index(language: str, copies: Mapping[str, str], build: Path, kept: Kept) -> Path:
    """The folder of Pagefind's index of a language's copies, the last build's where none has
    changed."""
    folder = build / language
    kept.made(f"search-index-{language}", _parts(copies), folder, partial(_make, folder, copies))
    return folder


def _make(folder: Path, copies: Mapping[str, str]) -> None:
    pages, draft = (folder.with_name(f"{folder.name}-{one}") for one in ("pages", "draft"))
    for place in (folder, pages, draft):
        shutil.rmtree(place, ignore_errors=True)
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
    shutil.rmtree(pages)
    draft.rename(folder)
