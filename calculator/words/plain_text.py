"""Text for messages, which go where nobody knows how they are shown: plain signs only.

A text message has 160 characters, or 153 in each of several parts, as long as all of them are
in the alphabet of GSM 03.38 (3GPP TS 23.038, 6.2.1). A single ``ê`` or curly apostrophe makes
that 70, and 67 in each part, and the message dearer. `browser/site/messages.js` counts.
"""

import unicodedata
from functools import lru_cache

# The default alphabet without its Greek letters; and what counts as two characters of it.
GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅå_ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWO = frozenset("^{}\\[~]|€")

# What a keyboard has in place of signs that typesetting knows.
_TYPED = {
    **{ord(sign): "'" for sign in "’‘"},
    **{ord(sign): '"' for sign in "“”«»"},
    **{ord(sign): " " for sign in "\u00a0\u202f"},
    **{ord(sign): "-" for sign in "–—\u2011"},
    ord("…"): "...",
}
_INSIDE_QUOTES = str.maketrans({"«": "«\0", "»": "\0»"})


@lru_cache
def plain(text: str) -> str:
    """The text as people type it: straight quotation marks, ordinary spaces and hyphens."""
    without_space = text.translate(_INSIDE_QUOTES)
    for space in ("\u00a0", " "):
        without_space = without_space.replace(f"«\0{space}", "«").replace(f"{space}\0»", "»")
    return without_space.replace("\0", "").translate(_TYPED)


@lru_cache
def for_text_message(text: str) -> str:
    """The text in the alphabet of text messages: a letter loses an accent that is not in it."""
    return "".join(map(_of_alphabet, plain(text)))


def _of_alphabet(character: str) -> str:
    if character in GSM or character in GSM_TWO:
        return character
    return "".join(part for part in unicodedata.normalize("NFKD", character) if part in GSM)
