"""What a person does with an answer: copy its link, print it, keep it, erase it."""

from calculator.words.catalogue import Catalogue
from calculator.words.html import NEEDS_SCRIPT, Markup, button, element, unfolding


def notices(words: Catalogue) -> Markup:
    """What there is to say of a link that was opened, of answers kept on the device, and of
    what was erased."""
    return element(
        "div",
        element("p", class_="notice", data_said_notice=True, hidden=True),
        element("div", class_="notice", data_link_notice=True, hidden=True),
        element(
            "div",
            element("p", words.text("keep.offer")),
            button("restore", words.text("keep.restore")),
            button("forget", words.text("keep.drop")),
            class_="notice",
            data_kept_notice=True,
            hidden=True,
        ),
        class_="notices",
    )


def tools(words: Catalogue) -> Markup:
    """The buttons below a result."""
    return element(
        "section",
        unfolding(
            element("h3", words.text("keep.title"), id="keep"),
            element(
                "p",
                button("copy", words.text("keep.copy")),
                button("print", words.text("keep.print")),
                button("keep", words.text("keep.keep")),
                button("forget", words.text("keep.forget"), hidden=True),
                button("erase", words.text("form.erase")),
                button("forget-others", words.text("keep.forget_others"), hidden=True),
                class_="keep-buttons",
            ),
            element("p", class_="keep-said", data_keep_said=True, hidden=True),
            element(
                "p",
                element("label", words.text("keep.link_label"), for_="keep-link"),
                element("input", type="text", id="keep-link", readonly=True, autocomplete="off"),
                class_="keep-link",
                hidden=True,
            ),
            element("p", words.text("keep.privacy"), class_="hint"),
            element("p", words.text("keep.may_vanish"), class_="hint"),
        ),
        class_="keep",
        aria_labelledby="keep",
        **NEEDS_SCRIPT,
    )


def given(words: Catalogue) -> Markup:
    """The answers given, with a way to change each; the script lists them.

    Its place is taken from the first paint on: once Python answers, what stands below is read.
    """
    return element(
        "section",
        element("h3", words.text("given.title"), id="given"),
        element("p", words.text("given.none"), data_none_given=True),
        element("dl", class_="given-list"),
        class_="given",
        aria_labelledby="given",
        **NEEDS_SCRIPT,
    )
