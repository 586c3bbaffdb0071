"""Drawings for documents: ``{{ picture("hours") }}`` puts ``docs/pictures/hours.svg`` there."""

import re
from functools import cache
from html import escape
from pathlib import Path

from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
OPENING = re.compile(r"\A<svg xmlns=\"[^\"]*\" ")


def drawing(name: str, words: Catalogue) -> Markup:
    """The SVG of a name, with its alternative text (message ``picture.NAME``).

    It is inline, so that it takes the colours of the text around it.
    Raises LookupError for a name without a drawing, or without words.
    """
    known = sorted(file.stem for file in FOLDER.glob("*.svg"))
    if name not in known:
        raise LookupError(f"there is no picture {name!r}; there are {', '.join(known)}")
    says = escape(words.text(f"picture.{name}"))
    opening = f'<svg class="picture" role="img" aria-label="{says}" focusable="false" '
    return Markup(OPENING.sub(opening, _svg(name)))


@cache
def _svg(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8").strip()
