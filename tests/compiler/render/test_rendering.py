"""Rendering: placeholders are filled; those that cannot be have file and line."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

import pytest
from bs4 import BeautifulSoup

from compiler.read.documents import Document, parse_document
from compiler.read.mistake import SourceError
from compiler.read.pages import Page, page_of
from compiler.read.paired import Paired
from compiler.read.programme_pages import has_list_page
from compiler.read.regions import Directory
from compiler.read.words import words_of
from compiler.render.policy import page_policy
from compiler.render.publication import Publication
from compiler.render.rendering import render
from rules import VALUES_KNOWN_UNTIL

FRONT_MATTER = "---\npage: about\ntitle: A\ndescription: B\n---\n"


@pytest.fixture
def rendering(publication: Publication) -> Callable[..., Page]:
    """Render a document, given as the whole text of its file."""

    def of(text: str, language: str = "en") -> Page:
        document = parse_document(language, PurePosixPath("a/b.md"), text)
        return render(page_of(document), publication)

    return of


@pytest.mark.parametrize(
    ("language", "text", "filled"),
    [
        ("fr", "{{ interagir.monthly_hours_average }}", "80~heures"),
        ("en", "{{ interagir.monthly_hours_average }}", "80~hours"),
        ("fr", "{{ paas_action.document_date }}", "avril 2026"),
        ("en", "{{ interagir.weekly_hours_minimum }}", "10 to 15~hours"),
        ("en", "{{ region_count }}", "17"),
        ("en", '{{ message("form.yes") }}', "Yes"),
        ("fr", '{{ message("form.yes") }}', "Oui"),
        ("en", '{{ message("regions.toll_free") }}', "toll-free"),
    ],
)
def test_placeholders_are_filled(
    rendering: Callable[..., Page], language: str, text: str, filled: str
) -> None:
    page = rendering(f"{FRONT_MATTER}\na\n\n{text}, b\n", language)
    assert page.text == f"\na\n\n{filled}, b\n".replace("~", "\u00a0")


def test_front_matter_is_filled(rendering: Callable[..., Page]) -> None:
    text = "---\npage: about\ntitle: '{{ region_count }} regions'\ndescription: d\nhide: [1]\n---\n"
    meta = rendering(text).meta
    assert meta.pop("policy") == page_policy(engine=False)
    documents = meta.pop("documents")
    assert documents.startswith("PAAS Action (April 2026)")
    assert "Interagir (undated)" in documents
    assert meta == {
        "page": "about",
        "title": "17 regions",
        "description": "d",
        "hide": [1],
        "values_on": "May 1, 2026",
        "checked": VALUES_KNOWN_UNTIL.isoformat(),
        "checked_on": words_of("en").day(VALUES_KNOWN_UNTIL),
    }


LONG = "".join(f"Line {number}.\n\n" for number in range(1, 40))

# The line that the placeholder stands on is the one that says HERE.
UNDEFINED = [
    "HERE {{ nothing }}",
    "HERE {{ nothing.at_all }}",
    "HERE {{ paas_action.nothing }}",
    "HERE {{ paas_action.support_allowance }} {{ paas_action.nothing }}",
    "HERE {{ interagir.support_allowance }}",  # granted, but its amount is not stated
    "HERE {{ interagir.document_date }}",
    "HERE {{ region.name }}",  # on a page that is not a region's
    "HERE {{ calculator }}",  # on a page that is not the estimate
    "{% if region_count %}\n\nHERE {{ nothing }}\n\n{% endif %}",
    "a {{ region_count }}\n\nHERE {% if nothing %}{% endif %}",
    "{% if region_count\n   and true %}\nHERE {{ nothing }}{% endif %}",
    'HERE {{ message("no.such.message") }}',
    'HERE {{ message("engine.loading") }}',  # lacks its percent
]


@pytest.mark.parametrize("before", ["", "\n", LONG], ids=["alone", "after a line", "far down"])
@pytest.mark.parametrize("text", UNDEFINED)
def test_undefined_placeholder_has_its_line(
    rendering: Callable[..., Page], text: str, before: str
) -> None:
    whole = f"{FRONT_MATTER}{before}{text}\n\nThe end.\n"
    (line,) = (n for n, found in enumerate(whole.splitlines(), start=1) if "HERE" in found)
    with pytest.raises(SourceError) as caught:
        rendering(whole)
    assert str(caught.value).startswith(f"docs/en/a/b.md:{line}: ")
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize("name", ["nothing", "no_such_value"])
def test_undefined_placeholder_is_named(rendering: Callable[..., Page], name: str) -> None:
    for text in (f"{{{{ {name} }}}}", f"{{{{ paas_action.{name} }}}}"):
        with pytest.raises(SourceError, match=rf"'{name}'"):
            rendering(FRONT_MATTER + text)


def test_undefined_placeholder_in_front_matter_has_its_line(
    rendering: Callable[..., Page],
) -> None:
    with pytest.raises(SourceError) as caught:
        rendering(
            "---\npage: about\ntitle: A\n# a comment\ndescription: '{{ nothing }}'\n---\n\n# A\n"
        )
    assert str(caught.value) == "docs/en/a/b.md:5: 'nothing' is undefined"


@pytest.mark.parametrize("before", ["", LONG], ids=["alone", "far down"])
@pytest.mark.parametrize(
    "text",
    [
        "HERE {{ paas_action. }}",
        "HERE {{ region_count",
        "HERE {% iff region_count %}",
        "HERE {{ region_count | nosuchfilter }}",
        "{% if region_count %}\n\nHERE {% endfor %}",
    ],
)
def test_syntax_error_has_its_line(rendering: Callable[..., Page], text: str, before: str) -> None:
    whole = f"{FRONT_MATTER}{before}{text}\n"
    (line,) = (n for n, found in enumerate(whole.splitlines(), start=1) if "HERE" in found)
    with pytest.raises(SourceError, match=rf"^docs/en/a/b\.md:{line}: "):
        rendering(whole)


def test_no_placeholder_is_left_unfilled(rendered: Mapping[tuple[str, str], Page]) -> None:
    assert len(rendered) >= 2 * (8 + 17)
    for page in rendered.values():
        for text in (page.text, *map(str, page.meta.values())):
            assert "{{" not in text
            assert "{%" not in text


def test_template_gives_one_page_a_region(
    documents: Paired[Document],
    pages: Paired[Page],
    directory: Directory,
    rendered: Mapping[tuple[str, str], Page],
) -> None:
    templates = [document for document in documents if document.is_template]
    assert Counter(document.of_programmes for document in templates) == {False: 4, True: 4}
    # The page that lists the programmes is made where there are more than two.
    unlisted = 0 if has_list_page() else 2
    assert len(pages) == len(documents) - len(templates) + 4 * 17 - unlisted
    for language in ("fr", "en"):
        for region in directory.regions:
            page = rendered[language, f"region/{region.slug}"]
            assert page.meta["title"].startswith(region.name)
            assert f'# <span translate="no">{region.name}</span>\n' in page.text
            assert f'href="tel:{region.telephone}"' in page.text
            assert (f'href="tel:{region.toll_free}"' in page.text) == bool(region.toll_free)
            soup = BeautifulSoup(page.text, "html.parser")
            # Beside these only what this site adds, which is marked.
            assert len(soup.select("a[href^='tel:']:not([data-contact] a)")) == (
                2 if region.toll_free else 1
            )


def without_definitions(text: str) -> str:
    """The page's own sentences: no tags, and no meanings of hard words."""
    return re.sub(r'<span class="definition".*?</button></span>|<[^>]*>', "", text)


def test_each_region_page_tells_cost_of_call(
    directory: Directory, rendered: Mapping[tuple[str, str], Page]
) -> None:
    """Three cases: collect calls, toll-free, neither; each said, and only where it holds."""
    collect = {"fr": "frais virés à ce numéro", "en": "accepts collect calls at this number"}
    free = {
        "fr": "Vous ne payez pas l’appel à ce numéro",
        "en": "You don’t pay for a call to this number",
    }
    costs = {"fr": "peut donc coûter", "en": "may cost you"}
    for language in ("fr", "en"):
        for region in directory.regions:
            text = without_definitions(rendered[language, f"region/{region.slug}"].text)
            assert (collect[language] in text) == region.collect_calls
            assert (free[language] in text) == bool(region.toll_free)
            neither = not region.toll_free and not region.collect_calls
            assert (costs[language] in text) == neither


@pytest.mark.parametrize(("language", "root"), [("fr", "../"), ("en", "../../")])
def test_estimate_page_contains_calculator(
    rendered: Mapping[tuple[str, str], Page], language: str, root: str
) -> None:
    text = rendered[language, "estimate"].text
    assert text.count('class="calculator"') == 1
    assert f'src="{root}calculator/0123456789ab/page.js"' in text
    assert f'data-worker="{root}calculator/0123456789ab/worker.js"' in text
    assert f'data-engine-url="{root}engine/ba9876543210/"' in text
    # Those of the documents' list, and the one that this site adds.
    assert text.count('href="tel:') == 17 + 12 + 1
    (added,) = BeautifulSoup(text, "html.parser").select("ul.contacts a[href^='tel:']")
    assert added["href"] == "tel:+18776444545"
    assert f'href="{root}{"en/" if language == "en" else ""}regions/laval/"' in text
    # In one piece: Markdown would take blank lines inside for its own.
    (calculator,) = (part for part in text.split("\n\n") if 'class="calculator"' in part)
    assert calculator.count("<div") == calculator.count("</div>")
