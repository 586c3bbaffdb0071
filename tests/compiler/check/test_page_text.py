"""The text of a page by block: what ends a sentence, and what is left out."""

import pytest

from compiler.check.page_text import blocks, page_id, page_language, paragraphs, visible_text

# BeautifulSoup warns where it has to choose a parser: pages are read as browsers read them.
pytestmark = pytest.mark.filterwarnings("error")


def page(content: str, language: str = "fr") -> str:
    return (
        f'<html lang="{language}"><body><nav>menu</nav>'
        f'<article class="md-typeset page page-paas-action">{content}</article></body></html>'
    )


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<h2>Un titre</h2><p>Une phrase.</p>", ["Un titre", "Une phrase."]),
        ("<ul><li>Un</li><li>Deux<ul><li>Trois</li></ul></li></ul>", ["Un", "Deux", "Trois"]),
        ("<p>Une <strong>grosse</strong>\n <a href='x'>phrase</a>.</p>", ["Une grosse phrase."]),
        ("<p>173\u00a0$ par mois</p>", ["173\u00a0$ par mois"]),
        ("<div>Avant<p>Dedans</p>après</div>", ["Avant", "Dedans", "après"]),
        ("<p>…</p><p> </p>", []),
        ("<table><tr><td>173</td></tr></table><nav>x</nav>", []),
        ("<p>Le <cite lang='en'>title</cite> dit.</p>", ["Le dit."]),
        ("<p>Le <cite lang='fr'>titre</cite> dit.</p>", ["Le titre dit."]),
        ("<p>Une <button>aide</button><span popover>Une somme.</span> là.</p>", ["Une aide là."]),
        ("<p hidden>x</p><ul class='regions'><li>Laval</li></ul><!-- non -->", []),
        ("<div class='calculator'><p>x</p></div><p><a class='md-button'>Estimer</a></p>", []),
    ],
)
def test_blocks_of_html(html: str, found: list[str]) -> None:
    assert list(blocks(page(html))) == found


def test_visible_text_has_tables_and_buttons_but_nothing_hidden() -> None:
    html = (
        "<p>Une <button>aide</button><span popover>Une somme.</span></p><!-- non -->"
        "<table><tr><td>173</td></tr></table><p hidden>x</p><a class='md-button'>Estimer</a>"
        "<p lang='en'>title</p><script>y</script>"
    )
    assert visible_text(page(html)) == "Une aide 173 Estimer title"
    assert visible_text("<html><body></body></html>") == ""


def test_page_language_and_id() -> None:
    assert page_language(page("", "en")) == "en"
    assert page_id(page("")) == "paas_action"
    assert page_id("<html><body></body></html>") == ""


def test_paragraphs_of_plain_text() -> None:
    text = "Un **titre**\n\nDes per-\nsonnes qui\nlisent :\n\n• un;\n• deux mots\n - trois"
    assert list(paragraphs(text)) == [
        "Un titre",
        "Des personnes qui lisent :",
        "un;",
        "deux mots",
        "trois",
    ]


WITHIN_A_SENTENCE = (
    *("a", "abbr", "b", "bdi", "button", "cite", "code", "em", "i", "kbd", "mark", "q", "s"),
    *("small", "span", "strong", "sub", "sup", "time"),
)


@pytest.mark.parametrize("name", WITHIN_A_SENTENCE)
def test_an_element_within_a_sentence(name: str) -> None:
    assert list(blocks(page(f"<div>Un<{name}>e</{name}> aide</div>"))) == ["Une aide"]


@pytest.mark.parametrize("name", ["p", "div", "h2", "li", "dt", "dd", "blockquote", "figcaption"])
def test_an_element_that_ends_a_sentence(name: str) -> None:
    assert list(blocks(page(f"<div>Un<{name}>e</{name}> aide</div>"))) == ["Un", "e", "aide"]


NOT_RUNNING_TEXT = (
    *("<table><tr><td>x</td></tr></table>", "<nav>x</nav>", "<script>x</script>"),
    *("<style>x</style>", "<svg><text>x</text></svg>", "<pre>x</pre>"),
    *("<span hidden>x</span>", "<span popover>x</span>", "<p data-contact>x</p>"),
    '<div class="page-none"><ul><li>x</li></ul></div>',
    *(
        f'<div class="{name}">x</div>'
        for name in (
            *("regions", "page-list", "calculator", "situation", "document", "md-button"),
            *("visually-hidden", "telephone", "office-details"),
        )
    ),
)


@pytest.mark.parametrize("left_out", NOT_RUNNING_TEXT)
def test_what_is_no_running_text(left_out: str) -> None:
    assert list(blocks(page(f"<div>Un {left_out}mot</div>"))) in (["Un mot"], ["Un", "mot"])
    if "page-none" in left_out:
        return
    # What nobody sees, or on demand only, is no text of the page at all; the rest is.
    unseen = any(sign in left_out for sign in ("script", "style", "svg", "popover", "hidden"))
    seen = visible_text(page(f"<div>Un {left_out} mot</div>"))
    assert seen == ("Un mot" if unseen else "Un x mot")


def test_a_page_without_an_article_is_read_whole() -> None:
    html = '<html lang="fr"><body><p>Un <i lang="en">two</i><i lang="fr">mot</i>.</p></body></html>'
    assert list(blocks(html)) == ["Un mot."]
    assert page_language("<p>x</p>".join(("<html lang='en'>", "</html>"))) == "en"
