"""Definitions of hard words: the first occurrence in a page's text is a button that shows one.

It needs no script: the browser's popover opens and closes it. A browser without popovers shows
the definition in brackets after the word (see the stylesheet), in the middle of a sentence: it
begins small and has no full stop, which the stylesheet changes where it is shown alone.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from calculator.words.catalogue import LANGUAGES, Catalogue
from calculator.words.html import Markup, element, joined
from calculator.words.typography import typeset
from compiler.read.mistake import Mistake, SourceError, not_toml, refuse

FILE = "docs/words/definitions.toml"

# Lines that are not running text: headings, raw HTML, tables, titles.
NO_TEXT = re.compile(r"\s*(?:#|<|\||!!!|\?\?\?)")
# Parts of a line that are left as they are: links, elements, tags, code, attributes, quotations.
CLOSED = r"\[[^\]]*\]\([^)]*\)|<(?P<tag>\w+)[^>]*>.*?</(?P=tag)>|<[^>]*>|`[^`]*`|\{[^}]*\}"
CLOSED += "|«[^»]*»|“[^”]*”"

# What ends a sentence, which a part of one does not.
END_OF_SENTENCE = re.compile(r"[.!?…](?:\s|$)")


class Definition(NamedTuple):
    """A hard word in one language: its written forms, and its definition."""

    id: str
    forms: tuple[str, ...]
    says: str


Definitions = Mapping[str, tuple[Definition, ...]]


def read_definitions(file: Path) -> Definitions:
    """The definitions of a file by language. Raises SourceError."""
    return parse_definitions(file.read_text(encoding="utf-8-sig"))


def parse_definitions(text: str) -> Definitions:
    """The definitions of a file's text by language.

    Raises SourceError for each that is not whole in both languages.
    """
    try:
        entries = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(not_toml(FILE, text, error)) from error
    mistakes: list[Mistake] = []
    found: dict[str, list[Definition]] = {language: [] for language in LANGUAGES}
    for id, languages in entries.items():
        for language in LANGUAGES:
            if not isinstance(languages, dict) or language not in languages:
                sentence = f"{id} lacks [{id}.{language}]; both are needed"
                mistakes.append(Mistake(FILE, None, sentence))
                continue
            match languages[language]:
                case {"forms": [str(), *_] as forms, "says": str(says), **more} if not more:
                    if not says[:1].islower() or END_OF_SENTENCE.search(says):
                        sentence = (
                            f"[{id}.{language}] says must begin small and have no full stop: "
                            "it also stands in brackets in the middle of a sentence"
                        )
                        mistakes.append(Mistake(FILE, None, sentence))
                    written = tuple(typeset(str(form), language) for form in forms)
                    found[language].append(Definition(id, written, typeset(says, language)))
                case _:
                    sentence = (
                        f"[{id}.{language}] must have a list of texts forms and a "
                        "text says, and nothing else"
                    )
                    mistakes.append(Mistake(FILE, None, sentence))
    refuse(mistakes)
    return {language: tuple(definitions) for language, definitions in found.items()}


def with_definitions(text: str, definitions: tuple[Definition, ...], words: Catalogue) -> str:
    """The Markdown `text` with the first occurrence of each hard word made a button."""
    by_form = {form.lower(): one for one in definitions for form in one.forms}
    if not by_form:
        return text
    forms = "|".join(map(re.escape, sorted(by_form, key=len, reverse=True)))
    pattern = re.compile(
        rf"{CLOSED}|(?<![\w-])(?P<before>\w{{1,2}}’)?(?P<form>{forms})(?![\w-])(?P<after>[.,;!?)]*)",
        re.IGNORECASE,
    )
    shown: set[str] = set()

    def mark(match: re.Match[str]) -> str:
        form = match["form"]
        definition = by_form.get(form.lower()) if form else None
        if not definition or definition.id in shown:
            return match[0]
        shown.add(definition.id)
        before, after = match["before"] or "", match["after"]
        return element("span", before, _button(definition, form, words), after, class_="with-term")

    return "\n".join(
        line if NO_TEXT.match(line) else pattern.sub(mark, line) for line in text.split("\n")
    )


def _button(definition: Definition, form: str, words: Catalogue) -> Markup:
    id = f"definition-{definition.id}".replace("_", "-")
    close = element(
        "button",
        " ",
        words.text("definition.close"),
        type="button",
        class_="definition-close",
        popovertarget=id,
        popovertargetaction="hide",
    )
    return joined(
        element("button", form, type="button", class_="term", popovertarget=id),
        element(
            "span",
            # The spaces go with what is hidden where the definition stands in brackets.
            element("strong", definition.forms[0], " "),
            element("span", definition.says, class_="definition-text"),
            close,
            class_="definition",
            id=id,
            popover=True,
        ),
    )
