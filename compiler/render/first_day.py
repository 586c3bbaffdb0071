"""What the page of a programme says while its programme is not in force yet."""

import re
from datetime import date

from calculator.words.catalogue import Catalogue
from compiler.read.pages import Page
from rules.dated import in_force, known_from, programme_ids

TITLE = re.compile(r"^# .*$", re.MULTILINE)


def with_first_day(page: Page, text: str, on: date, words: Catalogue) -> str:
    """The page's text with a sentence below its title, where its programme begins after a day.

    The amounts on the page are those of that first day (`compiler.read.placeholder_values`).
    """
    if page.id not in programme_ids() or in_force(page.id, on):
        return text
    said = words.text(
        "verdict.not_in_force",
        programme=words.text(f"programme.{page.id}"),
        date=words.day(known_from(page.id)),
    )
    return TITLE.sub(lambda title: f'{title[0]}\n\n!!! warning ""\n\n    {said}', text, count=1)
