"""What to do next, drawn once: the region's telephone, what to have at hand, dates to keep.

The page's script fills the list of regions and the numbers from the telephone list that
stands in the page; without it that list is all there is.
"""

from calculator.words.catalogue import Catalogue
from calculator.words.html import NEEDS_SCRIPT, Markup, element, unfolding

AT_HAND = {
    "participant": ("letter", "answers", "pen"),
    "organisation": ("registration", "activities", "answers", "pen"),
}


def next_steps(kind_id: str, postal_areas: str, words: Catalogue, contacts: Markup) -> Markup:
    """The section of a calculator of a kind.

    `postal_areas` is the address of their list; `contacts` is the list of those for the whole
    of Québec, perhaps nothing.
    """
    at_hand = (
        element("li", words.text(f"at_hand.{kind_id}.{id}", f"at_hand.{id}"))
        for id in AT_HAND[kind_id]
    )
    return element(
        "section",
        element("h2", words.text("call.title"), id="next-steps"),
        contacts,
        _picker(postal_areas, words),
        element(
            "details",
            element("summary", words.text("at_hand.title")),
            element("ul", *at_hand),
            element("p", words.text("at_hand.ours"), class_="note"),
            class_="more at-hand",
        ),
        class_="next-steps",
        aria_labelledby="next-steps",
    )


def _picker(postal_areas: str, words: Catalogue) -> Markup:
    """The region by its name, its telephone, and the postal code for who can't name it."""
    return element(
        "div",
        element("div", class_="region-answer", aria_live="polite"),
        element(
            "div",
            element("label", words.text("call.region"), for_="region"),
            element(
                "select",
                element("option", words.text("call.choose"), value=""),
                id="region",
                autocomplete="off",
            ),
            class_="question",
        ),
        element(
            "div",
            element("label", words.text("call.postal"), for_="postal"),
            element("p", words.text("call.postal_hint"), class_="hint", id="hint-postal"),
            element(
                "input",
                type="text",
                id="postal",
                maxlength="7",
                autocomplete="off",
                autocapitalize="characters",
                spellcheck="false",
                aria_describedby="hint-postal error-postal",
            ),
            element("p", class_="error", id="error-postal", hidden=True),
            class_="question",
        ),
        class_="region-picker",
        **NEEDS_SCRIPT,
        data_postal_areas=postal_areas,
        data_text_unknown=words.text("call.postal_unknown"),
        data_text_failed=words.text("call.postal_failed"),
        data_text_several=words.text("call.postal_several"),
    )


def _calendar_link(words: Catalogue) -> Markup:
    """The script puts the file behind it, which the device has made."""
    text = words.text("calendar.save")
    # In its own frame: a file is no page for another window, and a sandbox may allow none.
    return element(
        "a", text, class_="md-button", href="#dates-to-keep", download="", target="_self"
    )


def dates_to_keep(words: Catalogue) -> Markup:
    """The section with the link to the calendar file, out of sight until there are dates."""
    return element(
        "section",
        unfolding(
            element("h2", words.text("calendar.title"), id="dates-to-keep"),
            element("p", words.text("calendar.intro")),
            element("p", _calendar_link(words)),
        ),
        class_="dates-to-keep",
        hidden=True,
        aria_labelledby="dates-to-keep",
    )
