"""What a document and its equal in the other language must have in common, kind by kind."""

from pathlib import PurePosixPath

import pytest

from compiler.check.pairs import check_pairs
from compiler.read.documents import Document, parse_document
from compiler.read.mistake import SourceError
from compiler.read.paired import Paired

FRENCH, ENGLISH = "docs/fr/sujet.md", "docs/en/topic.md"


def document(language: str, file: str, page: str, text: str, title: str = "A") -> Document:
    """A document whose text begins on line 7 of its file."""
    matter = f'---\npage: {page}\ntitle: "{title}"\ndescription: A\n---\n\n'
    return parse_document(language, PurePosixPath(file), matter + text)


def mistakes(french: Document, english: Document) -> list[str]:
    """What is said of two documents that are each other's equal, beside two more pages."""
    others = [
        document("fr", "autre/index.md", "other", "# A\n"),
        document("en", "other/index.md", "other", "# A\n"),
        document("fr", "autre/fin.md", "end", "# A\n"),
        document("en", "other/end.md", "end", "# A\n"),
    ]
    try:
        check_pairs(Paired([french, english, *others]))
    except SourceError as error:
        return str(error).splitlines()
    return []


def of_texts(french: str, english: str) -> list[str]:
    return mistakes(
        document("fr", "sujet.md", "topic", french), document("en", "topic.md", "topic", english)
    )


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("# Un\n\n## Deux\n", "# One\n\n\n## Two\n"),
        ("## Un\n{# ## Deux #}\n", "## One\n"),
        ("{{ a.b }} puis {{c}}", "{{c}} then {{  a.b  }}"),
        ("{% if a %}x{% endif %}", "{%- if a -%}\nx\n{%endif%}"),
        ("[x](autre/index.md)", '<a class="y" href="other/index.md">x</a>'),
        ("[x](autre/index.md#debut)", "[x](other/index.md#start)"),
        ("[x](#debut)", "[y](#start 'title')"),
        ("[x](sujet.md)", "[x](topic.md)"),
        ("[x](#ete-a-deux)\n# Un\n## Été à deux {.a}", "[x](#summer)\n# One\n## Summer"),
        ("[x](sujet.md#deux)\n## [Deux](#trois)", "[x](topic.md#b)\n## Two [y](#z) {.c #b }"),
        ("[x](https://a.example/fr)", "[x](https://a.example/en#place)"),
        ("[x](fiches/carte.vcf)", "[x](../cards/carte.vcf)"),
        ("[x]({{ a }})", "[x]({{ a }})"),
        ('![Un mot](images/a.svg "y")', '<img src="../images/a.svg" alt="A word">'),
    ],
)
def test_what_is_equal_is_taken(french: str, english: str) -> None:
    assert of_texts(french, english) == []
    # The other way round, the languages exchanged.
    assert of_texts(
        english.replace("other/index", "autre/index").replace("topic.md", "sujet.md"),
        french.replace("autre/index", "other/index").replace("sujet.md", "topic.md"),
    ) == []  # fmt: skip


@pytest.mark.parametrize(
    ("french", "english", "said"),
    [
        (
            "# Un\n\n## Deux\n\n### Trois\n",
            "# One\n\n\n### Two\n\n## Three\n",
            [
                f"{FRENCH}:9: heading ## Deux stands where {ENGLISH}:10 has ### Two; "
                "accepted: the same levels"
            ],
        ),
        ("# Un\n## Deux\n## Trois", "# One", [f"{FRENCH}:8: heading ## Deux is not in {ENGLISH}"]),
        ("# Un", "# One\n## Two\n## Three", [f"{ENGLISH}:8: heading ## Two is not in {FRENCH}"]),
        (
            "x {# facts of a: b c #}",
            "x {# facts of a: b #}",
            [f"{FRENCH}:7: the fact a.c is not in {ENGLISH}"],
        ),
        (
            "x",
            "x\n\ny {# facts a #}",
            [f"{ENGLISH}:9: the fact that cannot be read is not in {FRENCH}"],
        ),
        (
            # The last one is too many, wherever its equal stands.
            "{{ a }}\n{{ a }}\n{{ b }}",
            "{{ b }}\n{{ a }}",
            [f"{FRENCH}:8: the placeholder {{{{ a }}}} is not in {ENGLISH}"],
        ),
        (
            "x\n{% if a %}y{% endif %}",
            "x\n\n{% if b %}y{% endif %}",
            [
                f"{FRENCH}:8: the placeholder {{% if a %}} is not in {ENGLISH}",
                f"{ENGLISH}:9: the placeholder {{% if b %}} is not in {FRENCH}",
            ],
        ),
        (
            "[x](autre/index.md)",
            "[x](other/end.md)",
            [
                f"{FRENCH}:7: the link to the page other is not in {ENGLISH}",
                f"{ENGLISH}:7: the link to the page end is not in {FRENCH}",
            ],
        ),
        (
            "[x](absent.md#a)",
            "[x]()",
            [f"{FRENCH}:7: the link to the page fr/absent.md#… is not in {ENGLISH}"],
        ),
        (
            "<a href=''>x</a> <a href=\"\">x</a>",
            "x",
            [f"{FRENCH}:7: the link to nowhere is not in {ENGLISH}"],
        ),
        (
            "[x](https://a.example/b)",
            "[x](https://c.example/b)",
            [
                f"{FRENCH}:7: the link to a.example is not in {ENGLISH}",
                f"{ENGLISH}:7: the link to c.example is not in {FRENCH}",
            ],
        ),
        (
            "[x](a/b.vcf)",
            "x",
            [f"{FRENCH}:7: the link to the file b.vcf is not in {ENGLISH}"],
        ),
        (
            "[x]({{ a }}#b)",
            "[x]({{ a }}#c)",
            [
                f"{FRENCH}:7: the link to {{{{ a }}}}#b is not in {ENGLISH}",
                f"{ENGLISH}:7: the link to {{{{ a }}}}#c is not in {FRENCH}",
            ],
        ),
        (
            "[x](#deux)\n# Un\n## Deux",
            "[x](#one)\n# One\n## Two",
            [
                f"{FRENCH}:7: the link to #… (heading 2) is not in {ENGLISH}",
                f"{ENGLISH}:7: the link to #… (heading 1) is not in {FRENCH}",
            ],
        ),
        (
            # Without a name of its own in the document, a place is only told from none.
            "[x](autre/index.md#zone)",
            "[x](other/index.md)",
            [
                f"{FRENCH}:7: the link to the page other#… is not in {ENGLISH}",
                f"{ENGLISH}:7: the link to the page other is not in {FRENCH}",
            ],
        ),
        (
            "[x](autre/index.md#view=steps)",
            "[x](other/index.md#view=plan)",
            [
                f"{FRENCH}:7: the link to the page other#view=steps is not in {ENGLISH}",
                f"{ENGLISH}:7: the link to the page other#view=plan is not in {FRENCH}",
            ],
        ),
        (
            "x\n![Un mot](i/a.svg)",
            '<img alt="A word" src="i/b.svg">',
            [
                f"{FRENCH}:8: the picture a.svg is not in {ENGLISH}",
                f"{ENGLISH}:7: the picture b.svg is not in {FRENCH}",
            ],
        ),
        (
            "x\n![](i/a.svg)",
            'x\n\n<img src="i/a.svg" alt="">',
            [
                f"{FRENCH}:8: the picture has no words for those who cannot see it",
                f"{ENGLISH}:9: the picture has no words for those who cannot see it",
            ],
        ),
    ],
)
def test_what_differs_is_told(french: str, english: str, said: list[str]) -> None:
    assert of_texts(french, english) == said


def test_placeholders_of_the_front_matter_are_compared() -> None:
    french = document("fr", "sujet.md", "topic", "# A\n", title="Un {{ a.b }}")
    english = document("en", "topic.md", "topic", "# A\n", title="One")
    said = f"{FRENCH}:3: the placeholder {{{{ a.b }}}} is not in {ENGLISH}"
    assert mistakes(french, english) == [said]
    assert mistakes(french, document("en", "topic.md", "topic", "# A\n", title="{{a.b}}")) == []
