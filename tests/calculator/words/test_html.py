"""Text can never become markup, whatever somebody typed."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from calculator.words.html import (
    VOID,
    Markup,
    button,
    by_script,
    element,
    joined,
    unfolding,
)

# What an HTML parser itself changes is left out: the null character, carriage returns
# and halves of surrogate pairs.
TEXT = st.text(
    st.one_of(
        st.sampled_from("<>&\"'=/- \n;#x!a"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"),
    )
)
BREAKING = (
    "</p><script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "' onclick=\"alert(1)",
    "&lt;b&gt; &amp;amp; &#60;",
    "<!-- -->]]>",
)


def body(html: str) -> BeautifulSoup:
    """What a browser makes of it; html5lib reads as browsers do."""
    found = BeautifulSoup(html, "html5lib").body
    assert found is not None
    return found


@given(TEXT)
@example(BREAKING[0])
@example(BREAKING[3])
@example(BREAKING[4])
def test_children_stay_text(text: str) -> None:
    # A sign on each side, so that a parser's care for white space at ends plays no part.
    tree = body(element("p", "[", text, "]"))
    assert [tag.name for tag in tree.find_all(True)] == ["p"]
    assert tree.get_text() == f"[{text}]"


@given(TEXT, TEXT)
@example(BREAKING[1], BREAKING[2])
@example(BREAKING[3], BREAKING[0])
def test_attributes_stay_values(value: str, other: str) -> None:
    tree = body(element("p", "text", title=value, data_other=other))
    (tag,) = tree.find_all(True)
    assert tag.name == "p"
    assert tag.attrs == {"title": value, "data-other": other}
    assert tree.get_text() == "text"


@given(TEXT)
def test_joined_text_stays_text(text: str) -> None:
    tree = body("<p>[" + joined(text, Markup("<b>bold</b>"), text) + "]</p>")
    assert [tag.name for tag in tree.find_all(True)] == ["p", "b"]
    assert tree.get_text() == f"[{text}bold{text}]"


def test_markup_goes_in_as_it_is_but_never_into_an_attribute() -> None:
    inner = element("b", "a & b")
    assert element("p", inner, title=inner) == (
        '<p title="&lt;b&gt;a &amp;amp; b&lt;/b&gt;"><b>a &amp; b</b></p>'
    )


@pytest.mark.parametrize(
    ("made", "html"),
    [
        (element("p"), "<p></p>"),
        (element("p", "a", None, "b"), "<p>ab</p>"),
        (element("p", ""), "<p></p>"),
        (element("input", name="on"), '<input name="on">'),
        (
            element("label", for_="a", aria_describedby="b c"),
            '<label for="a" aria-describedby="b c"></label>',
        ),
        (element("p", class_="x", data_engine_url="y"), '<p class="x" data-engine-url="y"></p>'),
        (element("input", checked=True), "<input checked>"),
        (element("input", checked=False, id=None), "<input>"),
        (element("input", value=""), '<input value="">'),
        (
            button("go", "<Go>"),
            '<button type="button" data-action="go" class="md-button">&lt;Go&gt;</button>',
        ),
        (
            button("go", "Go", "own", hidden=True),
            '<button type="button" data-action="go" class="own" hidden>Go</button>',
        ),
        (
            unfolding(element("h2", "a"), "b", None, element("p", "c")),
            '<details class="more"><summary><h2>a</h2></summary>b<p>c</p></details>',
        ),
        (
            by_script(element("form", hidden=True), element("p", "a")),
            '<div class="by-script"><form hidden></form>'
            '<div class="notice without-script" data-without-script><p>a</p></div></div>',
        ),
        (joined(), ""),
        (joined(None, "a"), "a"),
    ],
)
def test_what_is_written(made: Markup, html: str) -> None:
    assert made == html
    assert isinstance(made, Markup)


@pytest.mark.parametrize("tag", ["input", "br", "hr", "link", "meta"])
def test_an_element_without_content_is_not_ended(tag: str) -> None:
    assert tag in VOID
    assert element(tag, "left out") == f"<{tag}>"


def test_joining_strings_by_hand_gives_plain_text() -> None:
    """So that a mistake shows as odd text, not as a hole."""
    by_hand = Markup("<b>") + "text"
    assert element("p", by_hand) == "<p>&lt;b&gt;text</p>"
