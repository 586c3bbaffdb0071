"""No-break spaces where the language wants them, so that writers can type plain ones."""

import re

NO_BREAK_SPACE = "\u00a0"

# Québec usage: a space before : $ % » and after «, none before ; ! ?
FRENCH = re.compile(r"(?<=\S) (?=[:$%»](?:\W|$))|(?<=«) ")


def typeset(text: str, language: str) -> str:
    """The text with its no-break spaces, in ``fr`` or ``en`` (which needs none)."""
    return FRENCH.sub(NO_BREAK_SPACE, text) if language == "fr" else text
