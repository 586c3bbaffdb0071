"""No-break spaces and apostrophes as the language wants them: writers type plain ones."""

import re

NO_BREAK_SPACE = "\u00a0"

# A keyboard's apostrophe, behind a letter or before one: « l'aide », “people's”.
APOSTROPHE = re.compile(r"(?<=\w)'|(?<=\S)'(?=\w)")
# Québec usage: a space before : $ % » and after «, none before ; ! ?; « 8 h 30 ».
FRENCH = re.compile(
    r"(?<=\S) (?=[:$%»](?:\W|$))|(?<=«) |(?<=\d) (?=h\b)|(?<=\d[ \u00a0]h) (?=\d\d\b)"
)
# Digits in groups of three: « 100 000 », « 418 727-5677 ».
GROUPS = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)")


def typeset(text: str, language: str) -> str:
    """The text with its apostrophes and, in ``fr``, its no-break spaces (``en`` needs none)."""
    text = APOSTROPHE.sub("’", text)
    if language != "fr":
        return text
    text = GROUPS.sub(lambda number: number[0].replace(" ", NO_BREAK_SPACE), text)
    return FRENCH.sub(NO_BREAK_SPACE, text)
