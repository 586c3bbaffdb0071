"""The field that finds a region by a town or a postal code. Its script is directory.js."""

import json
from typing import Any

from calculator.words.catalogue import Catalogue
from calculator.words.html import NEEDS_SCRIPT, Markup, by_script, element
from calculator.words.town_box import town_box
from compiler.read.regions import Directory

# The kinds of result that are told (`lookup` in postal.js, `townTyped` in towns.js).
KINDS = ("one", "several", "outside", "unknown", "malformed", "town", "towns", "nowhere")

# The towns of the scripts, by its path from the site's root.
TOWNS = "assets/towns.json"


def postal_field(directory: Directory, root: str, script: str, words: Catalogue) -> Markup:
    """The field, the element for its answer, its data, and its script at the address `script`.
    `root` leads to the site's root.

    It is hidden until the script shows it: without JavaScript there is only the list. It has no
    `name`, so no form can send what is typed. The answer shows entries of the list of regions
    on the same page.
    """
    example = directory.regions[0].postal_areas[0]
    data = json.dumps(compact_postal_areas(directory), separators=(",", ":"))
    form = element(
        "form",
        element("label", words.text("postal.label"), for_="postal-code"),
        element("p", words.text("postal.hint", example=example), id="postal-hint", class_="hint"),
        element("div", town_box("postal-code", "postal-hint", words), class_="typed"),
        element("div", class_="postal-answer", role="status"),
        # Data, not a script; no postal code or slug holds a character that HTML would interpret.
        element("script", Markup(data), type="application/json"),
        element("script", type="module", src=script),
        class_="postal",
        data_towns=root + TOWNS,
        **NEEDS_SCRIPT,
        **_texts(example, words),
    )
    return by_script(form, element("p", words.text("postal.without_script")))


def _texts(example: str, words: Catalogue) -> dict[str, str]:
    """The answers (``data-text-one`` …), into which the script puts the code or the town."""
    return {
        f"data_text_{kind}": words.text(
            f"postal.{kind}", area="{area}", town="{town}", example=example
        )
        for kind in KINDS
    }


def compact_postal_areas(directory: Directory) -> dict[str, Any]:
    """The postal areas for the page's script: ``own`` by region, ``shared`` with their regions."""
    return {
        "own": {region.slug: " ".join(region.postal_areas) for region in directory.regions},
        "shared": dict(directory.shared_postal_areas),
    }
