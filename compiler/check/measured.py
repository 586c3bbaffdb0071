"""Readability of every built page and of every group of messages, with its audience."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from calculator.words.catalogue import LANGUAGES
from compiler.check.page_text import blocks, page_id, page_language, visible_text
from compiler.check.readability import NAME, Figures, measure, words_in
from compiler.check.spelling import official_names
from compiler.read.definitions import FILE, read_definitions
from compiler.read.documents import read_documents
from compiler.read.words import words_of

PLACEHOLDER = re.compile(r"\{[\w.]*\}")
# Parts that numbers and dates are made of.
NO_TEXT = {"format", "hours", "months", "places"}
# The index of fewer words says more of the words chosen than of how they read: such groups
# are measured together, so that none escapes.
FEW_WORDS = 30
SHORT = "(short ones together)"
# The mean of fewer sentences says nothing of how a page flows.
FEW_SENTENCES = 20


class Measured(NamedTuple):
    """A page or a group of messages with its audience and its figures.

    Only for pages: `budget` is the largest number of words for the page, if it has one,
    `visible_words` all the words that it shows (tables and buttons too), `connected` whether
    its sentences must not be too short on average.
    """

    what: str
    language: str
    audience: str
    figures: Figures
    budget: int | None = None
    visible_words: int = 0
    connected: bool = False


def audiences(project: Path) -> Mapping[str, Any]:
    """The content of ``docs/words/audiences.toml``."""
    file = project / "docs" / "words" / "audiences.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def measured_pages(project: Path, site: Path) -> Iterator[Measured]:
    """Every page of the site built in the folder `site`, measured."""
    names = official_names(project / "docs" / "words" / "names.toml")
    known = audiences(project)
    for_organizations, lists = known["pages"]["organizations"], known["pages"]["lists"]
    for file in sorted(site.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        language, id = page_language(html), page_id(html)
        audience = "organizations" if id in for_organizations else "citizens"
        what = "/" + file.relative_to(site).as_posix().removesuffix("index.html")
        yield Measured(
            what,
            language,
            audience,
            measure(blocks(html), language, names[language]),
            known["words"].get(id),
            words_in(visible_text(html), names[language]),
            connected=id not in lists,
        )


def measured_messages(project: Path) -> Iterator[Measured]:
    """Every question and every other group of messages in both languages, measured."""
    names = official_names(project / "docs" / "words" / "names.toml")
    definitions = read_definitions(project / FILE)
    starts = tuple(audiences(project)["messages"]["organizations"])
    for language in LANGUAGES:
        groups: dict[tuple[str, str], list[str]] = {}
        for id, text in words_of(language).messages.items():
            group = ".".join(id.split(".")[: -1 if id.startswith("question.") else 1])
            if group in NO_TEXT:
                continue
            audience = "organizations" if id.startswith(starts) else "citizens"
            groups.setdefault((group, audience), []).append(PLACEHOLDER.sub(NAME, text))
        says = [f"{one.says}." for one in definitions[language]]
        groups["definitions of hard words", "citizens"] = says
        short: dict[str, list[str]] = {}
        for (group, audience), texts in groups.items():
            figures = measure(texts, language, names[language])
            if figures.words < FEW_WORDS:
                short.setdefault(audience, []).extend(texts)
            else:
                yield Measured(group, language, audience, figures)
        for audience, texts in short.items():
            yield Measured(SHORT, language, audience, measure(texts, language, names[language]))


def page_ids(project: Path) -> set[str]:
    """The ids of pages that an audience may name."""
    return set(read_documents(project / "docs").by_id)


def beyond_limits(found: Measured, limits: Mapping[str, float]) -> Iterator[str]:
    """A sentence for each limit that a page or group exceeds."""
    figures = found.figures
    where = f"{found.what} ({found.language}, for {found.audience})"
    if not figures.words:
        return
    if figures.rhythm > limits["mean_sentence"]:
        yield (
            f"{where}: {figures.rhythm:.1f} words a sentence; at most {limits['mean_sentence']}: "
            "cut long sentences in two"
        )
    if (
        found.connected
        and figures.full_sentences >= FEW_SENTENCES
        and figures.rhythm < limits["least_mean_sentence"]
    ):
        yield (
            f"{where}: {figures.rhythm:.1f} words a sentence; at least "
            f"{limits['least_mean_sentence']}: join sentences with because, so, if, but"
        )
    if figures.longest > limits["longest_sentence"]:
        yield (
            f"{where}: a sentence of {figures.longest} words; at most "
            f"{limits['longest_sentence']}: “{figures.longest_sentence}”"
        )
    if figures.flesch < limits[found.audience]:
        yield (
            f"{where}: index {figures.flesch:.0f}; at least {limits[found.audience]}: "
            "use shorter words and sentences"
        )
    if found.budget and found.visible_words > found.budget:
        yield (
            f"{where}: {found.visible_words} words; at most {found.budget}: "
            "leave out what another page says"
        )
