"""What to do next, drawn once: the region's telephone, what to have at hand, dates to keep.

The page's script fills the list of regions and the numbers from the telephone list that
stands in the page; without it that list is all there is.
"""

from datetime import date

from calculator.words.catalogue import Catalogue
from calculator.words.html import NEEDS_SCRIPT, Markup, element, unfolding
from calculator.words.town_box import town_box
from rules.relevance import are_many

EXAMPLE = date(2026, 12, 1)

AT_HAND = {
    "participant": ("letter", "answers", "pen"),
    "organisation": ("registration", "activities", "answers", "pen"),
}


def next_steps(
    kind_id: str,
    postal_areas: str,
    towns: str,
    words: Catalogue,
    contacts: Markup,
    *,
    plans_call: bool = True,
) -> Markup:
    """The section of a calculator of a kind; `plans_call`: its script makes a call's calendar file.

    `postal_areas` and `towns` are the addresses of their lists; `contacts` is the list of those
    for the whole of Québec, perhaps nothing.
    """
    items = (element("li", item) for item in at_hand(kind_id, words))
    return element(
        "section",
        element("h2", words.text("call.title"), id="next-steps"),
        contacts,
        # Of many programmes the script shows only the contacts of those whose results are there.
        element("p", words.text("call.none_of_all"), hidden=True, data_no_contact=True)
        if contacts and plans_call and are_many()
        else None,
        _picker(postal_areas, towns, words),
        element(
            "details",
            element("summary", words.text("at_hand.title")),
            element("ul", *items),
            element("p", words.text("at_hand.ours"), class_="note"),
            class_="more at-hand",
        ),
        _plan_call(words) if plans_call else None,
        class_="next-steps",
        aria_labelledby="next-steps",
    )


def at_hand(kind_id: str, words: Catalogue) -> list[str]:
    """What to have on hand for the call."""
    return [words.text(f"at_hand.{kind_id}.{id}", f"at_hand.{id}") for id in AT_HAND[kind_id]]


def _plan_call(words: Catalogue) -> Markup:
    """The day of the call, which the person chooses, and the link to its calendar file."""
    return element(
        "details",
        element("summary", words.text("calendar.call_title")),
        element(
            "div",
            element("label", words.text("calendar.call_day"), for_="call-day"),
            element("p", words.text("calendar.call_hint"), class_="hint", id="hint-call-day"),
            element(
                "div",
                element(
                    "input",
                    type="date",
                    id="call-day",
                    autocomplete="off",
                    aria_describedby="hint-call-day error-call-day",
                ),
                class_="typed",
            ),
            element("p", class_="error", id="error-call-day", hidden=True),
            class_="question",
        ),
        element("p", class_="hint", data_call_said=True, hidden=True),
        element(
            "p",
            _file_link(words.text("calendar.call_save"), "#next-steps"),
            data_call_file=True,
            hidden=True,
        ),
        class_="more plan-call",
        **NEEDS_SCRIPT,
        data_text_past=words.text("calendar.call_past"),
        data_text_half=words.text("form.half_date", example=words.day(EXAMPLE)),
        data_text_waiting=words.text("calendar.call_waiting"),
        data_text_no_file=words.text("calendar.call_failed"),
    )


def _picker(postal_areas: str, towns: str, words: Catalogue) -> Markup:
    """The region by its name, its telephone, and a town or a postal code for who can't name it."""
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
            town_box("postal", "hint-postal error-postal", words),
            element("p", class_="error", id="error-postal", hidden=True),
            class_="question",
        ),
        class_="region-picker",
        **NEEDS_SCRIPT,
        data_postal_areas=postal_areas,
        data_towns=towns,
        data_text_unknown=words.text("call.postal_unknown"),
        data_text_failed=words.text("call.postal_failed"),
        data_text_several=words.text("call.postal_several"),
        data_text_towns=words.text("call.towns"),
        data_text_nowhere=words.text("call.nowhere"),
    )


def _file_link(text: str, href: str) -> Markup:
    """The script puts the file behind it, which the device has made."""
    # In its own frame: a file is no page for another window, and a sandbox may allow none.
    return element("a", text, class_="md-button", href=href, download="", target="_self")


def dates_to_keep(words: Catalogue) -> Markup:
    """The section with the link to the calendar file, out of sight until there are dates."""
    return element(
        "section",
        unfolding(
            element("h2", words.text("calendar.title"), id="dates-to-keep"),
            element("p", words.text("calendar.intro")),
            element("p", _file_link(words.text("calendar.save"), "#dates-to-keep")),
        ),
        class_="dates-to-keep",
        hidden=True,
        aria_labelledby="dates-to-keep",
    )
