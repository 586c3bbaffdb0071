"""What shows one question at a time: the choice of a view, a heading, the ways on and back.

It stands in the page as built and waits for the script, which knows how to step.
"""

from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, button, element

PRIMARY = "md-button md-button--primary"


def views(words: Catalogue) -> Markup:
    """One question at a time, or all of them on one page."""
    return element(
        "p",
        button("view-steps", words.text("steps.one_at_a_time"), hidden=True),
        button("view-all", words.text("steps.all_at_once"), hidden=True),
        class_="views",
    )


def heading(words: Catalogue) -> Markup:
    """Where the person is, and the question; the focus comes here at each step."""
    return element(
        "div",
        element(
            "h3",
            element("span", class_="step-count", data_step_count=True),
            " ",
            element("span", words.text("steps.one_at_a_time"), data_step_title=True),
            tabindex="-1",
        ),
        class_="step-heading",
        hidden=True,
    )


def buttons(words: Catalogue) -> Markup:
    """On, "I don't know" for what is typed, and back."""
    return element(
        "p",
        button("next", words.text("steps.next"), PRIMARY),
        button("unknown", words.text("form.unknown")),
        button("back", words.text("steps.back")),
        class_="step-buttons",
        hidden=True,
    )
