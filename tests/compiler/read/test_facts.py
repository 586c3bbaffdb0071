"""The register of facts: complete, marked in both languages, linked to its marks."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import get_args
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from calculator.words.catalogue import LANGUAGES
from compiler.read.documents import Document
from compiler.read.fact_marks import anchor_id, fact_marks, mark_of, with_fact_anchors
from compiler.read.facts import Audience, Facts, Strength, load_facts
from compiler.read.mistake import SourceError, told
from compiler.read.pages import Page, page_of
from compiler.read.paired import Paired
from compiler.read.regions import Directory
from compiler.render.publication import Publication
from rules.dated import document, programme_ids

SITE = "https://site.invalid/"

# How many facts each part of the documents holds: a part that is read anew changes here.
COUNTS = {
    "paas_action": {
        "presentation": 18,
        "objectives": 11,
        "mandate": 11,
        "learning": 25,
        "features": 12,
        "information": 1,
        "notice": 3,
    },
    "interagir": {
        "findings": 24,
        "participation": 16,
        "activities": 18,
        "end": 2,
        "role": 15,
        "project": 10,
        "information": 2,
        "regional_offices": 18,
    },
}


def test_counts_of_facts_by_section(facts: Facts) -> None:
    found = {
        programme: dict(Counter(f.section for f in facts.facts if f.programme == programme))
        for programme in programme_ids()
    }
    assert {id: found[id] for id in COUNTS} == COUNTS
    for programme in programme_ids():
        # In the order of the document, so that it can be read beside it.
        assert list(found[programme]) == list(document(programme).sections)


def test_every_fact_is_marked_in_each_language(facts: Facts, publication: Publication) -> None:
    for language in LANGUAGES:
        marked = {m.fact for m in publication.fact_marks if m.page.language == language}
        assert marked == {fact.id for fact in facts.facts}


def test_every_stated_number_is_a_fact(facts: Facts) -> None:
    """And no other thing is tied to one, but the document's date and the offices."""
    tied = {fact.shown for fact in facts.facts if fact.shown}
    stated = {
        parameter.id
        for programme in programme_ids()
        for parameter in document(programme).parameters.values()
        if parameter.stated and programme in COUNTS
    }
    tied = {id for id in tied if id.partition(".")[0] in (*COUNTS, "region")}
    assert tied - {"paas_action.document_date", "region.telephone_link"} == stated


def test_every_office_is_a_fact(facts: Facts, directory: Directory) -> None:
    offices = [fact.id for fact in facts.facts if fact.shown == "region.telephone_link"]
    assert offices == [f"interagir.office-{region.slug}" for region in directory.regions]


def test_every_strength_and_audience_is_used(facts: Facts) -> None:
    assert {fact.strength for fact in facts.facts} == set(get_args(Strength))
    assert {fact.audience for fact in facts.facts} == set(get_args(Audience))


def test_facts_register_links_to_every_mark(
    facts: Facts, publication: Publication, rendered: Mapping[tuple[str, str], Page]
) -> None:
    for language in LANGUAGES:
        page = rendered[language, "sources"]
        soup = BeautifulSoup(page.text, "html5lib")
        items = soup.select("details.facts li")
        assert len(items) == len(facts.facts)
        by_address = {
            one.address: one for (tongue, _), one in rendered.items() if tongue == language
        }
        for item, fact in zip(items, facts.facts, strict=True):
            assert fact.words[language] in item.get_text()
            links = item.select("a")
            assert links, fact.id
            for link in links:
                address, _, id = urljoin(SITE + page.address, str(link["href"])).partition("#")
                assert id == anchor_id(fact.id)
                target = by_address[address.removeprefix(SITE)]
                assert target.text.count(f'id="{id}"') == 1, (fact.id, target.file)


# ---- Marks -------------------------------------------------------------------------------


def example(text: str) -> Page:
    meta = {"page": "a", "title": "A"}
    return page_of(Document("en", PurePosixPath("a.md"), meta, text, 6))


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Two. {# facts of p: a #}\n", '<span id="fact-p-a"></span>Two.\n'),
        ("- Two. {# facts of p: a #}\n", '- <span id="fact-p-a"></span>Two.\n'),
        ("1. Two.{# facts of p: a #}\n", '1. <span id="fact-p-a"></span>Two.\n'),
        ("    Two. {# facts of p: a #}\n", '    <span id="fact-p-a"></span>Two.\n'),
        ("## Two {# facts of p: a #}\n", '## <span id="fact-p-a"></span>Two\n'),
        (
            "One.\n\nTwo. {# facts of p: a #} {# facts of q: b-c #}\n",
            'One.\n\n<span id="fact-p-a"></span><span id="fact-q-b-c"></span>Two.\n',
        ),
        ("Two. {# a remark #}\n", "Two. {# a remark #}\n"),
    ],
)
def test_marks_become_empty_elements(text: str, made: str) -> None:
    assert with_fact_anchors(example(text)) == made


def test_fact_anchors_keep_line_count(documents: Paired[Document]) -> None:
    for one in documents:
        text = with_fact_anchors(page_of(one))
        assert text.count("\n") == one.text.count("\n"), one.file


def test_fact_mark_has_line_and_block() -> None:
    page = example("# Name\n\nOne.\n\n- Two.\n- Three {{ x }}. {# facts of p: a b #}\n- Four.\n")
    marks = list(fact_marks([page]))
    assert [(mark.fact, mark.line, mark.page_name) for mark in marks] == [
        ("p.a", 11, "Name"),
        ("p.b", 11, "Name"),
    ]
    assert marks[0].block.startswith("- Three")
    assert "Four" not in marks[0].block
    assert told([marks[0].mistake("…")]) == "docs/en/a.md:11: …"


# Texts of a page, and what links to its marks say.
NAMES = {
    "# Its name  \n\nOne. {# facts of p: a #}\n": "Its name",
    "One. {# facts of p: a #}\n\n# Its name {# facts of p: b #}\n": "Its name",
    "## No name\n\nOne. {# facts of p: a #}\n": "A",
}


@pytest.mark.parametrize(("text", "name"), NAMES.items())
def test_a_mark_bears_the_name_of_its_page(text: str, name: str, directory: Directory) -> None:
    page = example(text)
    assert {mark.page_name for mark in fact_marks([page])} == {name}
    region = page._replace(region=directory.regions[10])
    assert {mark.page_name for mark in fact_marks([region])} == {"Laval"}


# Marks of a page, the facts that each names, and their lines.
MARKS: dict[str, list[tuple[str, int]]] = {
    "{#- FACTS of p :  a-1\tb -#}\n": [("p.a-1", 6), ("p.b", 6)],
    "One.\n\n{# fact of p: a\n b #}\n": [("p.a", 9), ("p.b", 9)],
    "{# facts of p a #}": [("", 6)],
    "{# facts p: a #}": [("", 6)],
    "{# facts of p: A #}": [("", 6)],
    "{# facts of p: #}": [("", 6)],
    "{# factual #}": [],
    "{# about facts #}": [],
    "{# facts of p: office-{{ region.slug }} #}": [("", 6)],
}


@pytest.mark.parametrize(("text", "facts"), MARKS.items())
def test_what_a_mark_names(text: str, facts: list[tuple[str, int]]) -> None:
    assert [(mark.fact, mark.line) for mark in fact_marks([example(text)])] == facts


def test_a_mark_of_a_template_names_the_fact_of_its_region(directory: Directory) -> None:
    page = example("Two. {# facts of p: office-{{region.slug}} b #}\n")
    page = page._replace(region=directory.regions[10])
    assert [mark.fact for mark in fact_marks([page])] == ["p.office-laval", "p.b"]
    assert with_fact_anchors(page) == (
        '<span id="fact-p-office-laval"></span><span id="fact-p-b"></span>Two.\n'
    )


def test_a_mark_as_documents_write_it() -> None:
    assert mark_of("paas_action.aid-1") == "{# facts of paas_action: aid-1 #}"


def test_missing_registers_are_mistakes(tmp_path: Path, directory: Directory) -> None:
    with pytest.raises(
        SourceError, match=r"(?s)paas_action\.yaml: there is no .*interagir\.yaml: there is no "
    ):
        load_facts(tmp_path, directory)


REGISTER = """\
facts:
  - id: support-allowance
    section: participation
    audience: citizen
    strength: may_receive
    region: laval
    fr: "Une somme : la voici"
    en: Here it is
"""
STRENGTHS = (
    "stated, required, entitled, may_receive, receives, might_be_granted, may_be_entitled, may, "
    "aims, believes, priority, depends, invites"
)


def registered(folder: Path, directory: Directory, text: str) -> list[str]:
    """What is said of a register of Interagir, those of the others having no fact."""
    folder.mkdir(exist_ok=True)
    for programme in programme_ids():
        written = text if programme == "interagir" else "facts: []\n"
        (folder / f"{programme}.yaml").write_text(written, encoding="utf-8")
    try:
        load_facts(folder, directory)
    except SourceError as error:
        return str(error).splitlines()
    return []


def test_a_fact_is_read_whole(tmp_path: Path, directory: Directory) -> None:
    assert registered(tmp_path, directory, REGISTER) == []
    (fact,) = load_facts(tmp_path, directory).facts
    assert fact._asdict() == {
        "id": "interagir.support-allowance",
        "programme": "interagir",
        "section": "participation",
        "audience": "citizen",
        "strength": "may_receive",
        "words": {"fr": "Une somme\u00a0: la voici", "en": "Here it is"},
        "shown": "region.telephone_link",
        "file": "docs/facts/interagir.yaml",
        "line": 2,
        "word_lines": {"fr": 7, "en": 8},
    }


def test_a_fact_is_on_the_line_of_its_id(tmp_path: Path, directory: Directory) -> None:
    first, id, section, rest = REGISTER.split("\n", 3)
    text = f"{first}\n  - {section.strip()}\n    {id.removeprefix('  - ')}\n{rest}"
    assert registered(tmp_path, directory, text) == []
    assert [fact.line for fact in load_facts(tmp_path, directory).facts] == [3]
    # And so is what is said of one that stands twice.
    twice = text + text.removeprefix("facts:\n")
    assert registered(tmp_path, directory, twice) == [
        "docs/facts/interagir.yaml:10: id support-allowance is already on line 3; accepted: once"
    ]


# Slips that no key shows by itself: the section and the value of a fact have to agree with what
# the rules know.
TIED = {
    "an unknown section": (
        {"section": "nowhere"},
        [(3, "section is nowhere; accepted: {sections}")],
    ),
    "a value that the rules lack": (
        {"region": "", "value": "nothing"},
        [(6, "value is nothing, which the rules lack; accepted: {values}")],
    ),
    "a value of another section, more strongly": (
        {"region": "", "value": "monthly_hours_average", "strength": "entitled"},
        [
            (3, "section is {own}, but that of its value is {section}"),
            (5, "strength is entitled, but that of its value is required"),
        ],
    ),
}


@pytest.mark.parametrize(("changes", "told"), TIED.values(), ids=TIED)
def test_a_fact_agrees_with_the_rules(
    tmp_path: Path,
    directory: Directory,
    changes: Mapping[str, str],
    told: list[tuple[int, str]],
) -> None:
    about = document("interagir")
    average = about.parameters["monthly_hours_average"].source.partition(".")[2]
    stated = {id for id, one in about.parameters.items() if one.stated}
    if about.dated:
        stated.add("document_date")
    section = next(id for id in about.sections if id != average)
    lines = [
        "facts:",
        "  - id: support-allowance",
        f"    section: {changes.get('section', section)}",
        "    audience: citizen",
        f"    strength: {changes.get('strength', 'may_receive')}",
        f"    value: {changes['value']}" if "value" in changes else "    region: laval",
        "    fr: Oui",
        "    en: Yes it is",
    ]
    assert registered(tmp_path, directory, "\n".join(lines)) == [
        f"docs/facts/interagir.yaml:{line}: "
        + sentence.format(
            sections=", ".join(about.sections),
            values=", ".join(sorted(stated)),
            own=section,
            section=average,
        )
        for line, sentence in told
    ]


@pytest.mark.parametrize(
    ("old", "line", "accepted"),
    [
        (
            "id: support-allowance\n    section: participation",
            2,
            "id is missing; accepted: small letters, digits and hyphens, such as support-allowance",
        ),
        (
            "    section: participation\n",
            2,
            "section is missing; accepted: the id of a section of the document",
        ),
        (
            "    audience: citizen\n",
            2,
            "audience is missing; accepted: citizen, organisation or both",
        ),
        ("    strength: may_receive\n", 2, f"strength is missing; accepted: one of {STRENGTHS}"),
        ('    fr: "Une somme : la voici"\n', 2, "fr is missing; accepted: the fact in French"),
        ("    en: Here it is\n", 2, "en is missing; accepted: the fact in English"),
    ],
)
def test_a_key_that_a_fact_lacks(
    tmp_path: Path, directory: Directory, old: str, line: int, accepted: str
) -> None:
    assert REGISTER.count(old) == 1
    new = "section: participation" if old.startswith("id") else ""
    said = registered(tmp_path, directory, REGISTER.replace(old, new))
    assert said == [f"docs/facts/interagir.yaml:{line}: {accepted}"]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        (
            "id: support-allowance",
            "id: Support",
            2,
            'id is "Support"; accepted: small letters, digits and hyphens, such as '
            "support-allowance",
        ),
        (
            "audience: citizen",
            "audience: all",
            4,
            'audience is "all"; accepted: citizen, organisation or both',
        ),
        (
            "region: laval",
            "region: 3",
            6,
            "region is 3 without quotes; accepted: the slug of a region",
        ),
        (
            "region: laval",
            "value: 3",
            6,
            "value is 3 without quotes; accepted: the id of a value of the rules",
        ),
        ('fr: "Une somme : la voici"', "fr: ''", 7, 'fr is ""; accepted: the fact in French'),
        ("en: Here it is", "en: 3", 8, "en is 3 without quotes; accepted: the fact in English"),
        (
            "region: laval",
            "region: ontario",
            6,
            "region is ontario; accepted: a slug of regional_contacts.yaml",
        ),
        (
            "region: laval",
            "page: a",
            6,
            "page is an unknown key; "
            "accepted: id, section, audience, strength, value, region, fr, en",
        ),
    ],
)
def test_a_key_of_a_fact_with_a_slip(
    tmp_path: Path, directory: Directory, old: str, new: str, line: int, said: str
) -> None:
    assert REGISTER.count(old) == 1
    found = registered(tmp_path, directory, REGISTER.replace(old, new))
    assert found == [f"docs/facts/interagir.yaml:{line}: {said}"]


def test_a_register_without_facts(tmp_path: Path, directory: Directory) -> None:
    assert registered(tmp_path, directory, "others: []\n") == [
        "docs/facts/interagir.yaml:1: facts is missing; accepted: a list of facts, each with its "
        "keys",
        "docs/facts/interagir.yaml:1: others is an unknown key; accepted: facts",
    ]
