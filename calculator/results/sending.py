"""What a person sends: the texts as they are seen before they go, and what takes them away.

Nothing passes through the site. Links open the device's own program for text messages or mail;
the page's script adds copying, and sharing where the device has a way for it.
"""

from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, button, element, unfolding

# What the script puts into texts and says of them, below ``send.text``.
TEXTS = (
    "estimate",
    "region_office",
    "office",
    "call",
    "link",
    "given",
    "others",
    "ask",
    "subject",
    "length_one",
    "length_other",
)


def sending(words: Catalogue) -> Markup:
    """The section below a result, out of sight until there is something to send.

    The script takes whom to call from the lists that stand in the page.
    """
    return element(
        "section",
        unfolding(
            element("h3", words.text("send.title"), id="send"),
            element("p", words.text("send.intro")),
            _filled_by_script("short", "sms", words),
            element("p", class_="hint send-length"),
            _filled_by_script("whole", "mail", words),
            element("p", words.text("send.cut"), class_="hint", data_send_cut=True, hidden=True),
            element("p", words.text("send.privacy"), class_="hint"),
        ),
        class_="send",
        hidden=True,
        aria_labelledby="send",
        **{f"data_text_{id}": words.messages[f"send.text.{id}"] for id in TEXTS},
    )


def send_block(
    id: str, words: Catalogue, *shown: Markup, text: str, links: Markup, table: str = ""
) -> Markup:
    """A text as it will go, and the ways to take it; its buttons are those of ``send.<id>``, or of
    the table of messages that `table` names.

    `shown` comes before the text; `links` open what sends it. The script shows the buttons.
    """
    return element(
        "div",
        *shown,
        # What is seen is what goes, so that no browser may translate it.
        element("p", text, class_="send-text", translate="no"),
        element(
            "p",
            links,
            button(f"share-{id}", words.text(f"{table or f'send.{id}'}.share"), hidden=True),
            button(f"copy-{id}", words.text(f"{table or f'send.{id}'}.copy"), hidden=True),
            class_="send-buttons",
        ),
        element("p", class_="send-said", data_send_said=True),
        class_="send-block",
        data_text_copied=words.text("send.copied"),
        data_text_copy_by_hand=words.text("send.copy_by_hand"),
        data_send=id,
    )


def _filled_by_script(id: str, by: str, words: Catalogue) -> Markup:
    heading = element("h4", words.text(f"send.{id}.title"))
    return send_block(id, words, heading, text="", links=send_link(by, "#send", words))


def send_link(by: str, href: str, words: Catalogue) -> Markup:
    """A link for a text message (``sms``) or a mail, in its own frame: what sends is no page for
    another window."""
    return element(
        "a", words.text(f"send.{by}"), href=href, class_="md-button", target="_self", data_by=by
    )
