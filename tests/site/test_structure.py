"""The structure that assistive technology needs: headings, landmarks, ids."""

import json
import re
from collections import Counter
from itertools import pairwise

REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")


def test_headings_skip_no_level(documents):
    jumps = []
    for path, document in documents.items():
        levels = [int(h.name[1]) for h in document.soup.find_all(re.compile(r"h[1-6]$"))]
        assert levels, path
        assert levels[0] == 1, path
        jumps += [(path, pair) for pair in pairwise(levels) if pair[1] > pair[0] + 1]
    assert not jumps


def test_ids_are_unique_and_not_empty(documents):
    for path, document in documents.items():
        ids = Counter(element["id"] for element in document.soup.find_all(id=True))
        assert {id: times for id, times in ids.items() if times > 1 or not id} == {}, path


def test_id_references_resolve(documents):
    lost = []
    for path, document in documents.items():
        ids = {element["id"] for element in document.soup.find_all(id=True)}
        for element in document.soup.find_all(True):
            for name in REFERRING:
                lost += [(path, name, id) for id in _ids(element, name) if id not in ids]
    assert not lost


def _ids(element, name):
    value = element.get(name, [])
    return value.split() if isinstance(value, str) else value


def test_each_page_has_landmarks(documents):
    for path, document in documents.items():
        soup = document.soup
        for name in ("header", "main", "footer"):
            assert len(soup.body.find_all(name, recursive=False)) == 1, (path, name)
        navs = soup.find_all("nav")
        names = [nav.get("aria-label") for nav in navs]
        assert all(names), path
        assert len(set(names)) == len(names), (path, names)


def test_the_first_link_skips_to_the_content(documents):
    for path, document in documents.items():
        first = document.soup.body.find(["a", "button", "input", "summary"])
        assert first["href"].startswith("#"), path
        assert document.soup.find(id=first["href"][1:]).name == "main", path


def test_links_and_headings_have_text(documents):
    empty = [
        (path, str(element))
        for path, document in documents.items()
        for element in document.soup.select("a, button, summary, h1, h2, h3, h4, th, legend, label")
        if not element.get_text(strip=True)
    ]
    assert not empty


def test_no_page_is_empty(documents, text_of):
    for path, document in documents.items():
        text = text_of(document.soup.main)
        assert len(text) > (80 if document.is_instead else 400), (path, text)


def test_no_placeholder_in_built_pages(documents):
    for path, document in documents.items():
        # Data for programs end with braces of their own.
        markup = re.sub(r'<script type="application/.*?</script>', "", str(document.soup))
        markup = re.sub(r"data-engines='[^']*'", "", markup)
        markup = re.sub(r"data-date-words='[^']*'", "", markup)
        # The scripts fill their own messages by themselves.
        for element in document.soup.find_all(True):
            for name, value in element.attrs.items():
                if name.startswith("data-text-"):
                    markup = markup.replace(f'{name}="{value}"', "")
        # The day of the visit is written by the page, see browser/calculator/result_table.js.
        for script in document.soup.select("script.answer-table"):
            table = json.loads(script.string)
            assert "{date}" in table.pop("dated")["line"]
            markup = markup.replace(script.string, json.dumps(table))
        assert not re.search(r"\{\{|\}\}|\{%|%\}|\{[a-z_]+\}", markup), path
        assert not re.search(r"\b(undefined|NaN)\b", document.soup.main.get_text()), path


def test_no_markdown_in_built_pages(documents, text_of):
    for path, document in documents.items():
        text = text_of(document.soup.main)
        found = re.findall(r"\*\*|\]\(|^#+ |!!!|\{ ?\.[a-z]|```|<[a-z/]", text)
        assert not found, path
