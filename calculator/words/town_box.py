"""A field for a town's name or a postal code, with its list of proposals.

The page's script (browser/site/combobox.js) fills the list and opens it.
"""

from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element


def town_box(id: str, described_by: str, words: Catalogue) -> Markup:
    """The field with the id `id`; `described_by` are the ids of its hint and the like.

    It has no `name`, so no form can send what is typed.
    """
    field = element(
        "input",
        type="text",
        id=id,
        role="combobox",
        aria_autocomplete="list",
        aria_expanded="false",
        aria_controls=f"{id}-towns",
        aria_describedby=described_by,
        maxlength="60",
        autocomplete="off",
        autocapitalize="words",
        autocorrect="off",
        spellcheck="false",
    )
    proposals = element(
        "ul", id=f"{id}-towns", role="listbox", aria_label=words.text("towns.list"), hidden=True
    )
    return element(
        "div",
        field,
        proposals,
        element("p", class_="visually-hidden", aria_live="polite"),
        class_="town-box",
        data_text_one=words.text("towns.one"),
        data_text_many=words.text("towns.many", number="{number}"),
    )
